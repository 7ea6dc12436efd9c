"""What a question means before it is searched: typed on the right keyboard layout, its words as the base
writes them, complete where it leans on the question before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.contract.messages import Search
from workers.contract.specs.search import Filters, Respelling, Understood
from workers.retrieval import (
    everyday_words,
    followup,
    keyboard_layout,
    lexical,
    overview,
    spelling,
    transliteration,
)
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.search.expanding import expansions, with_expansions
from workers.services.knowledge.search.named_documents import NOBODY, Named, named_in
from workers.text.language import language_of


@dataclass(frozen=True, slots=True)
class Query:
    """`searched`: the query of both legs, which look for `wide` as well: with abbreviations written out.
    `alone`: a question that needs no turn before it ("" = it leans on
    one in a way that no rule completes). `language`: of the question as it was meant. `named`: documents.
    `written`: what documents write for what it says, `translated`: what those in another language do, for the
    lexical leg alone."""

    searched: str
    alone: str
    language: str
    understood: Understood
    named: Named = NOBODY
    wide: str = ""
    written: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()

    def within(self, filters: Filters) -> Filters:
        """The filters, with the documents that alone are asked about."""
        if not (self.named.only and self.named.documents):
            return filters
        return replace(filters, documents=tuple(one.id for one in self.named.documents.values()))


def understand(base: OpenBase, message: Search) -> Query:
    """The query of a search."""
    typed = message.question.strip()
    language = message.language or language_of(typed)
    if message.literal:
        searched = followup.query(typed, message.previous)
        leans = bool(message.previous) and followup.leans(typed)
        return Query(searched, "" if leans else typed, language, Understood(typed, completed=leans))
    question, retyped, respelled = as_meant(base, typed)
    previous, *_ = as_meant(base, message.previous.strip())
    leans = bool(previous) and followup.leans(question)
    whole = followup.replaced(question, previous) if leans else question
    understood = Understood(
        whole or question,
        retyped,
        tuple(Respelling(*pair) for pair in respelled.items() if not spelling.is_other_form(*pair)),
        completed=leans,
    )
    if retyped:
        language = language_of(question)
    searched = followup.query(question, previous)
    named = named_in(base, searched, message)
    expanded = expansions(base, searched)
    understood = replace(
        understood,
        expanded=expanded,
        named=named.for_window(),
        only=named.only and bool(named.documents),
        absent=named.absent,
        overview=len(named.documents) == 1 and overview.asks(question),
    )
    wide = with_expansions(searched, expanded)
    others = everyday_words.written(searched), everyday_words.translated(searched)
    return Query(searched, whole, language, understood, named, wide, *others)


def as_meant(base: OpenBase, typed: str) -> tuple[str, bool, dict[str, str]]:
    """A question as it was meant, whether it was typed on another layout or in Latin letters,
    and its misspelt words."""

    def known(words: Sequence[str]) -> set[str]:
        return base.text.known_words(words) | {word for word in words if lexical.is_word(word)}

    def unknown(words: Sequence[str]) -> set[str]:
        strange = set(words) - base.text.known_words(words)
        terms = {word: [lexical.term_id(term) for term in lexical.terms(word)] for word in strange}
        held = base.text.frequencies([term for found in terms.values() for term in found])
        return {word for word, found in terms.items() if found and not any(term in held for term in found)}

    def nearby(letter: str, shortest: int, longest: int) -> list[spelling.IndexedWord]:
        return [
            spelling.IndexedWord(word, chunks)
            for word, chunks in base.text.words_like(letter, shortest, longest)
        ]

    pieces = base.embedder.count_tokens
    question = keyboard_layout.retype(typed, known, pieces) if typed else typed
    question = transliteration.russian(question, known, pieces)
    meant = spelling.corrections(question, unknown, nearby, pieces)
    return spelling.with_words(question, meant), question != typed, meant
