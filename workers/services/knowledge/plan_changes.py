"""Before anything is read: which files of an import need reading, and what is said of the others."""

import os
from collections.abc import Iterable
from dataclasses import replace

from workers.contract.codes import Code, Problem
from workers.contract.paths import kept_path, system_path
from workers.contract.specs import IndexSpec, ItemStatus, document_id
from workers.engines.stores.text_rows import StoredDocument
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.find_files import FoundFile, find_files
from workers.services.knowledge.index_report import IndexReport
from workers.services.knowledge.read_and_chunk import FINGERPRINT, RECOGNISED

# What recognition of pictures of pages may help with.
RECOGNISABLE = frozenset({Code.SCAN_WITHOUT_TEXT, Code.LETTERS_UNREADABLE, Code.RECOGNITION_MISSING})
# Reading such a file again gives the same answer: the stored reason is repeated.
_LASTING = frozenset(
    {
        Code.BROKEN_FILE,
        *RECOGNISABLE,
        Code.UNKNOWN_TYPE,
        Code.EMPTY_FILE,
        Code.PASSWORD,
    }
)


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

    def work(self, context: Context) -> list[FoundFile]:
        """The files to read, by path. The others are entered in the report: unchanged, missing, failed."""
        found = find_files(self._spec.paths or tuple(self._known), context.raise_if_cancelled)
        files = found.files
        self._report.pass_over(found.left_out)
        missing = self._missing(file.path for file in files if file.size >= 0)
        self._report.total = len(files) + len(missing - {file.path for file in files})
        work = [file for file in files if file.path not in missing and not self._settled(file)]
        for path in sorted(missing):
            gone = replace(self._known[path], status=ItemStatus.MISSING)
            self._base.text.save_document(gone)
            self._report.end(gone, ItemStatus.MISSING)
        for file in work:
            self._report.notify(self.row(file), ItemStatus.QUEUED)
        return work

    def row(self, file: FoundFile) -> StoredDocument:
        """The document of a file, with the file's present size and time."""
        known = self._known.get(file.path)
        row = known or StoredDocument(document_id(self._base.ref.id, file.path), file.path)
        return replace(row, size=max(file.size, 0), modified=file.modified)

    def fail(self, document: StoredDocument, problem: Problem) -> None:
        """End a document with a reason; what it answered before stays."""
        failed = replace(document, status=ItemStatus.FAILED, code=problem.code.value, params=problem.params)
        self._base.text.abandon(failed)
        self._report.end(failed, ItemStatus.FAILED)

    def _missing(self, seen: Iterable[str]) -> set[str]:
        """Known documents under the paths of the job whose files are gone."""
        gone = self._known.keys() - set(seen)
        return {path for path in gone if not os.path.exists(system_path(path))}

    def _settled(self, file: FoundFile) -> bool:
        """End a file that needs no reading; True when it is ended."""
        known = self._known.get(file.path)
        if file.size < 0:
            self.fail(self.row(file), Problem(_why_unseen(file.path)))
            return True
        if known is None or (known.size, known.modified) != (file.size, file.modified):
            return False
        if known.fingerprint not in (FINGERPRINT, RECOGNISED) or known.incoming:
            return False
        if known.content and not known.code:
            if known.status is ItemStatus.MISSING:
                self._base.text.save_document(replace(known, status=ItemStatus.INDEXED))
            self._report.end(known, ItemStatus.UNCHANGED)
            return True
        again = self._spec.retry or file.path in self._spec.passwords
        # Nobody has tried to recognise it yet.
        again |= self._recognises and known.code in RECOGNISABLE and known.fingerprint != RECOGNISED
        if known.code in _LASTING and not again:
            self._report.end(known, ItemStatus.FAILED)
            return True
        return False


def _why_unseen(path: str) -> Code:
    """Why a file that was named could not be looked at."""
    try:
        os.stat(system_path(path))
    except PermissionError:
        return Code.NO_PERMISSION
    except OSError:
        return Code.FILE_MISSING
    return Code.NO_PERMISSION
