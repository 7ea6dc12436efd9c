"""The text of an answer: Markdown while it streams, number chips inside it, doubtful sentences dotted."""

import math
from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QMimeData, QRect, QRectF, QRegularExpression, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPyTextObject,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.features.chat.viewmodels import answer_marks
from desktop.features.chat.viewmodels.found_words import place_of
from desktop.reports import paper
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import paint_number
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.answers import Sentence

_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_CARET = _CHIP + 1
_NUMBER = int(QTextFormat.Property.UserProperty) + 1
_JOINER = "\u2060"  # keeps a chip on the line of the word before it
_OBJECT = "\ufffc"
SCHEME = "source"
_QUOTE_INDENT = 16  # px


class _Chips(QPyTextObject):
    """Draws number chips and the writing caret inside the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.active = 0

    def intrinsicSize(self, document: QTextDocument, position: int, style: QTextFormat) -> QSizeF:
        if style.objectType() == _CARET:
            return QSizeF(9, theme().height("number_chip"))
        number = str(style.property(_NUMBER))
        side = theme().height("number_chip")
        return QSizeF(max(side, 8 + 8 * len(number)) + 4, side)

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        document: QTextDocument,
        position: int,
        style: QTextFormat,
    ) -> None:
        painter.save()
        box = QRectF(box)
        if style.objectType() == _CARET:
            painter.fillRect(box.adjusted(2, 1, 0, -1), theme().colour("text_secondary"))
        else:
            number = int(style.property(_NUMBER))
            paint_number(painter, box.adjusted(4, 0, 0, 0), number, number == self.active)
        painter.restore()


class AnswerText(Translated, QTextBrowser):
    """As high as its text; the conversation around it scrolls. Nothing outside the text is ever loaded.

    Signals: `chip_chosen(number)` when a number chip is clicked or chosen by keys.
    """

    chip_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._sentences, self._writing, self._underline = "", (), False, True
        self._shown: tuple[object, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Answer"))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(20)
        self._chips = _Chips(self)
        for kind in (_CHIP, _CARET):
            self.document().documentLayout().registerHandler(kind, self._chips)
        self.anchorClicked.connect(self._clicked)
        theme().changed.connect(self._render_again)

    def show_answer(
        self, text: str, sentences: Sequence[Sentence], writing: bool = False, underline: bool = True
    ) -> None:
        """Show Markdown `text` with the marks of `sentences`; `writing` puts a caret at its end."""
        wanted = (text, tuple(sentences), writing, underline)
        if wanted != self._shown:
            self._shown = wanted
            self._render()

    def set_active(self, number: int) -> None:
        """Fill the chips of the source whose page is shown (0 = none)."""
        if number != self._chips.active:
            self._chips.active = number
            self.viewport().update()

    def plain_text(self) -> str:
        """The answer without chips and caret, as it is copied."""
        return _without_objects(self.document().toPlainText())

    def select_words(self, words: str) -> None:
        """Select where `words` stand first; nothing where they do not."""
        start, end = place_of(words, self.document().toPlainText()) or (0, 0)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # --- rendering ---

    def _render_again(self) -> None:
        if self._shown:
            self._render()

    def _render(self) -> None:
        text, sentences, writing, underline = self._shown
        kept = self.textCursor()
        anchor, position = kept.anchor(), kept.position()
        document = self.document()
        if document.defaultFont() != theme().font("answer"):
            document.setDefaultFont(theme().font("answer"))
        woven = answer_marks.weave(str(text), sentences, bool(underline), bool(writing))  # type: ignore[arg-type]
        features = QTextDocument.MarkdownFeature
        woven = paper.kept_together(answer_marks.with_literal_parts(woven))
        document.setMarkdown(woven, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        changes = QTextCursor(document)
        changes.beginEditBlock()  # laid out once, at its end
        self._drop_images()
        self._format_blocks()
        self._place_marks()
        changes.endEditBlock()
        if anchor != position:
            last = document.characterCount() - 1
            kept.setPosition(min(anchor, last))
            kept.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(kept)
        self._fit()

    def _drop_images(self) -> None:
        """The model's own pictures: nothing is loaded, so nothing stands where they were."""
        cursor = self.document().find(_OBJECT, 0)
        while not cursor.isNull():
            cursor.removeSelectedText()
            cursor = self.document().find(_OBJECT, cursor.position())

    def _format_blocks(self) -> None:
        """Line height, margins, quiet headings; links of the model's own are text like the rest."""
        document = self.document()
        line = theme().line("answer")
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            style = block.blockFormat()
            listed = block.textList() is not None
            style.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            style.setTopMargin(0)
            quoted = style.intProperty(QTextFormat.Property.BlockQuoteLevel) > 0
            style.setBottomMargin(2 if listed else 8)
            if quoted:
                style.setLeftMargin(_QUOTE_INDENT)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(style)
            self._format_block(cursor, block, style.headingLevel() > 0)
            block = block.next()
        last = document.lastBlock()
        cursor.setPosition(last.position())
        style = last.blockFormat()
        style.setBottomMargin(0)
        cursor.setBlockFormat(style)

    def _format_block(self, cursor: QTextCursor, block: QTextBlock, heading: bool) -> None:
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setForeground(theme().colour("text"))
        style.setFontUnderline(False)
        style.setAnchor(False)
        style.setAnchorHref("")
        if heading:
            style.setFontWeight(QFont.Weight.DemiBold)
            style.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        cursor.mergeCharFormat(style)
        for fragment in [run.fragment() for run in cast(Iterable[QTextBlock.iterator], block)]:
            if fragment.charFormat().fontWeight() > QFont.Weight.DemiBold:
                cursor.setPosition(fragment.position())
                end = fragment.position() + fragment.length()
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                bold = QTextCharFormat()
                bold.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(bold)

    def _place_marks(self) -> None:
        document = self.document()
        pattern = QRegularExpression(answer_marks.PATTERN)
        opened, kind = -1, ""
        cursor = document.find(pattern, 0)
        while not cursor.isNull():
            mark, at = cursor.selectedText(), cursor.selectionStart()
            if mark in (answer_marks.OPEN, answer_marks.OPEN_PARTLY, answer_marks.OPEN_BESIDE):
                cursor.removeSelectedText()
                opened, kind = at, mark
            elif mark == answer_marks.CLOSE:
                cursor.removeSelectedText()
                if 0 <= opened < at:
                    self._underline_span(opened, at, kind)
                opened = -1
            else:
                self._place_object(cursor, answer_marks.number_of(mark))
            cursor = document.find(pattern, cursor.position())

    def _underline_span(self, start: int, end: int, kind: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        lines = QTextCharFormat.UnderlineStyle
        style.setUnderlineStyle(lines.DotLine if kind == answer_marks.OPEN else lines.DashUnderline)
        style.setUnderlineColor(theme().colour("warning"))
        tips = {
            answer_marks.OPEN_PARTLY: self.tr(
                "Only a part of this sentence was found in the documents. Please check it."
            ),
            answer_marks.OPEN_BESIDE: self.tr("This stands in the documents, but it is not what was asked."),
        }
        none = self.tr("No source was found for this sentence. Please check it.")
        style.setToolTip(tips.get(kind, none))
        cursor.mergeCharFormat(style)

    def _place_object(self, cursor: QTextCursor, number: int) -> None:
        plain = QTextCharFormat()
        plain.setFont(theme().font("answer"))
        style = QTextCharFormat()
        style.setObjectType(_CHIP if number else _CARET)
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        if number:
            style.setProperty(_NUMBER, number)
            style.setAnchor(True)
            style.setAnchorHref(f"{SCHEME}:{number}")
            style.setToolTip(fill(self.tr("Show source %1"), number))
        cursor.insertText(_JOINER, plain)
        cursor.insertText(_OBJECT, style)

    # --- size, pointer, clipboard ---

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = max(math.ceil(self.document().size().height()), theme().line("answer"))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == SCHEME and url.path().isdigit():
            self.chip_chosen.emit(int(url.path()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: what a model writes must not make the window open a file."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        chosen = self.textCursor().selection()
        data.setText(_without_objects(chosen.toPlainText()))
        data.setHtml(paper.in_html(_without_objects(chosen.toMarkdown())))
        return data

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Answer"))
        self._render_again()


def _without_objects(text: str) -> str:
    return text.replace(_JOINER + _OBJECT, "").replace(_OBJECT, "").replace("\u00a0", " ").strip()
