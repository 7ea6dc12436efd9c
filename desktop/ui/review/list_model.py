"""The rows of the current base as a table with filters."""

from abc import abstractmethod
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.review.row_exporter import RowExporter
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import R, RowCounts, RowState
from desktop.settings.store import SettingsStore
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.review.parts import OfReviewer
from desktop.ui.row_table import RowTable

LEAST_MS = 250  # while rows are made the table is brought up to date four times a second
NUMBER, QUESTION, KIND, STATE, MORE = range(5)


class RowGroup(StrEnum):
    """The filters over the table; `DOUBTFUL` is a part of `PENDING`."""

    ALL = "all"
    PENDING = "pending"
    DOUBTFUL = "doubtful"
    APPROVED = "approved"
    REJECTED = "rejected"


class ListModel(OfReviewer, RowTable[R]):
    """Columns are number, question, kind, state, and one more that the kind has. A kind says which kinds of
    rows it has, and the words of a row.

    Signals: `refreshed` rows or counts changed; `message(sentence)`.
    """

    refreshed = Signal()
    message = Signal(str)
    groups: Sequence[RowGroup] = tuple(RowGroup)

    def __init__(
        self,
        rows: RowReview[R, Any],
        exporter: RowExporter[R, Any],
        bases: BaseService,
        settings: SettingsStore,
        changes: ChangePublisher,
    ) -> None:
        super().__init__()
        self._service, self._exporter, self._bases, self._settings = rows, exporter, bases, settings
        self.all_rows: list[R] = []
        self.counts: RowCounts = rows.counts("")
        self.group, self.kind, self._words = RowGroup.ALL, "", ""
        self.awake = False  # nothing is read while the view is hidden
        self._soon = single_shot_timer(self, LEAST_MS, self.reload)
        listen(changes, self, self._on_changes)

    # --- what a kind says ---

    @abstractmethod
    def all_kinds(self) -> Sequence[StrEnum]:
        """Kinds that rows can be of, in order."""

    @abstractmethod
    def kind_word(self, kind: Any) -> str:
        """A kind in the window's language."""

    @abstractmethod
    def state_word(self, row: R) -> str:
        """The state of a row in the window's language."""

    @abstractmethod
    def more_word(self, row: R) -> str:
        """The words of the last column."""

    @abstractmethod
    def more_name(self) -> str:
        """The name of the last column."""

    @abstractmethod
    def hint(self, row: R, column: int) -> str:
        """The tooltip of a cell."""

    @abstractmethod
    def _concerns(self, changes: Changes) -> bool:
        """Whether the rows of the current base may be others."""

    def _searched(self, row: R) -> str:
        """The text that is looked through."""
        return f"{row.text.question}\n{row.text.answer}\n{row.text.quote}"

    def is_doubtful(self, row: R) -> bool:
        """Whether a person shall look carefully."""
        return False

    # --- what there is ---

    def count_of(self, group: RowGroup) -> int:
        """How many rows a filter shows, whatever kind and words are looked for."""
        return int(getattr(self.counts, "total" if group is RowGroup.ALL else group.value))

    def kinds(self) -> list[StrEnum]:
        """Kinds that occur."""
        found = {row.text.kind for row in self.all_rows}
        return [kind for kind in self.all_kinds() if kind in found]

    # --- what the user does ---

    def show_group(self, group: RowGroup) -> None:
        """Filter the table by state; the filters of kind and words stay."""
        self.group = group
        self._arrange()

    def show_kind(self, kind: str) -> None:
        """ "" shows all kinds."""
        self.kind = kind
        self._arrange()

    def search(self, words: str) -> None:
        """Only rows that hold all the words, in themselves or in what belongs to them."""
        self._words = words.casefold()
        self._arrange()

    def approve(self, ids: Sequence[str]) -> bool:
        """As one action; False when nothing was done."""
        return bool(ids) and self.attempt(lambda: self._service.approve(self.base, list(ids), self.reviewer))

    def reject(self, ids: Sequence[str]) -> bool:
        """As one action; False when nothing was done."""
        return bool(ids) and self.attempt(lambda: self._service.reject(self.base, list(ids), self.reviewer))

    def undo(self) -> None:
        """Take the last action back."""
        self.attempt(lambda: self._service.undo(self.base))
        self.reload()

    def export(self, path: str) -> int:
        """How many rows were written; 0 when it could not be done, which has been told."""
        written: list[int] = []
        self.attempt(lambda: written.append(self._exporter.export(self.base, path)))
        return sum(written)

    # --- the table ---

    def reload(self) -> None:
        """Read the rows again; a selected one stays selected where the list is the same."""
        self._soon.stop()
        self.all_rows = self._service.list(self.base) if self.base else []
        self.counts = self._service.counts(self.base)
        self._arrange()
        self.refreshed.emit()

    def _arrange(self) -> None:
        self.show_rows([row for row in self.all_rows if self._matches(row)], everything=True)

    def _matches(self, row: R) -> bool:
        if self.group is RowGroup.DOUBTFUL:
            if row.state is not RowState.PENDING or not self.is_doubtful(row):
                return False
        elif self.group is not RowGroup.ALL and row.state is not RowState(self.group.value):
            return False
        if self.kind and row.text.kind != self.kind:
            return False
        if not self._words:
            return True
        text = self._searched(row).casefold()
        return all(word in text for word in self._words.split())

    def _word(self, row: R, column: int) -> str:
        if column == NUMBER:
            return str(row.number)
        if column == QUESTION:
            return " ".join(row.text.question.split())
        if column == KIND:
            return self.kind_word(row.text.kind)
        return self.state_word(row) if column == STATE else self.more_word(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("No."), self.tr("Question"), self.tr("Kind"), self.tr("State"), self.more_name())
        return names[section]

    def _on_changes(self, changes: Changes) -> None:
        if self.awake and not self._soon.isActive() and self._concerns(changes):
            self._soon.start()
