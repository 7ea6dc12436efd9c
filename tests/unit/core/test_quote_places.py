"""Where quotes of questions and examples stand in the documents: the rules alone."""

from dataclasses import replace

import pytest

from desktop.core.review.quote_places import QuotePlaces
from workers.contract.exam import ExamText
from workers.contract.training.examples import ExampleText, SourcePassage
from workers.text.quotes import Folded

FIRST = "Статья 1. Цели и задачи\nЦелями трудового  законодательства являются установление гарантий — всё."
SECOND = "Всё о «премии»: её платят в июле. Отпуск длится 28 дней."
THIRD = "Отпуск длится 28 дней. Иное."


def passage(chunk: str, document: str, text: str, name: str, start: int = 100) -> SourcePassage:
    return SourcePassage(chunk, document, name, f"/п/{name}", 2, start, start + len(text), "", text)


@pytest.fixture
def places() -> QuotePlaces:
    made = QuotePlaces()
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
def test_quotes_are_found(places: QuotePlaces, quote: str, chunk: str, stands: str) -> None:
    found = places.locate_question(quoting(quote))
    assert found is not None
    assert (found.chunk, found.quote, found.page) == (chunk, stands, 2)
    start, text = (100, FIRST) if chunk == "a" else (900, SECOND)
    assert text[found.start - start : found.end - start] == stands
    assert places.stands(found)
    assert places.locate_question(found) is found


@pytest.mark.parametrize("quote", ["28 дней", "", "  ", "…", "Целями банковского законодательства", "(.*)"])
def test_what_is_not_there_is_not_found(places: QuotePlaces, quote: str) -> None:
    assert places.locate_question(quoting(quote)) is None


def test_a_named_document_is_the_one_looked_at(places: QuotePlaces) -> None:
    quote = "Отпуск длится 28 дней"
    for name, chunk in (("Памятка.docx", "c"), ("памятка", "c"), ("/п/Кодекс.pdf", "b"), ("Нет такого", "b")):
        found = places.locate_question(quoting(quote, document_name=name))
        assert found is not None and found.chunk == chunk
    assert places.locate_question(quoting("в июле", document_name="Памятка.docx")) is None
    assert places.locate_question(quoting("28 дней", document_name="Памятка.docx")) is not None


def test_the_old_document_comes_first(places: QuotePlaces) -> None:
    found = places.locate_question(
        quoting("Отпуск длится 28 дней", document="d2", chunk="gone", start=5, end=9)
    )
    assert found is not None and (found.chunk, found.document_name) == ("c", "Памятка.docx")


def taught(quote: str, **values: object) -> ExampleText:
    return replace(ExampleText("Что?", "То", quote=quote), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "document", "chunk", "stands"),
    [
        ("отпуск  длится 28 ДНЕЙ. иное", "", "c", "Отпуск длится 28 дней. Иное"),
        ("«всё о “премии”: ее платят»", "", "b", "Всё о «премии»: её платят"),
        ("Отпуск длится 28 дней.", "d2", "c", "Отпуск длится 28 дней."),
        ("28 дней", "d2", "c", "28 дней"),
    ],
)
def test_an_example_gets_the_place_of_its_whole_quote(
    places: QuotePlaces, quote: str, document: str, chunk: str, stands: str
) -> None:
    found = places.locate_example(taught(quote, document=document))
    assert (found.chunk, found.quote, found.page) == (chunk, stands, 2)
    assert places.locate_example(found) is found


@pytest.mark.parametrize(
    ("quote", "document"),
    [
        ("28 дней", ""),  # it stands in two places
        ("её платят в июле", "d2"),
        ("Целями трудового законодательства являются установление запретов", ""),
        ("", ""),
    ],
)
def test_an_example_without_a_place_stays_as_it_is(places: QuotePlaces, quote: str, document: str) -> None:
    text = taught(quote, document=document)
    assert places.locate_example(text) is text


def test_offsets_are_those_of_the_text_before_it_was_folded() -> None:
    text = "\n\tСло\u00adво…  İ  \u200b «Ёж»—\u2011"
    folded = Folded(text)
    assert folded.text == 'слово... i̇ "еж"--'
    for wanted, stands in (
        ("слово", "Сло\u00adво"),
        ("...", "…"),
        ('"еж"', "«Ёж»"),
        ("i̇", "İ"),
        ("--", "—‑"),
    ):
        place = folded.find(wanted)
        assert place is not None and text[slice(*place)] == stands
    assert folded.find("нет") is None and folded.find("") is None
