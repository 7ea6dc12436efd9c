"""Models: what this computer can carry, what is here, what can be had."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from desktop.core.entities import ModelPurpose, ModelState
from desktop.features.models.viewmodels.memory_model import MemoryModel
from desktop.features.models.viewmodels.models_model import (
    ModelItem,
    ModelsModel,
    fits,
    free_licence,
    good_russian,
    here,
)
from desktop.features.models.viewmodels.packs_model import PacksModel
from desktop.features.models.views import model_words as words
from desktop.features.models.views.memory_bars import MemoryBars
from desktop.features.models.views.model_details import ModelDetails
from desktop.features.models.views.model_list import ModelList
from desktop.features.models.views.pack_banner import PackBanner
from desktop.features.models.views.purpose_list import PurposeList
from desktop.features.models.views.surroundings import SurroundingsCard
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page import Page
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, Chip, Label, Menu, PopupItem, PopupList
from desktop.ui.widgets.base import column
from desktop.ui.widgets.flow_layout import TurningLine
from desktop.ui.words.names import name_of
from desktop.ui.words.problem_text import in_full
from workers.contract.packs import SUFFIX

_FILTERS: dict[str, Callable[[ModelItem], bool]] = {
    "all": lambda row: True,
    "fits": fits,
    "russian": good_russian,
    "free": lambda row: free_licence(row.record),
}


class ModelsPage(Page):
    """A model is got, chosen, checked, repaired and removed here; nothing else opens the network."""

    def __init__(self, theme: Theme, model: ModelsModel, memory: MemoryModel, packs: PacksModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self._filter, self._words = "all", ""
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        inner = QWidget()
        layout = column(inner, 16, (24, 24, 24, 24))
        self.memory = MemoryBars(memory)
        self._here_title, self._more_title = Label("", "section"), Label("", "section")
        self.add_button = Button("", "outlined", "folder-open")
        self.add_button.clicked.connect(self.add_file)
        self.installed, self.available = ModelList(), ModelList()
        for shown in (self.installed, self.available):
            shown.acted.connect(self._act)
            shown.menu_wanted.connect(self._menu)
        self.pack = PackBanner(packs)
        self.pack.model.message.connect(self.toast)
        self.skipped = Banner("warning")
        self.save_button = Button("", "outlined", "archive")
        self.save_button.clicked.connect(self.save_pack)
        layout.addWidget(self.pack)
        layout.addWidget(self.skipped)
        layout.addWidget(self.memory)
        layout.addWidget(TurningLine(self._here_title, self.save_button, self.add_button))
        layout.addWidget(self.installed)
        layout.addWidget(TurningLine(self._more_title, *self._chips()))
        layout.addWidget(self.available)
        self.others: dict[ModelPurpose, PurposeList] = {}
        for purpose in (ModelPurpose.EMBEDDING, ModelPurpose.RERANK):
            others = self.others[purpose] = PurposeList(purpose)
            others.models.acted.connect(self._act)
            others.models.menu_wanted.connect(self._menu)
            layout.addWidget(others)
        self.surroundings = SurroundingsCard(model)
        self.surroundings.go.connect(self.go)
        layout.addWidget(self.surroundings)
        layout.addStretch(1)
        scroll.setWidget(inner)
        column(self).addWidget(scroll)
        self._details = ModelDetails(self)
        self.model.changed.connect(self._show)
        self.model.message.connect(self.toast)
        self.retranslate()

    def _chips(self) -> list[Chip]:
        self.chips: dict[str, Chip] = {}
        for name in _FILTERS:
            chip = Chip()
            speak_as(chip, Role.RadioButton)
            chip.clicked.connect(lambda _=False, value=name: self._choose_filter(value))
            self.chips[name] = chip
        return list(self.chips.values())

    # --- what is shown ---

    def _show(self) -> None:
        rows = [row for row in self.model.rows() if self._matches(row)]
        self.installed.show_rows([row for row in rows if here(row)], self.tr("No model is here yet."))
        wanted = _FILTERS[self._filter]
        available = [row for row in rows if not here(row) and wanted(row)]
        self.available.show_rows(available, self.tr("No other model answers this filter."))
        for name, chip in self.chips.items():
            chip.setChecked(name == self._filter)
        for purpose, others in self.others.items():
            others.show_rows([row for row in self.model.rows(purpose) if self._matches(row)])
        self.save_button.setVisible(self.pack.model.can_save_pack())
        skipped = self.pack.model.skipped()
        self.skipped.setVisible(bool(skipped))
        if skipped:
            self.skipped.show_message("warning", "\n".join(in_full(problem) for problem in skipped[:3]))

    def _matches(self, row: ModelItem) -> bool:
        text = f"{name_of(row.record)} {row.record.publisher} {row.record.licence}".casefold()
        return all(word in text for word in self._words.split())

    # --- what the user does ---

    def add_file(self) -> None:
        """Only the name is taken here; the file is inspected by a process of its own."""
        pattern = self.tr("Models, model folders and packs (*.gguf config.json *.bukvarpack)")
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Add a model from a file"), "", pattern)
        if path.lower().endswith(SUFFIX):
            self.pack.open(path)
        elif path:
            self.model.add(path)

    def save_pack(self) -> None:
        """Ask where to; a pack with the models that work here is written in the background."""
        title = self.tr("Save a pack for another computer")
        name = self.tr("Bukvar models") + SUFFIX
        path, _ = ask_target(self.window(), title, name, f"*{SUFFIX}")
        if path:
            self.pack.model.save_pack(path)

    def _choose_filter(self, name: str) -> None:
        self._filter = name
        self._show()

    def _rows(self) -> list[ModelItem]:
        return [row for purpose in ModelPurpose for row in self.model.rows(purpose)]

    def _row(self, model: str) -> ModelItem | None:
        return next((row for row in self._rows() if row.record.id == model), None)

    def _anchor(self, model: str) -> QWidget:
        lists = [self.installed, self.available, *(others.models for others in self.others.values())]
        return next((shown.lines[model].anchor() for shown in lists if model in shown.lines), self)

    def _act(self, action: str, model: str) -> None:
        shown = self._row(model)
        if shown is None:
            return
        job = shown.job.id if shown.job is not None else ""
        acts: dict[str, Callable[[], None]] = {
            "get": lambda: self._get(model),
            "repair": lambda: self._get(model),
            "choose": lambda: self.model.select(model),
            "why": lambda: self._why(shown),
            "pause": lambda: self.model.pause(job),
            "resume": lambda: self.model.resume(job),
            "cancel": lambda: self.model.cancel(job),
        }
        acts[action]()

    def _get(self, model: str) -> None:
        """At once; where sealed mode keeps the model away, after asking which way it may come."""
        if not self.model.sealed_off(model):
            self.model.get(model)
            return
        fixed = self.tr("Set by your administrator.") if self.model.seal_is_fixed else ""
        ways = (
            PopupItem(
                "once",
                self.tr("Allow the network for this model"),
                self.tr("Sealed mode holds again when it is here"),
                reason=fixed,
                icon="shield",
            ),
            PopupItem(
                "file",
                self.tr("Take it from a file or a USB disk"),
                self.tr("A model or a pack that another computer has saved"),
                icon="folder-open",
            ),
        )
        ask = PopupList(self)
        ask.chosen.connect(lambda way: self.model.get_once(model) if way == "once" else self.add_file())
        ask.show_items(ways, self.tr("Sealed mode is on: nothing is taken from the network."))
        ask.open_at(self._anchor(model), width=420)

    def _why(self, shown: ModelItem) -> None:
        if shown.fit is not None:
            anchor = self._anchor(shown.record.id)
            self._details.show_sentence(anchor, name_of(shown.record), words.why_not(shown.fit))

    def _menu(self, model: str, where: QPoint) -> None:
        shown = self._row(model)
        if shown is None:
            return
        record = shown.record
        menu = Menu(self)
        menu.add(self.tr("Details"), "info").triggered.connect(lambda: self._show_details(shown))
        if record.sha256:
            copy = menu.add(self.tr("Copy the hash"), "copy")
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(record.sha256))
        if self.model.mirror() and not here(shown) and shown.fit is not None:
            public = menu.add(self.tr("Get from the public sources, this once"), "download")
            public.triggered.connect(lambda: self.model.get(model, public=True))
        if record.state is ModelState.READY:
            check = menu.add(self.tr("Check the file"), "shield-check")
            check.triggered.connect(lambda: self.model.verify(model))
        if here(shown):
            menu.add(self.tr("Remove…"), "trash-2").triggered.connect(lambda: self._remove(shown))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _show_details(self, shown: ModelItem) -> None:
        record = shown.record
        texts = (record.description, record.makeshift)
        sentence = " ".join(text for text in map(words.text_of, texts) if text)
        self._details.show_details(self._anchor(record.id), name_of(record), sentence, words.details(record))

    def _remove(self, shown: ModelItem) -> None:
        record = shown.record
        loss = self.tr("%1 of disk become free. To use it again, it has to be got again.")
        dialog = Confirm(
            self.window(),
            fill(self.tr("Remove the model “%1”?"), name_of(record)),
            fill(loss, formats.size(record.size)),
            self.tr("Remove the model"),
            self.tr("Keep"),
        )
        dialog.accepted.connect(lambda: self.model.remove(record.id))
        dialog.open()

    # --- what the window says ---

    def header_title(self) -> str:
        return self.tr("Models")

    def search(self, text: str) -> None:
        self._words = text.casefold()
        self._show()

    def shown(self) -> None:
        self.model.probe_hardware()
        self.pack.model.find()
        self.memory.refresh()

    def retranslate(self) -> None:
        self._here_title.setText(self.tr("On this computer"))
        self._more_title.setText(self.tr("Available"))
        self.add_button.setText(self.tr("Add from a file"))
        self.save_button.setText(self.tr("Save a pack for another computer"))
        for others in self.others.values():
            others.retranslate()
        for name, word in {
            "all": self.tr("All"),
            "fits": self.tr("Fit"),
            "russian": self.tr("Good Russian"),
            "free": self.tr("Free licence"),
        }.items():
            self.chips[name].setText(word)
            self.chips[name].setAccessibleName(word)
        self._show()
