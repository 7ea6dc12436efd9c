"""Which pages of which files are pictures, and what is said of them where nothing recognises those."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.contract.codes import Code, Problem
from workers.contract.notes import Note, NoteCode
from workers.reading.find_files import FoundFile
from workers.reading.recognition import tesseract
from workers.services.knowledge.content_ids import FINGERPRINT
from workers.services.knowledge.index_report import IndexReport
from workers.services.knowledge.plan_changes import RECOGNISABLE
from workers.services.knowledge.read_and_chunk import Prepared


@dataclass(frozen=True, slots=True)
class Scan:
    """A file with pages (from 1) that are pictures."""

    file: FoundFile
    hash: str
    pages: tuple[int, ...]


def pages_of(notes: Sequence[Note]) -> tuple[int, ...]:
    """Pages of a text whose letters may be recognised; of a document with pasted pictures of pages, their
    numbers."""
    codes = (NoteCode.PAGES_WITHOUT_TEXT, NoteCode.LETTERS_UNREADABLE)
    pasted = sum(note.count for note in notes if note.code is NoteCode.PICTURES_WITHOUT_TEXT)
    if pasted:
        return tuple(range(1, pasted + 1))
    return tuple(
        sorted({page for note in notes if note.code in codes and not note.place for page in note.pages})
    )


def pages_of_problem(problem: Problem | None) -> tuple[int, ...]:
    """Pages of a file of which nothing was read, since all of it is pictures; () for another problem."""
    if problem is None or problem.code not in RECOGNISABLE:
        return ()
    return tuple(range(1, int(problem.params.get("pages", 1)) + 1))


def without_tool(problem: Problem) -> Problem:
    """What is said of a scan where nothing recognises it."""
    if problem.code is not Code.SCAN_WITHOUT_TEXT:
        return problem
    return Problem(
        Code.RECOGNITION_MISSING, {**problem.params, "install": tesseract.packages()}, problem.detail
    )


def scans_of(report: IndexReport, unread: Sequence[Prepared]) -> list[Scan]:
    """The files of a job whose pictures nobody has tried to recognise: those that were not read at all,
    then those of which some pages were not."""
    first = [Scan(one.file, one.hash, pages_of_problem(one.problem)) for one in unread]
    return first + [
        Scan(FoundFile(document.path, document.size, document.modified), document.hash, pages)
        for document in report.ended.values()
        if document.fingerprint == FINGERPRINT and document.content and (pages := pages_of(document.notes))
    ]  # fmt: skip
