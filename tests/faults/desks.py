"""What the window keeps of long work: training examples, exam questions and training runs, saved as workers
tell of them. The services and the database are the real ones, the words of the workers are played; each
operation is a start of the program that does what is left to do."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop.core.training_entities import RunState
from tests.helpers import exam_desk, example_script
from tests.helpers.exam_desk import ExamDesk
from tests.helpers.example_script import PATH, check_all, give_passages, passage, with_document
from tests.helpers.scripted import Desk
from tests.helpers.tuning_desk import TuningDesk, compared, rows, step
from workers.contract.specs.bases import document_id
from workers.contract.specs.jobs import Job

_PASSAGES, _ROWS = 3, 2
_DOCUMENT = "Положение.pdf"


def prepare(folder: Path, operation: str) -> None:
    """A base with a document."""
    if operation == "adapter":
        desk: Desk = TuningDesk(folder, rows(120))
        desk.bases.create("Staff")
    else:
        desk = Desk(folder)
        desk.bases.create("База")
        with_document(desk)
    desk.close()


def examples(folder: Path) -> None:
    """Make examples of three passages, and check them."""
    desk = Desk(folder)
    try:
        base = desk.bases.current
        document = document_id(base, PATH)
        texts = [passage(document, number) for number in range(_PASSAGES)]
        desk.jobs.continue_interrupted()
        if len(desk.example_rows.passages(base)) < _PASSAGES and not desk.workers.open(Job.GENERATE):
            begun = desk.examples.generator.make(base)
            give_passages(desk, *texts)
            begun.result()
        for sent in desk.workers.open(Job.GENERATE):
            done = sent.message.params["done"]
            for number in range(_PASSAGES):
                if f"chunk-{number}" not in done:
                    sent.say(example_script.made(sent, number, document, _ROWS))
            sent.succeed()
        if not desk.workers.open(Job.CHECK):
            desk.examples.check.check(base)
        give_passages(desk, *texts)
        if desk.workers.open(Job.CHECK):
            check_all(desk)
    finally:
        desk.close()


def questions(folder: Path) -> None:
    """Make a question of each of three passages."""
    desk = ExamDesk(folder)
    try:
        document = document_id(desk.base, PATH)
        desk.jobs.continue_interrupted()
        begun = len(desk.question_rows.passages(desk.base))
        if begun < _PASSAGES and not desk.workers.open(Job.MAKE_EXAM):
            making = desk.questions.generator.make(desk.base, _PASSAGES - begun)
            give_passages(desk, *(exam_desk.passage(document, number) for number in range(_PASSAGES)))
            making.result()
        for sent in desk.workers.open(Job.MAKE_EXAM):
            done = sent.message.params["done"]
            for number in range(_PASSAGES):
                if f"chunk-{number}" not in done:
                    words = f"Сколько дней длится отпуск вида {number}?"
                    sent.say(exam_desk.made(sent, number, document, exam_desk.question(words, document)))
            sent.succeed()
    finally:
        desk.close()


def adapter(folder: Path) -> None:
    """A training run to its adapter in the registry."""
    desk = TuningDesk(folder, rows(120))
    try:
        desk.jobs.continue_interrupted()
        desk.runs.continue_work()
        found = desk.run_store.list(desk.base())
        run = found[0] if found else desk.runs.start(desk.base())
        if desk.run_store.get(run.id).state in (RunState.PAUSED, RunState.FAILED):
            desk.runs.resume(run.id)
        for sent in desk.workers.open(Job.TUNE):
            sent.say(*(step(sent, number) for number in range(1, 4)))
            desk.trained(sent, run.id)
        for sent in desk.workers.open(Job.COMPARE):
            sent.succeed(compared())
        for sent in desk.workers.open(Job.FETCH):
            desk.copied(sent)
    finally:
        desk.close()


# --- an independent look --------------------------------------------------------------------------------


def wrong(folder: Path, operation: str, *, at_rest: bool) -> list[str]:
    """What is wrong, read without the product's code. `at_rest`: all of it is done."""
    aside = folder.with_name(f"{folder.name}-look")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside)
    try:
        with closing(sqlite3.connect(aside / "bukvar.sqlite")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
            if operation == "adapter":
                found += _wrong_runs(connection, aside, at_rest=at_rest)
            else:
                found += _wrong_rows(connection, operation, at_rest=at_rest)
            if at_rest:
                waiting = "SELECT kind, state FROM jobs WHERE state NOT IN ('succeeded', 'cancelled')"
                found += [f"work is left: {row}" for row in connection.execute(waiting)]
    except sqlite3.Error as error:
        found = [f"database: {error}"]
    shutil.rmtree(aside)
    return found


def _wrong_rows(connection: sqlite3.Connection, operation: str, *, at_rest: bool) -> list[str]:
    """Each passage that is done has its rows, and each row is there once."""
    table, passages = (
        ("examples", "example_passages") if operation == "examples" else ("exam_questions", "exam_passages")
    )
    texts = [json.loads(row[0]) for row in connection.execute(f"SELECT facts FROM {table}")]
    asked = [text["text"]["question"] for text in texts]
    done = dict(connection.execute(f"SELECT chunk, rows FROM {passages} WHERE status = 'made'").fetchall())
    found = [f"doubled: {question}" for question in {*asked} if asked.count(question) > 1]
    if sum(done.values()) != len(asked):
        found.append(f"{len(asked)} rows, {done} in the passages")
    if at_rest and len(done) != _PASSAGES:
        found.append(f"passages {sorted(done)}")
    return found


def _wrong_runs(connection: sqlite3.Connection, folder: Path, *, at_rest: bool) -> list[str]:
    """One run, and an adapter only with the whole of its file."""
    states = [row[0] for row in connection.execute("SELECT state FROM runs")]
    adapters = [json.loads(row[0]) for row in connection.execute("SELECT facts FROM adapters")]
    names = [row[0] for row in connection.execute("SELECT id FROM adapters")]
    found = [f"runs {states}"] if len(states) > 1 or (at_rest and states != ["ready"]) else []
    if len(names) > 1 or (at_rest and len(names) != 1):
        found.append(f"{len(names)} adapters")
    for name, facts in zip(names, adapters, strict=True):
        file = folder / "adapters" / f"{name}.gguf"
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != facts["sha256"]:
            found.append(f"an adapter without its file: {name}")
    if at_rest and (folder / "adapters").exists():
        left = {path.name for path in (folder / "adapters").iterdir()} - {f"{name}.gguf" for name in names}
        found += [f"left over: {name}" for name in left]
    return found


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "examples": examples, "questions": questions, "adapter": adapter,
}  # fmt: skip
