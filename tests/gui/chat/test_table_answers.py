"""An answer of a table: its rows on a click, each with its place."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.entities import ASSISTANT, ChatMessage
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer import ROWS, AnswerView
from desktop.features.chat.views.parts.rows_button import RowsButton
from desktop.ui.sources.table_rows import TableRows
from tests.helpers.gui import plain_theme
from workers.contract.specs.answers import Citation, TableAnswer, TableRow

TABLE = TableAnswer(
    "125 500 руб.", "d", "Штат.xlsx", "Штат", "", 1, ("№", "Отдел", "ФИО", "Стаж", "Телефон", "Оклад, руб."),
    (
        TableRow(10, 40, ("1", "Склад", "Седов", "7", "2-10", "71 200")),
        TableRow(41, 70, ("2", "Склад", "Юрьева", "2", "2-11", "54 300")),
    ),
    2, 14, {"measure": "Оклад, руб.", "where": [{"column": "Отдел", "test": "in", "values": ["Склад"]}]},
    citations=(Citation(1, "d", "Штат.xlsx", 1, 10, 40, "Склад; Седов"),),
)  # fmt: skip


def test_the_button_says_how_many_rows_and_asks_for_them() -> None:
    plain_theme()
    message = ChatMessage("m", "c", ASSISTANT, TABLE.text, datetime.now(UTC), table=TABLE)
    answer = AnswerView(Reply(message), underline=True)
    answer.show_reply(answer.reply, True, True)
    wanted: list[tuple[Reply, int]] = []
    answer.source.connect(lambda reply, index: wanted.append((reply, index)))
    (button,) = answer.findChildren(RowsButton)
    assert "2" in button.text() and button.accessibleName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [index for _, index in wanted] == [ROWS]
    assert answer.line.label.text().startswith("Reckoned from a table")


def test_rows_show_the_columns_of_the_query_and_open_their_place() -> None:
    plain_theme()
    rows = TableRows()
    rows.show_answer(TABLE)
    assert rows.table is not None
    model = rows.table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Отдел", "ФИО", "Оклад, руб."]
    assert model.index(1, 2).data() == "54 300"
    assert "Телефон: 2-11" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    opened: list[Citation] = []
    rows.opened.connect(opened.append)
    rows.table.clicked.emit(model.index(1, 2))
    assert [(one.document, one.start, one.end, one.page) for one in opened] == [("d", 41, 70, 1)]
    assert "2 of 14" in rows.count.text()
