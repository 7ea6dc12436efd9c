"""A base with real stores and documents, the operations on it, and an independent look at what they left.

An operation is done by the code of the knowledge worker itself, in a fork that dies at any of its writes;
what reads files runs in it too, and an embedder without a model stands in for the search model. Whole
processes are killed in `processes.py`.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers.hashed_embedder import HashedEmbedder
from workers.contract.codec import to_json
from workers.contract.messages import Start
from workers.contract.reading import ExtractedDocument
from workers.contract.specs.bases import (
    BaseRef,
    CheckBaseSpec,
    IndexSpec,
    ReadLimits,
    RemoveSpec,
    document_id,
)
from workers.contract.specs.jobs import Job
from workers.files import sweep_partial
from workers.reading import ReadOptions, read_any
from workers.runtime.context import Context
from workers.services.knowledge import bases, service

FILES = 6
_SENTENCES = 9


class _Bases(bases.Bases):
    """With embedders that need no model; the folder's name is the model's."""

    def embedder(self, folder: str) -> Any:
        found = HashedEmbedder()
        name = Path(folder).name
        object.__setattr__(found.facts, "identity", name)
        return found


class _Readers:
    """Reads within this process: killing readers is another part."""

    def read(
        self, path: str | Path, passwords: tuple[str, ...] = (), *_: object, **__: object
    ) -> ExtractedDocument:
        return read_any(Path(path), ReadOptions(passwords, ReadLimits().max_bytes))

    def close(self) -> None:
        """Nothing runs."""


def knowledge() -> service.Knowledge:
    """The knowledge worker's service."""
    made = service.Knowledge.__new__(service.Knowledge)
    made._bases, made._readers = _Bases(), _Readers()  # type: ignore[assignment]
    return made


@dataclass(frozen=True, slots=True)
class Place:
    """`folder` holds `base` (the store) and `documents`."""

    folder: Path

    @property
    def base(self) -> Path:
        return self.folder / "base"

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    def ref(self, embedder: str = "first") -> BaseRef:
        """The base as requests name it."""
        return BaseRef("b", str(self.base), f"/models/{embedder}/{embedder}")

    def write(self, version: int = 1, files: int = FILES) -> None:
        """The user's documents: each third one changes with the version, the last is a copy of the first."""
        self.documents.mkdir(parents=True, exist_ok=True)
        for number in range(files):
            told = version if number % 3 == 0 else 1
            path = self.documents / f"Приказ {number}.txt"
            text = text_of(number, told) if number < files - 1 else text_of(0, version)
            path.write_text(text, encoding="utf-8")

    def copy_to(self, target: Path) -> "Place":
        """The same stores elsewhere, over the same documents."""
        shutil.copytree(self.base, target / "base", dirs_exist_ok=True)
        return Place(target)


def text_of(number: int, version: int) -> str:
    """A document of two chunks or so, unlike the others."""
    return "\n".join(
        [f"Приказ {number}, издание {version}", ""]
        + [
            f"{number}.{line}. Работник отдела {number * 17 + line} получает за смену {version * 100 + line} "
            f"рублей и {line + 2} дня отпуска."
            for line in range(_SENTENCES)
        ]
    )


# --- operations ---------------------------------------------------------------------------------------


def do(place: Place, job: Job, spec: object) -> None:
    """One job from beginning to end, and the end of the worker, after a start of the program: it sweeps."""
    sweep_partial(place.base)
    worker = knowledge()
    worker.handle(Start("r", job.value, to_json(spec)), Context("r", lambda message: None))
    worker.close()


def index(place: Place, documents: Path | None = None) -> None:
    """Import all documents."""
    do(place, Job.INDEX, IndexSpec(place.ref(), (str(documents or place.documents),)))


def remove(place: Place, documents: Path | None = None) -> None:
    """Take the second and third document out."""
    folder = documents or place.documents
    ids = tuple(document_id("b", str(folder / f"Приказ {number}.txt")) for number in (1, 2))
    do(place, Job.REMOVE, RemoveSpec(place.ref(), ids))


def reconcile(place: Place, documents: Path | None = None) -> None:
    """Compare the stores and mend."""
    do(place, Job.RECONCILE, place.ref())


def embed_anew(place: Place, documents: Path | None = None) -> None:
    """Another search model makes all vectors again."""
    do(place, Job.INDEX, IndexSpec(place.ref("second"), (str(documents or place.documents),)))


def check(place: Place, documents: Path | None = None) -> None:
    """Count the base as *Check* does."""
    do(place, Job.CHECK_BASE, CheckBaseSpec(place.ref()))


# --- an independent look --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """What is wrong in a base, in words; empty when nothing is. `indexed`: path → SHA-256 of its text."""

    wrong: tuple[str, ...]
    indexed: dict[str, str]


def look(place: Place, *, at_rest: bool) -> Look:
    """Read the stores without the product's code. `at_rest`: after work that came to its end, vectors and
    chunks have to agree, and nothing may be left over."""
    wrong: list[str] = []
    file = place.base / "text.sqlite"
    if not file.exists():
        return Look((), {})
    aside = place.folder / "look"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for tail in ("", "-wal", "-journal"):
        if (part := Path(f"{file}{tail}")).exists():
            shutil.copyfile(part, aside / f"text.sqlite{tail}")
    indexed: dict[str, str] = {}
    try:
        connection = sqlite3.connect(aside / "text.sqlite")
        try:
            wrong += _look_at_text(connection, indexed)
            if at_rest and not wrong:
                wrong += _compare_vectors(connection, place)
        finally:
            connection.close()
    except sqlite3.Error as error:
        wrong.append(f"text.sqlite: {error}")
    if at_rest:
        left = [
            str(path.relative_to(place.base)) for path in place.base.rglob("*")
            if path.name.endswith((".part", ".damaged")) or ".building" in path.name
        ]  # fmt: skip
        wrong += [f"left over: {name}" for name in left]
    shutil.rmtree(aside, ignore_errors=True)
    return Look(tuple(wrong), indexed)


def _look_at_text(connection: sqlite3.Connection, indexed: dict[str, str]) -> list[str]:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").fetchone():
        return []  # it ended before there was a base
    wrong = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    twice = "SELECT path, count(*) FROM documents GROUP BY path HAVING count(*) > 1"
    wrong += [f"doubled: {path}" for path, _ in connection.execute(twice)]
    counted, total = (
        connection.execute("SELECT count(*) FROM chunks").fetchone()[0],
        connection.execute("SELECT chunks FROM totals").fetchone(),
    )
    if total is not None and counted != total[0]:
        wrong.append(f"{counted} chunks, {total[0]} counted")
    # What answers searches, whatever is done with its file just now.
    query = "SELECT path, content FROM documents WHERE content IS NOT NULL AND status <> 'missing'"
    for path, content in connection.execute(query).fetchall():
        ready = connection.execute("SELECT ready FROM contents WHERE id = ?", (content,)).fetchone()
        texts = connection.execute(
            "SELECT text FROM chunks WHERE content = ? ORDER BY ordinal", (content,)
        ).fetchall()
        if not ready or not ready[0] or not texts:
            wrong.append(f"acknowledged without a text: {path}")
        words = " ".join(" ".join(text for (text,) in texts).split())
        indexed[path] = hashlib.sha256(words.encode()).hexdigest()
    return wrong


def _compare_vectors(connection: sqlite3.Connection, place: Place) -> list[str]:
    import qdrant_edge as edge

    facts = dict(connection.execute("SELECT name, value FROM facts").fetchall())
    folder = place.base / f"vectors{facts.get('collection', '')}"
    if not (folder / "edge_config.json").exists():
        return ["no vectors"] if connection.execute("SELECT 1 FROM chunks").fetchone() else []
    copy = place.folder / "look" / "vectors"
    shutil.copytree(folder, copy)
    shard, found, offset = edge.EdgeShard.load(str(copy)), set(), None
    while True:
        records, offset = shard.scroll(edge.ScrollRequest(offset=offset, limit=1000))
        found |= {str(record.id) for record in records}
        if offset is None:
            break
    shard.close()
    chunks = {row[0] for row in connection.execute("SELECT id FROM chunks")}
    lost, more = len(chunks - found), len(found - chunks)
    return [f"{lost} chunks without a vector, {more} vectors without a chunk"] if lost or more else []


OPERATIONS: dict[str, Callable[..., None]] = {
    "index": index, "change": index, "remove": remove, "reconcile": reconcile, "embed anew": embed_anew,
    "check": check,
}  # fmt: skip
