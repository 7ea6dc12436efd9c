"""The certificate of an exam: what it says, in both languages, on one sheet."""

import base64
import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from desktop.core.exam_entities import Entry
from desktop.reports import certificate_page
from desktop.reports.certificate_service import Certificate
from desktop.reports.certificate_words import Words
from desktop.ui.report_pdf import write_pdf
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
    assert english.keys() == russian.keys()


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


def test_what_changed_since_and_what_nobody_reviewed_is_said() -> None:
    said = plain(page("en", Entry.DOCUMENTS, Entry.MODEL, changed=True, unreviewed=12))
    assert "the documents have changed since" in said
    assert "12 questions were made by the program and not reviewed by a person." in said
    calm = plain(page("en", Entry.DOCUMENTS, Entry.MODEL))
    assert "changed since" not in calm and "not reviewed" not in calm


def test_a_command_that_undoes_names_the_whole_base() -> None:
    base = "Общество с ограниченной ответственностью «Северный ветер и партнёры», отдел кадров"
    said = plain(page("ru", *ALL, base=base))
    assert f'bukvar adapters off --base "{base}"' in said
    assert f'bukvar instructions use --base "{base}" off' in said
    untaught = plain(page("ru", Entry.DOCUMENTS, Entry.MODEL, base=base))
    assert "bukvar" not in untaught


def test_words_have_the_right_form_after_a_number() -> None:
    russian, english = Words(FOLDER, "ru"), Words(FOLDER, "en")
    said = [russian.counted("questions.count", n).split()[1] for n in (1, 2, 5, 11, 21, 112)]
    assert said == ["вопрос", "вопроса", "вопросов", "вопросов", "вопрос", "вопросов"]
    assert [english.counted("way.rows", n) for n in (1, 2)] == ["1 example", "2 examples"]
    assert russian.number(1846.5, 1) == "1\u00a0846,5" and english.number(1846.5, 1) == "1,846.5"
    assert russian.percent(0.999) == "99\u00a0%" and russian.points(-0.52) == "\u221252"


@pytest.mark.parametrize("entries", [ALL, (Entry.DOCUMENTS,), ()])
def test_the_picture_has_a_bar_and_a_spread_for_every_line(entries: tuple[Entry, ...]) -> None:
    said = page("en", *entries)
    if not entries:
        assert "There are no answers yet." in said and "<img" not in said
        return
    (data,) = re.findall(r"base64,([^\"]+)", said)
    svg = base64.b64decode(data).decode("utf-8")
    tree = ElementTree.fromstring(svg)
    names = {"s": "http://www.w3.org/2000/svg"}
    assert len(tree.findall("s:rect", names)) == len(entries)
    assert len([path for path in tree.findall("s:path", names) if path.get("class") == "spread"]) == len(
        entries
    )
    bars = [float(bar.get("width", "0")) for bar in tree.findall("s:rect", names)]
    assert bars == sorted(bars, reverse=True) and bars[0] > 0
