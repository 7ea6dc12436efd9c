"""The one table of the window, its columns as data, and the card around it."""

from desktop.ui.widgets.table.card import TableCard
from desktop.ui.widgets.table.columns import TableColumn
from desktop.ui.widgets.table.table import Table

__all__ = ["Table", "TableCard", "TableColumn"]
