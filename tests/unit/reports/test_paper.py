"""Answers and chats as documents for others: what of the text is in the file."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrinter

from desktop.core.entities import ChatMessage, Correction, MessageState
from desktop.core.saving import with_ending
from desktop.features.chat.viewmodels.chat_text import answer_in_markdown, chat_in_markdown
from desktop.features.chat.viewmodels.replies import Reply
from desktop.reports import paper
from desktop.ui.words.source_words import passages_in_markdown
from tests.helpers.gui import RESOURCES, qt_app
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation, Sentence
from workers.contract.specs.search import Passage

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TABLE = "| Год | Дни |\n|-|-|\n| 2026 | 28 |"
TEXT = f"Отпуск длится **28** дней. Его делят.\n\n1. первая часть\n2. вторая часть\n\n{TABLE}"
QUOTE = "7. Отпуск – 28 дней_и_ночей <b>"
SOURCE = Citation(1, "d", "Положение*об*отпусках.pdf", 2, 0, 5, QUOTE)


def reply(text: str = TEXT, **values: object) -> Reply:
    sentences = (Sentence(0, 26, (1,)), Sentence(27, 37, (), checked=True))
    message = ChatMessage("a", "c", "assistant", text, NOW, citations=(SOURCE,), sentences=sentences)
    return Reply(message, model_name="Модель", **values)  # type: ignore[arg-type]


def question(text: str) -> Reply:
    return Reply(ChatMessage("q", "c", "user", text, NOW))


def of_docx(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def of_pdf(file: Path) -> str:
    pdf = pypdfium2.PdfDocument(str(file))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


@pytest.mark.parametrize(("ending", "text_of"), [(paper.DOCX, of_docx), (paper.PDF, of_pdf)])
def test_an_answer_leaves_with_its_marks_and_sources(
    tmp_path: Path, ending: str, text_of: Callable[[Path], str]
) -> None:
    qt_app()
    for letters in (RESOURCES / "fonts").glob("*.ttf"):  # those of the window, with their other shapes
        QFontDatabase.addApplicationFont(str(letters))
    file = tmp_path / f"ответ{ending}"
    paper.save("Сколько?", answer_in_markdown("Сколько *дней*?", reply()), file)
    found = " ".join(text_of(file).split())
    for words in (
        "Сколько *дней*?", "Отпуск длится 28 дней. [1]", "Его делят. [?]", "1. первая часть", "2. вторая",
        "2026", "Положение*об*отпусках.pdf, p. 2", QUOTE, "Модель",
    ):  # fmt: skip
        assert words in found, words
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_chat_is_as_many_pages_as_it_takes_and_every_answer_has_its_sources(tmp_path: Path) -> None:
    qt_app()
    replies = [part for at in range(30) for part in (question(f"Вопрос {at}?"), reply())]
    markdown = chat_in_markdown("Отпуска", replies)
    assert markdown.count("## Вопрос") == markdown.count("**1.** Положение") == 30
    file = tmp_path / "чат.pdf"
    paper.save("Отпуска", markdown, file)
    pdf = pypdfium2.PdfDocument(str(file))
    assert len(pdf) > 5 and pdf.get_page_size(0)[1] == pytest.approx(842, abs=1)
    pdf.close()


def test_what_a_model_wrote_leads_nowhere(tmp_path: Path) -> None:
    """No picture, link or HTML of its own is alive in the file, and no control character breaks it."""
    qt_app()
    evil = "![x](https://e.example/?q=1) [тут](https://e.example) <img src='https://e.example'>\x00\x0b конец"
    markdown = answer_in_markdown("?\x01", reply(evil))
    file = tmp_path / "a.docx"
    paper.save("t", markdown, file)
    with zipfile.ZipFile(file) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "e.example" not in relations
    assert "<img" in of_docx(file) and "конец" in of_docx(file)
    assert "href" not in paper.in_html(markdown) and "<img" not in paper.in_html(markdown)


def test_refused_and_failed_answers_say_so() -> None:
    qt_app()
    message = reply("выдумка").message
    refused = ChatMessage("a", "c", "assistant", "выдумка", NOW, MessageState.REFUSED, nearest=(SOURCE,))
    assert "выдумка" not in answer_in_markdown("?", Reply(refused))
    assert "nearest places" in answer_in_markdown("?", Reply(refused))
    failed = ChatMessage("a", "c", "assistant", "", NOW, MessageState.FAILED, code="no_model")
    assert "model" in answer_in_markdown("?", Reply(failed))
    assert message.text == "выдумка"


def test_a_search_result_lists_its_places() -> None:
    qt_app()
    passage = Passage("k", "d", "Положение.pdf", "/p", 2, 2, 10, 30, "Отпуск", "Отпуск длится 28 дней.", 5.0)
    text = passages_in_markdown("сколько дней", [passage])
    assert "сколько дней" in text and "Положение.pdf, p. 2" in text and "> Отпуск длится 28 дней." in text
    assert "Nothing was found" in passages_in_markdown("сколько", [])


def test_the_file_is_the_one_that_was_chosen(tmp_path: Path) -> None:
    taken = tmp_path / "Приказ № 17.docx"
    taken.touch()
    assert with_ending(tmp_path / "Приказ № 17", ".docx", paper.ENDINGS).name == "Приказ № 17 (1).docx"
    assert with_ending(taken, ".pdf", paper.ENDINGS) == taken
    assert with_ending(tmp_path / "v1.2", ".pdf", paper.ENDINGS).name == "v1.2.pdf"
    with pytest.raises(ProblemError) as caught:
        paper.save("t", "t", taken / "a.docx")
    assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE


def test_an_answer_of_a_person_is_not_called_one_of_the_documents() -> None:
    qt_app()
    given = Correction("k", "b", "Сколько?", "28", NOW, by="Анна Белова")
    message = ChatMessage("a", "c", "assistant", "28", NOW, corrected="k")
    text = answer_in_markdown("Сколько?", Reply(message, correction=given), ("/дом/письмо.txt",))
    assert "Answered by a person: Анна Белова" in text and "письмо.txt" in text
    stopped = Reply(ChatMessage("a", "c", "assistant", "Начало", NOW, state=MessageState.STOPPED))
    assert "Stopped." in answer_in_markdown("Сколько?", stopped)


def test_a_title_is_cleaned_and_indented_marks_stay_letters(tmp_path: Path) -> None:
    qt_app()
    quote = "Итого:\n   # не заголовок\n > не цитата\n5."
    source = replace(SOURCE, quote=quote)
    markdown = answer_in_markdown(
        "Что?", Reply(ChatMessage("a", "c", "assistant", "1", NOW, citations=(source,)))
    )
    file = tmp_path / "ответ.docx"
    paper.save("Что\x01?", markdown, file)
    text = of_docx(file)
    assert all(line in text for line in ("# не заголовок", "> не цитата", "5."))


def test_no_line_ends_within_an_amount() -> None:
    said = "Розница: 1 214 850,00 ₽, скидка 5 %, приказ № 6, с 2024 1500 листов"
    kept = paper.kept_together(said)
    assert kept.replace("\u00a0", " ") == said
    assert "1\u00a0214\u00a0850,00\u00a0₽" in kept and "5\u00a0%" in kept and "№\u00a06" in kept
    assert "с 2024 1500 листов" in kept


def test_what_is_printed_has_its_sources_and_keeps_its_form(tmp_path: Path) -> None:
    """On a printer's dots, not a screen's."""
    qt_app()
    title, markdown = (
        "Отпуск",
        answer_in_markdown("Отпуск?", reply(f"> Цитата приказа\n\nПросто слова\n\n{TEXT}")),
    )
    file = tmp_path / "бумага.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    paper.PaperDocument(title, markdown, printed=True).print_on(printer)
    said = " ".join(of_pdf(file).split())
    for part in ("Отпуск?", "Цитата приказа", "1. первая часть", "2026", SOURCE.name):
        assert part in said, part
    pdf = pypdfium2.PdfDocument(str(file))
    words = pdf[0].get_textpage()
    lefts = []
    for text in ("Цитата", "Просто"):
        place = words.search(text).get_next()
        assert place is not None
        lefts.append(words.get_charbox(place[0])[0])
    words.close()
    pdf.close()
    assert 12 <= lefts[0] - lefts[1] <= 30, "points that a quotation stands further in"
