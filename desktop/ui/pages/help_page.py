"""Help: the texts of the product in the window's language, a topic a page, searched by words."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.page import Page
from desktop.ui.pages.help_texts import TOPICS, HelpTexts
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Label, ScrollColumn, SideItem, SideList
from desktop.ui.widgets.base import clear, column, row

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
# What is explained where: F1 on a page opens its topic, "back" on a topic its page.
PAGE_OF = {
    "start": "documents", "chat": "chat", "documents": "documents", "tables": "chat", "tuning": "training",
    "exam": "exam", "models": "models", "data": "settings:storage", "security": "settings:security",
    "problems": "settings:health", "glossary": "chat",
}  # fmt: skip
TOPIC_OF = {
    "chat": "chat", "documents": "documents", "training": "tuning", "exam": "exam", "models": "models",
    "tasks": "problems", "settings": "data", "document": "documents", "analysis": "documents",
}  # fmt: skip


class HelpPage(Page):
    """Topics at the left, at the right the text, or what was found in all texts. Escape leads back to where
    the reader came from."""

    def __init__(self, theme: Theme, texts: HelpTexts) -> None:
        super().__init__(theme)
        self._texts = texts
        self._topic, self._words = next(iter(TOPICS)), ""
        side = SideList()
        self._items: dict[str, SideItem] = {}
        for topic, icon in TOPICS.items():
            item = side.add(icon)
            item.clicked.connect(lambda _=False, name=topic: self.open_view(name))
            self._items[topic] = item
        self._area = ScrollColumn((32, 12, 24, 32), 0, widest=theme.width("settings_max"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by keys
        self.back = Button("", "text", "arrow-left")
        self.back.clicked.connect(lambda: self.go.emit(PAGE_OF[self._topic]))
        escape = QShortcut(QKeySequence("Escape"), self, context=_WITHIN)
        escape.activated.connect(lambda: self.go.emit(self.came_from or PAGE_OF[self._topic]))
        self._text = column(None, 0)
        self._shown: list[QWidget] = []
        bar = row(None, 0, (0, 0, 0, 0))
        bar.addWidget(self.back)
        bar.addStretch(1)
        self._area.body.addLayout(bar)
        self._area.body.addLayout(self._text)
        self._area.body.addStretch(1)
        line = row(self)
        line.addWidget(side)
        line.addWidget(self._area, 1)
        self.retranslate()

    def header_title(self) -> str:
        return self.tr("Help")

    def search_name(self) -> str:
        return self.tr("Find in the help")

    def shown(self) -> None:
        self._area.setFocus()

    def open_view(self, name: str) -> None:
        """Show a topic; one that does not exist leaves the page as it is."""
        if name in TOPICS:
            self._topic, self._words = name, ""
            self._fill()
        self.shown()

    def search(self, text: str) -> None:
        """List the lines of all topics that hold the words; none: the topic again."""
        self._words = text.strip()
        self._fill()

    def retranslate(self) -> None:
        self.back.setText(self.tr("To what this is about"))
        for topic, item in self._items.items():
            item.setText(self._texts.title(topic).partition(":")[0])
            item.updateGeometry()
            item.setAccessibleName(item.text())
        self._area.setAccessibleName(self.header_title())
        self._fill()

    def _fill(self) -> None:
        clear(self._text)
        self._shown = []
        self._items[self._topic].setChecked(True)
        self.back.setVisible(not self._words)
        if self._words:
            self._list_found()
        else:
            for line in self._texts.lines(self._topic):
                self._add(line)
        self._area.verticalScrollBar().setValue(0)

    def _list_found(self) -> None:
        found = self._texts.find(self._words)
        self._text.addSpacing(12)
        title = self.tr("Found in the help: %n", "", len(found)) if found else self.tr("Nothing found here")
        self._text.addWidget(_words(title, "section"))
        for each in found:
            opened = Button(self._texts.title(each.topic), "text", TOPICS[each.topic])
            opened.setAccessibleDescription(each.text)
            opened.clicked.connect(lambda _=False, one=each: self._open_line(one.topic, one.line))
            line = row(None, 0)
            line.addWidget(opened)
            line.addStretch(1)
            self._text.addSpacing(12)
            self._text.addLayout(line)
            self._text.addWidget(_words(each.text, "body"))

    def _open_line(self, topic: str, line: int) -> None:
        self.open_view(topic)
        target = self._shown[line]
        # The heights of wrapped lines are known after the layout.
        QTimer.singleShot(0, target, lambda: self._area.ensureWidgetVisible(target, 0, 80))

    def _add(self, line: str) -> None:
        widget: QWidget
        if line.startswith("# "):
            space, widget = 4, _words(line[2:], "page_title")
        elif line.startswith("## "):
            space, widget = 24, _words(line[3:], "section")
        elif line.startswith("- "):
            space, widget = 6, _Bullet(line[2:])
        else:
            space, widget = 8, _words(line, "question")
        self._text.addSpacing(space)
        self._text.addWidget(widget)
        self._shown.append(widget)


class _Bullet(QWidget):
    """A dot and its words, wrapped beside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = row(self, 8, (4, 0, 0, 0))
        dot = Label("•", "question", "tertiary")
        line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_words(text, "question"), 1)


def _words(text: str, role: str) -> Label:
    """A label whose words can be marked and copied."""
    label = Label(text, role, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
