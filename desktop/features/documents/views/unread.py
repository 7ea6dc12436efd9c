"""The column of documents that could not be read: each reason with its advice once, then its documents with
one action each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.core.entities import Document
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problems import advice, sentence
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Card, Divider, ElidedLabel, Label
from desktop.ui.widgets.base import clear, column, row, with_text_size
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.unread_words import action_of, action_word

MOST = 50  # rows at once; the others are in the table under *Not read*


def _reason(said: str, help_: str, count: int) -> QVBoxLayout:
    """Why documents were not read, how many, and what helps."""
    words = column(None, 2, (16, 12, 16, 2))
    many = f"{said} · {formats.number(count)}" if count > 1 else said
    words.addWidget(Label(many, "caption", "danger", wrap=True))
    words.addWidget(Label(help_, "caption", "tertiary", wrap=True))
    return words


class UnreadItem(QWidget):
    """One document below its reason. Signals: `acted(action, document, button)`."""

    acted = Signal(str, object, object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        layout = column(self, 0, (0, 4, 0, 4))
        words = column(None, 0, (16, 0, 16, 0))
        words.addWidget(ElidedLabel(rows.name_of(document), "control"))
        layout.addLayout(words)
        self.action = action_of(document)
        self.button = Button(action_word(self.action), "text")
        self.button.setAccessibleName(f"{self.button.text()}: {rows.name_of(document)}")
        self.button.clicked.connect(lambda: self.acted.emit(self.action, document, self.button))
        self.button.align_left()
        line = row(None, 0, (4, 0, 0, 0))
        line.addWidget(self.button)
        line.addStretch(1)
        layout.addLayout(line)


class UnreadColumn(Translated, QWidget):
    """296 px, hidden at zero.

    Signals: `acted(action, document, button)`; `retry_all`.
    """

    acted = Signal(str, object, object)
    retry_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        wide = theme().width("problems_list")
        with_text_size(self, lambda: self.setFixedWidth(theme().grown(wide, 0.6)))
        self._documents: tuple[Document, ...] = ()
        layout = column(self, 12)
        head = row(None, 8)
        self._title = Label("", "body_strong", tabular=True)
        self._all = Button("", "text")
        self._all.clicked.connect(self.retry_all)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._all)
        self._card = Card(padding=0, spacing=0)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        outer = column(inner)
        outer.addWidget(self._card)
        outer.addStretch(1)
        self._scroll.setWidget(inner)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show what was not read; nothing is built again when nothing changed."""
        if tuple(documents) == self._documents:
            return
        self._documents = tuple(documents)
        self._build()

    def items(self) -> list[UnreadItem]:
        """The rows from top to bottom."""
        widgets = [self._card.body.itemAt(at) for at in range(self._card.body.count())]
        found = [item.widget() for item in widgets if item is not None]
        return [widget for widget in found if isinstance(widget, UnreadItem)]

    def _build(self) -> None:
        self.setVisible(bool(self._documents))
        count = formats.number(len(self._documents))
        self._title.setText(fill(self.tr("Not read: %1"), count))
        self._all.setText(self.tr("Retry all"))
        clear(self._card.body)
        reasons: dict[tuple[str, str], list[Document]] = {}
        for document in self._documents:
            problem = document.problem
            reasons.setdefault((sentence(problem), advice(problem)), []).append(document)
        ordered = sorted(reasons.items(), key=lambda one: -len(one[1]))
        left = MOST
        for (said, help_), documents in ordered:
            if not left:
                break
            if left < MOST:
                self._card.body.addWidget(Divider())
            self._card.body.addLayout(_reason(said, help_, len(documents)))
            for document in documents[:left]:
                item = UnreadItem(document)
                item.acted.connect(self.acted)
                self._card.body.addWidget(item)
            left -= len(documents[:left])
        left = len(self._documents) - MOST
        if left > 0:
            more = Label(self.tr("and %n more, in the table", "", left), "caption", "tertiary")
            more.setContentsMargins(16, 8, 16, 12)
            self._card.body.addWidget(more)

    def retranslate(self) -> None:
        if self._documents:
            self._build()
