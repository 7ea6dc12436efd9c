"""The guards: nothing is switched on that an exam has not seen, or has seen fail; who overrides is kept."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.entities import MessageState
from desktop.core.exam_entities import (
    ADAPTER,
    INSTRUCTIONS,
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Instructions,
    Purpose,
)
from desktop.core.training_entities import Adapter
from desktop.features.exam.domain import guard_rules
from desktop.features.exam.domain.instruction_versions import WRITTEN
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.services.guard_exams import GuardExams
from desktop.features.exam.services.guard_service import GuardService
from desktop.ui.i18n.problems import AREAS, sentence
from tests.helpers.exam_desk import ExamDesk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, Grade, Mark, QuestionKind
from workers.contract.specs.answers import Timings

NOW = datetime(2026, 5, 12, tzinfo=UTC)


class Guarded:
    """A desk with guards; another one over the same folder is the next start."""

    def __init__(self, folder: Path) -> None:
        self.desk = desk = ExamDesk(folder)
        self.journal = SqlInstructions(desk.database.session)
        self.guards = GuardService(
            desk.bases, desk.documents, desk.adapters, desk.instructions, desk.exams,
            GuardExams(desk.exam_rows, desk.questions.rows, desk.adapters, desk.instructions),
            self.journal,
        )  # fmt: skip

    @property
    def base(self) -> str:
        return self.desk.base

    def questions(self, count: int = 20) -> list[ExamQuestion]:
        return [
            self.desk.questions.importer.write(
                self.base, ExamText(f"Вопрос {n}?", "Да", QuestionKind.FACT), "Анна"
            )
            for n in range(count)
        ]

    def version(self) -> Instructions:
        made = Instructions(str(uuid.uuid4()), self.base, 0, "Коротко.", (), NOW, WRITTEN)
        return self.desk.instructions.save(made)

    def adapter(self, folder: Path) -> Adapter:
        file = folder / f"{uuid.uuid4()}.gguf"
        file.write_bytes(b"GGUF" + b"\0" * 60)
        made = Adapter(str(uuid.uuid4()), self.base, "Кадры", "m", "s" * 64, str(file), "a" * 64, 64, NOW)
        self.desk.adapter_rows.save(made)
        return made

    def held(self, marks: dict[Candidate, str]) -> Exam:
        """An exam with these marks, a letter a question: r(ight) or w(rong)."""
        asked = self.desk.questions.rows.list(self.base)
        exam = Exam(
            str(uuid.uuid4()), self.base, Purpose.EXAM, ExamState.DONE, tuple(marks),
            tuple(row.id for row in asked), 3407, NOW, datetime.now(UTC),
        )  # fmt: skip
        self.desk.exam_rows.save(exam)
        self.desk.exam_rows.save_answers([
            ExamAnswer(
                exam.id, one.key, row.id, "", MessageState.COMPLETE, (),
                Grade(Mark.RIGHT if letter == "r" else Mark.WRONG, ()), Timings(),
            )
            for one, letters in marks.items()
            for row, letter in zip(asked, letters, strict=True)
        ])  # fmt: skip
        return exam


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Guarded]:
    made = Guarded(tmp_path / "данные")
    made.desk.bases.create("База")
    yield made
    made.desk.close()


def told(version: Instructions) -> Candidate:
    return Candidate(AnswerMode.INSTRUCTIONS, "m", instructions=version.id)


MODEL = Candidate(AnswerMode.MODEL, "m")


def refused(act: object, *arguments: object) -> Code:
    with pytest.raises(ProblemError) as caught:
        act(*arguments)  # type: ignore[operator]
    return caught.value.problem.code


def test_without_an_exam_nothing_is_switched_on(guarded: Guarded, tmp_path: Path) -> None:
    version, adapter = guarded.version(), guarded.adapter(tmp_path)
    assert refused(guarded.guards.use_instructions, guarded.base, version.id) is Code.EXAM_NEEDED
    assert refused(guarded.guards.use_adapter, guarded.base, adapter.id) is Code.EXAM_NEEDED
    assert guarded.desk.instructions.active(guarded.base) is None
    assert guarded.guards.history(guarded.base) == []


def test_what_did_no_worse_is_switched_on_and_one_step_leads_back(guarded: Guarded) -> None:
    guarded.questions()
    version = guarded.version()
    exam = guarded.held({MODEL: "r" * 10 + "w" * 10, told(version): "r" * 16 + "w" * 4})
    done = guarded.guards.use_instructions(guarded.base, version.id)
    assert (done.subject, done.before, done.exam, done.overridden_by) == (version.id, "", exam.id, "")
    active = guarded.desk.instructions.active(guarded.base)
    assert active is not None and active.id == version.id
    assert guarded.guards.roll_back(guarded.base, INSTRUCTIONS) is not None
    assert guarded.desk.instructions.active(guarded.base) is None
    assert guarded.guards.roll_back(guarded.base, INSTRUCTIONS) is None


def test_an_adapter_that_was_asked_for_sits_instead_of_the_one_that_is_on(
    guarded: Guarded, tmp_path: Path
) -> None:
    on, wanted = guarded.adapter(tmp_path), guarded.adapter(tmp_path)
    guarded.guards.use_adapter(guarded.base, on.id, override_by="Анна")
    ways, find = (AnswerMode.TRAINED,), guarded.desk.candidates.find
    assert [one.adapter for one in find(guarded.base, ways)] == [on.id]
    assert [one.adapter for one in find(guarded.base, ways, adapter=wanted.id)] == [wanted.id]
    with pytest.raises(ProblemError) as unknown:
        find(guarded.base, ways, adapter="none")
    assert unknown.value.problem.code is Code.ADAPTER_UNKNOWN


def test_what_did_worse_needs_a_name_and_the_name_is_kept(guarded: Guarded) -> None:
    guarded.questions()
    version = guarded.version()
    guarded.held({MODEL: "r" * 18 + "ww", told(version): "r" * 4 + "w" * 16})
    assert refused(guarded.guards.use_instructions, guarded.base, version.id) is Code.EXAM_WORSE
    verdict = guarded.guards.judge(guarded.base, INSTRUCTIONS, version.id)
    assert (verdict.allowed, verdict.what) == (False, "facts") and verdict.high < 0
    with pytest.raises(ProblemError) as told_so:
        guarded.guards.use_instructions(guarded.base, version.id)
    assert "answers that the documents give, 70 points less" in sentence(told_so.value.problem)
    assert set(AREAS) == set(guard_rules.Area)
    done = guarded.guards.use_instructions(guarded.base, version.id, "  Пётр   Светлов ")
    assert (done.overridden_by, done.reason) == ("Пётр Светлов", Code.EXAM_WORSE)
    assert guarded.guards.history(guarded.base)[0] == done


def test_an_adapter_is_judged_at_its_strength(guarded: Guarded, tmp_path: Path) -> None:
    guarded.questions()
    adapter = guarded.adapter(tmp_path)
    strong = Candidate(AnswerMode.TRAINED, "m", adapter.id, 1.0)
    weak = Candidate(AnswerMode.TRAINED, "m", adapter.id, 0.5)
    guarded.held({MODEL: "r" * 18 + "ww", strong: "w" * 20, weak: "r" * 18 + "ww"})
    assert not guarded.guards.judge(guarded.base, ADAPTER, adapter.id).allowed
    done = guarded.guards.use_adapter(guarded.base, adapter.id, strength=0.5)
    active = guarded.desk.adapters.active(guarded.base)
    assert active is not None and (active.id, active.strength) == (adapter.id, done.strength) == (
        adapter.id, 0.5,
    )  # fmt: skip


def test_a_switch_that_a_kill_cut_off_is_turned_at_the_next_start(guarded: Guarded, tmp_path: Path) -> None:
    guarded.questions()
    version = guarded.version()
    guarded.held({MODEL: "w" * 20, told(version): "r" * 20})
    guarded.guards.use_instructions(guarded.base, version.id)
    # As a kill leaves it: written down, not turned.
    guarded.desk.instructions.activate(guarded.base, "")
    again = Guarded(tmp_path / "данные")
    again.guards.recover()
    active = again.desk.instructions.active(again.base)
    assert active is not None and active.id == version.id
    again.desk.close()


def test_the_way_that_is_chosen_follows_the_adapter(guarded: Guarded, tmp_path: Path) -> None:
    bases, adapter = guarded.desk.bases, guarded.adapter(tmp_path)
    bases.set_way(guarded.base, AnswerMode.DOCUMENTS)
    guarded.guards.answer_with(guarded.base, adapter.id, override_by="Анна")
    assert bases.get(guarded.base).way is AnswerMode.TRAINED  # there are no documents to search
    guarded.guards.roll_back(guarded.base, ADAPTER)
    assert bases.get(guarded.base).way is AnswerMode.MODEL
    guarded.guards.roll_back(guarded.base, ADAPTER)
    assert guarded.desk.adapters.active(guarded.base) is None
