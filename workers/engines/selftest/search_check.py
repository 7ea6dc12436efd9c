"""Whether the vectors of a search model are right on this processor, which a child process tries, and whether
they mean anything, which is asked of a model that is loaded.

Of the model that is shipped as a first one the vectors of some sentences are known: computed in double
precision from its weights, without onnxruntime (`resources/search_check`, made by
`tests/fixtures/search_check.py`). Of any other the same products, computed in floats, are the measure.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from workers.engines.onnx.embedder import Embedder, Vectors
from workers.engines.onnx.onnx_sessions import Int8Mode

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "search_check"
# Cosine of the worst sentence. Measured against the known vectors: 0.9953 with VNNI in every mode and without
# it in exact and float mode, 0.9952 without it in int8 mode, where sums of products overflow now and then (an
# emulated Haswell). Against floats of the same numbers: 1.0000, and 0.9961 where sums overflow.
FAITHFUL, SAME = 0.985, 0.998
# Any search model worth the name finds the answer nearer to the question than the rest.
_QUESTION = "Сколько дней отпуска положено работнику?"
_ANSWER = "Продолжительность ежегодного отпуска работника — 28 дней."
_OTHER = "The safety valve must be inspected once every twelve months."


def compare(folder: Path, mode: str) -> tuple[float, bool]:
    """(cosine of the worst sentence, whether it is near enough) of the search model in `folder`."""
    model = Embedder(folder, 1, mode=Int8Mode(mode))
    expected = known(folder)
    texts = expected["texts"] if expected else _texts()
    got = np.array([model.embed_one(text) for text in texts])
    if not np.isfinite(got).all():
        return 0.0, False
    if expected:
        return _worst(got, np.array(expected["vectors"], dtype=np.float32), FAITHFUL)
    floats = Embedder(folder, 1, mode=Int8Mode.FLOAT)
    return _worst(got, np.array([floats.embed_one(text) for text in texts]), SAME)


def fault(embedder: Embedder) -> str:
    """What is wrong with the vectors of a loaded model ("" = nothing): they have not the length one, or do
    not tell like from unlike."""
    question = embedder.embed_query(_QUESTION)
    answer, other = embedder.embed_passages([_ANSWER, _OTHER])
    lengths = np.linalg.norm(np.stack([question, answer, other]), axis=1)
    if not np.allclose(lengths, 1.0, atol=1e-3):  # numbers that are none are not close either
        return f"vectors of the lengths {lengths.round(3).tolist()}"
    near, far = float(question @ answer), float(question @ other)
    return "" if near > far else f"cosines {near:.3f} of like and {far:.3f} of unlike texts"


def known(folder: Path) -> dict[str, Any] | None:
    """The known sentences and vectors of the model in `folder`; None when there are none."""
    try:
        description = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
        source = str(description["source_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    for path in sorted(FOLDER.glob("*.json")):
        expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if expected["source_sha256"] == source:
            return expected
    return None


def _texts() -> list[str]:
    path = next(iter(sorted(FOLDER.glob("*.json"))))
    return [str(text) for text in json.loads(path.read_text(encoding="utf-8"))["texts"]]


def _worst(got: Vectors, wanted: Vectors, least: float) -> tuple[float, bool]:
    lengths = np.linalg.norm(got, axis=1) * np.linalg.norm(wanted, axis=1)
    worst = float(((got * wanted).sum(axis=1) / np.maximum(lengths, 1e-12)).min())
    return worst, worst >= least
