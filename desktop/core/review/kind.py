"""What the shared parts of a review have to know of a kind of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from desktop.core.changes import Changes
from desktop.core.review.rows import R, RowState, T
from workers.contract.codes import ProblemError
from workers.contract.specs.jobs import Job


@dataclass(frozen=True, slots=True)
class RowKind(Generic[R, T]):
    """One stands in each feature that has rows; the shared parts are given it."""

    text: type[T]
    job: Job  # makes rows from passages
    exam: bool  # files hold exam questions: rows without an answer count too
    identity: Callable[[T], object]  # equal for two texts that are the same row
    changes: Callable[[str], Changes]  # what is published when the rows of a base change
    unknown: Callable[[str], ProblemError]  # there is no row of this id
    none: Callable[[str], ProblemError]  # a base of this name has no rows to give out
    given: frozenset[RowState]  # rows in these states are given out where not everything is wanted
    exported: Callable[[R, dict[str, str]], dict[str, Any]]  # a row as one object; ids of documents → names
    table: tuple[str, ...]  # columns of an exported table
    cells: Callable[[R, dict[str, str]], dict[str, Any]]  # a row by these columns
