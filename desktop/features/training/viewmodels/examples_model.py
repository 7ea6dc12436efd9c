"""The training examples of the current base as a table with filters, and the ways to get more of them."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop.core.entities import JobRecord, JobState
from desktop.core.future import Future
from desktop.core.review.rows import ImportedRows, PassageRecord, RowState
from desktop.core.training_entities import Example, ExampleCounts
from desktop.features.training.viewmodels.finding_text import FindingText, describe, kind_word, state_word
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.codes import ProblemError
from workers.contract.specs import Job
from workers.contract.training import Columns, ExampleKind, ReadRowsResult, Severity
from workers.text.language import language_of

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

LEAST_MS = 250  # while examples are made the table is brought up to date four times a second
EXAMPLE = Qt.ItemDataRole.UserRole
NUMBER, QUESTION, KIND, STATE, CHECKS = range(5)
Index = QModelIndex | QPersistentModelIndex


class Group(StrEnum):
    """The filters over the table; `DOUBTFUL` is a part of `PENDING`."""

    ALL = "all"
    PENDING = "pending"
    DOUBTFUL = "doubtful"
    APPROVED = "approved"
    REJECTED = "rejected"


_STATES = {
    Group.PENDING: RowState.PENDING,
    Group.APPROVED: RowState.APPROVED,
    Group.REJECTED: RowState.REJECTED,
}


class ExamplesModel(ProblemReporter, QAbstractTableModel):
    """Made by the examples view; columns are number, question, kind, state, checks.

    Signals: `refreshed` rows or counts changed; `jobs_changed`; `message(sentence)`.
    """

    refreshed = Signal()
    jobs_changed = Signal()
    message = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._all: list[Example] = []
        self._rows: list[Example] = []
        self._numbers: dict[str, int] = {}
        self.counts = ExampleCounts()
        self.group, self.kind, self._words = Group.ALL, "", ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LEAST_MS)
        self._soon.timeout.connect(self.reload)
        self.awake = False  # nothing is read while the view is hidden
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    # --- what there is ---

    def example(self, row: int) -> Example | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def count_of(self, group: Group) -> int:
        """How many rows a filter shows, whatever kind and words are looked for."""
        return int(getattr(self.counts, "total" if group is Group.ALL else group.value))

    def kinds(self) -> list[ExampleKind]:
        """Kinds that occur, in the order of the contract."""
        found = {row.text.kind for row in self._all}
        return [kind for kind in ExampleKind if kind in found]

    def personal(self) -> list[str]:
        """Ids of examples in which personal data can be replaced."""
        return [
            row.id
            for row in self._all
            if row.state is not RowState.REJECTED and (row.masked_question or row.masked_answer)
        ]

    def job(self) -> JobRecord | None:
        """The making of examples of this base, while it is not done; also the last one when it failed."""
        jobs = self._application.jobs.list()
        making = [job for job in jobs if job.base == self.base and job.kind == Job.GENERATE]
        states = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED, JobState.FAILED)
        last = max(making, key=lambda job: job.created, default=None)
        return last if last is not None and last.state in states else None

    def passages(self) -> Sequence[PassageRecord]:
        """What became of the passages examples were made from."""
        return list(self._application.examples.rows.passages(self.base).values()) if self.base else ()

    def chunks(self) -> int:
        """Passages of the documents that answer: what examples can be made from."""
        return self._application.documents.totals(self.base)[1] if self.base else 0

    def has_model(self) -> bool:
        return bool(self.base) and self._application.models.selected(self.base) is not None

    def samples_language(self) -> str:
        """That of the sample documents in the base, whose reviewed rows come along; "" without them."""
        if not self.base:
            return ""
        samples = {file.name for file in (self._application.paths.resources / "samples").iterdir()}
        names = {Path(one.path).name for one in self._application.documents.list(self.base)} & samples
        languages = Counter(language_of(Path(name).stem) for name in names)
        return languages.most_common(1)[0][0] if languages else ""

    # --- what the user does ---

    def show_group(self, group: Group) -> None:
        self.group = group
        self._arrange()

    def show_kind(self, kind: str) -> None:
        """ "" shows all kinds."""
        self.kind = kind
        self._arrange()

    def search(self, words: str) -> None:
        """Only examples whose question, answer or quote holds all the words."""
        self._words = words.casefold()
        self._arrange()

    def generate(self, kinds: Sequence[ExampleKind], limit: int) -> Future[JobRecord]:
        made = self._application.examples.generator.make(self.base, tuple(kinds), limit)
        made.then(lambda _: self.jobs_changed.emit(), self.report_problem)
        return made

    def pace(self) -> float:
        """Seconds a passage took when examples were last made here; 0 before the first time."""
        jobs = [job for job in self._application.jobs.list() if job.kind == Job.GENERATE and job.done]
        last = max(jobs, key=lambda job: job.updated, default=None)
        return (last.updated - last.created).total_seconds() / last.done if last is not None else 0.0

    def preview(self, path: str, columns: Columns) -> Future[ReadRowsResult]:
        return self._application.examples.importer.preview(path, columns)

    def import_rows(self, path: str, columns: Columns) -> Future[ImportedRows]:
        return self._application.examples.importer.import_rows(self.base, path, columns)

    def add_samples(self, language: str) -> int:
        """How many are new."""
        try:
            return self._application.examples.importer.add_samples(self.base, language)
        except ProblemError as error:
            self.report_problem(error)
            return 0

    # --- the table ---

    def reload(self) -> None:
        """Read the examples again; a selected row stays selected where the list is the same."""
        self._soon.stop()
        service = self._application.examples.rows
        self._all = service.list(self.base) if self.base else []
        self.counts = service.counts(self.base) if self.base else ExampleCounts()
        self._numbers = {row.id: row.number for row in self._all}
        self._arrange()
        self.refreshed.emit()

    def _arrange(self) -> None:
        wanted = [row for row in self._all if self._matches(row)]
        old = self._rows
        if len(old) == len(wanted) and all(a.id == b.id for a, b in zip(old, wanted, strict=True)):
            self._rows = wanted
            if wanted:
                self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, CHECKS))
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()

    def _matches(self, row: Example) -> bool:
        if self.group is Group.DOUBTFUL and not (row.state is RowState.PENDING and row.doubtful):
            return False
        if self.group in _STATES and row.state is not _STATES[self.group]:
            return False
        if self.kind and row.text.kind != self.kind:
            return False
        if not self._words:
            return True
        text = f"{row.text.question}\n{row.text.answer}\n{row.text.quote}".casefold()
        return all(word in text for word in self._words.split())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        example = self.example(index.row())
        if example is None:
            return None
        if role == EXAMPLE:
            return example
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._word(example, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == CHECKS:
                return "\n".join(self.complaints(example))
            return f"{example.text.question}\n\n{example.text.answer}"[:1000]
        return None

    def complaints(self, example: Example) -> list[str]:
        """Sentences of the checks that are not content."""
        bad = [finding for finding in example.findings if finding.severity is not Severity.OK]
        return [describe(finding, lambda key: self._numbers.get(key, 0)).sentence for finding in bad]

    def findings(self, example: Example) -> list[FindingText]:
        """All lines of the checks."""
        return [describe(finding, lambda key: self._numbers.get(key, 0)) for finding in example.findings]

    def _word(self, example: Example, column: int) -> str:
        if column == NUMBER:
            return str(example.number)
        if column == QUESTION:
            return " ".join(example.text.question.split())
        if column == KIND:
            return kind_word(example.text.kind)
        if column == STATE:
            return state_word(example)
        if not example.checked:
            return self.tr("Not checked yet")
        bad = self.complaints(example)
        return bad[0] if bad else self.tr("All checks passed")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("No."), self.tr("Question"), self.tr("Kind"), self.tr("State"), self.tr("Checks"),
        )[section]  # fmt: skip

    def _on_changes(self, changes: "Changes") -> None:
        if not self.awake:
            return
        if changes.jobs:
            self.jobs_changed.emit()
        of_base = changes.examples_of | changes.documents_of
        if (self.base in of_base or changes.bases) and not self._soon.isActive():
            self._soon.start()
