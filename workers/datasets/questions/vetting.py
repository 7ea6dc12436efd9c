"""Whether what a model wrote may become a question of an exam, and what its right answer is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from workers.answering import claims
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples import asking, pointing, vetting
from workers.datasets.examples.asking import RowDraft
from workers.datasets.examples.focus import Focus
from workers.datasets.questions import key_facts, wording
from workers.datasets.questions.base_vocabulary import BaseVocabulary, telling
from workers.datasets.questions.enumerations import Enumeration
from workers.datasets.questions.question_candidates import Excerpt
from workers.datasets.questions.records import TableNumber
from workers.retrieval import lexical
from workers.text.language import language_of

# Telling words below which a question could be asked of half the documents.
LEAST_TELLING = 2
# A passage with so much of a question's words may answer it.
MAY_ANSWER = 0.7
_WORD = re.compile(r"[а-яё]{3,}")
Params = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class QuestionCheck:
    """A question, or None with the reason (a `FindingCode`, "not_json", "nothing_to_ask")."""

    question: ExamText | None = None
    code: str = ""
    params: Params | None = None


def text(
    question: str, answer: str, kind: QuestionKind, offer: Excerpt,
    place: Focus | Enumeration | TableNumber, must: tuple[str, ...] = (),
) -> ExamText:  # fmt: skip
    """The question about a place; its quote is cut from the passage as it is."""
    source = offer.source
    return ExamText(
        question, answer, kind, source.text[place.start : place.end], source.document, source.name,
        source.chunk, source.start + place.start, source.start + place.end, source.page,
        asking.language_of(offer.clean), must,
    )  # fmt: skip


def sentence(
    draft: RowDraft | None,
    offer: Excerpt,
    focus: Focus,
    kind: QuestionKind,
    spoken: BaseVocabulary,
) -> QuestionCheck:
    """A question for a fact or a way to do something."""
    vetted = vetting.vet(draft, offer.clean, focus)
    if vetted.row is None:
        return QuestionCheck(None, vetted.code, vetted.params)
    row = vetted.row
    if fault := _vague(row.question) or _misspelt(row.question, spoken):
        return fault
    place = Focus(row.start - offer.clean.start, row.end - offer.clean.start, focus.kind)
    must = key_facts.of_answer(row.question, row.answer)
    return QuestionCheck(text(row.question, row.answer, kind, offer, place, must))


def listed(
    draft: RowDraft | None, offer: Excerpt, found: Enumeration, spoken: BaseVocabulary
) -> QuestionCheck:
    """A question for the items of a list."""
    language = asking.language_of(offer.clean)
    if draft is None:
        return QuestionCheck(code="not_json")
    answer = wording.list_answer(language, found)
    if fault := _wrong(draft.question, language) or _misspelt(draft.question, spoken):
        return fault
    asked = telling(draft.question)
    about = claims.claim(f"{offer.clean.heading}. {found.lead}").terms
    held = sum(any(claims.related(term, other) for other in about) for term in asked)
    if held < len(asked) / 2:
        return QuestionCheck(code=FindingCode.QUESTION_UNRELATED.value)
    return QuestionCheck(
        text(draft.question, answer, QuestionKind.LIST, offer, found, key_facts.of_list(found.items))
    )


def unanswered(
    draft: RowDraft | None, passage: SourcePassage, spoken: BaseVocabulary, near: Callable[[str], bool]
) -> QuestionCheck:
    """A question that the base does not answer: no passage holds its words, none that is near in meaning
    (`near`) speaks of them."""
    language = asking.language_of(passage)
    if draft is None:
        return QuestionCheck(code="not_json")
    question = draft.question
    if fault := _wrong(question, language) or _misspelt(question, spoken):
        return fault
    if float(spoken.shares(question).max(initial=0.0)) >= MAY_ANSWER or near(question):
        return QuestionCheck(code="nothing_to_ask")
    return QuestionCheck(nobody_says(question, language))


def nobody_says(question: str, language: str) -> ExamText:
    """A question without an answer."""
    return ExamText(question, "", QuestionKind.NO_ANSWER, language=language)


def values(number: str) -> frozenset[str]:
    """A number as `claims` normalises it."""
    return claims.claim(number).numbers


def _wrong(question: str, language: str) -> QuestionCheck | None:
    if len(question) < vetting.LEAST_QUESTION:
        return QuestionCheck(code=FindingCode.TOO_SHORT.value, params={"characters": len(question)})
    if len(question) > vetting.MOST_QUESTION:
        return QuestionCheck(code=FindingCode.TOO_LONG.value, params={"characters": len(question)})
    if pointing.points_at_text(question):
        return QuestionCheck(code=FindingCode.POINTS_AT_TEXT.value)
    if language_of(question) != language or pointing.mixes(question):
        return QuestionCheck(code=FindingCode.LANGUAGE_MIXED.value)
    return _vague(question)


def _vague(question: str) -> QuestionCheck | None:
    vague = len(telling(question)) < LEAST_TELLING
    return QuestionCheck(code=FindingCode.QUESTION_UNRELATED.value) if vague else None


def _misspelt(question: str, spoken: BaseVocabulary) -> QuestionCheck | None:
    """Small models make words up ("отпусок"): each has to stand in the dictionary or in the base."""
    for word in _WORD.findall(question.lower()):
        if not lexical.is_word(word) and not any(map(spoken.rarity, lexical.terms(word))):
            return QuestionCheck(code="nothing_to_ask")
    return None
