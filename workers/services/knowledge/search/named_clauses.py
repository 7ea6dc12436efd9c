"""The clause that a question names by its number, out of the documents that it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.contract.specs.search import Passage
from workers.engines.stores.text_rows import StoredContent, StoredDocument
from workers.retrieval import lexical
from workers.retrieval.fusion import Scored
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.search.gathering import page_breaks, passage_for
from workers.services.knowledge.search.lookup import Lookup
from workers.services.knowledge.search.understanding import Query
from workers.text import clause_mentions

# Where no document is named, those of the best places are looked into.
_BEST = 4
# The outer clause comes with the inner one while it is so short (characters): an item needs its head.
_WITH_HEAD = 700
# Characters of a long clause that are taken.
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class NamedClause:
    """`passages`: the clause, at most one of a document. `absent`: the documents that are named count their
    clauses and have none of this number."""

    passages: tuple[Passage, ...] = ()
    absent: bool = False


def named_clause(base: OpenBase, query: Query, found: Lookup) -> NamedClause:
    """The clause that a question asks for; nothing where it names none."""
    mention = clause_mentions.clause_in(query.searched)
    if mention is None or query.understood.overview:
        return NamedClause()
    named = query.named.documents
    owners = named or {item.content: found.owners[item.content] for item in found.ranked[: 5 * _BEST]}
    contents = list(owners)[: None if named else _BEST]
    passages, counted = [], 0
    for content in contents:
        stored = base.text.content(content)
        if stored is None:
            continue
        spans = clause_mentions.spans_of(stored.text, mention)
        if spans and (passage := _passage(base, stored, owners[content], spans, found)):
            passages.append(passage)
        else:
            counted += mention.dotted and clause_mentions.is_numbered(stored.text)
    asked = set(lexical.terms(query.searched))
    passages.sort(key=lambda one: -len(asked & set(lexical.terms(f"{one.name} {one.heading}"))))
    absent = bool(named) and not passages and counted == len(contents)
    return NamedClause(tuple(passages[: None if named else 1]), absent)


def _passage(
    base: OpenBase,
    stored: StoredContent,
    document: StoredDocument,
    spans: Sequence[tuple[int, int]],
    found: Lookup,
) -> Passage | None:
    """The innermost span, with the one around it where that is short; None of a text without chunks."""
    outer, inner = spans[-2:][0], spans[-1]
    start, end = outer if outer[1] - outer[0] <= _WITH_HEAD else inner
    text = stored.text[start : min(end, start + _LONGEST)].rstrip()
    chunks = [chunk for chunk in base.text.chunks_of(stored.id) if chunk.end > start]
    if not chunks:
        return None
    first = chunks[0]
    last = max((chunk.page_end for chunk in chunks if chunk.start < start + len(text)), default=first.page)
    breaks = page_breaks(base, stored.id, first.page, last)
    scores = {item.chunk: item for item in found.ranked}
    best = found.ranked[0] if found.ranked else Scored(first.id, stored.id, first.ordinal, 1.0, 0.0, 0.0)
    item = scores.get(first.id, replace(best, chunk=first.id, content=stored.id, ordinal=first.ordinal))
    return replace(
        passage_for(base, first, document, replace(item, score=best.score), found.best),
        start=start, end=start + len(text), text=text,
        page=first.page + sum(at <= start for at in breaks), page_end=last,
        core=(max(0, inner[0] - start), min(len(text), inner[1] - start)),
        breaks=tuple(at for at in breaks if at > start),
    )  # fmt: skip
