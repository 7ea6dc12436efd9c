"""The table of an exam: one line a candidate, the mode of the chat on a blue ground."""

from desktop.features.exam.viewmodels import exam_table_model
from desktop.features.exam.viewmodels.exam_table_model import ExamTableModel
from desktop.ui.widgets.table import Table, TableColumn


def score_table(model: ExamTableModel) -> Table:
    """Enter or a click opens the answers of a line. Where it is narrow the spread goes: the bars show it."""
    names = exam_table_model.ExamColumn
    columns = dict.fromkeys(names, TableColumn(colour="text", right=True))
    columns[names.WAY] = TableColumn(least=150, most=280, font="control", colour="text", middle=True)
    columns[names.SPREAD] = TableColumn(right=True, hides=True)
    columns[names.COMPARED] = TableColumn(right=True, badge=model.pill)
    return Table(model, list(columns.values()), compact=True, marked=model.is_active)
