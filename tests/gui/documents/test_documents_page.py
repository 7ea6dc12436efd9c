"""The documents page in the real window: ten thousand rows, filters that add up, undo, keys."""

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.storage.repositories import SqlDocuments
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n.problems import sentence
from desktop.ui.row_table import ROW
from desktop.ui.widgets import Input, Label
from desktop.ui.window.main_window import MainWindow
from desktop.ui.words.unread_words import action_of
from tests.conftest import Complaints
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.window import open_window, running_application

STATES = (
    (DocumentState.READY, ""),
    (DocumentState.QUEUED, ""),
    (DocumentState.READING, ""),
    (DocumentState.COPY, ""),
    (DocumentState.CHANGED, ""),
    (DocumentState.MISSING, ""),
    (DocumentState.UNREACHABLE, ""),
    (DocumentState.FAILED, "password"),
    (DocumentState.FAILED, "scan_without_text"),
    (DocumentState.FAILED, "unknown_type"),
    (DocumentState.FAILED, "broken_file"),
)


def documents(base: str, count: int) -> list[Document]:
    made = []
    for at in range(count):
        state, code = STATES[at % len(STATES)]
        path = f"/дом/Папка {at % 7}/Приказ № {at}.pdf"
        made.append(
            Document(f"d{at}", base, path, state, pages=at % 30, size=at, modified=1.7e9 + at, code=code)
        )
    return made


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        base = application.bases.create("Северный ветер")
        application.bases.select(base.id)
        yield application


@pytest.fixture
def window(application: Application, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    count = getattr(request, "param", 40)
    SqlDocuments(application.database.session).save(documents(application.bases.current, count))
    with open_window(application) as window:
        window.go("documents")
        pump(0.1)
        yield window


@pytest.fixture
def page(window: MainWindow) -> DocumentsPage:
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    return page


def test_filters_add_up_and_show_what_they_count(page: DocumentsPage) -> None:
    counts = page.model.counts
    assert counts[DocumentGroup.ALL] == 40
    assert sum(count for group, count in counts.items() if group is not DocumentGroup.ALL) == 40
    for group, count in counts.items():
        page.chips.chips[group].click()
        pump(0.02)
        assert page.model.rowCount() == count
        assert page.chips.chips[group].accessibleName().endswith(str(count))


def test_not_read_tells_reason_advice_and_one_action(page: DocumentsPage) -> None:
    items = page.unread.items()
    assert len(items) == page.model.counts[DocumentGroup.UNREAD] == 12
    assert {action_of(item.document) for item in items} == {"password", "replace", "show", "retry"}
    assert all(item.button.text() for item in items)
    said = [label.text() for label in page.unread.findChildren(Label) if label.isVisibleTo(page.unread)]
    reasons = {sentence(item.document.problem) for item in items}
    for reason in reasons:  # each once, with the number of documents that share it
        assert sum(text.partition(" · ")[0] == reason for text in said) == 1
    assert len(reasons) < len(items)
    words = page.chips.chips[DocumentGroup.UNREAD]
    assert words.isVisible()


def test_a_password_is_asked_for_once_for_all_locked_documents(
    page: DocumentsPage, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    tried: list[str] = []
    monkeypatch.setattr(page.model, "unlock", tried.append)
    locked = [item for item in page.unread.items() if item.action == "password"]
    locked[0].button.click()
    popup = visible(page, NamePopup)
    field = popup.findChild(Input).field
    assert "3" in field.accessibleName() and len(locked) == 3
    assert field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "K7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tried == ["K7"] and not popup.isVisible()


def shown(page: DocumentsPage) -> list[str]:
    """Ids of the documents in the table, in its order."""
    return [page.table.model().index(at, 0).data(ROW).id for at in range(page.table.model().rowCount())]


def test_removing_can_be_undone(page: DocumentsPage, window: MainWindow) -> None:
    page.table.setFocus()
    page.table.select("d0")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    wait_for(lambda: page.model.counts[DocumentGroup.ALL] == 39, 5)
    assert window.toast.isVisible()
    assert "d0" not in shown(page)
    window.toast.action.click()
    wait_for(lambda: page.model.counts[DocumentGroup.ALL] == 40, 5)
    assert "d0" in shown(page)


def test_sorting_counts_as_a_person_does_and_keeps_the_selection(page: DocumentsPage) -> None:
    page.table.select("d9")
    header = page.table.horizontalHeader()
    for _ in range(2):  # a second click turns the order round
        place = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    pump()
    pages = [page.model.row(row).pages for row in range(page.model.rowCount())]  # type: ignore[union-attr]
    assert pages == sorted(pages, reverse=True)
    assert [document.id for document in page.table.selected()] == ["d9"]
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    pump()
    assert [page.model.row(row).id for row in range(3)] == ["d0", "d1", "d2"]  # type: ignore[union-attr]


def test_the_header_searches_and_says_when_nothing_is_found(page: DocumentsPage, window: MainWindow) -> None:
    window.header.search.setText("№ 17")
    pump()
    assert [page.model.row(0).id] == ["d17"]  # type: ignore[union-attr]
    window.header.search.setText("такого нет")
    pump()
    assert page.model.rowCount() == 0
    window.header.search.clear()
    pump()
    assert page.model.rowCount() == 40


def test_an_empty_base_has_one_sentence_and_one_button(application: Application) -> None:
    with open_window(application) as window:
        window.go("documents")
        pump()
        page = window.page("documents")
        assert isinstance(page, DocumentsPage)
        assert page.empty.isVisible()
        assert page.empty.button.text()
        assert not page.unread.isVisible()


@pytest.mark.parametrize("window", [10_000], indirect=True)
def test_ten_thousand_rows_are_shown_without_building_them(page: DocumentsPage) -> None:
    assert page.model.rowCount() == 10_000
    bar = page.table.verticalScrollBar()
    asked: set[int] = set()
    data = page.model.data

    def counting(index: object, role: int = 0) -> object:
        asked.add(index.row())  # type: ignore[attr-defined]
        return data(index, role)  # type: ignore[arg-type]

    page.model.data = counting  # type: ignore[method-assign]
    bar.setValue(bar.maximum())
    pump(0.1)
    assert asked
    assert len(asked) < 100, "only the rows in view are asked for"


@pytest.mark.parametrize("window", [10_000], indirect=True)
def test_a_flood_of_changes_reloads_at_a_tenth_of_the_time(
    page: DocumentsPage, application: Application
) -> None:
    reloads: list[float] = []
    page.model.refreshed.connect(lambda: reloads.append(time.monotonic()))
    changes = Changes(documents_of=frozenset({application.bases.current}))
    for _ in range(100):
        application.change_publisher(changes)
        pump(0.005)
    assert reloads
    gaps = [later - earlier for earlier, later in pairwise(reloads)]
    assert all(gap >= 0.1 for gap in gaps)


def test_the_preview_opens_and_closes_with_space(page: DocumentsPage) -> None:
    page.table.setFocus()
    page.table.select("d0")
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    pump()
    assert page.preview.isVisible()
    assert page.preview.name.text() == "Приказ № 0.pdf"
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    pump()
    assert not page.preview.isVisible()
