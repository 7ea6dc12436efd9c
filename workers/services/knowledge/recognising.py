"""The second half of an import: pictures of pages are recognised, once all else answers.

Each page is kept as soon as it is recognised, so a kill costs one page at most. A document answers from its
first text until its second is whole.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.reading import RecognisedPage, Recogniser
from workers.reading import recognition
from workers.reading.find_files import stat_file
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.index_report import IndexReport
from workers.services.knowledge.read_and_chunk import Prepared, Preparer
from workers.services.knowledge.scans import Scan

_AT_ONCE = 2  # pages; each is one thread of the recognising program
_WATCH_S = 0.2


class Recognising:
    """One run, after the first half of a job."""

    def __init__(
        self, base: OpenBase, context: Context, readers: ReaderPool, preparer: Preparer, tool: Recogniser
    ) -> None:
        self._base = base
        self._context = context
        self._readers = readers
        self._preparer = preparer
        self._tool = tool
        self._done = self._total = 0

    def run(
        self, scans: Sequence[Scan], passwords: tuple[str, ...], report: IndexReport
    ) -> Iterator[Prepared]:
        """The files with their second text, one after another; raises `RequestCancelled` between pages."""
        report.recognising = True
        self._total = sum(len(scan.pages) for scan in scans)
        for scan in scans:
            try:
                pages = self._pages(scan, passwords)
                if stat_file(scan.file.path) != scan.file:
                    continue  # changed meanwhile: the next import reads it
                prepared = self._preparer.prepare_recognised(scan.file, passwords, scan.hash, pages)
            except ProblemError:
                continue  # it cannot be opened any more; its first text stays
            except ReadingCancelled:
                self._context.raise_if_cancelled()
                raise
            yield prepared

    def _pages(self, scan: Scan, passwords: tuple[str, ...]) -> dict[int, RecognisedPage]:
        text, name = self._base.text, Path(scan.file.path).name
        known = text.recognised(scan.hash, recognition.FINGERPRINT)
        before = self._done
        self._done += sum(page in known for page in scan.pages)
        self._context.progress("recognise", self._done, self._total, "pages", name)
        missing = [page for page in scan.pages if page not in known]
        for page, found in recognised(
            self._readers, self._tool, scan.file.path, missing, passwords, self._context, self._pause
        ):
            text.save_recognised(scan.hash, recognition.FINGERPRINT, page, found)
            known[page] = found
            self._done += 1
            self._context.progress("recognise", self._done, self._total, "pages", name)
        self._done = before + len(scan.pages)
        return known

    def _pause(self) -> None:
        """While a chat writes or somebody searches, the next page waits."""
        self._base.embedder.throttle.wait(lambda: self._context.cancelled)


def recognised(
    readers: ReaderPool,
    tool: Recogniser,
    path: str,
    pages: Sequence[int],
    passwords: tuple[str, ...],
    context: Context,
    pause: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, RecognisedPage]]:
    """What pages of a file say, as each is done. A page whose reader gives up says nothing. Raises what
    opening the file does, `RequestCancelled`, `ReadingCancelled`."""
    waiting = iter(pages)
    under_way: dict[Future[RecognisedPage], int] = {}

    def one(page: int) -> RecognisedPage:
        pause()
        try:
            return readers.recognise(path, page, tool, passwords, lambda: context.cancelled)
        except ProblemError as error:
            if error.code in (Code.READER_TIMEOUT, Code.READER_MEMORY, Code.READER_CRASHED, Code.TOO_LARGE):
                return RecognisedPage()
            raise

    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="recognise")
    try:
        while True:
            while len(under_way) < _AT_ONCE and (page := next(waiting, None)) is not None:
                under_way[pool.submit(one, page)] = page
            if not under_way:
                return
            ready, _ = wait(under_way, timeout=_WATCH_S, return_when=FIRST_COMPLETED)
            context.raise_if_cancelled()
            for future in ready:
                yield under_way.pop(future), future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
