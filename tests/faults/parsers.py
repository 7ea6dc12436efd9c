"""The parsers that are fuzzed, with their seeds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.features.models.domain import catalogue, catalogue_reading
from desktop.settings.policy_file import check_policy
from tests.faults import document_seeds
from tests.faults.fuzz import Target, as_json
from tests.helpers import gguf
from tests.helpers.packs import make_pack
from workers.contract import packs
from workers.contract.codec import CodecError, decode_json, from_json
from workers.contract.codes import ProblemError
from workers.contract.lines import LineSplitter
from workers.contract.messages import WireError, decode, encode
from workers.contract.specs.bases import BaseRef
from workers.contract.training.rows import ReadRowsSpec
from workers.datasets.examples.rows import read_rows
from workers.engines.gguf.gguf_file import inspect
from workers.transfer.pack_file import PackReader

ROOT = Path(__file__).resolve().parents[2]


def _examples() -> list[bytes]:
    """Every example of PROTOCOL.md."""
    text = (ROOT / "workers" / "PROTOCOL.md").read_text("utf-8")
    return [line.encode() for line in text.splitlines() if line.startswith('{"type"')]


def _wire(data: bytes, file: Path) -> None:
    splitter = LineSplitter()
    for line in splitter.feed(data + b"\n"):
        message = decode(line)
        encode(message)
        params = getattr(message, "params", None)
        if isinstance(params, dict) and "base" in params:
            from_json(BaseRef, params["base"])


def _packs(folder: Path) -> list[bytes]:
    return [make_pack(folder / "a.bukvarpack", "Пакет").read_bytes()]


def _pack(data: bytes, file: Path) -> None:
    with PackReader(file) as reader:
        assert reader.facts.size >= 0


def _pack_list(folder: Path) -> list[bytes]:
    with PackReader(make_pack(folder / "b.bukvarpack", "Пакет")) as reader:
        from workers.contract.codec import to_json

        return [as_json(to_json(reader.pack))]


def _rows(folder: Path) -> list[bytes]:
    document_seeds.small_workbook(folder / "rows.xlsx")
    chat = {"messages": [{"role": "user", "content": "Вопрос"}, {"role": "assistant", "content": "Ответ"}]}
    alpaca = [{"instruction": "Вопрос", "input": "", "output": "Ответ"}] * 3
    shared = {"conversations": [{"from": "human", "value": "Вопрос"}, {"from": "gpt", "value": "Ответ"}]}
    return [
        (folder / "rows.xlsx").read_bytes(),
        'вопрос;ответ\nСколько дней?;28\n"Кто\nидёт";"Он ""сам"""\n'.encode(),
        "question,answer\na,b\n".encode("utf-16"),
        b"\n".join([as_json(chat)] * 3),
        as_json(alpaca),
        b"\n".join([as_json(shared)] * 2),
    ]


def _read_rows(exam: bool) -> Callable[[bytes, Path], object]:
    def parse(data: bytes, file: Path) -> object:
        suffix = (
            ".xlsx" if data[:2] == b"PK" else ".csv" if b";" in data[:40] or b"," in data[:20] else ".jsonl"
        )
        named = file.with_suffix(suffix)
        named.write_bytes(data)
        return read_rows(ReadRowsSpec(str(named), output=str(file.with_suffix(".out")), exam=exam))

    return parse


def _catalogue(data: bytes, file: Path) -> None:
    decoded = decode_json(data.decode("utf-8"))
    catalogue_reading.parse_additions(decoded, "файл", catalogue.Origin.ADMINISTRATOR)
    catalogue_reading.parse(decoded)


def _catalogues(folder: Path) -> list[bytes]:
    whole = json.loads((ROOT / "resources" / "models.json").read_text("utf-8"))
    return [as_json({**whole, "models": whole["models"][at : at + 2]}) for at in range(0, 8, 2)]


def _policies(folder: Path) -> list[bytes]:
    page = (ROOT / "installer" / "ADMINISTRATORS.md").read_text("utf-8")
    found = [part.split("```")[0] for part in page.split("```json")[1:]]
    return [part.strip().encode() for part in found] or [b"{}"]


_EXPECTED: tuple[type[BaseException], ...] = (ProblemError,)
# Its reader may raise what it likes: who asked for the rows says that they cannot be read.
_ROWS: tuple[type[BaseException], ...] = (Exception,)
TARGETS: tuple[Target, ...] = (
    Target("wire", lambda folder: _examples(), _wire, (WireError, CodecError)),
    Target("gguf", lambda _: [gguf.build()], lambda data, file: inspect(file), _EXPECTED, suffix=".gguf"),
    Target("pack", _packs, _pack, _EXPECTED, suffix=".bukvarpack"),
    Target(
        "pack list", _pack_list,
        lambda data, file: packs.parse(decode_json(data.decode("utf-8"))), (CodecError, ValueError),
    ),
    Target("rows", _rows, _read_rows(False), _ROWS, apart=True),
    Target("exam", _rows, _read_rows(True), _ROWS, apart=True),
    Target("catalogue", _catalogues, _catalogue, (CodecError, ValueError)),
    Target("policy", _policies, lambda data, file: check_policy(file), (), suffix=".json"),
    *document_seeds.TARGETS,
)  # fmt: skip


def named(names: list[str]) -> list[Target]:
    """Those with these names; all for none."""
    known: dict[str, Any] = {target.name: target for target in TARGETS}
    return [known[name] for name in names] if names else list(TARGETS)
