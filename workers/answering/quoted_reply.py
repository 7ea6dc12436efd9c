"""An answer that begins with places of the documents: the model writes on behind them, and of what it writes
only what they support is shown, when it is whole.
"""

from collections.abc import Callable, Sequence

from workers.answering.attribution import Attribution
from workers.answering.evidence import spans
from workers.answering.evidence.meaning import Meaning
from workers.answering.quotation import Quotation, with_supported
from workers.answering.stream_checker import CheckedPiece, StreamChecker
from workers.contract.specs.answers import Answer, Question
from workers.contract.specs.search import Passage

# A model writes so many sentences or characters behind a quotation.
_SENTENCES = 2
_CHARACTERS = 500


class QuotedReply:
    """Takes the pieces of one reply as `StreamChecker` does; `begin` gives what is shown before the first."""

    def __init__(
        self,
        quoted: Quotation,
        passages: Sequence[Passage],
        question: Question,
        meaning: Callable[[], Meaning | None] = lambda: None,
    ) -> None:
        """`meaning`: see `Checker`."""
        self._quoted = quoted
        self._written = StreamChecker(passages, question.asked, question.way, meaning)

    def begin(self) -> CheckedPiece:
        """The quotation with its sources."""
        return CheckedPiece(self._quoted.text, Attribution(self._quoted.citations, self._quoted.sentences))

    def feed(self, piece: str) -> CheckedPiece:
        """Take the next piece of the model's text; nothing of it is shown yet."""
        step = self._written.feed(piece)
        text = self._written.text
        complete = len(spans.sentence_spans(text)) > _SENTENCES or len(text) > _CHARACTERS
        return CheckedPiece(go_on=step.go_on and not complete)

    def finish(self, *, stopped: bool = False) -> tuple[CheckedPiece, Answer]:
        """What is shown behind the quotation, and the answer."""
        _, written = self._written.finish(stopped=stopped)
        whole = self._quoted
        if written.answered and not stopped:
            whole = with_supported(
                self._quoted, written.text, Attribution(written.citations, written.sentences)
            )
        added = whole.text[len(self._quoted.text) :]
        marks = Attribution(whole.citations, whole.sentences)
        return CheckedPiece(added, marks), Answer(
            whole.text, True, whole.citations, whole.sentences, stopped=stopped
        )
