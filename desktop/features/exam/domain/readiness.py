"""How ready a base is: what a quick exam of the search says, and which documents fail it. Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.entities import Document, DocumentState
from desktop.core.exam_entities import ExamAnswer, ExamQuestion
from workers.contract.exam import Mark, ReasonCode
from workers.contract.paths import pure_path

# From this share of right answers on, and with every document read, a base is called ready.
READY_SHARE = 0.8
# Cells of a row, as the readers write tables.
_CELLS = " | "
_TABLES = (".xlsx", ".xls", ".ods", ".csv")
_OTHERWISE = (
    ReasonCode.NUMBER_OTHER,
    ReasonCode.SAYS_OTHERWISE,
    ReasonCode.TURNED_ROUND,
    ReasonCode.AMOUNT_OTHERWISE,
)


class ReadinessState(StrEnum):
    """How far the quick exam of a base is."""

    NONE = "none"  # never begun, or nothing could be asked
    WAITING = "waiting"  # for a model
    MAKING = "making"  # its questions
    RUNNING = "running"
    DONE = "done"


class Why(StrEnum):
    """Why a document fails."""

    UNREAD = "unread"  # `Failing.code` says why
    CONTRADICTION = "contradiction"  # `Failing.other` answers the same question differently
    TABLE = "table"  # the answer stands in a table and was not got right from it
    NOT_FOUND = "not_found"  # it stands in the document, and nothing was answered
    WRONG = "wrong"
    INVENTED = "invented"  # no document says it, and still something was answered


class Fix(StrEnum):
    """What helps."""

    REPAIR = "mend"  # what helps a document that was not read
    REPLACE = "replace"  # with the table as a file of its own, where it is none yet
    COMPARE = "compare"  # two documents: one of them is out of date
    LOOK = "look"  # at the answer and its place
    MODEL = "model"  # a larger one


@dataclass(frozen=True, slots=True)
class Failing:
    """One reason why a base is not ready. `document` is an id ("" where no document is to blame), `other` the
    name of the second one; `question` the id of what was asked, `asked` its words; `code` why it was not
    read."""

    document: str
    name: str
    why: Why
    fix: Fix
    question: str = ""
    asked: str = ""
    other: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is known of a base. `right` of `of` questions were answered rightly by the search; `exam` (with
    the `candidate`'s key) holds the answers."""

    state: ReadinessState
    right: int = 0
    of: int = 0
    failing: tuple[Failing, ...] = ()
    exam: str = ""
    candidate: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing has to be mended first."""
        unread = any(one.why is Why.UNREAD for one in self.failing)
        return bool(self.of) and self.right >= READY_SHARE * self.of and not unread


def failing(
    answered: Sequence[tuple[ExamQuestion, ExamAnswer]], documents: Sequence[Document]
) -> tuple[Failing, ...]:
    """What to mend, documents that were not read first, then by document. Copies are named once."""
    found = [
        Failing(one.id, pure_path(one.path).name, Why.UNREAD, Fix.REPAIR, code=one.code)
        for one in documents
        if one.state in (DocumentState.FAILED, DocumentState.SKIPPED) and one.code
    ]
    wrong = [
        _of_answer(question, answer)
        for question, answer in answered
        if answer.mark not in (Mark.RIGHT, Mark.PARTLY)
    ]
    return (*found, *sorted(wrong, key=lambda one: (not one.document, one.name, one.asked)))


def _of_answer(question: ExamQuestion, answer: ExamAnswer) -> Failing:
    text = question.text
    if answer.mark is Mark.INVENTED or not text.document:
        return Failing("", "", Why.INVENTED, Fix.MODEL, question.id, text.question)
    why, fix, other = Why.WRONG, Fix.LOOK, _contradicting(question, answer)
    if other:
        why, fix = Why.CONTRADICTION, Fix.COMPARE
    elif _CELLS in text.quote:
        why = Why.TABLE
        fix = Fix.LOOK if text.document_name.lower().endswith(_TABLES) else Fix.REPLACE
    elif answer.mark is Mark.REFUSED:
        why = Why.NOT_FOUND
    return Failing(text.document, text.document_name, why, fix, question.id, text.question, other)


def _contradicting(question: ExamQuestion, answer: ExamAnswer) -> str:
    """The name of another document that the answer quotes for something else than is expected; "" = none."""
    if not any(reason.code in _OTHERWISE for reason in answer.grade.reasons):
        return ""
    if any(one.document == question.text.document for one in answer.citations):
        return ""
    return next((pure_path(one.name).name for one in answer.citations if one.document), "")
