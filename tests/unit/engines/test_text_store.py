"""Texts, chunks and frequencies stay consistent through every change, and what is removed is gone."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import ItemStatus
from workers.contract.specs.search import Filters
from workers.engines.stores.text_rows import (
    StoredChunk,
    StoredContent,
    StoredDocument,
    Totals,
    pack_terms,
    unpack_terms,
)
from workers.engines.stores.text_schema import STEPS, bring_up
from workers.engines.stores.text_selections import NUMBERED
from workers.engines.stores.text_store import TextStore


@pytest.fixture
def store(tmp_path: Path) -> TextStore:
    return TextStore(tmp_path)


def chunk(content: str, ordinal: int, terms: dict[int, int], text: str = "text") -> StoredChunk:
    ids = np.array(sorted(terms), dtype=np.uint32)
    packed = pack_terms(ids, np.array([terms[int(i)] for i in ids], dtype=np.uint16))
    length = sum(terms.values())
    return StoredChunk(f"{content}-{ordinal}", content, ordinal, 0, len(text), 1, 1, "", length, packed, text)


def document(name: str, folder: str = "/docs", **changes: object) -> StoredDocument:
    return replace(StoredDocument(name, f"{folder}/{name}"), **changes)  # type: ignore[arg-type]


def add(store: TextStore, row: StoredDocument, content: str, chunks: list[StoredChunk]) -> None:
    """As indexing does it."""
    text = "".join(item.text for item in chunks)
    store.begin(row, StoredContent(content, f"hash {content}", "f", text), chunks)
    store.finish(replace(row, status=ItemStatus.INDEXED))


def test_terms_survive_packing() -> None:
    ids = np.array([1, 70000, 4294967295], dtype=np.uint32)
    times = np.array([1, 2, 65535], dtype=np.uint16)
    back = unpack_terms(pack_terms(ids, times))
    assert back[0].tolist() == ids.tolist()
    assert back[1].tolist() == times.tolist()


def test_a_new_file_is_a_base_without_its_log(store: TextStore, tmp_path: Path) -> None:
    """A loss of power takes the log away, and leaves folders and lists that were made after."""
    alone = tmp_path / "alone"
    alone.write_bytes((tmp_path / "text.sqlite").read_bytes())
    (version,) = sqlite3.connect(alone).execute("PRAGMA user_version").fetchone()
    assert version == len(STEPS)


def test_a_path_is_found_by_a_word_of_it_in_any_case(store: TextStore) -> None:
    for name, content in (("Отчёт Ромашка.pdf", "A"), ("PLAN.docx", "B"), ("Прочее.txt", "C")):
        add(store, document(name), content, [chunk(content, 0, {1: 1})])
    assert store.contents_named(["ромашка", "plan"]) == ["A", "B"]
    assert store.contents_named(["ОТЧЕТ"]) == ["A"]
    assert store.contents_named(["план"]) == [] and store.contents_named([]) == []


def test_frequencies_follow_the_chunks(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 2, 2: 1}), chunk("A", 1, {1: 1})])
    add(store, document("b"), "B", [chunk("B", 0, {2: 5})])
    assert store.frequencies([1, 2, 3]) == {1: 2, 2: 2}
    assert store.totals() == Totals(3, 9)
    store.remove(["a"])
    assert store.frequencies([1, 2, 3]) == {2: 1}
    assert store.totals() == Totals(1, 5)


def test_words_follow_the_chunks(store: TextStore) -> None:
    add(
        store,
        document("a"),
        "A",
        [chunk("A", 0, {1: 1}, "Ёлка, отпуск"), chunk("A", 1, {1: 1}, "отпуск 2024")],
    )
    assert store.known_words(["елка", "отпуск", "отпуска"]) == {"елка", "отпуск"}
    assert store.words_like("о", 5, 7) == [("отпуск", 2)]
    assert store.words_like("о", 7, 9) == []
    store.remove(["a"])
    assert store.words_like("о", 1, 99) == []


def test_nothing_answers_before_its_vectors_are_acknowledged(store: TextStore) -> None:
    store.begin(document("a"), StoredContent("A", "h", "f", "text"), [chunk("A", 0, {1: 1})])
    assert store.ready_chunks(["A-0"]) == {}
    store.finish(document("a", status=ItemStatus.INDEXED))
    assert set(store.ready_chunks(["A-0", "unknown"])) == {"A-0"}


def test_a_changed_document_answers_from_its_old_text_until_the_new_one_is_in(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.begin(document("a"), StoredContent("A2", "h2", "f", "new"), [chunk("A2", 0, {2: 1})])
    assert set(store.ready_chunks(["A-0", "A2-0"])) == {"A-0"}
    store.finish(document("a", status=ItemStatus.INDEXED))
    assert set(store.ready_chunks(["A-0", "A2-0"])) == {"A2-0"}
    assert store.pending_deletes() == ["A-0"]
    assert store.frequencies([1, 2]) == {2: 1}


def test_a_document_that_changes_twice_leaves_nothing_of_the_first_change(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.begin(document("a"), StoredContent("A2", "h2", "f", "new"), [chunk("A2", 0, {2: 1})])
    store.begin(document("a"), StoredContent("A3", "h3", "f", "newer"), [chunk("A3", 0, {3: 1})])
    store.finish(document("a", status=ItemStatus.INDEXED))
    assert set(store.chunk_ids()) == {"A3-0"}
    assert store.frequencies([1, 2, 3]) == {3: 1}


def test_copies_share_a_content_that_goes_with_the_last(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.bind(document("b"), "A")
    store.finish(document("b", status=ItemStatus.COPY))
    assert store.totals().chunks == 1
    assert [user.id for user in store.users_of("A")] == ["a", "b"]
    store.remove(["a"])
    assert set(store.ready_chunks(["A-0"])) == {"A-0"}
    assert store.pending_deletes() == []
    store.remove(["b"])
    assert store.chunk_ids() == {}
    assert store.pending_deletes() == ["A-0"]


def test_a_failure_keeps_what_answers_and_drops_what_was_coming(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.begin(document("a"), StoredContent("A2", "h2", "f", "new"), [chunk("A2", 0, {2: 1})])
    store.abandon(document("a", status=ItemStatus.FAILED, code="broken_file", params={"x": 1}))
    row = store.document("a")
    assert row is not None
    assert (row.status, row.code, row.params, row.content) == (
        ItemStatus.FAILED,
        "broken_file",
        {"x": 1},
        "A",
    )
    assert set(store.ready_chunks(["A-0"])) == {"A-0"}
    assert set(store.chunk_ids()) == {"A-0"}


def test_a_content_that_returns_is_not_doomed_any_more(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.remove(["a"])
    add(store, document("b"), "A", [chunk("A", 0, {1: 1})])
    assert store.pending_deletes() == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), None),
        (Filters(folders=("/docs/one",)), {"A"}),
        (Filters(folders=("/docs/one/", "/docs/one more")), None),
        (Filters(folders=("/docs/one/a.PDF",)), {"A"}),
        (Filters(suffixes=(".pdf",)), {"A"}),
        (Filters(suffixes=(".PDF", ".txt")), None),
        (Filters(folders=("/docs",), modified_from=5.0), None),
        (Filters(modified_from=15.0), {"B"}),
        (Filters(documents=("b.txt",), suffixes=(".pdf",)), set()),
    ],
)
def test_filters_choose_contents(store: TextStore, filters: Filters, expected: set[str] | None) -> None:
    add(store, document("a.PDF", "/docs/one", modified=10.0), "A", [chunk("A", 0, {1: 1})])
    add(store, document("b.txt", "/docs/one more", modified=20.0), "B", [chunk("B", 0, {1: 1})])
    found = store.contents_for(filters)
    assert (None if found is None else set(found)) == expected


def test_a_passage_names_a_copy_that_the_filters_leave(store: TextStore) -> None:
    add(store, document("a.txt", "/one"), "A", [chunk("A", 0, {1: 1})])
    store.bind(document("b.txt", "/two"), "A")
    store.finish(document("b.txt", "/two", status=ItemStatus.COPY))
    assert store.owners(["A"], Filters())["A"].path == "/one/a.txt"
    assert store.owners(["A"], Filters(folders=("/two",)))["A"].path == "/two/b.txt"
    assert store.owners(["A"], Filters(folders=("/three",))) == {}
    store.save_document(document("a.txt", "/one", status=ItemStatus.MISSING))
    assert store.owners(["A"], Filters())["A"].path == "/two/b.txt"


def test_removed_words_are_nowhere_in_the_folder(store: TextStore, tmp_path: Path) -> None:
    secret = "Сверхсекретное Rumpelstiltskin"
    add(store, document("a"), "A", [chunk("A", i, {i: 1}, f"{secret} {i}" * 50) for i in range(99)])
    add(store, document("b"), "B", [chunk("B", 0, {1: 1})])
    planted = [word.encode() for word in (*secret.split(), *secret.lower().split())]
    assert any(planted[0] in path.read_bytes() for path in tmp_path.iterdir())
    store.remove(["a"])
    store.purge()
    for path in tmp_path.rglob("*"):
        assert not any(word in path.read_bytes() for word in planted), path


def test_another_connection_reads_while_one_writes(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    with store._writing() as connection:
        connection.execute("DELETE FROM facts")
        assert store.totals().chunks == 1


def test_a_transaction_that_fails_changes_nothing(store: TextStore) -> None:
    twice = [chunk("A", 0, {1: 1}), chunk("A", 0, {1: 1})]
    with pytest.raises(sqlite3.IntegrityError):
        store.begin(document("a"), StoredContent("A", "h", "f", "text"), twice)
    assert store.totals() == Totals(0, 0)
    assert store.documents() == []
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    assert store.totals() == Totals(1, 1)


def test_a_newer_file_is_refused_and_untouched(tmp_path: Path) -> None:
    TextStore(tmp_path).close()
    with sqlite3.connect(tmp_path / "text.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / "text.sqlite").read_bytes()
    with pytest.raises(ProblemError) as caught:
        TextStore(tmp_path)
    assert caught.value.problem.code is Code.DATA_NEWER
    assert (tmp_path / "text.sqlite").read_bytes() == before


def test_an_upgrade_runs_its_step_once_and_a_failing_one_not_at_all(tmp_path: Path) -> None:
    store = TextStore(tmp_path)
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    store.close()
    connection = sqlite3.connect(tmp_path / "text.sqlite", isolation_level=None)

    def second(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT 'kept'")

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM documents")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        bring_up(connection, (*STEPS, broken))
    bring_up(connection, (*STEPS, second))
    bring_up(connection, (*STEPS, second))
    assert connection.execute("SELECT id, note FROM documents").fetchall() == [("a", "kept")]
    connection.close()


def test_a_full_disk_is_named_and_changes_nothing(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    (pages,) = store._writer.execute("PRAGMA page_count").fetchone()
    store._writer.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ProblemError) as caught:
        add(store, document("b"), "B", [chunk("B", number, {number: 1}, "x" * 5000) for number in range(50)])
    assert caught.value.problem.code is Code.DISK_FULL
    assert caught.value.problem.params["free"] > 0
    assert [row.id for row in store.documents()] == ["a"]
    assert store.totals() == Totals(1, 1)


def test_the_file_is_for_its_user_alone(store: TextStore, tmp_path: Path) -> None:
    assert (tmp_path / "text.sqlite").stat().st_mode & 0o077 == 0


def long_text(store: TextStore, content: str = "A") -> tuple[str, list[StoredChunk]]:
    """A text of chunks with gaps between them, of which the second repeats a heading before its own part."""
    pieces = ["Глава 1", "Первый пункт. ", "Второй пункт 🙂."]
    text = "\n" + "\n\n".join(pieces) + "\n \n"
    chunks = []
    for ordinal, piece in enumerate(pieces):
        start = text.index(piece)
        shown = f"Глава 1\n{piece}" if ordinal == 1 else piece
        row = replace(chunk(content, ordinal, {1: 1}, shown), start=start, end=start + len(piece))
        chunks.append(row)
    return text, chunks


def kept_twice(folder: Path, contents: dict[str, tuple[str, list[StoredChunk]]]) -> None:
    """A base as an earlier version wrote it: the text whole beside its chunks."""
    store = TextStore(folder)
    for content, (text, chunks) in contents.items():
        store.begin(document(content), StoredContent(content, content, "f", text), chunks)
        store.finish(document(content, status=ItemStatus.INDEXED))
        with store._writing() as connection:
            connection.execute("UPDATE contents SET text = ?, gaps = NULL WHERE id = ?", (text, content))
    store.close()


def texts_in(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "text.sqlite")
    rows = connection.execute("SELECT id, text FROM contents ORDER BY id").fetchall()
    connection.close()
    return rows


def test_a_text_is_kept_in_its_chunks_alone_and_comes_back_whole(store: TextStore, tmp_path: Path) -> None:
    text, chunks = long_text(store)
    store.begin(document("a"), StoredContent("A", "h", "f", text), chunks)
    found = store.content("A")
    assert found is not None
    assert found.text == text
    assert texts_in(tmp_path) == [("A", "")]


def test_a_text_that_its_chunks_do_not_make_up_is_kept_as_it_is(store: TextStore, tmp_path: Path) -> None:
    overlapping = [chunk("A", 0, {1: 1}, "one two"), chunk("A", 1, {1: 1}, "one two")]
    store.begin(document("a"), StoredContent("A", "h", "f", "one two"), overlapping)
    found = store.content("A")
    assert found is not None
    assert found.text == "one two"
    assert texts_in(tmp_path) == [("A", "one two")]


def test_texts_kept_twice_by_an_earlier_version_are_taken_out_and_the_room_given_back(tmp_path: Path) -> None:
    store = TextStore(tmp_path)
    text, chunks = long_text(store)
    store.close()
    long = text + "Хвост " * 20_000
    kept_twice(
        tmp_path,
        {"A": (text, chunks), "B": (long, [replace(row, id=f"B{row.id}", content="B") for row in chunks])},
    )
    kept_twice(tmp_path, {"C": ("other", [chunk("C", 0, {1: 1}, "text")])})
    store = TextStore(tmp_path)
    while store.keep_once(most=1):
        pass
    assert [row for row in texts_in(tmp_path) if row[1]] == [("C", "other")]
    assert {name: store.content(name).text for name in "ABC"} == {"A": text, "B": long, "C": "other"}  # type: ignore[union-attr]
    store.remove(["C"])
    while store.give_back():
        pass
    [(free,)] = store._writer.execute("PRAGMA freelist_count").fetchall()
    assert free == 0
    store.close()


def test_a_kill_while_texts_are_taken_out_loses_none(tmp_path: Path) -> None:
    contents = {}
    for number in range(40):
        name = f"c{number:02}"
        chunks = [chunk(name, 0, {1: 1}, f"text {number} " * 2_000)]
        contents[name] = (chunks[0].text + "\n", chunks)
    kept_twice(tmp_path, contents)
    script = f"""
from pathlib import Path
from workers.engines.stores.text_selections import NUMBERED
from workers.engines.stores.text_store import TextStore
store = TextStore(Path({str(tmp_path)!r}))
print("ready", flush=True)
while store.keep_once(most=1):
    print("one", flush=True)
    store.give_back(2)
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(8):
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    store = TextStore(tmp_path)
    found = {name: store.content(name) for name in contents}
    assert {name: row.text for name, row in found.items() if row} == {n: t for n, (t, _) in contents.items()}
    left = [name for name, text in texts_in(tmp_path) if text]
    assert 0 < len(left) < len(contents)
    while store.keep_once():
        pass
    assert not any(text for _, text in texts_in(tmp_path))
    store.close()


def test_a_selection_has_ranges_of_numbers_and_follows_every_change(store: TextStore) -> None:
    store.set_fact(NUMBERED, "1")
    for number in range(6):
        folder = "/one" if number in (1, 2, 4) else "/two"
        add(store, document(f"{number}.txt", folder), f"C{number}", [chunk(f"C{number}", 0, {1: 1})])
    folder = store.selection_for(Filters(folders=("/one",)))
    assert folder is not None
    first, last = folder.numbers[0], folder.numbers[-1]
    assert folder.numbers == (first, first + 1, last)
    assert folder.ranges == ((first, last),), "a folder is a range, whatever came between"
    wanted = Filters(documents=("1.txt", "4.txt"))
    found = store.selection_for(wanted)
    assert found is not None
    assert found.ranges == ((first, first), (last, last))
    store.remove(["2.txt"])
    again = store.selection_for(wanted)
    assert again is not None
    assert again.ranges == ((first, last),), "what is gone interrupts no range"
    store.remove(["4.txt"])
    store.purge()
    add(store, document("9.txt", "/one"), "C9", [chunk("C9", 0, {1: 1})])
    newest = store.selection_for(Filters(folders=("/one",)))
    assert newest is not None
    assert newest.numbers == (first, last + 1), "no number is used again"
    assert store.selection_for(Filters(folders=("/",))) is None
    assert store.numbers_of(["C9", "C2"]) == {"C9": last + 1}


def test_a_content_that_returns_before_its_vectors_are_gone_keeps_its_number(store: TextStore) -> None:
    add(store, document("a"), "A", [chunk("A", 0, {1: 1})])
    number = store.numbers_of(["A"])
    store.remove(["a"])
    add(store, document("b", "/elsewhere"), "A", [chunk("A", 0, {1: 1})])
    assert store.numbers_of(["A"]) == number


def test_a_search_reads_on_while_the_base_is_opened_anew(store: TextStore) -> None:
    """Opening a base whole lets the texts go that words were found in until then."""
    add(store, document("a"), "c", [chunk("c", 0, {1: 1})])
    store.close()
    assert store.totals().chunks == 1
    store.close()
