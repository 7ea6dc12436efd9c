"""Trained models of a base: which one answers, how strongly, where it came from, and what became of runs."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from desktop.features.training.viewmodels.adapters_model import SUFFIX, AdapterShown, AdaptersModel
from desktop.features.training.views.adapters.adapter_card import AdapterCard, RunLine
from desktop.paths import file_name
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, Card, Divider, EmptyState, Label, Menu, ScrollColumn
from desktop.ui.widgets.base import clear, column, row

_ALONE = 4  # of the room below the title, when nothing but the sentence stands there
_QUANTIZATIONS = ("Q4_K_M", "Q8_0")


class AdaptersView(PagePart):
    """The registry."""

    def __init__(self, theme: Theme, model: AdaptersModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        head = row(None, 8)
        words = column(None, 2)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.import_button = Button("", "outlined", "upload")
        self.import_button.clicked.connect(self._choose_file)
        head.addLayout(words, 1)
        self.back_button = Button("", "outlined", "undo-2")
        self.back_button.clicked.connect(self._roll_back)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignTop)
        self.page.body.addLayout(head)
        self.working = Banner("info")
        self.page.body.addWidget(self.working)
        self.empty = EmptyState("graduation-cap")
        self.empty.acted.connect(lambda: self.open_view.emit("start"))
        self._cards = column(None, 12)
        self.page.body.addWidget(self.empty)
        self.page.body.addLayout(self._cards)
        self._runs_title = Label("", "section")
        self.runs_card = Card(padding=0, spacing=0)
        self.page.body.addWidget(self._runs_title)
        self.page.body.addWidget(self.runs_card)
        self.page.body.addStretch(1)
        column(self).addWidget(self.page)
        self._who = NamePopup(self)
        self.cards: dict[str, AdapterCard] = {}
        self.lines: dict[str, RunLine] = {}
        self._key: object = None
        self.model.changed.connect(self._show)
        self.model.busy_changed.connect(self._show_busy)
        self.model.message.connect(self._notify)
        self.model.switched.connect(
            lambda text: self.message.emit(text, self.tr("Undo"), self._roll_back, None)
        )
        self.model.exam_needed.connect(
            lambda text: self.message.emit(
                text, self.tr("Hold an exam"), lambda: self.go.emit(f"exam:start/{self.model.wanted}"), None
            )
        )
        self.retranslate()

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        adapters = self.model.adapters()
        self.empty.setVisible(not adapters)
        if [*self.cards] != [shown.adapter.id for shown in adapters]:
            self._fill(adapters)
        for shown in adapters:
            self.cards[shown.adapter.id].show_adapter(shown)
        self.back_button.setVisible(self.model.can_roll_back())
        self._show_runs()
        self._show_busy()

    def _fill(self, adapters: list[AdapterShown]) -> None:
        clear(self._cards)
        self.cards = {}
        for shown in adapters:
            card = AdapterCard(shown, partial(self.model.points, shown.adapter.run))
            card.acted.connect(self._act)
            card.strength_chosen.connect(self.model.set_strength)
            card.menu_wanted.connect(self._menu)
            self.cards[shown.adapter.id] = card
            self._cards.addWidget(card)

    def _show_runs(self) -> None:
        ended = self.model.runs()
        self.page.body.setStretchFactor(self.empty, 0 if ended else _ALONE)
        self._runs_title.setVisible(bool(ended))
        self.runs_card.setVisible(bool(ended))
        key = ([(one.run.id, one.run.updated, one.model) for one in ended], formats.language())
        if key == self._key:
            return
        self._key = key
        clear(self.runs_card.body)
        self.lines = {}
        for one in ended:
            if self.lines:
                self.runs_card.body.addWidget(Divider())
            line = RunLine(one)
            line.acted.connect(self._act_on_run)
            self.lines[one.run.id] = line
            self.runs_card.body.addWidget(line)

    def _show_busy(self) -> None:
        sentences = {
            "import": self.tr("Comparing the file with the model of this base…"),
            "merge": self.tr("Making a model of its own. This takes some minutes; you can go on working."),
        }
        sentence = sentences.get(self.model.busy, "")
        self.working.setVisible(bool(sentence))
        self.working.show_message("info", sentence)
        self.import_button.set_reason(sentence)

    # --- what the user does ---

    def _notify(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    def _act(self, action: str, adapter: str) -> None:
        strength = self.cards[adapter].shown.best if action == "take" else None
        self.model.activate(adapter, action != "deactivate", strength)
        self._show()

    def _roll_back(self) -> None:
        self.model.roll_back()
        self._show()

    def _sweep(self, adapter: str) -> None:
        if self.model.sweep(adapter):
            self.go.emit("exam")

    def _override(self, adapter: str) -> None:
        """Against the exam, on somebody's word: the name is kept with the switch."""

        def take(name: str) -> str:
            self.model.activate(adapter, True, override_by=name)
            self._show()
            return ""

        words = self.tr("Who answers for this? The name is kept")
        who = self.model.reviewer
        self._who.ask(self.cards[adapter].menu_button, words, who, self.tr("Switch on"), take)

    def _act_on_run(self, action: str, run: str) -> None:
        if action == "repeat":
            self._repeat(run)
            return
        self.model.hide(run)
        self.message.emit(
            self.tr("The run is deleted"),
            self.tr("Undo"),
            lambda: self.model.restore(run),
            lambda: self.model.forget_run(run),
        )

    def _repeat(self, run: str) -> None:
        if self.model.repeat(run):
            self.open_view.emit("run")

    def _menu(self, adapter: str, where: QPoint) -> None:
        shown = self.cards[adapter].shown
        menu = self.menu(shown)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu(self, shown: AdapterShown) -> Menu:
        """What can be done with a trained model."""
        adapter, menu = shown.adapter, Menu(self)
        menu.add(self.tr("Save to a file…"), "save").triggered.connect(lambda: self._export(shown))
        run = shown.run
        if run is not None:
            again = menu.add(self.tr("Train again the same way"), "rotate-ccw")
            again.triggered.connect(lambda: self._repeat(run.id))
        sweep = menu.add(self.tr("Find the best strength by an exam"), "sliders-horizontal")
        sweep.triggered.connect(lambda: self._sweep(adapter.id))
        menu.addSeparator()
        if not adapter.active:
            override = menu.add(self.tr("Expert: switch on without an exam…"), "triangle-alert")
            override.triggered.connect(lambda: self._override(adapter.id))
        for quantization in _QUANTIZATIONS:
            text = fill(self.tr("Expert: merge into a model of its own, %1"), quantization)
            merge = menu.add(text, "layers")
            merge.setEnabled(not self.model.busy)
            merge.triggered.connect(lambda _=False, to=quantization: self.model.merge(adapter.id, to))
        menu.addSeparator()
        menu.add(self.tr("Delete"), "trash-2").triggered.connect(lambda: self._remove(shown))
        return menu

    def _export(self, shown: AdapterShown) -> None:
        """A name is proposed that any file system takes."""
        name = file_name(shown.adapter.name) + SUFFIX
        title = self.tr("Save the trained model to a file")
        path, _ = ask_target(self.window(), title, name, self._pattern())
        if path:
            self.model.export(shown.adapter.id, path)

    def _choose_file(self) -> None:
        title = self.tr("Take a trained model from a file")
        path, _ = QFileDialog.getOpenFileName(self.window(), title, "", self._pattern())
        if path:
            self.model.import_file(path)

    def _pattern(self) -> str:
        return fill(self.tr("Trained models (%1)"), f"*{SUFFIX}")

    def _remove(self, shown: AdapterShown) -> None:
        """By undo where a run could make it again; an imported one may exist nowhere else: it is asked."""
        adapter = shown.adapter
        if shown.run is None:
            loss = self.tr("It came from a file; without that file it cannot be had again.")
            dialog = Confirm(
                self.window(),
                fill(self.tr("Delete the trained model “%1”?"), adapter.name),
                loss,
                self.tr("Delete"),
                self.tr("Keep"),
            )
            dialog.accepted.connect(lambda: self.model.remove_adapter(adapter.id))
            dialog.open()
            return
        self.model.hide(adapter.id)
        self.message.emit(
            fill(self.tr("“%1” is deleted"), adapter.name),
            self.tr("Undo"),
            lambda: self.model.restore(adapter.id),
            lambda: self.model.forget_adapter(adapter.id),
        )

    # --- what the page says ---

    def take_paths(self, paths: list[str]) -> bool:
        """Imports the first adapter file among them; False when there is none."""
        wanted = [path for path in paths if Path(path).suffix.lower() == SUFFIX]
        if not wanted:
            return False
        self.model.import_file(wanted[0])
        return True

    def shown(self) -> None:
        self._show()

    def base_changed(self, base: str) -> None:
        self._show()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Trained models"))
        self.about.setText(
            self.tr("One of them answers in the chat. It keeps manner and wording; facts belong to search.")
        )
        self.import_button.setText(self.tr("Take from a file"))
        self.back_button.setText(self.tr("Take back the last switch"))
        self._runs_title.setText(self.tr("Other runs"))
        self.empty.set_texts(
            self.tr("No trained models yet"),
            self.tr("Train one on checked examples, or take one from a file of another computer."),
            self.tr("Before the start"),
        )
        self._key = None
        self._show()
