"""The one table of the window: rows painted by a delegate, so that ten thousand scroll freely."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop.ui.row_table import ROW
from desktop.ui.theme import theme
from desktop.ui.widgets.chips import badge_width
from desktop.ui.widgets.table.columns import PAD, TableColumn, fitted_widths, shared_widths
from desktop.ui.widgets.table.painting import RowDelegate, TableHeader

_MOST_KEPT = 200  # selected rows that are selected again when the model was reset


class Table(QTableView):
    """Enter or a double click opens a row, Del asks to remove the selected ones; `keys` says what other keys
    do with the current row. `compact` is for a short table that is shown whole: dense rows, columns as wide
    as their words, a click opens. `marked(row)`: one that stands out. `sortable`: by a click on the header,
    through the model's `sort`. Rows have an `id`, by which selected ones are found again after a reset.

    Signals: `opened(row)`; `deleting`; `menu_wanted(QPoint)` on the screen.
    """

    opened = Signal(object)
    deleting = Signal()
    menu_wanted = Signal(object)

    def __init__(
        self,
        model: QAbstractItemModel,
        columns: Sequence[TableColumn],
        *,
        compact: bool = False,
        sortable: bool = False,
        marked: Callable[[Any], bool] | None = None,
        keys: Mapping[Qt.Key, Callable[[Any], object]] | None = None,
    ) -> None:
        super().__init__()
        self.columns, self.compact = tuple(columns), compact
        self._marked, self._keys = marked, dict(keys or {})
        self._kept: tuple[list[str], int] = ([], 0)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for lines in (self.verticalHeader(), header):
            lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.SingleSelection if compact else modes.ExtendedSelection)
        (self.clicked if compact else self.doubleClicked).connect(lambda index: self._open(index.row()))
        if compact:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            model.modelReset.connect(self._share)
        else:
            model.modelAboutToBeReset.connect(self._keep)
            model.modelReset.connect(self._give_back)
        if sortable:
            header.setSectionsClickable(True)
            header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
            header.sortIndicatorChanged.connect(model.sort)
        theme().changed.connect(self._restyle)
        self._restyle()

    # --- what there is ---

    def selected(self) -> list[Any]:
        """The selected rows, top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [found for row in rows if (found := self._row(row)) is not None]

    def select(self, key: str) -> None:
        """Select the row of that id and bring it into view; nothing when the filter hides it."""
        for at in range(self.model().rowCount()):
            if self._row(at).id == key:
                self.selectRow(at)
                self.scrollTo(self.model().index(at, 0))

    def row_height(self) -> int:
        """Pixels, grown with the text."""
        return theme().height("table_row_dense" if self.compact else "table_row")

    def is_marked(self, row: object) -> bool:
        """Whether `marked` makes this row stand out."""
        return self._marked is not None and self._marked(row)

    def inside(self, box: QRect, column: int) -> QRect:
        """Where the words of a cell stand; in a compact table figures end at the edge of their column."""
        if not self.compact:
            return box.adjusted(PAD, 0, -PAD, 0)
        last = column == len(self.columns) - 1
        return box.adjusted(0 if column else PAD, 0, -PAD if last else 0 if column else -4, 0)

    def _row(self, row: int) -> Any:
        return self.model().index(row, 0).data(ROW)

    # --- what the user does ---

    def _open(self, row: int) -> None:
        found = self._row(row)
        if found is not None:
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(current.row())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.deleting.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key == Qt.Key.Key_Menu:
            where = self.visualRect(current).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))
        elif key in self._keys:
            found = self._row(current.row())
            if found is not None:
                self._keys[key](found)
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """All selected rows, as tables are pasted: a line each, cells with a tab between them."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = [at for at in range(len(self.columns)) if not self.isColumnHidden(at)]
        cells = ([str(self.model().index(row, at).data() or "") for at in columns] for row in rows)
        if rows:
            QGuiApplication.clipboard().setText("\n".join("\t".join(line).rstrip() for line in cells))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _keep(self) -> None:
        self._kept = ([row.id for row in self.selected()], self.verticalScrollBar().value())

    def _give_back(self) -> None:
        """Select again what was selected; another list stands where the old one did."""
        ids, scrolled = self._kept
        chosen, model = set(ids[:_MOST_KEPT]), self.selectionModel()
        flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
        for at in range(self.model().rowCount()) if chosen else ():
            if self._row(at).id in chosen:
                model.select(self.model().index(at, 0), flags)
        self.verticalScrollBar().setValue(scrolled)

    # --- how it looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("text_tertiary"))
            nothing = self.tr("Nothing is found. Try other words.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, nothing)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.horizontalHeader().setFixedHeight(theme().height("table_head"))
        self._share()

    def _share(self) -> None:
        room = self.viewport().width()
        if self.compact:
            fonts = ["body_strong", *(column.font for column in self.columns[1:])]
            needed = {at: self._longest(at, font) for at, font in enumerate(fonts)}
            widths = fitted_widths(self.columns, room, needed)
        else:
            widths = shared_widths(self.columns, room, theme().scale)
        for at in range(len(self.columns)):
            self.setColumnHidden(at, at not in widths)
            if at in widths:
                self.setColumnWidth(at, widths[at])

    def _longest(self, at: int, font: str) -> int:
        """Pixels that the widest of a column's words, its head among them, needs."""
        model, metrics = self.model(), QFontMetrics(theme().font(font, tabular=True))
        cells = [str(model.index(row, at).data() or "") for row in range(model.rowCount())]
        head = metrics.horizontalAdvance(str(model.headerData(at, Qt.Orientation.Horizontal)))
        width = badge_width if self.columns[at].badge is not None else metrics.horizontalAdvance
        return max([head, *(width(cell) for cell in cells if cell)]) + 2
