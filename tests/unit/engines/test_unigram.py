"""The tokens of our own unigram model are those of the library."""

import json
import os
import random
import unicodedata
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from tests.helpers.models import embedder
from workers.contract.specs.models import EMBEDDER_TOKENIZER
from workers.engines.onnx import unigram
from workers.engines.onnx.unigram import Unigram

STRANGE = [
    "", " ", "\n", "\0", "a\0b", "▁", "▁▁", " ▁x", "x▁ ▁y", "<s> </s> <unk><unk> <mask> <pad>",
    "😀😀 смайлики 👨‍👩‍👧 и текст", "漢字テスト 日本語", "ｆｕｌｌｗｉｄｔｈ ﬁ ½ ① ℃", "e\u0301 й й\u0306",
    "\u200b\u200bx\ufeff", "العربية שלום", "한국어 ᄀ ᄀ ᆨ", "\x1c\x1d a\x1fb", "\x85\xa0\u2003x", "𠀀" * 50,
    "A" * 300, "x" * 5000, "ЁЖ" * 700, "\ud7ff\ue000\ufffd\uffff", "ﷺ" * 20, "a" + "\u0300" * 40,
    "\u3000\u1680\u180e\u205f",
    "  лишние   пробелы  ", "слово\u00adперенос", "т.е. №115-ФЗ (п. 4.2.), 1 234,50 ₽ — «да»", "\U0010ffff",
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The standard tokenizer in a folder of its own."""
    place = tmp_path_factory.mktemp("tokenizer") / EMBEDDER_TOKENIZER
    os.link(embedder() / EMBEDDER_TOKENIZER, place)
    return place


@pytest.fixture(scope="module")
def library(file: Path) -> Tokenizer:
    return Tokenizer.from_file(str(file))


@pytest.fixture(scope="module")
def ours(file: Path) -> Unigram:
    loaded = unigram.load(file)
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts(ours: Unigram, library: Tokenizer, text: str) -> None:
    assert ours.encode(text) == library.encode(text).ids
    assert ours.count(text) == len(library.encode(text, add_special_tokens=False).ids)


def test_every_letter(ours: Unigram, library: Tokenizer) -> None:
    # Python's tables of Unicode grow; a letter that was not yet one in the library's is none to compare.
    letters = [chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000]
    known = [letter for letter in letters if unicodedata.category(letter) != "Cn"]
    differing = [
        hex(ord(letter))
        for letter in known
        if ours.encode(f"а{letter}б {letter}") != library.encode(f"а{letter}б {letter}").ids
    ]
    assert differing == []


def test_texts_by_chance(ours: Unigram, library: Tokenizer) -> None:
    chance = random.Random(14)
    alphabets = [
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё ",
        "abcdefghijklmnopqrstuvwxyz ",
        "0123456789.,-№§ ",
        "АБВ ЁЩ\u0301\n",
    ]
    for _ in range(3000):
        letters = "".join(chance.choices(alphabets, k=2))
        text = "".join(chance.choices(letters, k=chance.randint(1, 200)))
        assert ours.encode(text) == library.encode(text).ids, text


def test_the_list_of_pieces_is_kept_beside_it(file: Path, ours: Unigram, tmp_path: Path) -> None:
    kept = file.with_suffix(".pieces")
    assert kept.stat().st_size < file.stat().st_size / 2
    again = unigram.load(file)
    assert again is not None
    assert again.encode("Договор поставки № 5") == ours.encode("Договор поставки № 5")
    kept.write_bytes(kept.read_bytes()[:1000])
    mended = unigram.load(file)
    assert mended is not None
    assert mended.encode("Договор") == ours.encode("Договор")
    assert kept.stat().st_size > 1000


def test_what_was_kept_of_another_file_is_not_taken(file: Path, ours: Unigram, tmp_path: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    small = tmp_path / EMBEDDER_TOKENIZER
    content["model"]["vocab"] = content["model"]["vocab"][:1000]
    small.write_text(json.dumps(content), encoding="utf-8")
    small.with_suffix(".pieces").write_bytes(file.with_suffix(".pieces").read_bytes())
    loaded = unigram.load(small)
    assert loaded is not None
    assert loaded.encode("Договор") == Tokenizer.from_file(str(small)).encode("Договор").ids


@pytest.mark.parametrize(
    ("key", "value"),
    [("normalizer", None), ("added_tokens", [{"id": 0}]), ("pre_tokenizer", {"type": "Whitespace"})],
)
def test_another_form_is_left_to_the_library(file: Path, tmp_path: Path, key: str, value: object) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    content["model"]["vocab"] = content["model"]["vocab"][:1000]
    other = tmp_path / EMBEDDER_TOKENIZER
    other.write_text(json.dumps(content | {key: value}), encoding="utf-8")
    assert unigram.load(other) is None
