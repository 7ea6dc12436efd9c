"""The window for people who see little, hear it or use keys alone: nothing cut at any size of text, names,
readable placeholders, regions, and what is spoken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.app import Application
from desktop.core.entities import ASSISTANT, ChatMessage, JobRecord, JobState, MessageState
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer_announcer import AnswerAnnouncer
from desktop.features.chat.views.answer_text import AnswerText
from desktop.features.chat.views.chat_list import ChatItem
from desktop.features.chat.views.chat_page import ChatPage
from desktop.features.chat.views.composer import Composer
from desktop.ui import announcing
from desktop.ui.theme import theme
from desktop.ui.theme.tokens import NAMES
from desktop.ui.widgets import Banner, Input
from desktop.ui.widgets.base import focus_by_key
from desktop.ui.widgets.fold import Fold
from desktop.ui.window.main_window import MainWindow
from tests.gui.ui.test_design import contrast
from tests.helpers.gui import plain_theme, pump, wait_for
from tests.helpers.window import open_window, running_application
from tests.pictures import structure, worlds
from tests.pictures.__main__ import show, views
from workers.contract.codes import Code

NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with running_application(tmp_path_factory.mktemp("data")) as application:
        worlds.make(application, worlds.World.FULL)
        yield application


@pytest.fixture(scope="module")
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is announced, and whether at once."""
    said: list[tuple[str, bool]] = []
    urgent = QAccessible.AnnouncementPoliteness.Assertive
    monkeypatch.setattr(
        announcing, "send", lambda event: said.append((event.message(), event.politeness() == urgent))
    )
    return said


def test_what_is_chosen_is_told_as_what_it_is(window: MainWindow, application: Application) -> None:
    """The pages are tabs, chats and filters one of several, what unfolds a button: no check box."""
    window.go("documents")
    rail = QAccessible.queryAccessibleInterface(window.rail)
    assert rail is not None and rail.role() is QAccessible.Role.PageTabList
    for page, item in window.rail.items.items():
        role, state = told(item)
        assert (role, bool(state.selected)) == (QAccessible.Role.PageTab, page == "documents")
        assert not state.checkable
    chips = list(window.page("documents").chips.chips.values())  # type: ignore[attr-defined]
    states = [told(chip) for chip in chips]
    assert {role for role, _ in states} == {QAccessible.Role.RadioButton}
    assert [bool(state.checked) for _, state in states] == [chip.isChecked() for chip in chips]
    fold = Fold()
    fold.set_title("More")
    assert (told(fold.button)[0], bool(told(fold.button)[1].expanded)) == (QAccessible.Role.Button, False)
    fold.button.click()
    assert bool(told(fold.button)[1].expanded)
    window.go("chat")
    for item in window.page("chat").findChildren(ChatItem):
        role, state = told(item)
        assert (role, bool(state.selected)) == (QAccessible.Role.ListItem, item.isChecked())


def test_a_tab_is_pressed_by_a_screen_reader_and_keys_go_as_ever(window: MainWindow) -> None:
    window.go("documents")
    models, tasks = window.rail.items["models"], window.rail.items["tasks"]
    known = QAccessible.queryAccessibleInterface(models)
    assert known is not None
    press = QAccessibleActionInterface.pressAction()
    assert press in known.actionInterface().actionNames()
    known.actionInterface().doAction(press)
    assert models.isChecked() and window.current == "models"
    focus_by_key(models)
    QTest.keyClick(models, Qt.Key.Key_Down)
    assert window.focusWidget() is tasks and models.isChecked()


def told(widget: QWidget) -> tuple[QAccessible.Role, QAccessible.State]:
    """What a screen reader is told of a widget."""
    known = QAccessible.queryAccessibleInterface(widget)
    assert known is not None and known.text(QAccessible.Text.Name)
    return known.role(), known.state()


@pytest.mark.parametrize(("language", "look", "size"), [("ru", "light", 200), ("en", "dark", 150)])
def test_every_page_is_whole_at_every_size_of_text(
    application: Application, window: MainWindow, language: str, look: str, size: int
) -> None:
    application.settings.change(language=language, theme=look, text_size=size)
    wrong = []
    for view in views():
        show(window, view)
        if structure.faults(window, language):
            pump(0.5)  # what is still being laid out does not count
        wrong += [f"{view}: {fault}" for fault in structure.faults(window, language)]
    application.settings.change(language="en", theme="light", text_size=100)
    assert wrong == []


def test_no_key_is_waited_for_by_two_that_hold_one_another(window: MainWindow) -> None:
    for view in views():
        show(window, view)
    every = [(key.parent(), key.key().toString()) for key in window.findChildren(QShortcut)]
    assert len(every) > 40
    both = [
        f"{name}: {type(one).__name__} and {type(other).__name__}"
        for one, name in every
        for other, again in every
        if name == again and one is not other and isinstance(other, QWidget) and one.isAncestorOf(other)
    ]
    assert both == [], "Qt gives such a key to neither"


def test_another_size_of_text_reaches_fields_of_pages_that_were_left(
    application: Application, window: MainWindow
) -> None:
    for size in (200, 100, 200, 100):
        show(window, "chat")
        application.settings.change(text_size=size)
        show(window, "training:examples")
        sizes = {field.font().pixelSize() for field in window.stack.findChildren(QLineEdit)}
        assert sizes == {theme().font("body").pixelSize()}
        application.settings.change(text_size=150)
        sizes = {field.font().pixelSize() for field in window.stack.findChildren(QLineEdit)}
        assert sizes == {theme().font("body").pixelSize()}
        show(window, "chat")
        question = window.page("chat").typed_in
        assert isinstance(question, Composer)
        sizes = {
            part.font().pixelSize() for part in (question.edit, question.edit.viewport())
        }  # of the placeholder
        assert sizes == {theme().font("answer").pixelSize()}
    application.settings.change(text_size=100)


def test_another_size_of_text_reaches_what_moves_in_a_narrow_window(
    application: Application, window: MainWindow
) -> None:
    show(window, "chat")
    page = window.page("chat")
    assert isinstance(page, ChatPage)

    def sizes() -> dict[QWidget, int]:
        """Of the text of everything beside the conversation."""
        page.open_number(1)
        wait_for(page.panel.isVisible, 5)
        parts = [part for side in (page.panel, page.chats) for part in side.findChildren(QWidget)]
        found = {part: part.font().pixelSize() for part in parts if not part.isHidden()}
        page.sources.close()
        return found

    width = window.width()
    before = sizes()
    for size in (200, 100):
        application.settings.change(text_size=size)
        for wide in (width, 2000, width):
            window.resize(wide, window.height())
            now = sizes()
            known = before.keys() & now.keys()
            assert len(known) > 20
            assert {now[part] / before[part] for part in known} == {size / 100}


def test_other_colours_reach_pages_that_were_left_after_another_size_of_text(
    application: Application, window: MainWindow
) -> None:
    show(window, "training:choice")
    show(window, "settings:general")
    for size, mode in ((150, "dark"), (100, "light")):
        application.settings.change(text_size=size)
        application.settings.change(theme=mode)
        show(window, "training:choice")
        picture = window.stack.grab().toImage()
        assert picture.pixelColor(4, picture.height() // 2) == theme().colour("window")
        show(window, "settings:general")


def test_what_is_cut_or_covered_or_nameless_is_found() -> None:
    plain_theme()
    box = QWidget()
    box.resize(300, 200)
    from PySide6.QtWidgets import QPushButton

    from desktop.ui.widgets import Label

    cut = Label("Words that are much too long for the room that they are given", parent=box)
    cut.setGeometry(0, 0, 60, 20)
    over = Label("Other words over them", parent=box)
    over.setGeometry(10, 0, 250, 20)
    QPushButton("", box).setGeometry(0, 100, 40, 30)
    pale = Label("Light words on light ground", parent=box)
    pale.setGeometry(0, 60, 280, 30)
    pale.setStyleSheet("color: #d8d8d8; background: white")
    box.show()
    kinds = {fault.split(" ")[0] for fault in structure.faults(box, "en")}
    assert kinds == {"cut", "over", "without", "pale"}
    pale.setStyleSheet("color: #5c5c5c; background: white")
    assert not [fault for fault in structure.faults(box, "en") if fault.startswith("pale")]


@pytest.mark.parametrize("look", NAMES)
def test_placeholders_can_be_read(look: str) -> None:
    plain_theme()
    before = theme().mode
    theme().set_mode(look)
    field = QLineEdit()
    field.setPlaceholderText("███████")
    field.resize(200, 40)
    field.show()
    pump()
    image = field.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    row = [image.pixelColor(x, image.height() // 2).name() for x in range(12, 40)]
    field.close()
    theme().set_mode(before)
    ground = theme_ground(image)
    assert max(contrast(colour, ground) for colour in row) >= 4.5


def theme_ground(image: QImage) -> str:
    """The colour of the field beside its words."""
    return image.pixelColor(image.width() - 20, image.height() // 2).name()


def test_f6_comes_to_every_part_of_the_chat(window: MainWindow) -> None:
    show(window, "chat")
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    page.open_number(1)
    wait_for(lambda: page.panel.isVisible(), 5)
    window.activateWindow()
    pump()
    window.setFocus()
    parts = [window.rail, page.chats, page.header, page.conversation, page.composer, page.panel]
    reached = set()
    for _ in range(12):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        reached |= {at for at, part in enumerate(parts) if focus and part.isAncestorOf(focus)}
    assert reached == set(range(len(parts)))
    page.sources.close()


def test_the_ring_shows_an_answer_that_has_the_focus_and_no_more_than_is_seen_of_it(
    window: MainWindow,
) -> None:
    show(window, "chat")
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    height = window.height()
    window.resize(window.width(), window.minimumHeight())
    pump()
    around = page.conversation
    top = around.mapTo(window, QPoint(0, 0)).y()
    for text in [one for one in around.findChildren(AnswerText) if one.isVisible()]:
        seen = not text.visibleRegion().isEmpty()
        focus_by_key(text)
        pump()
        assert window.ring.isVisible() or not seen
        assert not window.ring.isVisible() or window.ring.y() >= top - 4
        assert not window.ring.isVisible() or window.ring.geometry().bottom() <= top + around.height() + 4
    window.resize(window.width(), height)


def test_f6_comes_to_every_page(window: MainWindow) -> None:
    for name in ("documents", "training:examples", "exam:questions", "exam:answers", "models", "settings"):
        show(window, name)
        page = window.page(window.current)
        window.activateWindow()
        pump()
        window.setFocus()
        parts = [window.rail, page] if page.own_header else [window.rail, window.header, page]
        reached = []
        for _ in parts:
            QTest.keyClick(window, Qt.Key.Key_F6)
            focus = QApplication.focusWidget()
            reached += [at for at, part in enumerate(parts) if focus and part.isAncestorOf(focus)]
        assert reached == list(range(len(parts))), name


def test_toasts_errors_and_ends_of_work_are_spoken(
    application: Application, window: MainWindow, spoken: list[tuple[str, bool]]
) -> None:
    window.toast.show_message("Removed", "Undo")
    Banner("info").show_message("error", "It failed")
    field = Input("Name")
    field.show_error("There is one of this name")
    running = JobRecord("j", "verify", "", JobState.RUNNING, {}, datetime.now(UTC), datetime.now(UTC))
    for state in (JobState.RUNNING, JobState.FAILED):
        code = Code.NO_MODEL if state is JobState.FAILED else ""
        worlds.put_job(application, replace(running, state=state, code=code))
    assert spoken[:3] == [("Removed. Undo", False), ("It failed", True), ("There is one of this name", True)]
    assert len(spoken) == 4 and spoken[3][0]


class _Model(QObject):
    """What `AnswerAnnouncer` asks of a chat."""

    state_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.writing = False
        self.last = ChatMessage("a", "c", ASSISTANT, "It takes 28 days.", NOW)

    def replies(self) -> list[Reply]:
        return [Reply(self.last)]

    def answer(self, **values: object) -> None:
        self.last = replace(self.last, **values)  # type: ignore[arg-type]
        for self.writing in (True, False):
            self.state_changed.emit()


def test_answers_are_spoken(spoken: list[tuple[str, bool]]) -> None:
    plain_theme()
    model, page = _Model(), QWidget()
    AnswerAnnouncer(page, model)  # type: ignore[arg-type]
    model.answer()
    model.answer(state=MessageState.FAILED, code=Code.NO_MODEL)
    assert [sentence for sentence, _ in spoken[:2]] == [
        "The answer is begun",
        "Answer: It takes 28 days. 0 sources",
    ]
    assert spoken[3][1] and spoken[3][0] not in ("", "It takes 28 days.")
    model.answer(text="> 2.1. **It takes 28 days.**  \n> 2.2. With notice.", state=MessageState.COMPLETE)
    assert spoken[-1][0] == "Answer: 2.1. It takes 28 days.\n2.2. With notice. 0 sources"
