"""The card of the training component: its licence first, then getting it, its size, its removal."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.core.entities import JobRecord, JobState
from desktop.core.training_entities import ComponentState, TuningComponent
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Button, Card, FlowLayout, Label, ProgressRow
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.job_text import describe

SIZE = 6_600_000_000  # bytes unpacked, of the locked packages
_LICENCE = 200  # px


class ComponentCard(Translated, Card):
    """Shows what it is told.

    Signals: `licence_wanted`; `install_wanted(from_folder)`; `found_wanted(folder)` the folder that was found
    by itself; `paused`, `resumed`, `cancelled`;
    `repair_wanted`; `remove_wanted`.
    """

    licence_wanted = Signal()
    install_wanted = Signal(bool)
    found_wanted = Signal(str)
    paused = Signal()
    resumed = Signal()
    cancelled = Signal()
    repair_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=12)
        head = row(None, 12)
        self.title = Label("", "section", wrap=True)
        self.badge = Badge("", "neutral")
        self.remove_button = Button("", "quiet")
        self.remove_button.clicked.connect(self.remove_wanted)
        self.repair_button = Button("", "quiet")
        self.repair_button.clicked.connect(self.repair_wanted)
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        head.addWidget(self.repair_button)
        head.addWidget(self.remove_button)
        self.sentence = Label("", "body", "secondary", wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self._offer())
        self.body.addWidget(self._agreement())
        self.body.addWidget(self._work())
        self._component: TuningComponent | None = None
        self._job: JobRecord | None = None
        self._left: float | None = None
        self._found = ""

    def _offer(self) -> QWidget:
        self._offer_box = QWidget()
        line = row(self._offer_box, 8)
        self.licence_button = Button("", "primary", "download")
        self.licence_button.clicked.connect(self.licence_wanted)
        line.addWidget(self.licence_button)
        line.addStretch(1)
        return self._offer_box

    def _agreement(self) -> QWidget:
        self.agreement = QWidget()
        layout = column(self.agreement, 12)
        self._heading = Label("", "body_strong")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "input")
        self.text.setFixedHeight(_LICENCE)
        buttons = QWidget()
        flow = FlowLayout(buttons, 8, 8)
        self.internet_button, self.folder_button = (
            Button("", "primary", "download"),
            Button("", "outlined", "folder-open"),
        )
        self.found_button = Button("", "primary", "folder-open")
        self.found_button.clicked.connect(lambda: self.found_wanted.emit(self._found))
        self.later_button = Button("", "quiet")
        self.internet_button.clicked.connect(lambda: self._install(False))
        self.folder_button.clicked.connect(lambda: self._install(True))
        self.later_button.clicked.connect(self._later)
        for button in (self.found_button, self.internet_button, self.folder_button, self.later_button):
            flow.addWidget(button)
        layout.addWidget(self._heading)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.agreement.hide()
        return self.agreement

    def _work(self) -> QWidget:
        self._work_box = QWidget()
        line = row(self._work_box, 16)
        self.progress = ProgressRow(below=True)
        self.pause_button = Button("", "soft", "pause")
        self.resume_button = Button("", "outlined", "play")
        self.cancel_button = Button("", "quiet")
        self.pause_button.clicked.connect(self.paused)
        self.resume_button.clicked.connect(self.resumed)
        self.cancel_button.clicked.connect(self.cancelled)
        line.addWidget(self.progress, 1)
        for button in (self.pause_button, self.resume_button, self.cancel_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._work_box

    def show_component(
        self,
        component: TuningComponent,
        job: JobRecord | None = None,
        seconds_left: float | None = None,
        found: str = "",
        closed: str = "",
    ) -> None:
        """`job`: installing, while it is not done; a cancelled one counts as none. `found`: a folder with the
        packages, on a disk that was put in or beside the installer. `closed`: why the internet cannot be
        used ("" = it can)."""
        self._found = found
        self.internet_button.set_reason(closed)
        if job is not None and job.state is JobState.CANCELLED:
            job = None
        self._component, self._job, self._left = component, job, seconds_left
        ready = component.state is ComponentState.READY
        self.title.setText(self._title(component))
        self.title.set_role("body_strong" if ready else "section")
        self.body.setSpacing(2 if ready else 12)
        self.body.setContentsMargins(24, 12 if ready else 20, 16 if ready else 24, 14 if ready else 24)
        self.sentence.setText(self._sentence(component))
        self.badge.setVisible(ready)
        self.badge.show_state(self.tr("Installed"), "ok")
        for button in (self.repair_button, self.remove_button):
            button.setVisible(ready and component.size > 0)
        wanted = not ready and job is None
        self._offer_box.setVisible(wanted and self.agreement.isHidden())
        if not wanted:
            self.agreement.hide()
        self._work_box.setVisible(job is not None and not ready)
        if job is not None and not ready:
            self._show_job(job, seconds_left)
        self._say()

    def show_licence(self, text: str) -> None:
        """The licence comes before anything is got."""
        if not text:
            return
        self.text.setPlainText(text)
        self.agreement.show()
        self._offer_box.hide()
        open_ = self.internet_button if self.internet_button.isEnabled() else self.folder_button
        first = self.found_button if self._found else open_
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_job(self, job: JobRecord, seconds_left: float | None) -> None:
        shown = describe(job, seconds_left)
        sentence = shown.sentence
        if shown.state == "running":
            sentence = self._stage(job, seconds_left)
        self.progress.show_progress(sentence, shown.fraction, shown.percent, shown.state)
        self.pause_button.setVisible(shown.state == "running")
        self.resume_button.setVisible(shown.state in ("paused", "failed"))
        self.resume_button.setText(self.tr("Try again") if shown.state == "failed" else self.tr("Continue"))
        self.cancel_button.setVisible(True)

    def _stage(self, job: JobRecord, seconds_left: float | None) -> str:
        if not job.total:
            return self.tr("Installing the component…")
        show = formats.size if job.unit == "bytes" else formats.number
        words = self.tr("Checking: %1 of %2") if job.stage == "check" else self.tr("Installing: %1 of %2")
        words = fill(words, show(job.done), show(job.total))
        if seconds_left is None:
            return words
        return fill(self.tr("%1, %2 left"), words, formats.duration(seconds_left))

    def _title(self, component: TuningComponent) -> str:
        if component.state is ComponentState.READY:
            return self.tr("Training component")
        if component.state is ComponentState.DAMAGED and self._job is None:
            return self.tr("The training component is damaged")
        return self.tr("A training component is needed")

    def _sentence(self, component: TuningComponent) -> str:
        if component.state is ComponentState.READY:
            if not component.size:  # an environment that an administrator chose
                return fill(self.tr("Chosen by your administrator: %1"), component.folder)
            size = formats.size(component.size)
            words = self.tr("%1 on the disk, in a folder of its own.")
            if component.outdated:
                words = self.tr(
                    "%1 on the disk. It works; this version of Bukvar comes with newer packages for it,"
                    " which can be installed when there is time."
                )
            return fill(words, size)
        if component.state is ComponentState.DAMAGED and self._job is None:
            return self.tr("Install it again: what is whole is not got a second time.")
        if self._found:
            words = self.tr(
                "Its packages are here: “%1”. The internet is not needed. It takes about %2 of the disk."
            )
            return fill(words, self._found, formats.size(SIZE))
        words = self.tr(
            "It is not part of Bukvar, is installed once into a folder of its own and takes about %1 of the"
            " disk. Its licence is shown first."
        )
        return fill(words, formats.size(SIZE))

    def _install(self, from_folder: bool) -> None:
        self.install_wanted.emit(from_folder)

    def _later(self) -> None:
        self.agreement.hide()
        if self._component is not None:
            self.show_component(
                self._component, self._job, self._left, self._found, self.internet_button.toolTip()
            )

    def _say(self) -> None:
        damaged = self._component is not None and self._component.state is ComponentState.DAMAGED
        self.licence_button.setText(self.tr("Install again…") if damaged else self.tr("Install…"))
        self._heading.setText(self.tr("Licence of the component"))
        self.text.setAccessibleName(self._heading.text())
        self.found_button.setVisible(bool(self._found))
        self.found_button.setText(fill(self.tr("I agree, install from “%1”"), Path(self._found).name))
        self.found_button.setToolTip(self._found)
        self.internet_button.set_role("outlined" if self._found else "primary")
        self.internet_button.setText(self.tr("I agree, get it from the internet"))
        self.folder_button.setText(self.tr("I agree, install from a folder…"))
        self.later_button.setText(self.tr("Not now"))
        self.pause_button.setText(self.tr("Pause"))
        self.cancel_button.setText(self.tr("Cancel"))
        outdated = self._component is not None and self._component.outdated
        self.repair_button.setText(self.tr("Update") if outdated else self.tr("Check and mend"))
        self.repair_button.setToolTip(self.tr("Compares every file and installs again what has changed"))
        self.remove_button.setText(self.tr("Remove…"))
        self.text.setFont(theme().font("caption"))

    def retranslate(self) -> None:
        if self._component is not None:
            self.show_component(
                self._component, self._job, self._left, self._found, self.internet_button.toolTip()
            )
