"""The `value_documents` job: what the passages of a base are worth."""

from workers.contract.exam import WorthResult, WorthSpec
from workers.contract.training.examples import SourcePassage
from workers.datasets.worth import worth
from workers.runtime.context import Context
from workers.services.generate.lines import read_lines


def value(spec: WorthSpec, context: Context) -> WorthResult:
    """Read all passages and look through them."""
    passages = list(read_lines(SourcePassage, spec.passages))

    def check(done: int, total: int) -> None:
        context.raise_if_cancelled()
        context.progress("comparing", done, total, "passages")

    return worth(passages, spec, check)
