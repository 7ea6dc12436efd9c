"""Help: every topic in both languages, words found in any form, F1 and the way back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.app import Application
from desktop.ui.pages.help_page import PAGE_OF, TOPIC_OF, HelpPage
from desktop.ui.pages.help_texts import TOPICS, HelpTexts
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import RESOURCES, pump
from tests.helpers.window import open_window, running_application
from workers.text.language import LANGUAGES

TEXTS = RESOURCES / "help"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path, "ru") as application:
        yield application


@pytest.fixture
def window(application: Application, complaints: Complaints) -> Iterator[MainWindow]:
    complaints.expect("propagateSizeHints")
    with open_window(application) as window:
        yield window


def words_on(page: HelpPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_the_same_shape_in_every_language(topic: str) -> None:
    shapes = []
    for code in LANGUAGES:
        lines = [line for line in (TEXTS / f"{topic}_{code}.md").read_text("utf-8").splitlines() if line]
        shapes.append([re.match(r"#* |- |", line).group() for line in lines])  # type: ignore[union-attr]
        assert lines[0].startswith("# ")
    assert all(shape == shapes[0] for shape in shapes)


def test_every_text_is_a_topic() -> None:
    named = {f"{topic}_{code}" for topic in TOPICS for code in LANGUAGES}
    assert {path.stem for path in TEXTS.glob("*.md")} == named


def test_a_word_is_found_in_another_form_and_without_yo() -> None:
    texts = HelpTexts(TEXTS, lambda: "ru")
    assert any(found.topic == "documents" for found in texts.find("скан"))
    assert texts.find("паролем"), "the text says пароля"
    assert texts.find("отчет"), "the text says отчёт"
    assert not texts.find("бегемот")
    assert not texts.find(" ?! ")


def test_f1_opens_what_is_explained_of_the_page_and_leads_back(window: MainWindow) -> None:
    for page, topic in TOPIC_OF.items():
        window.go(page)
        pump()
        QTest.keyClick(window, Qt.Key.Key_F1)
        pump()
        shown = window.page("help")
        assert window.current == "help"
        assert isinstance(shown, HelpPage)
        assert HelpTexts(TEXTS, lambda: "ru").title(topic) in words_on(shown)
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        assert window.current == page
        QTest.keyClick(window, Qt.Key.Key_F1)
        pump()
        shown.back.click()
        assert window.current == PAGE_OF[topic].partition(":")[0]


def test_help_on_a_document_leads_back_to_it_and_the_document_to_where_it_was_opened(
    window: MainWindow,
) -> None:
    window.go("chat")
    window.go("document")
    pump()
    QTest.keyClick(window, Qt.Key.Key_F1)
    pump()
    seen = []
    for _ in range(2):
        QTest.keyClick(window.page(window.current), Qt.Key.Key_Escape)
        pump()
        seen.append(window.current)
    assert seen == ["document", "chat"]


def test_search_lists_lines_of_all_topics_and_opens_one(window: MainWindow, application: Application) -> None:
    window.go("help")
    page = window.page("help")
    assert isinstance(page, HelpPage)
    window.header.search.setText("пароль")
    pump()
    assert "Пароль не сохраняется" in words_on(page)
    texts = HelpTexts(TEXTS, lambda: "ru")
    found = next(one for one in texts.find("пароль") if one.topic == "documents")
    button = next(
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleDescription() == found.text
    )
    button.click()
    pump()
    assert texts.title("documents") in words_on(page)
    application.settings.change(language="en")
    pump()
    assert HelpTexts(TEXTS, lambda: "en").title("documents") in words_on(page)
    assert "Пароль" not in words_on(page)
