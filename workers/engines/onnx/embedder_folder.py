"""The folder that an embedder is used from, whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EMBEDDER_FACTS, EMBEDDER_GRAPH, EMBEDDER_TOKENIZER
from workers.engines.onnx.embedder import Embedder
from workers.engines.selftest import search_check
from workers.files import publish, sha256_of


def _check(folder: Path, model: str) -> None:
    embedder = Embedder(folder, 1)
    try:
        wrong = search_check.fault(embedder)
    finally:
        embedder.close()
    if wrong:
        raise ProblemError(Code.MODEL_DAMAGED, wrong, model=model)


@contextmanager
def new_embedder(folder: Path, source: Path, check: Callable[[Path, str], None] = _check) -> Iterator[Path]:
    """An empty folder to put graph and tokenizer, made of `source`, into and to `describe` them. Afterwards
    it stands in the place of `folder`, if `check` finds it right. Raises `ProblemError`: MODEL_DAMAGED,
    EMBEDDER_UNSUPPORTED, SEARCH_UNUSABLE (no way of computing gives right vectors here)."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield work
        check(work, source.name)
        # As the umask has it elsewhere: others may share it.
        os.chmod(work, 0o755)  # nosec B103
        _replace(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def describe(folder: Path, source: Path, facts: dict[str, Any]) -> None:
    """Write `facts` with the hashes that tell which embedder this is."""
    identity = sha256_of(folder / EMBEDDER_GRAPH, folder / EMBEDDER_TOKENIZER)
    description = {**facts, "source_sha256": sha256_of(source), "identity": identity}
    (folder / EMBEDDER_FACTS).write_text(json.dumps(description, indent=2), encoding="utf-8")


def _replace(work: Path, folder: Path) -> None:
    """A folder already there steps aside first, so a kill leaves a whole one, or none, which the next start
    makes again."""
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        folder.replace(old / folder.name)
        publish(work, folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        publish(work, folder)
