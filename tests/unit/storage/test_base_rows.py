"""The rows of a base go into a backup and come back out of it, with all that hangs on them."""

import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop.storage.base_rows import take_rows, write_rows
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases
from desktop.storage.tables import AdapterRow, BaseRow, ChatRow, CitationRow, DocumentRow, MessageRow
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import restored_id

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def new() -> str:
    return str(uuid.uuid4())


def fill(database: Database, name: str, text: str) -> tuple[str, str, str]:
    """A base with a document, a chat that cites it, and an adapter; ids of base, document, adapter."""
    base, document, chat, message, adapter = new(), new(), new(), new(), new()
    with database.session.begin() as session:
        session.add(BaseRow(id=base, name=name, created=NOW, server="", model="", way="documents"))
        session.flush()
        session.add(
            DocumentRow(
                id=document,
                base=base,
                path=f"/docs/{name}.txt",
                state="ready",
                content="c",
                pages=1,
                chunks=1,
                size=1,
                modified=1.0,
                code="",
                params={},
                copy_of="",
                percent=0,
                notes=[],
            )
        )
        session.add(ChatRow(id=chat, base=base, title=text, created=NOW, updated=NOW))
        session.add(
            AdapterRow(
                id=adapter, base=base, active=True, created=NOW, facts={"path": f"adapters/{adapter}.gguf"}
            )
        )
        session.flush()
        session.add(
            MessageRow(
                id=message,
                chat=chat,
                position=0,
                role="user",
                text=text,
                created=NOW,
                state="done",
                way="documents",
                model="",
                sentences=[{"citations": [1], "of": document}],
                timings={},
                code="",
                problem_params={},
            )
        )
        session.flush()
        session.add(
            CitationRow(
                message=message,
                nearest=False,
                ordinal=0,
                number=1,
                document=document,
                name="n",
                page=1,
                start=0,
                end=1,
                quote="q",
                chunk="k",
                heading="",
            )
        )
    return base, document, adapter


def test_one_base_alone_goes_out_and_comes_back_beside_itself(tmp_path: Path) -> None:
    database = Database(tmp_path / "bukvar.sqlite")
    base, document, adapter = fill(database, "Кадры", "что в сейфе")
    fill(database, "Тайное", "никому не говорить")
    bases = SqlBases(database.session)
    assert len(bases.list()) == 2
    out = tmp_path / "out.sqlite"
    assert write_rows(database, out, [base], models=False) == [adapter]
    assert "Тайное".encode() not in out.read_bytes() and "никому".encode() not in out.read_bytes()
    with closing(sqlite3.connect(out)) as copy:
        assert copy.execute("SELECT count(*) FROM chats").fetchone() == (1,)

    second = new()
    renamed = take_rows(out, database, base, second, "Вторая", lambda former: restored_id(second, former))
    assert {row.name for row in bases.list()} == {"Кадры", "Тайное", "Вторая"}
    assert renamed[document] == restored_id(second, document)
    with database.session() as session:
        chat = session.scalars(select(ChatRow).where(ChatRow.base == second)).one()
        message = session.scalars(select(MessageRow).where(MessageRow.chat == chat.id)).one()
        citation = session.scalars(select(CitationRow).where(CitationRow.message == message.id)).one()
        moved = session.scalars(select(AdapterRow).where(AdapterRow.base == second)).one()
    assert message.sentences == [{"citations": [1], "of": renamed[document]}]
    assert citation.document == renamed[document]
    assert moved.facts == {"path": f"adapters/{renamed[adapter]}.gguf"}
    database.close()

    (tmp_path / "fresh").mkdir()
    fresh = Database(tmp_path / "fresh" / "bukvar.sqlite")
    assert take_rows(out, fresh, base, base, "Кадры", str) == {}
    assert SqlBases(fresh.session).get(base) is not None
    fresh.close()


@pytest.mark.parametrize("table", ["models", "adapters"])
def test_no_id_of_somebody_elses_backup_leads_out_of_a_folder(tmp_path: Path, table: str) -> None:
    database = Database(tmp_path / "bukvar.sqlite")
    base, _, _ = fill(database, "Кадры", "что в сейфе")
    out = tmp_path / "out.sqlite"
    write_rows(database, out, [base], models=True)
    with closing(sqlite3.connect(out)) as hostile, hostile:
        if table == "models":
            hostile.execute("INSERT INTO models VALUES ('../../x', 'chat', 'ready', '', '', 0, '{}')")
        else:
            hostile.execute("UPDATE adapters SET id = '../../x'")
    second = new()
    with pytest.raises(ProblemError) as caught:
        take_rows(out, database, base, second, "Вторая", lambda former: restored_id(second, former))
    assert caught.value.code is Code.DATA_DAMAGED
    assert [row.name for row in SqlBases(database.session).list()] == ["Кадры"]
    database.close()


def test_a_backup_names_no_server_that_is_not_used_here(tmp_path: Path) -> None:
    database = Database(tmp_path / "bukvar.sqlite")
    base, _, _ = fill(database, "Кадры", "")
    with database.session.begin() as session:
        session.execute(update(BaseRow).values(server="http://vectors.example:6333"))
    out = tmp_path / "out.sqlite"
    write_rows(database, out, [base], models=False)
    second = new()
    take_rows(out, database, base, second, "Вторая", lambda former: restored_id(second, former))
    (tmp_path / "fresh").mkdir()
    fresh = Database(tmp_path / "fresh" / "bukvar.sqlite")
    take_rows(out, fresh, base, base, "Кадры", str)
    servers = [{row.server for row in SqlBases(one.session).list()} for one in (database, fresh)]
    assert servers == [{"http://vectors.example:6333"}, {""}]
    database.close()
    fresh.close()
