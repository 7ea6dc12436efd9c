"""The database on real files: rows come back as they went, upgrades, backups, refusals."""

import os
import shutil
import sqlite3
import stat
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError

from desktop.core.entities import (
    Chat,
    ChatMessage,
    Document,
    DocumentState,
    JobRecord,
    JobState,
    KnowledgeBase,
    MessageState,
    ModelPurpose,
    ModelRecord,
    ModelState,
)
from desktop.core.unexpected import known_cause
from desktop.features.chat.repository import SqlChats
from desktop.storage import upgrades
from desktop.storage.backups import Backups
from desktop.storage.database import Database, _engine, begin_anew, note_damage, take_note_of_damage
from desktop.storage.repositories import SqlBases, SqlDocuments, SqlJobs, SqlModels
from desktop.storage.tables import ModelRow, TableBase
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation, Sentence, Timings
from workers.contract.specs.bases import document_id

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
BASE = KnowledgeBase("b" * 36, "Северный ветер", NOW, model="m", way=AnswerMode.MODEL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "Мои данные"
    folder.mkdir()
    return folder / "bukvar.sqlite"


def document(name: str, base: str = BASE.id, **values: object) -> Document:
    path = f"/папка/{name}"
    row = Document(document_id(base, path), base, path, DocumentState.READY, "c" * 64, 3, 7, 100, 1.5)
    return replace(row, **values)  # type: ignore[arg-type]


def job(key: str, state: JobState, base: str = "", **values: object) -> JobRecord:
    row = JobRecord(key, "index", base, state, {"paths": ["/ё"]}, NOW, NOW)
    return replace(row, **values)  # type: ignore[arg-type]


def test_values_come_back_as_they_went(file: Path) -> None:
    database = Database(file)
    bases, jobs = SqlBases(database.session), SqlJobs(database.session)
    models = SqlModels(database.session, file.parent)
    bases.save(BASE)
    assert bases.list() == [BASE]
    assert bases.by_name("Северный ветер") == BASE
    assert bases.by_name("северный") is None
    work = job("j", JobState.FAILED, BASE.id, code="disk_full", problem_params={"need": 5 * 2**40}, done=9)
    jobs.save(work)
    assert jobs.get("j") == work
    model = ModelRecord(
        "m", {"ru": "Модель"}, ModelPurpose.CHAT, "p", "l", 2**33, "f" * 64, state=ModelState.READY
    )
    models.save(model)
    models.save(replace(model, words_per_second=3.5))
    assert models.list() == [replace(model, words_per_second=3.5)]
    database.close()
    again = Database(file)
    assert SqlBases(again.session).list() == [BASE]
    again.close()


def test_ten_thousand_documents_are_replaced_not_doubled(file: Path) -> None:
    database = Database(file)
    SqlBases(database.session).save(BASE)
    rows = SqlDocuments(database.session)
    many = [document(f"{number}.pdf") for number in range(2500)]
    rows.save(many)
    failed = [replace(row, state=DocumentState.FAILED, code="password") for row in many[:1200]]
    rows.save([*many[:10], *failed, document("ещё.pdf")])  # the last word on a document counts
    states = Counter(row.state for row in rows.list(BASE.id))
    assert states == {DocumentState.FAILED: 1200, DocumentState.READY: 1301}
    assert rows.get(failed[0].id) == failed[0]
    rows.remove([row.id for row in many])
    assert [row.path for row in rows.list(BASE.id)] == ["/папка/ещё.pdf"]
    database.close()


def test_a_message_keeps_its_citations_and_its_place(file: Path) -> None:
    database = Database(file)
    SqlBases(database.session).save(BASE)
    chats = SqlChats(database.session)
    chats.save(Chat("c", BASE.id, "Отпуск", NOW, NOW))
    citation = Citation(1, "d" * 36, "Положение.pdf", 2, 10, 20, "28 дней", "k", "2. Отпуск")
    question = ChatMessage("q", "c", "user", "Сколько?", NOW)
    answer = ChatMessage(
        "a", "c", "assistant", "28 дней.", NOW - timedelta(days=1), MessageState.WRITING,
        AnswerMode.DOCUMENTS, "m", "адаптер", 0.5, (citation,), (Sentence(0, 8, (1,)),),
        (replace(citation, number=2),),
        Timings(0.1, 0.2, 0.3, 4, 5), "bug", {"x": 1.5},
    )  # fmt: skip
    for message in (question, replace(answer, text="28", citations=(citation, citation)), answer):
        chats.save_message(message)
    answer = replace(answer, parent="q")  # it follows the one that was the latest
    assert list(chats.messages("c")) == [replace(question, parent=""), answer]
    assert chats.list(BASE.id)[0].answers == 0, "it is being written"
    chats.save_message(replace(answer, state=MessageState.FAILED))
    assert (chats.list(BASE.id)[0].answers, chats.get("c").answers) == (0, 0)  # type: ignore[union-attr]
    chats.save_message(answer)
    chats.stop_writing()
    assert chats.messages("c")[1] == replace(answer, state=MessageState.STOPPED)
    assert chats.list(BASE.id)[0].answers == 1
    chats.remove_message("q")
    assert [message.id for message in chats.messages("c")] == ["a"]
    database.close()


def test_a_removed_base_takes_everything_of_it_along(file: Path) -> None:
    database = Database(file)
    session = database.session
    SqlBases(session).save(BASE)
    SqlDocuments(session).save([document("a.pdf")])
    SqlJobs(session).save(job("j", JobState.PAUSED, BASE.id))
    SqlJobs(session).save(job("of none", JobState.PAUSED))
    SqlChats(session).save(Chat("c", BASE.id, "", NOW, NOW))
    SqlChats(session).save_message(
        ChatMessage("q", "c", "user", "?", NOW, citations=(Citation(1, "d", "n", 1, 0, 1, "q"),))
    )
    SqlBases(session).remove(BASE.id)
    with database.engine.connect() as connection:
        left = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("bases", "documents", "chats", "messages", "citations", "jobs")
        }
    assert left == {"bases": 0, "documents": 0, "chats": 0, "messages": 0, "citations": 0, "jobs": 1}
    database.close()


def test_a_document_without_a_base_is_refused(file: Path) -> None:
    database = Database(file)
    with pytest.raises(IntegrityError):
        SqlDocuments(database.session).save([document("a.pdf")])
    database.close()


def test_what_ran_is_interrupted_what_was_paused_is_not(file: Path) -> None:
    database = Database(file)
    jobs = SqlJobs(database.session)
    for state in JobState:
        jobs.save(job(state.value, state))
    assert {row.id for row in jobs.interrupt_running()} == {"queued", "running"}
    unfinished = {row.id: row.state for row in jobs.list(unfinished_only=True)}
    assert unfinished == {
        "queued": JobState.INTERRUPTED,
        "running": JobState.INTERRUPTED,
        "interrupted": JobState.INTERRUPTED,
        "paused": JobState.PAUSED,
    }
    jobs.remove(["failed", "paused"])
    assert len(jobs.list()) == len(JobState) - 2
    database.close()


def test_journal_and_foreign_keys_are_on(file: Path) -> None:
    database = Database(file)
    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    database.close()


# --- upgrades ---


def add_colour(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE bases ADD COLUMN colour VARCHAR DEFAULT 'ink' NOT NULL"))


def fail_half_way(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE bases ADD COLUMN half VARCHAR"))
    connection.execute(text("INSERT INTO no_such_table VALUES (1)"))


SECOND = upgrades.UpgradeStep(2, add_colour)


def test_an_older_file_is_backed_up_and_upgraded(file: Path) -> None:
    first = Database(file, steps=())
    SqlBases(first.session).save(BASE)
    first.close()
    second = Database(file, steps=(SECOND,))
    assert second.version() == 2
    with second.engine.connect() as connection:
        assert connection.execute(text("SELECT name, colour FROM bases")).all() == [("Северный ветер", "ink")]
    second.close()
    with closing(sqlite3.connect(file.parent / "backups" / "bukvar-v1.sqlite")) as backup:
        assert backup.execute("SELECT name FROM bases").fetchall() == [("Северный ветер",)]
        columns = {row[1] for row in backup.execute("PRAGMA table_info(bases)")}
    assert "colour" not in columns


def test_a_step_that_fails_changes_nothing(file: Path) -> None:
    Database(file, steps=()).close()
    with pytest.raises(ProblemError) as caught:
        Database(file, steps=(upgrades.UpgradeStep(2, fail_half_way),))
    assert caught.value.problem.code is Code.DATA_DAMAGED
    assert isinstance(caught.value.__cause__, OperationalError)
    again = Database(file, steps=())
    assert again.version() == 1
    assert "half" not in {column["name"] for column in inspect(again.engine).get_columns("bases")}
    again.close()


def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    Database(file, steps=(SECOND,)).close()
    before = file.read_bytes()
    with pytest.raises(ProblemError) as caught:
        Database(file, steps=())
    assert caught.value.problem.code is Code.DATA_NEWER
    assert file.read_bytes() == before


def test_released_steps_are_in_order_and_end_at_the_present_tables(file: Path) -> None:
    versions = [step.version for step in upgrades.STEPS]
    assert versions == list(range(upgrades.FIRST + 1, upgrades.FIRST + 1 + len(versions)))
    new = Database(file)
    assert new.version() == upgrades.FIRST + len(versions)
    new.close()


@pytest.mark.parametrize("damage", ["header", "middle", "cut", "foreign"])
def test_a_damaged_file_is_refused_and_left_alone(file: Path, damage: str) -> None:
    database = Database(file)
    SqlBases(database.session).save(BASE)
    SqlDocuments(database.session).save([document(f"{n}.pdf") for n in range(500)])
    database.close()
    body = bytearray(file.read_bytes())
    if damage == "header":
        body[:64] = b"\xff" * 64
    elif damage == "middle":
        middle = len(body) // 2 // 4096 * 4096
        body[middle : middle + 8192] = b"\x5a" * 8192
    elif damage == "cut":
        del body[len(body) // 2 :]
    else:
        body = bytearray("Это не база данных".encode() * 100)
    file.write_bytes(body)
    with pytest.raises(ProblemError) as caught:
        Database(file)
    assert caught.value.problem.code is Code.DATA_DAMAGED
    assert file.read_bytes() == bytes(body)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE bases SET created = 'yesterday'",
        "UPDATE documents SET state = 'asleep'",
        "DROP TABLE messages",
    ],
)
def test_values_that_nothing_can_read_are_told_as_damage(file: Path, harm: str) -> None:
    database = Database(file)
    SqlBases(database.session).save(BASE)
    SqlDocuments(database.session).save([document("a.pdf")])
    database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(harm)
        connection.commit()
    with pytest.raises((ValueError, ProblemError)) as caught:
        opened = Database(file)
        try:
            SqlBases(opened.session).list()
            SqlDocuments(opened.session).list(BASE.id)
        finally:
            opened.close()
    found = caught.value if isinstance(caught.value, ProblemError) else known_cause(caught.value)
    assert found is not None and found.code is Code.DATA_DAMAGED
    assert known_cause(ValueError("of our own")) is None


@pytest.mark.parametrize("evidence", ["hash", "log", "copy", "bases"])
@pytest.mark.parametrize("empty", [True, False])
def test_a_lost_file_is_told_until_a_person_decides(file: Path, evidence: str, empty: bool) -> None:
    bases, backups = file.parent / "bases", file.parent / "backups"
    database = Database(file)
    if evidence == "copy":
        database.backups.make_daily()
    database.close()
    known = file.with_name(f"{file.name}.sha256")
    if evidence == "bases":
        (bases / "b").mkdir(parents=True)
        (bases / "b" / "text.sqlite").touch()
    if evidence == "log":
        file.with_name(f"{file.name}-wal").touch()
    if evidence != "hash":
        known.unlink()
    file.unlink()
    if empty:
        file.touch()
    for _ in range(3):
        with pytest.raises(ProblemError) as caught:
            Database(file, bases=bases)
        assert caught.value.code is Code.DATA_MISSING
    begin_anew(file, backups, bases)
    anew = Database(file, bases=bases)
    assert SqlBases(anew.session).list() == []
    anew.close()
    with pytest.raises(ProblemError) as caught:
        begin_anew(file, backups, bases)
    assert caught.value.code is Code.DATA_SOUND


@pytest.mark.parametrize("told", [False, True])
def test_a_newer_file_is_not_put_away_for_an_empty_one(file: Path, told: bool) -> None:
    database = Database(file)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 999"))
    database.close()
    before = file.read_bytes()
    with pytest.raises(ProblemError) as caught:
        begin_anew(file, file.parent / "backups", file.parent / "bases", told=told)
    assert caught.value.code is Code.DATA_NEWER and file.read_bytes() == before


def test_what_is_left_of_a_damaged_file_is_kept_when_one_begins_anew(file: Path) -> None:
    Database(file).close()
    file.write_bytes(b"\xff" * 5000)
    begin_anew(file, file.parent / "backups", file.parent / "bases")
    (kept,) = (file.parent / "backups").glob("replaced-*")
    assert kept.read_bytes() == b"\xff" * 5000
    Database(file).close()


def test_a_damaged_row_that_was_met_is_told_once_at_the_next_start_and_leaves_a_way_on(file: Path) -> None:
    Database(file).close()
    take_note_of_damage(file)
    note_damage(file)
    with pytest.raises(ProblemError) as caught:
        take_note_of_damage(file)
    assert caught.value.code is Code.DATA_DAMAGED
    take_note_of_damage(file)
    # The file is sound for whoever opens it: a person has to say it.
    begin_anew(file, file.parent / "backups", file.parent / "bases", told=True)
    assert [one.suffix for one in (file.parent / "backups").glob("replaced-*")] == [".sqlite"]


@pytest.mark.parametrize("way", ["copy", "anew"])
def test_a_row_that_was_met_is_not_told_of_the_database_that_took_its_place(file: Path, way: str) -> None:
    database = Database(file)
    database.backups.make_daily()
    database.close()
    note_damage(file)
    if way == "copy":
        database.backups.restore()
    else:
        begin_anew(file, file.parent / "backups", file.parent / "bases", told=True)
    take_note_of_damage(file)


def test_a_copied_folder_finds_its_own_files_and_a_users_file_where_it_lies(tmp_path: Path) -> None:
    home, copy, disk = tmp_path / "Данные", tmp_path / "Копия", tmp_path / "Диск" / "models"
    model = ModelRecord("m", {"ru": "М"}, ModelPurpose.CHAT, "p", "l", 1, state=ModelState.READY)
    for folder in (home / "models" / "m", disk):
        folder.mkdir(parents=True)
        (folder / "m.gguf").write_bytes(b"x")
    database = Database(home / "bukvar.sqlite")
    ours, theirs = replace(model, path=str(home / "models" / "m" / "m.gguf")), disk / "m.gguf"
    rows = SqlModels(database.session, home)
    rows.save(ours)
    rows.save(replace(model, id="диск", path=str(theirs)))
    rows.save(replace(model, id="нет", path=""))
    assert rows.get("m") == ours
    # A row as earlier versions wrote it.
    with database.session.begin() as session:
        stored = session.get(ModelRow, "m")
        assert stored is not None
        old = ModelRow(id="old", purpose="chat", state="ready", path=ours.path, sha256="", size=1)
        old.facts = {**stored.facts, "id": "old", "path": ours.path}
        session.add(old)
    database.close()
    shutil.copytree(home, copy)
    opened = Database(copy / "bukvar.sqlite")
    found = {row.id: row.path for row in SqlModels(opened.session, copy).list()}
    inside = str(copy / "models" / "m" / "m.gguf")
    assert found == {"m": inside, "old": inside, "диск": str(theirs), "нет": ""}
    opened.close()


def test_what_is_deleted_is_overwritten_and_nobody_else_reads(tmp_path: Path) -> None:
    file = tmp_path / "bukvar.sqlite"
    database = Database(file)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE said (words TEXT)")
        connection.exec_driver_sql("INSERT INTO said VALUES ('никому не говорить')")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM said")
    wal = file.with_name("bukvar.sqlite-wal")
    assert os.name == "nt" or {stat.S_IMODE(one.stat().st_mode) for one in (file, wal)} == {0o600}
    database.close()
    assert "никому".encode() not in file.read_bytes()


@pytest.mark.parametrize("killed", ["before the tables", "over the tables", "without its log"])
def test_a_first_start_that_was_cut_off_is_begun_again_and_told_of_nothing(file: Path, killed: str) -> None:
    file.touch()
    engine = _engine(file)
    with engine.connect() as connection:
        if killed != "before the tables":
            transaction = connection.begin()
            TableBase.metadata.create_all(connection)
            if killed == "without its log":  # it was not flushed yet when the power was lost
                transaction.commit()
        left = file.parent / "left"
        left.mkdir()
        for part in file.parent.glob(f"{file.name}*"):
            if killed != "without its log" or part == file:
                shutil.copyfile(part, left / part.name)
    engine.dispose()
    assert (left / file.name).stat().st_size, "the first page"
    (left / "bases" / "b").mkdir(parents=True)
    (left / "bases" / "b" / "text.sqlite").touch()
    with pytest.raises(ProblemError) as caught:
        Database(left / file.name, bases=left / "bases")
    assert caught.value.code is Code.DATA_DAMAGED  # there was more than that
    begun = Database(left / file.name, bases=left / "nothing")
    assert SqlBases(begun.session).list() == []
    begun.close()
    Database(left / file.name, bases=left / "bases").close()


def test_once_another_database_was_put_in_its_place_it_is_known_for_good(file: Path) -> None:
    database = Database(file)
    assert not database.backups.was_replaced
    database.backups.make_daily()
    database.close()
    reopened = Database(file)
    assert not reopened.backups.was_replaced
    reopened.close()
    file.write_bytes(file.read_bytes()[:-1] + b"x")  # while it was closed
    Database(file).close()
    mark = file.parent / "backups" / "replaced"
    for replaced in (
        lambda: Backups(file, mark.parent).restore(),
        lambda: Backups(file, mark.parent).set_aside(),
    ):
        mark.unlink()
        replaced()
        again = Database(file, anew=not file.exists())
        assert again.backups.was_replaced
        again.close()
