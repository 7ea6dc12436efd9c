"""Exam questions out of people's files: tables in several spellings, JSON in several forms."""

import json
from pathlib import Path

import openpyxl
import pytest

from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.training.rows import ReadRowsResult, ReadRowsSpec
from workers.datasets.examples.exam_rows import kind_of
from workers.datasets.examples.rows import read_rows

HEAD = ("Вопрос", "Ответ", "Цитата", "Документ", "Вид вопроса")
ROWS = (
    ("Сколько дней отпуска?", "28 дней", "28 календарных дней", "положение.pdf", "число"),
    ("Кто директор?", "", "", "", ""),
    ("Почему отпуск 10 дней?", "Нет, 28 дней", "", "", "ложная посылка"),
    ("", "Ответ без вопроса", "", "", ""),
    ("What is the limit?", "100", "", "", ""),
)


def read(path: Path) -> tuple[ReadRowsResult, list[ExamText]]:
    output = path.with_name("вышло.jsonl")
    result = read_rows(ReadRowsSpec(str(path), output=str(output), exam=True))
    lines = output.read_text(encoding="utf-8").splitlines()
    return result, [from_json(ExamText, json.loads(line)) for line in lines]


def expected(rows: list[ExamText]) -> None:
    assert [(row.question, row.answer, row.kind.value, row.language) for row in rows] == [
        ("Сколько дней отпуска?", "28 дней", "number", "ru"),
        ("Кто директор?", "", "no_answer", "ru"),
        ("Почему отпуск 10 дней?", "Нет, 28 дней", "false_premise", "ru"),
        ("What is the limit?", "100", "fact", "en"),
    ]
    assert (rows[0].quote, rows[0].document_name, rows[0].document) == (
        "28 календарных дней", "положение.pdf", "",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in (HEAD, *ROWS)]
    file = tmp_path / "вопросы.csv"
    file.write_text("\r\n".join(lines), encoding=encoding)
    result, rows = read(file)
    expected(rows)
    assert (result.format, result.rows, result.skipped_total, result.preview) == ("csv", 4, 1, ())
    assert (result.skipped[0].row, result.skipped[0].reason) == (5, "no_question")


def test_sheets(tmp_path: Path) -> None:
    store = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        store.active.append(row)  # type: ignore[union-attr]
    file = tmp_path / "вопросы.xlsx"
    store.save(file)
    result, rows = read(file)
    expected(rows)
    assert result.format == "xlsx"


@pytest.mark.parametrize("form", ["list", "object", "lines", "lines in .json"])
def test_json(tmp_path: Path, form: str) -> None:
    names = ("question", "answer", "quote", "document", "kind")
    kinds = {"число": "number", "ложная посылка": "false_premise"}
    objects = [dict(zip(names, row, strict=True)) for row in ROWS]
    for one in objects:
        one["kind"] = kinds.get(one["kind"], one["kind"])
    objects[1]["answer"] = None  # type: ignore[assignment]
    file = tmp_path / ("вопросы.jsonl" if form == "lines" else "вопросы.json")
    body = {
        "list": json.dumps(objects, ensure_ascii=False),
        "object": json.dumps({"about": "Проверка", "tags": [1], "questions": objects}, indent=1),
    }
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
    file.write_text(body.get(form, lines), encoding="utf-8")
    expected(read(file)[1])


def test_what_was_given_out_comes_back(tmp_path: Path) -> None:
    one = {
        "number": 1, "id": "x", "question": "Где?", "answer": "Там", "kind": "how_to", "quote": "там и тут",
        "document": "п.pdf", "page": 3, "must": ["там|здесь", "тут"], "must_not": ["нигде"], "language": "en",
        "state": "approved", "origin": "Откуда это взято и почему?", "reviewed_by": "Анна",
    }  # fmt: skip
    file = tmp_path / "в.json"
    file.write_text(json.dumps([one], ensure_ascii=False), encoding="utf-8")
    (row,) = read(file)[1]
    table = tmp_path / "в.csv"
    cells = {**one, "must": "там|здесь; тут", "must_not": "нигде"}
    table.write_text(
        "\n".join([",".join(cells), ",".join(f'"{cell}"' for cell in cells.values())]), encoding="utf-8"
    )
    assert read(table)[1] == [row]
    assert row == ExamText(
        "Где?", "Там", QuestionKind.HOW_TO, "там и тут", document_name="п.pdf", language="en",
        must=("там|здесь", "тут"), must_not=("нигде",),
    )  # fmt: skip


def test_an_answer_that_says_no_is_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "в.json"
    rows = [
        {"question": "Где?", "answer": "Об этом ничего нет.", "quote": "Нет сведений.", "kind": "no info"},
        {"question": "Почему нельзя?", "answer": "", "kind": "False premise"},
        {"question": "Сколько?", "answer": "", "kind": "number"},
    ]
    file.write_text(json.dumps(rows), encoding="utf-8")
    first, second, third = read(file)[1]
    assert (first.answer, first.quote, first.kind.value) == ("", "", "no_answer")
    assert (second.kind.value, third.kind.value) == ("false_premise", "no_answer")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("FACT", "fact"), ("how-to", "how_to"), ("How_To", "how_to"), ("Нет ответа", "no_answer"),
        ("список", "list"), ("general", "fact"), ("", "fact"), ("?!", "fact"), ("style", "style"),
    ],
)  # fmt: skip
def test_kinds(word: str, kind: str) -> None:
    assert kind_of(word, answerable=True).value == kind
    assert kind_of("", answerable=False) is QuestionKind.NO_ANSWER


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("в.csv", "a;b\n1;2\n", Code.COLUMNS_UNKNOWN),
        ("в.json", '{"question": "Где?"}', Code.COLUMNS_UNKNOWN),
        ("в.json", "[1, 2]", Code.ROWS_UNREADABLE),
        ("в.json", "[{]", Code.ROWS_UNREADABLE),
        ("в.json", "", Code.EMPTY_FILE),
    ],
)
def test_bad_files(tmp_path: Path, name: str, body: str, code: Code) -> None:
    file = tmp_path / name
    file.write_text(body, encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        read(file)
    assert caught.value.problem.code is code
    assert not (tmp_path / "вышло.jsonl").exists()


def test_examples_are_read_as_before(tmp_path: Path) -> None:
    file = tmp_path / "в.csv"
    file.write_text("question;answer\nГде?;Там\nКто?;\n", encoding="utf-8")
    result = read_rows(ReadRowsSpec(str(file), output=str(tmp_path / "вышло.jsonl")))
    assert (result.rows, result.skipped[0].reason, len(result.preview)) == (1, "no_answer", 1)
