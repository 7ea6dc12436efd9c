"""The window's frame: themes and languages at run time, keys, drops, accessible names, quitting."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from desktop.app import Application
from desktop.settings.schema import Settings
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.widgets import Badge, Segmented, Switch
from desktop.ui.window.main_window import MainWindow
from installer.string_files import read_entries
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.gui import RESOURCES, pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code

PAGES = ("chat", "documents", "training", "exam", "models", "tasks", "settings", "help")
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, Segmented, Switch)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    from installer.strings import compile_all

    compile_all()
    models.install_into(tmp_path / "data")
    with running_application(tmp_path / "data", "ru") as application:
        application.bases.select(application.bases.create("Северный ветер").id)
        yield application


@pytest.fixture
def window(application: Application, complaints: Complaints) -> Iterator[MainWindow]:
    complaints.expect("propagateSizeHints")  # a screenless Qt says so of every dialog
    with open_window(application) as window:
        yield window


def visit(window: MainWindow) -> Iterator[QWidget]:
    """Every page in turn, with every section of the settings."""
    for name in PAGES:
        window.go(name)
        page = window.page(name)
        for index in range(7 if name == "settings" else 1):
            if name == "settings":
                page.open_section(index)  # type: ignore[attr-defined]
            pump(0.02)
            yield page


def seen_words(window: MainWindow) -> list[str]:
    """All visible words, tooltips and accessible names."""
    words = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            words += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            if isinstance(widget, QLabel | QAbstractButton | Badge):
                words.append(widget.text())
            if isinstance(widget, QLineEdit):
                words.append(widget.placeholderText())
    return [word for word in words if word]


def test_changing_the_language_leaves_no_word_of_the_other(
    window: MainWindow, application: Application
) -> None:
    application.settings.change(language="en")
    for _ in visit(window):
        pass
    russian = {form for entry in read_entries("ru") for form in entry.forms if re.search("[А-я]", form)}
    for _ in visit(window):
        assert set(seen_words(window)) & russian == set()
    assert window.windowTitle() == "Bukvar — Северный ветер"
    application.settings.change(language="ru")
    english = {
        entry.source
        for entry in read_entries("ru")
        if re.search("[А-я]", "".join(entry.forms)) and len(entry.source) > 2
    }
    for _ in visit(window):
        assert set(seen_words(window)) & english == set()
    assert window.windowTitle() == "Букварь — Северный ветер"


def test_changing_the_theme_repaints_the_window(window: MainWindow, application: Application) -> None:
    window.go("tasks")
    pump()
    light = window.grab().toImage().pixelColor(600, 780)
    application.settings.change(theme="dark")
    pump()
    dark = window.grab().toImage().pixelColor(600, 780)
    assert light.lightness() > 200 > 60 > dark.lightness()
    assert dark == window.theme.colour("window")
    application.settings.change(theme="contrast")
    pump()
    assert window.grab().toImage().pixelColor(600, 780) == window.theme.colour("window")


def test_larger_text_grows_controls(window: MainWindow, application: Application) -> None:
    window.go("documents")
    button = window.page("documents").add_files_button  # type: ignore[attr-defined]
    before = button.sizeHint()
    application.settings.change(text_size=150)
    after = button.sizeHint()
    assert after.height() == 48
    assert after.width() > before.width() * 1.2
    application.settings.change(text_size=100)


def test_everything_one_can_use_has_a_name(window: MainWindow) -> None:
    for page in visit(window):
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, INTERACTIVE) and not widget.objectName():
                interface = QAccessible.queryAccessibleInterface(widget)
                name = interface.text(QAccessible.Text.Name) if interface else ""
                inner = isinstance(widget.parentWidget(), QComboBox | QSpinBox)
                assert name or inner, (type(page).__name__, widget)


def test_no_target_is_too_small(window: MainWindow) -> None:
    for page in visit(window):
        for widget in page.findChildren(QAbstractButton):
            if widget.isVisible() and not widget.objectName():
                assert widget.height() >= 32, (type(page).__name__, widget, widget.size())


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "chat"),
        (Qt.Key.Key_2, "documents"),
        (Qt.Key.Key_3, "training"),
        (Qt.Key.Key_4, "exam"),
        (Qt.Key.Key_5, "models"),
        (Qt.Key.Key_6, "tasks"),
        (Qt.Key.Key_7, "settings"),
        (Qt.Key.Key_Comma, "settings"),
        (Qt.Key.Key_J, "tasks"),
    ],
)
def test_keys_open_pages(window: MainWindow, key: Qt.Key, page: str) -> None:
    window.go("models" if page != "models" else "chat")
    window.activateWindow()
    pump()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.current == page


def test_search_and_help_by_key(window: MainWindow) -> None:
    window.go("documents")
    window.activateWindow()
    pump()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.header.search.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current == "help"
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current == "settings"
    assert "Enter" in seen_words(window)
    window.go("settings:security")
    window.go("chat")
    window.go("settings")
    sections = window.page("settings").findChildren(QAbstractButton)
    assert all(item.isEnabled() for item in sections if item.isCheckable() and item.text())


def test_words_typed_for_a_page_filter_it_no_longer_when_one_comes_back(window: MainWindow) -> None:
    window.go("settings")
    window.header.search.setText("нетакогослова")
    (storage,) = [
        item for item in window.page("settings").findChildren(QAbstractButton) if item.text() == "Хранение"
    ]
    assert not storage.isEnabled()
    window.go("models")
    window.go("settings")
    assert window.header.search.text() == ""
    assert storage.isEnabled()


def test_f6_walks_through_the_regions(window: MainWindow) -> None:
    window.go("models")
    window.activateWindow()
    pump()
    window.setFocus()
    places = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        if window.rail.isAncestorOf(focus):
            assert window.ring.isVisible()
        regions = {"rail": window.rail, "header": window.header, "page": window.stack}
        places += [name for name, region in regions.items() if region.isAncestorOf(focus)]
    assert places == ["rail", "header", "page"]


def light_share(picture: QImage) -> float:
    """The share of pixels that are nearly white."""
    spots = [(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)]
    return sum(picture.pixelColor(x, y).lightness() > 200 for x, y in spots) / len(spots)


def test_pages_out_of_sight_take_another_theme_when_they_are_shown(
    window: MainWindow, application: Application
) -> None:
    application.settings.change(theme="dark")
    for name in ("exam", "settings", "chat"):
        window.go(name)
        pump(0.02)
    application.settings.change(theme="light")
    application.settings.change(theme="dark")
    try:
        for name in ("exam", "settings"):
            window.go(name)
            pump(0.02)
            assert light_share(window.stack.grab().toImage()) < 0.05, name
    finally:
        application.settings.change(theme="light")


def test_a_toast_stands_above_what_one_types_into(window: MainWindow) -> None:
    window.go("chat")
    pump()
    window.toast.show_message("Один")
    composer = window.page("chat").composer  # type: ignore[attr-defined]
    top = composer.mapTo(window, QPoint(0, 0)).y()
    wait_for(lambda: window.toast.mapTo(window, QPoint(0, window.toast.height())).y() <= top)  # it slides in


def drag(window: MainWindow, paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, event)
    return data


def drop(window: MainWindow, data: QMimeData) -> None:
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(
        QPointF(400, 300), both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    )
    assert event.proposedAction() is Qt.DropAction.MoveAction
    QApplication.sendEvent(window, event)
    # A file manager that reads "moved" deletes the originals.
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_dragging_shows_where_it_goes_and_what_it_is(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "Договоры"
    folder.mkdir()
    for name in ("а.txt", "б.txt"):
        (tmp_path / name).write_text("текст", encoding="utf-8")
    drag(window, [folder, tmp_path / "а.txt", tmp_path / "б.txt"])
    assert window.overlay.isVisible()
    words = " ".join(label.text() for label in window.overlay.findChildren(QLabel))
    assert "Отпустите, чтобы добавить в «Северный ветер»" in words
    assert "2 файла и 1 папка" in words
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.overlay.isVisible()


def test_a_drop_is_imported_into_the_current_base(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    letter = tmp_path / "письмо.txt"
    letter.write_text("текст", encoding="utf-8")
    drop(window, drag(window, [letter]))
    jobs = application.jobs.list()
    assert [job.kind for job in jobs] == ["index"]
    assert jobs[0].base == application.bases.current
    assert not window.overlay.isVisible()
    assert window.current == "documents"


def test_a_drop_without_a_base_makes_one_named_after_the_folder(
    tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("propagateSizeHints")
    folder = tmp_path / "Кадры 2026"
    folder.mkdir()
    (folder / "приказ.txt").write_text("текст", encoding="utf-8")
    with running_application(tmp_path / "data", "ru") as application, open_window(application) as window:
        drop(window, drag(window, [folder]))
        assert [base.name for base in application.bases.list()] == ["Кадры 2026"]
        assert window.windowTitle() == "Букварь — Кадры 2026"


def test_a_file_that_is_no_model_is_refused_in_a_sentence(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    fake = tmp_path / "модель.gguf"
    fake.write_bytes(b"not a model at all")
    drop(window, drag(window, [fake]))
    wait_for(lambda: window.toast.text(), 20)
    assert "модель.gguf" in window.toast.text()
    assert window.current == "models"
    assert all(not model.added for model in application.models.list())


def test_text_dragged_from_a_page_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("слова")
    event = QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not window.overlay.isVisible()


def test_bases_are_made_and_removed_in_the_switcher(window: MainWindow, application: Application) -> None:
    window.go("documents")
    switcher = window.header.switcher
    assert switcher.model.create("Северный ветер")  # the name is taken: a sentence
    assert switcher.model.create("Склад") == ""
    assert window.windowTitle().endswith("Склад")
    switcher.ask_to_remove()
    question = window.findChild(Confirm)
    assert question is not None
    assert question.keep_button.isDefault()
    assert any("останутся" in label.text() for label in question.findChildren(QLabel))
    question.act_button.click()
    wait_for(lambda: len(application.bases.list()) == 1, 20)


def test_closing_while_work_runs_asks_and_says_what_is_kept(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    letter = tmp_path / "письмо.txt"
    letter.write_text("текст", encoding="utf-8")
    application.documents.import_paths(application.bases.current, [str(letter)])
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    window.work.at_quit = lambda: "Идёт работа."  # type: ignore[method-assign]
    window.close()
    question = window.findChild(Confirm)
    assert question is not None
    assert not closed
    assert window.isVisible()
    question.act_button.click()
    assert closed == [True]
    assert application.settings.values.geometry


@pytest.mark.parametrize("size", [100, 200])
def test_a_long_toast_turns_its_lines_and_stays_in_the_window(
    window: MainWindow, application: Application, size: int
) -> None:
    application.settings.change(text_size=size)
    window.resize(1100, 700)
    pump(0.05)
    window.toast.show_message("Отправьте папку журналов в поддержку, если ошибка останется. " * 3, "Показать")
    pump(0.3)
    toast, (words,) = window.toast, window.toast.findChildren(QLabel)
    assert toast.x() >= 0 and toast.geometry().right() < window.width()
    assert words.height() >= words.heightForWidth(words.width())
    toast.show_message("Готово")
    assert toast.width() < 700


def test_a_toast_undoes_or_expires_once(window: MainWindow) -> None:
    heard: list[str] = []
    window.toast.show_message("Один", "Вернуть", lambda: heard.append("undo"), lambda: heard.append("gone"))
    window.toast.show_message(
        "Два", "Вернуть", lambda: heard.append("undo 2"), lambda: heard.append("gone 2")
    )
    assert heard == ["gone"]
    window.toast.action.click()
    assert heard == ["gone", "undo 2"]
    assert window.toast.text() == ""


def test_every_known_problem_reads_well_in_a_card() -> None:
    from desktop.ui.words.problem_text import in_full
    from workers.contract.codes import Problem

    for code in Code:
        text = in_full(Problem(code, {"file": "а", "name": "б", "need": 1, "free": 1}))
        assert ".." not in text.replace("…", "")
        assert text.endswith((".", "?"))


def test_the_first_window_fits_the_screen(window: MainWindow) -> None:
    fresh = MainWindow(RESOURCES, Settings())
    room = fresh.screen().availableSize()
    assert fresh.width() == max(fresh.minimumWidth(), min(1280, room.width() - 16))
    assert fresh.height() == min(800, room.height() - 40)
    fresh.deleteLater()


def test_the_place_of_the_window_is_kept_without_closing_it(
    window: MainWindow, application: Application
) -> None:
    window.resize(1111, 700)
    before = application.settings.values.geometry
    wait_for(lambda: application.settings.values.geometry != before, 10)
