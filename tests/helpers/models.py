"""Real models for tests, got once through the product's own code into a cache (BUKVAR_TEST_CACHE).

`python -m tests.helpers.models` prepares all of them. The cache is laid out like the product's own models
folder: `<id>/<file>`, and `<id>/embedder/` for a converted embedder.
"""

import contextlib
import fcntl
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop.features.models.domain.catalogue import EMBEDDER_FOLDER, CatalogueModel
from desktop.features.models.domain.catalogue_reading import parse
from workers.contract.specs.models import FetchSpec
from workers.engines.onnx.embedder_conversion import convert
from workers.transfer.download import fetch
from workers.transfer.partial_file import Reporter

ROOT = Path(__file__).resolve().parents[2]
NO_MODELS = "BUKVAR_TEST_NO_MODELS"
CHAT = "qwen2.5-coder-0.5b-instruct-q4_k_m"
STARTER = "qwen2.5-coder-1.5b-instruct-q4_k_m"
EMBEDDER = "multilingual-e5-small"
SMOLLM = "smollm2-135m-instruct-q4_1"


def cache_folder() -> Path:
    """Where the prepared models lie."""
    chosen = os.environ.get("BUKVAR_TEST_CACHE")
    return Path(chosen) if chosen else Path.home() / ".cache" / "bukvar" / "test-models"


@cache
def chat_model() -> Path:
    """Qwen2.5-Coder-0.5B-Instruct Q4_K_M, a GGUF file of 491 MB."""
    return _file(CHAT)


@cache
def starter() -> Path:
    """Qwen2.5-Coder-1.5B-Instruct Q4_K_M, the first model that people are offered: a GGUF file of 1.1 GB."""
    return _file(STARTER)


@cache
def smollm() -> Path:
    """SmolLM2-135M-Instruct Q4_1, a GGUF file of 98 MB."""
    return _file(SMOLLM)


@cache
def embedder() -> Path:
    """multilingual-e5-small as the standard folder: `model.onnx`, `tokenizer.json`, `embedder.json`."""
    folder = cache_folder() / EMBEDDER / EMBEDDER_FOLDER
    with _locked(EMBEDDER):
        if not (folder / "embedder.json").is_file():
            convert(_fetched(EMBEDDER), folder, _catalogue(EMBEDDER).convert)
    return folder


@cache
def embedder_source() -> Path:
    """The file that the embedder is converted from, of 72 MB."""
    return _file(EMBEDDER)


def install_into(data: Path, *more: str) -> None:
    """Put the trial chat model, the embedder and `more` models of one file into a data folder, as if they had
    been fetched there. The files may be second names of the cached ones: a test replaces them, it never
    writes into them."""
    for source in (chat_model(), embedder(), *map(_file, more)):
        target = data / "models" / source.relative_to(cache_folder())
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, copy_function=_link)
            else:
                _link(source, target)


def _file(model: str) -> Path:
    with _locked(model):
        return _fetched(model)


def _fetched(model: str) -> Path:
    """The model's file; a cached one was verified when it appeared, so its length is enough."""
    entry = _catalogue(model)
    target = cache_folder() / model / entry.file
    if not target.is_file() or target.stat().st_size != entry.size:
        work = cache_folder() / f"{model}.under-way"
        spec = FetchSpec(model, entry.sources, str(target), str(work), entry.size, entry.sha256)
        fetch(spec, Reporter(_printer(model), lambda: None, lambda callback: None))
    return target


def _catalogue(model: str) -> CatalogueModel:
    text = (ROOT / "resources" / "models.json").read_text(encoding="utf-8")
    entry = parse(json.loads(text)).get(model)
    assert entry is not None, model
    return entry


@contextlib.contextmanager
def _locked(model: str) -> Iterator[None]:
    """One process prepares a model, the others wait for it. `./test --quick` goes without: a test that asks
    for one is skipped."""
    if os.environ.get(NO_MODELS):
        pytest.skip("this test needs a model", allow_module_level=True)
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / f"{model}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _link(source: str | Path, target: str | Path) -> None:
    """A second name for the same bytes where the disk allows it, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _printer(model: str) -> Callable[[str, int, int], None]:
    last = [0.0]

    def progress(stage: str, done: int, total: int) -> None:
        if time.monotonic() - last[0] > 5 or done == total:
            last[0] = time.monotonic()
            print(f"{model}: {stage} {done >> 20} of {total >> 20} MiB", file=sys.stderr, flush=True)

    return progress


if __name__ == "__main__":
    for prepare in (embedder_source, embedder, smollm, chat_model):
        print(prepare())
