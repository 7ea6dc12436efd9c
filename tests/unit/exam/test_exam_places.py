"""Where quotes stand, in which half questions are, in which order passages come: the rules alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.exam_entities import ExamQuestion, Half
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain import exam_halves
from desktop.features.exam.domain.exam_places import Places
from workers.contract.exam import ExamText
from workers.contract.training import SourcePassage
from workers.engines.stores.text_rows import StoredDocument
from workers.services.knowledge.passages import by_folders

FIRST = "Статья 1. Цели и задачи\nЦелями трудового  законодательства являются установление гарантий — всё."
SECOND = "Всё о «премии»: её платят в июле. Отпуск длится 28 дней."
THIRD = "Отпуск длится 28 дней. Иное."


def passage(chunk: str, document: str, text: str, name: str, start: int = 100) -> SourcePassage:
    return SourcePassage(chunk, document, name, f"/п/{name}", 2, start, start + len(text), "", text)


@pytest.fixture
def places() -> Places:
    made = Places()
    made.add([passage("a", "d1", FIRST, "Кодекс.pdf"), passage("b", "d1", SECOND, "Кодекс.pdf", 900)])
    made.add([passage("c", "d2", THIRD, "Памятка.docx")])
    return made


def quoting(quote: str, **values: object) -> ExamText:
    return replace(ExamText("Что?", "То", quote=quote), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "chunk", "stands"),
    [
        ("целями трудового законодательства", "a", "Целями трудового  законодательства"),
        ("Статья 1. Цели и задачи Целями", "a", "Статья 1. Цели и задачи\nЦелями"),
        ("все о \"Премии\": ее платят", "b", "Всё о «премии»: её платят"),
        ("установление гарантий - всё", "a", "установление гарантий — всё"),
        ("«её платят в июле…»", "b", "её платят в июле"),
        (
            'Статья 1: "Целями трудового законодательства являются установление..."; Статья 9: "иное"', "a",
            "Целями трудового  законодательства являются установление",
        ),
        ("в июле", "b", "в июле"),  # short, but it stands in one place alone
    ],
)  # fmt: skip
def test_quotes_are_found(places: Places, quote: str, chunk: str, stands: str) -> None:
    found = places.locate(quoting(quote))
    assert found is not None
    assert (found.chunk, found.quote, found.page) == (chunk, stands, 2)
    start, text = (100, FIRST) if chunk == "a" else (900, SECOND)
    assert text[found.start - start : found.end - start] == stands
    assert places.stands(found)
    assert places.locate(found) is found


@pytest.mark.parametrize("quote", ["28 дней", "", "  ", "…", "Целями банковского законодательства", "(.*)"])
def test_what_is_not_there_is_not_found(places: Places, quote: str) -> None:
    assert places.locate(quoting(quote)) is None


def test_a_named_document_is_the_one_looked_at(places: Places) -> None:
    quote = "Отпуск длится 28 дней"
    for name, chunk in (("Памятка.docx", "c"), ("памятка", "c"), ("/п/Кодекс.pdf", "b"), ("Нет такого", "b")):
        found = places.locate(quoting(quote, document_name=name))
        assert found is not None and found.chunk == chunk
    assert places.locate(quoting("в июле", document_name="Памятка.docx")) is None
    assert places.locate(quoting("28 дней", document_name="Памятка.docx")) is not None


def test_the_old_document_comes_first(places: Places) -> None:
    found = places.locate(quoting("Отпуск длится 28 дней", document="d2", chunk="gone", start=5, end=9))
    assert found is not None and (found.chunk, found.document_name) == ("c", "Памятка.docx")


def asked(number: int, document: str, half: Half = Half.TEST) -> ExamQuestion:
    return ExamQuestion(
        str(number), "b", number, ExamText(f"Вопрос {number}?", "Да", document=document),
        RowState.PENDING, RowSource.GENERATED, "", datetime.now(UTC), half,
    )  # fmt: skip


def test_a_document_lies_in_one_half() -> None:
    texts = [asked(number, f"d{number % 5}").text for number in range(40)]
    halves = exam_halves.draw(texts, [], documents=5)
    by_document: dict[str, set[Half]] = {}
    for text, half in zip(texts, halves, strict=True):
        by_document.setdefault(text.document, set()).add(half)
    assert all(len(found) == 1 for found in by_document.values())
    assert 16 <= halves.count(Half.TRAIN) <= 24
    assert exam_halves.draw(texts, [], documents=5) == halves
    # What comes later goes where its document is.
    there = [
        replace(asked(n, t.document), half=h) for n, (t, h) in enumerate(zip(texts, halves, strict=True))
    ]
    again = exam_halves.draw([asked(99, "d3").text, asked(98, "d4").text], there, documents=5)
    assert again == [halves[3], halves[4]]


def test_the_words_decide_where_documents_are_few() -> None:
    texts = [asked(number, "d1").text for number in range(60)]
    halves = exam_halves.draw(texts, [], documents=2)
    assert halves == [exam_halves.by_words(text.question) for text in texts]
    assert 20 <= halves.count(Half.TRAIN) <= 40
    assert exam_halves.by_words("  вопрос  1? ") is exam_halves.by_words("Вопрос 1?")
    assert exam_halves.draw(texts, [asked(1, "d1")], documents=2) == halves


def test_every_folder_has_its_turn() -> None:
    paths = ["/а/1.pdf", "/а/2.pdf", "/а/3.pdf", "/б/1.pdf", "/б/в/1.pdf"]
    owners = {f"c{n}": StoredDocument(f"d{n}", path) for n, path in enumerate(paths)}
    order = [owners[content].path for content in by_folders(owners)]
    assert order == ["/а/1.pdf", "/б/1.pdf", "/б/в/1.pdf", "/а/2.pdf", "/а/3.pdf"]
