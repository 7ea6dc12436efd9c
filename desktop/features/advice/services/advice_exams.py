"""What the exams of a base say, as facts for the advisor."""

from collections import Counter
from collections.abc import Callable, Sequence

from desktop.core.entities import DocumentState, documents_hash
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Purpose,
    QuestionCounts,
    Scoreboard,
    Verdict,
    is_shipped,
)
from desktop.core.feature_ports import Documents, ExamMarks, ExamQuestions, Exams
from desktop.features.advice.domain.advice_facts import LastExam, MeasuredWay
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import ProblemError
from workers.contract.exam import Mark

# A document fails when so many of its questions were asked, and more than this share of them went wrong.
_LEAST_OF_DOCUMENT, _WRONG_SHARE = 2, 0.5


class ExamFacts:
    """Used by `AdvisorService`. Tables are kept until `forget`, which the application calls when exams or
    what answers in a base have changed. `answering` tells who answers in a base now."""

    def __init__(
        self,
        exams: Exams,
        results: ExamMarks,
        questions: ExamQuestions,
        documents: Documents,
        answering: Callable[[str], Candidate | None],
    ) -> None:
        self._exams, self._results, self._questions = exams, results, questions
        self._documents, self._answering = documents, answering
        self._tables: dict[str, Scoreboard] = {}
        self._answers: dict[str, Sequence[ExamAnswer]] = {}

    def forget(self) -> None:
        """Exams are others."""
        self._tables.clear()
        self._answers.clear()

    def counts(self, base: str) -> QuestionCounts:
        """Exam questions of a base by state."""
        return self._questions.counts(base)

    def exam(self, base: str) -> Exam | None:
        """The last exam that was held to its end, else the quick one after the first indexing."""
        found = self._exams.latest(base)
        if found is not None:
            return found
        quick = (exam for exam in self._exams.list(base) if exam.purpose is Purpose.READINESS)
        return next((exam for exam in quick if exam.state is ExamState.DONE), None)

    def measured(self, base: str, name_of: Callable[[str], str]) -> LastExam | None:
        """The table of that exam; None before the first one."""
        exam = self.exam(base)
        if exam is None:
            return None
        table = self._table(exam)
        rows = [row for row in table.rows if row.asked]
        if not rows:
            return None
        now = self._answering(base)
        current = now.key if now is not None and table.row(now.key) is not None else ""
        best = table.best or rows[0].candidate.key
        verdict = verdict_of(table.verdicts, best, current)
        misread, missed = self._misses(exam, best)
        return LastExam(
            exam=exam.id,
            questions=len(exam.questions),
            ways=tuple(
                MeasuredWay(
                    row.candidate.key, row.candidate.entry, name_of(row.candidate.model), row.asked,
                    row.right, row.low, row.high, row.invented, row.general, row.general_asked,
                )
                for row in rows
            ),
            best=best,
            current=current,
            difference=verdict.difference if verdict else 0.0,
            low=verdict.low if verdict else 0.0,
            high=verdict.high if verdict else 0.0,
            **({"judgement": verdict.judgement} if verdict else {}),
            misread=misread,
            missed=missed,
            old=self._is_old(base, exam, now),
        )  # fmt: skip

    def failing(self, base: str) -> tuple[str, ...]:
        """Names of documents most of whose questions went wrong by search, by how many did."""
        exam = self.exam(base)
        if exam is None:
            return ()
        asked, wrong, names = Counter[str](), Counter[str](), dict[str, str]()
        for answer, question in self._own(exam, _searching(exam)):
            document = question.text.document
            if document and question.text.answerable:
                asked[document] += 1
                wrong[document] += answer.mark is not Mark.RIGHT
                names[document] = question.text.document_name
        return tuple(
            names[document]
            for document, count in wrong.most_common()
            if asked[document] >= _LEAST_OF_DOCUMENT and count > _WRONG_SHARE * asked[document]
        )

    def alone(self, base: str, model: str) -> tuple[int, int]:
        """(asked, right) of the answerable questions put to the model alone; (0, 0) when none were."""
        exam = self.exam(base)
        keys = (
            [c.key for c in exam.candidates if c.entry is AnswerMode.MODEL and c.model == model]
            if exam
            else []
        )
        if exam is None or not keys:
            return 0, 0
        judged = [answer for answer, question in self._own(exam, keys[0]) if question.text.answerable]
        return len(judged), sum(answer.mark is Mark.RIGHT for answer in judged)

    def _misses(self, exam: Exam, key: str) -> tuple[int, int]:
        """Of one candidate's answers that are not right: those that cite the right place, and the others."""
        bad = [answer for answer, _ in self._own(exam, key) if answer.mark is not Mark.RIGHT]
        misread = sum(answer.grade.citation is True for answer in bad)
        return misread, len(bad) - misread

    def _own(self, exam: Exam, key: str) -> list[tuple[ExamAnswer, ExamQuestion]]:
        """Answers of one candidate to the base's own questions that are still there."""
        if exam.id not in self._answers:
            self._answers[exam.id] = self._results.answers(exam.id)
        found = []
        for answer in self._answers[exam.id]:
            if answer.candidate == key and not is_shipped(answer.question):
                try:
                    found.append((answer, self._questions.get(exam.base, answer.question)))
                except ProblemError:
                    continue
        return found

    def _table(self, exam: Exam) -> Scoreboard:
        if exam.id not in self._tables:
            self._tables[exam.id] = self._results.table(exam.id)
        return self._tables[exam.id]

    def _is_old(self, base: str, exam: Exam, now: Candidate | None) -> bool:
        """The documents say something else since, or another model answers."""
        documents = self._documents.list(base)
        changed = exam.documents_hash != documents_hash(documents)
        changed = changed or any(row.state is DocumentState.CHANGED for row in documents)
        model = now is not None and all(one.model != now.model for one in exam.candidates)
        return changed or model


def verdict_of(verdicts: Sequence[Verdict], first: str, second: str) -> Verdict | None:
    """The comparison of two candidates, turned round where it was made the other way."""
    for one in verdicts:
        if (one.first, one.second) == (first, second):
            return one
        if (one.first, one.second) == (second, first):
            return one.turned()
    return None


def _searching(exam: Exam) -> str:
    """Key of the candidate that shows how search does: the plain one before others."""
    searching = [c for c in exam.candidates if c.entry.searches]
    plain = [c for c in searching if c.entry is AnswerMode.DOCUMENTS]
    return next((c.key for c in (*plain, *searching)), "")
