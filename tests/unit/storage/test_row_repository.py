"""Rows of both kinds, their reviews and passages on a real file: they come back as they went."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from desktop.core.entities import KnowledgeBase
from desktop.core.exam_entities import ExamQuestion, Half
from desktop.core.review.rows import PassageRecord, Review, RowSource, RowState
from desktop.core.training_entities import Example
from desktop.features.exam.question_tables import QUESTION_TABLES
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases
from desktop.storage.row_repository import RowTables, SqlRows
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText, PassageStatus

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
BASE = KnowledgeBase("b" * 36, "Северный ветер", NOW)
OTHER = KnowledgeBase("o" * 36, "Южный ветер", NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "bukvar.sqlite")
    for base in (BASE, OTHER):
        SqlBases(database.session).save(base)
    yield database
    database.close()


def example(number: int, base: str = BASE.id, **values: object) -> Example:
    row = Example(
        f"{base[0]}{number:035d}", base, number, ExampleText(f"Вопрос {number}?", "Ответ."), RowState.PENDING,
        RowSource.GENERATED, "job", NOW,
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


def question(number: int, base: str = BASE.id, **values: object) -> ExamQuestion:
    row = ExamQuestion(
        f"{base[0]}{number:035d}", base, number, ExamText(f"Вопрос {number}?", ""), RowState.PENDING,
        RowSource.WRITTEN, "", NOW,
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


FULL_EXAMPLE = example(
    7,
    text=ExampleText(
        "Кто\nутверждает «график»?", "Директор 🙂", ExampleKind.READER, "цитата", "d" * 36, "k" * 36, 10, 16,
        3, "ru", "Отвечай кратко.", ("первый отрывок", "второй"),
    ),
    state=RowState.APPROVED,
    findings=(Finding(FindingCode.NEAR_DUPLICATE, Severity.DOUBT, {"example": "x", "share": 93}),),
    checked=True,
    cluster="c" * 36,
    masked_question="м",
    masked_answer="а",
    reviewed_by="Анна",
    reviewed_at=NOW + timedelta(hours=1),
    edited=True,
    sampled=True,
    skipped=True,
)  # fmt: skip


FULL_QUESTION = replace(
    question(7),
    text=ExamText(
        "Сколько\nдней «отпуск»?", "28 дней 🙂", QuestionKind.NUMBER, "28 дней", "d" * 36,
        "отпуск.docx", "c" * 36, 10, 17, 3, "ru", ("28|двадцать восемь",), ("31",),
    ),
    state=RowState.APPROVED,
    source=RowSource.GENERATED,
    origin="j" * 36,
    half=Half.TRAIN,
    reviewed_by="Анна",
    reviewed_at=NOW + timedelta(hours=1),
    edited=True,
    lost=True,
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What the tests need of a kind of rows."""

    tables: RowTables[Any]
    row: Any
    full: Any


KINDS = {
    "examples": Kind(EXAMPLE_TABLES, example, FULL_EXAMPLE),
    "questions": Kind(QUESTION_TABLES, question, FULL_QUESTION),
}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def rows(database: Database, kind: Kind) -> SqlRows[Any]:
    return SqlRows(database.session, kind.tables)


def review(key: str, action: str, row: Any, **values: object) -> Review[Any]:
    return replace(Review(key, action, row.id, BASE.id, "Анна", NOW, "approve", row), **values)  # type: ignore[arg-type]


def test_values_come_back_as_they_went(rows: SqlRows[Any], kind: Kind) -> None:
    full, row = kind.full, kind.row
    passage = PassageRecord(
        BASE.id, "k" * 36, "d" * 36, PassageStatus.NOTHING, 0, "too_short", {"characters": 3}
    )
    rows.save([full, row(2), row(1, OTHER.id)], [passage])
    assert rows.list(BASE.id) == [row(2), full]
    assert list(rows.passages(BASE.id)) == [passage]
    assert rows.list(OTHER.id) == [row(1, OTHER.id)]
    rejected = replace(full, state=RowState.REJECTED)
    rows.save([rejected, row(3)], [replace(passage, status=PassageStatus.MADE, rows=2)])
    assert rows.list(BASE.id) == [row(2), row(3), rejected]
    assert [row.rows for row in rows.passages(BASE.id)] == [2]


def test_examples_can_be_looked_for_by_columns(database: Database) -> None:
    SqlRows(database.session, EXAMPLE_TABLES).save([FULL_EXAMPLE, example(2)])
    with database.engine.connect() as connection:
        columns = connection.execute(
            sql("SELECT state, doubtful, cluster, document FROM examples ORDER BY number")
        )
        assert columns.all() == [("pending", 0, "", ""), ("approved", 1, "c" * 36, "d" * 36)]


def test_questions_of_the_first_versions_are_read(database: Database) -> None:
    """Their id, base, number and state stood in columns alone."""
    rows = SqlRows(database.session, QUESTION_TABLES)
    rows.save([FULL_QUESTION])
    with database.engine.begin() as connection:
        for name in ("id", "base", "number", "state"):
            connection.execute(sql(f"UPDATE exam_questions SET facts = json_remove(facts, '$.{name}')"))
    assert rows.list(BASE.id) == [FULL_QUESTION]


def test_rows_and_their_passage_come_together_or_not_at_all(rows: SqlRows[Any], kind: Kind) -> None:
    passage = PassageRecord(BASE.id, "k" * 36, "d" * 36, PassageStatus.MADE, 1)
    rows.save([kind.row(1)])
    with pytest.raises(IntegrityError):
        rows.save([kind.row(2), replace(kind.row(3), number=1)], [passage])  # the number is taken
    assert rows.list(BASE.id) == [kind.row(1)]
    assert list(rows.passages(BASE.id)) == []


def test_rows_and_passages_go_together(rows: SqlRows[Any], kind: Kind) -> None:
    passages = [
        PassageRecord(base, chunk, "d" * 36, PassageStatus.MADE, 1)
        for base in (BASE.id, OTHER.id)
        for chunk in ("c1", "c2")
    ]
    rows.save([kind.row(1), kind.row(2)], passages)
    rows.remove([kind.row(1).id, "unknown"], passages[:1])
    assert rows.list(BASE.id) == [kind.row(2)]
    assert [row.chunk for row in rows.passages(BASE.id)] == ["c2"]
    assert len(rows.passages(OTHER.id)) == 2


def test_decisions_are_kept_in_order_and_the_last_action_is_found(
    rows: SqlRows[Any], kind: Kind, database: Database
) -> None:
    def history() -> list[tuple[str, bool]]:
        table = kind.tables.reviews
        with database.session() as session:
            found = session.execute(select(table.id, table.undone).order_by(table.ordinal)).all()
        return [(key, undone) for key, undone in found]

    one, two = kind.row(1), kind.row(2)
    rows.save([one, two])
    first = [review("r1", "a", one), review("r2", "a", two)]
    second = [review("r0", "b", kind.full, decision="edit", by="Борис")]
    rows.save([replace(one, state=RowState.APPROVED)], reviews=first)
    rows.save([], reviews=second)
    assert list(rows.last_action(BASE.id)) == second
    rows.save([], reviews=[replace(second[0], undone=True)])
    assert list(rows.last_action(BASE.id)) == first
    rows.remove([one.id])
    assert history() == [("r1", False), ("r2", False), ("r0", True)]  # kept for ever
    SqlBases(database.session).remove(BASE.id)
    assert rows.list(BASE.id) == history() == []
    assert list(rows.last_action(BASE.id)) == []


def test_ten_thousand_are_decided_in_one_transaction(rows: SqlRows[Any], kind: Kind) -> None:
    many = [kind.row(number) for number in range(1, 10_001)]
    rows.save(many)
    approved = [replace(row, state=RowState.APPROVED, reviewed_by="Анна") for row in many]
    rows.save(approved, reviews=[review(f"r{row.number}", "a", row) for row in many])
    assert rows.list(BASE.id) == approved
    assert len(rows.last_action(BASE.id)) == 10_000


WRITER = """
import sys
from pathlib import Path
from desktop.core.review.rows import PassageRecord
from tests.unit.storage.test_row_repository import BASE, example
from desktop.storage.database import Database
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.storage.row_repository import SqlRows
from workers.contract.training.examples import PassageStatus
rows = SqlRows(Database(Path(sys.argv[1])).session, EXAMPLE_TABLES)
for passage in range(100_000):
    made = [example(3 * passage + place + 1) for place in range(3)]
    rows.save(made, [PassageRecord(BASE.id, str(passage), "d", PassageStatus.MADE, len(made))])
    print(passage, flush=True)
"""


@pytest.mark.parametrize("passages", [1, 7, 20])
def test_a_killed_writer_leaves_whole_passages(database: Database, passages: int) -> None:
    file = database.engine.url.database
    database.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert writer.stdout is not None
    with writer.stdout as lines:
        for line in lines:
            if int(line) >= passages:
                break
        time.sleep(0.003)  # somewhere within the next one
        writer.kill()
    writer.wait(10)
    assert file is not None
    again = Database(Path(file))
    rows = SqlRows(again.session, EXAMPLE_TABLES)
    chunks = {int(row.chunk) for row in rows.passages(BASE.id)}
    assert len(chunks) > passages
    assert [row.number for row in rows.list(BASE.id)] == list(range(1, 3 * len(chunks) + 1))
    again.close()
