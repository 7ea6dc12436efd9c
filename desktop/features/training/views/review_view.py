"""The review of training examples: one row, its page, a key for every decision."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.core.training_needs import LEAST_APPROVED
from desktop.features.training.viewmodels.finding_text import source_sentence
from desktop.features.training.viewmodels.review_model import Mode, ReviewModel
from desktop.features.training.views.review.row_card import RowCard
from desktop.features.training.views.review.sample_box import SampleBox
from desktop.features.training.views.review.similar import SimilarPopup
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, EmptyState, Label, Popup, ProgressBar, ScrollColumn
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.key_bar import KeyBar
from desktop.ui.words.names import counted
from workers.contract.specs import Citation

if TYPE_CHECKING:
    from desktop.app import Application

_NARROW = 1000  # px of the page: below, the source takes less
_CYRILLIC_Z = 0x042F  # the key that carries Z, on a Russian layout


class ReviewView(PagePart):
    """Doubtful rows come first. The first decision asks who reviews; every decision can be taken back."""

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self.model = ReviewModel(application, self)
        self._next = "examples"  # where the button at the end leads
        self._who, self._alike = NamePopup(), SimilarPopup()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = row(self)
        left = column(None, 16, (24, 16, 24, 20))
        left.addLayout(self._head())
        self.progress, self.stack = ProgressBar(), QStackedWidget()
        left.addWidget(self.progress)
        self.card, self.end = RowCard(), EmptyState("list-checks")
        self.page = ScrollColumn((0, 0, 0, 0))
        self.page.body.addWidget(self.card, 1)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.end)
        left.addWidget(self.stack, 1)
        self.keys = KeyBar()
        left.addWidget(self.keys)
        self.side = QWidget()
        mark(self.side, edge="left", fill="window")
        right = column(self.side, 0, (1, 0, 0, 0))
        self.source = SourcePage(SourceModel(application.bases, application.documents, application.pages))
        self.sample = SampleBox(self.model)
        right.addWidget(self.source, 1)
        right.addWidget(self.sample)
        layout.addLayout(left, 1)
        layout.addWidget(self.side)
        self._connect()
        self._bind_keys()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line, words = row(None, 8), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.similar = Button("", "outlined", "copy")
        self.similar.clicked.connect(self._show_alike)
        line.addLayout(words, 1)
        line.addWidget(self.similar, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _connect(self) -> None:
        self.model.changed.connect(self._show)
        self.model.message.connect(self._tell)
        self.source.message.connect(self._tell)
        self.end.acted.connect(lambda: self.open_view.emit(self._next))
        keys, card = self.keys, self.card
        keys.approved.connect(self.approve)
        keys.rejected.connect(self.reject)
        keys.skipped.connect(self.skip)
        keys.undone.connect(self.undo)
        keys.editing.connect(self.edit)
        for part in (keys, card):
            part.saved.connect(self._save_edit)
            part.left.connect(self._leave_edit)
        card.mask_wanted.connect(lambda: self._signed(self.model.mask, card.mask_button))
        self._alike.decided.connect(self._decide_alike)
        self.sample.sample_wanted.connect(self.model.begin_sample)
        self.sample.all_wanted.connect(self.model.leave_sample)
        self.sample.rest_wanted.connect(self._ask_rest)

    def _bind_keys(self) -> None:
        """By key, not by letter; a field that is typed in keeps its own use of them."""
        keys: dict[str, Callable[[], None]] = {
            "Return": self.approve, "Enter": self.approve, "F2": self.edit, "Del": self.reject,
            "Right": self.skip, "Ctrl+Z": self.undo,
            "Ctrl+Shift+Return": self.approve_similar, "Ctrl+Shift+Enter": self.approve_similar,
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

    def _show(self) -> None:
        if not self.isVisible():
            return
        model, current = self.model, self.model.current
        counts = model.counts
        self.about.setText(self._about())
        self.progress.show_progress(model.reviewed / counts.total if counts.total else 0.0)
        self.progress.setAccessibleName(self.about.text())
        number = formats.number(len(model.alike))
        self.similar.setText(fill(self.tr("Similar: %1"), number))
        self.similar.setToolTip(self.tr("Approve it with all similar ones: Ctrl+Shift+Enter"))
        self.similar.setVisible(bool(model.alike))
        if current is None:
            self.card.end_edit()
            self._show_end()
        else:
            self.card.show_example(current, model.findings(current), model.personal(current))
        self.stack.setCurrentIndex(0 if current is not None else 1)
        self._show_source()
        self.sample.refresh()
        self._show_keys()

    def _show_source(self) -> None:
        current = self.model.current
        if current is None:
            self.source.show_place("", None)
            return
        text, name, place = current.text, self.model.document_name(current), None
        if text.document and name:
            place = Citation(0, text.document, name, text.page, text.start, text.end, text.quote)
        gone = self.tr("The document is no longer in the base. The quote stands in the card.")
        self.source.show_place(current.id, place, gone if text.document else source_sentence(current))

    def _about(self) -> str:
        model, counts = self.model, self.model.counts
        if model.mode is Mode.SAMPLE:
            words = self.tr("Random sample: %1 of %2 reviewed.")
            return fill(words, formats.number(model.sampled_done), formats.number(model.sampled))
        words = self.tr("%1 of %2 reviewed. %3 approved, %4 rejected.")
        figures = (model.reviewed, counts.total, counts.approved, counts.rejected)
        return fill(words, *map(formats.number, figures))

    def _show_end(self) -> None:
        counts = self.model.counts
        if not counts.total:
            self._next = "examples"
            self.end.set_texts(
                self.tr("There is nothing to review yet"),
                self.tr("Make examples from the documents or import a file."),
                self.tr("Get examples"),
            )
        elif counts.approved < LEAST_APPROVED:
            self._next = "examples"
            words = self.tr("%n example(s) approved, at least %1 needed.", "", counts.approved)
            words = fill(counted(words, counts.approved), formats.number(LEAST_APPROVED))
            self.end.set_texts(self.tr("Everything is reviewed"), words, self.tr("Get more examples"))
        else:
            self._next = "start"
            words = self.tr("%n approved example(s) are ready to train with.", "", counts.approved)
            self.end.set_texts(
                self.tr("Everything is reviewed"),
                counted(words, counts.approved),
                self.tr("To the start of training"),
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
        words = counted(self.tr("Taken back: %n row(s)", "", count), count)
        self._tell(words if count else self.tr("There is nothing to take back"))

    def edit(self) -> None:
        if self.model.current is not None:
            self.card.begin_edit()
            self._show_keys()

    def approve_similar(self) -> None:
        """The row with all that are almost the same; one `undo` takes it back."""

        def act() -> None:
            count = self.model.approve_similar()
            self._tell_undo(counted(self.tr("%n example(s) approved", "", count), count))

        self._signed(act, self.similar if self.model.alike else self.keys.approve)

    def _save_edit(self) -> None:
        question, answer = self.card.question_edit.text(), self.card.answer_edit.text()
        if not question or not answer:
            self._tell(self.tr("An example needs a question and an answer"))
            return

        def act() -> None:
            self._leave_edit()
            self.model.edit(question, answer)

        self._signed(act, self.keys.save, is_edit=True)

    def _leave_edit(self) -> None:
        self.card.end_edit()
        self._show_keys()
        self.setFocus()

    def _show_alike(self) -> None:
        self._of_window(self._alike)
        self._alike.show_rows(self.model.alike, self.similar)

    def _of_window(self, popup: Popup) -> None:
        """A popup of this view would hand its keys to the view's shortcuts; one of the window keeps them."""
        if popup.parent() is not self.window():
            popup.setParent(self.window(), popup.windowFlags())

    def _decide_alike(self, ids: list[str], approve: bool) -> None:
        self._signed(lambda: self.model.decide_many(ids, approve), self.similar)

    def _ask_rest(self) -> None:
        """Who takes them is asked each time: it is signed for rows nobody has read."""

        def take(name: str) -> str:
            self.model.sign_as(name)
            count = self.model.approve_rest()
            self._tell_undo(counted(self.tr("%n example(s) approved", "", count), count))
            return ""

        words = self.tr("Who approves them? It stays with the examples.")
        self._of_window(self._who)
        self._who.ask(self.sample.rest, words, self.model.reviewer, self.tr("Approve"), take)

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

        self._of_window(self._who)
        words = self.tr("Your name. It stays with what you decide")
        self._who.ask(anchor, words, "", self.tr("Remember"), take)

    def _tell(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    def _tell_undo(self, text: str) -> None:
        self.message.emit(text, self.tr("Undo"), self.undo, None)

    # --- what the page says ---

    def shown(self) -> None:
        self.model.awake = True
        self.model.can_undo = bool(self.model.base)
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
        self.title.setText(self.tr("Review of examples"))
        self.setAccessibleName(self.title.text())
        self._show()
