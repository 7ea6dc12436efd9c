"""Files as the passages of a base, without a knowledge worker."""

from collections.abc import Sequence
from pathlib import Path

from workers.contract.specs.bases import document_id
from workers.contract.training.examples import SourcePassage
from workers.reading import ReadOptions, read_any
from workers.retrieval import chunking


def passages_of(paths: Sequence[Path]) -> tuple[list[SourcePassage], dict[str, str]]:
    """The chunks of some files in order, and the whole text of each document by its id."""
    passages: list[SourcePassage] = []
    texts: dict[str, str] = {}
    for path in paths:
        extracted, key = read_any(path, ReadOptions()), document_id("base", str(path))
        texts[key] = extracted.text
        passages += [
            SourcePassage(
                f"{key}-{chunk.ordinal}", key, path.name, str(path), chunk.page, chunk.start, chunk.end,
                chunk.heading, chunk.text,
            )
            for chunk in chunking.chunk(extracted)
        ]  # fmt: skip
    return passages, texts
