"""Examples, reviews and passages on a real file; samples and what they say."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from desktop.core import sampling
from desktop.core.entities import KnowledgeBase
from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.core.training_entities import Example, Review
from desktop.features.training.example_repository import SqlExamples
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases
from workers.contract.training import ExampleKind, ExampleText, Finding, FindingCode, PassageStatus, Severity

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
BASE = KnowledgeBase("b" * 36, "Северный ветер", NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "bukvar.sqlite")
    SqlBases(database.session).save(BASE)
    yield database
    database.close()


@pytest.fixture
def rows(database: Database) -> SqlExamples:
    return SqlExamples(database.session)


def example(number: int, **values: object) -> Example:
    row = Example(
        f"{number:036d}", BASE.id, number, ExampleText(f"Вопрос {number}?", "Ответ."), RowState.PENDING,
        RowSource.GENERATED, "job", NOW,
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


FULL = example(
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


def review(key: str, action: str, row: Example, **values: object) -> Review:
    return replace(Review(key, action, row.id, BASE.id, "Анна", NOW, "approve", row), **values)  # type: ignore[arg-type]


def test_values_come_back_as_they_went(rows: SqlExamples, database: Database) -> None:
    passage = PassageRecord(
        BASE.id, "k" * 36, "d" * 36, PassageStatus.NOTHING, 0, "too_short", {"characters": 3}
    )
    rows.save([FULL, example(2)], [passage])
    assert rows.list(BASE.id) == [example(2), FULL]
    assert list(rows.passages(BASE.id)) == [passage]
    with database.engine.connect() as connection:
        columns = connection.execute(
            sql("SELECT state, doubtful, cluster, document FROM examples ORDER BY number")
        )
        assert columns.all() == [("pending", 0, "", ""), ("approved", 1, "c" * 36, "d" * 36)]
    rows.save([replace(FULL, state=RowState.REJECTED)], [replace(passage, status=PassageStatus.MADE, rows=2)])
    assert [row.state for row in rows.list(BASE.id)] == [RowState.PENDING, RowState.REJECTED]
    assert [row.rows for row in rows.passages(BASE.id)] == [2]
    rows.remove([FULL.id], [passage])
    assert rows.list(BASE.id) == [example(2)]
    assert list(rows.passages(BASE.id)) == []


def test_rows_and_their_passage_come_together_or_not_at_all(rows: SqlExamples) -> None:
    passage = PassageRecord(BASE.id, "k" * 36, "d" * 36, PassageStatus.MADE, 1)
    rows.save([example(1)])
    with pytest.raises(IntegrityError):
        rows.save([example(2), replace(example(3), number=1)], [passage])  # the number is taken
    assert rows.list(BASE.id) == [example(1)]
    assert list(rows.passages(BASE.id)) == []


def test_decisions_are_kept_in_order_and_the_last_action_is_found(rows: SqlExamples) -> None:
    one, two = example(1), example(2)
    rows.save([one, two])
    first = [review("r1", "a", one), review("r2", "a", two)]
    second = [review("r0", "b", FULL, decision="edit", by="Борис")]
    rows.decide(first, [replace(one, state=RowState.APPROVED)])
    rows.decide(second, [])
    assert list(rows.reviews(BASE.id)) == [*first, *second]
    assert list(rows.reviews(BASE.id, last=2)) == [first[1], second[0]]
    assert list(rows.last_action(BASE.id)) == second
    rows.decide([replace(second[0], undone=True)], [])
    assert list(rows.last_action(BASE.id)) == first
    assert [row.undone for row in rows.reviews(BASE.id)] == [False, False, True]
    rows.remove([one.id])
    assert len(rows.reviews(BASE.id)) == 3  # kept for ever
    rows.clear(BASE.id)
    assert rows.list(BASE.id) == []
    assert (len(rows.reviews(BASE.id)), len(rows.last_action(BASE.id))) == (0, 0)


def test_ten_thousand_are_decided_in_one_transaction(rows: SqlExamples) -> None:
    many = [example(number, findings=FULL.findings) for number in range(1, 10_001)]
    rows.save(many)
    approved = [replace(row, state=RowState.APPROVED, reviewed_by="Анна") for row in many]
    rows.decide([review(f"r{row.number}", "a", row) for row in many], approved)
    assert rows.list(BASE.id) == approved
    assert len(rows.last_action(BASE.id)) == 10_000


WRITER = """
import sys
from pathlib import Path
from desktop.core.review.rows import PassageRecord
from tests.unit.training.test_example_repository import BASE, example
from desktop.storage.database import Database
from desktop.features.training.example_repository import SqlExamples
from workers.contract.training import PassageStatus
rows = SqlExamples(Database(Path(sys.argv[1])).session)
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
    rows = SqlExamples(again.session)
    chunks = {int(row.chunk) for row in rows.passages(BASE.id)}
    assert len(chunks) > passages
    assert [row.number for row in rows.list(BASE.id)] == list(range(1, 3 * len(chunks) + 1))
    again.close()


# --- samples ---


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        # Values of Newcombe 1998, Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_wilson_interval(hits: int, trials: int, low: float, high: float) -> None:
    assert sampling.wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        sampling.wilson(5, 4)


def test_the_interval_holds_the_truth_19_times_of_20() -> None:
    ids = [json.dumps(number) for number in range(10_000)]
    wrong = set(ids[:600])  # six per cent
    held = 0
    for seed in range(400):
        hits = len(wrong.intersection(sampling.draw(ids, 280, seed)))
        low, high = sampling.wilson(hits, 280)
        held += low <= 0.06 <= high
    assert 0.92 <= held / 400 <= 0.99


def test_a_sample_is_the_same_again_and_never_larger_than_what_there_is() -> None:
    ids = [str(number) for number in range(50)]
    assert sampling.draw(ids, 10, 1) == sampling.draw(list(reversed(ids)), 10, 1)
    assert sampling.draw(ids, 10, 1) != sampling.draw(ids, 10, 2)
    assert sorted(sampling.draw(ids, 80, 1)) == sorted(ids)
