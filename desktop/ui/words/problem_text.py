"""A problem as one paragraph: what happened, then what to do."""

from collections.abc import Callable

from desktop.ui.i18n.problems import advice, sentence
from workers.contract.codes import Problem, ProblemError


def in_full(problem: Problem) -> str:
    """ "The file is damaged. Open it in its program and save it again." """
    said = sentence(problem)
    return f"{said}{'' if said.endswith(('.', '!', '?', '…')) else '.'} {advice(problem)}".strip()


def error_text(error: BaseException) -> str:
    """A known problem in full; anything else is a bug and goes up."""
    if not isinstance(error, ProblemError):
        raise error
    return in_full(error.problem)


def hindrance(act: Callable[[], object], words: Callable[[Problem], str] = in_full) -> str:
    """Do it; `words` of the known problem that stood in the way, "" when none did."""
    try:
        act()
    except ProblemError as error:
        return words(error.problem)
    return ""
