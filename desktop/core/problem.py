"""A known problem: something of the user's world that has a sentence, an advice and often a button."""

from dataclasses import dataclass, field

from workers.contract.codes import Code


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` chooses the sentence (desktop/ui/i18n/problems.py), `params` fill it, `detail` is for the
    log."""

    code: Code
    params: dict[str, str | int | float] = field(default_factory=dict)
    detail: str = ""


class ProblemError(Exception):
    """A `Problem` on its way up to whoever tells the user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.detail or problem.params}")
        self.problem = problem


def problem(code: Code, detail: str = "", **params: str | int | float) -> ProblemError:
    """Shorthand: `raise problem(Code.BASE_UNKNOWN, name="x")`."""
    return ProblemError(Problem(code, params, detail))
