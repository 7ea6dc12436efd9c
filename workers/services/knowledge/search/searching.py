"""The `search` message: both legs, fused, as passages with their documents.

A passage carries the raw scores that its place was computed from.
"""

import time
from pathlib import PurePath

from workers.contract.messages import Passages, Search
from workers.contract.specs import Filters, Passage
from workers.engines.stores.selection import Selection
from workers.engines.stores.text_rows import CandidateChunk, StoredChunk, StoredDocument
from workers.engines.stores.vector_store import Vector
from workers.retrieval import fusion, lexical
from workers.retrieval.calibration import Reach
from workers.retrieval.fusion import Scored
from workers.services.knowledge import table_answers
from workers.services.knowledge.base import OpenBase, counts_of
from workers.services.knowledge.calibrating import floor_of, weights_of
from workers.services.knowledge.search.gathering import gather
from workers.services.knowledge.search.understanding import understand

# What fits into one line of the wire; there are no more candidates either.
_MOST = 2 * fusion.CANDIDATES


def search(base: OpenBase, message: Search) -> Passages:
    """The best `k` passages of the base."""
    begun = time.perf_counter()
    wanted = base.text.selection_for(message.filters)
    if base.text.totals().chunks == 0 or not message.question.strip() or (wanted and not wanted.contents):
        return Passages(message.request, message.question, (), False, time.perf_counter() - begun)

    query = understand(base, message)
    question = query.searched
    weights, collection = weights_of(base, question)
    best = fusion.ideal(weights.values())
    vector = base.embedder.embed_query(question)
    with base.embedder.pace.urgent():
        cosines, chunks, owners, gone = _candidates(base, vector, weights, wanted, message.filters)
        if wanted is None and gone > len(chunks):
            # Texts whose files are gone take the places of those that may answer.
            there = base.text.selection_of(base.text.answering_contents(message.filters))
            cosines, chunks, owners, _ = _candidates(base, vector, weights, there, message.filters)

    bm25s = lexical.bm25(weights, [counts_of(chunk) for chunk in chunks], collection).tolist()
    scored = []
    for chunk, bm25 in zip(chunks, bm25s, strict=True):
        score = fusion.score(cosines[chunk.id], bm25, best)
        scored.append(Scored(chunk.id, chunk.content, chunk.ordinal, score, cosines[chunk.id], bm25))
    top = max((item.cosine for item in scored), default=0.0)
    coverage = max((item.bm25 for item in scored), default=0.0) / best if best else 0.0
    floor = floor_of(base, query.language)
    ranked = fusion.rank(fusion.lift_neighbours(scored))[: min(max(message.k, 0), _MOST)]
    texts = base.text.ready_chunks([item.chunk for item in ranked])
    passages = tuple(
        _passage(base, texts[item.chunk], owners[item.content], item, best)
        for item in ranked
        if item.chunk in texts  # else it was removed just now
    )
    if message.gather:
        passages = gather(base, passages, texts, vector)
    relevant = bool(scored) and floor.speaks(Reach(top, coverage))
    table = None
    if message.reckon and query.alone:
        table = table_answers.reckon(base, query.alone, query.language, message.filters)
    seconds = time.perf_counter() - begun
    return Passages(
        message.request, question, passages, relevant, seconds, top, floor.cosine(coverage), table,
        query.understood,
    )  # fmt: skip


def _candidates(
    base: OpenBase, vector: Vector, weights: dict[int, float], wanted: Selection | None, filters: Filters
) -> tuple[dict[str, float], list[CandidateChunk], dict[str, StoredDocument], int]:
    """What both legs find among the contents `wanted` (None: all): cosines by chunk, the chunks that may be
    shown, the documents to name by content, and how many chunks are of files that are gone."""
    if wanted is not None and not wanted.contents:
        return {}, [], {}, 0
    cosines = {hit.id: hit.score for hit in base.vectors.search_dense(vector, fusion.CANDIDATES, wanted)}
    terms = base.vectors.search_terms(weights, fusion.CANDIDATES, wanted)
    lexical_only = [hit.id for hit in terms if hit.id not in cosines]
    cosines |= base.vectors.cosines(vector, lexical_only)
    found = base.text.candidates(list(cosines))
    owners = base.text.owners(sorted({chunk.content for chunk in found}), filters)
    chunks = [chunk for chunk in found if chunk.content in owners]
    return cosines, chunks, owners, len(found) - len(chunks)


def _passage(
    base: OpenBase, chunk: StoredChunk, document: StoredDocument, item: Scored, best: float
) -> Passage:
    breaks: tuple[int, ...] = ()
    if chunk.page_end > chunk.page:
        starts = base.text.page_starts(chunk.content)
        breaks = tuple(starts[page] for page in range(chunk.page + 1, chunk.page_end + 1) if page in starts)
    return Passage(
        chunk.id, document.id, PurePath(document.path).name, document.path, chunk.page, chunk.page_end,
        chunk.start, chunk.end, chunk.heading, chunk.text, item.score, item.cosine, item.bm25, best,
        breaks,
    )  # fmt: skip
