"""The table of an exam: one line a candidate, best first."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.exam_entities import ScoreRow
from desktop.features.exam.viewmodels.exam_model import ExamShown
from desktop.features.exam.viewmodels.exam_verdict import against
from desktop.features.exam.viewmodels.exam_words import judgement_style
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.row_table import ROW

Index = QModelIndex | QPersistentModelIndex
_NOTHING = "\u2014"


class ExamColumn(IntEnum):
    """In the order of the page."""

    WAY = 0
    RIGHT = 1
    SPREAD = 2
    PARTLY = 3
    WRONG = 4
    REFUSED = 5
    INVENTED = 6
    SOURCE = 7
    TIME = 8
    COMPARED = 9


class ExamTableModel(QAbstractTableModel):
    """The role `ROW` gives the `ScoreRow`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ExamShown | None = None

    def show_exam(self, shown: ExamShown) -> None:
        """Fill the table with the scores of one exam."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def row(self, at: int) -> ScoreRow | None:
        """The scores in a row of the table; None outside it."""
        rows = self._shown.board.rows if self._shown is not None else ()
        return rows[at] if 0 <= at < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._shown is None else len(self._shown.board.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(ExamColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, shown = self.row(index.row()), self._shown
        if row is None or shown is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._word(row, ExamColumn(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{head}: {self._word(row, ExamColumn(index.column()))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.details(row)
        return None

    def is_active(self, row: ScoreRow) -> bool:
        """Whether the chat answers so now."""
        return self._shown is not None and row.candidate.key == self._shown.active

    def pill(self, row: ScoreRow) -> tuple[str, str]:
        """(tone, word) of the comparison with the reference."""
        shown = self._shown
        if shown is None or not row.asked:
            return "neutral", ""
        key, board = row.candidate.key, shown.board
        if key == shown.active:
            return "accent", self.tr("Now in the chat")
        if key == board.reference:
            return "accent", self.tr("Compared with it")
        found = against(board, key, board.reference)
        return judgement_style(found.judgement) if found is not None else ("neutral", "")

    def details(self, row: ScoreRow) -> str:
        """What the table has no column for."""
        assert self._shown is not None
        lines = [self._shown.names[row.candidate.key]]
        words = fill(self.tr("%1 of %2 right"), formats.number(row.right), formats.number(row.asked))
        lines.append(words)
        if row.tokens_median:
            words = self.tr("Length of an answer: %1 words, estimate")
            # Words in a token, of Russian text in the vocabularies of small models.
            lines.append(fill(words, formats.number(round(row.tokens_median * 0.45))))
        if row.memory:
            lines.append(fill(self.tr("Memory: %1"), formats.memory(row.memory)))
        if row.general_asked:
            words = self.tr("General questions: %1 of %2 right")
            lines.append(fill(words, formats.number(row.general), formats.number(row.general_asked)))
        return "\n".join(lines)

    def _word(self, row: ScoreRow, column: ExamColumn) -> str:
        assert self._shown is not None
        if column is ExamColumn.WAY:
            return self._shown.names[row.candidate.key]
        if column is ExamColumn.SPREAD:
            low, high = round(row.low * 100), round(row.high * 100)
            return f"{formats.number(low)}–{formats.number(high)}{formats.NBSP}%"
        if column is ExamColumn.SOURCE:
            if not row.cited:
                return _NOTHING
            return fill(self.tr("%1 of %2"), formats.number(row.citations_right), formats.number(row.cited))
        if column is ExamColumn.TIME:
            return formats.seconds(row.seconds_median)
        if column is ExamColumn.COMPARED:
            return self.pill(row)[1]
        counts = {
            ExamColumn.RIGHT: row.right, ExamColumn.PARTLY: row.partly, ExamColumn.WRONG: row.wrong,
            ExamColumn.REFUSED: row.refused, ExamColumn.INVENTED: row.invented,
        }  # fmt: skip
        return formats.number(counts[column])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explained(ExamColumn(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Way"), self.tr("Right"), self.tr("Spread"), self.tr("Partly"), self.tr("Wrong"),
            self.tr("Refused"), self.tr("Invented"), self.tr("Source right"), self.tr("Time"),
            self.tr("Comparison"),
        )[section]  # fmt: skip

    def _explained(self, column: ExamColumn) -> str:
        return {
            ExamColumn.RIGHT: self.tr("Right answers; a refusal is right where the documents do not say"),
            ExamColumn.SPREAD: self.tr("Between these the true share of right answers lies, 95 % probable"),
            ExamColumn.REFUSED: self.tr("Refused, though the documents say it"),
            ExamColumn.INVENTED: self.tr("Answered, though the documents do not say it"),
            ExamColumn.SOURCE: self.tr("Right answers whose source is the right place"),
            ExamColumn.TIME: self.tr("Of an answer, measured here: half of them took less"),
        }.get(column, "")
