"""What the model is asked for, and the words that code writes itself (`resources/prompts/*/exam_*.txt`)."""

from collections.abc import Sequence

from workers.answering.prompting import PromptMessage
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples import asking
from workers.datasets.examples.focus import Focus
from workers.datasets.questions.enumerations import Enumeration
from workers.datasets.questions.records import TableNumber

_OF = "exam"
SHOWN = 300  # characters of a passage that give the topic of a question it does not answer


def sentence(passage: SourcePassage, focus: Focus) -> list[PromptMessage]:
    """Ask for a fact or a way to do something, as the kind of `focus` says."""
    language = asking.language_of(passage)
    return _said(passage, focus.start, focus.end, asking.words(language, focus.kind.value, of=_OF))


def listed(passage: SourcePassage, found: Enumeration) -> list[PromptMessage]:
    """Ask what a list holds; its answer is written by code."""
    language = asking.language_of(passage)
    shown = asking.words(language, "list", of=_OF, lead=found.lead, items="; ".join(found.items))
    return asking.conversation(passage, shown, asking.words(language, "items", of=_OF), of=_OF)


def listed_schema(language: str) -> str:
    """The reply to `listed`."""
    return asking.reply_schema(asking.choices(language, "begin_list", of=_OF), answered=False)


def list_answer(language: str, found: Enumeration) -> str:
    """The right answer to a question for a list."""
    return asking.words(language, "listed", of=_OF, lead=found.lead, items="; ".join(found.items))


def unanswered(passage: SourcePassage) -> list[PromptMessage]:
    """Ask for a question that the passage does not answer."""
    language = asking.language_of(passage)
    shown = asking.words(language, "passage", of=_OF, text=asking.line_of(passage.text)[:SHOWN])
    return asking.conversation(passage, shown, asking.words(language, "unanswered", of=_OF), of=_OF)


def premise_questions(language: str, statement: str) -> Sequence[str]:
    """Questions that suppose a statement (without its full stop, with a small letter)."""
    return [asking.words(language, name, of=_OF, statement=statement) for name in ("why", "sure")]


def premise_answer(language: str, said: str) -> str:
    """What is to be said to a false premise: that it is false, and what is true."""
    return asking.words(language, "denied", of=_OF, sentence=said)


def confirmation(language: str, statement: str, said: str) -> tuple[str, str]:
    """A question whether a true statement is so, asked as a false one is, and its answer."""
    question = asking.words(language, "sure", of=_OF, statement=statement)
    return question, asking.words(language, "confirmed", of=_OF, sentence=said)


def yes(language: str) -> tuple[str, ...]:
    """The words that confirm."""
    return asking.choices(language, "yes", of=_OF)


def list_question(passage: SourcePassage, found: Enumeration) -> str:
    """A question for the items of a list, without a model."""
    language = asking.language_of(passage)
    return asking.words(language, "which", of=_OF, lead=found.lead)


def is_sure(question: str, language: str) -> bool:
    """Whether a question asks if something is true."""
    return question.startswith(asking.words(language, "sure", of=_OF, statement="").rstrip(" ?"))


def cell(language: str, found: TableNumber) -> tuple[str, str]:
    """A question for a number of a table, and its answer."""
    facts = {"owner": found.owner, "column": found.column, "value": found.value}
    names = ("cell", "cell_answer")
    question, answer = (asking.words(language, name, of=_OF, **facts) for name in names)
    return question, answer


def _said(passage: SourcePassage, start: int, end: int, request: str) -> list[PromptMessage]:
    language = asking.language_of(passage)
    shown = asking.words(language, "sentence", of=_OF, sentence=asking.line_of(passage.text[start:end]))
    return asking.conversation(passage, shown, request, of=_OF)
