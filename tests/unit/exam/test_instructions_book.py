"""Versions of instructions: numbers, what is active, what no list shows."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.exam_entities import Instructions
from desktop.core.problem import ProblemError
from desktop.features.chat.services.answer_pipeline import AnswerRequest
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.services.instructions_book import DRAFT, SEARCHED, WRITTEN, InstructionsBook
from tests.helpers.scripted import Desk
from workers.contract.codes import Code
from workers.contract.messages import Ask
from workers.contract.specs import Kind, Shot, Way


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def book(desk: Desk) -> InstructionsBook:
    return InstructionsBook(SqlInstructions(desk.database.session), desk.changes.append)


def version(base: str, name: str, origin: str = WRITTEN) -> Instructions:
    shots = (Shot("Сколько?", "Три.", "Их три.", "a.txt"),)
    return Instructions(name, base, 0, f"Текст {name}", shots, datetime.now(UTC), origin)


def code(error: "pytest.ExceptionInfo[ProblemError]") -> Code:
    return error.value.problem.code


def test_versions_are_numbered_and_drafts_are_not_listed(desk: Desk, book: InstructionsBook) -> None:
    base = desk.bases.create("Отдел").id
    first = book.save(version(base, "one"))
    drafts = [book.save(version(base, name, DRAFT)) for name in ("two", "three")]
    second = book.save(version(base, "four", SEARCHED))
    assert [one.number for one in (first, *drafts, second)] == [1, -1, -2, 2]
    assert book.list(base) == [second, first]
    assert book.drafts(base) == drafts
    assert book.get("two") == drafts[0]
    assert base in desk.changes[-1].instructions_of


def test_a_draft_becomes_a_version_and_the_others_go(desk: Desk, book: InstructionsBook) -> None:
    base = desk.bases.create("Отдел").id
    drafts = [book.save(version(base, name, DRAFT)) for name in ("one", "two")]
    won = book.save(replace(drafts[1], origin=SEARCHED, number=0))
    book.sweep(drafts)
    assert book.list(base) == [won]
    assert (won.id, won.number, book.drafts(base)) == ("two", 1, [])
    with pytest.raises(ProblemError) as error:
        book.get("one")
    assert code(error) is Code.INSTRUCTIONS_UNKNOWN


def test_one_version_of_a_base_is_active_at_most(desk: Desk, book: InstructionsBook) -> None:
    base, other = desk.bases.create("Отдел").id, desk.bases.create("Склад").id
    for name in ("one", "two"):
        book.save(version(base, name))
    foreign = book.save(version(other, "three"))
    book.activate(other, foreign.id)
    assert book.active(base) is None
    book.activate(base, "one")
    book.activate(base, "two")
    assert [(one.id, one.active) for one in book.list(base)] == [("two", True), ("one", False)]
    book.activate(base, "")
    assert book.active(base) is None
    active = book.active(other)
    assert active is not None
    assert active.id == "three"
    book.remove("three")
    assert book.active(other) is None


@pytest.mark.parametrize("named", ["nothing", "of_other", "draft"])
def test_what_is_not_a_version_of_the_base_is_not_switched_on(
    desk: Desk, book: InstructionsBook, named: str
) -> None:
    base, other = desk.bases.create("Отдел").id, desk.bases.create("Склад").id
    book.save(version(base, "one"))
    book.save(version(base, "draft", DRAFT))
    book.save(version(other, "of_other"))
    book.activate(base, "one")
    with pytest.raises(ProblemError) as error:
        book.activate(base, named)
    assert code(error) is Code.INSTRUCTIONS_UNKNOWN
    active = book.active(base)
    assert active is not None
    assert active.id == "one"


def test_a_version_is_found_by_id_or_number(desk: Desk, book: InstructionsBook) -> None:
    base = desk.bases.create("Отдел").id
    saved = [book.save(version(base, name)) for name in ("one", "two")]
    assert book.find(base, "two") == saved[1]
    assert book.find(base, " 1 ") == saved[0]
    for named in ("3", "-1", "", "tw"):
        with pytest.raises(ProblemError) as error:
            book.find(base, named)
        assert code(error) is Code.INSTRUCTIONS_UNKNOWN


def test_what_is_saved_is_there_at_the_next_start_and_goes_with_its_base(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    base = desk.bases.create("Отдел").id
    book = InstructionsBook(SqlInstructions(desk.database.session), desk.changes.append)
    saved = book.save(replace(version(base, "one"), asked=20, right=15, right_before=12, low=-0.1, high=0.4))
    desk.close()
    desk = Desk(tmp_path)
    book = InstructionsBook(SqlInstructions(desk.database.session), desk.changes.append)
    assert book.list(base) == [saved]
    desk.bases.remove(base)
    assert book.list(base) == []
    desk.close()


@pytest.mark.parametrize(("chosen", "text"), [(None, "Текст on"), ("", ""), ("other", "Текст other")])
def test_the_chat_tells_the_model_what_is_switched_on(
    desk: Desk, book: InstructionsBook, chosen: str | None, text: str
) -> None:
    base = desk.bases.create("Отдел").id
    for name in ("on", "other"):
        book.save(version(base, name))
    book.activate(base, "on")
    chats = ChatService(
        desk.workers, desk.chat_rows, desk.bases, desk.documents, desk.search, desk.models,
        desk.settings, desk.timers, desk.changes.append, desk.timers.clock, instructions=book,
    )  # fmt: skip
    asked = _asked(desk, chats, base, Way.MODEL, chosen)
    assert asked.question.instructions == text
    assert len(asked.question.shots) == bool(text)


def _asked(desk: Desk, chats: ChatService, base: str, way: Way, chosen: str | None) -> Ask:
    chats.put(AnswerRequest(base, "Отдел", "Сколько?", way, instructions=chosen))
    desk.workers.open("load")[0].succeed()
    message = desk.workers.open(kind=Kind.CHAT)[0].message
    assert isinstance(message, Ask)
    return message
