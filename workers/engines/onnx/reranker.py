"""A cross-encoder by onnxruntime: how well a passage answers a question, read together.

Reads the layout of model hubs: `model.onnx` with the inputs of a BERT or XLM-R and one logit a pair, and its
`tokenizer.json`, which knows how a pair is joined. One pair a call, on threads of its own.
"""

import logging
import shutil
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EMBEDDER_GRAPH, EMBEDDER_TOKENIZER
from workers.engines.onnx.onnx_sessions import Int8Mode, open_session
from workers.engines.throttle import Throttle

_log = logging.getLogger(__name__)

# Pairs that a search has ranked anew, and seconds that this may take: what a person waits for more. One
# search may take longer, as on a machine that is busy just now; what takes longest is given up.
PAIRS, LIMIT_S, LONGEST_S = 20, 1.5, 3.0
# Measurements of which the smallest counts, and seconds after which a slow model is tried again.
_KEPT, _AGAIN_S = 3, 600.0
# Tokens of a pair that are read; chunks are cut to fewer.
MAX_TOKENS = 512
_PROBE = "Отпуск предоставляется по заявлению работника, которое подаётся за две недели. "
# Any cross-encoder worth the name finds the answer better than the rest.
_QUESTION = "Сколько дней отпуска положено работнику?"
_ANSWER = "Продолжительность ежегодного отпуска работника — 28 дней."
_OTHER = "The safety valve must be inspected once every twelve months."


class Reranker:
    """One loaded model. Raises `ProblemError`: MODEL_MISSING, EMBEDDER_UNSUPPORTED."""

    pairs = PAIRS

    def __init__(self, folder: Path, threads: int, throttle: Throttle | None = None) -> None:
        model, tokenizer = folder / EMBEDDER_GRAPH, folder / EMBEDDER_TOKENIZER
        for file in (model, tokenizer):
            if not file.is_file():
                raise ProblemError(Code.MODEL_MISSING, str(file), model=folder.parent.name)
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
            self._session = open_session(model, Int8Mode.EXACT)
            inputs = {item.name for item in self._session.get_inputs()}
            outputs = [str(item.name) for item in self._session.get_outputs()]
        except Exception as error:  # the libraries raise bare exceptions of their own
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, repr(error)) from error
        if not {"input_ids", "attention_mask"} <= inputs or inputs - {
            "input_ids", "attention_mask", "token_type_ids",
        }:  # fmt: skip
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, f"inputs {sorted(inputs)}")
        self._output = "logits" if "logits" in outputs else outputs[0]
        self._token_types = "token_type_ids" in inputs
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="rerank")
        self._throttle = throttle or Throttle()
        self.score("1", ["1"])  # a graph of another form fails here
        self._measured: deque[float] = deque(maxlen=_KEPT)
        with suppress(TimeoutError):  # it is slow here, which is then known
            self.rank(_QUESTION, [_PROBE * 12] * PAIRS)  # about as long as chunks

    @property
    def seconds(self) -> float:
        """Seconds that `PAIRS` take here: the least of the last measurements, which other work on the machine
        lengthens. Where it was given up, the seconds until then."""
        return min(self._measured)

    @property
    def fits(self) -> bool:
        """Whether it is quick enough here to be used."""
        return self.seconds <= LIMIT_S

    @property
    def due(self) -> bool:
        """Whether one that does not fit is to be tried again: the machine may have been busy."""
        return time.monotonic() - self._measured_at >= _AGAIN_S

    def score(self, question: str, passages: Sequence[str], limit: float | None = None) -> list[float]:
        """A logit for each passage: the higher, the better it answers. The longest are computed first, so the
        threads end together. Raises TimeoutError after `limit` seconds."""
        scores = [0.0] * len(passages)

        def one(index: int) -> None:
            scores[index] = self._score(question, passages[index])

        with self._throttle.urgent():
            longest = sorted(range(len(passages)), key=lambda at: -len(passages[at]))
            for _ in self._pool.map(one, longest, timeout=limit):
                pass
        return scores

    def rank(self, question: str, passages: Sequence[str]) -> list[int]:
        """The passages' numbers, best first; equal ones stay in their order. Measures how long it took.
        Raises TimeoutError after `LONGEST_S`."""
        begin = time.monotonic()
        try:
            scores = self.score(question, passages, LONGEST_S)
        except TimeoutError:
            self._keep(time.monotonic() - begin)
            raise
        taken = time.monotonic() - begin
        # Fewer pairs tell nothing of `PAIRS`, which threads share, unless they alone take too long.
        if len(passages) >= PAIRS or taken > LIMIT_S:
            self._keep(taken)
        return sorted(range(len(passages)), key=lambda at: -scores[at])

    def fault(self) -> str:
        """What is wrong with its scores ("" = nothing): they are no numbers, or do not tell the answer from
        another text."""
        answer, other = self.score(_QUESTION, [_ANSWER, _OTHER])
        return "" if answer > other else f"scores {answer:.3f} of the answer and {other:.3f} of another text"

    def close(self) -> None:
        """Let the threads go; the memory goes with the object."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _keep(self, taken: float) -> None:
        self._measured.append(taken)
        self._measured_at = time.monotonic()

    def _score(self, question: str, passage: str) -> float:
        encoded = self._tokenizer.encode(question[:2000], passage)
        tokens = np.array([encoded.ids], dtype=np.int64)
        feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        if self._token_types:
            feed["token_type_ids"] = np.array([encoded.type_ids], dtype=np.int64)
        (output,) = self._session.run([self._output], feed)
        logits = np.asarray(output, dtype=np.float32).reshape(-1)
        if logits.size not in (1, 2):
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, f"{logits.size} numbers a pair")
        # One logit, or those of "no" and "yes".
        return float(logits[0] if logits.size == 1 else logits[1] - logits[0])


def adopt(source: Path, folder: Path) -> None:
    """Put `source` and the tokenizer beside it into `folder`, which appears complete or not at all, once the
    model tells an answer from another text. Raises `ProblemError`: MODEL_MISSING, MODEL_DAMAGED,
    EMBEDDER_UNSUPPORTED."""
    from workers.engines.onnx.embedder_adoption import write_tokenizer
    from workers.engines.onnx.embedder_folder import describe, new_embedder

    tokenizer = source.with_name(EMBEDDER_TOKENIZER)
    for file in (source, tokenizer):
        if not file.is_file():
            raise ProblemError(Code.MODEL_MISSING, str(file), model=file.name)
    with new_embedder(folder, source, _check) as work:
        shutil.copyfile(source, work / EMBEDDER_GRAPH)
        write_tokenizer(tokenizer, work / EMBEDDER_TOKENIZER)
        describe(work, source, {"name": source.stem, "max_tokens": MAX_TOKENS, "reranker": True})


def _check(folder: Path, model: str) -> None:
    reranker = Reranker(folder, 1)
    try:
        wrong = reranker.fault()
    finally:
        reranker.close()
    if wrong:
        raise ProblemError(Code.MODEL_DAMAGED, wrong, model=model)


def usable(folder: Path, threads: int, throttle: Throttle) -> Reranker | None:
    """The model in a folder; None where it cannot be used: a search then goes without."""
    try:
        return Reranker(folder, threads, throttle)
    except Exception as error:  # a graph may fail in the library, with an exception of its own
        _log.warning("passages are not ranked anew: %r", error)
        return None
