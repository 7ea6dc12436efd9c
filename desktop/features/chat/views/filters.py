"""Where to search: chips for folder, type and date, and the list they are chosen from."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.entities import Document
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Chip, FlowLayout, Label, PopupItem, PopupList
from desktop.ui.widgets.base import clear
from desktop.ui.widgets.translated import Translated
from workers.contract.paths import pure_path
from workers.contract.specs.search import Filters

DAY = 86_400.0
MOST_FOLDERS = 8


class FilterRow(Translated, QWidget):
    """Hidden while nothing is filtered.

    Signals: `changed(Filters)`; `more` the chip that opens the list was clicked.
    """

    changed = Signal(object)
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filters = Filters()
        self._names: Mapping[str, str] = {}
        self._flow = FlowLayout(self, 8, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_filters(self, filters: Filters, names: Mapping[str, str]) -> None:
        """`names` of the chosen documents, by id; one that is gone has none."""
        self._filters, self._names = filters, names
        clear(self._flow)
        shown = bool(filters.documents or filters.folders or filters.suffixes or filters.modified_from)
        if not shown:
            self.hide()
            return
        label = Label(self.tr("Search in"), "body", "tertiary")
        label.setFixedHeight(theme().height("target_min"))
        self._flow.addWidget(label)
        for document in filters.documents:
            without = replace(filters, documents=tuple(d for d in filters.documents if d != document))
            self._add(names.get(document, self.tr("a removed document")), without)
        for folder in filters.folders:
            without = replace(filters, folders=tuple(f for f in filters.folders if f != folder))
            self._add(pure_path(folder).name or folder, without)
        for suffix in filters.suffixes:
            without = replace(filters, suffixes=tuple(s for s in filters.suffixes if s != suffix))
            self._add(suffix.lstrip(".").upper(), without)
        if filters.modified_from:
            self._add(date_word(filters.modified_from), replace(filters, modified_from=0.0))
        more = Chip(self.tr("Document, folder, type, date"), "plus", checkable=False)
        more.setAccessibleName(more.text())
        more.clicked.connect(self.more)
        self._flow.addWidget(more)
        self.more_chip = more
        self.show()  # at last: what is shown says its words again

    def chips(self) -> list[Chip]:
        """The removable chips."""
        return [chip for chip in self.findChildren(Chip) if chip.isCheckable() and chip.isVisibleTo(self)]

    def _add(self, word: str, without: Filters) -> None:
        chip = Chip(word, removable=True)
        chip.setAccessibleName(fill(self.tr("Filter %1, remove"), word))
        chip.clicked.connect(lambda: chip.setChecked(True))
        chip.removed.connect(lambda: self.changed.emit(without))
        self._flow.addWidget(chip)

    def retranslate(self) -> None:
        self.show_filters(self._filters, self._names)


class FilterList(PopupList):
    """Folders, types and dates of the base's documents; choosing one adds it.

    Signals: `picked(Filters)`; `documents_wanted` single ones are to be chosen.
    """

    picked = Signal(object)
    documents_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self.chosen.connect(self._pick)

    def offer(self, documents: Sequence[Document], filters: Filters, anchor: QWidget) -> None:
        """Open above `anchor`."""
        self._filters = filters
        folders = sorted({str(pure_path(d.path).parent) for d in documents})[:MOST_FOLDERS]
        suffixes = sorted({pure_path(d.path).suffix.lower() for d in documents} - {""})
        items = [PopupItem("documents", self.tr("Chosen documents…"), icon="files")]
        items += [
            PopupItem(f"folder:{folder}", pure_path(folder).name or folder, icon="folder",
                      checked=folder in filters.folders)
            for folder in folders
        ]  # fmt: skip
        for at, suffix in enumerate(suffixes):
            checked = suffix in filters.suffixes
            word = suffix.lstrip(".").upper()
            items.append(
                PopupItem(f"type:{suffix}", word, icon="file-text", checked=checked, separator_before=at == 0)
            )
        for at, (days, word) in enumerate(self._dates()):
            items.append(PopupItem(f"date:{days}", word, icon="clock", separator_before=at == 0))
        self.show_items(items, self.tr("Search only in"))
        self.open_at(anchor, above=True, width=280)

    def _dates(self) -> list[tuple[int, str]]:
        return [
            (7, self.tr("Changed within a week")),
            (31, self.tr("Changed within a month")),
            (366, self.tr("Changed within a year")),
        ]

    def _pick(self, value: str) -> None:
        kind, _, what = value.partition(":")
        filters = self._filters
        if kind == "documents":
            self.documents_wanted.emit()
            return
        if kind == "folder":
            filters = replace(filters, folders=_toggled(filters.folders, what))
        elif kind == "type":
            filters = replace(filters, suffixes=_toggled(filters.suffixes, what))
        else:
            filters = replace(filters, modified_from=time.time() - int(what) * DAY)
        self.picked.emit(filters)


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value) if value in values else (*values, value)


def date_word(modified_from: float) -> str:
    """ "since 14 May"."""
    since = QCoreApplication.translate("FilterRow", "since %1")
    return fill(since, formats.day(datetime.fromtimestamp(modified_from, UTC)))
