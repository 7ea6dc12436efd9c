"""Short forms of a question written out, and phrases that the documents write short."""

from workers.contract.specs.search import Respelling
from workers.retrieval import abbreviations, lexical
from workers.services.knowledge.base import OpenBase

# Chunks that are looked through for the words that say what a short form means.
_LOOKED_AT = 40
# Runs of words of a question that may be abbreviated.
_MOST = 24


def expansions(base: OpenBase, question: str) -> tuple[Respelling, ...]:
    """What a question says shortly and the documents in full, and what it says in full and they shortly."""
    found = []
    for short in abbreviations.in_question(question):
        phrase = abbreviations.meaning(short, _texts(base, short))
        if phrase and not set(lexical.terms(phrase)) <= set(lexical.terms(question)):
            found.append(Respelling(short, phrase))
    said = {one.typed for one in found}
    own = set(lexical.terms(question))
    for short, phrases in abbreviations.established(question).items():
        phrase = next((one for one in phrases if _writes(base, one)), "")
        if phrase and short not in said and not set(lexical.terms(phrase)) <= own:
            found.append(Respelling(short, phrase))
    shortened = abbreviations.shortened(question)
    there = base.text.known_words([short.lower() for short in list(shortened)[:_MOST]])
    for short, phrase in shortened.items():
        if short.lower() in there and short not in question:
            meant = abbreviations.meaning(short, _texts(base, short))
            if meant and abbreviations.says(phrase, meant):
                found.append(Respelling(phrase, short))
    return tuple(found)


def _writes(base: OpenBase, phrase: str) -> bool:
    """Whether the documents hold every word of a phrase."""
    terms = {lexical.term_id(term) for term in lexical.terms(phrase)}
    return len(base.text.frequencies(sorted(terms))) == len(terms)


def with_expansions(question: str, found: tuple[Respelling, ...]) -> str:
    """The question with both forms."""
    return " ".join((question, *(one.meant for one in found)))


def _texts(base: OpenBase, short: str) -> list[str]:
    weights = {lexical.term_id(term): 1.0 for term in lexical.terms(short)}
    hits = [hit.id for hit in base.vectors.search_terms(weights, _LOOKED_AT)] if weights else []
    return [chunk.text for chunk in base.text.ready_chunks(hits).values()]
