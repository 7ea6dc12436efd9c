"""What the window says of a base's readiness."""

from PySide6.QtCore import QCoreApplication

from desktop.features.exam.domain.readiness import Failing, Fix, Readiness, Why
from desktop.ui.i18n import formats, problems
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import counted
from workers.contract.codes import Problem


def headline(found: Readiness) -> str:
    """One sentence with its count."""
    if found.ready:
        words = QCoreApplication.translate("Readiness", "The base is ready: %1 right answers of %2")
    else:
        words = QCoreApplication.translate("Readiness", "The base is not quite ready: %1 right answers of %2")
    words = fill(words, formats.number(found.right), formats.number(found.of))
    mend = len(found.failing)
    if not mend:
        return words
    places = QCoreApplication.translate("Readiness", "%n thing(s) to look at", "", mend)
    return f"{words} · {counted(places, mend)}"


def reason(one: Failing) -> str:
    """Why it fails."""
    if one.why is Why.UNREAD:
        return problems.sentence(_problem(one))
    words = {
        Why.CONTRADICTION: QCoreApplication.translate("Readiness", "“%1” says something else about this: %2"),
        Why.TABLE: QCoreApplication.translate("Readiness", "A number in its table was not found rightly: %2"),
        Why.NOT_FOUND: QCoreApplication.translate(
            "Readiness", "I found no answer, though it stands there: %2"
        ),
        Why.WRONG: QCoreApplication.translate("Readiness", "Answered wrongly: %2"),
        Why.INVENTED: QCoreApplication.translate(
            "Readiness", "No document says it, and still I answered: %2"
        ),
    }
    return fill(words[one.why], one.other, one.asked)


def advice(one: Failing) -> str:
    """What helps."""
    if one.fix is Fix.REPAIR:
        return problems.advice(_problem(one))
    words = {
        Fix.REPLACE: QCoreApplication.translate(
            "Readiness", "Put the table into the base as a file of its own, XLSX or CSV."
        ),
        Fix.COMPARE: QCoreApplication.translate(
            "Readiness", "Compare the two places and remove the document that is out of date."
        ),
        Fix.LOOK: QCoreApplication.translate("Readiness", "Look at the answer and at the place beside it."),
        Fix.MODEL: QCoreApplication.translate("Readiness", "A larger model says “I do not know” more often."),
    }
    return words[one.fix]


def action(fix: Fix) -> str:
    """The word on its button; unread documents have their own."""
    words = {
        Fix.REPLACE: QCoreApplication.translate("Readiness", "Add the table"),
        Fix.COMPARE: QCoreApplication.translate("Readiness", "Compare"),
        Fix.LOOK: QCoreApplication.translate("Readiness", "Show the answer"),
        Fix.MODEL: QCoreApplication.translate("Readiness", "Choose a model"),
    }
    return words.get(fix, "")


def _problem(one: Failing) -> Problem:
    return Problem.stored(one.code, {"file": one.name})
