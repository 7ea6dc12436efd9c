"""The embedder of the chat worker: opened once, done without where there is none."""

import pytest

from tests.helpers.models import embedder
from workers.services.chat.meaning_source import MeaningSource


def test_without_an_embedder_words_alone_decide(caplog: pytest.LogCaptureFixture) -> None:
    source = MeaningSource()
    assert source.of("")() is None
    assert source.of("/there/is/none")() is None
    assert "their words alone" in caplog.text
    caplog.clear()


def test_an_embedder_is_opened_once_and_kept() -> None:
    source = MeaningSource()
    first = source.of(str(embedder()))()
    assert first is not None
    assert source.of(str(embedder()))() is first
