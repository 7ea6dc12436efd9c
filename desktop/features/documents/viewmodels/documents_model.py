"""The documents of the current base as a table, with filters, counts and the work that goes on."""

import time
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import Document, JobRecord, JobState
from desktop.core.jobs.job_service import JobService
from desktop.features.documents.services.document_service import DocumentService
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.row_table import RowTable
from desktop.ui.words.job_text import JobText, describe
from desktop.ui.words.names import counted

LEAST_MS = 100  # the table is brought up to date at most ten times a second
SHARE = 8  # and takes at most this part of the time: a long list is read less often as a whole


class DocumentsModel(OfCurrentBase, ProblemReporter, RowTable[Document]):
    """Columns are name, folder, pages, state, modified.

    Signals: `refreshed` counts, totals or the list of unread documents changed; `jobs_changed` the work of
    this base changed; `message(sentence)`.
    """

    refreshed = Signal()
    jobs_changed = Signal()
    message = Signal(str)

    def __init__(
        self, bases: BaseService, documents: DocumentService, jobs: JobService, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._job_service = bases, documents, jobs
        self._all: dict[str, Document] = {}
        self._pages = 0
        self._changed: set[str] | None = set()  # ids of documents to look at again; None = all
        self._counts = dict.fromkeys(DocumentGroup, 0)
        self._group, self._words = DocumentGroup.ALL, ""
        self._column, self._order = rows.NAME, Qt.SortOrder.AscendingOrder
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._refresh)
        self._cost_ms = self._read = 0.0
        self._unlocking: tuple[str, str, frozenset[str]] | None = None  # job, base, documents
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    @property
    def counts(self) -> dict[DocumentGroup, int]:
        """Documents a filter; they add up to ALL."""
        return self._counts

    @property
    def group(self) -> DocumentGroup:
        """The filter that is chosen."""
        return self._group

    def totals(self) -> tuple[int, int]:
        """(documents, pages)."""
        return len(self._all), self._pages

    def unread(self) -> list[Document]:
        """Documents that could not be read, by name."""
        if not self._counts[DocumentGroup.UNREAD]:
            return []
        found = [row for row in self._all.values() if rows.group_of(row) is DocumentGroup.UNREAD]
        return sorted(found, key=rows.sort_key(rows.NAME))

    def jobs(self) -> list[JobRecord]:
        """Work of this base that is to be seen: running, paused, interrupted. What only waits behind other
        reading is in *Tasks*: a card for each password would push the table down."""
        states = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)
        jobs = self._job_service.list(unfinished_only=True)
        found = [job for job in jobs if job.base == self.base and job.state in states and _shown(job)]
        begun = [job for job in found if job.state is not JobState.QUEUED]
        return begun or found[:1]

    # --- what the user does ---

    def show_group(self, group: DocumentGroup) -> None:
        """Filter the table by state; the words of the search stay."""
        self._group = group
        self._arrange()

    def search(self, words: str) -> None:
        """Only documents whose name or folder holds all the words."""
        self._words = words.casefold()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if (column, order) != (self._column, self._order) and column >= 0:
            self._column, self._order = column, order
            self._arrange()

    def add(self, paths: Sequence[str], new_base: str = "") -> None:
        """Import files and folders into the base; without one, a base is made, named after
        the first folder or else `new_base`."""
        if not paths:
            return
        if new_base and not self.base:
            self.attempt(lambda: self._bases.create_for(paths, new_base))
        if self.base:
            self.attempt(lambda: self._documents.import_paths(self.base, list(paths)))

    def locked(self) -> list[Document]:
        """Documents that wait for a password, or hold files that do."""
        return self._documents.locked(self.base) if self.base else []

    def unlock(self, password: str) -> None:
        """Try the password on all that wait for one; `message` says then how many it opened."""
        waiting = frozenset(document.id for document in self.locked())

        def unlock() -> None:
            self._unlocking = (self._documents.unlock(self.base, password).id, self.base, waiting)

        self.attempt(unlock)

    def retry(self, documents: Sequence[str] | None = None) -> None:
        """Read unread documents again; None = all of them."""
        self.attempt(lambda: self._documents.retry(self.base, documents))

    def read_again(self, documents: Sequence[Document]) -> None:
        """Look at these files again; changed ones replace what was read before."""
        failed = [d.id for d in documents if rows.group_of(d) is DocumentGroup.UNREAD]
        others = [d.path for d in documents if rows.group_of(d) is not DocumentGroup.UNREAD]
        if failed:
            self.retry(failed)
        if others:
            self.add(others)

    def refresh_all(self) -> None:
        """Look for changes in all documents."""
        self.attempt(lambda: self._documents.refresh(self.base))

    def remove(self, documents: Sequence[str]) -> None:
        """Take documents out of the base; `undo_remove` within the toast brings them back."""
        self.attempt(lambda: self._documents.remove(self.base, list(documents)))

    def undo_remove(self, base: str) -> None:
        """Bring back what `remove` took out last, unless its six seconds are over."""
        self._documents.undo_remove(base)

    def job_text(self, job: JobRecord) -> JobText:
        """What the card of a job shows."""
        return describe(job, self._job_service.estimate(job.id))

    def pause(self, job: str) -> None:
        """The job stops at a safe point, from which `resume` goes on."""
        self._job_service.pause(job)

    def resume(self, job: str) -> None:
        """Go on with a job that was paused, interrupted, cancelled or has failed."""
        self.attempt(lambda: self._job_service.resume(job))

    def cancel(self, job: str) -> None:
        """End the job for good; documents read so far stay."""
        self._job_service.cancel(job)

    # --- the table ---

    def reload(self) -> None:
        """Read the list again; where the same documents are listed, rows keep selection and scrolling."""
        self._due.stop()
        self._changed = set()
        began = time.perf_counter()
        listed = self._documents.list(self.base) if self.base else []
        self._all = {document.id: document for document in listed if rows.shown(document)}
        self._pages = sum(document.pages for document in self._all.values())
        self._counts = rows.count(list(self._all.values()))
        if not self._counts[self._group]:
            self._group = DocumentGroup.ALL
        self._arrange()
        self.refreshed.emit()
        self._read = time.perf_counter()
        self._cost_ms = (self._read - began) * 1000

    def _refresh(self) -> None:
        """Rows that changed alone, where all others stay in their places; else the whole list."""
        changed = self._changed
        if changed is None or self._group is not DocumentGroup.ALL or self._column not in _BY_NAME:
            self._reload_in_time()
            return
        found = {key: self._documents.get(self.base, key) for key in changed}
        now = {key: row for key, row in found.items() if row is not None and rows.shown(row)}
        known = {key: self._all.get(key) for key in changed}
        if any(old is None or key not in now or now[key].path != old.path for key, old in known.items()):
            self._reload_in_time()
            return
        self._changed = set()
        for key, row in now.items():
            self._take(self._all[key], row)
        self.refreshed.emit()

    def _take(self, old: Document, row: Document) -> None:
        """Another state of a document, in its place."""
        self._counts[rows.group_of(old)] -= 1
        self._counts[rows.group_of(row)] += 1
        self._pages += row.pages - old.pages
        self._all[row.id] = row
        at = self.place(row.id)
        if at is not None and row != old:
            self.replace_row(at, row)

    def _arrange(self) -> None:
        wanted = [d for d in self._all.values() if self._matches(d)]
        wanted.sort(key=rows.sort_key(self._column), reverse=self._order is Qt.SortOrder.DescendingOrder)
        self.show_rows(wanted)

    def _matches(self, document: Document) -> bool:
        if self._group is not DocumentGroup.ALL and rows.group_of(document) is not self._group:
            return False
        if not self._words:
            return True
        text = f"{rows.name_of(document)} {rows.folder_of(document)}".casefold()
        return all(word in text for word in self._words.split())

    def _word(self, row: Document, column: int) -> str:
        return _WORDS[column](row)

    def hint(self, row: Document, column: int) -> str:
        return rows.hint(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        right = (rows.PAGES, rows.MODIFIED)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Name"), self.tr("Folder"), self.tr("Pages"), self.tr("State"), self.tr("Modified"),
        )[section]  # fmt: skip

    # --- how it comes ---

    def _on_changes(self, changes: Changes) -> None:
        if self.base in changes.documents_of or changes.bases:
            if changes.bases or not changes.documents or self._changed is None:
                self._changed = None
            else:
                self._changed |= changes.documents
            self._reload_soon()
        if changes.jobs:
            self._say_unlocked()
            self.jobs_changed.emit()

    def _say_unlocked(self) -> None:
        """Once the password has been tried: what it opened."""
        job = self._job_service.get(self._unlocking[0]) if self._unlocking is not None else None
        if self._unlocking is None or (job is not None and job.state is not JobState.SUCCEEDED):
            return
        _, base, tried = self._unlocking
        self._unlocking = None
        left = len(tried.intersection(document.id for document in self._documents.locked(base)))
        opened = counted(self.tr("%n document(s) opened", "", len(tried) - left), len(tried) - left)
        waiting = counted(self.tr("%n still locked", "", left), left)
        self.message.emit(fill(self.tr("%1, %2"), opened, waiting) if left else opened)

    def _reload_soon(self) -> None:
        if not self._due.isActive():
            self._due.start(LEAST_MS if self._changed is not None else self._wait())

    def _wait(self) -> int:
        """Milliseconds until the whole list may be read again."""
        passed = (time.perf_counter() - self._read) * 1000
        return int(max(LEAST_MS, self._cost_ms * SHARE - passed))

    def _reload_in_time(self) -> None:
        if self._wait() <= LEAST_MS:
            self.reload()
            return
        self._changed = None
        self._due.start(self._wait())


def _shown(job: JobRecord) -> bool:
    """Reading that somebody asked for, and the quick look after it."""
    return (job.kind == "index" and not job.quiet) or bool(job.params.get("quick"))


_BY_NAME = (rows.NAME, rows.FOLDER)  # orders that a state does not change
_WORDS = {
    rows.NAME: rows.name_of,
    rows.FOLDER: rows.folder_of,
    rows.PAGES: rows.pages_word,
    rows.STATE: rows.state_word,
    rows.MODIFIED: rows.modified_word,
}
