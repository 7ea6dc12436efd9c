"""Reads the next files while the vectors of the last ones are made."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from workers.reading.find_files import FoundFile
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReadingCancelled
from workers.services.knowledge.read_and_chunk import Prepared, Preparer

# Two readers, and as much again waiting: memory holds few texts, the embedder is never idle. Of small files
# more, since what is written together costs less.
_READERS = 2
_AHEAD = 4
_SMALL_AHEAD, _SMALL = 32, 1_000_000  # files, and bytes of all of them
_WATCH_S = 0.2
_FIRST = 8


def in_order(files: Sequence[FoundFile]) -> list[FoundFile]:
    """The smallest few first, so that the first answers are there within seconds; the rest by path."""
    first = sorted(files, key=lambda file: (file.size, file.path))[:_FIRST]
    taken = {file.path for file in first}
    return [*first, *(file for file in files if file.path not in taken)]


def read_ahead(
    files: Sequence[FoundFile],
    preparer: Preparer,
    passwords: tuple[str, ...],
    context: Context,
    idle: Callable[[], None],
) -> Iterator[list[Prepared]]:
    """The files as they become ready, small ones together; `idle` is called when none is ready yet."""
    queue = deque(in_order(files))
    under_way: dict[Future[Prepared], int] = {}  # with the size of the file
    pool = ThreadPoolExecutor(_READERS, thread_name_prefix="prepare")
    try:
        while True:
            while queue and _room(under_way.values(), queue[0].size):
                file = queue.popleft()
                under_way[pool.submit(preparer.prepare, file, passwords)] = file.size
            if not under_way:
                return
            ready = {future for future in under_way if future.done()}
            if not ready:
                idle()
                ready, _ = wait(under_way, timeout=_WATCH_S, return_when=FIRST_COMPLETED)
            context.raise_if_cancelled()
            small = [future for future in ready if under_way[future] <= _SMALL // _SMALL_AHEAD]
            for together in (small, *([future] for future in ready.difference(small))):
                for future in together:
                    del under_way[future]
                yield [_result(future, context) for future in together]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _room(sizes: Collection[int], next_one: int) -> bool:
    """Whether one more file may be under way beside others of these sizes."""
    return len(sizes) < _AHEAD or (len(sizes) < _SMALL_AHEAD and sum(sizes) + next_one <= _SMALL)


def _result(future: Future[Prepared], context: Context) -> Prepared:
    try:
        return future.result()
    except ReadingCancelled:
        context.raise_if_cancelled()
        raise
