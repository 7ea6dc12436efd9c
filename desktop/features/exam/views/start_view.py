"""Before an exam: who sits it, with what, how many questions, how long it takes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.features.exam.viewmodels.exam_start_model import SHORTER, STRENGTHS, ExamStartModel
from desktop.features.exam.viewmodels.exam_words import power_sentence, strength_word
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    Divider,
    FlowLayout,
    Label,
    ScrollColumn,
    Select,
    Switch,
)
from desktop.ui.widgets.base import clear, column, row, with_text_size
from desktop.ui.words import answer_modes
from desktop.ui.words.names import counted, name_of
from workers.contract.answer_mode import AnswerMode

_SIDE = 320  # px


class _EntryRow(QWidget):
    """A switch with the name of a way and how it answers, or why it cannot take part."""

    def __init__(self) -> None:
        super().__init__()
        line, words = row(self, 12, (16, 8, 16, 8)), column(None, 0)
        self.switch = Switch()
        self.name, self.about = Label("", "body_strong"), Label("", "caption", "tertiary", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.about)
        line.addLayout(words, 1)
        line.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_entry(self, entry: AnswerMode, takes_part: bool, reason: str) -> None:
        self.name.setText(answer_modes.name(entry))
        self.about.setText(reason or answer_modes.about(entry))
        self.about.set_tone("warning" if reason else "tertiary")
        self.switch.setChecked(takes_part)
        self.switch.setEnabled(not reason)
        self.switch.setAccessibleName(self.name.text())
        self.switch.setAccessibleDescription(self.about.text())
        self.switch.setToolTip(reason)


class ExamStartView(PagePart):
    """Everything that is decided before an exam; begins one."""

    def __init__(self, theme: Theme, model: ExamStartModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        body = self.page.body
        body.addLayout(self._head())
        self.few = Banner("info")
        self.few.acted.connect(lambda: self.open_view.emit("questions"))
        body.addWidget(self.few)
        line, left, right = row(None, 24), column(None, 16), column(None, 16)
        left.addWidget(self._entries_card())
        left.addStretch(1)
        side = QWidget()
        with_text_size(side, lambda: side.setFixedWidth(self.theme.grown(_SIDE, 0.6)))
        side.setLayout(right)
        for card in (self._forecast_card(), self._questions_card(), self._with_card()):
            right.addWidget(card)
        right.addStretch(1)
        line.addLayout(left, 1)
        line.addWidget(side)
        body.addLayout(line)
        body.addStretch(1)
        column(self).addWidget(self.page)
        self.model.changed.connect(self._show)
        self.model.message.connect(lambda text: self.message.emit(text, "", None, None))
        self.model.started.connect(lambda: self.open_view.emit("results"))
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line, words = row(None, 8), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.begin = Button("", "primary", "play")
        self.begin.clicked.connect(self.model.start)
        line.addLayout(words, 1)
        line.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _entries_card(self) -> Card:
        card = Card(padding=0, spacing=0)
        self.who = Label("", "body_strong")
        self.who.setContentsMargins(16, 14, 16, 6)
        card.body.addWidget(self.who)
        self.entries: dict[AnswerMode, _EntryRow] = {}
        for entry in AnswerMode:
            line = _EntryRow()
            line.switch.clicked.connect(lambda on, one=entry: self.model.let_in(one, on))
            self.entries[entry] = line
            card.body.addWidget(Divider())
            card.body.addWidget(line)
        return card

    def _forecast_card(self) -> Card:
        card = Card(padding=16, spacing=4)
        self.time_lead = Label("", "caption", "tertiary")
        self.time = Label("", "section", wrap=True)
        self.time_note = Label("", "caption", "tertiary", wrap=True)
        for widget in (self.time_lead, self.time, self.time_note):
            card.body.addWidget(widget)
        return card

    def _questions_card(self) -> Card:
        card = Card(padding=16, spacing=8)
        self.count_lead, self.count = Label("", "body_strong"), Select()
        self.count.chosen.connect(lambda value: self.model.choose(limit=int(value)))
        self.count_note = Label("", "caption", "tertiary", wrap=True)
        self.power = Label("", "caption", "secondary", wrap=True)
        line, words = row(None, 12, (0, 8, 0, 0)), column(None, 0)
        self.general_lead = Label("", "body", wrap=True)
        self.general_note = Label("", "caption", "tertiary", wrap=True)
        words.addWidget(self.general_lead)
        words.addWidget(self.general_note)
        self.general = Switch()
        self.general.clicked.connect(lambda on: self.model.choose(general=on))
        line.addLayout(words, 1)
        line.addWidget(self.general, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.count_lead, self.count, self.count_note, self.power):
            card.body.addWidget(widget)
        card.body.addLayout(line)
        return card

    def _with_card(self) -> Card:
        card = Card(padding=16, spacing=8)
        self.models_lead, self._chips = Label("", "body_strong"), QWidget()
        self._flow = FlowLayout(self._chips, 8, 4)
        self.models_note = Label("", "caption", "tertiary", wrap=True)
        self.chips: dict[str, Chip] = {}
        self.adapter_lead, self.adapter = Label("", "caption", "tertiary"), Select()
        self.strength_lead, self.strength = Label("", "caption", "tertiary"), Select()
        self.version_lead, self.version = Label("", "caption", "tertiary"), Select()
        self.adapter.chosen.connect(lambda value: self.model.choose(adapter=value))
        self.strength.chosen.connect(lambda value: self.model.choose(strength=float(value)))
        self.version.chosen.connect(lambda value: self.model.choose(version=value))
        for widget in (
            self.models_lead, self._chips, self.models_note, self.adapter_lead, self.adapter,
            self.strength_lead, self.strength, self.version_lead, self.version,
        ):  # fmt: skip
            card.body.addWidget(widget)
        return card

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible() or not self.model.base:
            return
        for entry, line in self.entries.items():
            line.show_entry(entry, self.model.takes_part(entry), self.model.reason(entry))
        self._show_questions()
        self._show_with()
        self._show_forecast()
        self.begin.set_reason(self.model.reason_not())

    def _show_questions(self) -> None:
        counts = self.model.counts()
        there = counts.pending + counts.approved
        self.few.setVisible(there < LEAST_QUESTIONS)
        words = self.tr(
            "There are %n question(s). With fewer than %1 differences are hard to tell.", "", there
        )
        if not there:
            words = self.tr("There are no questions yet. With fewer than %1 differences are hard to tell.")
        words = fill(counted(words, there), formats.number(LEAST_QUESTIONS))
        self.few.show_message("warning", words, self.tr("Get more"))
        every = fill(self.tr("All %1"), formats.number(there))
        fewer = [(str(count), formats.number(count)) for count in SHORTER if count < there]
        self.count.set_choices([("0", every), *fewer])
        self.count.set_value(str(self.model.limit))
        note = counted(
            self.tr("%n without an answer in the documents", "", counts.unanswered), counts.unanswered
        )
        if counts.pending:
            waits = counted(self.tr("%n not reviewed yet", "", counts.pending), counts.pending)
            note = f"{note}, {waits}"
        self.count_note.setText(note)
        self.power.setText(power_sentence(self.model.power()) if self.model.asked() else "")
        self.general.setChecked(self.model.general)

    def _show_with(self) -> None:
        installed, chosen = self.model.installed(), self.model.chosen_models()
        if list(self.chips) != [record.id for record in installed]:
            clear(self._flow)
            self.chips = {record.id: Chip() for record in installed}
            for key, chip in self.chips.items():
                chip.clicked.connect(lambda on, model=key: self.model.let_model(model, on))
                self._flow.addWidget(chip)
        for record in installed:
            self.chips[record.id].setText(name_of(record))  # which is another in another language
            self.chips[record.id].setChecked(record.id in chosen)
        adapters, versions = self.model.adapters(), self.model.versions()
        for widget in (self.adapter_lead, self.adapter, self.strength_lead, self.strength):
            widget.setVisible(bool(adapters))
        for widget in (self.version_lead, self.version):
            widget.setVisible(bool(versions))
        self.adapter.set_choices(
            [("", self.tr("The one in the chat, else the latest")), *((one.id, one.name) for one in adapters)]
        )
        self.adapter.set_value(self.model.adapter)
        own = ("0", self.tr("As it is set"))
        self.strength.set_choices([own, *((f"{one:g}", strength_word(one)) for one in STRENGTHS)])
        self.strength.set_value(f"{self.model.strength:g}")
        named = self.tr("Version %1")
        numbers = ((one.id, fill(named, formats.number(one.number))) for one in versions)
        self.version.set_choices([("", self.tr("The one in the chat, else the latest")), *numbers])
        self.version.set_value(self.model.version)

    def _show_forecast(self) -> None:
        found = self.model.forecast()
        words = counted(self.tr("%n answer(s) to be written", "", found.answers), found.answers)
        if not found.high:
            self.time.setText(words)
            self.time_note.setText(self.tr("How long it takes is said after the first answers."))
            return
        self.time.setText(formats.duration_between(found.low, found.high))
        how = self.tr("measured here") if found.measured else self.tr("estimate")
        self.time_note.setText(f"{words}, {how}")

    # --- what the page says ---

    def shown(self) -> None:
        if not self.model.base:
            self.open_view.emit("results")
            return
        self.model.awake = True
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.model.reset()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Before the exam"))
        self.about.setText(
            self.tr("All get the same questions, with the model, the documents and the rules of the chat.")
        )
        self.begin.setText(self.tr("Begin"))
        self.who.setText(self.tr("Who sits the exam"))
        self.time_lead.setText(self.tr("How long it takes"))
        self.count_lead.setText(self.tr("How many questions"))
        self.count.setAccessibleName(self.count_lead.text())
        self.general_lead.setText(self.tr("General questions as well"))
        self.general_note.setText(
            self.tr("Comes with Bukvar. Shows whether training has made the model forget what it knew.")
        )
        self.general.setAccessibleName(self.general_lead.text())
        self.models_lead.setText(self.tr("Which model"))
        self.models_note.setText(self.tr("Choose several to see whether a small one is enough."))
        self.adapter_lead.setText(self.tr("Trained model"))
        self.strength_lead.setText(self.tr("Its strength"))
        self.version_lead.setText(self.tr("Instructions"))
        for lead, select in (
            (self.adapter_lead, self.adapter), (self.strength_lead, self.strength),
            (self.version_lead, self.version),
        ):  # fmt: skip
            select.setAccessibleName(lead.text())
        self._show()
