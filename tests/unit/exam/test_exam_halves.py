"""In which half questions are, in which order passages come: the rules alone."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.exam_entities import ExamQuestion, Half
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain import exam_halves
from workers.contract.exam import ExamText
from workers.engines.stores.text_rows import StoredDocument
from workers.services.knowledge.passages import by_folders


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
