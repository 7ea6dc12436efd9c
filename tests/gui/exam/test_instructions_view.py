"""The instructions of a base in the window, over real rows: what changed, keeping, rejecting, one's own."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.app import Application
from desktop.composition import exam
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, LocalJob, MessageState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Instructions,
    Purpose,
)
from desktop.features.exam.domain.instruction_versions import SEARCHED
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.views.instructions_view import InstructionsView
from desktop.storage.repositories import SqlJobs
from desktop.ui.i18n.translator import Translator
from desktop.ui.widgets import IconLabel, Label
from tests.helpers.gui import RESOURCES, plain_theme, pump, wait_for
from tests.helpers.training_rows import put_model
from tests.helpers.window import running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import ExamText, Grade, Mark
from workers.contract.specs.answers import Shot, Timings

NOW = datetime(2026, 5, 12, tzinfo=UTC)
SHOTS = (
    Shot("Сколько дней отпуска?", "28 календарных дней.", "Отпуск длится 28 дней.", "Отпуска.docx"),
    Shot("Кто директор?", "", "Отпуск длится 28 дней.", "Отпуска.docx"),
)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные", base="База") as application:
        yield application


@pytest.fixture
def view(application: Application) -> Iterator[InstructionsView]:
    Translator(RESOURCES / "i18n").apply("en")
    view = exam.instructions(application, plain_theme())
    view.resize(1100, 900)
    view.show()
    view.shown()
    yield view
    view.hide()
    view.deleteLater()
    pump(0.02)


@pytest.fixture
def told(view: InstructionsView) -> list[tuple[Any, ...]]:
    heard: list[tuple[Any, ...]] = []
    view.message.connect(lambda *words: heard.append(words))
    return heard


def put_questions(application: Application, many: int = 20) -> list[ExamQuestion]:
    base = application.bases.current
    texts = [ExamText(f"Что сказано в пункте {n}?", f"Сказано {n}.") for n in range(1, many + 1)]
    return [application.questions.importer.write(base, text, "Анна") for text in texts]


def put_version(
    application: Application, questions: list[ExamQuestion], before: str, after: str, **values: Any
) -> Instructions:
    """A version with its judging; `before` and `after` hold a + for a right answer to each question."""
    base, session = application.bases.current, application.database.session
    version = Instructions(
        str(uuid.uuid4()), base, 0, "Отвечай одним предложением.", SHOTS, NOW, SEARCHED,
        exam=str(uuid.uuid4()), asked=len(before), right=after.count("+"), right_before=before.count("+"),
        low=0.05, high=0.35, rounds=4, tried=13,
    )  # fmt: skip
    version = application.instructions.save(replace(version, **values))
    pair = (
        Candidate(AnswerMode.MODEL, "m"),
        Candidate(AnswerMode.INSTRUCTIONS, "m", instructions=version.id),
    )
    exam = Exam(
        version.exam, base, Purpose.SEARCH, ExamState.DONE, pair, tuple(q.id for q in questions), 1, NOW, NOW
    )
    answers = [
        ExamAnswer(
            exam.id, who.key, question.id, f"Ответ {question.number} {who.entry}", MessageState.COMPLETE, (),
            Grade(Mark.RIGHT if sign == "+" else Mark.WRONG, ()), Timings(),
        )
        for who, signs in zip(pair, (before, after), strict=True)
        for question, sign in zip(questions, signs, strict=True)
    ]  # fmt: skip
    rows = SqlExams(session)
    rows.save(exam)
    rows.save_answers(answers)
    application.change_publisher(Changes(instructions_of=frozenset({base})))
    return version


def test_ones_own_are_tried_at_once(view: InstructionsView, application: Application) -> None:
    questions = put_questions(application, 12)
    put_model(application, application.paths.data / "модели")
    view.shown()
    view.write_button.click()
    assert not view.try_button.isEnabled()
    view.text.setPlainText("Обращайся на вы.")
    view.try_button.click()
    (version,) = application.instructions.list(application.bases.current)
    trial = application.instructions_trials.last(version)
    assert trial is not None and len(trial.exam.questions) == 10
    assert set(trial.exam.questions) <= {one.id for one in questions}
    wait_for(lambda: len(view.cards) == 1, 10)
    assert view.cards[0].try_out.text() == "Try on ten questions" and not view.cards[0].try_out.isHidden()
    wait_for(lambda: "is damaged" in view.cards[0].difference.text(), 10)
    application.exams.cancel(trial.exam.id)
    # As it stands when it has ended.
    rows = SqlExams(application.database.session)
    before, after = trial.exam.candidates
    for who, right in ((before, 3), (after, 8)):
        rows.save_answers(
            ExamAnswer(
                trial.exam.id, who.key, key, "Ответ", MessageState.COMPLETE, (),
                Grade(Mark.RIGHT if at < right else Mark.WRONG, ()), Timings(),
            )
            for at, key in enumerate(trial.exam.questions)
        )  # fmt: skip
    rows.save(replace(trial.exam, state=ExamState.DONE))
    application.change_publisher(Changes(instructions_of=frozenset({version.base})))
    wait_for(lambda: "8 right with them, 3 without" in view.cards[0].difference.text(), 10)
    assert view.cards[0].changes.button.text() == "What changed: 5 answers became right, 0 became wrong"


def put_job(application: Application, state: JobState, **values: Any) -> JobRecord:
    """A search of another start, as it was left."""
    job = JobRecord(
        str(uuid.uuid4()), LocalJob.SEARCH_INSTRUCTIONS.value, application.bases.current, state,
        {"minutes": 20}, NOW, NOW,
    )  # fmt: skip
    job = replace(job, **values)
    SqlJobs(application.database.session).save(job)
    application.jobs.recover()
    application.change_publisher(Changes(jobs=frozenset({job.id})))
    return job


def cards(view: InstructionsView, count: int) -> None:
    wait_for(lambda: len(view.cards) == count)


def words(view: InstructionsView) -> list[str]:
    labels = [label.text() for label in view.findChildren(Label) if label.isVisible()]
    return labels + [one.label.text() for one in view.findChildren(IconLabel) if one.isVisible()]


def test_the_empty_part_leads_to_the_questions_first(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    opened: list[str] = []
    view.open_view.connect(opened.append)
    assert view.empty.isVisible()
    assert not view.search_button.isEnabled()
    view.empty.acted.emit()
    assert opened == ["questions"]
    assert told == []


def test_a_search_that_cannot_begin_says_why(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    put_questions(application, 8)  # too few for two halves
    view.shown()
    assert view.search_button.isEnabled()
    view.search_button.click()
    assert "has too few exam questions" in told[0][0]
    assert application.instructions_search.jobs(application.bases.current) == []


def test_what_changed_and_by_how_much_is_shown(application: Application, view: InstructionsView) -> None:
    questions = put_questions(application)
    put_version(application, questions, "+" * 10 + "-" * 10, "-" + "+" * 13 + "-" * 6)
    cards(view, 1)
    said = "\n".join(words(view))
    assert "13 right answers of 20 with them, 10 without" in said
    assert "They help: +15 points, with a probability of 95 % from +5 to +35." in said
    assert "Best of 13 tried on one half of the exam, in 4 rounds." in said
    assert "Отвечай одним предложением." in said
    card = view.cards[0]
    assert card.changes.button.text() == "What changed: 4 answers became right, 1 became wrong"
    card.changes.button.click()
    pump()
    said = "\n".join(words(view))
    assert "Expected: Сказано 1." in said
    assert "Without: Ответ 1 model" in said
    assert "With: Ответ 14 instructions" in said
    assert "пункте 5?" not in said  # right both times
    card.examples.button.click()
    pump()
    said = "\n".join(words(view))
    assert "28 календарных дней." in said
    assert "The documents do not say." in said
    card.examples.button.click()
    assert not card.examples.body.parentWidget().isVisible()


@pytest.mark.parametrize(
    ("asked", "low", "high", "badge", "begins"),
    [
        (20, 0.01, 0.2, "Better", "They help"),
        (20, -0.05, 0.07, "The same", "They change next to nothing"),
        (20, -0.1, 0.2, "Too few questions", "Too few questions to tell"),
        (20, -0.3, -0.1, "Worse", "They do harm"),
        (6, 0.1, 0.5, "Too few questions", "Too few questions to tell"),
    ],
)
def test_the_interval_decides_what_is_said(
    application: Application, view: InstructionsView,
    asked: int, low: float, high: float, badge: str, begins: str,
) -> None:  # fmt: skip
    put_version(application, put_questions(application, asked), "+" * asked, "+" * asked, low=low, high=high)
    cards(view, 1)
    assert view.cards[0].difference.text().startswith(begins)
    assert badge in view.cards[0].badges


def test_a_version_is_kept_and_switched_off_again(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    version = put_version(application, put_questions(application), "-" * 20, "+" * 20)
    base = application.bases.current
    cards(view, 1)
    view.cards[0].use.click()
    active = application.instructions.active(base)
    assert active is not None
    assert active.id == version.id
    assert "from now on" in told[-1][0]
    wait_for(lambda: view.cards[0].use.text() == "Switch off")
    view.cards[0].use.click()
    assert application.instructions.active(base) is None


def test_harmful_instructions_are_refused_with_the_reason(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    put_version(application, put_questions(application), "+" * 20, "-" * 20, low=-1.0, high=-0.9)
    cards(view, 1)
    view.cards[0].use.click()
    assert "did worse at the exam" in told[-1][0]
    assert application.instructions.active(application.bases.current) is None


def test_ones_own_words_become_a_version_that_needs_an_exam(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    opened: list[str] = []
    view.open_view.connect(opened.append)
    view.write_button.click()
    assert not view.save_button.isEnabled()
    view.text.setPlainText("Обращайся на «вы».")
    view.save_button.click()
    cards(view, 1)
    assert not view.own.isVisible()
    assert view.text.text() == ""
    assert application.instructions.list(application.bases.current)[0].text == "Обращайся на «вы»."
    assert view.cards[0].difference.text().startswith("Not measured yet")
    assert not view.cards[0].verdict.isVisible()
    view.cards[0].use.click()
    sentence, action, act, _ = told[-1]
    assert "has not sat an exam" in sentence
    assert action == "Hold an exam"
    act()
    assert opened == ["start"]


def test_a_rejected_version_can_be_taken_back_until_the_toast_goes(
    application: Application, view: InstructionsView, told: list[tuple[Any, ...]]
) -> None:
    put_version(application, put_questions(application), "-" * 20, "+" * 20)
    base = application.bases.current
    cards(view, 1)
    assert view.cards[0].remove.text() == "Reject"
    view.cards[0].remove.click()
    cards(view, 0)
    assert len(application.instructions.list(base)) == 1
    told[-1][2]()
    cards(view, 1)
    view.cards[0].remove.click()
    told[-1][3]()
    assert application.instructions.list(base) == []
    cards(view, 0)


def test_a_search_under_way_is_shown_and_no_second_one_begins(
    application: Application, view: InstructionsView
) -> None:
    put_questions(application)
    put_job(application, JobState.PAUSED, done=30, total=120)
    wait_for(view.progress.isVisible)
    assert "30 of 120" in view.progress.accessibleName()
    assert not view.search_button.isEnabled()
    assert not view.empty.isVisible()
    view.progress.cancelled.emit()
    wait_for(lambda: not view.progress.isVisible())
    assert view.search_button.isEnabled()


def test_a_search_in_vain_says_so(application: Application, view: InstructionsView) -> None:
    put_questions(application)
    put_job(application, JobState.SUCCEEDED, result={"instructions": "", "tried": 12, "rounds": 3})
    wait_for(view.in_vain.isVisible)
    assert view.in_vain.text().startswith("12 versions were tried")
    assert not view.empty.isVisible()


def test_another_base_has_its_own(application: Application, view: InstructionsView) -> None:
    put_version(application, put_questions(application), "-" * 20, "+" * 20)
    cards(view, 1)
    other = application.bases.create("Другая").id
    application.bases.select(other)
    view.base_changed(other)
    cards(view, 0)
    assert view.empty.isVisible()


def test_all_words_follow_the_language(application: Application, view: InstructionsView) -> None:
    put_version(application, put_questions(application), "+" * 10 + "-" * 10, "-" + "+" * 13 + "-" * 6)
    cards(view, 1)
    Translator(RESOURCES / "i18n").apply("ru")
    pump(0.05)
    view.cards[0].changes.button.click()
    pump()
    said = words(view)
    assert "С ними 13 верных ответов из 20, без них 10" in said
    assert view.cards[0].badges == ["Лучше"]
    ours = [one for one in said if one.isascii()]
    assert ours == []
    Translator(RESOURCES / "i18n").apply("en")
