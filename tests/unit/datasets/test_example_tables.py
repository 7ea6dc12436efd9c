"""Tables as offices keep them: talks, labelled cells, repeated heads, HTML, hidden sheets."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from workers.contract.training.examples import ExampleText
from workers.contract.training.rows import ReadRowsResult, ReadRowsSpec
from workers.datasets.examples.rows import read_rows
from workers.datasets.examples.sheets import shown
from workers.services.generate.lines import read_lines

HEAD = ("Вопрос", "Ответ")
ONE = ("Сколько дней длится отпуск?", "28 календарных дней.")
TWO = ("Кто подписывает заявление?", "Начальник отдела.")
THREE = ("Когда платят аванс?", "20-го числа.")
Cells = Sequence[object]


def taken(
    folder: Path, rows: Sequence[Cells], **hidden: Sequence[Cells]
) -> tuple[ReadRowsResult, list[ExampleText]]:
    """What is taken of a sheet beside others that are hidden."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for title, lines in {"Лист": rows, **hidden}.items():
        sheet = book.active if title == "Лист" else book.create_sheet(title)
        sheet.sheet_state = "visible" if title == "Лист" else "hidden"
        for line in lines:
            sheet.append(list(line))
    book.save(folder / "table.xlsx")
    output = folder / "out.jsonl"
    result = read_rows(ReadRowsSpec(str(folder / "table.xlsx"), output=str(output)))
    return result, list(read_lines(ExampleText, str(output)))


def pairs(rows: Sequence[ExampleText]) -> list[tuple[str, str]]:
    return [(row.question, row.answer) for row in rows]


@pytest.mark.parametrize("told", [True, False])
def test_the_turns_of_a_talk_stand_a_row_each(tmp_path: Path, told: bool) -> None:
    talk = [
        ("Диалог", "Роль", "Сообщение"), (1, "Клиент", ONE[0]), (1, "Оператор", ONE[1]),
        (1, "Клиент", "А за вредность?"), (1, "Оператор", "Ещё 7 дней."), (2, "Клиент", TWO[0]),
        (2, "Оператор", TWO[1]), (3, "Клиент", "Есть кто?"),
    ]  # fmt: skip
    result, rows = taken(tmp_path, talk if told else [line[1:] for line in talk])
    assert pairs(rows) == [ONE, ("А за вредность?", "Ещё 7 дней."), TWO]
    assert [len(row.earlier) for row in rows] == ([0, 1, 0] if told else [0, 1, 2])
    assert [(one.row, one.reason) for one in result.skipped] == ([(8, "no_answer")] if told else [])


def test_question_and_answer_stand_in_one_cell_or_one_below_the_other(tmp_path: Path) -> None:
    cells = [("Памятка",), *((f"Вопрос: {asked}\nОтвет: {said}",) for asked, said in (ONE, TWO))]
    assert pairs(taken(tmp_path, cells)[1]) == [ONE, TWO]
    cells = [
        ("Памятка",), (f"Вопрос 1. {ONE[0]}",), (f"Ответ. {ONE[1]}",), ("Вопрос 2. Забыли ответить?",),
        (f"Вопрос 3. {TWO[0]}",), (f"Ответ. {TWO[1]}",),
    ]  # fmt: skip
    result, rows = taken(tmp_path, cells)
    assert pairs(rows) == [ONE, TWO]
    assert [(one.row, one.reason) for one in result.skipped] == [(4, "no_answer")]
    cells = [
        ("Чат",),
        (f"Клиент: {ONE[0]}\nОператор: {ONE[1]}\nКлиент: Спасибо, а аванс?\nОператор: 20-го.",),
    ]
    rows = taken(tmp_path, cells)[1]
    assert pairs(rows) == [ONE, ("Спасибо, а аванс?", "20-го.")]
    assert rows[1].earlier == (ONE,)


def test_an_answer_that_names_a_client_is_no_talk(tmp_path: Path) -> None:
    table = [HEAD, ("Кто платит?", "Клиент: по счёту."), ("Кто звонит?", "Оператор: в день заявки.")]
    assert pairs(taken(tmp_path, table)[1]) == [("Кто платит?", "Клиент: по счёту."), table[2]]


def test_heads_that_repeat_and_numbers_of_columns_are_told(tmp_path: Path) -> None:
    table = [("№", *HEAD), (1, 2, 3), (1, *ONE), ("№", *HEAD), (2, *TWO), (3, "1", "2")]
    result, rows = taken(tmp_path, table)
    assert pairs(rows) == [ONE, TWO, ("1", "2")]
    assert [(one.row, one.reason) for one in result.skipped] == [(2, "header"), (4, "header")]


def test_pairs_stand_side_by_side(tmp_path: Path) -> None:
    table = [("Вопрос 1", "Ответ 1", "Вопрос 2", "Ответ 2"), (*ONE, *TWO), (*THREE, None, None)]
    result, rows = taken(tmp_path, table)
    assert pairs(rows) == [ONE, TWO, THREE] and not result.skipped


@pytest.mark.parametrize("names", [("Проблема", "Решение"), ("Issue", "Resolution")])
def test_a_log_of_problems_is_a_table_of_questions(tmp_path: Path, names: tuple[str, str]) -> None:
    table = [("Дата", *names), ("5 мая", "Не печатает принтер", "Включите его.")]
    assert pairs(taken(tmp_path, table)[1]) == [("Не печатает принтер", "Включите его.")]


def test_hidden_sheets_are_named_and_taken_only_alone(tmp_path: Path) -> None:
    result, rows = taken(tmp_path, [HEAD, ONE], Черновик=[HEAD, TWO], Пусто=[])
    assert pairs(rows) == [ONE] and result.hidden == ("Черновик",)
    result, rows = taken(tmp_path, [], Черновик=[HEAD, TWO])
    assert pairs(rows) == [TWO] and result.hidden == ()


def test_cells_show_what_their_html_shows() -> None:
    assert shown("<p>28 <b>календарных</b>&nbsp;дней.</p>") == "28 календарных дней."
    assert shown('<ul><li>акт</li><li>счёт</li></ul><a href="x">тут</a>') == "акт\nсчёт\nтут"
    for text in ("если a < b и c > d", "List<String>", "R&D", "<ФИО>\nстрока", "5 & 6"):
        assert shown(text) == text


def test_names_stand_in_the_first_column_of_a_table_on_its_side(tmp_path: Path) -> None:
    table = [("Вопрос", *(asked for asked, _ in (ONE, TWO))), ("Ответ", *(said for _, said in (ONE, TWO)))]
    assert pairs(taken(tmp_path, table)[1]) == [ONE, TWO]


def test_a_second_pair_of_columns_has_other_names(tmp_path: Path) -> None:
    english = ("How long is the leave?", "28 calendar days.")
    table = [(*HEAD, "", "Question", "Answer"), (*ONE, "", *english)]
    assert pairs(taken(tmp_path, table)[1]) == [ONE, english]


def test_an_answer_goes_on_under_a_question_that_is_merged_over_its_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (HEAD, ("Что приложить?", "Паспорт"), ("", "Заявление"), TWO, ("", "Ответ без вопроса")):
        book.active.append(list(line))
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "table.xlsx")
    output = tmp_path / "out.jsonl"
    result = read_rows(ReadRowsSpec(str(tmp_path / "table.xlsx"), output=str(output)))
    rows = list(read_lines(ExampleText, str(output)))
    assert pairs(rows) == [("Что приложить?", "Паспорт\nЗаявление"), TWO]
    assert [(one.row, one.reason) for one in result.skipped] == [(5, "no_question")]
