"""Questions about a passage that need no model, with their answers and what these must say."""

from collections.abc import Iterator, Sequence

from workers.contract.exam import QuestionKind
from workers.contract.training.checks import FindingCode
from workers.datasets.examples import asking
from workers.datasets.examples.focus import Focus
from workers.datasets.questions import interrogative, key_facts, vetting, wording
from workers.datasets.questions import premises as premise
from workers.datasets.questions.agents import Agent
from workers.datasets.questions.base_vocabulary import BaseVocabulary
from workers.datasets.questions.enumerations import Enumeration
from workers.datasets.questions.question_candidates import Excerpt
from workers.datasets.questions.vetting import QuestionCheck

# A passage that holds so much of a false statement's words may make it true.
SAME_MATTER = 0.5
Used = set[tuple[int, int]]


def taken(start: int, end: int, offer: Excerpt, used: Used) -> bool:
    """Whether a place (offsets into the passage) touches one that is used (offsets into the document)."""
    base = offer.source.start
    return any(base + start < other_end and other_start < base + end for other_start, other_end in used)


def numbers(offer: Excerpt, used: Used) -> Iterator[QuestionCheck]:
    """Questions for a number of a sentence."""
    language = asking.language_of(offer.clean)
    for focus, figure in offer.numbers:
        if taken(focus.start, focus.end, offer, used):
            continue
        said = offer.said(focus)
        question = interrogative.of_number(said, figure, offer.source.text, language)
        if question:
            must = key_facts.of_number(figure)
            yield QuestionCheck(vetting.text(question, _line(said), QuestionKind.NUMBER, offer, focus, must))


def premises(offer: Excerpt, used: Used, spoken: BaseVocabulary, seed: int) -> Iterator[QuestionCheck]:
    """Questions that suppose a number that the base says nowhere of these words."""

    def said(number: str, words: str) -> bool:
        return any(spoken.says(value, words, SAME_MATTER) for value in vetting.values(number))

    language = asking.language_of(offer.clean)
    for focus, figure in offer.numbers:
        if taken(focus.start, focus.end, offer, used):
            continue
        sentence = offer.said(focus)
        false = premise.falsified(sentence, figure, offer.source.text, said)
        if not false:
            continue
        answer = wording.premise_answer(language, _line(sentence))
        must = key_facts.of_number(figure)
        ways = wording.premise_questions(language, false)
        # Both ways of asking appear, each where the place itself decides.
        question = ways[(seed + offer.source.start + focus.start) % len(ways)]
        yield QuestionCheck(vetting.text(question, answer, QuestionKind.FALSE_PREMISE, offer, focus, must))


def listed(offer: Excerpt, found: Enumeration) -> QuestionCheck:
    """The stiff question for the items of a list."""
    answer = wording.list_answer(asking.language_of(offer.clean), found)
    question = wording.list_question(offer.clean, found)
    must = key_facts.of_list(found.items)
    return QuestionCheck(vetting.text(question, answer, QuestionKind.LIST, offer, found, must))


def sentences(offer: Excerpt, used: Used) -> Iterator[QuestionCheck]:
    """Questions for what a word means, and for who does what."""
    for focus, question in offer.terms:
        if not taken(focus.start, focus.end, offer, used):
            yield QuestionCheck(
                vetting.text(question, _line(offer.said(focus)), QuestionKind.FACT, offer, focus)
            )
    yield from _done(offer, offer.agents, used, QuestionKind.FACT)


def obligations(offer: Excerpt, used: Used) -> Iterator[QuestionCheck]:
    """Questions for what is to be done."""
    yield from _done(offer, offer.obligations, used, QuestionKind.HOW_TO)


def _done(
    offer: Excerpt, found: Sequence[tuple[Focus, Agent]], used: Used, kind: QuestionKind
) -> Iterator[QuestionCheck]:
    for focus, agent in found:
        if not taken(focus.start, focus.end, offer, used):
            # What is to be done has many words of its own; who it is has one.
            must = () if agent.question.startswith("Что") else key_facts.of_words(agent.answer)
            yield QuestionCheck(
                vetting.text(agent.question, _line(offer.said(focus)), kind, offer, focus, must)
            )


def cells(offer: Excerpt, used: Used) -> Iterator[QuestionCheck]:
    """Questions for a number in a table."""
    language = asking.language_of(offer.clean)
    for cell in offer.cells:
        if not taken(cell.start, cell.end, offer, used):
            question, answer = wording.cell(language, cell)
            must = (cell.value,)
            yield QuestionCheck(vetting.text(question, answer, QuestionKind.NUMBER, offer, cell, must))


def confirmations(offer: Excerpt, used: Used) -> Iterator[QuestionCheck]:
    """Questions whether a true statement is so: without them "no" would be right whenever "is it true" is
    asked."""
    language = asking.language_of(offer.clean)
    for focus in offer.sentences:
        if taken(focus.start, focus.end, offer, used):
            continue
        said = _line(offer.said(focus))
        stated = premise.statement(said)
        if stated:
            small = premise.small(stated, offer.source.text)
            question, answer = wording.confirmation(language, small, said)
            # Whoever says the sentence itself confirms it as well.
            must = key_facts.of_ways(*wording.yes(language), said)
            yield QuestionCheck(vetting.text(question, answer, QuestionKind.FACT, offer, focus, must))
        else:
            yield QuestionCheck(code=FindingCode.QUESTION_UNRELATED.value)


def _line(text: str) -> str:
    line = asking.line_of(text).rstrip(";, ")
    return line if line.endswith((".", "!", "…")) else line + "."
