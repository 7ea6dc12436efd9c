"""Small model packs, made by the product's own code."""

import os
from pathlib import Path

from tests.helpers.gguf import build
from workers.contract.packs import MakePackSpec, PackedFile, PackedModel
from workers.transfer.pack_writing import make
from workers.transfer.partial_file import Reporter

QUIET = Reporter(lambda stage, done, total: None, lambda: None, lambda callback: None)


def entry(model: str, file: str, size: int) -> dict[str, object]:
    """A chat model as a catalogue describes it."""
    return {
        "id": model,
        "name": {"ru": "Проба", "en": "Trial"},
        "purpose": "chat",
        "publisher": "Отдел",
        "licence": "Apache-2.0",
        "file": file,
        "size": size,
        "sources": [],
        "context": 2048,
    }


def packed(source: Path, model: str = "proba") -> PackedModel:
    """A file as a model to be packed."""
    described = entry(model, source.name, source.stat().st_size)
    return PackedModel(described, "Лицензия", (PackedFile(source.name, str(source)),))


def make_pack(path: Path, name: str, key: str = "") -> Path:
    """A pack with one model, a GGUF file of some kilobytes."""
    source = path.with_name("Проба.gguf")
    source.write_bytes(build())
    make(MakePackSpec(str(path), name, (packed(source),), key=key), QUIET)
    source.unlink()
    return path


def spoil(file: Path) -> None:
    """Turn over the byte in the middle; done twice, the file is as it was."""
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        (byte,) = stream.read(1)
        stream.seek(-1, os.SEEK_CUR)
        stream.write(bytes([byte ^ 0xFF]))
