"""What an answer is to be read from: the passages found, with what stands around the best of them.

A list goes on for several chunks of which only the first speaks the question's words, so the chunks beside
the best passages come along, and a short document (an order, a letter) comes whole. Every sentence carries
how near it is to the question, so that `chat` can choose what of a passage it reads.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from threading import Lock

from workers.contract.specs.search import Passage, PassageSentence
from workers.engines.onnx.embedder import Vectors
from workers.engines.stores.text_rows import StoredChunk, StoredDocument
from workers.retrieval.fusion import Scored
from workers.services.knowledge.base import OpenBase
from workers.text import sentences

# Of so many of the best passages the chunks beside them come along. Of 84 colloquial questions 60 had their
# place in the first ten passages, with the neighbours of two of them 66, of five 67.
_LEADING = 2
_BESIDE = 1
# A document of so many characters comes whole.
_SHORT = 1800
# Vectors of the sentences of so many chunks are kept: about 5 kB each. A follow-up finds the same ones.
_KEPT = 512

# Offsets of the sentences of a chunk, and a vector for each.
_Sentences = tuple[tuple[tuple[int, int], ...], Vectors]
_sentences: OrderedDict[tuple[str, str], _Sentences] = OrderedDict()
_lock = Lock()


def gather(
    base: OpenBase, passages: Sequence[Passage], chunks: Mapping[str, StoredChunk], question: Vectors
) -> tuple[Passage, ...]:
    """The passages in their order, the leading ones with what stands around them; one whose text another
    brings is left out. `question` is the vector of what was searched."""
    runs: list[tuple[Passage, list[StoredChunk]]] = []
    taken: set[str] = set()
    for passage in passages:
        chunk = chunks[passage.chunk]
        if chunk.id in taken:
            continue
        run = _around(base, chunk, taken) if len(runs) < _LEADING else [chunk]
        taken.update(one.id for one in run)
        runs.append((passage, run))
    embedded = _embedded(base, [chunk for _, run in runs for chunk in run])
    return tuple(_gathered(base, passage, run, question, embedded) for passage, run in runs)


def _around(base: OpenBase, chunk: StoredChunk, taken: set[str]) -> list[StoredChunk]:
    """The chunk with its neighbours, or all chunks of a short document; none that another passage brings."""
    first, last = chunk.ordinal - _BESIDE, chunk.ordinal + _BESIDE
    if base.text.length_of(chunk.content) <= _SHORT:
        first, last = 0, chunk.ordinal + _SHORT
    found = {one.ordinal: one for one in base.text.chunks_between(chunk.content, first, last)}
    run = [chunk]
    for step in (-1, 1):
        at = chunk.ordinal + step
        while at in found and found[at].id not in taken:
            run.insert(0 if step < 0 else len(run), found[at])
            at += step
    return run


def _gathered(
    base: OpenBase,
    passage: Passage,
    run: list[StoredChunk],
    question: Vectors,
    embedded: Mapping[str, _Sentences],
) -> Passage:
    start, end, found = run[0].start, run[-1].end, (passage.start, passage.end)
    if len(run) > 1:
        content = base.text.content(run[0].content)
        first, last = run[0].page, run[-1].page_end
        passage = replace(
            passage, start=start, end=end, page=first, page_end=last,
            text=content.text[start:end] if content else passage.text,
            breaks=page_breaks(base, run[0].content, first, last),
        )  # fmt: skip
    near: list[PassageSentence] = []
    for chunk in run:
        spans, vectors = embedded[chunk.id]
        shift = chunk.start - passage.start
        near += [
            PassageSentence(shift + first, shift + last, round(float(row @ question), 4))
            for (first, last), row in zip(spans, vectors, strict=True)
        ]
    core = found[0] - passage.start, found[1] - passage.start
    return replace(passage, sentences=tuple(near), core=core)


def passage_for(
    base: OpenBase, chunk: StoredChunk, document: StoredDocument, item: Scored, best: float
) -> Passage:
    """A chunk as it is answered: with its document, its place, and the scores that put it there."""
    return Passage(
        chunk.id, document.id, PurePath(document.path).name, document.path, chunk.page, chunk.page_end,
        chunk.start, chunk.end, chunk.heading, chunk.text, item.score, item.cosine, item.bm25, best,
        page_breaks(base, chunk.content, chunk.page, chunk.page_end),
    )  # fmt: skip


def page_breaks(base: OpenBase, content: str, first: int, last: int) -> tuple[int, ...]:
    """Where in a document its pages begin that follow the first, up to the last."""
    if last <= first:
        return ()
    starts = base.text.page_starts(content)
    return tuple(starts[page] for page in range(first + 1, last + 1) if page in starts)


def _embedded(base: OpenBase, chunks: Sequence[StoredChunk]) -> dict[str, _Sentences]:
    """The sentences of all chunks by the chunk's id; those that are not known are embedded on all threads."""
    identity = base.embedder.facts.identity
    with _lock:
        known = {chunk.id: _sentences.get((identity, chunk.id)) for chunk in chunks}
    missing = [chunk for chunk in chunks if known[chunk.id] is None]
    cut = [tuple(sentences.split(chunk.text)) for chunk in missing]
    parts = [[chunk.text[a:b] for a, b in spans] for chunk, spans in zip(missing, cut, strict=True)]
    leads = [f"{chunk.heading}\n" if chunk.heading else "" for chunk in missing]
    vectors = base.embedder.embed_parts_of(leads, parts)
    known.update({chunk.id: (spans, rows) for chunk, spans, rows in zip(missing, cut, vectors, strict=True)})
    found = {chunk: one for chunk, one in known.items() if one is not None}
    with _lock:
        for chunk, one in found.items():
            _sentences[identity, chunk] = one
            _sentences.move_to_end((identity, chunk))
        while len(_sentences) > _KEPT:
            _sentences.popitem(last=False)
    return found
