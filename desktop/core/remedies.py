"""What can be done about a problem with one button, and which problem has which way out."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.codes import Code, Problem


class RemedyKind(StrEnum):
    """What can be done about a problem with one button."""

    TRY_ENGINES = "try_engines"  # have all engines prove themselves again
    PROCESSOR_ONLY = "processor_only"  # put nothing on the graphics card
    SMALLER_MODEL = "smaller_model"  # `argument`: its id
    GET_MODELS = "get_models"  # the page of the models
    ADD_DOCUMENTS = "add_documents"  # the page of the documents
    REPAIR_BASE = "mend_base"  # where damaged bases are mended, in the settings
    CHECK = "check"  # the page Health
    REPORT = "report"  # save a report for support


# These change something by themselves; the others lead a person somewhere.
ACTING = (RemedyKind.TRY_ENGINES, RemedyKind.PROCESSOR_ONLY, RemedyKind.SMALLER_MODEL)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out of a problem."""

    kind: RemedyKind
    argument: str = ""


_REMEDIES: dict[Code, RemedyKind] = {
    Code.MODEL_CRASHES_ENGINE: RemedyKind.TRY_ENGINES,
    Code.ENGINE_WRONG: RemedyKind.TRY_ENGINES,
    Code.ENGINE_UNUSABLE: RemedyKind.TRY_ENGINES,
    Code.SEARCH_UNUSABLE: RemedyKind.TRY_ENGINES,
    Code.MODEL_CRASHES_CARD: RemedyKind.PROCESSOR_ONLY,
    Code.MODEL_CRASHES_SMALLER: RemedyKind.SMALLER_MODEL,
    Code.MODEL_CRASHES: RemedyKind.REPORT,
    Code.WORKER_KEEPS_CRASHING: RemedyKind.REPORT,
    Code.BUG: RemedyKind.REPORT,
    Code.WORKER_CRASHED_AGAIN: RemedyKind.CHECK,
    Code.EMBEDDER_MISSING: RemedyKind.GET_MODELS,
    Code.EMBEDDER_UNSUPPORTED: RemedyKind.GET_MODELS,
    Code.NO_MODEL: RemedyKind.GET_MODELS,
    Code.STORE_DAMAGED: RemedyKind.REPAIR_BASE,
    Code.STORE_GONE: RemedyKind.REPAIR_BASE,
    Code.BASE_EMPTY: RemedyKind.ADD_DOCUMENTS,
    Code.MODEL_MISSING: RemedyKind.GET_MODELS,
    Code.MODEL_DAMAGED: RemedyKind.GET_MODELS,
}


def remedy_of(problem: Problem) -> Remedy | None:
    """What can be done about a problem, where there is something."""
    kind = _REMEDIES.get(problem.code)
    if kind is None:
        return None
    return Remedy(kind, str(problem.params.get("smaller", "")) if kind is RemedyKind.SMALLER_MODEL else "")
