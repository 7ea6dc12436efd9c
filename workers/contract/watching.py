"""Spec and words of the `watch` job: what changes in folders is told while it runs. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class WatchSpec:
    """Watch one `folder` with all below it, or single `files`; absolute paths as `contract.paths` keeps them.
    The job has no end but being cancelled."""

    folder: str = ""
    files: tuple[str, ...] = ()


class WatchState(StrEnum):
    """How a folder is watched."""

    WATCHED = "watched"  # the system tells of each change
    POLLED = "polled"  # it is looked through again and again; `WatchReason` says why
    UNREACHABLE = "unreachable"  # it is not there, or closed; it is watched again when it is back


class WatchReason(StrEnum):
    """Why a folder is polled."""

    NONE = ""
    NETWORK = "network"  # the system does not tell what other computers change
    LIMIT = "limit"  # the system lets no more folders be watched
    SYSTEM = "system"  # it cannot, for a reason that is in the log
