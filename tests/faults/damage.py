"""Damage of every file that Bukvar owns: cut off, zeroed, a byte turned over, at places that hold something.

Each case is told, and what was damaged is mended from what is left, or it changes nothing that anybody reads
(*harmless*: the room that a store has not used yet, what it makes anew at each opening). Wrong is damage that
is not told and is met later, a store that cannot be mended, a document that is lost and not listed.
"""

import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.features.security.services.blocked_connections import BlockedConnections
from desktop.features.security.services.seal_journal import SealedBy, SealJournal
from desktop.settings.store import SettingsStore
from desktop.storage.backups import Backups
from desktop.storage.database import Database
from tests.faults import place, state
from tests.faults.faulty_disk import run_case
from tests.faults.place import Place
from tests.faults.tally import Tally
from tests.helpers.gguf import build
from tests.helpers.packs import QUIET, make_pack
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import DATABASE, MakeBackupSpec
from workers.contract.messages import Start
from workers.contract.packs import InstallPackSpec, PackTarget
from workers.contract.specs.bases import BaseCheck, CheckBaseSpec, IndexSpec, RepairSpec, document_id
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import VerifySpec
from workers.engines.stores.vector_compaction import read_through
from workers.files import sha256_of
from workers.retrieval.lexical import TermCounts, sparse_values
from workers.runtime.context import Context
from workers.services.knowledge.base import counts_of, passage_of
from workers.services.knowledge.vectors import soundness
from workers.transfer.backup_file import opened, write_backup
from workers.transfer.download import verify
from workers.transfer.pack_file import PackReader
from workers.transfer.pack_installing import install
from workers.transfer.pack_signing import make_key, sign

_BLOCK = 16
_ZEROED = 64
_PASSWORD = "тайна 7"
_TOLD, _HARMLESS, _MENDED = "told", "harmless", "told and mended"


@dataclass(frozen=True, slots=True)
class Subject:
    """`prepare` lays a folder out, `files` of it are damaged, and `judge` (in a fork) says how a case ended,
    or raises AssertionError with what is wrong."""

    prepare: Callable[[Path], None]
    files: Callable[[Path], list[Path]]
    judge: Callable[[Path, Path], str]


def _reads(store: Path) -> bool:
    """As the child of the worker that reads a doubtful store, but a fork: hundreds of them are needed."""
    ended = run_case(lambda: read_through(store), store)
    return not (ended.code or ended.defect or ended.signal or ended.hung)


def run(name: str, seed: int, cases: int) -> Iterator[Tally]:
    """So many cases for each file of a subject; yields after each."""
    soundness._reads = _reads
    subject, tally = SUBJECTS[name], Tally("damage", name, seed)
    chance = random.Random(f"{seed} {name}")
    root = Path(tempfile.mkdtemp(prefix="bukvar-damage-"))
    try:
        laid = root / "laid"
        prepared = run_case(lambda: subject.prepare(laid), root)
        assert not prepared.defect and not prepared.code and not prepared.signal, prepared
        files = [one.relative_to(laid) for one in sorted(subject.files(laid))]
        assert files, f"nothing to damage of {name}"
        # All files once, then all again: whoever has little time sees each of them.
        for number in range(cases):
            for file in files:
                case = root / "case"
                shutil.rmtree(case, ignore_errors=True)
                shutil.copytree(laid, case)
                what = _damage(case / file, number, chance)
                tally.add(*_judged(subject, case, file), f"{file} {what}")
                yield tally
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _judged(subject: Subject, case: Path, file: Path) -> tuple[str, list[str]]:
    outcome = case / "outcome"

    def judge() -> None:
        try:
            outcome.write_text(subject.judge(case, case / file), encoding="utf-8")
        except AssertionError as error:
            outcome.write_text(f"WRONG {error}", encoding="utf-8")

    ended = run_case(judge, case)
    told = outcome.read_text("utf-8") if outcome.exists() else ""
    if not told or told.startswith("WRONG"):
        return "wrong", [told or f"{ended.code} signal {ended.signal} {ended.defect[-600:]}"]
    return told, []


def _damage(file: Path, number: int, chance: random.Random) -> str:
    """One kind of damage after the other; returns where."""
    body = bytearray(file.read_bytes())
    zeros = bytes(_BLOCK)
    used = [at for at in range(0, len(body), _BLOCK) if body[at : at + _BLOCK] != zeros[: len(body) - at]]
    at = chance.choice(used or [0])
    kind = ("flipped", "zeroed", "cut")[number % 3]
    if kind == "flipped" and body:
        at = min(at + chance.randrange(_BLOCK), len(body) - 1)
        body[at] ^= chance.randint(1, 255)
    elif kind == "zeroed":
        body[at : at + _ZEROED] = bytes(len(body[at : at + _ZEROED]))
    else:
        del body[at:]
    file.write_bytes(body)
    return f"{kind} at {at}"


# --- a base ---------------------------------------------------------------------------------------------


def _lay_base(folder: Path) -> None:
    there = Place(folder)
    there.write()
    there.base.mkdir()
    place.index(there)


def _lay_listed_base(folder: Path) -> None:
    """With the list of its documents, which reconciling gives to the window."""
    _lay_base(folder)
    _job(Place(folder), Job.RECONCILE, Place(folder).ref())


def _lay_base_with_backup(folder: Path) -> None:
    _lay_base(folder)
    (folder / "database").write_bytes(b"rows")
    spec = MakeBackupSpec(str(folder / "copy.bukvarbackup"), "", str(folder), ())
    files = (("bases/b/text.sqlite", folder / "base/text.sqlite"), (DATABASE, folder / "database"))
    write_backup(spec, lambda: iter(files), lambda length: None)


def _judge_base(folder: Path, file: Path) -> str:
    return _mended(Place(folder), RepairSpec(Place(folder).ref()))


def _judge_base_without_files(folder: Path, file: Path) -> str:
    """Nothing but the backup gives the texts."""
    shutil.rmtree(Place(folder).documents)
    laid, wanted = Place(folder.with_name("laid")), folder / "wanted.json"
    wanted.write_text(json.dumps([document_id("b", str(one)) for one in laid.documents.iterdir()]))
    backup = str(folder / "copy.bukvarbackup")
    return _mended(Place(folder), RepairSpec(Place(folder).ref(), (backup,), str(wanted)))


def _mended(there: Place, spec: RepairSpec) -> str:
    laid = Place(there.folder.with_name("laid"))
    before = place.look(laid, at_rest=True)
    assert not before.wrong, before.wrong
    told = _check(there)
    if not told:
        wrong = _unanswered(there)
        assert not wrong, f"not told, and {wrong}"
        return _HARMLESS
    _job(there, Job.REPAIR, spec)
    _job(there, Job.RECONCILE, there.ref())
    # The documents lie where they were laid out: the paths of the base name that folder.
    folders = (str(laid.documents),) if there.documents.exists() else ()
    if folders:
        _job(there, Job.INDEX, IndexSpec(there.ref(), (), folders=folders))
    left = _check(there)
    assert not left, f"still after the repair: {left}"
    after = place.look(there, at_rest=True)
    assert not after.wrong, after.wrong
    assert after.indexed == before.indexed, f"{len(after.indexed)} texts of {len(before.indexed)}"
    return _MENDED


def _check(there: Place) -> str:
    """What a check tells of a base, "" for nothing."""
    try:
        result = _job(there, Job.CHECK_BASE, CheckBaseSpec(there.ref()))
    except ProblemError as error:
        return error.code.value
    found = BaseCheck(**result)
    if found.damage:
        return found.damage
    listed = Path(found.documents_file).read_text("utf-8") if found.documents_file else ""
    if '"damaged": true' in listed or found.vectors != found.chunks or found.without_chunks:
        return "documents"
    return ""


def _job(there: Place, job: Job, spec: object) -> dict[str, Any]:
    worker = place.knowledge()
    try:
        return worker.handle(Start("r", job.value, to_json(spec)), Context("r", lambda message: None)) or {}
    finally:
        with suppress(ProblemError):
            worker.close()


def _unanswered(there: Place) -> list[str]:
    """Chunks that a search for their own words does not find."""
    worker = place.knowledge()
    base = worker._bases.get(there.ref())
    wrong = []
    for content in sorted(set(base.text.chunk_ids().values())):
        for chunk in base.text.chunks_of(content):
            vector = base.embedder.embed_passages([passage_of(chunk)])[0]
            counts: TermCounts = counts_of(chunk)
            weights = dict(zip(counts.ids.tolist(), sparse_values(counts), strict=True))
            by_meaning = {hit.id for hit in base.vectors.search_dense(vector, 3)}
            by_words = {hit.id for hit in base.vectors.search_terms(weights, 5)}
            if chunk.id not in by_meaning or chunk.id not in by_words:
                wrong.append(f"not found: {chunk.text[:30]}")
    worker.close()
    return wrong


def _vectors(folder: Path) -> list[Path]:
    """The engine's journal is empty room but for its first pages: all of it is one file of these."""
    return [one for one in (folder / "base" / "vectors").rglob("*") if one.is_file()]


# --- what the window has ----------------------------------------------------------------------------------


def _judge_database(folder: Path, file: Path) -> str:
    try:
        database = Database(file)
    except ProblemError as error:
        assert error.code is Code.DATA_DAMAGED, error.code
        Backups(file, folder / "backups").restore()
        Database(file).close()
        assert not state.wrong(folder, at_rest=False), "the copy is not whole"
        kept = [one for one in (folder / "backups").glob("replaced-*") if one.suffix == ".sqlite"]
        assert kept, "the damaged file is not kept"
        return _MENDED
    database.close()
    assert database.is_changed, "not told"
    return _TOLD


def _lay_database(folder: Path) -> None:
    state.prepare(folder, "restore")


def _judge_copy(folder: Path, file: Path) -> str:
    copies = Backups(folder / "bukvar.sqlite", folder / "backups")
    assert [one.path for one in copies.damaged()] == [file], "not told"
    assert not list(copies.sound()), "it would be restored"
    return _TOLD


def _lay_settings(folder: Path) -> None:
    state.prepare(folder, "settings")


def _judge_settings(folder: Path, file: Path) -> str:
    store = SettingsStore(file)
    if store.set_aside:
        store.change(idle_unload_minutes=7)
        assert Path(store.set_aside).exists() and SettingsStore(file).values.idle_unload_minutes == 7
        return _MENDED
    return "as if edited"


def _lay_notes(folder: Path) -> None:
    folder.mkdir(parents=True)
    journal, refused = SealJournal(folder / "seal.jsonl"), BlockedConnections(folder / "network.jsonl")
    for number in range(5):
        journal.add(bool(number % 2), SealedBy.COMMAND)
        refused.add("knowledge", f"192.0.2.{number}:443")


def _judge_notes(folder: Path, file: Path) -> str:
    """Lines that cannot be read are passed over, and new ones can be written."""
    if file.name == "seal.jsonl":
        SealJournal(file).add(True, SealedBy.WINDOW)
        assert SealJournal(file).changes()[0].by is SealedBy.WINDOW
    else:
        BlockedConnections(file).add("chat", "after")
        # A line that was cut off takes the next one with it, and no more.
        BlockedConnections(file).add("chat", "at last")
        assert BlockedConnections(file).rows()[0].where == "at last"
    return "lines passed over"


# --- files that travel ------------------------------------------------------------------------------------


def _lay_backup(password: str) -> Callable[[Path], None]:
    def lay(folder: Path) -> None:
        folder.mkdir(parents=True)
        for name in ("one", "two"):
            (folder / name).write_bytes(random.Random(name).randbytes(40_000))
        spec = MakeBackupSpec(str(folder / "copy.bukvarbackup"), "", str(folder), (), password=password)
        files = ((DATABASE, folder / "one"), ("bases/b/text.sqlite", folder / "two"))
        write_backup(spec, lambda: iter(files), lambda length: None)

    return lay


def _judge_backup(password: str) -> Callable[[Path, Path], str]:
    def judge(folder: Path, file: Path) -> str:
        try:
            with opened(file, password) as backup:
                for name, member in backup.members.items():
                    backup.copy(member, folder / "out" / name, lambda length: None)
        except ProblemError as error:
            told = (Code.BACKUP_DAMAGED, Code.NOT_A_BACKUP, Code.BACKUP_PASSWORD)
            assert error.code in told, error.code
            return _TOLD
        same = (folder / "out" / DATABASE).read_bytes() == (folder / "one").read_bytes()
        assert same and len(backup.members) == 2, "not told"
        return _HARMLESS

    return judge


def _lay_model(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "model.gguf").write_bytes(build())


def _judge_model(folder: Path, file: Path) -> str:
    whole = sha256_of(folder.with_name("laid") / file.name)
    try:
        verify(VerifySpec(str(file), whole), QUIET)
    except ProblemError as error:
        assert error.code is Code.MODEL_DAMAGED, error.code
        return _TOLD
    raise AssertionError("not told")


def _lay_pack(folder: Path) -> None:
    folder.mkdir(parents=True)
    make_pack(folder / "Пакет.bukvarpack", "Пакет")


def _judge_pack(folder: Path, file: Path) -> str:
    try:
        with PackReader(file) as reader:
            targets = tuple(PackTarget(model.id, model.id) for model in reader.pack.models)
        install(InstallPackSpec(str(file), targets, str(folder / "models"), str(folder / "work")), QUIET)
    except ProblemError as error:
        assert error.code is not Code.BUG, error.code
        return _TOLD
    installed = list((folder / "models").rglob("*.gguf"))
    assert [one.read_bytes() for one in installed] == [build()], "not told"
    return _HARMLESS


def _lay_key(folder: Path) -> None:
    folder.mkdir(parents=True)
    make_key(folder / "key")


def _judge_key(folder: Path, file: Path) -> str:
    laid = sign(b"manifest", folder.with_name("laid") / "key")
    try:
        signed = sign(b"manifest", folder / "key")
    except ProblemError as error:
        assert error.code is Code.FILE_UNREADABLE, error.code
        return _TOLD
    assert signed == laid, "not told"
    return _HARMLESS


def _only(*names: str) -> Callable[[Path], list[Path]]:
    return lambda folder: [one for name in names for one in folder.glob(name)]


SUBJECTS = {
    "text.sqlite": Subject(_lay_base, _only("base/text.sqlite"), _judge_base),
    "text.sqlite, the files are gone": Subject(
        _lay_base_with_backup, _only("base/text.sqlite"), _judge_base_without_files
    ),
    "vectors": Subject(_lay_base, _vectors, _judge_base),
    "lists of a base": Subject(_lay_listed_base, _only("base/*.json"), _judge_base),
    "bukvar.sqlite": Subject(_lay_database, _only("bukvar.sqlite"), _judge_database),
    "copy of the database": Subject(_lay_database, _only("backups/*.sqlite"), _judge_copy),
    "settings": Subject(_lay_settings, _only("settings.json"), _judge_settings),
    "notes": Subject(_lay_notes, _only("*.jsonl"), _judge_notes),
    "backup": Subject(_lay_backup(""), _only("*.bukvarbackup"), _judge_backup("")),
    "backup under a password": Subject(
        _lay_backup(_PASSWORD), _only("*.bukvarbackup"), _judge_backup(_PASSWORD)
    ),
    "model, adapter": Subject(_lay_model, _only("*.gguf"), _judge_model),
    "pack": Subject(_lay_pack, _only("*.bukvarpack"), _judge_pack),
    "key": Subject(_lay_key, _only("key*"), _judge_key),
}
