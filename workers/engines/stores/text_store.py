"""The durable half of a knowledge base: texts, documents, chunks and term frequencies in `text.sqlite`.

Vectors can always be made again from it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workers.contract.codec import from_json, to_json
from workers.contract.reading import RecognisedPage
from workers.contract.tables import TypedTable
from workers.engines.stores import table_rows
from workers.engines.stores.damage import damage_reported, damaged_values_reported
from workers.engines.stores.text_digests import seal_content, seal_some
from workers.engines.stores.text_rows import (
    DOCUMENTS,
    WHOLE,
    CandidateChunk,
    StoredChunk,
    StoredContent,
    StoredDocument,
    chunk_of,
    content_of,
    document_of,
    gaps_of,
    parts,
    text_of,
    within,
)
from workers.engines.stores.text_selections import TextSelections
from workers.engines.stores.text_tables import TextTables
from workers.engines.stores.text_words import TextWords
from workers.engines.stores.text_writes import (
    bind_incoming,
    forget_recognised,
    give_number,
    insert_chunks,
    release,
    save_document,
)
from workers.files import sha256
from workers.text.folding import plain


class TextStore(TextSelections, TextTables, TextWords):
    """Held by `knowledge`, one a base. Raises DATA_NEWER, and STORE_DAMAGED wherever damage is met, when it
    opens and in every call. A damaged file stays as it is until somebody has it mended (`text_salvage`)."""

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
            save_document(connection, document)

    def users_of(self, content: str) -> list[StoredDocument]:
        """Documents that a content answers for: those whose file is there first, then by path."""
        order = "ORDER BY d.status = 'missing', d.status = 'copy', d.path"
        return [
            document_of(row) for row in self._read(f"{DOCUMENTS} WHERE d.content = ? {order}", (content,))
        ]

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
        with damaged_values_reported():
            return replace(found, text=text_of(rows[0]["gaps"], chunks))

    def page_starts(self, content: str) -> dict[int, int]:
        """Page → the offset where it begins."""
        rows = self._read("SELECT spans FROM contents WHERE id = ?", (content,))
        with damaged_values_reported():
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
                insert_chunks(connection, chunks)
                give_number(connection, content.id, document.path)
                table_rows.insert(connection, content.id, tables)
                seal_content(connection, content.id)
            save_document(connection, document)
            bind_incoming(connection, document.id, content.id)
        return document

    def bind(self, document: StoredDocument, content: str) -> None:
        """Bind a content that is already here as incoming."""
        with self._writing() as connection:
            save_document(connection, document)
            bind_incoming(connection, document.id, content)

    def finish(self, document: StoredDocument) -> None:
        """The vector store has acknowledged every chunk of `document.incoming`: it answers from now on, and
        the content it replaces goes (unless others use it)."""
        with self._writing() as connection:
            row = connection.execute(
                "SELECT content, incoming FROM documents WHERE id = ?", (document.id,)
            ).fetchone()
            connection.execute("UPDATE contents SET ready = 1 WHERE id = ?", (row["incoming"],))
            save_document(connection, document)
            connection.execute(
                "UPDATE documents SET content = incoming, incoming = NULL WHERE id = ?", (document.id,)
            )
            if hashes := release(connection, row["content"]):
                forget_recognised(connection, hashes)

    def abandon(self, document: StoredDocument) -> None:
        """Nothing comes of the incoming content: write the document's new status, keep what answers now."""
        with self._writing() as connection:
            save_document(connection, document)
            bind_incoming(connection, document.id, None)

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
                    hashes |= release(connection, content)
            forget_recognised(connection, hashes)
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

    def recognised(self, file_hash: str, recogniser: str) -> dict[int, RecognisedPage]:
        """What was recognised in a file: page (from 1) → its words, an empty text where there are none."""
        rows = self._read(
            "SELECT page, content FROM recognised WHERE hash = ? AND recogniser = ?", (file_hash, recogniser)
        )
        with damaged_values_reported():
            return {row["page"]: from_json(RecognisedPage, json.loads(row["content"])) for row in rows}

    def save_recognised(self, file_hash: str, recogniser: str, page: int, found: RecognisedPage) -> None:
        """Keep what a page says, for as long as a document has this hash."""
        content = json.dumps(to_json(found), ensure_ascii=False, separators=(",", ":"))
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recognised VALUES (?, ?, ?, ?)",
                (file_hash, page, recogniser, content),
            )

    def pending_deletes(self) -> list[str]:
        """Chunks whose vectors are to be deleted."""
        return [row["chunk"] for row in self._read("SELECT chunk FROM doomed")]

    def forget_pending_deletes(self, chunks: Sequence[str]) -> None:
        """Their vectors are gone."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM doomed WHERE chunk = ?", [(chunk,) for chunk in chunks])

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
        with self._lock, damage_reported(self._path):
            [(free,)] = self._writer.execute("PRAGMA freelist_count").fetchall()
            self._writer.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
        return bool(free)

    def purge(self) -> None:
        """After a removal: free pages go back to the system, and the log, which still holds what was deleted,
        is emptied. Waits for searches that read."""
        with self._writing() as connection:
            # Not with the content: one that returns before its vectors are gone keeps its number.
            connection.execute(
                "DELETE FROM numbers WHERE NOT EXISTS (SELECT 1 FROM contents c WHERE c.id = content)"
            )
        with self._lock, damage_reported(self._path):
            self._writer.execute("PRAGMA incremental_vacuum").fetchall()
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
