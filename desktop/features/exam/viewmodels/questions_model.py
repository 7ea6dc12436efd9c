"""The exam questions of the current base as a table with filters, and the ways to get more of them."""

from collections.abc import Sequence

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord
from desktop.core.exam_entities import ExamQuestion, QuestionCounts
from desktop.core.future import Future
from desktop.core.review.rows import ImportedRows
from desktop.features.exam.services.question_set import QuestionSet
from desktop.features.exam.viewmodels.exam_words import expected, kind_word, state_word
from desktop.settings.store import SettingsStore
from desktop.ui.review.list_model import ListModel, RowGroup
from workers.contract.exam import ExamText, QuestionKind


class QuestionsModel(ListModel[ExamQuestion]):
    """The last column names the document."""

    counts: QuestionCounts
    groups = (RowGroup.ALL, RowGroup.PENDING, RowGroup.APPROVED, RowGroup.REJECTED)

    def __init__(
        self,
        questions: QuestionSet,
        bases: BaseService,
        settings: SettingsStore,
        changes: ChangePublisher,
    ) -> None:
        super().__init__(questions.rows, questions.exporter, bases, settings, changes)
        self._questions = questions

    # --- the words of a row ---

    def all_kinds(self) -> Sequence[QuestionKind]:
        return tuple(QuestionKind)

    def kind_word(self, kind: QuestionKind) -> str:
        return kind_word(kind)

    def state_word(self, row: ExamQuestion) -> str:
        return state_word(row.state)

    def more_name(self) -> str:
        return self.tr("Document")

    def more_word(self, row: ExamQuestion) -> str:
        return row.text.document_name

    def hint(self, row: ExamQuestion, column: int) -> str:
        return f"{row.text.question}\n\n{expected(row)}"[:1000]

    def _searched(self, row: ExamQuestion) -> str:
        return f"{super()._searched(row)}\n{row.text.document_name}"

    # --- what there is ---

    def asked(self) -> int:
        """Questions that an exam would put."""
        return self.counts.pending + self.counts.approved

    # --- what the user does ---

    def generate(self, kinds: Sequence[QuestionKind], questions: int) -> Future[JobRecord]:
        """Begin or go on making questions; a problem is told."""
        made = self._questions.generator.make(self.base, questions, tuple(kinds))
        made.then(lambda _: None, self.report_problem)
        return made

    def import_rows(self, path: str) -> Future[ImportedRows]:
        """Take the questions of a file; they wait for review."""
        return self._questions.importer.import_rows(self.base, path)

    def write(self, text: ExamText) -> bool:
        """One question by hand."""
        return self.attempt(lambda: self._questions.importer.write(self.base, text, self.reviewer))

    def remove(self, ids: Sequence[str]) -> bool:
        """Forget questions; one `undo` brings them back."""
        return bool(ids) and self.attempt(
            lambda: self._questions.rows.remove(self.base, list(ids), self.reviewer)
        )

    def _concerns(self, changes: Changes) -> bool:
        of_base = changes.questions_of | changes.documents_of
        return changes.bases or changes.models or self.base in of_base
