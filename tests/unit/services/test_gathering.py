"""The sentences around a place that was found."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from workers.contract.specs.search import Passage
from workers.engines.stores.text_rows import StoredChunk
from workers.services.knowledge.search import gathering


class _Embedder:
    facts = SimpleNamespace(identity="model")

    def embed_parts_of(self, leads: list[str], parts: list[list[str]]) -> list[Any]:
        return [np.ones((len(part), 2), np.float32) for part in parts]


def _chunk(number: int) -> StoredChunk:
    text = f"Изделие {number} хранится на полке."
    return StoredChunk(f"chunk-{number}", f"content-{number}", 0, 0, len(text), 1, 1, "", 5, b"", text)


def test_a_place_seen_before_is_known_even_when_new_ones_push_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_KEPT", 3)
    base: Any = SimpleNamespace(
        embedder=_Embedder(),
        text=SimpleNamespace(length_of=lambda _content: 10**6, chunks_between=lambda *_: []),
    )

    def gathered(*numbers: int) -> tuple[Passage, ...]:
        chunks = {f"chunk-{number}": _chunk(number) for number in numbers}
        passages = [
            Passage(one.id, "", "", "", 1, 1, one.start, one.end, "", one.text, 1.0)
            for one in chunks.values()
        ]
        return gathering.gather(base, passages, chunks, np.ones(2, np.float32))

    assert len(gathered(1, 2, 3)) == 3
    for more in (gathered(1, 4, 5, 6, 7), gathered(7, 1)):
        assert all(len(passage.sentences) == 1 for passage in more)
