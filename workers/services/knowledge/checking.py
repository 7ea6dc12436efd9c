"""The `check_base` job: what a base holds, compared with itself and with the files. Changes nothing."""

import json
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.specs import BaseCheck, CheckedDocument, FileState, ItemStatus
from workers.engines.stores.text_rows import StoredDocument
from workers.files import write_whole
from workers.reading.find_files import look
from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.reachable import Reachability
from workers.services.knowledge.reconcile import compare_stores, distrust

_CHECKED = "checked.json"


def check_base(base: OpenBase, context: Context) -> BaseCheck:
    """Write what was found of each document to a file for the window. Where the stores differ, the next
    reconciliation compares them too."""
    differences = compare_stores(base)
    if differences.lacking or differences.orphans:
        distrust(base)
    reachability = Reachability(base.text)
    checked = []
    documents = base.text.documents()
    for number, document in enumerate(documents):
        context.raise_if_cancelled()
        context.progress("check", number, len(documents), "documents", Path(document.path).name)
        lacking = differences.lacking.get(document.content, 0)
        state = _state(document, reachability)
        checked.append(
            CheckedDocument(document.id, document.path, document.status, document.chunks, state, lacking)
        )
    target = Path(base.ref.folder) / _CHECKED
    write_whole(target, json.dumps(to_json(checked), ensure_ascii=False))
    totals = base.text.totals()
    return BaseCheck(str(target), len(checked), totals.chunks, base.vectors.count(), len(differences.orphans))


def _state(document: StoredDocument, reachability: Reachability) -> FileState:
    file = look(document.path)
    if file.size < 0:
        lost = reachability.lost([document.path]).get(document.path)
        return FileState.GONE if lost is ItemStatus.MISSING else FileState.UNREACHABLE
    same = (file.size, file.modified) == (document.size, document.modified)
    return FileState.SAME if same else FileState.CHANGED
