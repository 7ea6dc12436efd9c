"""The review of rows: one row, its page, a key for every decision."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.review.review_model import ReviewModel
from desktop.ui.review.row_card import RowCard
from desktop.ui.review.signing import SigningPopup
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from desktop.ui.widgets import EmptyState, Label, ProgressBar, ScrollColumn
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.key_bar import KeyBar

_NARROW = 1000  # px of the page: below, the source takes less
_CYRILLIC_Z = 0x042F  # the key that carries Z, on a Russian layout


class ReviewView(PagePart):
    """The first decision asks who reviews; every decision can be taken back. A kind adds its words, and what
    the end of the queue leads to."""

    def __init__(
        self, theme: Theme, model: ReviewModel[Any], source: SourcePage, card: RowCard, icon: str
    ) -> None:
        super().__init__(theme)
        self.model, self.source, self.card = model, source, card
        model.setParent(self)
        self._next = ""  # where the button at the end leads
        self.who = SigningPopup(model)
        self.end, self.keys = EmptyState(icon), KeyBar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = row(self)
        layout.addLayout(self._left(), 1)
        self.side = QWidget()
        mark(self.side, edge="left", fill="window")
        right = column(self.side, 0, (1, 0, 0, 0))
        right.addWidget(self.source, 1)
        for widget in self._under_source():
            right.addWidget(widget)
        layout.addWidget(self.side)
        self._connect()
        self._bind_keys()
        self.retranslate()

    def _left(self) -> QVBoxLayout:
        left, head, words = column(None, 16, (24, 16, 24, 20)), row(None, 8), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head.addLayout(words, 1)
        for widget in self._buttons():
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.progress, self.stack, self.page = ProgressBar(), QStackedWidget(), ScrollColumn((0, 0, 0, 0))
        self.page.body.addWidget(self.card, 1)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.end)
        left.addLayout(head)
        left.addWidget(self.progress)
        left.addWidget(self.stack, 1)
        left.addWidget(self.keys)
        return left

    def _connect(self) -> None:
        self.model.changed.connect(self.refresh)
        self.model.message.connect(self.notify)
        self.source.message.connect(self.notify)
        self.end.acted.connect(lambda: self.open_view.emit(self._next))
        keys = self.keys
        keys.approved.connect(self.approve)
        keys.rejected.connect(self.reject)
        keys.skipped.connect(self.skip)
        keys.undone.connect(self.undo)
        keys.editing.connect(self.edit)
        for part in (keys, self.card):
            part.saved.connect(self._save_edit)
            part.left.connect(self._leave_edit)

    def _bind_keys(self) -> None:
        """By key, not by letter; a field that is typed in keeps its own use of them."""
        for key, act in self._keys().items():
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)

    def _keys(self) -> dict[str, Callable[[], object]]:
        """What keys do."""
        return {
            "Return": self.approve, "Enter": self.approve, "F2": self.edit, "Del": self.reject,
            "Right": self.skip, "Ctrl+Z": self.undo,
        }  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z where the system does not translate it from another layout."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == _CYRILLIC_Z:
            self.undo()
        else:
            super().keyPressEvent(event)

    # --- what a kind says ---

    def _buttons(self) -> list[QWidget]:
        """More buttons of the head."""
        return []

    def _under_source(self) -> list[QWidget]:
        """What stands under the page of the document."""
        return []

    @abstractmethod
    def _source_sentence(self, row: Any) -> str:
        """Where a row without a document came from."""

    @abstractmethod
    def _end(self) -> tuple[str, str, str]:
        """When nothing waits: what is said, the words of the button, the part that it leads to; a base
        without rows has its own words for it."""

    @abstractmethod
    def _taken_back(self, count: int) -> str:
        """What is said when rows came back."""

    @abstractmethod
    def _edited_text(self) -> object:
        """The text as it stands in the editors; None, with words told, where something is missing."""

    def _about(self) -> str:
        """The line under the title."""
        counts = self.model.counts
        figures = (self.model.reviewed, counts.total, counts.approved, counts.rejected)
        words = self.tr("%1 of %2 reviewed. %3 approved, %4 rejected.")
        return fill(words, *(formats.number(figure) for figure in figures))

    def _refresh_kind(self) -> None:
        """Show what the kind has added."""

    # --- what is shown ---

    def refresh(self) -> None:
        """Show what the model knows."""
        if not self.isVisible():
            return
        model, current = self.model, self.model.current
        self.about.setText(self._about())
        self.progress.show_progress(model.reviewed / model.counts.total if model.counts.total else 0.0)
        self.progress.setAccessibleName(self.about.text())
        if current is None:
            self.card.end_edit()
            title = self.tr("Everything is reviewed")
            words, button, self._next = self._end()
            if not model.counts.total:
                title = self.tr("There is nothing to review yet")
            self.end.set_texts(title, words, button)
            self.source.show_place("", None)
        else:
            self.card.show_row(current)
            gone = self.tr("The document is no longer in the base. The quote stands in the card.")
            note = gone if current.text.document else self._source_sentence(current)
            self.source.show_place(current.id, model.place(current), note)
        self.stack.setCurrentWidget(self.page if current is not None else self.end)
        self._refresh_kind()
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        self.keys.show_state(self.model.current is not None, self.card.is_edited, self.model.can_undo)

    # --- what the user does ---

    def open_row(self, row: str) -> None:
        """Show one row out of the table, whatever was decided about it."""
        self.model.open(row)

    def approve(self) -> None:
        """Say that the row is right, after asking once who reviews."""
        self.signed(self.model.approve, self.keys.approve)

    def reject(self) -> None:
        """Say that the row is of no use, after asking once who reviews."""
        self.signed(self.model.reject, self.keys.reject)

    def skip(self) -> None:
        """Put the row off; nothing while it is edited."""
        if not self.card.is_edited:
            self.model.skip()

    def undo(self) -> None:
        """Take the last decision back and say so in a toast; nothing while a row is edited."""
        if not self.card.is_edited:
            count = self.model.undo()
            self.notify(self._taken_back(count) if count else self.tr("There is nothing to take back"))

    def edit(self) -> None:
        """Open the row's editors; nothing while no row is shown."""
        if self.model.current is not None:
            self.card.begin_edit()
            self._refresh_keys()

    def _save_edit(self) -> None:
        text = self._edited_text()
        if text is None:
            return

        def act() -> None:
            self._leave_edit()
            self.model.edit(text)

        self.signed(act, self.keys.save, is_edit=True)

    def _leave_edit(self) -> None:
        self.card.end_edit()
        self._refresh_keys()
        self.setFocus()

    def signed(self, act: Callable[[], object], anchor: QWidget, is_edit: bool = False) -> None:
        """Do it; the first time ask who reviews."""
        if self.model.current is not None and (is_edit or not self.card.is_edited):
            self.who.signed(act, anchor)

    def notify(self, text: str) -> None:
        """A toast."""
        self.message.emit(text, "", None, None)

    # --- what the page says ---

    def shown(self) -> None:
        self.model.awake = True
        self.model.can_undo = bool(self.model.base)
        self.model.refresh()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.card.end_edit()
        self.model.reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.theme.grown(self.theme.width("review_panel"), 0.5)
        narrow = self.width() < self.theme.grown(_NARROW, 0.5)
        self.side.setFixedWidth(round(wide * 0.8) if narrow else wide)

    def name(self, title: str) -> None:
        """Say all words again."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.refresh()
