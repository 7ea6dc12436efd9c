"""The list of what was found: rows under the names of their groups, painted in the product's look."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.search.hits import Group, Hit
from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box, paint_icon
from desktop.ui.widgets.translated import Translated

HIT = int(Qt.ItemDataRole.UserRole) + 1
_PAD, _ICON = 12, 18  # px
_TWO_LINES = (Group.PLACES, Group.DOCUMENTS, Group.CHATS)

Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    """Hits, and the name of a group before its first one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Hit | str] = []

    def show_hits(self, hits: Sequence[Hit], names: dict[Group, str]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = []
        for at, hit in enumerate(hits):
            if names.get(hit.group) and (not at or hits[at - 1].group is not hit.group):
                self._rows.append(names[hit.group])
            self._rows.append(hit)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == HIT:
            return row if isinstance(row, Hit) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = isinstance(self._rows[index.row()], Hit)
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if chosen else Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = index.data(HIT)
        if hit is None:
            return QSize(100, theme().line("caption") + 14)
        lines = theme().line("body") + (theme().line("caption") if hit.group in _TWO_LINES else 0)
        return QSize(100, max(lines + 14, theme().height("target_min")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, hit = QRectF(option.rect), index.data(HIT)
        if hit is None:
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().colour("text_tertiary"))
            words = box.adjusted(_PAD, 6, -_PAD, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            return
        if option.state & QStyle.StateFlag.State_Selected:
            paint_box(painter, box.adjusted(4, 1, -4, -1), theme().radius("item"), "selected")
        line = theme().line("body")
        two = hit.group in _TWO_LINES
        top = box.top() + (7 if two else (box.height() - line) / 2)
        role = "accent_text" if hit.group is Group.ASK else "text_secondary"
        paint_icon(painter, box.left() + _PAD, top + line / 2, hit.icon or "search", role, _ICON)
        left, right = box.left() + 2 * _PAD + theme().grown(_ICON), box.right() - _PAD
        painter.setFont(theme().font("caption"))
        aside = painter.fontMetrics().horizontalAdvance(hit.aside) + _PAD if hit.aside else 0
        painter.setPen(theme().colour("text_tertiary"))
        beside = QRectF(right - aside, top, aside, line)
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hit.aside)
        self._line(painter, QRectF(left, top, right - left - aside, line), hit)
        if two:
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().colour("text_tertiary"))
            below = QRectF(left, top + line, right - left, theme().line("caption"))
            middle, room = Qt.TextElideMode.ElideMiddle, round(below.width())
            elided = painter.fontMetrics().elidedText(hit.detail, middle, room)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)

    def _line(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        """The first line, with the words that were found on yellow."""
        strong = hit.group in (Group.DOCUMENTS, Group.CHATS)
        font = theme().font("body_strong" if strong else "body")
        painter.setFont(font)
        text = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, round(room.width()))
        layout = QTextLayout(text, font)
        marks = []
        for start, end in hit.marks:
            if start < len(text):
                form = QTextCharFormat()
                form.setBackground(theme().colour("marker"))
                form.setForeground(theme().colour("marker_text"))
                one = QTextLayout.FormatRange()
                one.start, one.length, one.format = start, min(end, len(text)) - start, form
                marks.append(one)
        layout.setFormats(marks)
        layout.beginLayout()
        shown = layout.createLine()
        shown.setLineWidth(room.width())
        layout.endLayout()
        painter.setPen(theme().colour("text"))
        down = (room.height() - shown.height()) / 2
        layout.draw(painter, room.topLeft() + type(room.topLeft())(0, down))


def spoken(hit: Hit) -> str:
    """A row in words, for a screen reader."""
    return ", ".join(part for part in (hit.title, hit.detail, hit.aside) if part)


def _same(one: Hit | None, other: Hit) -> bool:
    return one is not None and (one.group, one.title, one.address) == (
        other.group,
        other.title,
        other.address,
    )


class SearchList(Translated, QListView):
    """The keys come from the field, which keeps the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)  # what lies below is painted by the style sheet
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.held = False  # the person went to the chosen row
        self.entered.connect(self._pointed)
        self.retranslate()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Replace the rows; one that the person went to stays chosen where it is still there, else the first
        one is."""
        before = self.chosen() if self.held else None
        self._rows.show_hits(hits, self._names)
        rows = self.rows()
        same = [at for at in rows if before is not None and _same(self._hit(at), before)]
        if rows:
            self.choose((same or rows)[0])

    def rows(self) -> list[int]:
        """The rows that can be chosen."""
        return [at for at in range(self._rows.rowCount()) if self._hit(at) is not None]

    def chosen(self) -> Hit | None:
        """The hit of the current row."""
        hit = self.currentIndex().data(HIT) if self.currentIndex().isValid() else None
        return hit if isinstance(hit, Hit) else None

    def choose(self, row: int) -> None:
        """Make a row the current one, and bring it into view."""
        self.setCurrentIndex(self._rows.index(row))
        self.scrollTo(self._rows.index(max(row - 1, 0) if row == 1 else row))

    def step(self, by: int) -> None:
        """So many rows on; at an end it stays."""
        rows = self.rows()
        self.held = True
        if rows:
            at = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else -1
            self.choose(rows[min(max(at + by, 0), len(rows) - 1)])

    def step_group(self, by: int) -> None:
        """To the first row of the next or the previous group, around the ends."""
        groups: dict[Group, int] = {}
        self.held = True
        for at in self.rows():
            if (hit := self._hit(at)) is not None:
                groups.setdefault(hit.group, at)
        if firsts := list(groups.values()):
            row = self.currentIndex().row()
            now = max((place for place, at in enumerate(firsts) if at <= row), default=0)
            self.choose(firsts[(now + by) % len(firsts)])

    def _pointed(self, index: QModelIndex) -> None:
        if index.data(HIT) is not None:
            self.held = True
            self.setCurrentIndex(index)

    def _hit(self, row: int) -> Hit | None:
        hit = self._rows.index(row).data(HIT)
        return hit if isinstance(hit, Hit) else None

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(self.tr("Found"))
        self._names = {
            Group.PLACES: self.tr("Places in documents"),
            Group.DOCUMENTS: self.tr("Documents"),
            Group.CHATS: self.tr("Chats"),
            Group.SETTINGS: self.tr("Settings"),
            Group.COMMANDS: self.tr("Commands"),
        }
