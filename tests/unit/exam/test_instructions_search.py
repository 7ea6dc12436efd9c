"""The search for instructions: what it tries, who goes on, what a kill costs, what is left behind."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import Document, DocumentState, JobRecord, JobState, MessageState
from desktop.core.exam_entities import ExamQuestion, Half, Instructions, Purpose
from desktop.core.future import Future, completed
from desktop.core.review.rows import RowSource, RowState
from desktop.features.chat.services.chat_service import _blank
from desktop.features.exam.domain.instruction_versions import WRITTEN
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.services.instructions_search import InstructionsSearch, judging_exam, rounds_exam
from desktop.features.exam.services.instructions_store import InstructionsStore
from tests.helpers.scripted import Desk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, GivenAnswer, Grade, Mark, QuestionKind
from workers.contract.specs.answers import Timings

KINDS = (QuestionKind.FACT, QuestionKind.NUMBER, QuestionKind.HOW_TO, QuestionKind.NO_ANSWER)
RIGHT, WRONG = "Верно.", "Неверно."
# What the model "writes" when it is asked for instructions.
WRITES = "Отвечай внимательно и ничего не выдумывай."
Rule = Callable[[Instructions | None, str], bool]


def questions(base: str, many: int = 48) -> list[ExamQuestion]:
    """Halves in turn, a quarter without an answer."""
    rows = []
    for n in range(many):
        kind = KINDS[n // 2 % 4]
        said = "" if kind is QuestionKind.NO_ANSWER else f"Это правило {n}."
        text = ExamText(f"Что говорит правило {n}?", said, kind, said, f"d{n % 6}" if said else "", "a.txt")
        rows.append(
            ExamQuestion(
                f"q{n}",
                base,
                n + 1,
                text,
                RowState.APPROVED,
                RowSource.WRITTEN,
                "",
                datetime(2026, 1, 1, tzinfo=UTC),
                half=Half.TRAIN if n % 2 else Half.TEST,
            )
        )
    return rows


class Marker:
    """Marks by the words that the scripted model says."""

    def __init__(self) -> None:
        self.rows: list[ExamQuestion] = []
        self.world: list[ExamQuestion] = []  # what comes with the product

    def general(self, language: str) -> list[ExamQuestion]:
        return [row for row in self.world if row.text.language == language]

    def grade(self, given: Sequence[GivenAnswer]) -> Future[list[Grade]]:
        marks = [Mark.RIGHT if one.answer == RIGHT else Mark.WRONG for one in given]
        return completed([Grade(mark, ()) for mark in marks])

    def list(self, base: str) -> list[ExamQuestion]:
        return [row for row in self.rows if row.base == base]


class Model:
    """A chat whose model answers by a rule about the instructions and the question; `stop_after` answers it
    falls silent, as if the program were killed while it was asked."""

    def __init__(self, store: InstructionsStore, rule: Rule, seconds: float) -> None:
        self._store, self._rule, self._seconds = store, rule, seconds
        self.put_in: list[AnswerRequest] = []
        self.silent: list[AnswerInProgress] = []
        self.stop_after = 10**9
        self.fails = 0
        self.first_seconds = seconds  # with the model's loading
        self.writing: dict[str, AnswerInProgress] = {}

    def put(self, request: AnswerRequest) -> AnswerInProgress:
        self.put_in.append(request)
        asking = AnswerInProgress(
            _blank("", request.way), lambda asking: asking.finish(state=MessageState.STOPPED)
        )
        if len(self.put_in) > self.stop_after:
            self.silent.append(asking)
            return asking
        if self.fails:
            self.fails -= 1
            asking.finish(state=MessageState.FAILED, code=Code.WORKER_CRASHED.value)
            return asking
        text = WRITES
        if not request.text.startswith("Помощник"):
            told = self._store.get(request.instructions) if request.instructions else None
            text = RIGHT if self._rule(told, request.text) else WRONG
        took = self.first_seconds if len(self.put_in) == 1 else self._seconds
        asking.finish(state=MessageState.COMPLETE, text=text, timings=Timings(total_s=took))
        return asking


class Search:
    """One start of the program; another one over the same folder is the next."""

    def __init__(self, folder: Path, rule: Rule, seconds: float = 1.0) -> None:
        self.desk = Desk(folder)
        session = self.desk.database.session
        self.store = InstructionsStore(SqlInstructions(session), self.desk.changes.append)
        self.exams, self.marker = SqlExams(session), Marker()
        self.model = Model(self.store, rule, seconds)
        found = self.desk.bases.list()
        self.base = (found[0] if found else self.desk.bases.create("Отдел")).id
        self.marker.rows = questions(self.base)
        self.service = InstructionsSearch(
            self.store, self.marker, self.marker, self.exams,  # type: ignore[arg-type]
            self.desk.jobs, self.desk.bases, self.desk.documents, self.desk.models, self.model,
            self.desk.paths.resources / "prompts",
        )  # fmt: skip
        self.service.recover()

    def job(self) -> JobRecord:
        return self.service.jobs(self.base)[-1]

    def asked(self) -> Counter[tuple[str, str]]:
        """How often each question was put to each candidate."""
        return Counter((one.instructions or "", one.text) for one in self.model.put_in)

    def close(self) -> None:
        self.desk.close()


def helped_by(word: str) -> Rule:
    """Right with instructions that hold a word; of the others every third."""
    return lambda told, text: bool(told and word in told.text) or text.endswith(("0?", "3?", "6?"))


def test_the_wording_that_helps_wins_and_is_judged_on_the_other_half(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    job = search.service.begin(search.base)
    job = search.job()
    assert job.state is JobState.SUCCEEDED, (job.code, job.problem_params)
    version = search.store.get(job.result["instructions"])
    assert version.text == WRITES  # written by the model from its mistakes
    assert (version.number, version.origin, version.active) == (1, "search", False)
    test = {row.id for row in search.marker.rows if row.half is Half.TEST}
    answers = search.exams.answers(version.exam)
    assert {answer.question for answer in answers} == test
    assert (version.asked, version.right) == (24, 24)
    assert version.right_before == sum(text.endswith(("0?", "3?", "6?")) for text in _texts(search, test))
    assert 0 < version.low <= (version.right - version.right_before) / version.asked <= version.high <= 1
    assert version.tried >= 8
    assert version.rounds == 4
    exam = search.exams.get(version.exam)
    assert exam is not None
    assert (exam.purpose, [one.entry.value for one in exam.candidates]) == (
        Purpose.SEARCH,
        ["model", "instructions"],
    )
    assert max(search.asked().values()) == 1
    search.close()


def test_what_became_right_and_what_became_wrong_can_be_looked_at(tmp_path: Path) -> None:
    search = Search(tmp_path, lambda told, text: (told is None) == text.endswith(("0?", "2?", "3?")))
    search.service.begin(search.base)
    version = search.store.list(search.base)[0]
    judged = search.service.judged(version)
    assert [one.question.number for one in judged] == sorted(one.question.number for one in judged)
    broken = [one.question.text.question for one in judged if one.broken]
    assert broken == [text for text in _texts(search, _test(search)) if text.endswith(("0?", "2?", "3?"))]
    assert sum(one.fixed for one in judged) == version.right
    assert len(broken) == version.right_before
    assert len(judged) == version.asked
    search.marker.rows = search.marker.rows[4:]  # removed since
    assert len(search.service.judged(version)) == version.asked - 2
    own = search.store.write(search.base, "Свои пожелания.")
    assert search.service.judged(own) == []
    search.close()


def _texts(search: Search, wanted: set[str]) -> list[str]:
    return [row.text.question for row in search.marker.rows if row.id in wanted]


def test_no_question_of_the_judging_is_asked_or_shown_before_it(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.service.begin(search.base, 4.0)
    version = search.store.list(search.base)[0]
    train = {row.text.question for row in search.marker.rows if row.half is Half.TRAIN}
    before = [one for one in search.model.put_in if one.instructions not in ("", version.id)]
    assert before
    assert {one.text for one in before} <= train
    for one in search.model.put_in:
        if one.text.startswith("Помощник"):
            assert not any(
                row.text.question in one.text for row in search.marker.rows if row.half is Half.TEST
            )
    search.close()


def test_examples_can_win_and_are_never_asked(tmp_path: Path) -> None:
    shown: set[str] = set()

    def rule(told: Instructions | None, text: str) -> bool:
        shown.update(shot.question for shot in told.shots) if told else None
        return bool(told and len(told.shots) == 3) or text.endswith("0?")

    search = Search(tmp_path, rule)
    search.service.begin(search.base, 4.0)
    version = search.store.list(search.base)[0]
    assert len(version.shots) == 3
    assert [shot.answer == "" for shot in version.shots] == [False, True, False]
    assert shown
    assert not shown & {one.text for one in search.model.put_in}
    search.close()


def test_the_best_text_is_tried_together_with_the_best_examples(tmp_path: Path) -> None:
    def rule(told: Instructions | None, text: str) -> bool:
        good = bool(told) and "точно их помнишь" in told.text
        if told and told.shots and good:
            return True
        number = int(text.removesuffix("?").rsplit(" ", 1)[1])
        return number % 4 < (2 if good or (told and told.shots) else 1)

    search = Search(tmp_path, rule)
    search.service.begin(search.base, 4.0)
    version = search.store.list(search.base)[0]
    assert version.shots
    assert "точно их помнишь" in version.text
    search.close()


@pytest.mark.parametrize("all_right", [True, False])
def test_without_a_better_one_there_is_no_version(tmp_path: Path, all_right: bool) -> None:
    search = Search(tmp_path, lambda told, text: all_right)
    search.service.begin(search.base, 4.0)
    job = search.job()
    assert job.state is JobState.SUCCEEDED
    assert job.result["instructions"] == ""
    assert job.result["tried"] >= 5
    assert search.store.list(search.base) == []
    assert not any(one.text in _texts(search, _test(search)) for one in search.model.put_in)
    _nothing_left(search)
    search.close()


def _test(search: Search) -> set[str]:
    return {row.id for row in search.marker.rows if row.half is Half.TEST}


def _nothing_left(search: Search, but: Sequence[str] = ()) -> None:
    assert search.store.drafts(search.base) == []
    assert [exam.id for exam in search.exams.list(search.base)] == list(but)


def test_instructions_that_are_on_and_still_the_best_stay(tmp_path: Path) -> None:
    search = Search(tmp_path, lambda told, text: bool(told and told.origin == WRITTEN))
    own = search.store.write(search.base, "Свои пожелания.")
    search.store.activate(search.base, own.id)
    search.service.begin(search.base, 4.0)
    assert search.job().result["instructions"] == ""
    assert [one.id for one in search.store.list(search.base)] == [own.id]
    assert any(one.instructions == own.id for one in search.model.put_in)
    search.close()


def test_the_winner_is_judged_beside_those_that_are_on(tmp_path: Path) -> None:
    def rule(told: Instructions | None, text: str) -> bool:
        if told is None:
            return False
        return "не выдумывай" in told.text or (told.origin == WRITTEN and text.endswith(("1?", "2?")))

    search = Search(tmp_path, rule)
    own = search.store.write(search.base, "Свои пожелания.")
    search.store.activate(search.base, own.id)
    search.service.begin(search.base, 4.0)
    version = search.store.list(search.base)[0]
    exam = search.exams.get(version.exam)
    assert exam is not None
    assert [one.instructions for one in exam.candidates] == ["", version.id, own.id]
    assert len(search.exams.answers(exam.id)) == 3 * version.asked
    assert (version.right, version.right_before) == (version.asked, 0)
    assert all(one.fixed for one in search.service.judged(version))
    search.close()


@pytest.mark.parametrize(("minutes", "asked"), [(8.0, 20), (0.1, 10)])
def test_what_the_model_knows_of_the_world_is_asked_at_the_judging(
    tmp_path: Path, minutes: float, asked: int
) -> None:
    search = Search(tmp_path, lambda told, text: (told is None) == text.startswith("Сколько лет"))
    search.marker.world = [
        ExamQuestion(
            f"general_ru_{n:02d}", "", n, ExamText(
                f"Сколько лет тополю {n}?", str(n), QuestionKind.GENERAL, language="ru",
            ),
            RowState.APPROVED, RowSource.SHIPPED, "", datetime(2026, 1, 1, tzinfo=UTC),
        )
        for n in range(1, 21)
    ]  # fmt: skip
    search.service.begin(search.base, minutes)
    (version,) = search.store.list(search.base)
    answers = search.exams.answers(version.exam)
    world = [one for one in answers if one.question.startswith("general_")]
    assert len(world) == 2 * asked
    assert {one.candidate for one in world} == {one.candidate for one in answers}
    # They are right without these instructions and wrong with them: the guards see it, the score does not.
    assert {one.mark for one in world} == {Mark.RIGHT, Mark.WRONG}
    assert len(answers) - len(world) == 2 * version.asked
    assert (version.right, version.right_before) == (version.asked, 0)
    assert all(
        one.way in (AnswerMode.MODEL, AnswerMode.TRAINED)
        for one in search.model.put_in
        if "тополю" in one.text
    )
    search.close()


def test_a_search_leaves_its_version_and_its_judging_behind(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.service.begin(search.base, 4.0)
    _nothing_left(search, [judging_exam(search.job().id)])
    search.store.remove(search.store.list(search.base)[0].id)
    search.service.recover()
    _nothing_left(search)
    search.close()


@pytest.mark.parametrize("kill", [1, 9, 10, 30, 100])
def test_after_a_kill_nothing_is_asked_twice_and_the_end_is_the_same(tmp_path: Path, kill: int) -> None:
    whole = Search(tmp_path / "whole", helped_by("не выдумывай"))
    whole.service.begin(whole.base, 4.0)
    expected = whole.store.list(whole.base)[0]
    whole.close()

    first = Search(tmp_path / "killed", helped_by("не выдумывай"))
    first.model.stop_after = kill
    first.service.begin(first.base, 4.0)
    assert first.job().state is JobState.RUNNING
    before = first.asked()
    first.desk.database.close()  # nothing is said to anyone

    second = Search(tmp_path / "killed", helped_by("не выдумывай"))
    assert second.job().state is JobState.INTERRUPTED
    second.desk.jobs.continue_interrupted()
    assert second.job().state is JobState.SUCCEEDED
    found = second.store.list(second.base)[0]
    # What the kill cut off is asked again; every answer that was there is not.
    again = Counter({key: n for key, n in (before + second.asked()).items() if n > 1})
    assert sum(again.values()) - len(again) <= 1
    names = ("text", "shots", "number", "asked", "right", "right_before", "low", "high", "tried", "rounds")
    assert [getattr(found, name) for name in names] == [getattr(expected, name) for name in names]
    assert len(second.exams.answers(found.exam)) == 2 * found.asked
    _nothing_left(second, [found.exam])
    second.close()


def test_a_pause_keeps_all_and_going_on_finishes(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.model.stop_after = 20
    search.service.begin(search.base, 4.0)
    search.desk.jobs.pause(search.job().id)
    assert search.job().state is JobState.PAUSED
    assert {exam.state.value for exam in search.exams.list(search.base)} == {"paused"}
    assert len(search.exams.answers(rounds_exam(search.job().id))) >= 18
    search.model.stop_after = 10**9
    again = search.service.begin(search.base, 4.0)  # the same one goes on
    assert [job.id for job in search.service.jobs(search.base)] == [again.id]
    assert search.job().state is JobState.SUCCEEDED
    assert len(search.store.list(search.base)) == 1
    search.close()


def test_a_cancelled_search_leaves_nothing(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.model.stop_after = 20
    search.service.begin(search.base, 4.0)
    search.desk.jobs.cancel(search.job().id)
    assert search.job().state is JobState.CANCELLED
    _nothing_left(search)
    search.close()


def test_a_worker_that_dies_over_an_answer_is_started_again(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.model.fails = 2
    search.service.begin(search.base, 4.0)
    assert search.job().state is JobState.SUCCEEDED
    search.model.fails = 100
    search.service.begin(search.base, 4.0)
    assert (search.job().state, search.job().code) == (JobState.FAILED, Code.WORKER_CRASHED.value)
    search.close()


@pytest.mark.parametrize(("minutes", "judged"), [(8.0, 24), (4.0, 24), (2.0, 18), (0.1, 10)])
def test_the_time_given_is_kept(tmp_path: Path, minutes: float, judged: int) -> None:
    """A second an answer, and at most one question more; with next to no time the least that says anything
    is asked."""
    search = Search(tmp_path, helped_by("не выдумывай"), seconds=1.0)
    search.service.begin(search.base, minutes)
    assert search.job().state is JobState.SUCCEEDED
    assert len(search.model.put_in) <= max(60 * minutes, 48) + 3
    (version,) = search.store.list(search.base)
    assert judged <= version.asked <= 24
    search.close()


def test_waiting_for_the_model_to_load_is_not_taken_for_its_speed(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"), seconds=1.0)
    search.model.first_seconds = 30.0
    search.service.begin(search.base, 4.0)
    (version,) = search.store.list(search.base)
    assert version.tried >= 8
    assert version.asked == 24
    assert len(search.model.put_in) <= 4 * 60 - 30 + 4
    search.close()


def test_a_person_in_the_chat_goes_first(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    person = AnswerInProgress(_blank("chat", AnswerMode.MODEL), lambda asking: None)
    search.model.writing["chat"] = person
    search.service.begin(search.base, 4.0)
    assert search.model.put_in == []
    search.desk.jobs.pause(search.job().id)
    assert search.job().state is JobState.PAUSED
    assert not person.is_done()  # pausing the search leaves the person's answer alone
    search.desk.jobs.resume(search.job().id)
    person.finish(state=MessageState.COMPLETE, text="Ответ")
    assert search.job().state is JobState.SUCCEEDED
    search.close()


@pytest.mark.parametrize(
    ("way", "documents", "asked"),
    [
        (AnswerMode.DOCUMENTS, True, AnswerMode.DOCUMENTS),
        (AnswerMode.DOCUMENTS_TRAINED, True, AnswerMode.DOCUMENTS),
        (AnswerMode.MODEL, True, AnswerMode.MODEL),
        (AnswerMode.DOCUMENTS, False, AnswerMode.MODEL),
    ],
)
def test_the_search_goes_the_way_that_the_base_answers(
    tmp_path: Path, way: AnswerMode, documents: bool, asked: AnswerMode
) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.desk.bases.set_way(search.base, way)
    if documents:
        document = Document("d0", search.base, "/a.txt", DocumentState.READY, pages=1, chunks=3)
        search.desk.document_rows.save([document])
    search.service.begin(search.base, 2.0)
    ways = {one.way for one in search.model.put_in if not one.text.startswith("Помощник")}
    assert ways == {asked}
    exam = search.exams.get(search.store.list(search.base)[0].exam)
    assert exam is not None
    assert {one.entry.without_instructions for one in exam.candidates} == {asked}
    assert all(one.fresh for one in search.model.put_in)
    search.close()


@pytest.mark.parametrize("lacking", [Half.TRAIN, Half.TEST])
def test_both_halves_need_questions(tmp_path: Path, lacking: Half) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    kept = [row for row in search.marker.rows if row.half is lacking][:5]
    rejected = replace(search.marker.rows[0], state=RowState.REJECTED, half=lacking)
    search.marker.rows = [*kept, rejected, *(row for row in search.marker.rows if row.half is not lacking)]
    with pytest.raises(ProblemError) as error:
        search.service.begin(search.base, 4.0)
    assert error.value.problem.code is Code.TOO_FEW_QUESTIONS
    search.marker.rows = [rejected]
    with pytest.raises(ProblemError) as error:
        search.service.begin(search.base)
    assert error.value.problem.code is Code.NO_QUESTIONS
    assert search.service.jobs(search.base) == []
    search.close()


def test_without_a_model_nothing_begins(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    search.desk.models.record = None
    with pytest.raises(ProblemError) as error:
        search.service.begin(search.base, 4.0)
    assert error.value.problem.code is Code.NO_MODEL
    search.close()


def test_what_a_person_writes_is_kept_once(tmp_path: Path) -> None:
    search = Search(tmp_path, helped_by("не выдумывай"))
    one = search.store.write(search.base, "  Отвечай на «вы».  ")
    assert (one.text, one.number, one.origin, one.active) == ("Отвечай на «вы».", 1, WRITTEN, False)
    assert search.store.write(search.base, "Отвечай на «вы».") == one
    assert len(search.store.write(search.base, "я" * 5000).text) == 2000
    assert search.store.active(search.base) is None
    search.close()
