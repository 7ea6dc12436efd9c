"""What the window shows in the pictures: nothing yet, work under way, everything full, everything failed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.app import Application
from desktop.core.answers import AnswerInProgress
from desktop.core.changes import Changes
from desktop.core.entities import (
    ASSISTANT,
    USER,
    Chat,
    ChatMessage,
    Document,
    DocumentState,
    JobRecord,
    JobState,
    LocalJob,
    MessageState,
    ModelPurpose,
    ModelState,
)
from desktop.core.exam_entities import Candidate
from desktop.core.requests import new_id
from desktop.core.review.rows import RowState
from desktop.core.training_entities import RunState
from desktop.features.chat.repository import SqlChats
from desktop.storage.repositories import SqlDocuments, SqlJobs, SqlModels
from tests.helpers.exam_rows import put_exam, put_questions, questions
from tests.helpers.example_rows import DOUBT, PHONE, example, put_examples
from tests.helpers.trained import put_adapter
from tests.helpers.training_rows import put_events, put_points, put_run
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code
from workers.contract.exam import Mark
from workers.contract.specs.answers import Citation, Sentence, Support, Timings
from workers.contract.specs.jobs import Job

NOW = datetime.now(UTC)
BASE = "Договоры и приказы общества «Северный ветер» за 2019–2026 годы"
QUESTION = (
    "Сколько календарных дней длится ежегодный основной оплачиваемый отпуск и кто утверждает его график?"
)
ANSWER = (
    "Ежегодный основной оплачиваемый отпуск длится 28 календарных дней. "
    "График отпусков утверждает генеральный директор не позднее 15 декабря. "
    "Неиспользованную часть отпуска, вероятно, можно перенести."
)
NAMES = (
    "Положение об отпусках.pdf",
    "Правила командировок.docx",
    "Прайс-лист 2026.xlsx",
    "Приказ № 17 о летнем режиме работы.pdf",
    "Дополнительное соглашение № 4 к договору поставки электродвигателей от 12 марта 2026 года.pdf",
    "Письмо поставщика.msg",
)


class World(StrEnum):
    """The states of the pictures."""

    EMPTY = "empty"
    BUSY = "busy"
    FULL = "full"
    ERROR = "error"


def make(application: Application, world: World) -> None:
    """Put into the database what the pictures of `world` show; no worker is asked for anything."""
    if world is World.EMPTY:
        return
    _models(application, damaged=world is World.ERROR)
    application.bases.select(application.bases.create(BASE).id)
    _MAKERS[world](application)
    application.change_publisher(
        Changes(bases=True, models=True, jobs=frozenset(job.id for job in application.jobs.list()))
    )


def _models(application: Application, damaged: bool) -> None:
    folder = application.paths.data / "models"
    folder.mkdir(parents=True, exist_ok=True)
    rows = SqlModels(application.database.session, application.paths.data)
    chat = [record for record in application.models.list() if record.purpose is ModelPurpose.CHAT]
    for at, record in enumerate(chat[:2]):
        path = folder / f"{at}.gguf"
        path.write_bytes(b"GGUF")
        state = ModelState.DAMAGED if damaged and at else ModelState.READY
        rows.save(replace(record, path=str(path), state=state, words_per_second=3.4 if not at else 0))


def _busy(application: Application) -> None:
    base = application.bases.current
    _documents(application, [DocumentState.READY, DocumentState.READING, DocumentState.QUEUED], 40)
    chat = _chat(application, QUESTION)
    _write(application, _say(application, chat, ASSISTANT, ANSWER[:67], state=MessageState.WRITING))
    record = next(model for model in application.models.list() if model.state is ModelState.READY)
    _job(application, Job.INDEX, base, JobState.RUNNING, done=17, total=40, subject=NAMES[4])
    _job(application, LocalJob.EXAM, base, JobState.RUNNING, done=31, total=240)
    _job(application, Job.GENERATE, base, JobState.PAUSED, done=8, total=50)
    wanted = next(model for model in application.models.list() if model.state is ModelState.AVAILABLE)
    size = {"done": wanted.size // 3, "total": wanted.size, "unit": "bytes"}
    _job(application, Job.FETCH, "", JobState.RUNNING, params={"model": wanted.id}, **size)
    _rows(application)
    run = put_run(application, record.id, RunState.TRAINING)
    put_points(application, run)
    put_events(application, run, "prepared", "measured", "started")


def _full(application: Application) -> None:
    base = application.bases.current
    states = [*[DocumentState.READY] * 5, DocumentState.COPY, DocumentState.CHANGED, DocumentState.MISSING]
    _documents(application, states, 120)
    for number in range(14):
        _chat(application, f"{number + 1}. {QUESTION}")
    chat = _chat(application, QUESTION)
    citations = (_citation(1, NAMES[0], 4), _citation(2, NAMES[4], 12))
    sentences = (
        Sentence(0, 66, (1,), support=Support.SUPPORTED),
        Sentence(67, 138, (1, 2), support=Support.SUPPORTED),
        Sentence(139, len(ANSWER)),
    )
    timings = Timings(0.4, 6.2, 14.5, 2100, 74, 2_100_000_000)
    model = next(model.id for model in application.models.list() if model.state is ModelState.READY)
    for _ in range(2):
        given = {"citations": citations, "sentences": sentences, "timings": timings, "model": model}
        _say(application, chat, ASSISTANT, ANSWER, **given)
        _say(application, chat, USER, QUESTION)
    _say(application, chat, ASSISTANT, "", state=MessageState.REFUSED, nearest=citations)
    _job(application, Job.INDEX, base, JobState.SUCCEEDED, done=120, total=120)
    _job(application, Job.GENERATE, base, JobState.CANCELLED, done=8, total=50)
    _rows(application)
    put_adapter(application)
    run = put_run(application, model, RunState.READY)
    put_points(application, run)


def _error(application: Application) -> None:
    base = application.bases.current
    problems: tuple[tuple[Code, dict[str, str | int | float]], ...] = (
        (Code.PASSWORD, {}),
        (Code.BROKEN_FILE, {}),
        (Code.UNKNOWN_TYPE, {"suffix": ".mpp"}),
        (Code.SCAN_WITHOUT_TEXT, {"pages": 12}),
        (Code.NO_PERMISSION, {}),
    )
    rows = [
        replace(_document(base, at, DocumentState.FAILED), code=code, params=params, chunks=0)
        for at, (code, params) in enumerate(problems * 5)
    ]
    SqlDocuments(application.database.session).save(rows)
    chat = _chat(application, QUESTION)
    full: dict[str, str | int | float] = {"need": 4 * 10**9, "free": 10**8}
    for code, params in (
        (Code.WORKER_CRASHED, {"kind": "chat"}),
        (Code.NO_MEMORY, full),
        (Code.DISK_FULL, full),
    ):
        values = {"state": MessageState.FAILED, "code": code, "problem_params": params}
        _say(application, chat, ASSISTANT, "", **values)
        _say(application, chat, USER, QUESTION)
    _say(application, chat, ASSISTANT, ANSWER[:67], state=MessageState.STOPPED)
    wanted = next(model for model in application.models.list() if model.state is ModelState.AVAILABLE)
    _job(
        application,
        Job.INDEX,
        base,
        JobState.FAILED,
        done=3,
        total=40,
        code=Code.DISK_FULL,
        problem_params=full,
    )
    source: dict[str, str | int | float] = {"model": wanted.id, "sources": "example.org"}
    lost = {"code": Code.MODEL_UNAVAILABLE, "problem_params": source}
    _job(application, Job.FETCH, "", JobState.FAILED, params={"model": wanted.id}, **lost)
    _job(application, LocalJob.EXAM, base, JobState.INTERRUPTED, done=31, total=240)
    model = next(model.id for model in application.models.list() if model.state is ModelState.READY)
    run = put_run(application, model, RunState.FAILED, code=Code.TRAINING_MEMORY, problem_params=full)
    put_points(application, run, 40)


_MAKERS: dict[World, Callable[[Application], None]] = {
    World.BUSY: _busy,
    World.FULL: _full,
    World.ERROR: _error,
}


def _document(base: str, at: int, state: DocumentState) -> Document:
    name = f"{at // len(NAMES) + 1}. {NAMES[at % len(NAMES)]}" if at >= len(NAMES) else NAMES[at]
    modified = (NOW - timedelta(days=at)).timestamp()
    percent = 45 if state is DocumentState.READING else 0
    return Document(
        new_id(), base, f"/дом/Общая папка/{name}", state, content=f"{at:064x}", size=250_000,
        pages=3 + at % 40 if state.answers else 0, chunks=12 if state.answers else 0,
        modified=modified, percent=percent, copy_of=f"/дом/{NAMES[0]}" if state is DocumentState.COPY else "",
    )  # fmt: skip


def _documents(application: Application, states: list[DocumentState], count: int) -> None:
    base = application.bases.current
    rows = [_document(base, at, states[at % len(states)]) for at in range(count)]
    SqlDocuments(application.database.session).save(rows)


def _chat(application: Application, question: str) -> str:
    """A chat with its first question; its id."""
    chat = Chat(new_id(), application.bases.current, question, NOW, datetime.now(UTC))
    SqlChats(application.database.session).save(chat)
    _say(application, chat.id, USER, question)
    return chat.id


def _say(application: Application, chat: str, role: str, text: str, **values: Any) -> ChatMessage:
    message = ChatMessage(new_id(), chat, role, text, datetime.now(UTC), **values)
    SqlChats(application.database.session).save_message(message)
    return message


def _write(application: Application, message: ChatMessage) -> None:
    """The answer grows, without a worker, until it is stopped."""
    running = AnswerInProgress(message, lambda one: one.finish(state=MessageState.STOPPED))
    running.stage = "writing"
    application.chats.writing[message.chat] = running


def _citation(number: int, name: str, page: int) -> Citation:
    quote = "Продолжительность ежегодного основного оплачиваемого отпуска составляет 28 календарных дней."
    return Citation(number, f"d{number}", name, page, 0, len(quote), quote, heading="3. Отпуска")


def _job(application: Application, kind: str, base: str, state: JobState, **values: Any) -> None:
    values = {"params": {}, **values}
    put_job(application, JobRecord(new_id(), str(kind), base, state, created=NOW, updated=NOW, **values))


def put_job(application: Application, record: JobRecord) -> None:
    """A job as if it had been submitted and had come so far, without a worker; announced."""
    SqlJobs(application.database.session).save(record)
    application.jobs._jobs[record.id] = record
    application.change_publisher(Changes(jobs=frozenset({record.id})))


def _rows(application: Application) -> None:
    """Examples and exam questions under review, and an exam that is over."""
    base = application.bases.current
    states = [RowState.APPROVED, RowState.PENDING, RowState.REJECTED]
    findings = [(), (DOUBT,), (PHONE,)]
    put_examples(
        application,
        [example(base, at, state=states[at % 3], findings=findings[at % 3]) for at in range(1, 61)],
    )
    rows = put_questions(application, questions(base, 30, 6, state=RowState.APPROVED))
    model = next(model.id for model in application.models.list() if model.state is ModelState.READY)
    marks = {
        Candidate(AnswerMode.MODEL, model): {Mark.RIGHT: 9, Mark.WRONG: 15, Mark.INVENTED: 6},
        Candidate(AnswerMode.DOCUMENTS, model): {Mark.RIGHT: 22, Mark.PARTLY: 4, Mark.REFUSED: 4},
    }
    put_exam(application, rows, marks)
