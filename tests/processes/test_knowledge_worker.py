"""The real knowledge worker on the wire: real files, real readers, real embedder, real stores."""

import json
import os
import random
import shutil
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.documents import Piece, drawn_pdf, pdf, scan_pdf, truncated
from tests.fixtures.locked_files import encrypted_ooxml
from tests.helpers.models import embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.messages import (
    Cancelled,
    Failed,
    Item,
    Message,
    PageReply,
    Passages,
    Progress,
    Render,
    Search,
    Succeeded,
    Yield,
)
from workers.contract.notes import Note, NoteCode
from workers.contract.reading import ExtractedDocument, ReadFileSpec
from workers.contract.specs.bases import BaseRef, IndexSpec, ItemStatus, RemoveSpec, document_id
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.pages import PageView
from workers.contract.specs.search import Filters, KeptOut, SearchReport
from workers.contract.specs.search import Place as Wanted
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store_edge import EdgeVectorStore

S = ItemStatus
SUBJECTS = [
    "отпуск", "командировка", "премия", "аванс", "договор", "склад", "поставка", "печать", "архив",
    "пропуск", "форма", "медосмотр", "обучение", "охрана", "аттестация", "график", "смена", "табель",
    "больничный", "перевод", "увольнение", "дисциплина", "взыскание", "жалоба", "касса", "отчёт",
    "сверка", "инвентаризация", "списание", "ремонт",
]  # fmt: skip


@dataclass
class Place:
    """A base and the folder of documents that is indexed into it."""

    ref: BaseRef
    documents: Path

    def write(self, name: str, text: str) -> Path:
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def id(self, name: str) -> str:
        return document_id(self.ref.id, str(self.documents / name))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    documents = tmp_path / "Документы отдела"
    documents.mkdir()
    return Place(BaseRef("base", str(tmp_path / "base"), str(embedder())), documents)


@pytest.fixture
def knowledge() -> Iterator[WorkerProcess]:
    # Whatever this computer can recognise: tests/processes/test_recognising.py is about that.
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        yield process


def rule(subject: str, number: int, sentences: int = 12) -> str:
    """A page about a subject, unlike those about others."""
    lines = [f"Правило {number}. О том, что такое {subject}.", ""]
    lines += [
        f"{number}.{line}. Если есть вопрос про {subject}, работник обращается в отдел {number * 7 + line} "
        f"и получает ответ в течение {line + 2} рабочих дней."
        for line in range(sentences)
    ]
    return "\n".join(lines)


def run(process: WorkerProcess, job: Job, spec: object, request: str = "job") -> tuple[Message, list[Item]]:
    """Start a job and wait for its end; returns the terminal message and the items."""
    process.start(request, job, spec)
    items = []
    while True:
        message = process.next(120)
        if isinstance(message, Item):
            items.append(message)
        if isinstance(message, Succeeded | Failed | Cancelled):
            return message, items


def index(process: WorkerProcess, place: Place, **more: object) -> dict[str, Item]:
    """Index the folder; returns the last item of each document by file name."""
    spec = IndexSpec(place.ref, (str(place.documents),), **more)  # type: ignore[arg-type]
    ended, items = run(process, Job.INDEX, spec)
    assert isinstance(ended, Succeeded), ended
    return {Path(item.path).name: item for item in items}


def search(process: WorkerProcess, place: Place, question: str, **more: object) -> Passages:
    process.send(Search("search", place.ref, question, **more))  # type: ignore[arg-type]
    passages = process.expect(Passages)
    assert isinstance(process.ended("search"), Succeeded)
    return passages


def names(passages: Passages) -> list[str]:
    return [passage.name for passage in passages.passages]


def state(place: Place) -> tuple[set[str], set[str], Counter[str], int]:
    """Chunk ids of both stores, statuses, and what is left over; the worker must be gone."""
    text = TextStore(Path(place.ref.folder))
    vectors = EdgeVectorStore(Path(place.ref.folder) / "vectors", 384)
    try:
        statuses = Counter(document.status.value for document in text.documents())
        return set(text.chunk_ids()), set(vectors.ids()), statuses, len(text.pending_deletes())
    finally:
        vectors.close()
        text.close()


def test_documents_become_answers(knowledge: WorkerProcess, place: Place) -> None:
    for number, subject in enumerate(SUBJECTS[:6]):
        place.write(f"{subject}.txt", rule(subject, number))
    process = knowledge
    items = index(process, place)
    assert {item.status for item in items.values()} == {S.INDEXED}
    assert all(item.chunks > 0 and len(item.content) == 64 for item in items.values())
    found = search(process, place, "Куда обратиться, если есть вопрос про командировку?")
    assert found.relevant
    assert names(found)[0] == "командировка.txt"
    best = found.passages[0]
    text = (place.documents / best.name).read_text(encoding="utf-8")
    assert text[best.start : best.end] == best.text
    assert best.ideal > best.bm25 > 0
    assert 0 < best.cosine <= 1
    assert [passage.score for passage in found.passages] == sorted(
        (passage.score for passage in found.passages), reverse=True
    )
    assert not search(process, place, "Кто победил на Евровидении?").relevant


def test_what_was_not_read_of_a_document_is_said_and_kept(knowledge: WorkerProcess, place: Place) -> None:
    scan: list[Piece] = [(0, 0, "", {"picture": (595, 842)})]
    drawn_pdf(place.documents / "договор.pdf", [[(60, 780, rule("склад", 1))], scan, scan])
    (found,) = index(knowledge, place).values()
    expected = (Note(NoteCode.PAGES_WITHOUT_TEXT, pages=(2, 3), count=2),)
    assert found.status is ItemStatus.INDEXED and found.notes == expected
    (again,) = index(knowledge, place).values()
    assert again.status is ItemStatus.UNCHANGED and again.notes == expected
    output = place.documents.parent / "read.json"
    end, _ = run(knowledge, Job.READ_FILE, ReadFileSpec(found.path, str(output)))
    assert isinstance(end, Succeeded)
    read = from_json(ExtractedDocument, json.loads(output.read_text(encoding="utf-8")))
    assert read.notes == expected

    copied = place.documents / "договор, копия.pdf"
    shutil.copyfile(place.documents / "договор.pdf", copied)
    assert index(knowledge, place)[copied.name].status is S.COPY
    _, told = run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (place.id("договор.pdf"),)))
    promoted = next(item for item in told if item.status is S.INDEXED)
    assert (promoted.path, promoted.notes) == (str(copied), expected)


def test_an_empty_base_says_so(knowledge: WorkerProcess, place: Place) -> None:
    found = search(knowledge, place, "Сколько дней отпуска?")
    assert (found.relevant, found.passages) == (False, ())


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_replaces_its_text(
    knowledge: WorkerProcess, place: Place
) -> None:
    place.write("премия.txt", rule("премия", 1))
    place.write("склад.txt", rule("склад", 2))
    index(knowledge, place)
    again = index(knowledge, place)
    assert {item.status for item in again.values()} == {S.UNCHANGED}
    place.write("премия.txt", "Премию за изобретение зоопарка выплачивает крокодил Геннадий.\n" * 3)
    changed = index(knowledge, place)
    assert changed["премия.txt"].status is S.INDEXED
    assert changed["склад.txt"].status is S.UNCHANGED
    found = search(knowledge, place, "Кто выплачивает премию за зоопарк?")
    assert "Геннадий" in found.passages[0].text
    everything = search(knowledge, place, "премия", k=100).passages
    assert not any("Правило 1" in passage.text for passage in everything)


def test_a_touched_file_with_the_same_content_keeps_its_chunks(
    knowledge: WorkerProcess, place: Place
) -> None:
    path = place.write("премия.txt", rule("премия", 1))
    index(knowledge, place)
    before = [passage.chunk for passage in search(knowledge, place, "премия").passages]
    os.utime(path, (1, 1))
    assert index(knowledge, place)["премия.txt"].status is S.INDEXED
    assert [passage.chunk for passage in search(knowledge, place, "премия").passages] == before


def test_copies_are_named_and_searched_once(knowledge: WorkerProcess, place: Place) -> None:
    place.write("a/отпуск.txt", rule("отпуск", 1))
    place.write("b/отпуск копия.txt", rule("отпуск", 1))
    items = index(knowledge, place)
    statuses = {name: item.status for name, item in items.items()}
    assert sorted(statuses.values()) == [S.COPY, S.INDEXED]
    copy = next(item for item in items.values() if item.status is S.COPY)
    original = next(item for item in items.values() if item.status is S.INDEXED)
    assert copy.copy_of == original.document
    chunks = [passage.chunk for passage in search(knowledge, place, "отпуск", k=50).passages]
    assert len(chunks) == len(set(chunks)) == original.chunks
    within = search(knowledge, place, "отпуск", filters=Filters(documents=(copy.document,)))
    assert {passage.document for passage in within.passages} == {copy.document}

    _, told = run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (original.document,)))
    assert {(item.document, item.status) for item in told} == {
        (original.document, S.REMOVED), (copy.document, S.INDEXED),
    }  # fmt: skip
    assert {passage.document for passage in search(knowledge, place, "отпуск").passages} == {copy.document}
    run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (copy.document,)))
    assert search(knowledge, place, "отпуск").passages == ()


def test_what_cannot_be_read_is_a_row_with_a_reason_and_the_rest_goes_on(
    knowledge: WorkerProcess, place: Place
) -> None:
    place.write("хороший.txt", rule("архив", 1))
    place.write("пустой.txt", "")
    (place.documents / "снимок.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a text")
    truncated(pdf(place.documents / "битый.pdf", [["Строка страницы"]] * 3))
    scan_pdf(place.documents / "скан.pdf")
    encrypted_ooxml(place.documents / "тайный.xlsx")
    (place.documents / "замок.pdf").write_bytes(
        pdf(place.documents / "x.pdf", [["The vault code is kept by the chief accountant."]], password="k1")
        .read_bytes()
    )  # fmt: skip
    (place.documents / "x.pdf").unlink()
    items = index(knowledge, place)
    codes = {name: item.code for name, item in items.items()}
    assert codes == {
        "хороший.txt": "", "пустой.txt": Code.EMPTY_FILE, "снимок.jpg": Code.BROKEN_FILE,
        "битый.pdf": Code.BROKEN_FILE, "скан.pdf": Code.RECOGNITION_MISSING, "тайный.xlsx": Code.PASSWORD,
        "замок.pdf": Code.PASSWORD,
    }  # fmt: skip
    assert {name: item.code for name, item in index(knowledge, place).items()} == codes
    opened = index(knowledge, place, passwords=("другой", "k1"))
    assert opened["замок.pdf"].status is S.INDEXED
    assert opened["тайный.xlsx"].code == Code.WRONG_PASSWORD
    found = search(knowledge, place, "Who keeps the vault code?")
    assert names(found)[0] == "замок.pdf"
    best = found.passages[0]
    folder = str(Path(place.ref.folder).parent / "pages")
    knowledge.send(Render("page", place.ref, best.document, best.start, best.end, 0, 800, folder))
    view = knowledge.expect(PageReply).view
    knowledge.ended("page")
    assert (view.state, view.image) == ("current", ""), "the password is not kept: the stored text is shown"
    assert "vault code" in view.text
    assert index(knowledge, place)["замок.pdf"].status is S.UNCHANGED
    for path in Path(place.ref.folder).rglob("*"):
        assert path.is_dir() or b"k1" not in path.read_bytes()


def test_a_password_opens_what_is_locked_in_an_archive_that_is_read(
    knowledge: WorkerProcess, place: Place
) -> None:
    inner = encrypted_ooxml(place.documents / "прайс.xlsx", "k1")
    with zipfile.ZipFile(place.documents / "всё.zip", "w") as archive:
        archive.writestr("правило.txt", rule("архив", 1))
        archive.write(inner, inner.name)
    inner.unlink()
    first = index(knowledge, place)["всё.zip"]
    assert first.status is S.INDEXED and [note.code for note in first.notes] == [NoteCode.LOCKED]
    wrong = index(knowledge, place, passwords=("другой",))["всё.zip"]
    assert (wrong.content, wrong.chunks, wrong.notes) == (first.content, first.chunks, first.notes)
    opened = index(knowledge, place, passwords=("другой", "k1"))["всё.zip"]
    assert opened.status is S.INDEXED and not opened.notes
    assert any("Насос" in passage.text for passage in search(knowledge, place, "Цена насоса").passages)
    again = index(knowledge, place, passwords=("k1",))["всё.zip"]
    assert again.status is S.UNCHANGED and not again.notes


def test_a_named_file_that_is_not_there_is_said(knowledge: WorkerProcess, place: Place) -> None:
    ended, items = run(knowledge, Job.INDEX, IndexSpec(place.ref, (str(place.documents / "нет.pdf"),)))
    assert isinstance(ended, Succeeded)
    assert ended.result["failed"] == 1
    assert [(item.status, item.code) for item in items] == [(S.FAILED, Code.FILE_MISSING)]


def test_a_file_that_goes_away_is_missing_and_answers_no_more(knowledge: WorkerProcess, place: Place) -> None:
    path = place.write("касса.txt", rule("касса", 3))
    place.write("склад.txt", rule("склад", 4))
    index(knowledge, place)
    passage = search(knowledge, place, "Вопрос про кассу").passages[0]
    assert passage.name == "касса.txt"
    path.unlink()
    assert index(knowledge, place)["касса.txt"].status is S.MISSING
    assert set(names(search(knowledge, place, "Вопрос про кассу"))) == {"склад.txt"}
    knowledge.send(Render("page", place.ref, passage.document, passage.start, passage.end))
    view = knowledge.expect(PageReply).view
    knowledge.ended("page")
    assert view.state == "missing"
    assert view.text[view.highlight[0] : view.highlight[1]] == passage.text
    path.write_text(rule("касса", 3), encoding="utf-8")
    assert index(knowledge, place)["касса.txt"].status is S.INDEXED


def test_what_stands_around_the_best_places_comes_along(knowledge: WorkerProcess, place: Place) -> None:
    items = "\n".join(
        f"{number}) расписку об изделии номер {number} с описью, подписью и датой её составления;"
        for number in range(1, 60)
    )
    place.write("порядок.txt", f"Приём на хранение\n\nКладовщик проверяет и вносит в журнал:\n{items}")
    place.write("приказ.txt", "Приказ № 7\n\nНазначить дежурным Сомова.\n\nКлючи выдаёт охрана.\n")
    index(knowledge, place)
    question = "Что кладовщик вносит в журнал при приёме на хранение?"
    bare, gathered = search(knowledge, place, question), search(knowledge, place, question, gather=True)
    assert gathered.passages[0].chunk == bare.passages[0].chunk
    assert len(gathered.passages[0].text) > 1.5 * len(bare.passages[0].text)  # the list goes on
    assert not bare.passages[0].sentences
    seen: set[tuple[str, int]] = set()
    for passage in gathered.passages:
        assert len(passage.text) == passage.end - passage.start
        assert all(0 <= one.start < one.end <= len(passage.text) for one in passage.sentences)
        places = {(passage.document, at) for at in range(passage.start, passage.end)}
        assert not seen & places  # nothing comes twice
        seen |= places
    order = search(knowledge, place, "Кто назначен дежурным?", gather=True).passages[0]
    assert "Приказ № 7" in order.text and "охрана" in order.text  # a short document comes whole
    near = max(order.sentences, key=lambda one: one.cosine)
    assert "Сомова" in order.text[near.start : near.end]


def test_filters_restrict_a_search(knowledge: WorkerProcess, place: Place) -> None:
    place.write("one/отпуск.txt", rule("отпуск", 1))
    place.write("one more/отпуск.md", rule("отпуск", 2))
    os.utime(place.documents / "one" / "отпуск.txt", (1000, 1000))
    index(knowledge, place)

    def found(**filters: object) -> set[str]:
        answer = search(knowledge, place, "отпуск", k=50, filters=Filters(**filters))  # type: ignore[arg-type]
        return set(names(answer))

    assert found() == {"отпуск.txt", "отпуск.md"}
    assert found(folders=(str(place.documents / "one"),)) == {"отпуск.txt"}
    assert found(suffixes=(".md",)) == {"отпуск.md"}
    assert found(modified_from=2000.0) == {"отпуск.md"}
    assert found(documents=("unknown",)) == set()


def test_a_follow_up_and_a_misspelt_question_are_understood(knowledge: WorkerProcess, place: Place) -> None:
    for number, subject in enumerate(SUBJECTS[:10]):
        place.write(f"{subject}.txt", rule(subject, number))
    index(knowledge, place)
    follow = search(knowledge, place, "А если срочно?", previous="Куда обратиться про командировку?")
    assert follow.question == "Куда обратиться про командировку? А если срочно?"
    assert names(follow)[0] == "командировка.txt"
    misspelt = search(knowledge, place, "Кто отвечает за командирвку?")
    assert "командировк" in misspelt.question
    assert names(misspelt)[0] == "командировка.txt"


def test_an_abbreviation_is_searched_with_what_it_stands_for(knowledge: WorkerProcess, place: Place) -> None:
    for number, subject in enumerate(SUBJECTS[:6]):
        place.write(f"{subject}.txt", rule(subject, number))
    place.write(
        "Термины.txt", "Лакокрасочные материалы (далее — ЛКМ) и средства индивидуальной защиты (СИЗ)."
    )
    place.write("Склад.txt", "Лакокрасочные материалы лежат в боксе 7, под замком.")
    place.write("Выдача.txt", "СИЗ выдаёт кладовщик по вторникам, под подпись.")
    index(knowledge, place)
    short = search(knowledge, place, "Где лежат ЛКМ?", k=2)
    assert [(one.typed, one.meant.lower()) for one in short.understood.expanded] == [
        ("ЛКМ", "лакокрасочные материалы")
    ]
    assert "Склад.txt" in names(short)
    long = search(knowledge, place, "Кто выдаёт средства индивидуальной защиты?", k=2)
    assert [one.meant for one in long.understood.expanded] == ["СИЗ"]
    assert "Выдача.txt" in names(long)
    assert not search(knowledge, place, "Кто отвечает за НДС?", k=2).understood.expanded


def test_what_documents_write_for_an_everyday_word_is_searched_by_words_as_well(
    knowledge: WorkerProcess, place: Place
) -> None:
    for number, subject in enumerate(SUBJECTS[:6]):
        place.write(f"{subject}.txt", rule(subject, number))
    place.write("Отсутствие.txt", "О временной нетрудоспособности сообщают до десяти утра.")
    index(knowledge, place)
    found = search(knowledge, place, "Когда говорить про больничный?")
    assert names(found)[0] == "Отсутствие.txt" and found.passages[0].bm25 > 0
    # What is searched as it was typed has no word beside its own.
    typed = search(knowledge, place, "Когда говорить про больничный?", literal=True)
    assert not any(one.bm25 for one in typed.passages if one.name == "Отсутствие.txt")
    # A base in another language is searched by words of its own as well.
    asked = search(knowledge, place, "Whom do I notify of sick leave?")
    assert [one.name for one in asked.passages if one.bm25 > 0][:1] == ["Отсутствие.txt"]


def test_a_named_document_answers_alone_or_is_told_to_be_missing(
    knowledge: WorkerProcess, place: Place
) -> None:
    for number in (7, 12, 31):
        text = (
            f"ПРИКАЗ № {number}\n{number} марта 2026 г.\n\nО дежурстве\n\nДежурит отдел № {number + 100}.\n"
        )
        place.write(f"scan-{number}.txt", text)
    place.write("Акт.txt", "АКТ ПРОВЕРКИ\n\nДежурства проверены по приказу № 31 и по приказу № 99.\n")
    index(knowledge, place)
    inside = search(knowledge, place, "Кто дежурит в приказе № 31?")
    assert [one.name for one in inside.understood.named] == ["scan-31.txt"] and inside.understood.only
    assert names(inside) == ["scan-31.txt"] and inside.relevant
    first = search(knowledge, place, "Проверено ли дежурство по приказу № 31?")
    assert names(first)[0] == "scan-31.txt" and "Акт.txt" in names(first) and not first.understood.only
    dated = search(knowledge, place, "Кто дежурит в приказе от 12 марта?")
    assert names(dated) == ["scan-12.txt"]
    unknown = search(knowledge, place, "Кто дежурит в приказе № 45?")
    assert unknown.understood.absent == ("приказе № 45",) and not unknown.relevant
    # No such document, but another speaks of it.
    spoken_of = search(knowledge, place, "Проверено ли дежурство по приказу № 99?")
    assert spoken_of.understood.absent == ("приказу № 99",) and names(spoken_of)[0] == "Акт.txt"
    literal = search(knowledge, place, "Кто дежурит в приказе № 45?", literal=True)
    assert not literal.understood.absent and len(names(literal)) == 4
    shown = (inside.passages[0].document,)
    whole = search(knowledge, place, "О чём этот документ?", shown=shown)
    assert whole.understood.overview and names(whole) == ["scan-31.txt"] and whole.relevant


def test_a_clause_is_found_by_its_number(knowledge: WorkerProcess, place: Place) -> None:
    for number, days in ((7, "пяти"), (12, "десяти"), (31, "трёх")):
        clauses = [f"{at}.{of}. Положение {at}-{of} о порядке." for at in (1, 2) for of in range(1, 40)]
        clauses[43] = f"2.5. Оплата в течение {days} дней."
        place.write(f"{number}.txt", f"ДОГОВОР № {number}\n\n1. Предмет\n" + "\n".join(clauses))
    index(knowledge, place)
    found = search(knowledge, place, "Что сказано в пункте 2.5 договора № 12?", gather=True)
    assert found.relevant and names(found)[0] == "12.txt"
    assert found.passages[0].text == "2.5. Оплата в течение десяти дней."
    first = found.passages[0]
    text = (place.documents / "12.txt").read_text("utf-8")
    assert text[first.start : first.end] == first.text
    missing = search(knowledge, place, "Что сказано в пункте 7.5 договора № 12?")
    assert not missing.relevant and set(names(missing)) == {"12.txt"}


def test_what_may_be_no_document_is_searched_for_all_the_same(knowledge: WorkerProcess, place: Place) -> None:
    place.write("Отчёт за март.txt", "Продано 310 насосов, возвращено 4 насоса.")
    place.write("notes.md", "Насосы стоят в ангаре.")
    place.write("Meetings.txt", "The meeting on sales starts at 10:15 in room 7.")
    index(knowledge, place)
    spaced = search(knowledge, place, "Что написано в файле отчёт за март.txt?")
    assert names(spaced)[0] == "Отчёт за март.txt" and not spaced.understood.absent and spaced.relevant
    # A document that the filters leave out is not pointed at.
    shown, others = (spaced.passages[0].document,), Filters(suffixes=(".md",))
    assert search(knowledge, place, "О чём этот документ?", shown=shown).understood.named
    elsewhere = search(knowledge, place, "О чём этот документ?", shown=shown, filters=others)
    assert not elsewhere.understood.named and names(elsewhere) == ["notes.md"]
    missing = search(knowledge, place, "Что написано в файле Отчёт за май.txt?")
    assert missing.understood.absent and not missing.relevant
    meeting = search(knowledge, place, "When does the meeting on sales on 5 March start?")
    assert not meeting.understood.absent and meeting.relevant
    told = search(knowledge, place, "Who spoke of sales in the meeting of 5 March?")
    assert told.understood.absent and names(told)[0] == "Meetings.txt"


def test_the_beginning_of_a_document_has_all_its_pages(knowledge: WorkerProcess, place: Place) -> None:
    lines = [f"Line {number} of the page says nothing at all." for number in range(30)]
    pdf(place.documents / "keys.pdf", [lines, ["The second page.", *lines]])
    index(knowledge, place)
    document = search(knowledge, place, "Where is the key?").passages[0].document
    first = search(knowledge, place, "What is this document about?", shown=(document,)).passages[0]
    assert (first.page, first.page_end) == (1, 2)
    (second,) = first.breaks
    assert first.text[second - first.start :].startswith("The second page.")


def test_a_page_of_a_pdf_is_drawn_with_the_place(
    knowledge: WorkerProcess, place: Place, tmp_path: Path
) -> None:
    lines = [f"Line {number} of the page says nothing at all." for number in range(30)]
    target = "The walrus keeps the spare key in the red cabinet."
    path = pdf(place.documents / "keys.pdf", [lines, [*lines[:10], target, *lines[11:]]])
    index(knowledge, place)
    passage = next(
        item for item in search(knowledge, place, "Where is the spare key?").passages if target in item.text
    )
    start = passage.start + passage.text.index(target)

    def shown() -> PageView:
        knowledge.send(
            Render(
                "page",
                place.ref,
                passage.document,
                start,
                start + len(target),
                0,
                800,
                str(tmp_path / "pages"),
            )
        )
        view = knowledge.expect(PageReply).view
        assert isinstance(knowledge.ended("page"), Succeeded)
        return view

    view = shown()
    assert (view.page, view.pages, view.state) == (2, 2, "current")
    assert Path(view.image).read_bytes().startswith(b"\x89PNG")
    assert len(view.boxes) == 1
    assert view.text[view.highlight[0] : view.highlight[1]] == target
    pdf(path, [["Something else"]])
    changed = shown()
    assert (changed.state, changed.image) == ("changed", "")
    assert changed.text[changed.highlight[0] : changed.highlight[1]] == target
    run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (passage.document,)))
    assert not list((tmp_path / "pages").iterdir())


def test_the_window_of_a_long_text_holds_the_place(knowledge: WorkerProcess, place: Place) -> None:
    text = "\n".join(rule(subject, number) for number, subject in enumerate(SUBJECTS))
    place.write("всё.txt", text)
    index(knowledge, place)
    for wanted in ("О том, что такое жалоба", "О том, что такое отпуск", "О том, что такое ремонт"):
        start = text.index(wanted)
        knowledge.send(Render("page", place.ref, place.id("всё.txt"), start, start + len(wanted)))
        view = knowledge.expect(PageReply).view
        knowledge.ended("page")
        assert view.text[view.highlight[0] : view.highlight[1]] == wanted
        assert len(view.text) <= 6000


def test_a_removed_document_leaves_nothing(place: Place) -> None:
    secrets = ["Rumpelstiltskin", "Кракозябра"]
    place.write("секрет.txt", f"Пароль от сейфа: {secrets[0]}. Его хранит {secrets[1]}.\n" * 40)
    place.write("склад.txt", rule("склад", 4))
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
        assert names(search(process, place, "Кто хранит пароль от сейфа?"))[0] == "секрет.txt"
        run(process, Job.RECONCILE, place.ref)
        ended, _ = run(process, Job.REMOVE, RemoveSpec(place.ref, (place.id("секрет.txt"),)))
        assert isinstance(ended, Succeeded)
        assert not _holders(place, secrets), "while the base is open"
        assert "секрет.txt" not in names(search(process, place, "Кто хранит пароль от сейфа?"))
    assert not _holders(place, secrets), "after the worker has ended"
    chunks, vectors, statuses, pending_deletes = state(place)
    assert chunks == vectors
    assert statuses == {"indexed": 1}
    assert pending_deletes == 0


def _holders(place: Place, words: list[str]) -> list[Path]:
    forms = [form.encode() for word in words for form in (word, word.lower(), word.upper())]
    forms += [
        form for word in words for form in (word.encode("utf-16-le"), json.dumps(word).strip('"').encode())
    ]
    forms += [b"\xd1\x81\xd0\xb5\xd0\xba\xd1\x80\xd0\xb5\xd1\x82.txt"]  # the file's name
    files = [path for path in Path(place.ref.folder).rglob("*") if path.is_file()]
    assert len(files) > 5
    return [path for path in files if any(form in path.read_bytes() for form in forms)]


def test_search_answers_while_documents_are_indexed(knowledge: WorkerProcess, place: Place) -> None:
    for number, subject in enumerate(SUBJECTS):
        place.write(f"{subject}.txt", rule(subject, number, sentences=30))
    knowledge.start("index", Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
    while knowledge.expect(Item).status is not S.INDEXED:
        pass
    answered = 0
    knowledge.send(Search("search-0", place.ref, "вопрос про отпуск"))
    while True:
        message = knowledge.next()
        if isinstance(message, Passages) and message.passages:
            answered += 1
        if isinstance(message, Succeeded) and message.request == "index":
            break
        if isinstance(message, Succeeded):
            knowledge.send(Search(f"search-{answered}", place.ref, "вопрос про отпуск"))
    assert answered >= 5


def test_indexing_leaves_the_processor_to_a_chat_and_goes_on_after_it(
    knowledge: WorkerProcess, place: Place
) -> None:
    for number, subject in enumerate(SUBJECTS):
        place.write(f"{subject}.txt", rule(subject, number, sentences=30))
    knowledge.start("index", Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
    while knowledge.expect(Item).status is not S.INDEXED:
        pass
    knowledge.send(Yield(True))
    assert search(knowledge, place, "вопрос про отпуск").passages, "a search is answered all the same"
    knowledge.send(Yield(False))
    ended = knowledge.ended("index", 120)
    assert isinstance(ended, Succeeded)
    assert ended.result["indexed"] == len(SUBJECTS)


def test_a_cancelled_job_continues_where_it_ended(place: Place) -> None:
    for number, subject in enumerate(SUBJECTS):
        place.write(f"{subject}.txt", rule(subject, number, sentences=150))
    with worker(Kind.KNOWLEDGE) as process:
        process.start("index", Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
        while not (isinstance(message := process.next(), Progress) and message.done >= 4):
            pass
        process.cancel("index")
        ended = process.ended("index")
        assert isinstance(ended, Cancelled)
        assert ended.resumable
        items = index(process, place)
        counts = Counter(item.status for item in items.values())
        assert counts[S.UNCHANGED] >= 4
        assert counts[S.UNCHANGED] + counts[S.INDEXED] == len(SUBJECTS)


def test_kills_in_the_middle_lose_and_double_nothing(place: Place, tmp_path: Path) -> None:
    for number, subject in enumerate(SUBJECTS):
        place.write(f"{subject}.txt", rule(subject, number, sentences=10 + 2 * number))
    place.write("копия.txt", rule(SUBJECTS[3], 3, sentences=16))
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
    expected = state(place)
    shutil.rmtree(place.ref.folder)

    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(5):
        process = WorkerProcess(Kind.KNOWLEDGE)
        process.start("index", Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
        until = chance.randint(1, 9)
        while until:
            message = process.next(120)
            if isinstance(message, Item) and message.status in (S.INDEXED, S.COPY):
                acknowledged.add(message.document)
                until -= 1
            if isinstance(message, Succeeded):
                break
        time.sleep(chance.random() * 0.5)
        process.kill()
        process.close()
        text = TextStore(Path(place.ref.folder))
        answering = {document.id for document in text.documents() if document.content}
        text.close()
        assert acknowledged <= answering, "what was said to be indexed is indexed"
    with worker(Kind.KNOWLEDGE) as process:
        items = index(process, place)
        assert {item.status for item in items.values()} <= {S.INDEXED, S.UNCHANGED, S.COPY}
        found = search(process, place, "вопрос про ремонт", k=100)
        assert names(found)[0] == "ремонт.txt"
        assert len(found.passages) == len({passage.chunk for passage in found.passages})
    chunks, vectors, statuses, pending_deletes = state(place)
    assert chunks == vectors == expected[0]
    assert statuses == expected[2]
    assert pending_deletes == 0


def test_a_kill_in_the_middle_of_a_removal_leaves_whole_documents(place: Place) -> None:
    for number, subject in enumerate(SUBJECTS):
        place.write(f"{subject}.txt", rule(subject, number, sentences=20))
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
    for seconds in (0.0, 0.02, 0.1):
        process = WorkerProcess(Kind.KNOWLEDGE)
        victims = tuple(place.id(f"{subject}.txt") for subject in SUBJECTS[:20])
        search(process, place, "отпуск")
        process.start("remove", Job.REMOVE, RemoveSpec(place.ref, victims))
        time.sleep(seconds)
        process.kill()
        process.close()
    with worker(Kind.KNOWLEDGE) as process:
        ended, _ = run(process, Job.REMOVE, RemoveSpec(place.ref, victims))
        assert isinstance(ended, Succeeded)
    chunks, vectors, statuses, pending_deletes = state(place)
    assert chunks == vectors
    assert statuses == {"indexed": len(SUBJECTS) - 20}
    assert pending_deletes == 0


def test_reconciling_mends_lost_and_orphaned_vectors(place: Place) -> None:
    for number, subject in enumerate(SUBJECTS[:8]):
        place.write(f"{subject}.txt", rule(subject, number))
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
    vectors = EdgeVectorStore(Path(place.ref.folder) / "vectors", 384)
    ids = sorted(vectors.ids())
    vectors.delete(ids[:3])
    vectors.close()
    text = TextStore(Path(place.ref.folder))
    with text._writing() as connection:
        connection.execute("DELETE FROM chunks WHERE id = ?", (ids[-1],))
    text.close()
    with worker(Kind.KNOWLEDGE) as process:
        ended, _ = run(process, Job.RECONCILE, place.ref)
        assert isinstance(ended, Succeeded)
        assert ended.result["repaired"] == 4
        known = json.loads(Path(ended.result["documents_file"]).read_text(encoding="utf-8"))
        assert {row["status"] for row in known} == {"indexed"}
        assert len(known) == ended.result["documents"] == 8
    chunks, stored, _, _ = state(place)
    assert chunks == stored == set(ids[:-1])


@pytest.mark.parametrize("damage", ["gone", "garbage"])
def test_lost_vectors_are_made_again_from_the_texts(place: Place, damage: str) -> None:
    for number, subject in enumerate(SUBJECTS[:5]):
        place.write(f"{subject}.txt", rule(subject, number))
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
    expected = state(place)
    vectors = Path(place.ref.folder) / "vectors"
    if damage == "gone":
        shutil.rmtree(vectors)
    else:
        (vectors / "edge_config.json").write_bytes(b"\0\0\0")
    shutil.rmtree(place.documents)
    with worker(Kind.KNOWLEDGE) as process:
        ended, _ = run(process, Job.RECONCILE, place.ref)
        assert isinstance(ended, Succeeded)
        assert ended.result["repaired"] == len(expected[0])
        assert names(search(process, place, "вопрос про премию"))[0] == "премия.txt"
    assert state(place)[:2] == expected[:2]


def test_with_another_embedder_the_vectors_there_are_go_on_answering(place: Place, tmp_path: Path) -> None:
    place.write("премия.txt", rule("премия", 1))
    other = tmp_path / "another embedder"
    shutil.copytree(place.ref.embedder, other)
    facts = json.loads((other / "embedder.json").read_text(encoding="utf-8"))
    (other / "embedder.json").write_text(json.dumps({**facts, "identity": "another"}), encoding="utf-8")
    with worker(Kind.KNOWLEDGE) as process:
        index(process, place)
        place.ref = BaseRef(place.ref.id, place.ref.folder, str(other))
        ended, _ = run(process, Job.RECONCILE, place.ref)
        assert isinstance(ended, Succeeded)
        assert (ended.result["repaired"], ended.result["chunks"] > 0) == (0, True)
        assert search(process, place, "премия").passages


def test_a_base_that_another_process_holds_is_named(knowledge: WorkerProcess, place: Place) -> None:
    place.write("премия.txt", rule("премия", 1))
    index(knowledge, place)
    with worker(Kind.KNOWLEDGE) as second:
        second.send(Search("search", place.ref, "премия"))
        ended = second.ended("search")
    assert isinstance(ended, Failed)
    assert ended.code is Code.STORE_LOCKED


def test_a_missing_embedder_is_named(knowledge: WorkerProcess, place: Place, tmp_path: Path) -> None:
    place.ref = BaseRef(place.ref.id, place.ref.folder, str(tmp_path / "nothing"))
    ended, _ = run(knowledge, Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
    assert isinstance(ended, Failed)
    assert ended.code is Code.EMBEDDER_MISSING


def test_a_dropped_base_leaves_no_folder_and_can_be_begun_anew(
    knowledge: WorkerProcess, place: Place
) -> None:
    place.write("премия.txt", rule("премия", 1))
    index(knowledge, place)
    no_embedder = BaseRef(place.ref.id, place.ref.folder, "/nowhere")
    ended, _ = run(knowledge, Job.DROP, no_embedder)
    assert isinstance(ended, Succeeded)
    assert not Path(place.ref.folder).exists()
    assert index(knowledge, place)["премия.txt"].status is S.INDEXED


def test_a_search_says_how_it_came_about_and_what_kept_a_place_out(
    knowledge: WorkerProcess, place: Place
) -> None:
    for number, subject in enumerate(SUBJECTS[:10]):
        place.write(f"{subject}.txt", rule(subject, number))
    long = "\n\n".join(f"Раздел {at}. Хранение краски в шкафу номер {at}, под замком." for at in range(80))
    place.write("краска.txt", long)
    gone = place.write("весы.txt", "Весы на складе проверяют раз в год, об этом знает кладовщик.")
    index(knowledge, place)

    def why(question: str, where: Wanted, **more: object) -> SearchReport:
        report = search(knowledge, place, question, k=2, explain=where, **more).report
        assert report is not None
        return report

    plainly = why("Кто отвечает за командировку шпинделя?", Wanted())
    assert plainly.unknown == ("отвечает", "шпинделя") and plainly.place is None
    assert [one.rank for one in plainly.ranks] == [1, 2] and plainly.ranks[0].name == "командировка.txt"
    found = why("Кто отвечает за командировку?", Wanted(place.id("командировка.txt")))
    assert found.kept_out is KeptOut.NOTHING and found.place is not None and found.place.rank == 1
    behind = why("Кто отвечает за командировку?", Wanted(place.id("краска.txt"), quote="в шкафу номер 79"))
    assert behind.kept_out is KeptOut.OUTRANKED and behind.place is not None
    assert behind.place.rank > 2 and behind.place.by_words == 0 and behind.place.by_meaning > 0
    anywhere = why("Кто отвечает за командировку?", Wanted(quote="Хранение краски в шкафу номер 79"))
    assert anywhere.place is not None and anywhere.place.name == "краска.txt"
    assert why("Отпуск?", Wanted(quote="такого нет нигде")).kept_out is KeptOut.NO_SUCH_WORDS
    assert why("Отпуск?", Wanted("nobody")).kept_out is KeptOut.UNKNOWN_DOCUMENT
    only = Filters(documents=(place.id("командировка.txt"),))
    assert why("Краска?", Wanted(place.id("краска.txt")), filters=only).kept_out is KeptOut.FILTERED
    named = why("Что сказано в командировка.txt?", Wanted(place.id("краска.txt")))
    assert named.kept_out is KeptOut.OTHER_NAMED
    gone.unlink()
    index(knowledge, place)
    assert why("Весы?", Wanted(place.id("весы.txt"))).kept_out is KeptOut.MISSING
