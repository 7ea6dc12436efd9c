"""The jobs that take away and that compare: `remove`, `drop`, `reconcile`."""

import json
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.codes import ProblemError
from workers.contract.messages import Item
from workers.contract.specs.bases import BaseRef, ItemStatus, KnownDocument, ReconcileResult, RemoveSpec
from workers.engines.stores.text_connection import FILE, KNOWN
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.text_store import TextStore
from workers.files import write_whole
from workers.runtime.context import Context
from workers.services.knowledge import calibrating
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.index_report import item_of
from workers.services.knowledge.reconcile import after_changes, changing, make_consistent
from workers.services.knowledge.showing.rendering import PAGES_FACT


def remove(base: OpenBase, spec: RemoveSpec, context: Context) -> None:
    """Take documents out so that nothing of them stays: rows, chunks, frequencies, vectors, images of pages,
    the log. Not interrupted: it is quick, and half of it would be worse than either end."""
    with changing(base):
        for document in base.text.remove(spec.documents):
            _forget_images(base.text, document)
            _promote(base, document, context)
            context.send(Item(context.request, document.id, document.path, ItemStatus.REMOVED))
        base.sweep()
    base.text.purge()
    (Path(base.ref.folder) / KNOWN).unlink(missing_ok=True)
    calibrating.calibrate(base)
    after_changes(base, context)


def drop(bases: Bases, ref: BaseRef) -> None:
    """Close a base and delete its folder; what it drew goes too. Needs no embedder."""
    folder = Path(ref.folder)
    bases.drop(ref)
    if (folder / FILE).exists():
        with suppress(ProblemError):  # a damaged one goes as well; its images are a cache
            text = TextStore(folder)
            for document in text.documents():
                _forget_images(text, document, shared_too=True)
            text.close()
    shutil.rmtree(folder, ignore_errors=True)


def reconcile(base: OpenBase, context: Context) -> ReconcileResult:
    """Mend the two stores when they disagree, and write what the base knows to a file for the window."""
    repaired = make_consistent(base, context)
    calibrating.calibrate(base)
    after_changes(base, context)
    known = [_known(document) for document in base.text.documents()]
    target = Path(base.ref.folder) / KNOWN
    write_whole(target, json.dumps(to_json(known), ensure_ascii=False), private=True)
    return ReconcileResult(str(target), len(known), base.text.totals().chunks, repaired)


def _known(document: StoredDocument) -> KnownDocument:
    return KnownDocument(
        document.id, document.path, document.status, document.hash, document.pages, document.chunks,
        document.size, document.modified, document.code, document.notes,
    )  # fmt: skip


def _promote(base: OpenBase, removed: StoredDocument, context: Context) -> None:
    """The first of the copies that lose their original becomes one."""
    users = base.text.users_of(removed.content) if removed.content else []
    if users and all(user.status is ItemStatus.COPY for user in users):
        original = replace(users[0], status=ItemStatus.INDEXED)
        base.text.save_document(original)
        context.send(item_of(context, original, ItemStatus.INDEXED))


def _forget_images(text: TextStore, document: StoredDocument, shared_too: bool = False) -> None:
    """Page images are named by the hash of the file, which copies share."""
    folder = text.fact(PAGES_FACT)
    shared = [user for user in text.users_of(document.content) if user.id != document.id]
    if folder and document.hash and (shared_too or not shared):
        for image in Path(folder).glob(f"{document.hash[:32]}-*"):
            image.unlink(missing_ok=True)
