"""The certificate of an exam: what it says, in both languages, on one sheet."""

import base64
import html
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from desktop.core.exam_entities import Judgement, Verdict
from desktop.core.training_entities import Run, RunState
from desktop.reports import certificate
from desktop.reports.certificate import Certificate
from desktop.reports.pdf import write_pdf
from desktop.reports.words import Words
from desktop.ui.i18n import formats
from installer.strings import compile_all
from tests.helpers.certificates import NOW, facts
from tests.helpers.gui import qt_app
from workers.contract.answer_mode import AnswerMode
from workers.contract.training.tuning import TuneSettings

ALL = (
    AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS_TRAINED, AnswerMode.DOCUMENTS_INSTRUCTIONS, AnswerMode.TRAINED,
    AnswerMode.INSTRUCTIONS, AnswerMode.MODEL,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _translations() -> None:
    compile_all()


def page(language: str, *entries: AnswerMode, **values: object) -> str:
    return certificate.page(facts(*entries, **values), Words(language))


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


def test_there_is_no_report_in_a_language_that_we_do_not_have() -> None:
    with pytest.raises(ValueError, match="de"):
        Words("de")


def test_names_of_a_base_are_text_and_no_markup() -> None:
    said = page("ru", AnswerMode.DOCUMENTS, AnswerMode.MODEL, base="<b>Рога & копыта</b>")
    assert "<b>Рога" not in said and "&lt;b&gt;Рога &amp; копыта" in said


@pytest.mark.parametrize("entries", [ALL, ALL[:2]])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_is_one_sheet_of_a4_that_can_be_searched(
    tmp_path: Path, language: str, entries: tuple[AnswerMode, ...]
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
    said = plain(page("en", AnswerMode.DOCUMENTS, AnswerMode.MODEL, changed=True, unreviewed=12))
    assert "the documents have changed since" in said
    assert "12 questions were made by the program and not reviewed by a person." in said
    calm = plain(page("en", AnswerMode.DOCUMENTS, AnswerMode.MODEL))
    assert "changed since" not in calm and "not reviewed" not in calm


def test_a_model_of_which_all_weights_were_trained_is_told_as_such() -> None:
    def whole(*entries: AnswerMode, **values: object) -> str:
        return plain(page("en", *entries, **values))

    run = Run(
        "r",
        "b",
        "before",
        "",
        RunState.READY,
        TuneSettings(full=True),
        NOW,
        NOW,
        rows_train=104,
        adapter="qwen",
    )
    said = whole(AnswerMode.MODEL, made={"qwen": run})
    assert "Training of all weights of before: 104 examples made the model Qwen 1.5B" in said
    assert "No learning" not in said and "No learning" in whole(AnswerMode.MODEL)


def test_what_was_forgotten_stands_below_the_table() -> None:
    board = facts(AnswerMode.TRAINED, AnswerMode.MODEL).board
    first, second = (row.candidate.key for row in board.rows)
    lost = Verdict(first, second, 40, -0.4, -0.6, -0.15, Judgement.WORSE)
    taught = replace(board, knows_less=(lost,))
    for language, wanted in (("en", "knows less in general: of 40"), ("ru", "знает меньше общего: из 40")):
        said = plain(page(language, AnswerMode.TRAINED, AnswerMode.MODEL, board=taught))
        assert wanted in said and "\u221260" in said and "\u221215" in said
        assert wanted not in plain(page(language, AnswerMode.TRAINED, AnswerMode.MODEL))


def test_a_command_that_undoes_names_the_whole_base() -> None:
    base = "Общество с ограниченной ответственностью «Северный ветер и партнёры», отдел кадров"
    said = plain(page("ru", *ALL, base=base))
    assert f'bukvar adapters off --base "{base}"' in said
    assert f'bukvar instructions use --base "{base}" off' in said
    untaught = plain(page("ru", AnswerMode.DOCUMENTS, AnswerMode.MODEL, base=base))
    assert "bukvar" not in untaught


def test_words_have_the_right_form_after_a_number() -> None:
    russian, english = Words("ru"), Words("en")
    source = "%n question(s) about the documents"
    said = [russian.tr(source, n=n).split()[1] for n in (1, 2, 5, 11, 21, 112)]
    assert said == ["вопрос", "вопроса", "вопросов", "вопросов", "вопрос", "вопросов"]
    assert [english.tr("%n example(s)", n=n) for n in (1, 2)] == ["1 example", "2 examples"]
    assert russian.number(1846.5, 1) == "1\u00a0846,5" and english.number(1846.5, 1) == "1,846.5"
    assert formats.percent(0.999) == "99\u00a0%" and russian.points(-0.52) == "\u221252"


def test_a_value_is_no_placeholder() -> None:
    said = Words("en").tr("The base “%base%” lives on the server %server%: that address is allowed.",
                          base="%server% %n 100 %", server="s")  # fmt: skip
    assert said == "The base “%server% %n 100 %” lives on the server s: that address is allowed."


@pytest.mark.parametrize("entries", [ALL, (AnswerMode.DOCUMENTS,), ()])
def test_the_picture_has_a_bar_and_a_spread_for_every_line(entries: tuple[AnswerMode, ...]) -> None:
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
