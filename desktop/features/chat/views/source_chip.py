"""A source under an answer: its number, the document's name, the page; 32 px, the large target."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import paint_number
from desktop.ui.widgets.base import paint_box, paint_icon
from desktop.ui.words.names import title_of
from desktop.ui.words.source_words import page_of
from workers.contract.specs.answers import Citation
from workers.text import heading_path

LONGEST_HEADING = 28  # characters
WIDEST = 420  # px: longer names are cut in the middle
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class SourceChip(QAbstractButton):
    """Checked = its page is shown. A found place that is not yet a source has no number but an icon."""

    def __init__(self, source: Citation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.setCheckable(True)
        speak_as(self, Role.Button)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()
        theme().changed.connect(self.updateGeometry)

    def show_source(self, source: Citation) -> None:
        """Another source takes the place of this one."""
        if source != self.source:
            self.source = source
            self.retranslate()

    def retranslate(self) -> None:
        self._title = title_of(self.source.name)
        page = self.source.page
        self._page = page_of(self.source.name, page) if page else self._section()
        pattern = self.tr("Source %1: %2") if self.source.number else self.tr("Found place: %2")
        spoken = fill(pattern, self.source.number, self.source.name)
        self.setAccessibleName(f"{spoken} {self._page}".strip())
        self.setToolTip(self.source.quote[:300] or self.source.name)
        self.updateGeometry()
        self.update()

    def _section(self) -> str:
        """What tells places of a document without pages apart."""
        heading = heading_path.last_title(self.source.heading)
        return heading if len(heading) <= LONGEST_HEADING else f"{heading[: LONGEST_HEADING - 1].rstrip()}…"

    def nextCheckState(self) -> None:
        """The panel decides which source is shown, not the click."""

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(theme().font("control")), QFontMetrics(theme().font("caption"))

    def _number_width(self) -> int:
        side = theme().height("number_chip")
        return max(side, 8 + 8 * len(str(self.source.number)))

    def sizeHint(self) -> QSize:
        title, page = self._fonts()
        width = 11 + self._number_width() + 8 + title.horizontalAdvance(self._title) + 12
        if self._page:
            width += 8 + page.horizontalAdvance(self._page)
        return QSize(min(width, WIDEST), theme().height("chip_target"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().height("chip_target"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, on = QRectF(self.rect()), self.isChecked()
        fill = "accent_soft" if on else ("hover" if self.underMouse() else "surface")
        paint_box(painter, box, theme().radius("control") + 2, fill, "accent" if on else "border")
        number = self._number_width()
        side = theme().height("number_chip")
        top = (self.height() - side) / 2
        if self.source.number:
            paint_number(painter, QRectF(11, top, number, side), self.source.number, on)
        else:
            paint_icon(painter, 11, self.height() / 2, "file-search", "text_secondary", 16)
        title, page = self._fonts()
        x = 11 + number + 8
        room = self.width() - x - 12 - (page.horizontalAdvance(self._page) + 8 if self._page else 0)
        shown = title.elidedText(self._title, Qt.TextElideMode.ElideMiddle, room + 1)
        painter.setFont(theme().font("control"))
        painter.setPen(theme().colour("text"))
        painter.drawText(QRectF(x, 0, room + 2, self.height()), _LEFT, shown)
        if self._page:
            x += title.horizontalAdvance(shown) + 8
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().colour("text_tertiary"))
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), _LEFT, self._page)
        painter.end()
