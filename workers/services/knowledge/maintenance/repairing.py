"""The job `repair`: a base that is damaged is made whole again from what can be read of it and from copies.
What is left is read from the user's files by the next look at them."""

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from workers.contract.codes import ProblemError
from workers.contract.maintenance.backups import BASES
from workers.contract.specs.bases import RepairResult, RepairSpec
from workers.disk import LEAST_FREE, require_room
from workers.engines.stores.text_checks import find_damage
from workers.engines.stores.text_connection import FILE, KNOWN
from workers.engines.stores.text_salvage import Salvaged, salvage
from workers.engines.stores.text_store import TextStore
from workers.files import publish, sync_folder
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.maintenance.vector_repair import repair_vectors
from workers.transfer.backup_file import opened

_log = logging.getLogger(__name__)
_UNFINISHED = "mending"
_COPIES = 3  # of the texts, while they are mended
_ASIDE = f"{FILE}.damaged-"


def repair(bases: Bases, spec: RepairSpec, context: Context) -> RepairResult:
    """Mend the texts of a base, unless they are as they were written. The damaged file is kept beside the
    new one, under a name that nothing else has. A kill leaves it where it was: the job can be begun again.
    Raises DISK_FULL."""
    folder = Path(spec.base.folder)
    bases.close(spec.base.id)
    file = folder / FILE
    if file.exists() and not find_damage(file, lambda done, total: context.raise_if_cancelled()):
        return RepairResult(vectors=repair_vectors(bases, spec, context))
    making = folder / _UNFINISHED
    shutil.rmtree(making, ignore_errors=True)
    # What finds no room would look as lost as what is damaged.
    require_room(folder, LEAST_FREE + _COPIES * (file.stat().st_size if file.exists() else 0))
    store = TextStore(making)
    context.progress("mend", 0, 0, "documents")
    kept = salvage(file, store, at=making)
    from_copies = 0
    for copy in _copies(folder, spec, making):
        context.raise_if_cancelled()
        from_copies += salvage(copy, store, _wanted(spec, store), making).contents
    store.close()
    aside = _set_aside(file)
    publish(making / FILE, file)
    shutil.rmtree(making, ignore_errors=True)
    result = _result(kept, from_copies, aside, file)
    return replace(result, vectors=repair_vectors(bases, spec, context))


def _result(kept: Salvaged, from_copies: int, aside: str, file: Path) -> RepairResult:
    store = TextStore(file.parent)
    try:
        lost = sum(not row.content for row in store.documents())
    finally:
        store.close()
    return RepairResult(True, kept.contents, from_copies, lost, aside)


def _copies(folder: Path, spec: RepairSpec, making: Path) -> Iterator[Path]:
    """Files that were set aside before, the newest first, then those in backups that need no password."""
    yield from sorted(folder.glob(f"{_ASIDE}*[0-9]"), reverse=True)
    member = f"{BASES}/{spec.base.id}/{FILE}"
    for path in map(Path, spec.backups):
        taken = making / "backup.sqlite"
        try:
            with opened(path, "") as backup:
                if member not in backup.members:
                    continue
                backup.copy(backup.members[member], taken, lambda length: None)
        except ProblemError as error:  # damaged, gone, under a password: the next one
            _log.warning("%s is of no use for mending: %s", path.name, error.code)
            continue
        yield taken
        taken.unlink(missing_ok=True)


def _wanted(spec: RepairSpec, store: TextStore) -> set[str]:
    """Ids of documents that the base has and that lack their text. Others were taken out."""
    documents = store.documents()
    wanted = {row.id for row in documents if not row.content}
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads((Path(spec.base.folder) / KNOWN).read_text(encoding="utf-8"))
        wanted |= {str(row["id"]) for row in known}
    with suppress(OSError, ValueError, TypeError):
        wanted |= {str(one) for one in json.loads(Path(spec.wanted).read_text(encoding="utf-8"))}
    return wanted - {row.id for row in documents if row.content}


def _set_aside(file: Path) -> str:
    """Keep the damaged file with its log; the name, "" where there is none. The log is gone from its place
    before a new file comes there: SQLite would play it into that."""
    if not file.exists():
        return ""
    aside = file.with_name(f"{_ASIDE}{datetime.now():%Y%m%d-%H%M%S-%f}")
    for tail in ("", "-wal"):
        part = file.with_name(f"{file.name}{tail}")
        if part.exists():
            _link(part, aside.with_name(f"{aside.name}{tail}"))
    sync_folder(file.parent)
    for tail in ("-wal", "-shm"):
        file.with_name(f"{file.name}{tail}").unlink(missing_ok=True)
    return aside.name


def _link(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a file system without links
        shutil.copyfile(file, name)
