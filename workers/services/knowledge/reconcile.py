"""Keeps the text store and the vector store of a base in agreement, and makes them agree again after a kill,
a damaged folder or another embedder.

Whatever changes a base runs within `changing`: the fact that both stores agree is taken back before the first
change and written again after the last one. While it stands and the numbers are equal, nobody walks over the
base: one more document costs the same in a large base as in an empty one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codes import ProblemError
from workers.engines.stores.text_rows import parts
from workers.engines.stores.text_selections import NUMBERED
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.maintenance.marks import unmark
from workers.services.knowledge.vectors.opening import LOST

_AGREED = "stores_agree"


@dataclass(frozen=True, slots=True)
class StoreDifferences:
    """`lacking`: content id → how many of its chunks have no vector, of contents that answer searches.
    `orphans`: ids of vectors without a chunk."""

    lacking: dict[str, int]
    orphans: list[str]


def compare_stores(base: OpenBase) -> StoreDifferences:
    """What the two stores of a base differ in: a walk over all of it, which changes nothing. Texts that are
    under way, and vectors that are about to be deleted, are no difference."""
    chunks = base.text.chunk_ids()
    stored = set(base.vectors.ids())
    orphans = sorted(stored - chunks.keys() - set(base.text.pending_deletes()))
    lacking: dict[str, int] = {}
    for chunk, content in chunks.items():
        if chunk not in stored:
            lacking[content] = lacking.get(content, 0) + 1
    ready = base.text.ready_contents(sorted(lacking))
    return StoreDifferences({content: lacking[content] for content in ready}, orphans)


def distrust(base: OpenBase) -> None:
    """Have the next mending compare the stores, whatever their numbers say."""
    base.text.set_fact(_AGREED, "", durable=True)


def make_consistent(base: OpenBase, context: Context) -> int:
    """Make the stores agree when the last change was cut short or their numbers differ: vectors that texts in
    use lack are made again, those without a chunk are deleted. Returns how many were mended. Texts that were
    under way are left to the job that indexes them."""
    if base.text.fact(_AGREED) and not base.text.fact(LOST) and _numbers_agree(base):
        return 0
    base.stop_quiet_work()
    distrust(base)
    base.sweep()
    differences = compare_stores(base)
    base.vectors.delete(differences.orphans)
    total = sum(differences.lacking.values())
    added = 0
    for content in differences.lacking:
        missing = base.missing(base.text.chunks_of(content))

        def stored_more(done: int, before: int = added) -> None:
            context.progress("mend", before + done, total, "chunks")

        base.vectorise(missing, context.raise_if_cancelled, lambda: context.cancelled, stored_more)
        added += len(missing)
    _note_agreement(base)
    if base.text.fact(LOST):
        base.text.set_fact(LOST, "")
        unmark(Path(base.ref.folder))
    return added + len(differences.orphans)


@contextmanager
def changing(base: OpenBase) -> Iterator[None]:
    """Around whatever writes to a base, on the one queue that does."""
    base.stop_quiet_work()
    agreed = base.text.fact(_AGREED)
    base.text.set_fact(_AGREED, "", durable=True)
    try:
        yield
    finally:
        # Also after what was cancelled or failed: texts under way are known, and nothing else is open.
        if agreed:
            with suppress(ProblemError):
                _note_agreement(base)


def after_changes(base: OpenBase, context: Context) -> None:
    """After the last change of a job: what an earlier version wrote is brought to today's form (texts are
    kept once and have their digests, points know the number of their content), and in the background the
    vectors are compacted, where it pays, or made anew for another search model. What is not done now, since
    the job is cancelled or the disk is full, the next job does."""
    with suppress(ProblemError):
        changed = False
        while not context.cancelled and base.text.keep_once():
            changed = True
        while changed and not context.cancelled and base.text.give_back():
            pass
        _number_points(base, context)
        while not context.cancelled and base.text.seal():
            pass
    base.work_quietly()


def _number_points(base: OpenBase, context: Context) -> None:
    if base.text.fact(NUMBERED):
        return
    base.stop_quiet_work()
    for row in base.text.numbers():
        if context.cancelled:
            return
        base.vectors.number(row["content"], row["number"])
    base.text.set_fact(NUMBERED, "1")


def _note_agreement(base: OpenBase) -> None:
    if _numbers_agree(base):
        base.vectors.flush()
        base.text.set_fact(_AGREED, "1")


def _numbers_agree(base: OpenBase) -> bool:
    """Whether there are as many vectors as chunks; proportional to the work under way, not to the base."""
    under_way = base.text.chunk_ids_under_way()
    found = sum(len(base.vectors.existing(part)) for part in parts(under_way))
    expected = base.text.totals().chunks - len(under_way) + found
    return not base.text.pending_deletes() and base.vectors.count() == expected
