"""The one table of the window, its columns as data, the card around it; and the one grid of cells."""

from desktop.ui.widgets.table.card import TableCard
from desktop.ui.widgets.table.columns import TableColumn
from desktop.ui.widgets.table.grid import CellGrid
from desktop.ui.widgets.table.table import Table

__all__ = ["CellGrid", "Table", "TableCard", "TableColumn"]
