"""Why an answer is as it is: its search once more, and a place that should have been found."""

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from desktop.core.entities import ChatMessage, Document
from desktop.core.future import Future
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words import why_words
from workers.contract.messages import Passages
from workers.contract.paths import shown_name
from workers.contract.specs.search import Place


class WhyModel(ProblemReporter, QObject):
    """Of one answer.

    Signals: `changed` the search is done; `message(sentence)` it could not be.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        answer: ChatMessage,
        documents: list[Document],
        explain: Callable[[Place], Future[Passages]],
    ) -> None:
        """`documents`: those that can be pointed at; `explain(place)` searches the question again."""
        super().__init__()
        self._answer, self._explain = answer, explain
        named = [(one.id, shown_name(PurePath(one.path).name)) for one in documents]
        self._documents = sorted(named, key=lambda row: row[1].casefold())
        self.found: Passages | None = None
        self._place = Place()

    def documents(self) -> list[tuple[str, str]]:
        """Id and name of each document, by name."""
        return self._documents

    def search(self, document: str = "", page: int = 0, quote: str = "") -> None:
        """Search, with what became of a place where one is given."""
        self._place = Place(document, page, quote.strip())
        self._explain(self._place).then(self._took, self.report_problem)

    def _took(self, found: Passages) -> None:
        self.found = found
        self.changed.emit()

    # --- in words ---

    def summary(self) -> list[str]:
        """What was searched, and what was decided."""
        if self.found is None:
            return []
        found, report = self.found, self.found.report
        lines = [why_words.searched(found), why_words.verdict(found)]
        return [line for line in (*lines, why_words.unknown(report) if report else "") if line]

    def places(self) -> list[tuple[str, str, str]]:
        """Of each place found: where it stands, what became of it, its figures."""
        if self.found is None or self.found.report is None:
            return []
        asked = self.found.relevant and bool(self._answer.read)
        return [
            (
                why_words.where(one),
                why_words.read_words(one.chunk, self._answer.read, asked=asked),
                why_words.ranks(one),
            )
            for one in self.found.report.ranks
        ]

    def pointed_at(self) -> tuple[str, str]:
        """Why the place that was pointed at is not in the answer, and its figures; "" when none was."""
        if self.found is None or self.found.report is None or self._place == Place():
            return "", ""
        place = self.found.report.place
        said = why_words.place(self.found, self._answer.read)
        return (f"{why_words.where(place)}\n{said}", why_words.ranks(place)) if place else (said, "")

    def figures(self) -> str:
        """The figures of the whole search."""
        return why_words.figures(self.found) if self.found is not None else ""
