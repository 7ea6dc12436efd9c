"""Versions of instructions: numbers, what is active, what no list shows."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.answers import AnswerRequest
from desktop.core.exam_entities import Instructions
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.exam.domain.instruction_versions import DRAFT, SEARCHED, WRITTEN
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.services.instructions_store import InstructionsStore
from tests.helpers.scripted import Desk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Ask
from workers.contract.specs.answers import Shot
from workers.contract.specs.jobs import Kind


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def store(desk: Desk) -> InstructionsStore:
    return InstructionsStore(SqlInstructions(desk.database.session), desk.changes.append)


def version(base: str, name: str, origin: str = WRITTEN) -> Instructions:
    shots = (Shot("Сколько?", "Три.", "Их три.", "a.txt"),)
    return Instructions(name, base, 0, f"Текст {name}", shots, datetime.now(UTC), origin)


def code(error: "pytest.ExceptionInfo[ProblemError]") -> Code:
    return error.value.problem.code


def test_versions_are_numbered_and_drafts_are_not_listed(desk: Desk, store: InstructionsStore) -> None:
    base = desk.bases.create("Отдел").id
    first = store.save(version(base, "one"))
    drafts = [store.save(version(base, name, DRAFT)) for name in ("two", "three")]
    second = store.save(version(base, "four", SEARCHED))
    assert [one.number for one in (first, *drafts, second)] == [1, -1, -2, 2]
    assert store.list(base) == [second, first]
    assert store.drafts(base) == drafts
    assert store.get("two") == drafts[0]
    assert base in desk.changes[-1].instructions_of


def test_a_draft_becomes_a_version_and_the_others_go(desk: Desk, store: InstructionsStore) -> None:
    base = desk.bases.create("Отдел").id
    drafts = [store.save(version(base, name, DRAFT)) for name in ("one", "two")]
    won = store.save(replace(drafts[1], origin=SEARCHED, number=0))
    store.sweep(drafts)
    assert store.list(base) == [won]
    assert (won.id, won.number, store.drafts(base)) == ("two", 1, [])
    with pytest.raises(ProblemError) as error:
        store.get("one")
    assert code(error) is Code.INSTRUCTIONS_UNKNOWN


def test_one_version_of_a_base_is_active_at_most(desk: Desk, store: InstructionsStore) -> None:
    base, other = desk.bases.create("Отдел").id, desk.bases.create("Склад").id
    for name in ("one", "two"):
        store.save(version(base, name))
    foreign = store.save(version(other, "three"))
    store.activate(other, foreign.id)
    assert store.active(base) is None
    store.activate(base, "one")
    store.activate(base, "two")
    assert [(one.id, one.active) for one in store.list(base)] == [("two", True), ("one", False)]
    store.activate(base, "")
    assert store.active(base) is None
    active = store.active(other)
    assert active is not None
    assert active.id == "three"
    store.remove("three")
    assert store.active(other) is None


@pytest.mark.parametrize("named", ["nothing", "of_other", "draft"])
def test_what_is_not_a_version_of_the_base_is_not_switched_on(
    desk: Desk, store: InstructionsStore, named: str
) -> None:
    base, other = desk.bases.create("Отдел").id, desk.bases.create("Склад").id
    store.save(version(base, "one"))
    store.save(version(base, "draft", DRAFT))
    store.save(version(other, "of_other"))
    store.activate(base, "one")
    with pytest.raises(ProblemError) as error:
        store.activate(base, named)
    assert code(error) is Code.INSTRUCTIONS_UNKNOWN
    active = store.active(base)
    assert active is not None
    assert active.id == "one"


def test_a_version_is_found_by_id_or_number(desk: Desk, store: InstructionsStore) -> None:
    base = desk.bases.create("Отдел").id
    saved = [store.save(version(base, name)) for name in ("one", "two")]
    assert store.find(base, "two") == saved[1]
    assert store.find(base, " 1 ") == saved[0]
    for named in ("3", "-1", "", "tw"):
        with pytest.raises(ProblemError) as error:
            store.find(base, named)
        assert code(error) is Code.INSTRUCTIONS_UNKNOWN


def test_what_is_saved_is_there_at_the_next_start_and_goes_with_its_base(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    base = desk.bases.create("Отдел").id
    store = InstructionsStore(SqlInstructions(desk.database.session), desk.changes.append)
    saved = store.save(replace(version(base, "one"), asked=20, right=15, right_before=12, low=-0.1, high=0.4))
    desk.close()
    desk = Desk(tmp_path)
    store = InstructionsStore(SqlInstructions(desk.database.session), desk.changes.append)
    assert store.list(base) == [saved]
    desk.bases.remove(base)
    assert store.list(base) == []
    desk.close()


@pytest.mark.parametrize(("chosen", "text"), [(None, "Текст on"), ("", ""), ("other", "Текст other")])
def test_the_chat_tells_the_model_what_is_switched_on(
    desk: Desk, store: InstructionsStore, chosen: str | None, text: str
) -> None:
    base = desk.bases.create("Отдел").id
    for name in ("on", "other"):
        store.save(version(base, name))
    store.activate(base, "on")
    chats = ChatService(
        desk.workers, desk.chat_rows, desk.bases, desk.documents, desk.search, desk.models,
        desk.settings, desk.timers, desk.changes.append, desk.timers.clock, instructions=store,
    )  # fmt: skip
    asked = _asked(desk, chats, base, AnswerMode.MODEL, chosen)
    assert asked.question.instructions == text
    assert len(asked.question.shots) == bool(text)


def _asked(desk: Desk, chats: ChatService, base: str, way: AnswerMode, chosen: str | None) -> Ask:
    chats.put(AnswerRequest(base, "Отдел", "Сколько?", way, instructions=chosen))
    desk.workers.open("load")[0].succeed()
    message = desk.workers.open(kind=Kind.CHAT)[0].message
    assert isinstance(message, Ask)
    return message
