"""Instructions of a base: what the model is told before each question, and the search for better ones."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.features.exam.viewmodels.instructions_model import InstructionsModel, VersionShown
from desktop.features.exam.views.version_card import VersionCard
from desktop.ui.i18n import formats
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, Card, EmptyState, JobCard, Label, ScrollColumn
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import counted

# Versions below these are old; each card is a page's worth of words.
_SHOWN = 12


class InstructionsView(PagePart):
    """The part of the exam page about instructions."""

    def __init__(self, theme: Theme, model: InstructionsModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        self.page.body.addLayout(self._head())
        self.progress, self.in_vain, self.empty = JobCard(), Banner("info"), EmptyState("scroll-text")
        self.own = self._own_card()
        self._cards = column(None, 16)
        for widget in (self.progress, self.in_vain, self.own):
            self.page.body.addWidget(widget)
        self.page.body.addWidget(self.empty, 4)  # with room, its sentence is not cut
        self.page.body.addLayout(self._cards)
        self.page.body.addStretch(1)
        column(self).addWidget(self.page)
        self.cards: list[VersionCard] = []
        self._key: object = None
        self._connect()
        self.own.hide()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        head, texts = row(None, 8), column(None, 2)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        texts.addWidget(self.title)
        texts.addWidget(self.about)
        head.addLayout(texts, 1)
        self.write_button, self.search_button = Button("", "outlined", "pencil"), Button("", "primary")
        for button in (self.write_button, self.search_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _own_card(self) -> QWidget:
        card = Card(padding=24, spacing=8)
        self.own_title = Label("", "body_strong")
        self.own_about = Label("", "caption", "tertiary", wrap=True)
        self.text = TextEdit()
        buttons = row(None, 8)
        self.try_button, self.save_button = Button("", "primary"), Button("", "soft")
        self.drop_button = Button("", "quiet")
        for button in (self.try_button, self.save_button, self.drop_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self.own_title, self.own_about, self.text):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        return card

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._show)
        model.message.connect(lambda text: self.message.emit(text, "", None, None))
        model.exam_needed.connect(
            lambda text: self.message.emit(
                text, self.tr("Hold an exam"), lambda: self.open_view.emit("start"), None
            )
        )
        self.progress.paused.connect(model.pause)
        self.progress.resumed.connect(model.resume)
        self.progress.cancelled.connect(model.cancel)
        self.search_button.clicked.connect(self._search)
        self.empty.acted.connect(self._act_on_empty)
        self.write_button.clicked.connect(self._write)
        self.text.textChanged.connect(self._say_save)
        self.text.saved.connect(self._save)
        self.text.left.connect(self._leave)
        self.save_button.clicked.connect(lambda: self._save())
        self.try_button.clicked.connect(lambda: self._save(tried=True))
        self.drop_button.clicked.connect(self._leave)

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        versions = self.model.versions()[:_SHOWN]
        key = (versions, formats.language())
        if key != self._key:
            self._key = key
            self._fill(versions)
        job = self.model.job()
        self.progress.setVisible(job is not None)
        if job is not None:
            said = describe(job, self.model.seconds_left(job))
            self.progress.show_job(said.sentence, said.fraction, said.percent, said.subject, said.state)
        under_way = job is not None and job.state.value != "failed"
        self.search_button.set_reason(self._reason(under_way))
        vain = 0 if under_way else self.model.tried_in_vain()
        self.in_vain.setVisible(vain > 0)
        tried = self.tr("%n instruction(s) were tried. None of them did better: nothing changes.", "", vain)
        self.in_vain.show_message("info", counted(tried, vain))
        nothing = not versions and job is None and not vain and self.own.isHidden()
        self.empty.setVisible(nothing)
        self.search_button.setVisible(not nothing)  # the empty part has the one button that leads on
        self._say_empty()

    def _fill(self, versions: list[VersionShown]) -> None:
        clear(self._cards)
        self.cards = [VersionCard(shown) for shown in versions]
        for card in self.cards:
            card.acted.connect(self._act)
            self._cards.addWidget(card)

    def _reason(self, under_way: bool) -> str:
        if under_way:
            return self.tr("A search is under way")
        return "" if self.model.questions() else self.tr("It needs exam questions about your documents first")

    def _say_empty(self) -> None:
        if self.model.questions():
            self.empty.set_texts(
                self.tr("No instructions yet"),
                self.tr(
                    "Bukvar tries wishes and examples on one half of the exam questions and measures the best"
                    " of them on the other half. It takes about 20 minutes; you decide whether it stays."
                ),
                self.tr("Search for instructions"),
            )
            return
        self.empty.set_texts(
            self.tr("No instructions yet"),
            self.tr("They are measured by exam questions about your documents. Make those first."),
            self.tr("To the questions"),
        )

    # --- what the user does ---

    def _search(self) -> None:
        if self.model.search():
            self._show()

    def _act_on_empty(self) -> None:
        if self.model.questions():
            self._search()
        else:
            self.open_view.emit("questions")

    def _write(self) -> None:
        self.own.show()
        self._show()
        self._say_save()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.own.hide()
        self._show()

    def _say_save(self) -> None:
        empty = "" if self.text.text() else self.tr("Write something first")
        self.save_button.set_reason(empty)
        self.try_button.set_reason(empty or self._reason(False))

    def _save(self, *, tried: bool = False) -> None:
        keep = self.model.write_and_try if tried else self.model.write
        if self.text.text() and keep(self.text.text()):
            self.text.clear()
            self.own.hide()
            self._show()

    def _act(self, action: str, version: str) -> None:
        if action == "remove":
            self._remove(version)
        elif action == "try":
            self.model.try_out(version)
            self._show()
        elif self.model.use(version if action == "use" else ""):
            on = self.tr("The model is told these instructions from now on")
            off = self.tr("The model answers without instructions from now on")
            self.message.emit(on if action == "use" else off, self.tr("Undo"), self._roll_back, None)
            self._show()

    def _roll_back(self) -> None:
        self.model.roll_back()
        self._show()

    def _remove(self, version: str) -> None:
        self.model.hide(version)
        self.message.emit(
            self.tr("The instructions are deleted"),
            self.tr("Undo"),
            lambda: self.model.restore(version),
            lambda: self.model.forget(version),
        )

    # --- what the page says ---

    def shown(self) -> None:
        self._show()

    def base_changed(self, base: str) -> None:
        self._key = None
        self.own.hide()
        self._show()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Instructions"))
        self.about.setText(
            self.tr("What the model reads before each question: wishes in words and a few good answers.")
        )
        self.write_button.setText(self.tr("Write my own"))
        self.search_button.setText(self.tr("Search for better ones"))
        self.own_title.setText(self.tr("Your own instructions"))
        self.own_about.setText(
            self.tr(
                "How to answer, not what: form of address, length, what never to leave out. Ctrl+Enter saves."
            )
        )
        self.text.setAccessibleName(self.tr("Your own instructions"))
        self.save_button.setText(self.tr("Save"))
        self.try_button.setText(self.tr("Try on ten questions"))
        self.drop_button.setText(self.tr("Cancel"))
        self._key = None
        self._show()
