"""A real file of version 1 (see `fixtures/version_1.sql`) walks to the latest one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from desktop.core.entities import Folder
from desktop.features.chat.repository import SqlChats
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases, SqlDocuments, SqlFolders, SqlJobs
from workers.contract.answer_mode import AnswerMode

VERSION_1 = Path(__file__).resolve().parents[2] / "fixtures" / "version_1.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as the first release wrote it: every table, a row of everything."""
    file = tmp_path / "bukvar.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.commit()
    return file


def schema(database: Database) -> dict[str, object]:
    """Columns, keys and indices of every table; where a column stands does not matter."""
    found: dict[str, object] = {}
    inspector = inspect(database.engine)
    with database.engine.connect() as connection:
        for table in inspector.get_table_names():
            columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
            found[table] = (
                {row[1]: tuple(row[2:]) for row in columns},
                sorted(str(key) for key in inspector.get_foreign_keys(table)),
                sorted(str(index) for index in inspector.get_indexes(table)),
            )
    return found


def test_a_file_of_version_1_becomes_as_a_new_one(old: Path, tmp_path: Path) -> None:
    upgraded, new = Database(old), Database(tmp_path / "new.sqlite")
    assert upgraded.version() == new.version()
    assert schema(upgraded) == schema(new)
    assert {"examples", "reviews", "example_passages", "runs", "run_points", "run_events", "adapters"} <= set(
        inspect(upgraded.engine).get_table_names()
    )
    upgraded.close()
    new.close()


def test_what_was_there_is_there(old: Path) -> None:
    database = Database(old)
    (base,) = SqlBases(database.session).list()
    assert (base.name, base.way) == ("Северный ветер", AnswerMode.DOCUMENTS)
    assert [row.path for row in SqlDocuments(database.session).list(base.id)] == ["/папка/Положение.pdf"]
    assert [job.kind for job in SqlJobs(database.session).list()] == ["index"]
    # The folder of an import that is still known is watched from now on.
    assert SqlFolders(database.session).list() == [Folder(base.id, "/папка")]
    chats = SqlChats(database.session)
    (chat,) = chats.list(base.id)
    question, answer = chats.messages(chat.id)
    assert (question.text, answer.text) == ("Сколько дней длится отпуск?", "28 календарных дней.")
    assert [citation.quote for citation in answer.citations] == ["28 календарных дней"]
    assert (answer.way, answer.adapter, answer.strength) == (AnswerMode.DOCUMENTS, "", 1.0)
    database.close()
    with closing(sqlite3.connect(old.parent / "backups" / "bukvar-v1.sqlite")) as backup:
        assert backup.execute("SELECT version FROM schema_version").fetchall() == [(1,)]
        assert backup.execute("SELECT count(*) FROM messages").fetchone() == (2,)
