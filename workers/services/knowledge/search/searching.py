"""The `search` message: both legs, fused, as passages with their documents.

A passage carries the raw scores that its place was computed from.
"""

import itertools
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Passages, Search
from workers.contract.specs.search import Passage
from workers.engines.stores.text_rows import StoredChunk
from workers.retrieval import fusion
from workers.retrieval.fusion import Scored
from workers.services.knowledge import table_answers
from workers.services.knowledge.base import OpenBase, passage_of
from workers.services.knowledge.search.corrected import find_alike
from workers.services.knowledge.search.explaining import explain
from workers.services.knowledge.search.gathering import gather, page_breaks, passage_for
from workers.services.knowledge.search.lookup import Lookup, look_up
from workers.services.knowledge.search.named_clauses import named_clause
from workers.services.knowledge.search.understanding import Query, understand
from workers.services.knowledge.vectors.opening import LOST

if TYPE_CHECKING:
    from workers.engines.onnx.reranker import Reranker

_log = logging.getLogger(__name__)

# What fits into one line of the wire; there are no more candidates either.
_MOST = 2 * fusion.CANDIDATES
# Of a document that is asked about as a whole: characters of its beginning, and of one that comes whole.
_BEGINNING, _WHOLE = 1500, 4000
# Of that beginning so much is read in any case.
_OPENING = 400


def search(base: OpenBase, message: Search, reranker: "Reranker | None" = None) -> Passages:
    """The best `k` passages of the base; the first of them ranked anew by `reranker`, where it is quick
    enough."""
    begun = time.perf_counter()
    wanted = base.text.selection_for(message.filters)
    if base.text.totals().chunks == 0 or not message.question.strip() or (wanted and not wanted.contents):
        return Passages(message.request, message.question, (), False, time.perf_counter() - begun)

    if base.text.fact(LOST):
        raise ProblemError(Code.STORE_DAMAGED, "the vectors are not made again yet")
    query = understand(base, message)
    found = look_up(base, query, message.filters, wanted)
    anew = None
    if reranker is not None and len(found.ranked) > 1 and (reranker.fits or reranker.due):
        anew = _ranked_anew(base, query, found.ranked, reranker)
        found = replace(found, ranked=anew or found.ranked)
    if query.understood.overview:
        passages = _overview(base, query, found, message.k)
    else:
        passages = best_passages(base, found, message.k, gathered=message.gather)
    clause = named_clause(base, query, found)
    if clause.passages:
        known = {passage.chunk for passage in clause.passages}
        passages = (*clause.passages, *(one for one in passages if one.chunk not in known))[: message.k]
    found = replace(found, relevant=bool(clause.passages) or (found.relevant and not clause.absent))
    table = None
    if message.reckon and query.alone and not query.named.silent:
        table = table_answers.reckon(base, query.alone, query.language, query.within(message.filters))
    report = None
    if message.explain is not None:
        report = explain(base, query, found, passages, message)
    # A question that leans on another one is known with it alone: "А кто это подписывает?" asks many things.
    typed = () if query.understood.completed else (message.question,)
    asked = dict.fromkeys((query.alone or query.searched, *typed))
    same, similar = find_alike(base.embedder, tuple(asked), message.corrected)
    seconds = time.perf_counter() - begun
    return Passages(
        message.request, query.searched, passages, found.relevant, seconds, found.top, found.floor, table,
        query.understood, anew is not None, reranker.seconds if reranker is not None else 0.0, report,
        same, similar,
    )  # fmt: skip


def _ranked_anew(
    base: OpenBase, query: Query, ranked: Sequence[Scored], reranker: "Reranker"
) -> list[Scored] | None:
    """The first of the ranked chunks in the order of the model that reads each with the question; those of
    documents that it names stay before the others. None where the model failed or took too long."""
    first = ranked[: reranker.pairs]
    texts = base.text.ready_chunks([item.chunk for item in first])
    first = [item for item in first if item.chunk in texts]
    try:
        order = reranker.rank(query.searched, [passage_of(texts[item.chunk]) for item in first])
    except Exception as error:  # the library raises bare exceptions of its own, and the passages are there
        _log.warning("passages are not ranked anew: %r", error)
        return None
    order.sort(key=lambda at: first[at].content not in query.named.documents)
    chosen = {item.chunk for item in first}
    return [*(first[at] for at in order), *(item for item in ranked if item.chunk not in chosen)]


def best_passages(base: OpenBase, found: Lookup, k: int, *, gathered: bool) -> tuple[Passage, ...]:
    """The best `k` of what was found; `gathered` with what stands around them."""
    ranked = found.ranked[: min(max(k, 0), _MOST)]
    texts = base.text.ready_chunks([item.chunk for item in ranked])
    passages = tuple(
        passage_for(base, texts[item.chunk], found.owners[item.content], item, found.best)
        for item in ranked
        if item.chunk in texts  # else it was removed just now
    )
    return gather(base, passages, texts, found.vector) if gathered else passages


def _overview(base: OpenBase, query: Query, found: Lookup, k: int) -> tuple[Passage, ...]:
    """A document as a whole: all of a short one, else its beginning, and where its sections begin."""
    ((content, document),) = query.named.documents.items()
    chunks, stored = base.text.chunks_of(content), base.text.content(content)
    if not chunks or stored is None:
        return ()
    scores = {item.chunk: item for item in found.ranked}

    def passage(chunk: StoredChunk) -> Passage:
        none = Scored(chunk.id, content, chunk.ordinal, 0.0, 0.0, 0.0)
        return passage_for(base, chunk, document, scores.get(chunk.id, none), found.best)

    last = chunks[-1]
    room = _WHOLE if last.end - chunks[0].start <= _WHOLE else _BEGINNING
    opening = [chunk for chunk in chunks if chunk.end - chunks[0].start <= room] or chunks[:1]
    start, end, page_end = chunks[0].start, opening[-1].end, opening[-1].page_end
    first = replace(
        passage(chunks[0]), end=end, page_end=page_end, text=stored.text[start:end],
        core=(0, min(_OPENING, end - start)),
        breaks=page_breaks(base, content, chunks[0].page, page_end),
    )  # fmt: skip
    sections = [
        chunk
        for before, chunk in itertools.pairwise(chunks)
        if chunk.ordinal > opening[-1].ordinal and chunk.heading != before.heading
    ]
    return (first, *(passage(chunk) for chunk in sections[: max(k - 1, 0)]))
