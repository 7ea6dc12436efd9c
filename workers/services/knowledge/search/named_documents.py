"""The documents that a question names, among those of the base."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from workers.contract.messages import Search
from workers.contract.specs.search import NamedDocument
from workers.engines.stores.text_rows import StoredDocument
from workers.retrieval import document_mentions, lexical, overview
from workers.retrieval.document_mentions import Face, Mention
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.calibrating import weights_of

# Of a base of so many texts the beginnings of all are read; of a larger one those whose file names have a
# word of the mention, and those that the lexical leg finds for it.
_ALL = 300
_FOUND = 100
# What so many documents are alike in names none of them.
_MOST = 12
# Chunks that are looked through for a document that is not there: others may speak of it.
_ELSEWHERE = 30


@dataclass(frozen=True, slots=True)
class Named:
    """`documents`: those that are named, by content; `only`: nothing else is asked about. `absent`: words
    that name a document which is not there, and `silent`: nor does any other speak of it."""

    documents: dict[str, StoredDocument]
    absent: tuple[str, ...] = ()
    only: bool = True
    silent: bool = False

    def for_window(self) -> tuple[NamedDocument, ...]:
        """As the window is told."""
        return tuple(
            NamedDocument(document.id, PurePath(document.path).name) for document in self.documents.values()
        )


NOBODY = Named({})


def named_in(base: OpenBase, question: str, message: Search) -> Named:
    """What a question names; a document as a whole also by pointing at the one that was shown last, or that
    the search is restricted to."""
    found = document_mentions.mentions(question)
    if not found:
        return _pointed_at(base, message) if overview.points(question) else NOBODY
    documents: dict[str, StoredDocument] = {}
    absent: list[Mention] = []
    for mention in found:
        fitting = _fitting(base, mention, message)
        if 0 < len(fitting) <= _MOST:
            documents |= fitting
        elif not fitting and (mention.sure or (mention.name and not _known(base, mention.name))):
            absent.append(mention)
    # A date or a name that no document has may be of something else: only a number or a file is certain.
    certain = all(one.sure and (one.number or one.file) for one in absent)
    silent = bool(absent) and certain and not documents and not any(_spoken_of(base, one) for one in absent)
    inside = overview.asks(question) or all(mention.inside for mention in found)
    only = inside and not absent and not document_mentions.speaks_of_others(question, found)
    return Named(documents, tuple(one.words for one in absent), only, silent)


def _pointed_at(base: OpenBase, message: Search) -> Named:
    wanted = message.filters.documents or message.shown[:1]
    contents = base.text.answering_contents(message.filters)
    documents = [one for id_ in wanted[:2] if (one := base.text.document(id_)) and one.content in contents]
    if not wanted:
        documents = list(base.text.owners(contents, message.filters).values()) if len(contents) == 1 else []
    return Named({documents[0].content: documents[0]}) if len(documents) == 1 else NOBODY


def _fitting(base: OpenBase, mention: Mention, message: Search) -> dict[str, StoredDocument]:
    contents = base.text.answering_contents(message.filters)
    if len(contents) > _ALL:
        wanted = _likely(base, mention)
        contents = [content for content in contents if content in wanted]
    heads = base.text.heads(contents)
    owners = base.text.owners(contents, message.filters)
    return {
        content: owner
        for content, owner in owners.items()
        if document_mentions.fits(mention, Face(PurePath(owner.path).name, heads.get(content, "")))
    }


def _likely(base: OpenBase, mention: Mention) -> set[str]:
    words = [mention.number, mention.year, mention.file, *mention.name.split()]
    found = set(base.text.contents_named([word for word in words if word]))
    weights, _ = weights_of(base, mention.words)
    hits = [hit.id for hit in base.vectors.search_terms(weights, _FOUND)]
    return found | {chunk.content for chunk in base.text.candidates(hits)}


def _known(base: OpenBase, name: str) -> bool:
    terms = [lexical.term_id(term) for term in lexical.terms(name)]
    return not terms or len(base.text.frequencies(terms)) == len(set(terms))


def _spoken_of(base: OpenBase, mention: Mention) -> bool:
    """Whether a chunk names the document."""
    weights, _ = weights_of(base, mention.words)
    hits = [hit.id for hit in base.vectors.search_terms(weights, _ELSEWHERE)]
    texts: Sequence[str] = [chunk.text for chunk in base.text.ready_chunks(hits).values()]
    return any(
        document_mentions.means(mention, other)
        for text in texts
        for other in document_mentions.mentions(text)
    )
