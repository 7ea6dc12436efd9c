"""The exam questions of the current base as a table with filters, and the ways to get more of them."""

from collections.abc import Sequence
from enum import StrEnum
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
from desktop.core.exam_entities import ExamQuestion, QuestionCounts
from desktop.core.review.rows import RowState
from desktop.features.exam.viewmodels.exam_words import expected, kind_word, state_word
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.specs import Job

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

LOOK_MS = 250  # while questions are made the table is brought up to date four times a second
QUESTION_ROLE = Qt.ItemDataRole.UserRole
NUMBER, QUESTION, KIND, STATE, DOCUMENT = range(5)
Index = QModelIndex | QPersistentModelIndex
_OPEN = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED, JobState.FAILED)


class Group(StrEnum):
    """The filters over the table."""

    ALL = "all"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class ExamQuestionsModel(ProblemReporter, QAbstractTableModel):
    """Made by the view of questions; columns are number, question, kind, state, document.

    Signals: `refreshed` rows or counts changed; `jobs_changed`; `message(sentence)`.
    """

    refreshed = Signal()
    jobs_changed = Signal()
    message = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._all: list[ExamQuestion] = []
        self._rows: list[ExamQuestion] = []
        self.counts = QuestionCounts()
        self.group, self.kind, self._words = Group.ALL, "", ""
        self.awake = False  # nothing is read while the view is hidden
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self.reload)
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    @property
    def reviewer(self) -> str:
        """Who decides; "" before the first decision."""
        return self._application.settings.values.reviewer

    # --- what there is ---

    def question(self, row: int) -> ExamQuestion | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def count_of(self, group: Group) -> int:
        """How many rows a filter shows, whatever kind and words are looked for."""
        return int(getattr(self.counts, "total" if group is Group.ALL else group.value))

    def asked(self) -> int:
        """Questions that an exam would put."""
        return self.counts.pending + self.counts.approved

    def kinds(self) -> list[QuestionKind]:
        """Kinds that occur, in the order of the contract."""
        found = {row.text.kind for row in self._all}
        return [kind for kind in QuestionKind if kind in found]

    def job(self) -> JobRecord | None:
        """The making of questions of this base, while it is not done; also the last one when it failed. What
        the quick look makes is told on the documents page."""
        jobs = [job for job in self._application.jobs.list() if not job.params.get("quick")]
        making = [job for job in jobs if job.base == self.base and job.kind == Job.MAKE_EXAM]
        last = max(making, key=lambda job: job.created, default=None)
        return last if last is not None and last.state in _OPEN else None

    def pace(self) -> float:
        """Seconds a question took when some were last made here; 0 before the first time."""
        jobs = [job for job in self._application.jobs.list() if job.kind == Job.MAKE_EXAM and job.done]
        last = max(jobs, key=lambda job: job.updated, default=None)
        return (last.updated - last.created).total_seconds() / last.done if last is not None else 0.0

    def reason_to_make(self) -> str:
        """Why no questions can be made now; "" when they can."""
        if not self.base or not self._application.documents.answering(self.base):
            return self.tr("There are no documents that have been read. Add some on the page Documents.")
        if self._application.models.selected(self.base) is None:
            return self.tr("There is no model to make them with. Get one on the page Models.")
        return ""

    # --- what the user does ---

    def show_group(self, group: Group) -> None:
        self.group = group
        self._arrange()

    def show_kind(self, kind: str) -> None:
        """ "" shows all kinds."""
        self.kind = kind
        self._arrange()

    def search(self, words: str) -> None:
        """Only questions that hold all the words, in themselves or in what belongs to them."""
        self._words = words.casefold()
        self._arrange()

    def make(self, questions: int, kinds: Sequence[QuestionKind]) -> None:
        made = self._application.questions.generator.make(self.base, questions, tuple(kinds))
        made.then(lambda _: self.jobs_changed.emit(), self.report_problem)

    def write(self, text: ExamText) -> bool:
        """One question by hand."""
        return self.attempt(
            lambda: self._application.questions.importer.write(self.base, text, self.reviewer)
        )

    def decide(self, ids: Sequence[str], approve: bool) -> bool:
        """Approve or reject as one action."""
        service = self._application.questions.rows
        act = service.approve if approve else service.reject
        return bool(ids) and self.attempt(lambda: act(self.base, list(ids), self.reviewer))

    def remove(self, ids: Sequence[str]) -> bool:
        """Forget questions; one `undo` brings them back."""
        return bool(ids) and self.attempt(lambda: self._application.questions.rows.remove(self.base, ids))

    def undo(self) -> None:
        self.attempt(lambda: self._application.questions.rows.undo(self.base))
        self.reload()

    # --- the table ---

    def reload(self) -> None:
        """Read the questions again; a selected row stays selected where the list is the same."""
        self._soon.stop()
        service = self._application.questions.rows
        self._all = service.list(self.base) if self.base else []
        self.counts = service.counts(self.base) if self.base else QuestionCounts()
        self._arrange()
        self.refreshed.emit()

    def _arrange(self) -> None:
        wanted = [row for row in self._all if self._matches(row)]
        old = self._rows
        if len(old) == len(wanted) and all(a.id == b.id for a, b in zip(old, wanted, strict=True)):
            self._rows = wanted
            if wanted:
                self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, DOCUMENT))
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()

    def _matches(self, row: ExamQuestion) -> bool:
        if self.group is not Group.ALL and row.state is not RowState(self.group.value):
            return False
        if self.kind and row.text.kind != self.kind:
            return False
        text = f"{row.text.question}\n{row.text.answer}\n{row.text.quote}\n{row.text.document_name}"
        return all(word in text.casefold() for word in self._words.split())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        question = self.question(index.row())
        if question is None:
            return None
        if role == QUESTION_ROLE:
            return question
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._word(question, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{question.text.question}\n\n{expected(question)}"[:1000]
        return None

    def _word(self, question: ExamQuestion, column: int) -> str:
        text = question.text
        return {
            NUMBER: str(question.number),
            QUESTION: " ".join(text.question.split()),
            KIND: kind_word(text.kind),
            STATE: state_word(question.state),
        }.get(column, text.document_name)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("No."), self.tr("Question"), self.tr("Kind"), self.tr("State"), self.tr("Document"),
        )[section]  # fmt: skip

    def _on_changes(self, changes: "Changes") -> None:
        if not self.awake:
            return
        if changes.jobs:
            self.jobs_changed.emit()
        of_base = changes.questions_of | changes.documents_of
        if (self.base in of_base or changes.bases or changes.models) and not self._soon.isActive():
            self._soon.start()
