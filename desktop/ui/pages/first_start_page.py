"""The first start: computer, model, documents, first question, in one column of 600."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.core.entities import JobState, ModelState
from desktop.features.documents.viewmodels.first_documents_model import FirstDocumentsModel
from desktop.features.models.viewmodels.first_start_model import ACTIVE, DONE, LATER, FirstStartModel
from desktop.features.models.viewmodels.packs_model import PacksModel
from desktop.features.models.views.model_words import about
from desktop.features.models.views.pack_banner import PackBanner
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page import Page
from desktop.ui.pages.first_start.bringing import Bringing
from desktop.ui.pages.first_start.model_card import BetterModel, ModelCard, ModelWays
from desktop.ui.pages.first_start.step import INDENT, Logo, SetupStep, about_computer
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, JobCard, Label, PopupItem, PopupList, ScrollColumn
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import name_of
from desktop.ui.words.problem_text import in_full
from workers.text.language import LANGUAGES

AGAIN_MS = 1000


class FirstStartPage(Page):
    """No rail, no header. Done once; settings remember it."""

    own_header = True

    def __init__(
        self, theme: Theme, model: FirstStartModel, documents: FirstDocumentsModel, packs: PacksModel
    ) -> None:
        super().__init__(theme)
        self.model, self.documents = model, documents
        model.setParent(self)
        documents.setParent(self)
        self.pack = PackBanner(packs)
        packs.message.connect(self.toast)
        mark(self, fill="surface")
        self._build()
        self._names = PopupList(self)
        self._names.chosen.connect(self.model.choose)
        self._languages = PopupList(self)
        self._languages.chosen.connect(model.set_language)
        self._address = NamePopup(self)
        model.changed.connect(self.refresh)
        documents.changed.connect(self.refresh)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self.retranslate()

    # --- parts ---

    def _build(self) -> None:
        top = row(None, 8, (24, 16, 24, 0))
        self.later = Button("", "quiet")
        self.later.clicked.connect(self.finish)
        self.language = Button("", "quiet", "languages")
        self.language.clicked.connect(self._choose_language)
        self.language.setEnabled(self.model.may_change("language"))
        top.addStretch(1)
        top.addWidget(self.later)
        top.addWidget(self.language)
        widest = self.theme.width("first_start")
        area, self._column = ScrollColumn((24, 8, 24, 24), 0, widest, centred=True), QWidget()
        mark(area.inner, fill="surface")
        area.body.addWidget(self._column)
        self._fill(column(self._column))
        outer = column(self)
        outer.addLayout(top)
        outer.addWidget(area, 1)

    def _fill(self, layout: QVBoxLayout) -> None:
        self._welcome = Label("", "welcome", wrap=True)
        self._promise = Label("", "question", "secondary", wrap=True)
        self.steps = [SetupStep(1), SetupStep(2), SetupStep(3), SetupStep(4, last=True)]
        layout.addWidget(Logo())
        layout.addSpacing(24)
        layout.addWidget(self._welcome)
        layout.addSpacing(4)
        layout.addWidget(self._promise)
        layout.addSpacing(24)
        for step in self.steps:
            layout.addWidget(step)
        self._fill_steps()
        self.samples = Button("", "text")
        self.samples.clicked.connect(self.try_samples)
        last = row(None, 0, (INDENT - 10, 16, 0, 0))
        last.addWidget(self.samples)
        last.addStretch(1)
        layout.addLayout(last)
        layout.addStretch(1)

    def _fill_steps(self) -> None:
        computer, model, documents, question = (step.body for step in self.steps)
        self.check_again = Button("", "outlined", "refresh-cw")
        self.check_again.clicked.connect(self.model.check_computer)
        computer.addWidget(self.check_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.card = ModelCard()
        self.card.wanted.connect(self.model.get)
        self.card.paused.connect(self.model.pause)
        self.card.resumed.connect(self.model.resume)
        self.card.public_wanted.connect(lambda: self.model.get(public=True))
        self.better, self.bringing = BetterModel(), Bringing()
        self.better.taken.connect(self.model.choose)
        model.addWidget(self.pack)
        model.addWidget(self.card)
        model.addWidget(self.better)
        self.ways = ModelWays(self.model.may_change("mirror"))
        self.other, self.disk, self.mirror = self.ways.other, self.ways.disk, self.ways.mirror
        self.other.clicked.connect(self._choose_other)
        self.disk.clicked.connect(self._from_disk)
        self.mirror.clicked.connect(self._from_address)
        model.addWidget(self.ways)
        model.addWidget(self.bringing)
        self.choose = Button("", "primary", "folder-open", large=True)
        self.choose.clicked.connect(self._choose_folder)
        self._or_drop = Label("", "body", "tertiary")
        line = row(None, 12)
        line.addWidget(self.choose)
        line.addWidget(self._or_drop)
        line.addStretch(1)
        documents.addLayout(line)
        self.work = JobCard()
        self.work.paused.connect(self.documents.pause)
        self.work.resumed.connect(self.documents.resume)
        self.work.cancelled.connect(self.documents.cancel)
        documents.addWidget(self.work)
        self.ask = Button("", "primary", "message-square", large=True)
        self.ask.clicked.connect(self.finish)
        question.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)

    # --- what is shown ---

    def shown(self) -> None:
        if self.model.hardware is None:
            self.model.check_computer()
        self.pack.model.find()
        self._again.start()
        self.refresh()

    def refresh(self) -> None:
        """Every step as it stands now."""
        self._show_computer()
        self._show_model()
        self._show_documents()
        there = self.model.model() == DONE
        if there:
            self.documents.prepare_answers()
        ready = there and bool(self.documents.ready_documents())
        state = ACTIVE if ready else LATER
        words = self.tr("Everything is ready. Ask in your own words.")
        hint = self.tr("I will suggest what can be asked.")
        self.steps[3].show_step(state, self.tr("First question"), words if state == ACTIVE else hint)
        self.ask.setVisible(state == ACTIVE)
        self.samples.setVisible(not self.documents.ready_documents() and not self.documents.waiting())

    def _show_computer(self) -> None:
        trouble, hardware = self.model.computer_problem, self.model.hardware
        self.check_again.setVisible(trouble is not None)
        if trouble is not None:
            self.steps[0].show_step(ACTIVE, self.tr("This computer"), in_full(trouble), "danger")
        elif hardware is None:
            self.steps[0].show_step(ACTIVE, self.tr("This computer"), self.tr("Looking at it…"))
        else:
            self.steps[0].show_step(DONE, self.tr("The computer is ready"), about_computer(hardware))

    def _show_model(self) -> None:
        model, state = self.model, self.model.model()
        record, embedder = model.chat_model(), model.embedder()
        trouble = model.model_problem
        if state == DONE:
            words = self.tr("%1 is here. The internet is no longer needed.")
            self.steps[1].show_step(DONE, self.tr("Model"), fill(words, name_of(record)))
        elif trouble is not None:
            self.steps[1].show_step(ACTIVE, self.tr("Model"), in_full(trouble), "danger")
        else:
            words = self.tr("It writes the answers. It is downloaded once — then no internet is needed.")
            if record.state is ModelState.READY:
                words = self.tr("It is here. A small model that searches is still to be got.")
            self.steps[1].show_step(ACTIVE, self.tr("Model"), words)
        for widget in (self.card, self.ways):
            widget.setVisible(state != DONE)
        job, search = model.job_of(record), model.job_of(embedder)
        self.card.show_model(
            record,
            model.fit(record),
            job,
            model.seconds_left(job) if job else None,
            (search, model.seconds_left(search) if search else None),
            model.missing(),
            model.lacks_mirror(),
        )
        self.better.show_offer(model.better())
        self.bringing.setVisible(model.needs_bringing())

    def _show_documents(self) -> None:
        job, ready, trouble = (
            self.documents.import_job(),
            self.documents.ready_documents(),
            self.documents.problem,
        )
        trouble = trouble or (job.problem if job is not None and job.state is JobState.FAILED else None)
        state, tone = DONE if ready else ACTIVE, "secondary"
        if trouble is not None:
            words, tone = in_full(trouble), "danger"
        elif ready:
            words = self.tr("%n document(s) can be asked about.", "", ready)
        elif self.documents.waiting():
            words = self.tr("Chosen. I begin to read as soon as the model for search is here.")
        elif self.model.model() == DONE:
            words = self.tr("The files stay where they are.")
        else:
            words = self.tr("You can choose them while the model loads. The files stay where they are.")
        self.steps[2].show_step(state, self.tr("Documents"), words, tone)
        unfinished = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)
        working = job is not None and job.state in unfinished and not self.documents.waiting()
        self.work.setVisible(working)
        if job is not None and working:
            text = describe(job, self.documents.seconds_left(job))
            self.work.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
        free = not working and not ready and not self.documents.waiting()
        if not free:
            self.choose.clearFocus()  # else the focus goes on to "pause", which a second Enter would press
        self.choose.setVisible(free)
        self._or_drop.setVisible(free)

    # --- what the user does ---

    def finish(self) -> None:
        """Leave for the chat, for good."""
        self._again.stop()
        self.model.finish()
        self.go.emit("chat")

    def try_samples(self) -> None:
        """Read the sample documents into a base of their own."""
        self.documents.import_samples(self.tr("Samples"))

    def take_paths(self, paths: list[str]) -> None:
        """Documents dropped on the window."""
        self.documents.import_paths(paths, self.tr("My documents"))

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window(), self.tr("Choose a folder with documents"))
        if folder:
            self.take_paths([folder])

    def _choose_other(self) -> None:
        current = self.model.chat_model().id
        items = [PopupItem(m.id, name_of(m), about(m), checked=m.id == current) for m in self.model.others()]
        self._names.show_items(items)
        self._names.open_at(self.other)

    def _from_disk(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window(), self.tr("Where the model files lie"))
        if folder:
            self.model.get(folder)

    def _from_address(self) -> None:
        label = self.tr("Folder or address where your company keeps models")
        take = self.model.get_from_company
        self._address.ask(self.mirror, label, self.model.mirror, self.tr("Get from there"), take)

    def _choose_language(self) -> None:
        now = formats.language()
        items = [PopupItem(code, formats.own_name(code), checked=code == now) for code in LANGUAGES]
        self._languages.show_items(items)
        self._languages.open_at(self.language)

    def retranslate(self) -> None:
        self._welcome.setText(self.tr("Ask your own documents"))
        self._promise.setText(
            self.tr("Four steps, about five minutes. The documents do not leave this computer.")
        )
        self.later.setText(self.tr("Set up later"))
        self.language.setText(formats.own_name(formats.language()))
        self.check_again.setText(self.tr("Check again"))
        self.ways.retranslate()
        self.choose.setText(self.tr("Choose a folder"))
        self._or_drop.setText(self.tr("or drag it into the window"))
        self.ask.setText(self.tr("Ask"))
        self.samples.setText(self.tr("Try on ready samples"))
        self.refresh()
