"""The services of an exam on a real database with scripted workers, and what those workers say."""

from pathlib import Path

from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.question_tables import QUESTION_TABLES
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_set import QuestionSet
from desktop.features.training.adapter_repository import SqlAdapters
from desktop.features.training.services.adapter_service import AdapterService
from desktop.storage.row_repository import SqlRows
from tests.helpers.example_script import write
from tests.helpers.scripted import Desk, Sent
from workers.contract.codec import to_json
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.messages import Made
from workers.contract.specs.bases import document_id
from workers.contract.training.examples import PassageStatus, SourcePassage
from workers.contract.training.rows import Columns, ReadRowsResult

TEXT = "Отпуск длится 28 календарных дней. Заявление подают за две недели."


class ExamDesk(Desk):
    """Wired like in `desktop.app`; another one over the same folder is the next start."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        session = self.database.session

        def tell(changes: Changes) -> None:
            self.changes.append(changes)

        self.exam_rows = SqlExams(session)
        self.adapter_rows = SqlAdapters(session, self.paths.data)
        self.adapters = AdapterService(
            self.workers, self.adapter_rows, self.bases, self.models, self.models, self.paths, tell  # type: ignore[arg-type]
        )  # fmt: skip
        self.instructions = InstructionsStore(SqlInstructions(session), tell)
        self.marking = ExamMarking(self.workers, lambda: self.embedder)
        self.question_rows = SqlRows(session, QUESTION_TABLES)
        self.questions = QuestionSet(
            workers=self.workers, repository=self.question_rows, exams=self.exam_rows.list,
            lists=self.passage_lists, bases=self.bases, documents=self.documents,
            examples=self.examples.rows, adapters=self.adapters, models=self.models, jobs=self.jobs,
            settings=self.settings, paths=self.paths, timers=self.timers, publish=tell,
        )  # fmt: skip
        self.candidates = ExamCandidates(
            self.bases, self.documents, self.models, self.adapters, self.instructions  # type: ignore[arg-type]
        )  # fmt: skip
        self.exams = ExamRunner(
            self.exam_rows, self.questions.rows, self.marking, self.chats, self.bases, self.documents,
            self.jobs, tell,
        )  # fmt: skip
        self.exam_results = ExamResults(self.exam_rows, self.candidates.answering, tell, self.models)  # type: ignore[arg-type]

    @property
    def base(self) -> str:
        return self.bases.current

    def document(self, name: str, chunks: int = 9) -> str:
        """One more document that is read; its id."""
        path = f"/папка/{name}"
        key = document_id(self.base, path)
        row = Document(key, self.base, path, DocumentState.READY, "c" * 64, 3, chunks, 100, 1.0)
        self.documents._store.put([row])
        return key


def passage(document: str, number: int, text: str = TEXT, name: str = "Положение.pdf") -> SourcePassage:
    start = 1000 * number
    return SourcePassage(
        f"chunk-{number}", document, name, f"/папка/{name}", number, start, start + len(text), "", text
    )


def question(words: str, document: str = "", answer: str = "28 дней") -> ExamText:
    """A question, with a document with its quote in `passage(document, 1)`."""
    if not document:
        return ExamText(words, answer)
    quote = "28 календарных дней"
    start = 1000 + TEXT.index(quote)
    return ExamText(
        words, answer, QuestionKind.NUMBER, quote, document, "Положение.pdf", "chunk-1", start,
        start + len(quote), 1, "ru",
    )  # fmt: skip


def made(sent: Sent, number: int, document: str, *questions: ExamText) -> Made:
    """A passage with its questions."""
    status = PassageStatus.MADE if questions else PassageStatus.NOTHING
    code = "" if questions else "nothing_to_ask"
    return Made(sent.request, f"chunk-{number}", document, status, code, {}, (), questions)


def answer_rows(sent: Sent, *texts: ExamText) -> None:
    """Answer the reading of a file of questions."""
    write(Path(sent.message.params["output"]), texts)
    columns = Columns("question", "answer")
    result = ReadRowsResult("csv", ("question", "answer"), columns, len(texts), output="-")
    sent.succeed(to_json(result))
