"""The theme object: fills the style sheet and answers every widget's question about looks, by role."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QStyleFactory, QWidget
from shiboken6 import isValid

from desktop.ui.theme.icons import LARGE, IconStore
from desktop.ui.theme.tokens import NAMES, Tokens, fill, read_tokens

_RGBA = re.compile(r"rgba\((\d+), (\d+), (\d+), (\d+)\)")
_SET_FONT = Qt.WidgetAttribute.WA_SetFont
_SET_STYLE = Qt.WidgetAttribute.WA_SetStyle
_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_SHOW = QEvent.Type.Show
_installed: "list[Theme]" = []
STYLE = "Fusion"  # draws what the style sheet leaves
# A property of an application that was started with the arguments `-style STYLE`. A style that Python makes
# brings all names of Qt's styles along, and a window is painted before they are needed.
STYLED = "styled"


def theme() -> "Theme":
    """The theme of this application; raises IndexError before one is made."""
    return _installed[-1]


def install(resources: Path, mode: str, text_size: int) -> "Theme":
    """The application's theme, made now if there is none yet: there is one, however many windows."""
    if not _installed:
        return Theme(resources, mode, text_size)
    _installed[-1].set_mode(mode)
    _installed[-1].set_text_size(text_size)
    return _installed[-1]


class Theme(QObject):
    """Made once by the application after QApplication. `mode` is "system", "light", "dark" or "contrast";
    `text_size` is per cent.

    Signals: `changed` after colours, sizes or fonts are others (the style sheet is already in place).
    """

    changed = Signal()

    def __init__(self, resources: Path, mode: str = "system", text_size: int = 100) -> None:
        super().__init__()
        self._resources = resources
        self._tokens: dict[str, Tokens] = {}
        self._icons = IconStore(resources / "icons")
        self._template = (resources / "qss" / "base.qss").read_text(encoding="utf-8")
        self._mode, self._text_size = mode, text_size
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._later = _RestyledWhenShown()
        self.reduced_motion = False
        for file in sorted((resources / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        if not _app().property(STYLED):
            _app().setStyle(QStyleFactory.create(STYLE))
        _app().styleHints().colorSchemeChanged.connect(self._system_changed)
        _installed.append(self)
        self._apply()

    # --- what the user chooses ---

    @property
    def mode(self) -> str:
        """ "system", "light", "dark" or "contrast", as chosen in the settings."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """ "system", "light", "dark" or "contrast"; acts at once."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    @property
    def text_size(self) -> int:
        """Per cent of the design's sizes."""
        return self._text_size

    def set_text_size(self, percent: int) -> None:
        """Size of all text, 100 = as designed; acts at once."""
        if percent != self._text_size:
            self._text_size = percent
            self._apply()

    @property
    def name(self) -> str:
        """The theme in force: "light", "dark" or "contrast"."""
        if self._mode in NAMES:
            return self._mode
        dark = _app().styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def scale(self) -> float:
        """Factor of text and control sizes."""
        return self._text_size / 100

    # --- what widgets ask ---

    def colour(self, role: str) -> QColor:
        """The colour of a role such as "accent" or "text_secondary"; KeyError for an unknown one."""
        value = self._current().colours[role]
        match = _RGBA.fullmatch(value)
        return QColor(*(int(part) for part in match.groups())) if match else QColor(value)

    def css(self, role: str) -> str:
        """The colour of a role as text for rich text and style sheets."""
        return self._current().colours[role]

    def size(self, group: str, name: str) -> int:
        """A size in pixels; heights grow with the text."""
        value = self._current().number(group, name)
        if name == "header":  # as much more as the controls in it
            return round(value) + self.height("control") - round(self._current().number(group, "control"))
        return round(value * self.scale) if group == "height" else round(value)

    def grown(self, pixels: float, share: float = 1.0) -> int:
        """What is so many pixels wide at 100 %, for another size of text. `share` is its part in the growth:
        columns beside others grow less than the words in them."""
        return round(pixels * (1 + (self.scale - 1) * share))

    def height(self, name: str) -> int:
        """Pixels by the token's name, grown with the text."""
        return self.size("height", name)

    def width(self, name: str) -> int:
        """Pixels, by the token's name."""
        return self.size("width", name)

    def radius(self, name: str) -> int:
        """Of corners in pixels, by the token's name."""
        return self.size("radius", name)

    def font(self, role: str, tabular: bool = False) -> QFont:
        """The font of a text role ("body", "page_title" …); `tabular` gives all figures one width."""
        key = (role, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, tabular)
        return QFont(self._fonts[key])

    def line(self, role: str) -> int:
        """Line height of a text role in pixels."""
        return round(self._current().text[role].line * self.scale)

    def pixmap(self, name: str, role: str = "text_secondary", size: int = 18, ratio: float = 0) -> QPixmap:
        """An icon in the colour of a role; `ratio` 0 = the sharpest screen's."""
        ratio = ratio or _app().devicePixelRatio()
        stroke = self._current().number("icon", "stroke_large" if size >= LARGE else "stroke")
        return self._icons.draw(name, self.css(role), size, ratio, stroke)

    def icon(self, name: str, role: str = "text_secondary", size: int = 18) -> QIcon:
        """An icon with its disabled look; ask again after `changed`."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
        return icon

    def logo(self, size: int, ratio: float = 0) -> QPixmap:
        """The letter in its square."""
        colours = dict(self._current().colours)
        return self._icons.brand("logo", colours, size, ratio or _app().devicePixelRatio())

    def motion(self, name: str) -> int:
        """Milliseconds of an animation ("popup", "panel", "toast"); 0 when motion is reduced."""
        return 0 if self.reduced_motion else self.size("motion", f"{name}_ms")

    # --- applying ---

    def _current(self) -> Tokens:
        name = self.name
        if name not in self._tokens:
            self._tokens[name] = read_tokens(self._resources / "qss" / f"tokens.{name}.json")
        return self._tokens[name]

    def _make_font(self, role: str, tabular: bool) -> QFont:
        style = self._current().text[role]
        font = QFont()
        font.setFamilies(list(self._current().families))
        font.setPixelSize(round(style.size * self.scale))
        font.setWeight(QFont.Weight(style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if style.spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        self._fonts.clear()
        app = _app()
        app.setFont(self.font("body"))
        app.setPalette(self._palette())
        sheet = fill(self._template, self._current(), self.scale)
        if sheet != app.styleSheet():
            with self._later.deferred():
                # Replaced, Qt polishes a widget once for each of its ancestors; taken away and set anew,
                # twice.
                app.setStyleSheet("")
                app.setStyleSheet(sheet)
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.PlaceholderText: "text_tertiary",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.ToolTipBase: "tooltip",
            QPalette.ColorRole.ToolTipText: "on_tooltip",
            QPalette.ColorRole.Link: "accent_text",
            QPalette.ColorRole.LinkVisited: "accent_text",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette


class _RestyledWhenShown(QObject):
    """Keeps a new style sheet to what is to be seen: hundreds of widgets of other pages take it when they are
    shown."""

    def __init__(self) -> None:
        super().__init__()
        self._keeper: QWidget | None = None

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Around the change of the sheet, after that of the fonts: Qt leaves alone what is out of sight."""
        if self._keeper is None:
            # While one widget has a sheet of its own, Qt keeps what it changed in the palettes of all, and
            # takes that back when it polishes them again: none has to be unpolished before.
            self._keeper = QWidget()
            self._keeper.setStyleSheet("QWidget { border: none; }")
        size = _app().font().pixelSize()
        unseen = []
        for widget in _app().allWidgets():
            if not isValid(widget):  # it went with the font of another one
                continue
            if not widget.testAttribute(_SET_FONT) and widget.font().pixelSize() != size:
                widget.setFont(QFont())  # what was polished twice does not hear of the application's font
            if widget.isVisible():
                continue
            if widget.testAttribute(_POLISHED):
                widget.setAttribute(_POLISHED, False)  # so that it is not polished
                widget.installEventFilter(self)  # Qt by itself polishes one only the first time it is shown
            if not widget.testAttribute(_SET_STYLE):
                widget.setAttribute(_SET_STYLE, True)  # so that it is not told of another style
                unseen.append(widget)
        yield
        for widget in filter(isValid, unseen):
            widget.setAttribute(_SET_STYLE, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == _SHOW and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            fonts = [(part, part.font()) for part in _with_viewport(watched) if part.testAttribute(_SET_FONT)]
            _app().sendEvent(watched, QEvent(QEvent.Type.Polish))
            for part, font in fonts:
                part.setFont(font)  # polishing again forgets a font set by hand
            if isinstance(watched, QScrollArea):
                # Its answer is to lay out all its content: once that has been polished.
                _app().postEvent(watched, QEvent(QEvent.Type.StyleChange))
            else:
                _app().sendEvent(watched, QEvent(QEvent.Type.StyleChange))
            watched.updateGeometry()  # what changed out of sight, layouts have not heard of
        return False


def _with_viewport(widget: QWidget) -> Sequence[QWidget]:
    """A widget, and what is seen of its content: its own style reaches that as well."""
    return (widget, widget.viewport()) if isinstance(widget, QAbstractScrollArea) else (widget,)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
