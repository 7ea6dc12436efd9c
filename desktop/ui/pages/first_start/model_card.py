"""The second step: the model that answers, whether it fits, how its getting goes; the other ways to one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.entities import JobRecord, JobState, ModelRecord
from desktop.features.models.domain.fit import Fit, FitState
from desktop.features.models.views.model_words import about, carried_by, fit_words, text_of
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Badge, Banner, Button, Card, Label, ProgressRow, TroubleLabel
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import name_of
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code


class ModelCard(Translated, Card):
    """Signals: `wanted` get it (or again); `public_wanted` from the catalogue's own sources this once,
    where a mirror is set; `paused`, `resumed` with the job's id."""

    wanted = Signal()
    public_wanted = Signal()
    paused = Signal(str)
    resumed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=12, parent=parent)
        head = row(None, 12)
        words, first = column(None, 2), QWidget()
        flow = FlowLayout(first, 8, 2)  # a narrow card puts the badge under the name, whole
        self.name, self.about = Label("", "body_strong"), Label("", "body", "tertiary", wrap=True)
        self.badge = Badge()
        self.notes = Label("", "caption", "tertiary", wrap=True)
        flow.addWidget(self.name)
        flow.addWidget(self.badge)
        words.addWidget(first)
        words.addWidget(self.about)
        self.button = Button("", "primary", "download")
        self.button.clicked.connect(self._act)
        head.addLayout(words, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.progress, self.search_progress = ProgressRow(below=True), ProgressRow(below=True)
        self.trouble = TroubleLabel()
        self.body.addLayout(head)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.search_progress)
        self.body.addWidget(self.trouble)
        self.public = Button("", "outlined", "download")
        self.public.clicked.connect(self.public_wanted)
        self.body.addWidget(self.public, 0, Qt.AlignmentFlag.AlignLeft)
        self._job: JobRecord | None = None
        self._state = ""

    def show_model(
        self,
        record: ModelRecord,
        fit: Fit | None,
        job: JobRecord | None,
        left: float | None,
        search: tuple[JobRecord | None, float | None],
        missing: int,
        lacks_mirror: bool,
    ) -> None:
        """`left` seconds; `search` is the work on the search model; `missing` bytes are still to be got of
        both, 0 = they are here; `lacks_mirror`: the company's mirror was asked in vain."""
        self.name.setText(name_of(record))
        said = text_of(record.russian_source)
        self.about.setText(f"{about(record)} ({said})" if said else about(record))
        notes = (text_of(record.makeshift), carried_by(record))
        self.notes.setText(" ".join(note for note in notes if note))
        self.notes.setVisible(any(notes))
        self.public.setText(self.tr("Allow the public sources this once"))
        self.public.setVisible(lacks_mirror)
        self.badge.setVisible(fit is not None)
        if fit is not None:
            word, tone, why = fit_words(fit)
            fits = {FitState.FITS: self.tr("Fits this computer")}.get(fit.state, word)
            slow = fit.state in (FitState.SLOW, FitState.TOO_SLOW)
            self.badge.show_state(f"{fits}, {why}" if slow else fits, tone)
        self._job = job
        self._show_row(self.progress, job, left)
        together = job is not None and search[0] is not None and job.id == search[0].id
        self._show_row(self.search_progress, *((None, None) if together else search))
        failed = next((each for each in (job, search[0]) if each and each.state is JobState.FAILED), None)
        trouble = failed.problem if failed else None
        self.trouble.show_trouble(in_full(trouble) if trouble else "")
        self._show_button(job, search[0], missing)

    def _show_row(self, shown: ProgressRow, job: JobRecord | None, left: float | None) -> None:
        visible = job is not None and job.state is not JobState.FAILED
        shown.setVisible(visible)
        if job is not None and visible:
            text = describe(job, left)
            shown.show_progress(text.sentence, text.fraction, text.percent, text.state)

    def _show_button(self, job: JobRecord | None, search: JobRecord | None, missing: int) -> None:
        work = job or search
        if work is not None and work.state in (JobState.RUNNING, JobState.QUEUED):
            state, role, icon, words = "pause", "soft", "pause", self.tr("Pause")
        elif work is not None and work.state in (JobState.PAUSED, JobState.INTERRUPTED):
            state, role, icon, words = "resume", "outlined", "play", self.tr("Continue")
        elif work is not None and work.code != Code.FOLDER_LACKS:  # that folder is not asked again
            state, role, icon, words = "get", "outlined", "rotate-ccw", self.tr("Try again")
        else:
            state, role, icon = "get", "primary", "download"
            words = fill(self.tr("Get, %1"), formats.size(missing))
        self._job = work
        self.button.setVisible(bool(missing))
        if state != self._state:
            self.button.set_idle()
        self._state = state
        if self.button.isEnabled():
            self.button.set_role(role)
            self.button.set_icon(icon)
            self.button.setText(words)

    def _act(self) -> None:
        if self._state == "pause" and self._job is not None:
            self.button.set_busy(self.tr("Pausing…"))
            self.paused.emit(self._job.id)
        elif self._state == "resume" and self._job is not None:
            self.resumed.emit(self._job.id)
        else:
            self.wanted.emit()

    def retranslate(self) -> None:
        self._state = ""


class ModelWays(QWidget):
    """Text buttons in a line, or in several where the window is narrow. Without `company` nothing can be
    said of the company's place (the administrator has said it)."""

    def __init__(self, company: bool) -> None:
        super().__init__()
        self.other, self.disk, self.mirror = Button("", "text"), Button("", "text"), Button("", "text")
        line, holder = row(self), QWidget()
        line.addSpacing(-10)  # the words of a text button stand under the words above
        flow = FlowLayout(holder, 8, 0)
        for button in (self.other, self.disk, self.mirror):
            flow.addWidget(button)
        line.addWidget(holder, 1)
        self.mirror.setVisible(company)
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        self.other.setText(self.tr("Another model"))
        self.disk.setText(self.tr("Take from a disk or USB stick"))
        self.mirror.setText(self.tr("From your company"))


class BetterModel(Banner):
    """Signals: `taken(model)` when the offer is accepted."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = ""
        self.acted.connect(lambda: self.taken.emit(self._model))
        self.hide()

    def show_offer(self, record: ModelRecord | None) -> None:
        """Offer this model; None hides the offer."""
        self.setVisible(record is not None)
        if record is None:
            return
        self._model = record.id
        words = self.tr("With a network there is a better one for this computer: %1, %2.")
        words = fill(words, name_of(record), formats.size(record.size))
        self.show_message("info", words, self.tr("Take this one"))
