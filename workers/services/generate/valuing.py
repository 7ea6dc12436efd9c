"""The `value_documents` job: what the passages of a base are worth."""

from workers.contract.exam import DocumentsValueResult, DocumentsValueSpec
from workers.contract.training.examples import SourcePassage
from workers.datasets.documents_value import documents_value
from workers.runtime.context import Context
from workers.services.generate.lines import read_lines


def value(spec: DocumentsValueSpec, context: Context) -> DocumentsValueResult:
    """Read all passages and look through them."""
    passages = list(read_lines(SourcePassage, spec.passages))

    def check(done: int, total: int) -> None:
        context.raise_if_cancelled()
        context.progress("comparing", done, total, "passages")

    return documents_value(passages, spec, check)
