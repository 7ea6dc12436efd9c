"""The window: rail, header, pages, toasts, keys, quitting in stages."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.settings.schema import Settings
from desktop.ui.i18n.translator import Translator
from desktop.ui.listening import single_shot_timer
from desktop.ui.page import Page
from desktop.ui.theme import install
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.window.rail import Rail
from desktop.ui.window.starting_page import StartingPage

if TYPE_CHECKING:
    # Loaded with what fills the window: it is painted before.
    from desktop.features.models.viewmodels.packs_model import PacksModel
    from desktop.ui.window.header import Header
    from desktop.ui.window.window_model import WindowModel
    from desktop.ui.window.work_model import WorkModel

FIRST_START = "first_start"
FIRST_SIZE = QSize(1280, 800)
# What a system draws around a window, at least: `resize` counts without it.
FRAME = QSize(16, 40)
# Pages that stand not in the rail, and the item they belong to.
_RAIL = {"analysis": "documents", "document": "documents"}
# A window that rests so long keeps its place, also when it is ended by force.
REMEMBER_MS = 2000


class MainWindow(Translated, QMainWindow):
    """Made once by the window's start; pages are made when they are first shown.

    Signals: `painted` after the first paint; `closing` when the user has agreed to close: the application
    then stops the workers; `stayed` when the user was asked and has not.
    """

    painted = Signal()
    closing = Signal()
    stayed = Signal()

    def __init__(self, resources: Path, settings: Settings) -> None:
        """Paints at once, before the database is opened; `begin` fills it."""
        # Before there is a window: it would hear of every change.
        look = install(resources, settings.theme, settings.text_size)
        look.reduced_motion = settings.reduced_motion
        translator = Translator(resources / "i18n")
        translator.apply(settings.language)
        super().__init__()
        self.theme, self.translator = look, translator
        self._pages: dict[str, Page] = {}
        self._begun = self._seen = False
        self._may_close = self._quitting = False
        self._base = ""
        self._build(settings.first_start_done)
        self.setMinimumSize(self.theme.width("window_min"), self.theme.width("window_min_height"))
        self._restore_geometry(settings.geometry)
        self.setWindowTitle(self.tr("Bukvar"))
        self.theme.changed.connect(self._show_icon)
        self._show_icon()
        self.starting.setFocus()

    def begin(
        self,
        model: "WindowModel",
        work: "WorkModel",
        packs: "PacksModel",
        header: "Header",
        notices: QWidget,
        make_page: Callable[[str], Page],
    ) -> None:
        """Show what the application holds; called once. `notices` stand above the pages; `make_page` builds
        the page of a name."""
        from desktop.features.models.views.pack_dialog import ask_to_install
        from desktop.ui.announcing import announce
        from desktop.ui.widgets import FocusRing, Toast
        from desktop.ui.window.drops import DropOverlay, Drops
        from desktop.ui.window.presence import Presence
        from desktop.ui.window.window_keys import WindowKeys

        self.overlay = DropOverlay(self._content)
        self.overlay.setGeometry(self._content.rect())
        self.toast = Toast(self._central, lambda: self.page(self.current).foot() if self.current else 0)
        self.model, self.work, self.packs, self.header = model, work, packs, header
        self._make_page = make_page
        for owned in (model, work, packs):
            owned.setParent(self)
        packs.message.connect(lambda text: self.toast.show_message(text))
        packs.opened.connect(lambda found: ask_to_install(self, packs, found))
        self._body.insertWidget(0, self.header)
        self._body.insertWidget(1, notices)
        self.header.go.connect(self.go)
        self.ring = FocusRing(self)
        self.presence = Presence(self)
        self._begun = True
        WindowKeys(self)
        self.drops = Drops(self)
        model.bases_changed.connect(self._base_may_have_changed)
        model.appearance_changed.connect(self._appearance_changed)
        work.changed.connect(self._show_running)
        self.model.message.connect(lambda text: self.toast.show_message(text))
        self.model.go.connect(self.go)
        work.over.connect(lambda sentence: announce(self, sentence))
        work.ended.connect(self._long_work_ended)
        self.presence.wanted.connect(self.come_up)
        self.presence.quitting.connect(self.quit)
        self._show_tray()
        model.bases_changed.connect(self._show_tray)  # the settings may be others
        self._moved = single_shot_timer(self, REMEMBER_MS, self._remember_geometry)
        self.rail.chosen.connect(self.go)
        self._show_running()
        self._base_may_have_changed()
        self.go("chat" if model.settings.first_start_done else FIRST_START)
        self.starting.hand_over(self.page(self.current), self.go)

    # --- pages ---

    def go(self, name: str) -> None:
        """Show a page: chat, documents, document, training, exam, models, tasks, settings, help, analysis or
        first_start; "PAGE:PART" opens a part of it ("training:examples")."""
        name, _, part = name.partition(":")
        page = self.page(name)
        # Help leads back to where it was asked for: as a way back it would lead to and fro.
        if self.stack.currentWidget() is not page and self.current != "help":
            page.came_from = self.current
        first = name == FIRST_START
        self.rail.setVisible(not first)
        self.rail.show_page(_RAIL.get(name, name))
        self.header.setVisible(not first and not page.own_header)
        self.stack.setCurrentWidget(page)
        if name == "tasks":
            self.work.failures_seen()
        if part:
            page.open_view(part)
        else:
            page.shown()
        self.header.show_page(page)

    def page(self, name: str) -> Page:
        """The page of that name, made now if it was not shown before."""
        if name not in self._pages:
            page = self._make_page(name)
            page.go.connect(self.go)
            page.message.connect(self.toast.show_message)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    @property
    def current(self) -> str:
        """Name of the page in front."""
        widget = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is widget), "")

    def _build(self, with_rail: bool) -> None:
        self._central = QWidget()
        mark(self._central, fill="window")
        line = row(self._central)
        self.rail = Rail()
        self.rail.setVisible(with_rail)
        self._content = QWidget()
        self._body = column(self._content)
        self.stack = QStackedWidget()
        self.starting = StartingPage(asks=with_rail)
        self.stack.addWidget(self.starting)
        self._body.addWidget(self.stack, 1)
        line.addWidget(self.rail)
        line.addWidget(self._content, 1)
        self.setCentralWidget(self._central)

    # --- what changed ---

    def _show_tray(self) -> None:
        self.presence.set_tray(self.model.settings.tray_icon)

    def _appearance_changed(self) -> None:
        settings = self.model.settings
        self.theme.reduced_motion = settings.reduced_motion
        self.theme.set_text_size(settings.text_size)
        self.theme.set_mode(settings.theme)
        self.translator.apply(settings.language)

    def _show_running(self) -> None:
        self.rail.set_running(self.work.running(), self.work.failed)

    def _base_may_have_changed(self) -> None:
        current = self.model.base()
        base, name = (current.id, current.name) if current is not None else ("", "")
        product = self.tr("Bukvar")
        self.setWindowTitle(f"{product} — {name}" if name else product)
        if base != self._base:
            self._base = base
            for page in list(self._pages.values()):
                page.base_changed(base)

    def _long_work_ended(self, text: str) -> None:
        self.presence.notify(self.tr("Bukvar"), text)
        self.toast.show_message(text)

    # --- the window itself ---

    def _restore_geometry(self, saved: str) -> None:
        if not saved or not self.restoreGeometry(QByteArray.fromBase64(saved.encode())):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._begun:
            event.ignore()  # for the moment that opening the data takes
            return
        if self.presence.in_tray and not self._quitting:
            event.ignore()
            self.hide()
            return
        what = "" if self._may_close else self.work.at_quit()
        if what:
            from desktop.ui.dialogs.confirm import Confirm

            event.ignore()
            question = Confirm(
                self,
                self.tr("Close and continue later?"),
                what,
                self.tr("Close"),
                self.tr("Stay"),
                danger=False,
            )
            question.accepted.connect(self._close_for_sure)
            question.rejected.connect(self._stay)
            question.open()
            return
        self._remember_geometry()
        event.accept()
        self.closing.emit()

    def _remember_geometry(self) -> None:
        self._moved.stop()
        self.model.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode())

    def _close_for_sure(self) -> None:
        self._may_close = self._quitting = True
        self.close()

    def _stay(self) -> None:
        self._quitting = False
        self.stayed.emit()

    def come_up(self) -> None:
        """To the front, also from the tray."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        """End the program, also where closing the window leaves it in the tray."""
        if self.work.at_quit():
            self.come_up()  # what is asked now must be seen
        self._quitting = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._begun:
            self.toast.place()
            self.overlay.setGeometry(self._content.rect())
        self._rest()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._rest()

    def _show_icon(self) -> None:
        self.setWindowIcon(QIcon(self.theme.logo(64)))

    def _rest(self) -> None:
        # A window that is only pictured stands nowhere.
        if self._begun and not self.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            self._moved.start()

    def retranslate(self) -> None:
        if self._begun:
            self._base_may_have_changed()
            self._show_running()
