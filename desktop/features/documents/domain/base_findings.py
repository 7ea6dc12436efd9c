"""What a check of a base finds: where the database, the stores and the files do not agree. Rules only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from desktop.core.entities import Document
from workers.contract.paths import pure_path
from workers.contract.specs.bases import BaseCheck, CheckedDocument, FileState


class FindingKind(StrEnum):
    """In the order in which they are told."""

    BASE_GONE = "base_gone"  # of the base: the folder of what was read is not there
    BASE_DAMAGED = "base_damaged"  # of the base: what is stored of it cannot be read
    DAMAGED = "damaged"  # what is stored of the document is not what was written
    LOST = "lost"  # neither its file nor a text of it is there
    GONE = "gone"  # the file is not there
    NEW = "new"  # the file lies in a watched folder, and was not read
    CHANGED = "changed"  # the file is another than was read
    UNREACHABLE = "unreachable"  # the disk of the file is not there
    WITHOUT_VECTORS = "without_vectors"  # a search does not find all of its text
    NOT_IN_STORE = "not_in_store"  # listed, and of its text nothing is stored
    NOT_IN_LIST = "not_in_list"  # stored, and not in the list of documents
    VECTORS_WITHOUT_TEXT = "vectors_without_text"  # of the base: left over, found by no search


@dataclass(frozen=True, slots=True)
class BaseFinding:
    """`path` of the document ("" = of the base as a whole); `count` of its chunks or vectors."""

    kind: FindingKind
    path: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind: of documents at or below `folder`, or a single one ("" = no folder)."""

    folder: str
    findings: tuple[BaseFinding, ...]


_ALONE = 4  # so many documents of a folder are named one by one
_MOST_FOLDERS = 10  # of a kind; more of them are told by the folders above
_FILES = {
    FileState.GONE: FindingKind.GONE,
    FileState.NEW: FindingKind.NEW,
    FileState.CHANGED: FindingKind.CHANGED,
    FileState.UNREACHABLE: FindingKind.UNREACHABLE,
}


def findings_of(
    listed: Mapping[str, Document], checked: Sequence[CheckedDocument], check: BaseCheck
) -> list[BaseFinding]:
    """Documents of the database by id, those of the store, and its sums → what does not agree, by kind and
    path. A document that waits to be read for the first time is in order without a text. Of a base that
    cannot be read, or is not there, that is all that can be said."""
    if check.gone:
        return [BaseFinding(FindingKind.BASE_GONE)]
    if check.damage and not check.documents_file:
        return [BaseFinding(FindingKind.BASE_DAMAGED)]
    found = [BaseFinding(FindingKind.BASE_DAMAGED)] if check.damage else []
    found += [BaseFinding(FindingKind.DAMAGED, one.path) for one in checked if one.damaged]
    found += [BaseFinding(_kind(one), one.path) for one in checked if one.file in _FILES]
    found += [
        BaseFinding(FindingKind.WITHOUT_VECTORS, one.path, one.without_vectors)
        for one in checked
        if one.without_vectors
    ]
    stored = {one.id for one in checked}
    found += [
        BaseFinding(FindingKind.NOT_IN_STORE, row.path)
        for key, row in listed.items()
        if key not in stored and (row.chunks or row.answers)
    ]
    found += [
        BaseFinding(FindingKind.NOT_IN_LIST, one.path)
        for one in checked
        if one.file is not FileState.NEW and one.id not in listed
    ]
    found += [  # the path of one of them is not what was written
        BaseFinding(FindingKind.DAMAGED, listed[one.id].path)
        for one in checked
        if one.id in listed and listed[one.id].path != one.path and not one.damaged
    ]
    if check.without_chunks:
        found.append(BaseFinding(FindingKind.VECTORS_WITHOUT_TEXT, count=check.without_chunks))
    order = list(FindingKind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.path))


def grouped(findings: Sequence[BaseFinding]) -> list[FindingGroup]:
    """The findings in their order, those of many documents of a folder together."""
    groups: list[FindingGroup] = []
    for _, of_kind in groupby(findings, key=lambda one: one.kind):
        members = list(of_kind)
        for folder, inside in _by_folder(members).items():
            if folder and len(inside) > _ALONE:
                groups.append(FindingGroup(folder, tuple(inside)))
            else:
                groups.extend(FindingGroup("", (one,)) for one in inside)
    return groups


def _by_folder(findings: Sequence[BaseFinding]) -> dict[str, list[BaseFinding]]:
    """Folder → its findings: each folder by itself where they are few, else what lies below the same one."""
    parts = [pure_path(one.path).parent.parts for one in findings]
    depth = max(map(len, parts), default=0)
    while len({one[:depth] for one in parts}) > _MOST_FOLDERS and depth > 1:
        depth -= 1
    found: dict[str, list[BaseFinding]] = {}
    for one in findings:
        path = pure_path(one.path)
        folder = str(type(path)(*path.parent.parts[:depth])) if one.path else ""
        found.setdefault(folder, []).append(one)
    return found


def _kind(one: CheckedDocument) -> FindingKind:
    lost = one.file is FileState.GONE and not one.chunks
    return FindingKind.LOST if lost else _FILES[one.file]
