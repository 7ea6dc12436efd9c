"""What can be done with an answer."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.entities import MessageState
from desktop.features.chat.viewmodels.replies import Reply
from desktop.ui.widgets import IconButton, Menu
from desktop.ui.widgets.base import row
from desktop.ui.widgets.translated import Translated


class DragButton(IconButton):
    """A button that can be dragged into another program, where it leaves what `carried` makes."""

    def __init__(self, icon: str, carried: Callable[[], QMimeData]) -> None:
        super().__init__(icon, "")
        self._carried, self._pressed_at = carried, QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            self.setDown(False)
            drag = QDrag(self)
            drag.setMimeData(self._carried())
            drag.exec(Qt.DropAction.CopyAction)
        else:
            super().mouseMoveEvent(event)


class AnswerButtons(Translated, QWidget):
    """Signals: `copied`; `again`; `learned` to the examples; `why_wanted`; `wrong` the person knows better;
    `save_wanted`; `print_wanted`."""

    copied = Signal()
    again = Signal()
    learned = Signal()
    why_wanted = Signal()
    wrong = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, carried: Callable[[], QMimeData]) -> None:
        super().__init__()
        line = row(self, 8)
        self.copy = DragButton("copy", carried)
        self.redo, self.learn, self.why, self.flag, self.more = (
            IconButton(icon, "")
            for icon in ("refresh-cw", "graduation-cap", "file-search", "flag", "ellipsis")
        )
        for button, told in (
            (self.copy, self.copied),
            (self.redo, self.again),
            (self.learn, self.learned),
            (self.why, self.why_wanted),
            (self.flag, self.wrong),
        ):
            button.clicked.connect(told)
            line.addWidget(button)
        self.more.clicked.connect(self._open_menu)
        line.addWidget(self.more)
        line.addStretch(1)
        self.retranslate()

    def show_reply(self, reply: Reply, last: bool) -> None:
        """Show what can be done with this answer; the newest one alone can be made again."""
        message = reply.message
        failed, refused = message.state is MessageState.FAILED, message.state is MessageState.REFUSED
        self.setVisible(reply.stage == "done")
        self.copy.setVisible(bool(message.text) or refused)
        self.redo.setVisible(last and not failed)
        self.why.setVisible(message.way.searches and not failed and message.table is None)
        self.learn.setVisible(message.state is MessageState.COMPLETE and bool(message.text))
        self.flag.setVisible(not failed)
        self.more.setVisible(not failed)

    def menu(self) -> Menu:
        """What is done more rarely."""
        menu = Menu(self)
        menu.add(self.tr("Save as a document…"), "save").triggered.connect(self.save_wanted)
        menu.add(self.tr("Print…"), "printer").triggered.connect(self.print_wanted)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def retranslate(self) -> None:
        """Say all words again."""
        self.copy.set_name(self.tr("Copy the answer, or drag it into a letter"))
        self.redo.set_name(self.tr("Answer again"))
        self.learn.set_name(self.tr("Add to examples"))
        self.why.set_name(self.tr("Why this answer?"))
        self.flag.set_name(self.tr("Wrong? Give the right answer"))
        self.more.set_name(self.tr("More"))
