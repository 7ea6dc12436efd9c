"""One model: name and origin, whether it fits, how fast it is, one button."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelState
from desktop.features.models.viewmodels.models_model import ModelItem
from desktop.features.models.views import model_words as words
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Button, ElidedLabel, IconButton, Label, ProgressRow
from desktop.ui.widgets.base import clear, column, row, with_text_size
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import name_of

_ELIDE = Qt.TextElideMode.ElideRight


class ModelLine(QWidget):
    """72 px. Signals: `acted(action, model)` with action get, choose, why, repair, pause, resume, cancel;
    `menu_wanted(model, where)`.
    """

    acted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, shown: ModelItem) -> None:
        super().__init__()
        self.shown = shown
        self._place = "middle"
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 0, 16, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        names = column(None, 2)
        self.name = ElidedLabel("", "body_strong", mode=_ELIDE)
        self.about = ElidedLabel("", "caption", "tertiary", _ELIDE)
        self.failure = Label("", "caption", "danger", wrap=True)  # with its advice, which nobody may miss
        self.failure.hide()
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.about)
        names.addWidget(self.failure)
        names.addStretch(1)
        self._grid.addLayout(names, 0, 0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._facts())
        self._right = QWidget()
        self._buttons = row(self._right, 4)
        self._grid.addWidget(self._right, 0, 2)
        self.progress: ProgressRow | None = None  # made with the first work on it
        self._key: tuple[object, ...] = ()
        self._below: bool | None = None
        with_text_size(self, self._fit)
        self.show_row(shown)

    def _facts(self) -> QWidget:
        facts = QWidget()
        line = row(facts, 16)
        fit = column(None, 2)
        self.badge = Badge()
        self.fit = Label("", "caption", "tertiary", tabular=True)
        self.fit.setContentsMargins(8, 0, 0, 0)
        fit.addStretch(1)
        fit.addWidget(self.badge)
        fit.addWidget(self.fit)
        fit.addStretch(1)
        speed = column(None, 2)
        self.speed = Label("", "body", tabular=True)
        self._known = Label("", "caption", "tertiary")
        speed.addStretch(1)
        speed.addWidget(self.speed)
        speed.addWidget(self._known)
        speed.addStretch(1)
        holder, other = QWidget(), QWidget()
        holder.setLayout(fit)
        other.setLayout(speed)
        self._holder = holder
        line.addWidget(holder)
        line.addWidget(other, 1)
        return facts

    def _show_progress(self, job: JobRecord) -> None:
        if self.progress is None:
            self.progress = ProgressRow(below=True)
            box = QWidget()
            layout = column(box)
            layout.addStretch(1)
            layout.addWidget(self.progress)
            layout.addStretch(1)
            self._middle.addWidget(box)
        text = describe(job, self.shown.seconds_left)
        self.progress.show_progress(text.sentence, text.fraction, text.percent, text.state)

    def show_row(self, shown: ModelItem) -> None:
        """Show another state of the same model."""
        self.shown = shown
        record = shown.record
        self.name.setText(name_of(record))
        self.about.setText(words.about(record))
        self._show_fit()
        self._show_failure(shown.failure)
        fast, known = words.speed_words(shown)
        self.speed.setText(fast)
        self._known.setText(known)
        if shown.job is not None:
            self._show_progress(shown.job)
        self._middle.setCurrentIndex(0 if shown.job is None else 1)
        self._show_buttons()
        self.setAccessibleName(f"{self.name.text()}. {shown.failure or self.about.text()}")
        told = (words.text_of(record.description), words.text_of(record.makeshift), words.carried_by(record))
        self.setToolTip("\n".join(text for text in told if text))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _fit(self) -> None:
        """The widths of the columns, which are those of the other rows, too."""
        self._holder.setFixedWidth(theme().grown(232, 0.45))
        self._middle.setFixedWidth(theme().grown(416, 0.5))
        self._right.setMinimumWidth(theme().grown(152, 0.6))
        self._below = None
        self._arrange()

    def _arrange(self) -> None:
        """What is known of the model stands beside its name, or below it where there is no room."""
        taken = self._middle.minimumWidth() + self._right.minimumWidth() + 64
        below = bool(self.width()) and self.width() - taken < theme().grown(180)
        if below != self._below:
            self._below = below
            self._grid.addWidget(self._middle, *((1, 0, 1, 3) if below else (0, 1, 1, 1)))
        line = theme().height("model_row")
        names = max(line, self._height_of_failure(below)) if self.shown.failure else line
        self.setFixedHeight(names + (line if below else 0))

    def _height_of_failure(self, below: bool) -> int:
        """What the name with all that is said of a failure takes, in px."""
        buttons = max(self._right.minimumWidth(), self._right.sizeHint().width())
        room = self.width() - buttons - 48 - (0 if below else self._middle.minimumWidth() + 16)
        return theme().line("body_strong") + self.failure.heightForWidth(max(room, 1)) + 18

    def _show_failure(self, failure: str) -> None:
        self.about.setVisible(not failure)
        self.failure.setVisible(bool(failure))
        if failure != self.failure.text():
            self.failure.setText(failure)
            self._arrange()

    def _show_fit(self) -> None:
        record, fit = self.shown.record, self.shown.fit
        damaged = record.state is ModelState.DAMAGED
        self.badge.setVisible(damaged or fit is not None)
        self.fit.setVisible(damaged or fit is not None)
        if damaged:
            self.badge.show_state(self.tr("Damaged"), "bad", "circle-alert")
            self.fit.setText(self.tr("Get it again"))
        elif fit is not None:
            word, tone, why = words.fit_words(fit)
            self.badge.show_state(word, tone)
            self.fit.setText(why)

    def _show_buttons(self) -> None:
        """Made again only when they are others: progress comes ten times a second."""
        record, job, fit = self.shown.record, self.shown.job, self.shown.fit
        state = job.state if job is not None else None
        failed = bool(self.shown.failure)
        key = (record.state, state, self.shown.selected, fit.state if fit else None, failed, self.tr("Get"))
        if key == self._key:
            return
        self._key = key
        clear(self._buttons)
        self._buttons.addStretch(1)
        here = record.state in (ModelState.READY, ModelState.DAMAGED)
        if job is not None:
            self._job_buttons(job.state)
        elif record.state is ModelState.DAMAGED:
            self._add(self.tr("Repair"), "outlined", "repair", "refresh-cw")
        elif here and record.purpose is not ModelPurpose.CHAT:
            self._buttons.addWidget(Badge(self.tr("Here"), "ok", "check"))
        elif self.shown.selected:
            self._buttons.addWidget(Badge(self.tr("In chat"), "accent", "check", raised=True))
        elif here:
            self._add(self.tr("Choose"), "outlined", "choose")
        elif fit is not None and not fit.offered:
            self._add(self.tr("Why"), "text", "why")
        else:
            word = self.tr("Try again") if self.shown.failure else self.tr("Get")
            self._add(word, "outlined", "get", "download")
        menu = IconButton("ellipsis", fill(self.tr("More about %1"), self.name.text()))
        menu.clicked.connect(
            lambda: self.menu_wanted.emit(record.id, menu.mapToGlobal(QPoint(0, menu.height())))
        )
        self._buttons.addWidget(menu)

    def _job_buttons(self, state: JobState) -> None:
        if state in (JobState.RUNNING, JobState.QUEUED):
            self._icon("pause", self.tr("Pause"), "pause")
        else:
            self._icon("play", self.tr("Continue"), "resume")
        self._icon("x", self.tr("Cancel"), "cancel")

    def _add(self, text: str, role: str, action: str, icon: str = "") -> None:
        button = Button(text, role, icon)
        button.setAccessibleName(f"{text}: {self.name.text()}")
        button.clicked.connect(lambda: self.acted.emit(action, self.shown.record.id))
        self._buttons.addWidget(button)

    def anchor(self) -> QWidget:
        """What was pressed, for what opens beside it: the first button, or the line itself."""
        found = (self._buttons.itemAt(at) for at in range(self._buttons.count()))
        shown = (item.widget() for item in found if item is not None)
        return next((widget for widget in shown if isinstance(widget, Button)), self)

    def _icon(self, icon: str, name: str, action: str) -> None:
        button = IconButton(icon, name)
        button.clicked.connect(lambda: self.acted.emit(action, self.shown.record.id))
        self._buttons.addWidget(button)

    def set_place(self, place: str) -> None:
        """Where it stands in its card: first, middle, last or only (the corners of its fill)."""
        self._place = place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.shown.selected:
            box, radius = QRectF(self.rect()), theme().radius("card") - 1
            paint = theme().colour("selected")
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(paint)
            top = radius if self._place in ("first", "only") else 0
            bottom = radius if self._place in ("last", "only") else 0
            painter.drawRoundedRect(box, radius if top or bottom else 0, radius if top or bottom else 0)
            if not top:
                painter.drawRect(box.adjusted(0, 0, 0, -box.height() / 2))
            if not bottom:
                painter.drawRect(box.adjusted(0, box.height() / 2, 0, 0))
        painter.end()
