"""Text by role and tone; text that elides in the middle; an icon with a word."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.announcing import announce
from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark, row


class Label(QLabel):
    """Plain text. `role` is a text role of the tokens, `tone` a colour: text, secondary, tertiary, accent,
    success, warning, danger."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._tabular = role, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.set_tone(tone)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_tone(self, tone: str) -> None:
        """A colour from the class docstring."""
        mark(self, tone=tone)

    def set_role(self, role: str) -> None:
        """A text role of the tokens: size, weight and line height."""
        self._role = role
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme().font(self._role, self._tabular))
        self._keep_height()

    def heightForWidth(self, width: int) -> int:
        """A layout asks for all the width that it has, also for words that may not be so wide."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def setContentsMargins(self, *margins: int) -> None:  # type: ignore[override]
        super().setContentsMargins(*margins)
        self._keep_height()

    def _keep_height(self) -> None:
        if not self.wordWrap():
            around = self.contentsMargins()
            least = theme().line(self._role) + around.top() + around.bottom()
            if least != self.minimumHeight():
                self.setMinimumHeight(least)
                # What it wants holds its least height, and it reckons that anew for other words alone.
                self.setIndent(self.indent())


class ElidedLabel(Label):
    """One line that elides in the middle when narrow and then tells the whole text in its tooltip."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", role, tone, parent=parent)
        self._mode, self._whole = mode, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
        self._elide()

    def text(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        words = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(words + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.contentsRect().width(), 24))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.updateGeometry()


class Icon(QWidget):
    """A still icon, coloured by role; decoration only, so it has no accessible name."""

    def __init__(
        self, name: str, role: str = "text_secondary", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fit()
        theme().changed.connect(self._fit)

    def set_icon(self, name: str, role: str = "") -> None:
        """By the name of its file; an empty `role` keeps the colour."""
        self._name, self._role = name, role or self._role
        self.update()

    def _fit(self) -> None:
        side = theme().grown(self._size)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, theme().pixmap(self._name, self._role, self.width(), ratio))
        painter.end()


class TroubleLabel(Label):
    """A sentence about what went wrong, hidden while nothing did, and spoken when it comes."""

    def __init__(self) -> None:
        super().__init__("", "body", "danger", wrap=True)
        self.hide()

    def show_trouble(self, sentence: str) -> None:
        """ "" = nothing is wrong."""
        if sentence != self.text():
            announce(self, sentence, urgent=True)
        self.setText(sentence)
        self.setVisible(bool(sentence))


class IconLabel(QWidget):
    """An icon and a word beside it: states are said by icon, word and colour together."""

    TONES = {
        "text": "text",
        "secondary": "text_secondary",
        "tertiary": "text_tertiary",
        "accent": "accent_text",
    }

    def __init__(
        self,
        icon: str,
        text: str = "",
        tone: str = "secondary",
        role: str = "body",
        size: int = 16,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = row(self, 8)
        self._icon = Icon(icon, self.TONES.get(tone, tone), size)
        self.label = Label(text, role, tone, wrap)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.label, 1)

    def show_state(self, icon: str, text: str, tone: str, words: str = "") -> None:
        """The icon's file name, the word, and one tone for both; `words`: the tone of a whole sentence."""
        self._icon.set_icon(icon, self.TONES.get(tone, tone))
        self.label.set_tone(words or tone)
        self.label.setText(text)

    def setText(self, text: str) -> None:
        self.label.setText(text)
