"""Rows of training data out of files of all kinds, honest and hostile ones, through the reader process."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.helpers.direct import CancelledDirectly, DirectContext
from workers.contract.codes import Code, ProblemError
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.rows import Columns, ReadRowsResult, ReadRowsSpec
from workers.runtime.reader_pool import ReaderPool
from workers.services.generate.lines import read_lines
from workers.services.generate.reading_rows import read_rows


@pytest.fixture(scope="module")
def readers() -> Iterator[ReaderPool]:
    pool = ReaderPool(1)
    yield pool
    pool.close()


class Files:
    def __init__(self, folder: Path, readers: ReaderPool) -> None:
        self.folder, self._readers = folder, readers

    def write(self, name: str, data: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(data.encode(encoding) if isinstance(data, str) else data)
        return path

    def read(self, path: Path, **more: object) -> tuple[ReadRowsResult, list[ExampleText]]:
        output = self.folder / "out.jsonl"
        spec = ReadRowsSpec(str(path), output=str(output), **more)  # type: ignore[arg-type]
        result = read_rows(spec, DirectContext(), self._readers)  # type: ignore[arg-type]
        rows = list(read_lines(ExampleText, str(output)))
        assert len(rows) == result.rows
        return result, rows

    def refused(self, path: Path, **more: object) -> ProblemError:
        with pytest.raises(ProblemError) as caught:
            self.read(path, **more)
        assert not (self.folder / "out.jsonl").exists()
        return caught.value


@pytest.fixture
def files(tmp_path: Path, readers: ReaderPool) -> Files:
    return Files(tmp_path, readers)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "cp866", "koi8-r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_any_encoding_and_delimiter(files: Files, encoding: str, delimiter: str) -> None:
    lines = [["Номер", "ВОПРОС ", "Ответ"]]
    lines += [
        [str(n), f"Сколько дней длится отпуск номер {n}?", f"Отпуск длится {n} дней."] for n in range(1, 30)
    ]
    lines[3][2] = '"Он сказал: ""да' + delimiter + '\nнет"""'
    text = "\r\n".join(delimiter.join(line) for line in lines)
    result, rows = files.read(files.write("вопросы.csv", text, encoding))
    assert (result.format, result.columns.question, result.columns.answer) == ("csv", "ВОПРОС", "Ответ")
    assert len(rows) == 29
    assert rows[0].question == "Сколько дней длится отпуск номер 1?"
    assert rows[2].answer == f'Он сказал: "да{delimiter}\nнет"'
    assert rows[0].language == "ru"
    assert len(result.preview) == 10


def test_columns_are_guessed_by_content_where_names_say_nothing(files: Files) -> None:
    text = "a1;b1;c1\n" + "".join(
        f"{n};Кто подписывает акт {n}?;Акт подписывает кладовщик.\n" for n in range(9)
    )
    result, rows = files.read(files.write("t.csv", text))
    assert result.columns == Columns("b1", "c1")
    assert rows[1].question == "Кто подписывает акт 1?"


def test_chosen_columns_are_taken(files: Files) -> None:
    path = files.write("t.csv", "question,answer,короткий ответ\nHow long?,A long answer.,28\n")
    _, rows = files.read(path, columns=Columns(answer="короткий ответ"))
    assert rows[0].answer == "28"


def test_skipped_rows_say_why(files: Files) -> None:
    text = f"question,answer\nWhat?,This.\n,lonely\nWhy?,\n\nWho?,{'x' * 30000}\nWhen?,Now.\n"
    result, rows = files.read(files.write("t.csv", text))
    assert [row.question for row in rows] == ["What?", "When?"]
    assert [(skip.row, skip.reason) for skip in result.skipped] == [
        (3, "no_question"), (4, "no_answer"), (6, "too_long"),
    ]  # fmt: skip
    assert result.skipped_total == 3


def test_a_row_that_was_cut_at_a_comma_of_its_text_is_no_example(files: Files) -> None:
    lines = ["question,answer", "Who?,Me.", "Why?,Sorry, no idea.", 'Where?,"Here, there."', "When?,Now.,,"]
    result, rows = files.read(files.write("cut.csv", "\n".join(lines)))
    assert [row.question for row in rows] == ["Who?", "Where?", "When?"]
    assert [(skip.row, skip.reason) for skip in result.skipped] == [(3, "cut")]
    # A column without a name cuts nothing.
    noted = ["question,answer", "Who?,Me.,Anna", "Why?,Rain.,Anna", "When?,Now."]
    result, rows = files.read(files.write("noted.csv", "\n".join(noted)))
    assert len(rows) == 3 and not result.skipped


def test_objects_of_several_forms_in_one_file(files: Files) -> None:
    lines = [
        {"messages": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Me."}]},
        {"prompt": "Where?", "completion": "Here."},
        {"conversations": [{"from": "human", "value": "When?"}, {"from": "gpt", "value": "Now."}]},
        {"instruction": "Translate", "input": "кот", "output": "cat"},
    ]
    result, rows = files.read(files.write("mixed.jsonl", "\n".join(map(json.dumps, lines))))
    assert [row.answer for row in rows] == ["Me.", "Here.", "Now.", "cat"] and not result.skipped


def test_a_sheet(files: Files) -> None:
    store = openpyxl.Workbook()
    store.create_sheet("Данные")
    sheet = store["Данные"]
    sheet.append(["Тема", "Вопрос", "Ответ", "Цитата"])
    sheet.append(["Отпуск", "Сколько дней отпуска?", 28, "28 календарных дней"])
    path = files.folder / "rows.xlsx"
    store.save(path)
    result, rows = files.read(path)
    assert result.format == "xlsx"
    assert rows == [ExampleText("Сколько дней отпуска?", "28", quote="28 календарных дней", language="ru")]


def test_a_conversation_gives_each_answer_with_the_turns_before_it(files: Files) -> None:
    body = {
        "conversations": [
            {"from": "system", "value": "Отвечай коротко."},
            {"from": "human", "value": "Сколько суточные?"},
            {"from": "gpt", "value": "1200 рублей."},
            {"from": "human", "value": "А за границей?"},
            {"from": "gpt", "value": "3500 рублей."},
        ]
    }
    result, rows = files.read(files.write("s.jsonl", json.dumps(body, ensure_ascii=False) + "\n"))
    assert result.format == "sharegpt"
    first, second = rows
    assert (first.question, first.answer, first.earlier) == ("Сколько суточные?", "1200 рублей.", ())
    assert (second.question, second.answer) == ("А за границей?", "3500 рублей.")
    assert second.earlier == (("Сколько суточные?", "1200 рублей."),)
    assert {row.system for row in rows} == {"Отвечай коротко."}


def workbook(files: Files, **sheets: list[list[object]]) -> Path:
    store = openpyxl.Workbook()
    store.remove(store.worksheets[0])
    for title, lines in sheets.items():
        sheet = store.create_sheet(title)
        for line in lines:
            sheet.append(line)
    path = files.folder / "office.xlsx"
    store.save(path)
    return path


def test_names_of_columns_stand_below_a_title(files: Files) -> None:
    title = [["База вопросов отдела кадров"], [], ["Составил", "Иванова", "5 мая"], ["Вопрос", None, "Ответ"]]
    rows = [["Сколько дней?", "", "28 дней"], ["Кто?", "", ""], [], ["Когда?", "", "Завтра"]]
    result, found = files.read(workbook(files, Лист1=[*title, *rows]))
    assert [(row.question, row.answer) for row in found] == [
        ("Сколько дней?", "28 дней"),
        ("Когда?", "Завтра"),
    ]
    assert [(one.row, one.reason, one.sheet) for one in result.skipped] == [(6, "no_answer", "")]
    assert (result.names, result.passed) == (("Вопрос", "2", "Ответ"), ())
    csv = "Ведомость;;\n;;\nТема;Вопрос сотрудника;Ответ\nА;Кто?;Я.\n"
    assert files.read(files.write("title.csv", csv))[1][0].answer == "Я."


def test_a_table_without_names_loses_no_row(files: Files) -> None:
    text = "Сколько дней отпуска?;28 дней\nКто подписывает?;Директор\n"
    result, rows = files.read(files.write("bare.csv", text))
    assert [row.answer for row in rows] == ["28 дней", "Директор"]
    assert (result.names, result.columns) == (("1", "2"), Columns("1", "2"))
    result, rows = files.read(files.write("bare.csv", text), columns=Columns("2", "1"))
    assert [row.question for row in rows] == ["28 дней", "Директор"]


def test_all_sheets_with_such_columns_are_read_and_others_named(files: Files) -> None:
    path = workbook(
        files,
        Справка=[["Что", "Кому"], ["Как заполнять?", "Всем"]],
        Отпуск=[["Вопрос", "Ответ"], ["Сколько дней?", "28"]],
        Пусто=[],
        Зарплата=[["Раздел"], ["Ответ", "Вопрос"], ["5-го", "Когда?"], ["", "Кто?"]],
    )
    result, rows = files.read(path)
    assert [(row.question, row.answer) for row in rows] == [("Сколько дней?", "28"), ("Когда?", "5-го")]
    assert result.passed == ("Справка",)
    assert [(one.row, one.sheet) for one in result.skipped] == [(4, "Зарплата")]
    (files.folder / "out.jsonl").unlink()
    error = files.refused(path, columns=Columns("нет такого", "Ответ"))
    assert error.problem.code is Code.COLUMNS_UNKNOWN


def test_cells_stand_as_they_are_shown(files: Files) -> None:
    path = workbook(files, Лист=[["Вопрос", "Ответ"], *([f"Сколько {n}?", None] for n in range(4))])
    store = openpyxl.load_workbook(path)
    values = [(0.25, "0%"), (0.0375, "0.00%"), (datetime(2026, 5, 3), "DD.MM.YYYY"), (417, "000000")]
    for number, (value, form) in enumerate(values, 2):
        cell = store.active.cell(number, 2, value)  # type: ignore[union-attr]
        cell.number_format = form
    store.save(path)
    _, rows = files.read(path)
    assert [row.answer for row in rows] == ["25 %", "3,75 %", "03.05.2026", "000417"]


def test_a_place_is_no_quote(files: Files) -> None:
    said = "Отпуск длится 28 календарных дней в году."
    sources = [
        "п. 3",
        "Положение об отпусках, раздел 2, п. 3.1",
        "Положение об отпусках за 2023 год.docx",
        said,
    ]
    lines = [
        "Вопрос;Ответ;Источник",
        *(f"Сколько дней, случай {at}?;28;{one}" for at, one in enumerate(sources)),
    ]
    _, rows = files.read(files.write("места.csv", "\n".join(lines), "utf-8"))
    assert [row.quote for row in rows] == ["", "", "", said]


def test_what_a_spreadsheet_says_of_its_delimiter(files: Files) -> None:
    result, rows = files.read(files.write("sep.csv", "sep=;\r\nВопрос;Ответ\r\nКто, где?;Я, тут.\r\n"))
    assert [(row.question, row.answer) for row in rows] == [("Кто, где?", "Я, тут.")]
    assert result.names == ("Вопрос", "Ответ")


def test_refusals_are_known_as_such(files: Files) -> None:
    text = "Вопрос;Ответ\nКто?;В документах этого нет.\nГде?;Отпуск без записи не предоставляется.\n"
    _, rows = files.read(files.write("refusals.csv", text))
    assert [row.kind for row in rows] == [ExampleKind.REFUSAL, ExampleKind.FREE]


def test_alpaca_messages_arrays_and_bad_lines(files: Files) -> None:
    alpaca = [
        {"instruction": "Translate", "input": "кот", "output": "cat"},
        {"instruction": "Hi", "output": ""},
    ]
    result, rows = files.read(files.write("a.json", json.dumps(alpaca)))
    assert (result.format, rows[0].question, rows[0].answer) == ("alpaca", "Translate\nкот", "cat")
    assert result.skipped[0].reason == "no_answer"
    message = {"messages": [{"role": "user", "content": [{"type": "text", "text": "Who?"}]},
                            {"role": "assistant", "content": "Me."}]}  # fmt: skip
    lines = [
        json.dumps(message),
        "{broken",
        json.dumps({"messages": [{"role": "user", "content": "alone"}]}),
        "[" * 5000,
    ]
    result, rows = files.read(files.write("m.jsonl", "\n".join(lines)))
    assert (result.format, rows[0].question, rows[0].answer) == ("messages", "Who?", "Me.")
    assert [skip.reason for skip in result.skipped] == ["not_json", "no_answer", "not_json"]
    plain = '{"prompt": "Who?", "completion": "Me."}\n'
    result, rows = files.read(files.write("p.jsonl", plain))
    assert (result.format, rows[0].answer) == ("jsonl", "Me.")


def test_what_cannot_be_read_says_so(files: Files) -> None:
    assert files.refused(files.folder / "nothing.csv").problem.code is Code.FILE_MISSING
    assert files.refused(files.write("e.csv", "")).problem.code is Code.EMPTY_FILE
    assert files.refused(files.write("b.bin", b"\x7fELF\0\0\0" * 100)).problem.code is Code.ROWS_UNREADABLE
    assert files.refused(files.write("z.xlsx", b"PK\x03\x04 no zip")).problem.code is Code.ROWS_UNREADABLE
    assert files.refused(files.write("j.json", "[1, 2")).problem.code is Code.ROWS_UNREADABLE
    assert files.refused(files.write("l.csv", "a,b\nx,y\n"), max_bytes=3).problem.code is Code.TOO_LARGE
    error = files.refused(files.write("c.csv", "дата;сумма\n01.02.2026;100\n02.02.2026;200\n"))
    assert error.problem.code is Code.COLUMNS_UNKNOWN
    assert error.problem.params == {"file": "c.csv", "columns": "дата, сумма"}


def test_a_zip_bomb_costs_a_message_not_the_memory(files: Files) -> None:
    path = files.folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(1100):
                part.write(b" " * (1 << 20))
    assert files.refused(path).problem.code is Code.TOO_LARGE


def test_a_cancelled_reading_leaves_nothing(files: Files, readers: ReaderPool) -> None:
    path = files.write("long.csv", "question,answer\n" + "What is this about?,That is how it is.\n" * 400_000)
    context = DirectContext(cancel_when=lambda: True)
    output = files.folder / "out.jsonl"
    with pytest.raises(CancelledDirectly):
        read_rows(ReadRowsSpec(str(path), output=str(output)), context, readers)  # type: ignore[arg-type]
    assert not output.exists()
