"""The table of an exam: one line a candidate, the mode of the chat on a blue ground."""

from desktop.features.exam.viewmodels import exam_table_model
from desktop.features.exam.viewmodels.exam_table_model import ExamTableModel
from desktop.ui.widgets.table import Column, Table


def score_table(model: ExamTableModel) -> Table:
    """Enter or a click opens the answers of a line. Where it is narrow the spread goes: the bars show it."""
    names = exam_table_model.Column
    columns = dict.fromkeys(names, Column(colour="text", right=True))
    columns[names.WAY] = Column(least=150, most=280, font="control", colour="text", middle=True)
    columns[names.SPREAD] = Column(right=True, hides=True)
    columns[names.COMPARED] = Column(right=True, badge=model.pill)
    return Table(model, list(columns.values()), compact=True, marked=model.is_active)
