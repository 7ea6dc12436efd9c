"""The answers of one candidate of an exam: one after another, with the marks and their reasons."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamQuestion, ScoreRow
from desktop.core.feature_ports import Documents
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.question_rows import QuestionRows
from desktop.features.exam.viewmodels.exam_words import CandidateNames
from desktop.settings.store import SettingsStore
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.review.parts import OfReviewer, place_of
from workers.contract.codes import ProblemError
from workers.contract.exam import Mark
from workers.contract.specs.answers import Citation

REFRESH_MS = 150


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with the answer that was given to it."""

    question: ExamQuestion
    answer: ExamAnswer


class ExamAnswersModel(OfReviewer, QObject):
    """Given to the view of answers.

    Signals: `changed` the list or the answer that is shown are other; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        exams: ExamRunner,
        results: ExamResults,
        questions: QuestionRows,
        documents: Documents,
        names: CandidateNames,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._exams, self._results, self._questions = bases, exams, results, questions
        self._documents, self._names, self._settings = documents, names, settings
        self.exam: Exam | None = None
        self.candidate: Candidate | None = None
        self.name = ""
        self.score: ScoreRow | None = None
        self.everything: list[AnsweredQuestion] = []
        self.rows: list[AnsweredQuestion] = []
        self.mark: Mark | None = None
        self.differing = False
        self.current: AnsweredQuestion | None = None
        self.awake = False
        self._soon = single_shot_timer(self, REFRESH_MS, self.refresh)
        listen(publisher, self, self._on_changes)

    @property
    def at(self) -> int:
        """The place of the shown answer among `rows`; −1 when none is shown."""
        shown = self.current
        keys = [row.question.id for row in self.rows]
        return keys.index(shown.question.id) if shown is not None and shown.question.id in keys else -1

    def expected_place(self) -> Citation | None:
        """Where the expected answer to the question that is shown stands."""
        return place_of(self._documents, self.base, self.current.question.text) if self.current else None

    def open(self, exam: str, candidate: str) -> None:
        """Show the answers of a candidate (its key)."""
        self.exam = self._exams.get(exam)
        self.candidate = next((one for one in self.exam.candidates if one.key == candidate), None)
        self.mark, self.differing, self.current = None, False, None
        self.refresh()

    def close(self) -> None:
        """Another base is current."""
        self.exam, self.candidate, self.current = None, None, None
        self.everything, self.rows = [], []
        self.changed.emit()

    def refresh(self) -> None:
        """Read the answers again; the one that is shown stays."""
        self._soon.stop()
        if self.exam is None or self.candidate is None:
            return
        service, key = self._results, self.candidate.key
        self.name = self._names.of(self.exam.base, self.exam.candidates)[key]
        self.score = service.table(self.exam.id).row(key)
        given = {
            answer.question: answer for answer in service.answers(self.exam.id) if answer.candidate == key
        }
        self.everything = []
        for question in self.exam.questions:
            found = self._question(question)
            if question in given and found is not None:
                self.everything.append(AnsweredQuestion(found, given[question]))
        marked = [row for row in self.everything if self.mark in (None, row.answer.mark)]
        self.rows = [row for row in marked if row.answer.differs] if self.differing else marked
        shown = self.current.question.id if self.current is not None else ""
        again = next((row for row in self.everything if row.question.id == shown), None)
        self.current = again or next(iter(self.rows), None)
        self.changed.emit()

    def count_of(self, mark: Mark | None) -> int:
        """How many answers a filter shows."""
        return sum(mark in (None, row.answer.mark) for row in self.everything)

    def show_mark(self, mark: Mark | None) -> None:
        """Only answers with this mark; None shows all."""
        self.mark, self.differing, self.current = mark, False, None
        self.refresh()

    def count_differing(self) -> int:
        """Answers of which the second opinion is another one."""
        return sum(row.answer.differs for row in self.everything)

    def show_differing(self) -> None:
        """Only those."""
        self.mark, self.differing, self.current = None, True, None
        self.refresh()

    def show(self, at: int) -> None:
        """One of `rows`."""
        if 0 <= at < len(self.rows):
            self.current = self.rows[at]
            self.changed.emit()

    def show_question(self, question: str) -> None:
        """The answer to a question, where it is among `rows`."""
        keys = [row.question.id for row in self.rows]
        if question in keys:
            self.show(keys.index(question))

    def step(self, by: int) -> None:
        """The next (1) or the previous (−1) one."""
        self.show(self.at + by)

    def override_mark(self, mark: Mark | None) -> None:
        """Put a person's mark in place of the rules' one; None gives that back."""
        if self.exam is None or self.candidate is None or self.current is None:
            return
        exam, key, question = self.exam.id, self.candidate.key, self.current.question.id
        self.attempt(lambda: self._results.override_mark(exam, key, question, mark, self.reviewer))
        self.refresh()

    # --- helpers ---

    def _question(self, question: str) -> ExamQuestion | None:
        try:
            return self._questions.get(self.base, question)
        except ProblemError:
            return None  # removed since

    def _on_changes(self, changes: Changes) -> None:
        if self.awake and self.exam is not None and self.exam.id in changes.exams:
            self._soon.start()
