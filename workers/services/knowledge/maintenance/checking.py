"""The job `check_base`: what of a base is not as it was written, or does not agree with its files."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import BaseCheck, CheckBaseSpec, CheckedDocument, FileState, ItemStatus
from workers.engines.stores.text_checks import TextDamage, find_damage
from workers.engines.stores.text_connection import FILE
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.text_selections import NUMBERED
from workers.engines.stores.vector_store import VectorDamage
from workers.files import write_whole
from workers.reading.find_files import find_files, stat_file
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.maintenance.marks import mark, note_check, unmark
from workers.services.knowledge.reachable import Reachability
from workers.services.knowledge.reconcile import compare_stores, distrust
from workers.services.knowledge.vectors import opening, soundness

_CHECKED = "checked.json"


def check_base(bases: Bases, spec: CheckBaseSpec, context: Context) -> BaseCheck:
    """Read all of a base, and write what was found of each document, and of new files, to a file for the
    window; nothing is changed. Where the stores differ, the next reconciliation compares them too. A base
    that cannot be opened is one of which its `damage` is said."""
    ref = spec.base
    folder = Path(ref.folder)

    def reading(done: int, total: int) -> None:
        context.raise_if_cancelled()
        context.progress("check", done, total, "documents")

    try:
        text = bases.text(ref)
        damage = find_damage(folder / FILE, reading)
        if damage.pages:
            raise ProblemError(Code.STORE_DAMAGED, damage.pages)
        # A store that is cut off would end this process.
        tried = ref.server or bases.opened_now(ref) is not None
        whole = tried or soundness.can_be_read(folder, opening.collection_of(text))
        if not whole or text.fact(opening.LOST):
            raise ProblemError(Code.STORE_DAMAGED, "vectors")
        base = bases.get(ref)
        vectors = vector_damage(base, context)
        found = _compare(base, spec.folders, damage, vectors, context)
    except ProblemError as error:
        if error.code not in (Code.STORE_DAMAGED, Code.STORE_GONE):
            raise
        mark(folder)
        gone = error.code is Code.STORE_GONE
        return BaseCheck("", 0, 0, 0, 0, damage=error.problem.detail or error.code.value, gone=gone)
    (mark if damage or vectors else unmark)(folder)
    note_check(folder)
    return found


def vector_damage(base: OpenBase, context: Context) -> VectorDamage:
    """What of the vectors is not as it was written; those that are about to be deleted are no damage."""
    rows = base.text.numbers() if base.text.fact(NUMBERED) else []
    numbers = {row["content"]: int(row["number"]) for row in rows}
    found = base.vectors.damage(numbers, context.raise_if_cancelled)
    going = set(base.text.pending_deletes()) if found.points else set()
    return replace(found, points=tuple(point for point in found.points if point not in going))


def _compare(
    base: OpenBase, folders: Sequence[str], damage: TextDamage, vectors: VectorDamage, context: Context
) -> BaseCheck:
    differences = compare_stores(base)
    if differences.lacking or differences.orphans:
        distrust(base)
    reachability = Reachability(base.text)
    checked = []
    documents = base.text.documents()
    chunks = base.text.chunk_ids() if vectors.points else {}
    broken = {*damage.contents, *(chunks[point] for point in vectors.points if point in chunks)}
    for number, document in enumerate(documents):
        context.raise_if_cancelled()
        context.progress("check", number, len(documents), "documents", Path(document.path).name)
        lacking = differences.lacking.get(document.content, 0)
        state = _state(document, reachability)
        damaged = bool({document.content, document.incoming} & broken) or document.id in damage.documents
        checked.append(
            CheckedDocument(
                document.id, document.path, document.status, document.chunks, state, lacking, damaged
            )
        )
    target = Path(base.ref.folder) / _CHECKED
    listed = [*checked, *_new_files(base, folders, documents, context)]
    write_whole(target, json.dumps(to_json(listed), ensure_ascii=False), private=True)
    totals = base.text.totals()
    return BaseCheck(
        str(target), len(checked), totals.chunks, base.vectors.count(), len(differences.orphans),
        damage="counts" if damage.counts else "vectors" if vectors.indexes else "",
    )  # fmt: skip


def _new_files(
    base: OpenBase, folders: Sequence[str], documents: Sequence[StoredDocument], context: Context
) -> list[CheckedDocument]:
    """What lies in the folders, and is neither a document nor was taken out of the base by a person."""
    known = {document.path for document in documents}
    paths = [file.path for file in find_files(folders, context.raise_if_cancelled, folders).files]
    unread = [path for path in paths if path not in known]
    withdrawn = base.text.withdrawn(unread) if unread else set[str]()
    return [
        CheckedDocument("", path, ItemStatus.QUEUED, 0, FileState.NEW)
        for path in unread
        if path not in withdrawn
    ]


def _state(document: StoredDocument, reachability: Reachability) -> FileState:
    file = stat_file(document.path)
    if file.size < 0:
        lost = reachability.lost([document.path]).get(document.path)
        return FileState.GONE if lost is ItemStatus.MISSING else FileState.UNREACHABLE
    same = (file.size, file.modified) == (document.size, document.modified)
    return FileState.SAME if same else FileState.CHANGED
