"""The review of exam questions: one question, its page, a key for every decision."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.features.exam.viewmodels.exam_review_model import ExamReviewModel
from desktop.features.exam.viewmodels.exam_words import source_sentence
from desktop.features.exam.views.exam_part import ExamPart
from desktop.features.exam.views.question_card import QuestionCard
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from desktop.ui.widgets import EmptyState, Label, ProgressBar, ScrollColumn
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.key_bar import KeyBar
from desktop.ui.words.names import counted

if TYPE_CHECKING:
    from desktop.app import Application

_NARROW = 1000  # px of the page: below, the source takes less
_CYRILLIC_Z = 0x042F  # the key that carries Z, on a Russian layout


class ReviewView(ExamPart):
    """The first decision asks who reviews; every decision of this session can be taken back."""

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self.model = ExamReviewModel(application, self)
        self._next = "questions"  # where the button at the end leads
        self._who = NamePopup()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = row(self)
        layout.addLayout(self._left(), 1)
        self.side = QWidget()
        mark(self.side, edge="left", fill="window")
        self.source = SourcePage(SourceModel(application.bases, application.documents, application.pages))
        column(self.side, 0, (1, 0, 0, 0)).addWidget(self.source, 1)
        layout.addWidget(self.side)
        self._connect()
        self._bind_keys()
        self.retranslate()

    def _left(self) -> QVBoxLayout:
        left, words = column(None, 16, (24, 16, 24, 20)), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.progress, self.stack = ProgressBar(), QStackedWidget()
        self.card, self.end, self.keys = QuestionCard(), EmptyState("clipboard-check"), KeyBar()
        self.page = ScrollColumn((0, 0, 0, 0))
        self.page.body.addWidget(self.card, 1)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.end)
        left.addLayout(words)
        left.addWidget(self.progress)
        left.addWidget(self.stack, 1)
        left.addWidget(self.keys)
        return left

    def _connect(self) -> None:
        self.model.changed.connect(self._show)
        self.model.message.connect(self._tell)
        self.source.message.connect(self._tell)
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
        keys: dict[str, Callable[[], None]] = {
            "Return": self.approve, "Enter": self.approve, "F2": self.edit, "Del": self.reject,
            "Right": self.skip, "Ctrl+Z": self.undo,
        }  # fmt: skip
        for key, act in keys.items():
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z where the system does not translate it from another layout."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == _CYRILLIC_Z:
            self.undo()
        else:
            super().keyPressEvent(event)

    # --- what is shown ---

    def open_question(self, question: str) -> None:
        """Show one question out of the table, whatever was decided about it."""
        self.model.open(question)

    def _show(self) -> None:
        if not self.isVisible():
            return
        model, current, counts = self.model, self.model.current, self.model.counts
        figures = (model.reviewed, counts.total, counts.approved, counts.rejected)
        words = fill(self.tr("%1 of %2 reviewed. %3 approved, %4 rejected."), *map(formats.number, figures))
        self.about.setText(words)
        self.progress.show_progress(model.reviewed / counts.total if counts.total else 0.0)
        self.progress.setAccessibleName(words)
        self.stack.setCurrentWidget(self.page if current is not None else self.end)
        if current is None:
            self.card.end_edit()
            self._show_end()
            self.source.show_place("", None)
        else:
            self.card.show_question(current)
            place = model.place(current)
            gone = self.tr("The document is no longer in the base. The quote stands in the card.")
            note = gone if current.text.document else source_sentence(current)
            self.source.show_place(current.id, place, note)
        self._show_keys()

    def _show_end(self) -> None:
        counts = self.model.counts
        if not counts.total:
            self._next = "questions"
            self.end.set_texts(
                self.tr("There is nothing to review yet"),
                self.tr("Make questions from the documents or import a file."),
                self.tr("Get questions"),
            )
            return
        self._next = "start"
        words = self.tr("%n approved question(s) are ready for an exam.", "", counts.approved)
        self.end.set_texts(
            self.tr("Everything is reviewed"), counted(words, counts.approved), self.tr("Hold an exam")
        )

    def _show_keys(self) -> None:
        self.keys.show_state(self.model.current is not None, self.card.is_edited, self.model.can_undo)

    # --- what the user does ---

    def approve(self) -> None:
        self._signed(self.model.approve, self.keys.approve)

    def reject(self) -> None:
        self._signed(self.model.reject, self.keys.reject)

    def skip(self) -> None:
        if not self.card.is_edited:
            self.model.skip()

    def undo(self) -> None:
        if self.card.is_edited:
            return
        count = self.model.undo()
        words = counted(self.tr("Taken back: %n question(s)", "", count), count)
        self._tell(words if count else self.tr("There is nothing to take back"))

    def edit(self) -> None:
        if self.model.current is not None:
            self.card.begin_edit()
            self._show_keys()

    def _save_edit(self) -> None:
        text = self.card.edited_text()
        if not text.question:
            self._tell(self.tr("An exam question needs words"))
            return

        def act() -> None:
            self._leave_edit()
            self.model.edit(text)

        self._signed(act, self.keys.save, is_edit=True)

    def _leave_edit(self) -> None:
        self.card.end_edit()
        self._show_keys()
        self.setFocus()

    def _signed(self, act: Callable[[], object], anchor: QWidget, is_edit: bool = False) -> None:
        """Do it; the first time ask who reviews."""
        if self.model.current is None or (self.card.is_edited and not is_edit):
            return
        if self.model.reviewer:
            act()
            return

        def take(name: str) -> str:
            self.model.sign_as(name)
            act()
            return ""

        # A popup of this view would hand its keys to the view's shortcuts; one of the window keeps them.
        if self._who.parent() is not self.window():
            self._who.setParent(self.window(), self._who.windowFlags())
        words = self.tr("Your name. It stays with what you decide")
        self._who.ask(anchor, words, "", self.tr("Remember"), take)

    def _tell(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    # --- what the page says ---

    def shown(self) -> None:
        self.model.awake = True
        self.model.look()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.card.end_edit()
        self.model.reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.theme.width("review_panel")
        self.side.setFixedWidth(wide if self.width() >= _NARROW else round(wide * 0.8))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Review of questions"))
        self.setAccessibleName(self.title.text())
        self._show()
