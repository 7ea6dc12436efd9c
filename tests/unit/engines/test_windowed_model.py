"""A model with a sliding window in the real engine: its memory, and going on from what was read before."""

from pathlib import Path

import pytest

from tests.helpers.windowed_model import WINDOW, write
from workers.contract.memory import BATCH, OVERHEAD
from workers.engines.llama.language_model import LanguageModel
from workers.engines.llama.model_memory import needed


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("окно") / "малая с окном.gguf")


def tokens(count: int, seed: int) -> list[int]:
    """A prompt of single bytes."""
    return [2, *(4 + (seed * 7919 + i * i * 31 + i) % 256 for i in range(count - 1))]


def test_its_memory_is_that_of_the_window(file: Path) -> None:
    model = LanguageModel(file, context=4096, gpu_layers=0, threads=1)
    try:
        facts = model.facts
        assert (facts.window, facts.kv_bytes, facts.window_kv_bytes) == (WINDOW, 128, 5 * 128)
        seen = -(-(WINDOW + BATCH) // 256) * 256
        assert needed(facts, 4096) == facts.size + 128 * 4096 + 5 * 128 * seen + OVERHEAD
    finally:
        model.close()


def test_it_goes_on_only_from_what_its_window_still_has(file: Path) -> None:
    """Without looking, the second prompt would be read on from tokens that are no longer there."""
    long, short = tokens(1500, 1), tokens(300, 1) + tokens(40, 2)[1:]
    nearly = [*long[:-3], 9, 10, 11]
    model = LanguageModel(file, context=2048, gpu_layers=0, threads=1)
    fresh = LanguageModel(file, context=2048, gpu_layers=0, threads=1)
    try:
        list(model.reply(long, max_tokens=2))
        again = list(model.reply(nearly, max_tokens=8))
        assert model.usage.reused == len(long) - 3
        assert again == list(fresh.reply(nearly, max_tokens=8))
        written = list(model.reply(short, max_tokens=8))
        assert model.usage.reused == 0
        fresh.forget()
        assert written == list(fresh.reply(short, max_tokens=8))
    finally:
        model.close()
        fresh.close()
