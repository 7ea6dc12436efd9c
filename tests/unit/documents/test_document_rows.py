"""Documents as rows: filters that add up, sorting as a person counts, chats grouped by time."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.core.entities import Chat, Document, DocumentState
from desktop.features.chat.viewmodels import chat_groups
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.ui.words import note_words
from workers.contract.notes import Note, NoteCode


def document(path: str, state: DocumentState, **more: object) -> Document:
    return Document(path, "b", path, state, **more)  # type: ignore[arg-type]


def test_every_shown_document_is_in_exactly_one_filter() -> None:
    documents = [document(f"/d/{at}.txt", state, code="x") for at, state in enumerate(DocumentState)]
    counted = rows.count(documents)
    assert counted[DocumentGroup.ALL] == len(documents)
    assert (
        sum(count for group, count in counted.items() if group is not DocumentGroup.ALL)
        == counted[DocumentGroup.ALL]
    )


def test_skipped_files_without_a_reason_are_not_shown() -> None:
    assert not rows.shown(document("/d/~$x.docx", DocumentState.SKIPPED))
    assert rows.shown(document("/d/x.rar", DocumentState.SKIPPED, code="unknown_type"))


def test_numbers_in_names_sort_by_value() -> None:
    names = ["Приказ № 17.pdf", "Приказ № 9.pdf", "приказ № 10.pdf", "Акт.pdf"]
    documents = [document(f"/d/{name}", DocumentState.READY) for name in names]
    ordered = sorted(documents, key=rows.sort_key(rows.NAME))
    assert [rows.name_of(d) for d in ordered] == [
        "Акт.pdf", "Приказ № 9.pdf", "приказ № 10.pdf", "Приказ № 17.pdf",
    ]  # fmt: skip


def test_paths_of_windows_have_a_name_and_a_folder() -> None:
    found = document("C:\\Документы\\Приказы 2026\\Приказ.pdf", DocumentState.READY)
    assert (rows.name_of(found), rows.folder_of(found)) == ("Приказ.pdf", "Приказы 2026")


def test_chats_are_grouped_by_day_and_week() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    ages = [timedelta(hours=1), timedelta(days=2), timedelta(days=30)]
    chats = [Chat(str(at), "b", "t", now, now - age, at) for at, age in enumerate(ages)]
    groups = chat_groups.group(chats, now)
    assert [[chat.id for chat in group.chats] for group in groups] == [["0"], ["1"], ["2"]]


def test_what_was_not_read_stands_beside_the_state_and_in_the_hint() -> None:
    scans = Note(NoteCode.PAGES_WITHOUT_TEXT, pages=(4, 5, 6, 9), count=4)
    hidden = Note(NoteCode.HIDDEN_TEXT, pages=(1,), count=2)
    row = document("/d/a.pdf", DocumentState.READY, notes=(scans, hidden))
    assert rows.state_word(row).endswith(note_words.shortly(row.notes)) and "4" in rows.state_word(row)
    assert "4–6, 9" in rows.hint(row) and rows.hint(row).count("\n") == 2
    # What nobody sees is missed by nobody: the row stays plain.
    plain = document("/d/c.pdf", DocumentState.READY, notes=(hidden,))
    assert rows.state_word(plain) == rows.state_word(document("/d/b.pdf", DocumentState.READY))


@pytest.mark.parametrize("code", NoteCode)
def test_every_note_has_a_sentence_with_its_place(code: NoteCode) -> None:
    note = Note(code, "Смета.xlsx", (2, 3), 2)
    assert note_words.sentence(note).endswith(": 2–3, Смета.xlsx")
