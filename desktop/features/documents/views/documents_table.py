"""The table of documents: icon and name; folder; pages; state by icon, word and colour; date."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.core.entities import Document
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.features.documents.viewmodels.documents_model import DocumentsModel
from desktop.ui.widgets.table import Table, TableColumn

_COLUMNS = [  # in the order of the model
    TableColumn(least=200, font="control", colour="text", middle=True, icon=rows.icon_of, icon_size=16),
    TableColumn(share=0.22, least=90, most=200, middle=True, hides=True),
    TableColumn(96, right=True, hides=True),
    TableColumn(share=0.44, least=150, most=300, font="control", icon=rows.state_style, tinted=True),
    TableColumn(144, right=True, middle=True, hides=True),
]


def documents_table(model: DocumentsModel, preview: Callable[[Document], object]) -> Table:
    """Sortable; Space calls `preview` with the current document."""
    return Table(model, _COLUMNS, sortable=True, keys={Qt.Key.Key_Space: preview})
