"""A search while its question is typed: places at once, by words in any form, and by meaning as well where
the search model is loaded. The last word may go on: what the documents write that begins so counts."""

import time
from dataclasses import replace
from pathlib import PurePath

from workers.contract.messages import Passages, Search
from workers.contract.specs.search import Passage, Understood
from workers.engines.stores.text_rows import CandidateChunk, StoredChunk
from workers.engines.stores.text_store import TextStore
from workers.retrieval import fusion, lexical
from workers.retrieval.calibration import Reach
from workers.retrieval.fusion import Scored
from workers.services.knowledge.base import OpenBase, counts_of
from workers.services.knowledge.calibrating import known_floor
from workers.services.knowledge.search.typed_words import core_of, hits_in, read
from workers.services.knowledge.search.understanding import as_meant
from workers.text.language import language_of

# Letters from which on what was typed may be mended: fewer are no word yet.
_LEAST = 4


def search_typed(text: TextStore, base: OpenBase | None, message: Search) -> Passages:
    """The best `k` places; `base` is None while it is not open: then words alone decide."""
    begun = time.perf_counter()
    question, understood = message.question.strip(), Understood(message.question.strip())
    found = _places(text, base, replace(message, question=question))
    if base is not None and len(question) >= _LEAST and not any(passage.bm25 for passage in found):
        # Perhaps it is typed on another layout, or with a mistake.
        meant, retyped, _ = as_meant(base, question)
        again = _places(text, base, replace(message, question=meant)) if meant != question else ()
        if any(passage.bm25 for passage in again):
            found, question, understood = again, meant, Understood(meant, retyped)
    seconds = time.perf_counter() - begun
    terms = tuple(terms for *_, terms in lexical.places(question) if terms)
    return Passages(
        message.request, question, found, bool(found), seconds, understood=understood, terms=terms
    )


def _places(text: TextStore, base: OpenBase | None, message: Search) -> tuple[Passage, ...]:
    totals = text.totals()
    typed = read(text, message.question)
    if not totals.chunks or not typed.groups:
        return ()
    collection = lexical.Collection(totals.chunks, totals.length / totals.chunks)
    weights = lexical.query_weights(typed.ids, text.frequencies(typed.ids), collection)
    best = fusion.ideal(max(weights[term] for term in group) for group in typed.groups)
    cosines: dict[str, float] = {}
    if base is None:
        chunks = list(text.every_candidate())
        wanted = text.contents_for(message.filters)
        if wanted is not None:
            kept = set(wanted)
            chunks = [chunk for chunk in chunks if chunk.content in kept]
    else:
        cosines, chunks = _candidates(base, message, weights)
    bm25s = lexical.bm25(weights, [counts_of(chunk) for chunk in chunks], collection).tolist()
    floor = known_floor(base, message.language or language_of(message.question)) if base else None
    scored = []
    for chunk, bm25 in zip(chunks, bm25s, strict=True):
        cosine = cosines.get(chunk.id, 0.0)
        if bm25 or (floor is not None and floor.speaks(Reach(cosine, 0.0))):
            score = fusion.score(cosine, min(bm25, best), best)
            scored.append(Scored(chunk.id, chunk.content, chunk.ordinal, score, cosine, bm25))
    owners = text.owners(sorted({item.content for item in scored}), message.filters)
    ranked = fusion.rank(item for item in scored if item.content in owners)[: max(message.k, 0)]
    texts = text.ready_chunks([item.chunk for item in ranked])
    passages = []
    for item in ranked:
        if (place := texts.get(item.chunk)) is None:
            continue  # removed just now
        document, hits = owners[item.content], hits_in(place.text, typed)
        core = core_of(place.text, hits)
        passages.append(
            Passage(
                place.id, document.id, PurePath(document.path).name, document.path,
                _page_of(text, place, place.start + core[0]), place.page_end, place.start, place.end,
                place.heading, place.text, item.score, item.cosine, item.bm25, best, core=core,
                hits=tuple(hit[:2] for hit in hits),
            )
        )  # fmt: skip
    return tuple(passages)


def _candidates(
    base: OpenBase, message: Search, weights: dict[int, float]
) -> tuple[dict[str, float], list[CandidateChunk]]:
    """What both legs find."""
    wanted = base.text.selection_for(message.filters)
    if wanted is not None and not wanted.contents:
        return {}, []
    vector = base.embedder.embed_query(message.question)
    with base.embedder.throttle.urgent():
        cosines = {hit.id: hit.score for hit in base.vectors.search_dense(vector, message.k, wanted)}
        terms = base.vectors.search_terms(weights, fusion.CANDIDATES, wanted)
        cosines |= base.vectors.cosines(vector, [hit.id for hit in terms if hit.id not in cosines])
    return cosines, base.text.candidates(list(cosines))


def _page_of(text: TextStore, chunk: StoredChunk, offset: int) -> int:
    if chunk.page_end <= chunk.page:
        return chunk.page
    starts = text.page_starts(chunk.content)
    return max(
        (page for page in range(chunk.page, chunk.page_end + 1) if starts.get(page, 0) <= offset),
        default=chunk.page,
    )
