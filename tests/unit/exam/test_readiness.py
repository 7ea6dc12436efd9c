"""How ready a base is: the rules, and the quick exam that begins by itself and survives kills."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.entities import Document, DocumentState, LocalJob, MessageState
from desktop.core.exam_entities import ExamAnswer, ExamQuestion, ExamState, Purpose
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain.readiness import Fix, Readiness, ReadinessState, Why, failing
from desktop.features.exam.services.readiness_service import ReadinessService
from desktop.ui.words.job_text import describe
from tests.helpers.exam_desk import ExamDesk, made, passage, question
from tests.helpers.example_script import give_passages
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, Grade, Mark, QuestionKind, Reason, ReasonCode
from workers.contract.specs.answers import Citation, Timings
from workers.contract.specs.jobs import Job

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def asked(
    words: str, document: str = "d1", quote: str = "Отпуск 28 дней", answer: str = "28"
) -> ExamQuestion:
    kind = QuestionKind.NUMBER if answer else QuestionKind.NO_ANSWER
    name = f"{document}.pdf" if document else ""
    text = ExamText(words, answer, kind, quote if document else "", document, name)
    return ExamQuestion(words, "b", 1, text, RowState.PENDING, RowSource.GENERATED, "", NOW)


def answered(one: ExamQuestion, mark: Mark, cited: str = "", *reasons: ReasonCode) -> ExamAnswer:
    places = (Citation(1, cited, f"/папка/{cited}.docx", 1, 0, 1, "x"),) if cited else ()
    grade = Grade(mark, tuple(Reason(code, False) for code in reasons))
    return ExamAnswer("e", "documents|m", one.id, "14", MessageState.COMPLETE, places, grade, Timings())


def test_each_failure_names_its_document_its_reason_and_what_helps() -> None:
    other = ReasonCode.NUMBER_OTHER
    table = "Болт | 12 | 40 руб."
    cases = [
        (asked("Верно?"), Mark.RIGHT, "", (), None),
        (asked("Почти?"), Mark.PARTLY, "", (), None),
        (asked("Иначе?"), Mark.WRONG, "d2", (other,), (Why.CONTRADICTION, Fix.COMPARE, "d2.docx")),
        (asked("Тот же?"), Mark.WRONG, "d1", (other,), (Why.WRONG, Fix.LOOK, "")),
        (asked("О другом?"), Mark.WRONG, "d2", (), (Why.WRONG, Fix.LOOK, "")),
        (asked("Цена?", quote=table), Mark.WRONG, "d1", (other,), (Why.TABLE, Fix.REPLACE, "")),
        (asked("Цена?!", quote=table), Mark.REFUSED, "", (), (Why.TABLE, Fix.REPLACE, "")),
        (asked("Где?"), Mark.REFUSED, "", (), (Why.NOT_FOUND, Fix.LOOK, "")),
        (asked("Нет ли?", document="", answer=""), Mark.INVENTED, "d2", (), (Why.INVENTED, Fix.MODEL, "")),
    ]
    for one, mark, cited, reasons, expected in cases:
        found = failing([(one, answered(one, mark, cited, *reasons))], [])
        assert [(f.why, f.fix, f.other) for f in found] == ([expected] if expected else []), one.text.question
        assert all(f.document == one.text.document and f.question == one.id for f in found)


def test_a_table_that_is_a_file_of_its_own_already_is_looked_at() -> None:
    one = asked("Цена?", quote="Болт | 12 | 40 руб.")
    sheet = replace(one, text=replace(one.text, document_name="Прайс.XLSX"))
    for asked_one, fix in ((one, Fix.REPLACE), (sheet, Fix.LOOK)):
        (found,) = failing([(asked_one, answered(asked_one, Mark.WRONG))], [])
        assert (found.why, found.fix) == (Why.TABLE, fix)


def test_unread_documents_come_first_and_files_nobody_misses_are_left_out() -> None:
    rows = [
        Document("d9", "b", "/папка/скан.pdf", DocumentState.FAILED, code=Code.SCAN_WITHOUT_TEXT.value),
        Document("d8", "b", "/папка/~$x.docx", DocumentState.SKIPPED),
        Document("d7", "b", "/папка/хорошо.pdf", DocumentState.READY),
    ]
    wrong = asked("Где?")
    found = failing([(wrong, answered(wrong, Mark.WRONG))], rows)
    assert [(one.name, one.why, one.code) for one in found] == [
        ("скан.pdf", Why.UNREAD, "scan_without_text"), ("d1.pdf", Why.WRONG, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "of", "unread", "ready"),
    [
        (18, 20, False, True),
        (16, 20, False, True),
        (15, 20, False, False),
        (20, 20, True, False),
        (0, 0, 0, 0),
    ],
)
def test_ready_is_four_of_five_and_everything_read(right: int, of: int, unread: bool, ready: bool) -> None:
    rows = [Document("d", "b", "/a.pdf", DocumentState.FAILED, code="empty_file")] if unread else []
    assert Readiness(ReadinessState.DONE, right, of, failing([], rows)).ready is bool(ready)


# --- the service ---


class Look:
    """A desk with the service; another one over the same folder is the next start."""

    def __init__(self, folder: Path, automatic: bool = True) -> None:
        self.desk = desk = ExamDesk(folder)
        self.service = ReadinessService(
            desk.exams, desk.exam_results, desk.candidates, desk.questions, desk.documents, desk.bases,
            desk.models, desk.jobs,  # type: ignore[arg-type]
            desk.settings, desk.changes.append,
        )  # fmt: skip
        self.service.automatic = automatic

    @property
    def base(self) -> str:
        return self.desk.base

    @property
    def state(self) -> ReadinessState:
        return self.service.state(self.base).state

    def indexed(self) -> None:
        self.desk.documents.refresh(self.base)
        (sent,) = self.desk.workers.open(Job.INDEX)
        sent.succeed({"indexed": 1})

    def make(self, document: str, many: int) -> None:
        """The questions that were asked for come."""
        give_passages(self.desk, *(passage(document, number) for number in range(4)))
        (sent,) = self.desk.workers.open(Job.MAKE_EXAM)
        sent.say(made(sent, 1, document, *(question(f"Вопрос {n}?", document) for n in range(many))))
        sent.succeed()

    def exams(self) -> list[str]:
        return [one.purpose.value for one in self.desk.exams.list(self.base)]


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    found = Look(tmp_path / "данные")
    found.desk.bases.create("База")
    yield found
    found.desk.close()


def test_a_base_is_looked_at_after_its_first_indexing_and_never_again_by_itself(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    assert look.state is ReadinessState.NONE
    look.indexed()
    assert look.state in (ReadinessState.MAKING, ReadinessState.WAITING)
    look.make(document, 20)
    assert look.state is ReadinessState.RUNNING
    (exam,) = look.desk.exams.list(look.base)
    assert (exam.purpose, len(exam.questions), exam.reviewed) == (Purpose.READINESS, 20, 0)
    assert [one.entry.value for one in exam.candidates] == ["documents"]
    assert look.desk.exams.latest(look.base) is None  # it does not count as the expert's exam
    assert look.desk.questions.rows.counts(look.base).total == 0  # nor do its questions get into that
    assert look.desk.questions.rows.list(look.base) == look.desk.questions.rows.queue(look.base) == []
    look.indexed()
    assert len(look.exams()) == 1
    assert not look.desk.workers.open(Job.MAKE_EXAM)


@pytest.mark.parametrize("why", ["a command", "switched off"])
def test_nothing_begins_by_itself_where_it_is_not_wanted(look: Look, why: str) -> None:
    look.desk.document("Положение.pdf")
    look.service.automatic = why != "a command"
    look.desk.settings.change(self_exam=why != "switched off")
    look.indexed()
    assert look.state is ReadinessState.NONE
    assert not look.desk.workers.open(Job.PASSAGES)


def test_a_kill_while_questions_are_made_costs_nothing(look: Look, tmp_path: Path) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    give_passages(look.desk, *(passage(document, number) for number in range(4)))
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, *(question(f"Вопрос {n}?", document) for n in range(5))))
    look.desk.database.close()  # nothing is said to anyone

    again = Look(tmp_path / "данные")
    again.desk.jobs.recover()
    assert again.state is ReadinessState.MAKING
    again.desk.jobs.continue_interrupted()
    again.service.continue_work()
    (sent,) = again.desk.workers.open(Job.MAKE_EXAM)
    assert sent.message.params["questions"] == 15
    sent.say(made(sent, 2, document, *(question(f"Ещё {n}?", document) for n in range(3))))
    sent.succeed()
    (exam,) = again.desk.exams.list(again.base)
    assert len(exam.questions) == 8  # what the documents gave; no second making
    again.desk.close()


def test_without_a_question_it_is_given_up(look: Look) -> None:
    look.desk.document("Положение.pdf")
    look.indexed()
    give_passages(look.desk, passage("d", 1))
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.succeed()
    assert look.state is ReadinessState.NONE
    assert look.exams() == []


def test_reviewed_questions_are_asked_and_none_is_made(look: Look) -> None:
    look.desk.document("Положение.pdf")
    for number in range(30):
        look.desk.questions.importer.write(look.base, ExamText(f"Вопрос {number}?", "Да"), "Анна")
    look.service.begin(look.base)
    (exam,) = look.desk.exams.list(look.base)
    assert (len(exam.questions), exam.reviewed) == (20, 20)
    assert not look.desk.workers.open(Job.MAKE_EXAM)


def test_the_exam_takes_over_what_was_made_for_the_look_when_a_person_wants_questions(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    look.make(document, 5)
    questions = look.desk.questions
    own = questions.importer.write(
        look.base, ExamText("Вопрос  3?", "Да"), "Анна"
    )  # the same words as one of them
    assert own.number == 1
    questions.generator.make(look.base, 6)
    give_passages(look.desk, *(passage(document, number) for number in range(4)))
    assert [row.number for row in questions.rows.list(look.base)] == [1, 2, 3, 4, 5]
    assert [row.text.question for row in questions.rows.list(look.base)[1:]] == [
        f"Вопрос {n}?" for n in (0, 1, 2, 4)
    ]
    assert questions.rows.counts(look.base).pending == 4
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    assert sent.message.params["questions"] == 2  # of the six wanted four are there
    sent.say(made(sent, 2, document, question("Ещё?", document)))
    sent.succeed()
    assert questions.rows.list(look.base)[-1].number == 6
    assert len(questions.rows.all(look.base)) == 7


def test_stopped_by_the_person_it_is_given_up_and_paused_it_waits(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    give_passages(look.desk, *(passage(document, number) for number in range(4)))
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, question("Вопрос?", document)))
    job = look.service.work(look.base)
    assert job is not None
    look.desk.jobs.pause(job.id)
    sent.cancel()
    assert look.state is ReadinessState.MAKING
    look.service.begin(look.base)
    (again,) = look.desk.workers.open(Job.MAKE_EXAM)
    look.desk.jobs.cancel(job.id)
    again.cancel()
    assert (look.state, look.exams()) == (ReadinessState.NONE, [])


def test_a_failed_making_that_a_person_tries_again_leads_to_the_exam(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    give_passages(look.desk, *(passage(document, number) for number in range(4)))
    job = look.service.work(look.base)
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.fail(Code.NO_MEMORY)
    assert look.state is ReadinessState.NONE
    assert job is not None
    look.desk.jobs.resume(job.id)
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, question("Вопрос?", document)))
    sent.succeed()
    assert look.state is ReadinessState.RUNNING


def test_a_lost_quote_is_not_asked_and_does_not_get_into_the_exam(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    look.make(document, 3)
    questions = look.desk.questions
    questions.quotes.documents_gone(look.base, {document})
    assert questions.rows.quick(look.base) == []
    give_passages(look.desk, passage(document, 1))  # it is back
    assert len(questions.rows.quick(look.base)) == 3
    assert questions.rows.list(look.base) == []


def test_the_look_is_seen_among_the_work_of_the_documents_page_in_words_of_its_own(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    give_passages(look.desk, passage(document, 1))
    job = look.service.work(look.base)
    assert job is not None and job.kind == Job.MAKE_EXAM
    words = describe(replace(job, done=3, total=20)).sentence
    assert words == "A quick look at the base: preparing question 4 of 20"
    (sent,) = look.desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, question("Вопрос?", document)))
    sent.succeed()
    job = look.service.work(look.base)
    assert job is not None and job.kind == LocalJob.EXAM
    assert describe(replace(job, done=3, total=20)).sentence == "A quick look at the base: answer 4 of 20"


def test_an_empty_base_says_so(look: Look) -> None:
    with pytest.raises(ProblemError) as raised:
        look.service.begin(look.base).result()
    assert raised.value.problem.code is Code.BASE_EMPTY


def test_what_was_answered_is_told_with_what_fails(look: Look) -> None:
    document = look.desk.document("Положение.pdf")
    look.indexed()
    look.make(document, 20)
    (exam,) = look.desk.exams.list(look.base)
    rows = look.desk.questions.rows.all(look.base)
    look.desk.exam_rows.save_answers([
        replace(
            answered(rows[one], Mark.WRONG if number < 2 else Mark.RIGHT), exam=exam.id,
            candidate=exam.candidates[0].key,
        )
        for number, one in enumerate(exam.questions)
    ])  # fmt: skip
    look.desk.jobs.cancel(exam.job)
    look.desk.exam_rows.save(replace(exam, state=ExamState.DONE))
    found = look.service.state(look.base)
    assert (found.state, found.right, found.of, found.ready) == (ReadinessState.DONE, 18, 20, True)
    assert [(one.document, one.why) for one in found.failing] == [(document, Why.WRONG)] * 2
    assert (found.exam, found.candidate) == (exam.id, exam.candidates[0].key)
    look.service.begin(look.base)  # again, because the person asked
    assert len(look.exams()) == 2


def test_a_removed_base_is_not_waited_for(look: Look) -> None:
    look.desk.document("Положение.pdf")
    look.indexed()
    assert look.desk.settings.values.readiness_wanted == [look.base]
    look.desk.bases.remove(look.base)
    assert look.desk.settings.values.readiness_wanted == []
