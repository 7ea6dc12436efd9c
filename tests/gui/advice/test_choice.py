"""The choice of a way in the real window: facts in words, advice, cures, choosing by mouse and keys."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.app import Application
from desktop.core.entities import JobState
from desktop.features.advice.domain.choice_rules import Lack
from desktop.features.advice.views.advice_banner import AdviceBanner
from desktop.features.advice.views.choice_card import GAP, NARROWEST, CardRow
from desktop.features.advice.views.choice_view import ChoiceView
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.gui import plain_theme, pump, wait_for
from tests.helpers.trained import put_adapter
from tests.helpers.window import open_window, put_documents, running_application
from workers.contract.answer_mode import AnswerMode


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    models.install_into(tmp_path / "data")
    with running_application(tmp_path / "data", base="Северный ветер") as application:
        put_documents(application, 4)
        yield application


@pytest.fixture
def window(application: Application, complaints: Complaints) -> Iterator[MainWindow]:
    complaints.expect("propagateSizeHints")
    with open_window(application) as window:
        window.go("training")
        pump(0.1)
        yield window


@pytest.fixture
def view(window: MainWindow) -> ChoiceView:
    page = window.page("training")
    assert isinstance(page, TrainingPage)
    view = page.view("choice")
    assert isinstance(view, ChoiceView)
    return view


def chosen(view: ChoiceView, wanted: list[AnswerMode]) -> bool:
    return [one for one, card in view.cards.cards.items() if card.chosen.isVisible()] == wanted


def test_the_buttons_of_the_advice_stand_below_it_where_there_is_little_room() -> None:
    plain_theme()
    page, banner = QWidget(), AdviceBanner()
    banner.setParent(page)
    banner.button.setText("Show the documents")
    banner.button.show()
    banner.resize(1000, 120)
    page.show()
    pump()
    assert banner.button.mapTo(banner, QPoint()).y() < banner.heading.geometry().bottom()
    assert banner.minimumSizeHint().width() <= 500
    banner.resize(500, 200)
    pump()
    assert banner.button.mapTo(banner, QPoint()).y() >= banner.heading.geometry().bottom()


def test_facts_of_the_base_stand_on_the_page(view: ChoiceView) -> None:
    assert view.counts.text().startswith("4 documents ready, 8 pages, 12 passages.")
    assert view.cards.cards[AnswerMode.TRAINED].badge.text() == "0 of 100 examples"
    assert "100 more checked examples" in view.cards.cards[AnswerMode.TRAINED].values[0].text()
    assert view.cards.cards[AnswerMode.DOCUMENTS_TRAINED].badge.text() == "After training"


def test_what_the_documents_are_worth_is_estimated_when_asked(
    view: ChoiceView, application: Application, tmp_path: Path
) -> None:
    rule = "Ежегодный оплачиваемый отпуск сотрудников составляет {} календарных дней в каждом рабочем году."
    folder = tmp_path / "бумаги"
    folder.mkdir()
    for year, days in ((2023, 26), (2025, 28)):
        (folder / f"Положение {year}.txt").write_text(rule.format(days), encoding="utf-8")
    base = application.bases.create("Новая")
    application.bases.select(base.id)
    application.documents.import_paths(base.id, [str(folder)])
    wait_for(lambda: view.model.facts.documents == 2, 60)
    assert view.value.isVisible() and view.value.sentences() == []
    view.value.button.click()
    assert not view.value.button.isEnabled()
    wait_for(lambda: view.value.model.value is not None, 60)
    said = view.value.sentences()
    assert "1 place says the same with another number than another document." in said
    assert "1 document seems to be out of force." in said
    assert said[0].startswith("About ") and view.value.places.isVisible()
    application.bases.select(next(one.id for one in application.bases.list() if one.id != base.id))
    wait_for(lambda: view.value.sentences() == [], 10)


def test_what_search_took_is_measured_by_a_real_import(
    view: ChoiceView, application: Application, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("Пропуск получают у охраны до девяти утра.", encoding="utf-8")
    base = application.bases.create("Новая")
    application.bases.select(base.id)
    job = application.documents.import_paths(base.id, [str(tmp_path / "note.txt")])
    wait_for(lambda: view.model.facts.indexing, 10)
    assert view.cards.cards[AnswerMode.DOCUMENTS].values[1].text() == "The documents are being read now"
    wait_for(lambda: application.jobs.get(job.id).state is JobState.SUCCEEDED, 60)  # type: ignore[union-attr]
    wait_for(lambda: view.model.facts.index_seconds is not None, 5)
    done = application.jobs.get(job.id)
    assert done is not None
    assert view.model.facts.index_seconds == (done.updated - done.created).total_seconds()
    assert view.model.facts.index_bytes > 10_000
    assert "(done)" in view.cards.cards[AnswerMode.DOCUMENTS].values[1].text()
    assert view.counts.text().startswith("1 document ready, 1 passage")


def test_search_is_advised_with_three_reasons_and_a_fold(view: ChoiceView) -> None:
    assert view.advice.heading.text() == "We advise search in the documents"
    said = [reason.label.text() for reason in view.advice.reasons]
    assert len(set(said)) == 3
    assert "Too few examples for training: 0 checked, at least 100 needed" in said
    assert not view.advice.turns.isVisible()
    view.advice.fold.setFocus()
    QTest.keyClick(view.advice.fold, Qt.Key.Key_Space)
    assert view.advice.turns.isVisible()
    QTest.keyClick(view.advice.fold, Qt.Key.Key_Space)
    assert not view.advice.turns.isVisible()


def test_examples_change_advice_and_badge(view: ChoiceView, application: Application) -> None:
    added = application.examples.importer.add_samples(application.bases.current, "ru")
    wait_for(lambda: view.model.facts.approved == added, 5)
    assert added >= 100
    card = view.cards.cards[AnswerMode.TRAINED]
    wait_for(lambda: not card.badge.text().endswith("examples"), 5)
    assert view.model.cards()[2].lack in (Lack.COMPONENT, Lack.RUN)
    assert view.examples.text() == f"Examples: {added} checked, 0 waiting"
    assert view.advice.heading.text() != ""


def test_a_button_leads_to_the_cure(view: ChoiceView, window: MainWindow, application: Application) -> None:
    opened: list[str] = []
    view.open_view.disconnect()
    view.open_view.connect(opened.append)
    view.cards.cards[AnswerMode.TRAINED].button.click()
    view.cards.cards[AnswerMode.DOCUMENTS_TRAINED].button.click()
    assert opened == ["examples", "examples"]
    application.examples.importer.add_samples(application.bases.current, "en")
    wait_for(lambda: not view.model.facts.missing, 5)
    view.cards.cards[AnswerMode.TRAINED].button.click()
    assert opened[-1] == "start"


def test_the_chosen_card_says_so_and_leads_to_the_chat(view: ChoiceView, window: MainWindow) -> None:
    card = view.cards.cards[AnswerMode.DOCUMENTS]
    assert card.chosen.isVisible()
    assert "Chosen" in card.accessibleName()
    card.button.setFocus()
    QTest.keyClick(card.button, Qt.Key.Key_Space)
    pump()
    assert window.current == "chat"


def test_choosing_a_card_sets_the_way_of_the_base(
    view: ChoiceView, window: MainWindow, application: Application
) -> None:
    put_adapter(application)
    wait_for(lambda: view.model.facts.adapter, 5)
    base = application.bases.current
    for mode, way in (
        (AnswerMode.DOCUMENTS_TRAINED, AnswerMode.DOCUMENTS_TRAINED),
        (AnswerMode.TRAINED, AnswerMode.TRAINED),
        (AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS),
    ):
        view.cards.cards[mode].button.click()
        assert application.bases.get(base).way is way
        wait_for(partial(chosen, view, [mode]), 5)
        assert window.toast.isVisible()
    assert base in application.settings.values.learn_asked


def test_a_trained_model_that_is_off_is_offered(view: ChoiceView, application: Application) -> None:
    put_adapter(application, active=False)
    wait_for(lambda: view.model.facts.adapters == 1, 5)
    opened: list[str] = []
    view.open_view.disconnect()
    view.open_view.connect(opened.append)
    card = view.cards.cards[AnswerMode.DOCUMENTS_TRAINED]
    wait_for(lambda: card.badge.text() == "Switched off", 5)
    card.button.click()
    assert opened == ["adapters"]


def test_documents_that_changed_after_the_training_are_counted(
    view: ChoiceView, application: Application
) -> None:
    put_adapter(application, documents=("d0", "gone"))
    wait_for(lambda: view.model.facts.stale == 1, 5)
    assert "1 document changed already" in view.cards.cards[AnswerMode.TRAINED].values[2].text()


def test_an_empty_base_asks_for_documents(window: MainWindow, application: Application) -> None:
    application.bases.select(application.bases.create("Empty").id)
    pump(0.4)
    view = window.page("training").view("choice")  # type: ignore[attr-defined]
    card = view.cards.cards[AnswerMode.DOCUMENTS]
    wait_for(lambda: card.badge.isVisible(), 5)
    assert card.badge.text() == "No documents"
    card.button.click()
    assert window.current == "documents"


def test_cards_line_up_and_wrap_when_narrow(view: ChoiceView, window: MainWindow) -> None:
    for width, columns in ((1280, 4), (1024, 2)):
        window.resize(width, 640)
        pump(0.1)
        cards = list(view.cards.cards.values())[:columns]
        assert len({card.y() for card in cards}) == 1
        for lines in zip(*([*card.captions, card.button] for card in cards), strict=True):
            assert len({line.y() for line in lines}) == 1
        for card in cards:
            for label in card.lines():
                assert label.heightForWidth(label.width()) <= label.height()
    alone = CardRow()
    alone.show_cards(view.model.cards())
    alone.resize(2 * NARROWEST + GAP, 900)
    alone.show()
    pump(0.1)
    assert len({card.y() for card in alone.cards.values()}) == 2
    alone.deleteLater()
