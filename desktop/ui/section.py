"""What every section of the settings is made of: titled cards of rows with the control at the right."""

from abc import abstractmethod

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.i18n.translatable import translate
from desktop.ui.search.matching import fits
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, Divider, IconLabel, Label
from desktop.ui.widgets.base import clear, column, row


class SettingRow(QWidget):
    """Title, one sentence, a control; the control takes the title as its accessible name. With a `reason` it
    cannot be changed, and the reason stands below."""

    def __init__(self, title: str, sentence: str, control: QWidget | None = None, reason: str = "") -> None:
        super().__init__()
        self.title, self.words = title, f"{title} {sentence}".casefold()
        self._line = line = row(self, 24, (20, 14, 20, 14))
        texts = column(None, 2)
        texts.addWidget(Label(title, "control", wrap=True))
        if sentence:
            texts.addWidget(Label(sentence, "body", "tertiary", wrap=True))
        if reason:
            texts.addWidget(IconLabel("shield-check", reason, "secondary", wrap=True))
        line.addLayout(texts, 1)
        if control is not None:
            named = control.focusProxy() or control  # what a screen reader comes to
            if not named.accessibleName():
                named.setAccessibleName(title)
            if not named.accessibleDescription():
                named.setAccessibleDescription(sentence)
            if reason:
                control.setEnabled(False)
                control.setToolTip(reason)
                named.setAccessibleDescription(f"{reason} {named.accessibleDescription()}".strip())
            line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._control = control

    def holds(self, focus: QWidget) -> bool:
        """Whether a widget is the control of this row, or a part of it."""
        return self._control is not None and (self._control is focus or self._control.isAncestorOf(focus))

    def take_focus(self) -> None:
        """Give the focus to the control."""
        if self._control is not None:
            self._control.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The control stands below the words where it would leave them no room."""
        super().resizeEvent(event)
        control = self._control
        if control is None:
            return
        below = self.width() - control.sizeHint().width() < theme().grown(240)
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._line.direction() is not way:
            self._line.setDirection(way)
            side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter
            self._line.setAlignment(control, side)


class SettingCard(QWidget):
    """A title over a card of rows with lines between them."""

    def __init__(self, title: str) -> None:
        super().__init__()
        layout = column(self, 8)
        self.words = title.casefold()
        if title:
            layout.addWidget(Label(title, "body_strong"))
        self._card = Card(padding=0, spacing=0)
        layout.addWidget(self._card)
        self.rows: list[SettingRow] = []

    def add(self, title: str, sentence: str, control: QWidget | None = None, reason: str = "") -> SettingRow:
        """A row at the end of the card; `reason` says why its control cannot be used."""
        added = SettingRow(title, sentence, control, reason)
        if self.rows:
            self._card.body.addWidget(Divider())
        self._card.body.addWidget(added)
        self.rows.append(added)
        return added


class Section(QWidget):
    """One section. `rebuild` is called when it is first shown, when the language changes, and when what it
    shows has changed.

    Signals: `go(name)` opens another page of the window; `message(sentence)` is told over the page, for what
    came of a click may stand out of view.
    """

    go = Signal(str)
    message = Signal(str)

    ICON = "sliders-horizontal"

    def __init__(self, settings: SettingsModel) -> None:
        super().__init__()
        self.settings = settings
        self._column = column(self, 24)
        self.cards: list[SettingCard] = []

    @staticmethod
    @abstractmethod
    def title() -> str:
        """Its name in the list."""

    @abstractmethod
    def build(self) -> None:
        """Add the cards."""

    def rebuild(self) -> None:
        """Say and show everything again; the focus stays in its row."""
        focus = self.window().focusWidget()
        held = next((each.title for each in self._rows() if focus is not None and each.holds(focus)), "")
        clear(self._column)
        self.cards = []
        self.build()
        self._column.addStretch(1)
        again = next((each for each in self._rows() if held and each.title == held), None)
        if again is not None:
            QTimer.singleShot(0, again, again.take_focus)  # once it is shown

    def _rows(self) -> list[SettingRow]:
        return [each for card in self.cards for each in card.rows]

    def add_card(self, title: str) -> SettingCard:
        """A card at the end."""
        card = SettingCard(title)
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def fixed(self, setting: str) -> str:
        """Why a setting (by its name) cannot be changed here; "" when it can."""
        if not self.settings.is_fixed(setting):
            return ""
        return translate("SettingsSection", "Set by your administrator.")

    def add_plain(self, widget: QWidget) -> None:
        """A line or a button below the cards."""
        self._column.addWidget(widget)

    def named(self, words: str) -> list[str]:
        """Titles of the rows that speak of `words`, in any of their forms."""
        return [each.title for each in self._rows() if fits(words, each.words)]

    def filter(self, words: str) -> int:
        """Show only the rows that speak of `words`; returns how many do. "" shows everything."""
        wanted, found = words.casefold(), 0
        whole_section = wanted in self.title().casefold()
        for card in self.cards:
            shown = 0
            for each in card.rows:
                fits = not wanted or whole_section or wanted in each.words or wanted in card.words
                each.setVisible(fits)
                shown += fits
            card.setVisible(bool(shown) or not card.rows)
            found += shown
        return found + (1 if whole_section and wanted else 0)
