"""What the window says of a base's readiness."""

from desktop.features.exam.domain.readiness import Failing, Fix, Readiness, Why
from desktop.ui.i18n import formats, problems
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from workers.contract.codes import Problem


def headline(found: Readiness) -> str:
    """One sentence with its count."""
    if found.ready:
        words = translate("Readiness", "The base is ready: %1 right answers of %2")
    else:
        words = translate("Readiness", "The base is not quite ready: %1 right answers of %2")
    words = fill(words, formats.number(found.right), formats.number(found.of))
    mend = len(found.failing)
    if not mend:
        return words
    places = translate("Readiness", "%n thing(s) to look at", "", mend)
    return f"{words} · {counted(places, mend)}"


def reason(one: Failing) -> str:
    """Why it fails."""
    if one.why is Why.UNREAD:
        return problems.sentence(_problem(one))
    words = {
        Why.CONTRADICTION: translate("Readiness", "“%1” says something else about this: %2"),
        Why.TABLE: translate("Readiness", "A number in its table was not found rightly: %2"),
        Why.NOT_FOUND: translate("Readiness", "I found no answer, though it stands there: %2"),
        Why.WRONG: translate("Readiness", "Answered wrongly: %2"),
        Why.INVENTED: translate("Readiness", "No document says it, and still I answered: %2"),
    }
    return fill(words[one.why], one.other, one.asked)


def advice(one: Failing) -> str:
    """What helps."""
    if one.fix is Fix.REPAIR:
        return problems.advice(_problem(one))
    words = {
        Fix.REPLACE: translate("Readiness", "Put the table into the base as a file of its own, XLSX or CSV."),
        Fix.COMPARE: translate(
            "Readiness", "Compare the two places and remove the document that is out of date."
        ),
        Fix.LOOK: translate("Readiness", "Look at the answer and at the place beside it."),
        Fix.MODEL: translate("Readiness", "A larger model says “I do not know” more often."),
    }
    return words[one.fix]


def action(fix: Fix) -> str:
    """The word on its button; unread documents have their own."""
    words = {
        Fix.REPLACE: translate("Readiness", "Add the table"),
        Fix.COMPARE: translate("Readiness", "Compare"),
        Fix.LOOK: translate("Readiness", "Show the answer"),
        Fix.MODEL: translate("Readiness", "Choose a model"),
    }
    return words.get(fix, "")


def _problem(one: Failing) -> Problem:
    return Problem.stored(one.code, {"file": one.name})
