"""Where chat list and source panel stand: beside the conversation, or over it in a narrow window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import keeping_fonts, mark, row, with_text_size

PANEL_BESIDE = 1200  # px of the window: below, the source panel covers the chat from the right
LIST_BESIDE = 1100  # px of the window: below, the chat list folds into a button
_GROWTH = 0.25  # of larger text, in which these two grow


class SidePanels(QWidget):
    """Holds list, conversation and panel; `width_saved` is the panel's remembered width.

    Signals: `folded(bool)` whether the list is behind a button now.
    """

    folded = Signal(bool)

    def __init__(self, chats: QWidget, middle: QWidget, panel: QWidget, width_saved: int) -> None:
        super().__init__()
        self._list, self._panel = chats, panel
        self._panel_open, self._list_open = False, False
        self._narrow_list, self._narrow_panel = False, False
        self.panel_width = width_saved or theme().width("source_panel")
        line = row(self)
        self._slot = QWidget()
        self._slot_line = row(self._slot)
        self._slot_line.addWidget(chats)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.splitterMoved.connect(self._moved)
        line.addWidget(self._slot)
        line.addWidget(self.splitter, 1)
        panel.hide()
        with_text_size(self, self._fit)

    @property
    def list_folded(self) -> bool:
        """The list is behind a button."""
        return self._narrow_list

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Arrange for the width of the window and the size of text."""
        window_width = self.window().width()
        narrow_list = window_width < theme().grown(LIST_BESIDE, _GROWTH)
        narrow_panel = window_width < theme().grown(PANEL_BESIDE, _GROWTH)
        if narrow_list != self._narrow_list:
            self._narrow_list, self._list_open = narrow_list, False
            with keeping_fonts(self._list):
                if narrow_list:
                    self._list.setParent(self)
                else:
                    self._slot_line.addWidget(self._list)
        if narrow_panel != self._narrow_panel:
            self._narrow_panel = narrow_panel
            with keeping_fonts(self._panel):
                if narrow_panel:
                    self._panel.setParent(self)
                else:
                    self.splitter.addWidget(self._panel)
        mark(self._panel, edge="left" if narrow_panel else "none")
        self._slot.setVisible(not narrow_list)
        self._place()
        self.folded.emit(narrow_list)

    def show_panel(self, shown: bool) -> None:
        """Open or close the panel of sources."""
        self._panel_open = shown
        self._place()

    def toggle_list(self) -> None:
        """Open or close the folded list."""
        self._list_open = not self._list_open
        self._place()

    def close_list(self) -> None:
        """Fold the list in again; nothing where it always stands."""
        self._list_open = False
        self._place()

    def _place(self) -> None:
        self._list.setVisible(not self._narrow_list or self._list_open)
        if self._narrow_list and self._list_open:
            self._list.setGeometry(0, 0, self._list.maximumWidth(), self.height())
            self._list.raise_()
        was_shown = self._panel.isVisibleTo(self)
        self._panel.setVisible(self._panel_open)
        if not self._panel_open:
            return
        width = min(max(self.panel_width, self._panel.minimumWidth()), max(self.width() - 80, 200))
        if self._narrow_panel:
            self._panel.setGeometry(self.width() - width, 0, width, self.height())
            self._panel.raise_()
        elif not was_shown or self.splitter.sizes()[-1] != width:
            self.splitter.setSizes([max(self.splitter.width() - width - 1, 1), width])

    def _moved(self) -> None:
        self.panel_width = self.splitter.sizes()[-1]
