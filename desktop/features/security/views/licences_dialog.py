"""What Bukvar is built of: a list of parts, and the licence texts of the one that is chosen."""

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListView, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.features.security.domain.licences import Component, owners, parts_of
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.dialogs.web_page import is_web_page, offer_web_page
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Input, Label
from desktop.ui.widgets.base import column, mark, row

_PART = Qt.ItemDataRole.UserRole + 1
_LINE = "─" * 40
_LIST = 288  # px


class LicencesDialog(QDialog):
    """Parts by name at the left, filtered by what is typed over them; texts at the right."""

    def __init__(self, parent: QWidget, components: list[Component]) -> None:
        super().__init__(parent)
        self._origin = ""  # where the source of the chosen part is
        mark(self, fill="surface")
        self.setWindowTitle(self.tr("Licences"))
        self._components = components
        self._fill()
        layout = column(self, 12, (24, 24, 24, 16))
        layout.addWidget(Label(self.tr("What Bukvar is built of"), "section"))
        line = row(None, 16)
        left = column(None, 8)
        self.field = Input(self.tr("Search by name or licence"), self.tr("Search by name or licence"))
        self.field.field.textChanged.connect(self._search)
        left.addWidget(self.field)
        left.addWidget(self._list())
        line.addLayout(left)
        line.addLayout(self._details(), 1)
        layout.addLayout(line, 1)
        close = Button(self.tr("Close"), "outlined")
        close.clicked.connect(self.accept)
        self.site = Button(self.tr("Website"), "soft", "external-link")
        self.site.clicked.connect(lambda: offer_web_page(self, self._origin))
        bottom = row(None)
        bottom.addWidget(self.site)
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout.addLayout(bottom)
        give_size(self, 920, 620)
        self._search("")

    def _fill(self) -> None:
        self._model = QStandardItemModel(self)
        for part in owners(self._components):
            item = QStandardItem(f"{part.name} {part.version}".strip())
            inner = " ".join(f"{p.name} {p.licence}" for p in parts_of(part, self._components))
            item.setData(part, _PART)
            item.setData(f"{part.name} {part.licence} {inner}", Qt.ItemDataRole.UserRole)
            item.setData(part.licence, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setSizeHint(QSize(0, theme().height("control")))
            self._model.appendRow(item)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(Qt.ItemDataRole.UserRole)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def _list(self) -> QListView:
        self.parts = QListView()
        self.parts.setModel(self._found)
        self.parts.setUniformItemSizes(True)
        self.parts.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.parts.setFixedWidth(theme().grown(_LIST, 0.7))
        self.parts.setAccessibleName(self.tr("Parts"))
        self.parts.selectionModel().currentChanged.connect(self._show)
        return self.parts

    def _details(self) -> QVBoxLayout:
        layout = column(None, 4)
        self.title = Label("", "body_strong", wrap=True)
        self.licence = Label("", "body", "secondary", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Licences"))  # before one is chosen
        self.text.setReadOnly(True)
        self.text.setFont(theme().font("body"))
        self.text.document().setDocumentMargin(0)  # its first letter under those of the labels
        for widget in (self.title, self.licence, self.about):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addWidget(self.text, 1)
        return layout

    def _search(self, words: str) -> None:
        self._found.setFilterFixedString(words.strip())
        if not self.parts.currentIndex().isValid() and self._found.rowCount():
            self.parts.setCurrentIndex(self._found.index(0, 0))
        elif not self._found.rowCount():
            self._empty()

    def _empty(self) -> None:
        self.title.setText(self.tr("Nothing found"))
        for label in (self.licence, self.about):
            label.setText("")
            label.hide()
        self.site.hide()
        self.text.clear()

    def _show(self, index: QModelIndex) -> None:
        part = index.data(_PART)
        if not isinstance(part, Component):
            return
        self.title.setText(f"{part.name} {part.version}".strip())
        self.licence.setText(part.licence)
        self.licence.show()
        self.about.setText("\n".join(line for line in (part.note, part.origin) if line))
        self.about.setVisible(bool(self.about.text()))
        self._origin = part.origin
        self.site.setVisible(is_web_page(part.origin))
        self.text.setPlainText("\n".join(self._lines(part)))
        self.text.setAccessibleName(self.title.text())

    def _lines(self, part: Component) -> list[str]:
        """What it brings along, then the texts."""
        lines = []
        inner = parts_of(part, self._components)
        if inner:
            lines.append(fill(self.tr("Holds: %1"), len(inner)))
            for each in inner:
                lines.append(f"• {each.name} {each.version}".rstrip() + f": {each.licence}")
                lines += [f"   {each.note}"] if each.note else []
        for text in dict.fromkeys(text for each in (part, *inner) for text in each.texts):
            lines += ["", _LINE, text.title, _LINE, "", text.body.strip()]
        return lines
