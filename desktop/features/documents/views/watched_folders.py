"""The folders of a base that are watched: a line of small entries, each with a way to leave it alone."""

from PySide6.QtWidgets import QWidget

from desktop.core.entities import LivingFolder
from desktop.features.documents.viewmodels import folders_model as words
from desktop.features.documents.viewmodels.folders_model import FoldersModel
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import FlowLayout, IconButton, IconLabel, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated
from workers.contract.paths import shown_name

MOST = 8  # entries; the others are counted


class FolderEntry(QWidget):
    """One folder: its name, how it is watched, and the switch."""

    def __init__(self, folder: LivingFolder, model: FoldersModel) -> None:
        super().__init__()
        self.folder = folder
        line = row(self, 0)
        icon, tone = words.style_of(folder)
        text = f"{words.name_of(folder)} — {words.state_word(folder)}"
        self.label = IconLabel(icon, text, tone, "caption", 14)
        self.label.setToolTip(shown_name(folder.path))
        self.button = IconButton("x" if folder.watched else "eye", "", size=14)
        self.button.clicked.connect(lambda: model.watch(folder, not folder.watched))
        line.addWidget(self.label)
        line.addWidget(self.button)


class WatchedFolders(Translated, QWidget):
    """Takes no room while a base has no folder, or folders are not watched at all."""

    def __init__(self, model: FoldersModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        model.changed.connect(self.refresh)
        layout = column(self, 4)
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, 16, 0)
        self._notes = column(None, 2)
        layout.addWidget(self._flow_holder)
        layout.addLayout(self._notes)
        self.entries: list[FolderEntry] = []
        self.refresh()

    def refresh(self) -> None:
        """Show the folders as they are now."""
        folders = self.model.folders() if self.model.watching else []
        clear(self._flow)
        clear(self._notes)
        self.entries = []
        for folder in folders[:MOST]:
            entry = FolderEntry(folder, self.model)
            pattern = self.tr("Stop watching “%1”") if folder.watched else self.tr("Watch “%1” again")
            entry.button.set_name(fill(pattern, words.name_of(folder)))
            self.entries.append(entry)
            self._flow.addWidget(entry)
        if len(folders) > MOST:
            self._flow.addWidget(
                Label(self.tr("and %n more", "", len(folders) - MOST), "caption", "tertiary")
            )
        for sentence in dict.fromkeys(filter(None, map(words.sentence_of, folders))):
            self._notes.addWidget(Label(sentence, "caption", "tertiary", wrap=True))
        self.setVisible(bool(folders))

    def retranslate(self) -> None:
        self.refresh()
