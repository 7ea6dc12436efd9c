"""Chunks hold the whole text, stay within their size, and know where they stand."""

import random
from pathlib import Path

import pytest

from tests.fixtures import documents
from workers import reading
from workers.contract.reading import ExtractedDocument, Heading, PageSpan
from workers.reading import ReadOptions
from workers.retrieval import chunking
from workers.retrieval.chunking import LIMIT, Chunk, chunk, estimate_tokens

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


def checked(document: ExtractedDocument) -> list[Chunk]:
    """The chunks, after every invariant was looked at."""
    chunks = chunk(document)
    covered = 0
    for ordinal, item in enumerate(chunks):
        assert item.ordinal == ordinal
        assert item.text == document.text[item.start : item.end]
        assert item.text == item.text.strip()
        assert not document.text[covered : item.start].strip(), "text between chunks"
        assert item.start >= covered
        assert estimate_tokens(item.text) <= 1.5 * LIMIT
        for place in (item.start, item.end):
            around = document.text[max(0, place - 1) : place + 1]
            assert len(around) < 2 or not around.isalnum(), (
                f"a word is cut: {document.text[place - 9 : place + 9]}"
            )
        assert item.page <= item.page_end
        covered = item.end
    assert not document.text[covered:].strip()
    return chunks


def plain(
    text: str, headings: tuple[Heading, ...] = (), pages: tuple[PageSpan, ...] = ()
) -> ExtractedDocument:
    return ExtractedDocument(text, pages, headings, "", "txt")


def test_samples() -> None:
    for path in SAMPLES.iterdir():
        document = reading.read_any(path, ReadOptions())
        chunks = checked(document)
        assert all((item.page > 0) == bool(document.pages) for item in chunks)
    leave = checked(reading.read_any(SAMPLES / "Положение об отпусках.pdf", ReadOptions()))
    place = next(
        item for item in leave if "не позднее чем за 3 календарных дня" in " ".join(item.text.split())
    )
    assert place.heading == "Положение об отпусках › 4. Заявление и оплата"
    assert place.page == 2


def test_a_real_law_is_cut_into_chunks_of_its_articles(tmp_path: Path) -> None:
    document = reading.read_any(documents.law_pdf(tmp_path / "law.pdf"), ReadOptions())
    chunks = checked(document)
    sizes = [estimate_tokens(item.text) for item in chunks]
    assert len(document.pages) >= 5
    assert max(sizes) <= LIMIT + 20
    assert sum(size < 40 for size in sizes) <= len(sizes) * 0.05
    purpose = next(item for item in chunks if "Целями трудового законодательства являются" in item.text)
    assert purpose.page == 1 and purpose.heading.endswith(
        "Статья 1. Цели и задачи трудового законодательства"
    )


def test_a_heading_begins_a_chunk_and_its_path_is_known() -> None:
    body = "Работник обязан соблюдать правила внутреннего распорядка и беречь имущество. " * 12
    text = f"Раздел 4\n\nСтатья 115\n\n{body}\n\nСтатья 116\n\n{body}"
    headings = tuple(
        Heading(text.index(name), level, name)
        for level, name in ((1, "Раздел 4"), (4, "Статья 115"), (4, "Статья 116"))
    )
    chunks = checked(plain(text, headings))
    assert chunks[0].text.startswith("Раздел 4\n\nСтатья 115")
    assert chunks[0].heading == "Раздел 4 › Статья 115"
    later = next(item for item in chunks if "Статья 116" in item.text)
    assert later.text.startswith("Статья 116")
    assert later.heading == "Раздел 4 › Статья 116"


def test_small_sections_are_joined() -> None:
    names = [f"{number}. Пункт" for number in range(1, 9)]
    text = "\n\n".join(f"{name}\n\nКороткий текст пункта." for name in names)
    headings = tuple(Heading(text.index(name), 2, name) for name in names)
    assert len(checked(plain(text, headings))) < 4


def test_pages() -> None:
    first, second = "Первая страница. " * 40, "Вторая страница. " * 40
    text = f"{first.strip()}\n\n{second.strip()}"
    middle = text.index("Вторая")
    chunks = checked(plain(text, (), (PageSpan(1, 0, middle - 2), PageSpan(2, middle, len(text)))))
    assert (chunks[0].page, chunks[0].page_end) == (1, 1)
    assert (chunks[-1].page, chunks[-1].page_end) == (2, 2)


def test_sheets_are_not_mixed(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Товар", "Цена"], ["Насос", 1200]]
    document = reading.read_any(
        documents.xlsx_file(tmp_path / "a.xlsx", {"А": rows, "Б": rows}), ReadOptions()
    )
    assert [(item.page, item.page_end) for item in checked(document)] == [(1, 1), (2, 2)]


def test_rows_stay_whole() -> None:
    rows = [f"Товар: Насос {number}; Цена: {number * 100}; Склад: Пермь" for number in range(200)]
    chunks = checked(plain("\n".join(rows)))
    assert len(chunks) >= 8
    assert [row for item in chunks for row in item.text.split("\n")] == rows


def test_an_endless_word_and_an_endless_sentence() -> None:
    sentence = "слово " * 3000
    assert all(estimate_tokens(item.text) <= LIMIT for item in checked(plain(sentence.strip())))
    word = "а" * 50_000
    chunks = chunk(plain(word))
    assert "".join(item.text for item in chunks) == word
    assert max(estimate_tokens(item.text) for item in chunks) <= LIMIT


def test_a_counter_of_tokens_is_heard() -> None:
    document = plain("Одно предложение из пяти слов. " * 100)
    few, many = (
        chunk(document, lambda text: len(text.split())),
        chunk(document, lambda text: 3 * len(text.split())),
    )
    assert len(few) * 2 < len(many)
    assert all(len(item.text.split()) <= LIMIT for item in few)


@pytest.mark.parametrize("seed", range(8))
def test_any_text(seed: int) -> None:
    source = random.Random(seed)
    words = [
        "ст.",
        "115",
        "Работник",
        "обязан.",
        "А.",
        "\n",
        "\n\n",
        "—",
        "«да»",
        "т.д.",
        "г.",
        "\t",
        "x" * 40,
        "№",
        "!",
    ]
    text = " ".join(source.choice(words) for _ in range(source.randint(0, 3000))).strip()
    starts = sorted({source.randrange(len(text)) for _ in range(5)}) if text else []
    # A heading begins where a word does.
    starts = [start for start in starts if start == 0 or text[start - 1].isspace()]
    checked(plain(text, tuple(Heading(start, source.randint(1, 5), "Заголовок") for start in starts)))


def test_the_fingerprint_names_the_sizes() -> None:
    assert str(chunking.TARGET) in chunking.FINGERPRINT
    assert reading.FINGERPRINT != chunking.FINGERPRINT
