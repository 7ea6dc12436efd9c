"""Contrast of words with what they stand on, measured from the pixels that a person sees."""

from collections.abc import Iterable, Iterator

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QTextEdit, QWidget

# WCAG asks for 4.5; of thin letters the darkest pixel is not quite as dark as their ink.
LEAST = 4.0
_FRAME = 3  # px: lines around a control are no words
_STEPS = np.array([1 << 16, 1 << 8, 1], np.int64)


def faint(window: QWidget, words: Iterable[tuple[QWidget, str]]) -> Iterator[tuple[str, float]]:
    """(words, contrast) of those that are too pale to be read; `words`: widgets with what they say."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    scale = image.devicePixelRatio()
    for text, box in _boxes(window, words):
        if not any(map(str.isalnum, text)):
            continue  # a dash is one thin line
        ratio = _of(image, QRect(box.topLeft() * scale, box.size() * scale))
        if ratio is not None and ratio < LEAST:
            yield text, ratio


def _boxes(window: QWidget, words: Iterable[tuple[QWidget, str]]) -> Iterator[tuple[str, QRect]]:
    """Words with the part of the window where they are to be seen."""
    for widget, text in words:
        if not widget.isEnabled():
            continue  # it is to step back
        if isinstance(widget, QAbstractItemView):
            for name, box in _rows(widget):
                yield name, box.translated(widget.viewport().mapTo(window, QPoint()))
            continue
        inner = widget.viewport() if isinstance(widget, QTextEdit | QPlainTextEdit) else widget
        box = inner.rect().adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
        box = QRect(inner.mapTo(window, box.topLeft()), box.size())
        over, whole = inner.parentWidget(), box.height()
        while over is not None:
            box = box.intersected(QRect(over.mapTo(window, QPoint()), over.size()))
            over = None if over.isWindow() else over.parentWidget()
        if 2 * box.height() > whole:  # else only what stands above its words may be in view
            yield text, box


def _rows(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model, seen = view.model(), view.viewport().visibleRegion().boundingRect()
    if model is None:
        return
    for row in range(model.rowCount(QModelIndex())):
        for column in range(_columns(model)):
            index = model.index(row, column)
            text, box = index.data(Qt.ItemDataRole.DisplayRole), view.visualRect(index)
            if box.top() > seen.bottom():
                return
            if text and seen.contains(box) and index.flags() & Qt.ItemFlag.ItemIsEnabled:
                yield str(text), box.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())


def _of(image: QImage, box: QRect) -> float | None:
    """Contrast of the most frequent colour with the one that differs most; None of a part that is too small
    to hold a letter."""
    box = box.intersected(QRect(QPoint(), QSize(image.width(), image.height())))
    if box.width() < 6 or box.height() < 8:
        return None
    part = image.copy(box)
    bits = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine())
    pixels = bits[:, : 3 * part.width()].reshape(-1, 3)
    codes, counts = np.unique(pixels.astype(np.int64) @ _STEPS, return_counts=True)
    lights = _luminance(np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], 1) / 255)
    ground = lights[counts.argmax()]
    lighter, darker = np.maximum(lights, ground), np.minimum(lights, ground)
    return float(((lighter + 0.05) / (darker + 0.05)).max())


def _luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance (WCAG 2.2) of rows of red, green, blue from 0 to 1."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    found: np.ndarray = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found
