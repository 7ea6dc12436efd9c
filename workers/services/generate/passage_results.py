"""What becomes of each passage that rows are made from: counted, and sent as soon as it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText
from workers.contract.messages import Made
from workers.contract.training.examples import ExampleText, PassageStatus, SourcePassage
from workers.runtime.context import Context

Params = dict[str, str | int | float]
# Examples or questions of a passage; without any, the reason of the last that was dropped, with parameters.
Rows = tuple[Sequence[ExampleText | ExamText], str, Params]


@dataclass(slots=True)
class PassageResults:
    """Held by one `generate` or `make_exam` job."""

    context: Context
    passages: int = 0
    nothing: int = 0
    failed: int = 0

    def work(self, passage: SourcePassage, make: Callable[[], Rows]) -> None:
        """Make the rows of a passage and send them; one that is too long for the model has failed."""
        self.passages += 1
        try:
            rows, code, params = make()
            status = PassageStatus.MADE if rows else PassageStatus.NOTHING
        except ProblemError as error:
            if error.problem.code is not Code.QUESTION_TOO_LONG:
                raise
            rows, code, params, status = (), "no_room", error.problem.params, PassageStatus.FAILED
        self.nothing += status is PassageStatus.NOTHING
        self.failed += status is PassageStatus.FAILED
        examples = tuple(row for row in rows if isinstance(row, ExampleText))
        questions = tuple(row for row in rows if isinstance(row, ExamText))
        request = self.context.request
        self.context.send(
            Made(request, passage.chunk, passage.document, status, code, params, examples, questions)
        )
