"""Makes the embedder's folder of a graph that a model hub gives out ready-made: `model.onnx` with its
`tokenizer.json` beside it. Called once, by the `convert` job."""

import shutil
from pathlib import Path

from tokenizers import Tokenizer

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EMBEDDER_GRAPH, EMBEDDER_TOKENIZER, EmbeddingFacts
from workers.engines.onnx.embedder_folder import describe, new_embedder


def adopt(source: Path, folder: Path, facts: EmbeddingFacts) -> None:
    """Put `source` and the tokenizer beside it into `folder`, which appears complete or not at all, after it
    has given vectors of the right length that tell like from unlike. Raises `ProblemError`: MODEL_MISSING,
    MODEL_DAMAGED, EMBEDDER_UNSUPPORTED, SEARCH_UNUSABLE (no way of computing gives right vectors here)."""
    tokenizer = source.with_name(EMBEDDER_TOKENIZER)
    for file in (source, tokenizer):
        if not file.is_file():
            raise ProblemError(Code.MODEL_MISSING, str(file), model=file.name)
    with new_embedder(folder, source) as work:
        shutil.copyfile(source, work / EMBEDDER_GRAPH)
        write_tokenizer(tokenizer, work / EMBEDDER_TOKENIZER)
        described = {
            "name": facts.name or source.stem,
            "dimension": facts.dimension,
            "max_tokens": facts.max_tokens,
            "query_prefix": facts.query_prefix,
            "passage_prefix": facts.passage_prefix,
            "pooling": facts.pooling,
            "quantization": "as given",
        }
        describe(work, source, described)


def write_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer as its library writes it, so that only what it understands is kept."""
    try:
        Tokenizer.from_file(str(source)).save(str(target))
    except Exception as error:  # the library raises bare exceptions of its own
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=source.name) from error
