"""Choosing single documents that a question is limited to: a field that finds them by name, and a list."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.entities import Document
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, FindField, Label, Popup
from desktop.ui.widgets.base import clear, column, focus_by_key
from workers.contract.paths import shown_name
from workers.text.folding import plain

_MOST = 8  # rows that are shown; more words find the others


_WIDE, _BESIDE = 420, 66  # px of the popup; of these beside the name in a row


def file_name_of(document: Document) -> str:
    """As lists show it."""
    return shown_name(PurePath(document.path).name)


class DocumentPicker(Popup):
    """Signals: `picked(ids)` after each click; the popup stays open."""

    picked = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents: list[tuple[str, str]] = []
        self._chosen: tuple[str, ...] = ()
        self._buttons: list[Button] = []
        self.field = FindField()
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._take_first)
        self.field.closed.connect(self.close)
        self._rows = QWidget()
        self._lines = column(self._rows, 2)
        self._more = Label("", "caption", "tertiary")
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.setSpacing(6)
        for part in (self.field, self._rows, self._more):
            self.body.addWidget(part)

    def offer(self, documents: Sequence[Document], chosen: tuple[str, ...], anchor: QWidget) -> None:
        """Open above `anchor`, the chosen ones first."""
        named = sorted((file_name_of(row), row.id) for row in documents if row.answers)
        named.sort(key=lambda row: row[1] not in chosen)
        self._documents, self._chosen = named, chosen
        self.field.clear()
        self.field.setPlaceholderText(self.tr("Find a document"))
        self.field.setAccessibleName(self.tr("Find a document"))
        self._show()
        self.open_at(anchor, above=True, width=_WIDE)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def rows(self) -> list[Button]:
        """The documents that are offered."""
        return self._buttons

    def _matching(self) -> list[tuple[str, str]]:
        words = plain(self.field.text()).split()
        return [row for row in self._documents if all(word in plain(row[0]) for word in words)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the field into the list; within it a button leads to the next one."""
        if event.key() == Qt.Key.Key_Down and self._buttons:
            focus_by_key(self._buttons[0])
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        held = next((at for at, row in enumerate(self._buttons) if row.hasFocus()), None)
        self._buttons = []
        clear(self._lines)
        found = self._matching()
        for name, identity in found[:_MOST]:
            chosen = identity in self._chosen
            row = Button("", "text", "check" if chosen else "file-text")
            row.show_within(name, theme().grown(_WIDE, 0.5) - theme().grown(_BESIDE))
            row.setCheckable(True)
            row.setChecked(chosen)
            row.align_left()
            row.clicked.connect(lambda _=False, key=identity: self._toggle(key))
            self._lines.addWidget(row)
            row.show()  # what is not shown yet takes no room in what is fitted below
            self._buttons.append(row)
        left = len(found) - _MOST
        self._more.setText(fill(self.tr("and %1 more: type a part of the name"), left) if left > 0 else "")
        self._more.setVisible(left > 0 or not found)
        if not found:
            self._more.setText(self.tr("No such document"))
        self.fit()
        if held is not None and held < len(self._buttons):  # the row went with what it said
            self._buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> None:
        found = self._matching()
        if found and self.field.text().strip():
            self._toggle(found[0][1])

    def _toggle(self, document: str) -> None:
        there = document in self._chosen
        self._chosen = (
            tuple(one for one in self._chosen if one != document) if there else (*self._chosen, document)
        )
        self.picked.emit(self._chosen)
        self._show()
