"""Copies of the database on real files: one a day, sound ones alone, kept by age; restoring one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.entities import KnowledgeBase
from desktop.storage.backups import Backups
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases
from workers.contract.codes import Code, ProblemError

NOW = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "Мои данные" / "bukvar.sqlite"
    file.parent.mkdir()
    return file


def with_base(file: Path, name: str) -> Backups:
    """A database with one more base; closed again."""
    database = Database(file)
    SqlBases(database.session).save(KnowledgeBase(name, name, NOW))
    database.close()
    return Backups(file, file.parent / "backups")


def bases(file: Path) -> list[str]:
    database = Database(file)
    names = sorted(base.name for base in SqlBases(database.session).list())
    database.close()
    return names


def damage(file: Path) -> None:
    body = bytearray(file.read_bytes())
    for at in range(4096, len(body), 4096):
        body[at : at + 200] = b"\xff" * 200
    file.write_bytes(body)


def test_one_copy_a_day_also_while_the_database_is_open(file: Path) -> None:
    backups = with_base(file, "Кадры")
    database = Database(file)
    SqlBases(database.session).save(KnowledgeBase("2", "Договоры", NOW))  # it stands in the log alone
    made = backups.make_daily(NOW)
    assert made is not None
    assert backups.make_daily(NOW + timedelta(hours=1)) is None
    assert backups.make_daily(NOW + timedelta(days=1)) is not None
    database.close()
    assert bases(made) == ["Договоры", "Кадры"]


def test_a_copy_of_before_the_first_base_is_made_anew_on_its_day(file: Path) -> None:
    Database(file).close()
    backups = Backups(file, file.parent / "backups")
    made = backups.make_daily(NOW)
    assert made is not None
    assert backups.make_daily(NOW) is None
    with_base(file, "Кадры")
    assert backups.make_daily(NOW) == made
    beside = {one.name for one in made.parent.glob(f"{made.stem}*")}
    assert beside == {made.name, f"{made.name}.sha256"}
    assert bases(made) == ["Кадры"]
    with_base(file, "Закупки")
    assert backups.make_daily(NOW) is None


def test_a_copy_of_a_clock_that_was_ahead_is_taken_last(file: Path) -> None:
    backups = with_base(file, "Кадры")
    ahead = backups.make_daily(datetime(2999, 1, 1))
    with_base(file, "Договоры")
    right = backups.make_daily(NOW - timedelta(days=1))
    assert [backup.path for backup in backups.list()] == [right, ahead]
    assert backups.restore().path == right
    assert bases(file) == ["Договоры", "Кадры"]


def test_a_damaged_file_makes_no_copy_and_costs_no_older_one(file: Path) -> None:
    backups = with_base(file, "Кадры")
    backups.make_daily(NOW)
    damage(file)
    with pytest.raises(ProblemError) as raised:
        backups.make_daily(NOW + timedelta(days=1))
    assert raised.value.problem.code is Code.DATA_DAMAGED
    assert len(backups.list()) == 1
    assert not list(backups.list()[0].path.parent.glob("*.part"))


def test_copies_are_kept_by_age(file: Path) -> None:
    backups = with_base(file, "Кадры")
    for days in range(120):
        at = NOW - timedelta(days=120 - days)
        made = backups.make_daily(at)
        assert made is not None
    kept = [backup.made.date() for backup in backups.list()]
    assert kept[:7] == [(NOW - timedelta(days=days)).date() for days in range(1, 8)]
    assert len(kept) == 7 + 4
    assert min(kept) <= (NOW - timedelta(days=28)).date()


def test_the_newest_sound_copy_is_restored_and_what_lay_there_is_kept(file: Path) -> None:
    backups = with_base(file, "Кадры")
    first = backups.make_daily(NOW - timedelta(days=2))
    with_base(file, "Договоры")
    second = backups.make_daily(NOW - timedelta(days=1))
    assert first is not None and second is not None
    damage(second)
    damage(file)
    broken = file.read_bytes()
    assert backups.restore().path == first
    assert bases(file) == ["Кадры"]
    (aside,) = [path for path in first.parent.glob("replaced-*") if path.suffix == ".sqlite"]
    assert aside.read_bytes() == broken
    # A second damage overwrites nothing, and what was put aside counts as no copy.
    damage(file)
    backups.restore()
    assert len([path for path in first.parent.glob("replaced-*") if path.suffix == ".sqlite"]) == 2
    assert {backup.path for backup in backups.list()} == {first, second}


def test_without_a_sound_copy_nothing_changes(file: Path) -> None:
    backups = with_base(file, "Кадры")
    before = file.read_bytes()
    with pytest.raises(ProblemError) as raised:
        backups.restore()
    assert raised.value.problem.code is Code.NO_BACKUP
    assert file.read_bytes() == before
