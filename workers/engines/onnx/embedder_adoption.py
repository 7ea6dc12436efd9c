"""Makes the embedder's folder of a graph that a model hub gives out ready-made: `model.onnx` with its
`tokenizer.json` beside it. Called once, by the `convert` job."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from tokenizers import Tokenizer

from workers.contract.codes import Code, ProblemError
from workers.contract.specs import EmbeddingFacts
from workers.engines.onnx.embedder import Embedder
from workers.engines.selftest import search_check
from workers.files import publish, sha256_of

TOKENIZER = "tokenizer.json"


def adopt(source: Path, folder: Path, facts: EmbeddingFacts) -> None:
    """Put `source` and the tokenizer beside it into `folder`, which appears complete or not at all, after it
    has given vectors of the right length that tell like from unlike. Raises `ProblemError`: MODEL_MISSING,
    MODEL_DAMAGED, EMBEDDER_UNSUPPORTED, SEARCH_UNUSABLE (no way of computing gives right vectors here)."""
    tokenizer = source.with_name(TOKENIZER)
    for file in (source, tokenizer):
        if not file.is_file():
            raise ProblemError(Code.MODEL_MISSING, str(file), model=file.name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        shutil.copyfile(source, work / "model.onnx")
        _write_tokenizer(tokenizer, work / TOKENIZER)
        description = {
            "name": facts.name or source.stem,
            "dimension": facts.dimension,
            "max_tokens": facts.max_tokens,
            "query_prefix": facts.query_prefix,
            "passage_prefix": facts.passage_prefix,
            "pooling": facts.pooling,
            "quantization": "as given",
            "source_sha256": sha256_of(source),
            "identity": sha256_of(work / "model.onnx", work / TOKENIZER),
        }
        (work / "embedder.json").write_text(json.dumps(description, indent=2), encoding="utf-8")
        check(work, source.name)
        os.chmod(work, 0o755)
        shutil.rmtree(folder, ignore_errors=True)
        publish(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer as its library writes it, so that only what it understands is kept."""
    try:
        Tokenizer.from_file(str(source)).save(str(target))
    except Exception as error:  # the library raises bare exceptions of its own
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=source.name) from error


def check(folder: Path, model: str) -> None:
    """Raise `ProblemError` (MODEL_DAMAGED, EMBEDDER_UNSUPPORTED, SEARCH_UNUSABLE) where the embedder in
    `folder`, made of the file named `model`, gives vectors that are wrong."""
    embedder = Embedder(folder, 1)
    try:
        wrong = search_check.fault(embedder)
    finally:
        embedder.close()
    if wrong:
        raise ProblemError(Code.MODEL_DAMAGED, wrong, model=model)
