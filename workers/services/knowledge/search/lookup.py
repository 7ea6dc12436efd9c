"""What both legs find for a query, fused, and whether the base speaks of it at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.contract.specs.search import Filters
from workers.engines.stores.selection import Selection
from workers.engines.stores.text_rows import CandidateChunk, StoredDocument
from workers.engines.stores.vector_store import Vector
from workers.retrieval import fusion, lexical
from workers.retrieval.calibration import Reach
from workers.retrieval.fusion import Scored
from workers.services.knowledge.base import OpenBase, counts_of
from workers.services.knowledge.calibrating import floor_of, weights_of
from workers.services.knowledge.search.understanding import Query

# Of documents that are named among others so many chunks come first.
_FIRST = 5
# What a word weighs that documents write for one of the question, of its idf; all of them together weigh at
# most this share of the question's own words. Of 50 colloquial questions (half of a set of `tests/bench`,
# answers) 39 have their place in the first three passages without such words, 43 with them.
_WRITTEN = 0.5
# Of a question in the language of the documents at least this share of its words is known to the base.
_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Lookup:
    """`ranked`: all candidates, best first; `owners`: the document to name, by content. `vector` of the
    query, `weights` of its terms, `best` the bm25 of a perfect chunk. `top`: the best cosine, `coverage`: the
    largest bm25 / best, `floor`: the cosine that the gate asks for, `relevant`: its verdict."""

    ranked: Sequence[Scored]
    owners: dict[str, StoredDocument]
    vector: Vector
    weights: dict[int, float]
    best: float
    top: float
    coverage: float
    floor: float
    relevant: bool


def look_up(base: OpenBase, query: Query, filters: Filters, wanted: Selection | None) -> Lookup:
    """Search within the filters, `wanted` being what they leave (None: all)."""
    named = list(query.named.documents)
    if named and query.named.only:
        wanted = base.text.selection_of(named)
    weights, collection = weights_of(base, query.searched)
    best = fusion.ideal(
        weights.values()
    )  # of the question: what is written out as well costs no place a share
    if query.wide:
        weights, _ = weights_of(base, query.wide)
    vector = base.embedder.embed_query(query.wide or query.searched)
    written = _written(base, query, weights)
    searched = weights | written
    with base.embedder.throttle.urgent():
        cosines, chunks, owners, gone = _candidates(base, vector, searched, wanted, filters)
        if wanted is None and gone > len(chunks):
            # Texts whose files are gone take the places of those that may answer.
            there = base.text.selection_of(base.text.answering_contents(filters))
            cosines, chunks, owners, _ = _candidates(base, vector, searched, there, filters)
        if named and not query.named.only:
            theirs = _candidates(base, vector, searched, base.text.selection_of(named), filters)
            known = {chunk.id for chunk in chunks}
            cosines |= theirs[0]
            chunks += [chunk for chunk in theirs[1] if chunk.id not in known]
            owners |= theirs[2]
    counts = [counts_of(chunk) for chunk in chunks]
    covered = lexical.bm25(weights, counts, collection)
    beside = lexical.bm25(written, counts, collection)
    bm25s = (covered + beside.clip(max=_WRITTEN * best)).tolist()
    scored = []
    for chunk, bm25 in zip(chunks, bm25s, strict=True):
        score = fusion.score(cosines[chunk.id], bm25, best)
        scored.append(Scored(chunk.id, chunk.content, chunk.ordinal, score, cosines[chunk.id], bm25))
    top = max((item.cosine for item in scored), default=0.0)
    # Of the question's own words: other ones make no base speak of it.
    coverage = float(covered.max(initial=0.0)) / best if best else 0.0
    floor = floor_of(base, query.language)
    ranked = fusion.rank(fusion.lift_neighbours(scored))
    if named and not query.named.only:
        leading = [item for item in ranked if item.content in query.named.documents][:_FIRST]
        ranked = leading + [item for item in ranked if item not in leading]
    # A document that is named is spoken of, whatever the words; one that nobody knows is not.
    relevant = bool(scored) and not query.named.silent and (bool(named) or floor.speaks(Reach(top, coverage)))
    return Lookup(ranked, owners, vector, searched, best, top, coverage, floor.cosine(coverage), relevant)


def _written(base: OpenBase, query: Query, weights: dict[int, float]) -> dict[int, float]:
    """The terms that documents write for what the question says, lighter than its own."""
    found: dict[int, float] = {}
    for phrase in (*query.written, *(query.translated if _foreign(base, query) else ())):
        found |= weights_of(base, phrase)[0]
    return {term: _WRITTEN * weight for term, weight in found.items() if term not in weights}


def _foreign(base: OpenBase, query: Query) -> bool:
    """Whether a base knows so few words of a question that its documents seem to be in another language."""
    ids = lexical.query_terms(query.searched)
    known = base.text.frequencies(ids)
    return sum(bool(known.get(one)) for one in ids) < _KNOWN * len(ids)


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
