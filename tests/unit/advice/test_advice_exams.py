"""What exams tell the advisor: figures, what fails, what the model knows alone, and when they are old."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import Document, DocumentState, ModelRecord
from desktop.core.exam_entities import Candidate, Judgement, Purpose
from desktop.core.future import Future
from desktop.features.advice.domain.advice_facts import LastExam
from desktop.features.advice.domain.advice_rules import Recommendation, Unknown, advise
from desktop.features.exam.exam_repository import SqlExams
from desktop.storage.repositories import SqlDocuments
from tests.helpers.gui import wait_for
from tests.helpers.held_exam import hold, put_questions
from tests.helpers.training_rows import put_model
from tests.helpers.window import running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import Mark
from workers.contract.specs.hardware import Hardware


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        base = application.bases.create("База")
        application.bases.select(base.id)
        rows = [Document(f"d{n}", base.id, f"/дом/d{n}.pdf", DocumentState.READY, chunks=3) for n in range(4)]
        SqlDocuments(application.database.session).save(rows)
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


def measured(application: Application) -> LastExam:
    found = application.advisor.known(application.bases.current).measured
    assert found is not None
    return found


def test_before_the_first_exam_nothing_is_measured(application: Application, model: ModelRecord) -> None:
    facts = application.advisor.known(application.bases.current)
    assert facts.measured is None and facts.failing == () and (facts.asked, facts.known) == (0, 0)
    assert facts.documents == 4 and facts.model


def test_the_table_is_compared_with_what_answers_now(application: Application, model: ModelRecord) -> None:
    put_questions(application)
    alone, search = Candidate(AnswerMode.MODEL, model.id), Candidate(AnswerMode.DOCUMENTS, model.id)
    exam = hold(application, {alone: "r" * 5 + "i" * 15, search: "r" * 17 + "w" * 3})
    found = measured(application)
    assert (found.exam, found.best, found.current, found.old) == (exam.id, search.key, search.key, False)
    facts = application.advisor.known(application.bases.current)
    assert (facts.asked, facts.known) == (20, 5)
    advice = advise(facts)
    assert advice.recommendation is Recommendation.NOTHING and advice.measured
    application.bases.set_way(application.bases.current, AnswerMode.MODEL)
    found = measured(application)
    assert found.current == alone.key and found.judgement is Judgement.BETTER
    assert found.difference == pytest.approx(0.6) and found.low > 0
    advice = advise(application.advisor.known(application.bases.current))
    assert advice.recommendation is Recommendation.SEARCH and advice.params["right"] == 17


def test_an_overruled_mark_changes_the_figures(application: Application, model: ModelRecord) -> None:
    asked = put_questions(application)
    search = Candidate(AnswerMode.DOCUMENTS, model.id)
    exam = hold(application, {search: "r" * 17 + "w" * 3})
    assert measured(application).ways[0].right == 17
    application.exam_results.override_mark(exam.id, search.key, asked[0].id, Mark.WRONG, "Анна")
    assert measured(application).ways[0].right == 16


def test_documents_whose_questions_fail_are_named(application: Application, model: ModelRecord) -> None:
    put_questions(application, 12, ("d0", "d1", "d2"))
    hold(application, {Candidate(AnswerMode.DOCUMENTS, model.id): "wrrwrrwrrrrw"})
    assert application.advisor.known(application.bases.current).failing == ("d0",)


def test_misread_and_missed_are_told_apart(application: Application, model: ModelRecord) -> None:
    put_questions(application, 10)
    hold(application, {Candidate(AnswerMode.DOCUMENTS, model.id): "rrwwwwffff"}, cites_right="w")
    found = measured(application)
    assert (found.misread, found.missed) == (4, 4)


def test_the_quick_exam_counts_until_there_is_a_real_one(
    application: Application, model: ModelRecord
) -> None:
    put_questions(application)
    search = Candidate(AnswerMode.DOCUMENTS, model.id)
    quick = hold(application, {search: "r" * 18 + "ww"}, Purpose.READINESS)
    assert measured(application).exam == quick.id
    assert (
        advise(application.advisor.known(application.bases.current)).recommendation is Recommendation.NOTHING
    )
    real = hold(application, {search: "r" * 16 + "wwww"})
    assert measured(application).exam == real.id


@pytest.mark.parametrize("what", ["changed", "another text", "another model"])
def test_an_exam_is_out_of_date(application: Application, model: ModelRecord, what: str) -> None:
    put_questions(application)
    base = application.bases.current
    name = model.id if what != "another model" else "other"
    exam = hold(application, {Candidate(AnswerMode.DOCUMENTS, name): "r" * 20})
    if what == "changed":
        row = application.documents.list(base)[0]
        application.documents._store.put([replace(row, state=DocumentState.CHANGED)])
    elif what == "another text":
        SqlExams(application.database.session).save(replace(exam, documents_hash="0" * 64))
    assert measured(application).old


def test_advice_comes_by_itself_with_everything_looked_at(
    application: Application, model: ModelRecord
) -> None:
    pending = application.advisor.advise(application.bases.current)
    wait_for(lambda: pending.completed, 240)
    advice = pending.result()
    assert advice.recommendation is Recommendation.SEARCH
    assert application.hardware.hardware is not None
    assert advice.costs[2].memory > 0


def test_the_quick_advice_does_not_wait_for_a_slow_look_at_the_computer(
    application: Application, model: ModelRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking: Future[Hardware] = Future()
    monkeypatch.setattr(application.hardware, "probe", lambda: looking)
    pending = application.advisor.quick(application.bases.current)
    assert not pending.completed
    wait_for(lambda: pending.completed, 10)
    assert {Unknown.COMPUTER, Unknown.EXAM, Unknown.CHANGES} <= set(pending.result().unknown)
    looking.reject(ProblemError(Code.WORKER_SILENT, kind="probe"))  # too late to matter
    assert pending.result().recommendation is Recommendation.SEARCH


def test_nobody_looks_at_the_computer_for_a_base_without_documents(
    application: Application, model: ModelRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application.hardware, "probe", lambda: pytest.fail("it decides nothing"))
    pending = application.advisor.quick(application.bases.create("Пустая").id)
    assert pending.result().recommendation is Recommendation.ADD_DOCUMENTS
    assert Unknown.COMPUTER not in pending.result().unknown


def test_changes_that_bukvar_saw_count_and_dates_of_files_do_not(application: Application) -> None:
    base, now = application.bases.current, time.time()
    rows = application.documents.list(base)
    application.documents._store.put([replace(row, modified=now) for row in rows])
    assert application.advisor.known(base).changed == 0
    application.documents._store.put([replace(rows[0], changed=now), replace(rows[1], changed=now - 1e8)])
    assert application.advisor.known(base).changed == 1
