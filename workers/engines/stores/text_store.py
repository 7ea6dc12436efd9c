"""The durable half of a knowledge base: texts, documents, chunks and term frequencies in `text.sqlite`.

Vectors can always be made again from it. Deleted text is overwritten (`secure_delete`). One connection
writes, under a lock; searches read through others, so they answer while indexing writes (WAL).
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import RecognisedPage
from workers.contract.specs.search import Filters
from workers.contract.tables import TypedRow, TypedTable
from workers.engines.stores import table_rows
from workers.engines.stores.damage import damage_told, values_told
from workers.engines.stores.selection import Selection, select
from workers.engines.stores.table_rows import StoredTable
from workers.engines.stores.text_digests import document_digest, seal_content, seal_some
from workers.engines.stores.text_gaps import WHOLE, gaps_of, text_of
from workers.engines.stores.text_rows import (
    DOCUMENTS,
    CandidateChunk,
    StoredChunk,
    StoredContent,
    StoredDocument,
    Totals,
    chunk_of,
    content_of,
    document_frequencies,
    document_of,
    parts,
    where_of,
    within,
    word_frequencies,
)
from workers.engines.stores.text_schema import bring_up, version_of
from workers.files import sha256
from workers.text.folding import plain

FILE = "text.sqlite"
# The list of a base's documents, which is written for the window.
KNOWN = "documents.json"
# The fact that the points of the vector store have the numbers of their contents.
NUMBERED = "numbered"
_THERE = "status <> 'missing'"
# Numbers of a folder's contents, more than ever come; with as many folders they are still exact as floats.
_REGION = 2**26


class TextStore:
    """Held by `knowledge`, one a base. Raises DATA_NEWER, and STORE_DAMAGED wherever damage is met, when it
    opens and in every call. A damaged file stays as it is until somebody has it mended (`text_salvage`)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / FILE
        self._lock = threading.RLock()
        self._readers: list[sqlite3.Connection] = []
        self._version = 0  # counts changes
        self._selections: tuple[int, dict[Filters, Selection | None]] = (0, {})
        with damage_told(self._path):
            self._writer = self._open()

    # --- facts -----------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """A named value of the base, "" when it was never set."""
        rows = self._read("SELECT value FROM facts WHERE name = ?", (name,))
        return str(rows[0]["value"]) if rows else ""

    def set_fact(self, name: str, value: str, *, durable: bool = False) -> None:
        """Keep a named value; `durable`: also through a loss of power right afterwards."""
        self.set_facts({name: value}, durable=durable)

    def set_facts(self, values: Mapping[str, str], *, durable: bool = False) -> None:
        """Keep named values, all or none of them."""
        with self._lock, damage_told(self._path):
            if durable:
                self._writer.execute("PRAGMA synchronous = FULL")
            try:
                with self._writing() as connection:
                    connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", values.items())
            finally:
                self._writer.execute("PRAGMA synchronous = NORMAL")

    # --- documents -------------------------------------------------------------------------------

    def documents(self) -> list[StoredDocument]:
        """All, by path."""
        return [document_of(row) for row in self._read(f"{DOCUMENTS} ORDER BY d.path")]

    def documents_under(self, paths: Sequence[str]) -> list[StoredDocument]:
        """Those at one of the paths or below one, by path."""
        found: dict[str, StoredDocument] = {}
        for path in paths:
            where, values = within("d.path", path)
            found.update(
                {row["path"]: document_of(row) for row in self._read(f"{DOCUMENTS} WHERE {where}", values)}
            )
        return [found[path] for path in sorted(found)]

    def document(self, document: str) -> StoredDocument | None:
        """One by id."""
        rows = self._read(f"{DOCUMENTS} WHERE d.id = ?", (document,))
        return document_of(rows[0]) if rows else None

    def documents_of_sizes(self, sizes: Iterable[int]) -> list[StoredDocument]:
        """Those that were read and whose files had one of these sizes (bytes), by path."""
        found = []
        for part in parts(sorted(set(sizes))):
            marks = ",".join("?" * len(part))
            wanted = f"{DOCUMENTS} WHERE d.size IN ({marks}) AND d.content IS NOT NULL ORDER BY d.path"
            found += [document_of(row) for row in self._read(wanted, part)]
        return found

    def ids_in_use(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids documents have."""
        found = set()
        for part in parts(ids):
            marks = ",".join("?" * len(part))
            found |= {
                row["id"] for row in self._read(f"SELECT id FROM documents WHERE id IN ({marks})", part)
            }
        return found

    def save_document(self, document: StoredDocument) -> None:
        """Insert or replace; `content` and `incoming` are changed by `begin`, `finish` and `remove` alone."""
        with self._writing() as connection:
            _save(connection, document)

    def users_of(self, content: str) -> list[StoredDocument]:
        """Documents that a content answers for: those whose file is there first, then by path."""
        order = "ORDER BY d.status = 'missing', d.status = 'copy', d.path"
        return [
            document_of(row) for row in self._read(f"{DOCUMENTS} WHERE d.content = ? {order}", (content,))
        ]

    # --- contents and chunks ---------------------------------------------------------------------

    def content(self, content: str) -> StoredContent | None:
        """One with its whole text; None also for one that is removed meanwhile."""
        rows = self._read("SELECT * FROM contents WHERE id = ?", (content,))
        if not rows:
            return None
        found = content_of(rows[0])
        if not rows[0]["gaps"]:
            return found
        columns = 'SELECT "end" - start AS length, text FROM chunks WHERE content = ? ORDER BY ordinal'
        chunks = [(row["length"], row["text"]) for row in self._read(columns, (content,))]
        if found.chunks and not chunks:
            return None
        with values_told():
            return replace(found, text=text_of(rows[0]["gaps"], chunks))

    def page_starts(self, content: str) -> dict[int, int]:
        """Page → the offset where it begins."""
        rows = self._read("SELECT spans FROM contents WHERE id = ?", (content,))
        with values_told():
            return {page: start for row in rows for page, start, *_ in json.loads(row["spans"])}

    def has_content(self, content: str) -> bool:
        """Whether its text and chunks are here (ready or not)."""
        return bool(self.kept_contents((content,)))

    def kept_contents(self, contents: Sequence[str]) -> set[str]:
        """Which of a few contents are here (ready or not)."""
        marks = ",".join("?" * len(contents))
        return {row["id"] for row in self._read(f"SELECT id FROM contents WHERE id IN ({marks})", contents)}

    def ready_contents(self, contents: Sequence[str]) -> list[str]:
        """Those of `contents` that answer searches, in their order."""
        ready = {row["id"] for row in self._read("SELECT id FROM contents WHERE ready = 1")}
        return [content for content in contents if content in ready]

    def begin(
        self,
        document: StoredDocument,
        content: StoredContent,
        chunks: Sequence[StoredChunk],
        tables: Sequence[TypedTable] = (),
    ) -> StoredDocument:
        """Write a text with its chunks, frequencies and tables, and bind it to the document as incoming, in
        one transaction. A content that is already here (a copy, or work resumed) is only bound."""
        document = replace(document, incoming=content.id)
        with self._writing() as connection:
            known = connection.execute("SELECT 1 FROM contents WHERE id = ?", (content.id,)).fetchone()
            if not known:
                gaps = gaps_of(content.text, chunks)
                connection.execute(
                    "INSERT INTO contents VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                    (
                        content.id, content.hash, content.fingerprint, content.title, content.kind,
                        len(content.spans), len(chunks), json.dumps(content.spans),
                        json.dumps(content.headings), content.text if gaps == WHOLE else "",
                        json.dumps(to_json(content.notes)), gaps,
                    ),
                )  # fmt: skip
                _insert_chunks(connection, chunks)
                give_number(connection, content.id, document.path)
                table_rows.insert(connection, content.id, tables)
                seal_content(connection, content.id)
            _save(connection, document)
            _bind(connection, document.id, content.id)
        return document

    def bind(self, document: StoredDocument, content: str) -> None:
        """Bind a content that is already here as incoming."""
        with self._writing() as connection:
            _save(connection, document)
            _bind(connection, document.id, content)

    def finish(self, document: StoredDocument) -> None:
        """The vector store has acknowledged every chunk of `document.incoming`: it answers from now on, and
        the content it replaces goes (unless others use it)."""
        with self._writing() as connection:
            row = connection.execute(
                "SELECT content, incoming FROM documents WHERE id = ?", (document.id,)
            ).fetchone()
            connection.execute("UPDATE contents SET ready = 1 WHERE id = ?", (row["incoming"],))
            _save(connection, document)
            connection.execute(
                "UPDATE documents SET content = incoming, incoming = NULL WHERE id = ?", (document.id,)
            )
            if hashes := _release(connection, row["content"]):
                _forget_recognised(connection, hashes)

    def abandon(self, document: StoredDocument) -> None:
        """Nothing comes of the incoming content: write the document's new status, keep what answers now."""
        with self._writing() as connection:
            _save(connection, document)
            _bind(connection, document.id, None)

    def remove(self, documents: Iterable[str], withdraw: bool = True) -> list[StoredDocument]:
        """Delete documents, and contents that nobody uses any more; returns those that were there. With
        `withdraw` nothing but a person brings their paths back."""
        removed, hashes = [], set[str]()
        with self._writing() as connection:
            for document in documents:
                row = connection.execute(f"{DOCUMENTS} WHERE d.id = ?", (document,)).fetchone()
                if row is None:
                    continue
                removed.append(document_of(row))
                hashes.add(row["hash"])
                connection.execute("DELETE FROM documents WHERE id = ?", (document,))
                if withdraw:
                    connection.execute("INSERT OR IGNORE INTO withdrawn VALUES (?)", (sha256(row["path"]),))
                for content in {row["content"], row["incoming"]}:
                    hashes |= _release(connection, content)
            _forget_recognised(connection, hashes)
        return removed

    def withdrawn(self, paths: Iterable[str]) -> set[str]:
        """Which of these paths a person took out; kept as hashes, so that no name stays."""
        hashes = {row["path"] for row in self._read("SELECT path FROM withdrawn")}
        return {path for path in paths if sha256(path) in hashes} if hashes else set()

    def readmit(self, paths: Iterable[str]) -> None:
        """A person named these again."""
        with self._writing() as connection:
            connection.executemany(
                "DELETE FROM withdrawn WHERE path = ?", [(sha256(path),) for path in paths]
            )

    def chunks_of(self, content: str) -> list[StoredChunk]:
        """In order."""
        return [
            chunk_of(row)
            for row in self._read("SELECT * FROM chunks WHERE content = ? ORDER BY ordinal", (content,))
        ]

    def chunks_between(self, content: str, first: int, last: int) -> list[StoredChunk]:
        """Those with an ordinal from `first` to `last`, in order."""
        rows = self._read(
            "SELECT * FROM chunks WHERE content = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal",
            (content, first, last),
        )
        return [chunk_of(row) for row in rows]

    def heads(self, contents: Sequence[str]) -> dict[str, str]:
        """Content id → the beginning of its text: its first two chunks."""
        found: dict[str, str] = {}
        for part in parts(contents):
            marks = ",".join("?" * len(part))
            for row in self._read(
                f"SELECT content, text FROM chunks WHERE content IN ({marks}) AND ordinal < 2 "
                "ORDER BY content, ordinal",
                part,
            ):
                found[row["content"]] = f"{found.get(row['content'], '')}{row['text']}\n"
        return found

    def contents_named(self, words: Sequence[str]) -> list[str]:
        """The contents of documents whose paths hold one of the words, in any case."""
        # SQLite folds the case of Latin letters alone.
        wanted = [plain(word) for word in words]
        rows = self._read("SELECT content, path FROM documents WHERE content IS NOT NULL") if words else []
        return list(
            {row["content"]: None for row in rows if any(word in plain(row["path"]) for word in wanted)}
        )

    def length_of(self, content: str) -> int:
        """Where its last chunk ends, in characters of its text."""
        rows = self._read('SELECT max("end") AS length FROM chunks WHERE content = ?', (content,))
        return int(rows[0]["length"] or 0)

    def ready_chunks(self, ids: Sequence[str]) -> dict[str, StoredChunk]:
        """Those of `ids` that may be shown: here, and of a content that is ready."""
        return {row["id"]: chunk_of(row) for row in self._ready("k.*", ids)}

    def candidates(self, ids: Sequence[str]) -> list[CandidateChunk]:
        """The same without their texts."""
        columns = "k.id, k.content, k.ordinal, k.length, k.terms"
        return [CandidateChunk(*row) for row in self._ready(columns, ids)]

    def _ready(self, columns: str, ids: Sequence[str]) -> Iterator[sqlite3.Row]:
        for part in parts(ids):
            yield from self._read(
                f"SELECT {columns} FROM chunks k JOIN contents c ON c.id = k.content "
                f"WHERE c.ready = 1 AND k.id IN ({','.join('?' * len(part))})",
                part,
            )

    def chunk_ids(self) -> dict[str, str]:
        """Chunk id → content id, of all contents."""
        return {row["id"]: row["content"] for row in self._read("SELECT id, content FROM chunks")}

    def chunk_ids_under_way(self) -> list[str]:
        """Chunks of contents that do not answer yet: some may have vectors."""
        rows = self._read("SELECT k.id FROM chunks k JOIN contents c ON c.id = k.content WHERE c.ready = 0")
        return [row["id"] for row in rows]

    def contents_for(self, filters: Filters) -> list[str] | None:
        """The contents that the filters leave; None when they leave all that answer."""
        if filters == Filters():
            return None
        found = self.answering_contents(filters)
        [(all_of_them,)] = self._read(
            f"SELECT count(DISTINCT content) FROM documents WHERE content IS NOT NULL AND {_THERE}"
        )
        return None if len(found) == all_of_them else found

    def selection_for(self, filters: Filters) -> Selection | None:
        """The same for a search. Kept until the base changes: a chat asks with one filter again and again."""
        version, kept = self._selections
        if version != self._version:
            version, kept = self._selections = self._version, {}
        if filters not in kept:
            contents = self.contents_for(filters)
            kept[filters] = None if contents is None else self.selection_of(contents)
        return kept[filters]

    def selection_of(self, contents: Sequence[str]) -> Selection:
        """Contents for a search; with their numbers when the vector store knows these."""
        if not self.fact(NUMBERED):
            return Selection(tuple(contents))
        return select(contents, ((row["number"], row["content"]) for row in self.numbers()))

    def numbers(self) -> list[sqlite3.Row]:
        """`number` and `content` of all contents, by number."""
        return self._read(
            "SELECT n.number, n.content FROM numbers n JOIN contents c ON c.id = n.content ORDER BY n.number"
        )

    def numbers_of(self, contents: Sequence[str]) -> dict[str, int]:
        """Content id → its number."""
        found = {}
        for part in parts(contents):
            marks = ",".join("?" * len(part))
            rows = self._read(f"SELECT number, content FROM numbers WHERE content IN ({marks})", part)
            found.update({row["content"]: int(row["number"]) for row in rows})
        return found

    def answering_contents(self, filters: Filters) -> list[str]:
        """The contents of documents whose files are there, or may be, among those the filters leave."""
        where, values = where_of(filters)
        rows = self._read(
            f"SELECT DISTINCT content FROM documents WHERE content IS NOT NULL AND {_THERE}{where}", values
        )
        return [row["content"] for row in rows]

    def owners(self, contents: Sequence[str], filters: Filters) -> dict[str, StoredDocument]:
        """Content id → the document to name for it, among those the filters leave; none where all its files
        are gone."""
        where, values = where_of(filters, "d.")
        found: dict[str, StoredDocument] = {}
        for part in parts(contents):
            marks = ",".join("?" * len(part))
            rows = self._read(
                f"{DOCUMENTS} WHERE d.content IN ({marks}) AND d.{_THERE}{where} "
                "ORDER BY d.status = 'copy', d.path", [*part, *values],
            )  # fmt: skip
            for row in rows:
                found.setdefault(row["content"], document_of(row))
        return found

    # --- tables ---

    def tables_with(
        self, terms: Sequence[int], wanted: Sequence[str] | None, most: int
    ) -> list[tuple[StoredTable, dict[int, set[int]]]]:
        """The tables that hold most of `terms`, the best `most`, with where each term stands (see
        `TypedTable.words`); of `wanted` contents alone, unless None. Of contents that are ready."""
        places: dict[int, dict[int, set[int]]] = {}
        for part in parts(list(dict.fromkeys(terms))):
            marks = ",".join("?" * len(part))
            for row in self._read(f"SELECT * FROM table_words WHERE term IN ({marks})", part):
                places.setdefault(row["owner"], {}).setdefault(row["term"], set()).add(row["place"])
        order = sorted(places, key=lambda owner: -len(places[owner]))
        # Of few tables each is worth a look: words may mean the same and be others.
        every = [row["id"] for row in self._read("SELECT id FROM tables LIMIT ?", (most + 1,))]
        order += [owner for owner in every if owner not in places] if len(every) <= most else []
        found: list[tuple[StoredTable, dict[int, set[int]]]] = []
        for owner in order:
            (row,) = self._read(
                "SELECT t.*, c.ready FROM tables t JOIN contents c ON c.id = t.content WHERE t.id = ?",
                (owner,),
            )
            if row["ready"] and (wanted is None or row["content"] in wanted):
                found.append((table_rows.table_of(row), places.get(owner, {})))
            if len(found) == most:
                break
        return found

    def table_rows_between(
        self, content: str, start: int, end: int
    ) -> list[tuple[StoredTable, list[TypedRow]]]:
        """The tables of a content with rows that begin between two offsets into its text, with these rows."""
        tables = self._read("SELECT * FROM tables WHERE content = ? ORDER BY ordinal", (content,))
        with self._reading() as reader:
            found = [
                (table, table_rows.rows_between(reader, table, start, end))
                for table in map(table_rows.table_of, tables)
            ]
        return [(table, rows) for table, rows in found if rows]

    def rows_of(self, table: int) -> Iterator[TypedRow]:
        """The rows of a table, read as they are asked for."""
        with self._reading() as reader:
            yield from table_rows.rows_of(reader, table)

    # --- pictures of pages ---

    def recognised(self, file_hash: str, recogniser: str) -> dict[int, RecognisedPage]:
        """What was recognised in a file: page (from 1) → its words, an empty text where there are none."""
        rows = self._read(
            "SELECT page, content FROM recognised WHERE hash = ? AND recogniser = ?", (file_hash, recogniser)
        )
        with values_told():
            return {row["page"]: from_json(RecognisedPage, json.loads(row["content"])) for row in rows}

    def save_recognised(self, file_hash: str, recogniser: str, page: int, found: RecognisedPage) -> None:
        """Keep what a page says, for as long as a document has this hash."""
        content = json.dumps(to_json(found), ensure_ascii=False, separators=(",", ":"))
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recognised VALUES (?, ?, ?, ?)",
                (file_hash, page, recogniser, content),
            )

    # --- term frequencies ------------------------------------------------------------------------

    def frequencies(self, terms: Sequence[int]) -> dict[int, int]:
        """Term → number of chunks that hold it; terms that none holds are left out."""
        found = {}
        for part in parts(terms):
            marks = ",".join("?" * len(part))
            for row in self._read(f"SELECT * FROM frequencies WHERE term IN ({marks})", part):
                found[int(row["term"])] = int(row["chunks"])
        return found

    def known_words(self, words: Sequence[str]) -> set[str]:
        """Which of `words` (lower case, е for ё) stand in a chunk as they are."""
        found = set()
        for part in parts(words):
            marks = ",".join("?" * len(part))
            found |= {
                str(row["word"])
                for row in self._read(f"SELECT word FROM words WHERE word IN ({marks})", part)
            }
        return found

    def words_like(self, letter: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Words that begin with a letter and have a length within bounds, with their number of chunks."""
        rows = self._read(
            "SELECT word, chunks FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            (letter, chr(ord(letter) + 1), shortest, longest),
        )
        return [(str(row["word"]), int(row["chunks"])) for row in rows]

    def words_beginning(self, letters: str, most: int) -> list[str]:
        """The most frequent words (lower case, е for ё) that begin so."""
        rows = self._read(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY chunks DESC, word LIMIT ?",
            (letters, f"{letters}\U0010ffff", most),
        )
        return [str(row["word"]) for row in rows]

    def every_candidate(self) -> Iterator[CandidateChunk]:
        """All chunks that answer, without their texts."""
        columns = "k.id, k.content, k.ordinal, k.length, k.terms"
        every = f"SELECT {columns} FROM chunks k JOIN contents c ON c.id = k.content WHERE c.ready = 1"
        with self._reading() as reader:
            for row in reader.execute(every):
                yield CandidateChunk(*row)

    def totals(self) -> Totals:
        """Sums over all chunks."""
        (row,) = self._read("SELECT chunks, length FROM totals")
        return Totals(int(row["chunks"]), int(row["length"]))

    # --- what the vector store still has to forget -----------------------------------------------

    def pending_deletes(self) -> list[str]:
        """Chunks whose vectors are to be deleted."""
        return [row["chunk"] for row in self._read("SELECT chunk FROM doomed")]

    def forget_pending_deletes(self, chunks: Sequence[str]) -> None:
        """Their vectors are gone."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM doomed WHERE chunk = ?", [(chunk,) for chunk in chunks])

    # --- texts that earlier versions kept twice ---

    def keep_once(self, most: int = 8) -> bool:
        """Take the whole text from at most so many contents whose chunks make it up, in one transaction;
        False when none is left to look at."""
        rows = self._read("SELECT id, text FROM contents WHERE gaps IS NULL LIMIT ?", (most,))
        with self._writing() as connection:
            for row in rows:
                gaps = gaps_of(row["text"], self.chunks_of(row["id"]))
                connection.execute(
                    "UPDATE contents SET gaps = ?, text = CASE ? WHEN '' THEN text ELSE '' END WHERE id = ?",
                    (gaps, gaps, row["id"]),
                )
                seal_content(connection, row["id"])
        return bool(rows)

    def seal(self, most: int = 64) -> bool:
        """Compute the digests that earlier versions did not keep, of at most so many contents or documents in
        one transaction; False when none is left."""
        with self._writing() as connection:
            return seal_some(connection, most)

    def give_back(self, pages: int = 2_000) -> bool:
        """Return so many pages that are not used any more to the system; False when there was none."""
        with self._lock, damage_told(self._path):
            [(free,)] = self._writer.execute("PRAGMA freelist_count").fetchall()
            self._writer.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
        return bool(free)

    # --- life ------------------------------------------------------------------------------------

    def purge(self) -> None:
        """After a removal: free pages go back to the system, and the log, which still holds what was deleted,
        is emptied. Waits for searches that read."""
        with self._writing() as connection:
            # Not with the content: one that returns before its vectors are gone keeps its number.
            connection.execute(
                "DELETE FROM numbers WHERE NOT EXISTS (SELECT 1 FROM contents c WHERE c.id = content)"
            )
        with self._lock, damage_told(self._path):
            self._writer.execute("PRAGMA incremental_vacuum").fetchall()
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections; no call may come after."""
        with self._lock:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            self._writer.close()

    def _open(self) -> sqlite3.Connection:
        connection = self._connect()
        try:
            if version_of(connection) == 0:
                if begun(self._path.parent):
                    raise ProblemError(Code.STORE_DAMAGED, "the file is empty or gone")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            bring_up(connection)
        except BaseException:
            connection.close()
            raise
        self._path.chmod(0o600)
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False, isolation_level=None)
        connection.row_factory = sqlite3.Row
        for pragma in (
            "secure_delete = ON",
            "foreign_keys = ON",
            "synchronous = NORMAL",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    @contextmanager
    def changing_rows(self) -> Iterator[sqlite3.Connection]:
        """The writing connection within a transaction, for what mends the store (`text_salvage`)."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, damage_told(self._path):
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
                self._version += 1
            except BaseException:
                with suppress(sqlite3.Error):  # a disk that refuses the write may refuse this too
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                raise

    def _read(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with self._reading() as reader:
            return reader.execute(sql, tuple(values)).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        with self._lock:
            reader = self._readers.pop() if self._readers else None
        if reader is None:
            with damage_told(self._path):
                reader = self._connect()
        try:
            with damage_told(self._path):
                yield reader
        finally:
            with self._lock:
                self._readers.append(reader)


def begun(folder: Path) -> bool:
    """Whether a base was indexed in a folder: its texts are there before its vectors and its list."""
    return (folder / KNOWN).exists() or any(folder.glob("vectors*"))


def _save(connection: sqlite3.Connection, document: StoredDocument) -> None:
    values = (
        document.id, document.path, PurePath(document.path).suffix.lower(), document.size,
        float(document.modified), document.hash, document.fingerprint, document.status.value, document.code,
        json.dumps(document.params),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?) "
        "ON CONFLICT (id) DO UPDATE SET "
        "path = excluded.path, suffix = excluded.suffix, size = excluded.size, modified = excluded.modified, "
        "hash = excluded.hash, fingerprint = excluded.fingerprint, status = excluded.status, "
        "code = excluded.code, params = excluded.params, digest = excluded.digest",
        (*values, document_digest(values)),
    )


def _bind(connection: sqlite3.Connection, document: str, content: str | None) -> None:
    """Make `content` the document's incoming one; the one it supersedes goes unless others use it."""
    row = connection.execute("SELECT incoming FROM documents WHERE id = ?", (document,)).fetchone()
    connection.execute("UPDATE documents SET incoming = ? WHERE id = ?", (content, document))
    if row["incoming"] != content:
        _release(connection, row["incoming"])


def give_number(connection: sqlite3.Connection, content: str, path: str) -> None:
    """The next number of its folder, for a content that has none."""
    if connection.execute("SELECT 1 FROM numbers WHERE content = ?", (content,)).fetchone():
        return
    (region, number), *_ = connection.execute(
        "INSERT INTO regions (folder, next) VALUES (?, 1) "
        "ON CONFLICT (folder) DO UPDATE SET next = next + 1 RETURNING region, next",
        (sha256(str(PurePath(path).parent)),),
    ).fetchall()
    connection.execute("INSERT INTO numbers VALUES (?, ?)", (region * _REGION + number, content))


def _insert_chunks(connection: sqlite3.Connection, chunks: Sequence[StoredChunk]) -> None:
    connection.executemany(
        "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                chunk.id, chunk.content, chunk.ordinal, chunk.start, chunk.end, chunk.page, chunk.page_end,
                chunk.heading, chunk.length, chunk.terms, chunk.text,
            )
            for chunk in chunks
        ],
    )  # fmt: skip
    connection.executemany("DELETE FROM doomed WHERE chunk = ?", [(chunk.id,) for chunk in chunks])
    _count(connection, "frequencies", "term", document_frequencies(chunk.terms for chunk in chunks), 1)
    _count(connection, "words", "word", word_frequencies(chunk.text for chunk in chunks), 1)
    connection.execute(
        "UPDATE totals SET chunks = chunks + ?, length = length + ?",
        (len(chunks), sum(chunk.length for chunk in chunks)),
    )


def _release(connection: sqlite3.Connection, content: str | None) -> set[str]:
    """Delete a content with its chunks and their share of the frequencies when no document uses it; returns
    the hash of its file when it was deleted."""
    if content is None:
        return set()
    used = "SELECT 1 FROM documents WHERE content = ? OR incoming = ?"
    if connection.execute(used, (content, content)).fetchone():
        return set()
    columns = "SELECT id, length, terms, text FROM chunks WHERE content = ?"
    rows = connection.execute(columns, (content,)).fetchall()
    connection.executemany("INSERT OR IGNORE INTO doomed VALUES (?)", [(row["id"],) for row in rows])
    _count(connection, "frequencies", "term", document_frequencies(row["terms"] for row in rows), -1)
    _count(connection, "words", "word", word_frequencies(row["text"] for row in rows), -1)
    connection.execute(
        "UPDATE totals SET chunks = chunks - ?, length = length - ?",
        (len(rows), sum(row["length"] for row in rows)),
    )
    connection.execute("DELETE FROM chunks WHERE content = ?", (content,))
    gone = connection.execute("DELETE FROM contents WHERE id = ? RETURNING hash", (content,)).fetchall()
    return {row["hash"] for row in gone}


def _forget_recognised(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """What pictures of pages say, of those of the files that no document is any more."""
    connection.executemany(
        "DELETE FROM recognised WHERE hash = :hash "
        "AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.hash = :hash) "
        "AND NOT EXISTS (SELECT 1 FROM contents c WHERE c.hash = :hash)",
        [{"hash": file_hash} for file_hash in hashes],
    )


def _count(connection: sqlite3.Connection, table: str, key: str, found: Mapping[Any, int], sign: int) -> None:
    """Add to (or take from) a table of counts; what falls to nothing is deleted."""
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?) "
        f"ON CONFLICT ({key}) DO UPDATE SET chunks = chunks + excluded.chunks",
        [(term, sign * number) for term, number in found.items()],
    )
    if sign < 0:
        connection.executemany(
            f"DELETE FROM {table} WHERE {key} = ? AND chunks <= 0", [(term,) for term in found]
        )
