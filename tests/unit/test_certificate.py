"""The certificate of an exam: what it says, in both languages, on one sheet."""

import html
import json
import re
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.exam import Entry
from desktop.services import certificate_page
from desktop.services.certificate_service import Certificate
from desktop.services.certificate_words import Words
from desktop.views.exam.certificate_pdf import write_pdf
from tests.helpers.certificates import facts
from tests.helpers.gui import RESOURCES, qt_app

FOLDER = RESOURCES / "certificate"
ALL = (
    Entry.DOCUMENTS, Entry.DOCUMENTS_TRAINED, Entry.DOCUMENTS_INSTRUCTIONS, Entry.TRAINED,
    Entry.INSTRUCTIONS, Entry.MODEL,
)  # fmt: skip


def page(language: str, *entries: Entry, **values: object) -> str:
    return certificate_page.render(facts(*entries, **values), Words(FOLDER, language), FOLDER)


def plain(text: str) -> str:
    body = text.split("<body>")[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split()).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("ru", ("Северный ветер", "Квен 1,5B", "Apache-2.0", "Анна Ильина", "Пётр Светлов", "47 из 60")),
        ("en", ("Северный ветер", "Qwen 1.5B", "Apache-2.0", "Анна Ильина", "Пётр Светлов", "47 of 60")),
    ],
)
def test_it_names_what_stood_behind_the_figures(language: str, wanted: tuple[str, ...]) -> None:
    said = plain(page(language, *ALL))
    assert [words for words in wanted if words not in said] == []
    assert "cdcdcd" in said and "ababab" in said  # documents and model by their hashes
    assert "None" not in said and "%" in said and "{" not in said


def test_both_languages_say_the_same_things() -> None:
    russian, english = (json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in ("ru", "en"))
    assert [key for key in english if key not in russian] == []


def test_names_of_a_base_are_text_and_no_markup() -> None:
    said = page("ru", Entry.DOCUMENTS, Entry.MODEL, base="<b>Рога & копыта</b>")
    assert "<b>Рога" not in said and "&lt;b&gt;Рога &amp; копыта" in said


@pytest.mark.parametrize("entries", [ALL, ALL[:2]])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_is_one_sheet_of_a4_that_can_be_searched(
    tmp_path: Path, language: str, entries: tuple[Entry, ...]
) -> None:
    qt_app()
    text = page(language, *entries, base="Северный ветер и его дочерние общества " * 3)
    file = tmp_path / "Свидетельство.pdf"
    scale = write_pdf(Certificate("e", "База", language, text), file)
    assert 0.5 < scale <= 1
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == 1
        assert [round(size) for size in document[0].get_size()] == [595, 842]
        found = document[0].get_textpage().get_text_range()
    assert "47" in found and "Apache-2.0" in found
    assert list(tmp_path.iterdir()) == [file]
