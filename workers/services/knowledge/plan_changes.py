"""Before anything is read: which files of an import need reading, and what is said of the others."""

import os
from dataclasses import replace

from workers.contract.codes import LOCK_CODES, Code, Problem
from workers.contract.notes import waits_for_password
from workers.contract.paths import kept_path, system_path
from workers.contract.specs.bases import IndexSpec, ItemStatus
from workers.engines.stores.text_rows import StoredDocument
from workers.reading.find_files import FoundFile, find_files
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.content_ids import CURRENT, RECOGNISED
from workers.services.knowledge.index_report import IndexReport
from workers.services.knowledge.moved_files import MovedFiles, new_ids
from workers.services.knowledge.reachable import Reachability

# What recognition of pictures of pages may help with.
RECOGNISABLE = frozenset({Code.SCAN_WITHOUT_TEXT, Code.LETTERS_UNREADABLE, Code.RECOGNITION_MISSING})
# Reading such a file again gives the same answer: the stored reason is repeated.
_LASTING = RECOGNISABLE | LOCK_CODES | {
    Code.BROKEN_FILE, Code.UNKNOWN_TYPE, Code.EMPTY_FILE, Code.SCAN_INSIDE, Code.LOCK_UNKNOWN,
}  # fmt: skip


class Survey:
    """What the base knows of the files of one job. `recognises`: pictures of pages can be recognised now."""

    def __init__(
        self, base: OpenBase, spec: IndexSpec, report: IndexReport, *, recognises: bool = False
    ) -> None:
        self._recognises = recognises
        self._base = base
        self._spec = spec
        self._report = report
        self._roots = [kept_path(os.path.abspath(system_path(path))) for path in spec.paths]
        known = base.text.documents_under(self._roots) if self._roots else base.text.documents()
        self._known = {document.path: document for document in known}
        self._ids: dict[str, str] = {}  # of new documents, by path
        self._reachability = Reachability(base.text)

    def work(self, context: Context) -> list[FoundFile]:
        """The files to read, by path. The others are entered in the report: unchanged, gone, failed."""
        check, folders = context.raise_if_cancelled, self._spec.folders
        found = find_files(self._spec.paths or (*self._known, *folders), check, folders)
        self._report.pass_over(found.left_out)
        files = self._wanted(found.files)
        there = [file for file in files if file.size >= 0]
        self._reachability.remember((*folders, *filter(_is_folder, self._spec.paths)), there)
        lost = self._reachability.lost(self._known.keys() - {file.path for file in there})
        fresh = [file for file in there if file.path not in self._known]
        for known, file in MovedFiles(self._base.text, lost).find(fresh, check):
            lost.pop(known.path, None)
            self._move(known, file)
        unknown = [file.path for file in files if file.path not in self._known]
        self._ids = new_ids(self._base.ref.id, self._base.text, unknown)
        self._report.total = len(files) + len(lost.keys() - {file.path for file in files})
        work = [file for file in files if file.path not in lost and not self._settled(file)]
        for path, status in sorted(lost.items()):
            self._lose(self._known[path], status)
        for file in work:
            self._report.notify(self.row(file), ItemStatus.QUEUED)
        return work

    def row(self, file: FoundFile) -> StoredDocument:
        """The document of a file, with the file's present size and time."""
        known = self._known.get(file.path)
        row = known or StoredDocument(self._ids[file.path], file.path)
        return replace(row, size=max(file.size, 0), modified=file.modified)

    def fail(self, document: StoredDocument, problem: Problem) -> None:
        """End a document with a reason; what it answered before stays."""
        failed = replace(document, status=ItemStatus.FAILED, code=problem.code.value, params=problem.params)
        self._base.text.abandon(failed)
        self._report.end(failed, ItemStatus.FAILED)

    def _wanted(self, files: list[FoundFile]) -> list[FoundFile]:
        """Without those that a person took out of the base, unless a person names them now."""
        withdrawn = self._base.text.withdrawn(file.path for file in files)
        if self._spec.folders:
            return [file for file in files if file.path not in withdrawn]
        if withdrawn:
            self._base.text.readmit(withdrawn)
        return files

    def _move(self, known: StoredDocument, file: FoundFile) -> None:
        """The document of a file that was moved: all of it stays but its path."""
        self._known.pop(known.path, None)
        moved = replace(known, path=file.path, size=file.size, modified=file.modified)
        self._known[file.path] = moved
        self._base.text.save_document(moved)

    def _lose(self, known: StoredDocument, status: ItemStatus) -> None:
        """End a document whose file is not there. One of which nothing was ever read, and that nobody named,
        is none any more."""
        if known.code == Code.TEXT_LOST and not known.content and status is ItemStatus.MISSING:
            self.fail(known, Problem(Code.TEXT_LOST))
            return
        if self._spec.folders and status is ItemStatus.MISSING and not known.content:
            self._base.text.remove([known.id], withdraw=False)
            self._report.end(known, ItemStatus.REMOVED)
            return
        gone = replace(known, status=status)
        self._base.text.save_document(gone)
        self._report.end(gone, status)

    def _settled(self, file: FoundFile) -> bool:
        """End a file that needs no reading; True when it is ended."""
        known = self._known.get(file.path)
        if file.size < 0:
            self.fail(self.row(file), Problem(_why_unseen(file.path)))
            return True
        if known is None or (known.size, known.modified) != (file.size, file.modified):
            return False
        if known.fingerprint not in CURRENT or known.incoming:
            return False
        waits = bool(self._spec.passwords) and waits_for_password(known.code, known.notes)
        if known.content and not known.code and not waits:
            if known.status not in (ItemStatus.INDEXED, ItemStatus.COPY):
                known = replace(known, status=ItemStatus.INDEXED)
                self._base.text.save_document(known)
            self._report.end(known, ItemStatus.UNCHANGED)
            return True
        untried = self._recognises and known.code in RECOGNISABLE and known.fingerprint != RECOGNISED
        again = self._spec.retry or waits or untried
        if known.code in _LASTING and not again:
            self._base.text.save_document(replace(known, status=ItemStatus.FAILED))
            self._report.end(known, ItemStatus.FAILED)
            return True
        return False


def _is_folder(path: str) -> bool:
    return os.path.isdir(system_path(path))


def _why_unseen(path: str) -> Code:
    """Why a file that was named could not be looked at."""
    try:
        os.stat(system_path(path))
    except PermissionError:
        return Code.NO_PERMISSION
    except OSError:
        return Code.FILE_MISSING
    return Code.NO_PERMISSION
