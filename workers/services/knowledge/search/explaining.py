"""How a search came about, and what became of a place that a person points at."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from workers.contract.messages import Search
from workers.contract.specs.bases import ItemStatus
from workers.contract.specs.search import KeptOut, Passage, Place, PlaceRanks, SearchReport
from workers.engines.stores.text_rows import StoredChunk, StoredDocument
from workers.retrieval import lexical
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.calibrating import weights_of
from workers.services.knowledge.search.lookup import Lookup
from workers.services.knowledge.search.ranks import Ranks
from workers.services.knowledge.search.understanding import Query
from workers.text.quotes import EDGES, fold, wordings

# Chunks that share words with a quotation are looked through for it.
_QUOTED = 100


def explain(
    base: OpenBase, query: Query, found: Lookup, passages: Sequence[Passage], message: Search
) -> SearchReport:
    """The report of a search, with the place of `message.explain` when it points at one."""
    ranks = Ranks(base, found)
    shown = base.text.ready_chunks([passage.chunk for passage in passages])
    report = SearchReport(
        compared=len(found.ranked),
        coverage=found.coverage,
        ideal=found.best,
        unknown=_unknown(base, query.searched),
        ranks=tuple(
            ranks.of(shown[passage.chunk], passage.name) for passage in passages if passage.chunk in shown
        ),
    )
    place = message.explain or Place()
    if place == Place():
        return report
    chunks, documents, kept_out = _pointed_at(base, place)
    if kept_out is not KeptOut.NOTHING:
        return replace(report, kept_out=kept_out)
    best = min(
        (ranks.of(chunk, PurePath(documents[chunk.content].path).name, deep=True) for chunk in chunks),
        key=lambda one: (one.rank or math.inf, -one.score),
    )
    best = replace(best, document=documents[_content_of(chunks, best)].id)
    among = any(
        passage.document == best.document and passage.start <= chunk.start and chunk.end <= passage.end
        for chunk in chunks
        for passage in passages
    )
    kept_out = KeptOut.NOTHING if among else _reason(base, query, best, message)
    return replace(report, place=best, kept_out=kept_out)


def _content_of(chunks: Sequence[StoredChunk], ranks: PlaceRanks) -> str:
    return next(chunk.content for chunk in chunks if chunk.id == ranks.chunk)


def _reason(base: OpenBase, query: Query, place: PlaceRanks, message: Search) -> KeptOut:
    document = base.text.document(place.document)
    if document is None or document.status is ItemStatus.MISSING:
        return KeptOut.MISSING
    if document.content not in base.text.answering_contents(message.filters):
        return KeptOut.FILTERED
    if query.named.only and query.named.documents and document.content not in query.named.documents:
        return KeptOut.OTHER_NAMED
    return KeptOut.OUTRANKED if place.rank else KeptOut.FAR


def _unknown(base: OpenBase, question: str) -> tuple[str, ...]:
    """The words of a question that share no term with the base."""
    terms = {term: lexical.term_id(term) for term in lexical.terms(question)}
    held = base.text.frequencies(list(terms.values()))
    words = dict.fromkeys(re.findall(r"\w+(?:-\w+)*", question))
    return tuple(
        word
        for word in words
        if (own := lexical.terms(word)) and not any(terms.get(term, 0) in held for term in own)
    )


def _pointed_at(base: OpenBase, place: Place) -> tuple[list[StoredChunk], dict[str, StoredDocument], KeptOut]:
    """The chunks of a place with their documents by content, or why there are none."""
    if place.document:
        document = base.text.document(place.document)
        if document is None or not document.content:
            return [], {}, KeptOut.UNKNOWN_DOCUMENT
        documents = {document.content: document}
        chunks = base.text.chunks_of(document.content)
    else:
        weights, _ = weights_of(base, place.quote)
        hits = [hit.id for hit in base.vectors.search_terms(weights, _QUOTED)]
        chunks = list(base.text.ready_chunks(hits).values())
        documents = {
            content: users[0]
            for content in {chunk.content for chunk in chunks}
            if (users := base.text.users_of(content))
        }
        chunks = [chunk for chunk in chunks if chunk.content in documents]
    if place.page:
        chunks = [chunk for chunk in chunks if chunk.page <= place.page <= chunk.page_end]
        if not chunks:
            return [], {}, KeptOut.NO_TEXT
    if place.quote.strip():
        chunks = _holding(chunks, place.quote)
    none = KeptOut.NO_SUCH_WORDS if place.quote.strip() else KeptOut.NO_TEXT
    return chunks, documents, KeptOut.NOTHING if chunks else none


def _holding(chunks: Sequence[StoredChunk], quote: str) -> list[StoredChunk]:
    """The chunks that hold a quotation, else those that hold its beginning or its end: a chunk's border may
    cut it."""
    whole = fold(quote).strip(EDGES)
    half = max(len(whole) // 2, 1)
    texts = [(chunk, fold(chunk.text)) for chunk in chunks]
    for part in (*wordings(quote, parts=True), whole[:half], whole[half:]):
        if held := [chunk for chunk, text in texts if part and part in text]:
            return held
    return []
