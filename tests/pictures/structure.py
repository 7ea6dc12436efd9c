"""What is wrong with a window, by its structure: text that is cut, widgets over one another, controls without
a name, words of another language; and words that are too pale, by its pixels."""

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from desktop.ui.search.search_overlay import SearchOverlay
from desktop.ui.widgets import Badge, ElidedLabel, FocusRing, Segmented, Switch, Toast
from desktop.ui.window.drops import DropOverlay
from installer.string_files import read_entries
from tests.pictures import contrast
from workers.text.language import LANGUAGES, SOURCE

SLACK = 1  # px: rounding
WORDS = (QLabel, QAbstractButton, QLineEdit, QComboBox, Badge, Segmented)
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, Segmented, Switch)
_FLOATING = (Toast, FocusRing, DropOverlay)
_GROWS = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.MinimumExpanding)
_PLACE = re.compile(r"%(?:\d|n\b|L\d|[a-z]+%)")


def faults(window: QWidget, language: str) -> list[str]:
    """One line each; `language` is what the window speaks. What stands over it is a window of its own."""
    seen = list(_seen(window))
    return [
        *_cut(seen), *_sideways(seen), *_overlapping(seen), *_nameless(seen), *_foreign(seen, language),
        *_faint(window, seen),
    ]  # fmt: skip


def _seen(window: QWidget) -> Iterator[QWidget]:
    """What is not there, or lies under the search with its scrim, is not seen."""
    over = [search for search in window.findChildren(SearchOverlay) if search.isVisible()]
    for widget in (window, *window.findChildren(QWidget)) if not over else over[0].findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.window() is window
            and not any(isinstance(over, _FLOATING) for over in _line(widget))
        ):
            yield widget


def _line(widget: QWidget | None) -> Iterator[QWidget]:
    """The widget and what it stands in."""
    while widget is not None:
        yield widget
        widget = None if widget.isWindow() else widget.parentWidget()


def words_of(widget: QWidget) -> str:
    """What a person reads on a widget."""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton | Badge):
        return widget.text()
    return widget.accessibleDescription() if isinstance(widget, Segmented) else ""


def _named(widget: QWidget) -> str:
    where = "/".join(type(one).__name__ for one in reversed(list(_line(widget))[:4]))
    return f"{where} “{words_of(widget)[:60]}”"


# --- cut ---


def _cut(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if isinstance(widget, WORDS) and words_of(widget):
            needs = _needed(widget)
            if needs.width() > widget.width() + SLACK or needs.height() > widget.height() + SLACK:
                here = f"{widget.width()}x{widget.height()}"
                yield f"cut ({needs.width()}x{needs.height()} in {here}): {_named(widget)}"
            elif outside := _outside(widget):
                yield f"outside of {outside}: {_named(widget)}"


def _needed(widget: QWidget) -> QSize:
    """The least size in which all words are read; 0 where they are shortened on purpose."""
    if isinstance(widget, ElidedLabel):
        return QSize(0, QFontMetrics(widget.font()).height())
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QLabel):
        return widget.minimumSizeHint()
    if isinstance(widget, QLineEdit):
        if widget.text():
            return QSize()  # it scrolls
        metrics = QFontMetrics(widget.font())
        return QSize(metrics.horizontalAdvance(widget.placeholderText()) + 16, metrics.height())
    hint, least, policy = widget.sizeHint(), widget.minimumSizeHint(), widget.sizePolicy()
    width = hint if policy.horizontalPolicy() in _GROWS else least
    height = hint if policy.verticalPolicy() in _GROWS else least
    return QSize(width.width(), height.height())


def _outside(widget: QWidget) -> str:
    """The ancestor that shows only a part of a widget; "" when it is whole, or can be scrolled to."""
    for over in list(_line(widget))[1:]:
        area = over.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is over:
            if area.horizontalScrollBar().isVisible():
                return ""
            box = QRect(widget.mapTo(over, QPoint()), widget.size())
            return type(area).__name__ if box.right() > over.width() + SLACK or box.left() < -SLACK else ""
        box = QRect(widget.mapTo(over, QPoint()), widget.size())
        if not over.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(box):
            return type(over).__name__
    return ""


def _sideways(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().isVisible():
            yield f"scrolls sideways by {widget.horizontalScrollBar().maximum()} px: {_named(widget)}"


# --- over one another ---


def _overlapping(seen: list[QWidget]) -> Iterator[str]:
    placed = [
        (widget, _shown_box(widget))
        for widget in seen
        if isinstance(widget, (*WORDS, Switch)) and (words_of(widget) or isinstance(widget, QAbstractButton))
    ]
    for at, (one, box) in enumerate(placed):
        for other, over in placed[at + 1 :]:
            common = box.intersected(over)
            if common.width() <= 2 or common.height() <= 2:
                continue
            if not (one.isAncestorOf(other) or other.isAncestorOf(one) or _laid_over(one, other)):
                yield f"over one another: {_named(one)} and {_named(other)}"


def _laid_over(one: QWidget, other: QWidget) -> bool:
    """Whether one of them is in a part that lies over its neighbours on purpose: no layout has it."""
    lines = [list(reversed(list(_line(widget)))) for widget in (one, other)]
    apart = next(at for at, pair in enumerate(zip(*lines, strict=False)) if pair[0] is not pair[1])
    layout = lines[0][apart - 1].layout()
    return layout is not None and any(layout.indexOf(line[apart]) < 0 for line in lines)


def _shown_box(widget: QWidget) -> QRect:
    """The part that is to be seen, in the coordinates of the window."""
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint()), widget.size())
    for over in list(_line(widget))[1:]:
        box = box.intersected(QRect(over.mapTo(window, QPoint()), over.size()))
    return box


# --- names ---


def _nameless(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        inner = widget.parentWidget()
        by_key = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        reached = isinstance(widget, INTERACTIVE) or by_key
        if not reached or isinstance(inner, QComboBox | QAbstractSpinBox):
            continue
        if not widget.isEnabled() and not words_of(widget):
            continue
        known = QAccessible.queryAccessibleInterface(widget)
        if known is None or not known.text(QAccessible.Text.Name).strip():
            yield f"without a name: {_named(widget)}"


# --- contrast ---


def _faint(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    said = [(widget, _read_on(widget)) for widget in seen]
    for text, ratio in contrast.faint(window, [(widget, text) for widget, text in said if text]):
        yield f"pale ({ratio:.1f}): “{text[:60]}”"


def _read_on(widget: QWidget) -> str:
    """What is read on a widget, also where it has the words from a document or a list."""
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    if isinstance(widget, QAbstractItemView):
        return widget.accessibleName() or type(widget).__name__
    return words_of(widget) if isinstance(widget, WORDS) else ""


# --- language ---


def _foreign(seen: list[QWidget], language: str) -> Iterator[str]:
    words = set()
    for widget in seen:
        words |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), words_of(widget)}
    for word in sorted(words):
        if word and _is_foreign(word, language):
            yield f"another language: “{word[:80]}”"


@cache
def _is_foreign(word: str, language: str) -> bool:
    exact, patterns = _others(language)
    return word in exact or any(pattern.fullmatch(word) for pattern in patterns)


@cache
def _others(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the window says in every other language and not in this one: whole, and with values in it."""
    own: set[str] = set()
    other: set[str] = set()
    for known in LANGUAGES:
        for entry in read_entries(known) if known != SOURCE else ():
            (own if known == language else other).update(entry.forms)
            (own if language == SOURCE else other).add(entry.source)
    exact = {word for word in other - own if re.search(r"\w{2}", word)}
    filled = [word for word in exact if _PLACE.search(word) and len(re.findall(r"\w{3,}", word)) >= 3]
    patterns = [re.compile(".+".join(re.escape(part) for part in _PLACE.split(word))) for word in filled]
    return frozenset(exact), tuple(patterns)
