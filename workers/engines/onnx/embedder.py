"""Sentence embeddings by onnxruntime: texts to unit vectors.

Reads the layout of model hubs (`model.onnx`, `tokenizer.json`; `embedder.json` of ours, or the files of
sentence-transformers where a foreign model has them). One text a call, without padding, one thread a physical
core, each call on one thread of its own: measured faster than padded batches.
"""

import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EMBEDDER_FACTS, EMBEDDER_GRAPH, EMBEDDER_TOKENIZER
from workers.engines.onnx import unigram
from workers.engines.onnx.onnx_sessions import Int8Mode, open_session
from workers.engines.selftest import search_choice
from workers.engines.throttle import Throttle
from workers.files import sha256_of

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbedderFacts:
    """What `embedder.json` says. `identity` changes with anything that changes the vectors."""

    name: str
    dimension: int
    max_tokens: int
    query_prefix: str
    passage_prefix: str
    pooling: str
    identity: str


class _Tokenizer(Protocol):
    def encode(self, text: str) -> list[int]:
        """The ids of a text with the special ones around it."""
        ...

    def count(self, text: str) -> int:
        """How many ids a text has, without the special ones."""
        ...


class _LibraryTokenizer:
    """Of any form that a model hub gives out."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer  # only here: its tables are large, and most have no need of them

        self._library = Tokenizer.from_file(str(file))
        self._library.no_padding()
        self._library.no_truncation()

    def encode(self, text: str) -> list[int]:
        return list(self._library.encode(text).ids)

    def count(self, text: str) -> int:
        return len(self._library.encode(text, add_special_tokens=False).ids)


class Embedder:
    """One loaded model. `knowledge` holds one for all bases that use it; calls come from several threads.

    Raises `ProblemError`: EMBEDDER_MISSING, EMBEDDER_UNSUPPORTED, SEARCH_UNUSABLE (tried).
    """

    def __init__(
        self, folder: Path, threads: int, throttle: Throttle | None = None, mode: Int8Mode | None = None
    ) -> None:
        """`mode`: None takes what has proved itself on this computer (`search_choice`)."""
        model, tokenizer = folder / EMBEDDER_GRAPH, folder / EMBEDDER_TOKENIZER
        if not model.is_file() or not tokenizer.is_file():
            raise ProblemError(Code.EMBEDDER_MISSING, str(folder))
        try:
            self._tokenizer: _Tokenizer = unigram.load(tokenizer) or _LibraryTokenizer(tokenizer)
            self._session = open_session(model, mode or search_choice.mode(folder))
            inputs = {item.name for item in self._session.get_inputs()}
            self._output = _choose_output(self._session)
            facts = _read_facts(folder)
        except ProblemError:
            raise
        except Exception as error:  # the libraries raise bare exceptions of their own
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, repr(error)) from error
        if not {"input_ids", "attention_mask"} <= inputs:
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, f"inputs {sorted(inputs)}")
        self._token_types = "token_type_ids" in inputs
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="embed")
        self.throttle = throttle or Throttle()
        self.threads = threads
        dimension = int(self._run(self._ids("1", facts.max_tokens), facts.pooling).shape[0])
        if facts.dimension not in (0, dimension):
            raise ProblemError(Code.EMBEDDER_UNSUPPORTED, f"{dimension} dimensions, not {facts.dimension}")
        self.facts = EmbedderFacts(
            facts.name, dimension, facts.max_tokens, facts.query_prefix, facts.passage_prefix,
            facts.pooling, facts.identity,
        )  # fmt: skip

    def embed_passages(self, texts: Sequence[str], cancelled: Callable[[], bool] = lambda: False) -> Vectors:
        """Unit vectors (len(texts), dimension) in the order of `texts`; longest are computed first, so the
        threads end together. When `cancelled` says so, the rows not yet computed are zero."""
        result = np.zeros((len(texts), self.facts.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))

        def one(index: int) -> None:
            if not cancelled():
                self.throttle.wait(cancelled)
                result[index] = self.embed_one(self.facts.passage_prefix + texts[index])

        for _ in self._pool.map(one, order):
            pass
        return result

    def embed_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of a question; on the caller's thread, ahead of indexing."""
        with self.throttle.urgent():
            return self.embed_one(self.facts.query_prefix + text)

    def embed_one(self, text: str) -> Vectors:
        """The unit vector of a text with its prefix, on the caller's thread."""
        return self._run(self._ids(text, self.facts.max_tokens), self.facts.pooling)

    def token_states(self, text: str) -> tuple[list[tuple[int, int]], Vectors]:
        """For each token the half-open offsets of the word between blanks that it is of, and its state
        (dimension) in the text, a row a token; on the caller's thread. Empty where the model gives whole
        sentences alone, or its tokens cross blanks."""
        ids = self._ids(self.facts.query_prefix + text, self.facts.max_tokens)
        spans: list[tuple[int, int]] = []
        for found in re.finditer(r"\S+", self.facts.query_prefix + text):
            start, end = (at - len(self.facts.query_prefix) for at in found.span())
            spans += [(start, end)] * (len(self._tokenizer.encode(found.group())) - 2)
        rows = self._states(ids)
        if rows.ndim != 2 or (len(spans) != len(ids) - 2 and len(ids) < self.facts.max_tokens):
            return [], np.zeros((0, self.facts.dimension), dtype=np.float32)
        kept = [index for index, (start, _) in enumerate(spans[: len(ids) - 2]) if start >= 0]
        return [spans[index] for index in kept], rows[1:-1][kept]

    def embed_parts(self, lead: str, parts: Sequence[str]) -> Vectors:
        """Unit vectors (len(parts), dimension) of the parts of one passage, each the mean of its tokens'
        states as the whole passage is read (late chunking, arXiv 2409.04701); `lead`, its heading, is read
        before them. A part beyond `max_tokens` is zero. On the caller's thread."""
        ids = self._tokenizer.encode(self.facts.passage_prefix + lead)
        opening, closing = ids[:-1], ids[-1:]
        bounds, tokens = [], list(opening)
        for part in parts:
            own = self._tokenizer.encode(part)[1:-1]
            bounds.append((len(tokens), len(tokens) + len(own)))
            tokens += own
        tokens = [*tokens[: self.facts.max_tokens - 1], *closing]
        rows = self._states(tokens)
        if rows.ndim < 2:  # a graph that gives the sentence's vector alone
            return np.array([self.embed_one(self.facts.passage_prefix + part) for part in parts])
        result = np.zeros((len(parts), self.facts.dimension), dtype=np.float32)
        for row, (start, end) in zip(result, bounds, strict=True):
            if 0 <= start < min(end, len(tokens) - 1):
                row[:] = _unit(rows[start : min(end, len(tokens) - 1)].mean(axis=0))
        return result

    def embed_parts_of(self, leads: Sequence[str], parts: Sequence[Sequence[str]]) -> list[Vectors]:
        """`embed_parts` of several passages, on all threads, ahead of indexing."""
        with self.throttle.urgent():
            return list(self._pool.map(self.embed_parts, leads, parts))

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, without a prefix and the special ones."""
        return self._tokenizer.count(text)

    def close(self) -> None:
        """Let the threads go; the memory goes with the object."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ids(self, text: str, limit: int) -> list[int]:
        ids = self._tokenizer.encode(text)
        return ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]]

    def _states(self, ids: list[int]) -> Vectors:
        """What the model gives for tokens: a row each, or one for all."""
        tokens = np.array([ids], dtype=np.int64)
        feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        if self._token_types:
            feed["token_type_ids"] = np.zeros_like(tokens)
        (output,) = self._session.run([self._output], feed)
        rows: Vectors = np.asarray(output[0], dtype=np.float32)
        return rows

    def _run(self, ids: list[int], pooling: str) -> Vectors:
        rows = self._states(ids)
        if rows.ndim == 2:
            rows = rows[0] if pooling == "cls" else rows.mean(axis=0)
        return _unit(rows)


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return unit


def _choose_output(session: Any) -> str:
    names = [str(item.name) for item in session.get_outputs()]
    for wanted in ("sentence_embedding", "last_hidden_state", "token_embeddings"):
        if wanted in names:
            return wanted
    if len(names) == 1:
        return names[0]
    raise ProblemError(Code.EMBEDDER_UNSUPPORTED, f"outputs {names}")


def _read_facts(folder: Path) -> EmbedderFacts:
    untrusted = _json(folder / EMBEDDER_FACTS)
    config = _json(folder / "config.json")
    pooling = _json(folder / "1_Pooling" / "config.json")
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    default_pooling = "cls" if pooling.get("pooling_mode_cls_token") else "mean"
    passage = prompts.get("passage", prompts.get("document", ""))
    return EmbedderFacts(
        name=str(untrusted.get("name") or config.get("_name_or_path") or folder.name),
        dimension=int(untrusted.get("dimension") or 0),
        max_tokens=max(16, int(untrusted.get("max_tokens") or config.get("max_position_embeddings") or 512)),
        query_prefix=str(untrusted.get("query_prefix", prompts.get("query", ""))),
        passage_prefix=str(untrusted.get("passage_prefix", passage)),
        pooling=str(untrusted.get("pooling") or default_pooling),
        identity=str(untrusted.get("identity") or sha256_of(folder / EMBEDDER_GRAPH)),
    )


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    untrusted = json.loads(path.read_text(encoding="utf-8"))
    return untrusted if isinstance(untrusted, dict) else {}
