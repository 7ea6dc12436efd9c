"""A run: time left, the verdict above its curves, figures beside it, the journal below, and its end."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.core.training_entities import RunState
from desktop.features.training.viewmodels.run_model import RunModel, RunShown
from desktop.features.training.views.run.chart_card import ChartCard
from desktop.features.training.views.run.facts import ChatNote, ForecastCard, LoadCard
from desktop.features.training.views.run.journal import Journal
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, EmptyState, Label, ProgressRow, ScrollColumn
from desktop.ui.widgets.base import column, row, with_text_size
from desktop.ui.words.names import counted

_SIDE = 296  # px
_CAN_GO_ON = (RunState.SCHEDULED, RunState.FAILED, RunState.CANCELLED)
_ENDED = (RunState.READY, RunState.FAILED, RunState.CANCELLED)


class RunView(PagePart):
    """The run under way, else the latest one of the base."""

    def __init__(self, theme: Theme, model: RunModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self._stack = QStackedWidget()
        self.empty = EmptyState("graduation-cap")
        self.empty.acted.connect(lambda: self.open_view.emit("start"))
        self._stack.addWidget(self.empty)
        page = ScrollColumn((24, 16, 24, 24), 16)
        page.body.addLayout(self._head())
        self.progress = ProgressRow(below=True)
        page.body.addWidget(self.progress)
        self.note = Banner("info")
        self.note.acted.connect(self._hold_exam)
        page.body.addWidget(self.note)
        page.body.addLayout(self._columns())
        page.body.addStretch(1)
        self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self._state: object = None
        self.model.changed.connect(self._show)
        self.model.ticked.connect(self._show)
        self.model.message.connect(lambda text: self.message.emit(text, "", None, None))
        self.model.exam_needed.connect(
            lambda text: self.message.emit(text, self.tr("Hold an exam"), self._hold_exam, None)
        )
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line = row(None, 8)
        words = column(None, 2)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        line.addLayout(words, 1)
        self.pause_button = Button("", "outlined", "pause")
        self.resume_button = Button("", "primary", "play")
        self.finish_button = Button("", "outlined")
        self.cancel_button = Button("", "quiet")
        self.adapters_button = Button("", "text")
        self.repeat_button = Button("", "outlined", "rotate-ccw")
        self.use_button = Button("", "primary", "message-square")
        self.pause_button.clicked.connect(self._pause)
        self.resume_button.clicked.connect(self._resume)
        self.finish_button.clicked.connect(self._finish)
        self.cancel_button.clicked.connect(self._cancel)
        self.adapters_button.clicked.connect(lambda: self.open_view.emit("adapters"))
        self.repeat_button.clicked.connect(self.model.repeat)
        self.use_button.clicked.connect(self._use)
        for button in self.buttons():
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def buttons(self) -> tuple[Button, ...]:
        return (
            self.cancel_button, self.pause_button, self.resume_button, self.finish_button,
            self.adapters_button, self.repeat_button, self.use_button,
        )  # fmt: skip

    def _columns(self) -> QHBoxLayout:
        line = row(None, 24)
        left, right = column(None, 16), column(None, 16)
        self.card, self.journal = ChartCard(), Journal()
        left.addWidget(self.card)
        left.addWidget(self.journal)
        left.addStretch(1)
        side = QWidget()
        with_text_size(side, lambda: side.setFixedWidth(self.theme.grown(_SIDE, 0.56)))
        side.setLayout(right)
        self.forecast, self.load, self.chat_note = ForecastCard(), LoadCard(), ChatNote()
        for card in (self.forecast, self.load, self.chat_note):
            right.addWidget(card)
        right.addStretch(1)
        line.addLayout(left, 1)
        line.addWidget(side)
        return line

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        shown = self.model.shown()
        self._stack.setCurrentIndex(0 if shown is None else 1)
        if shown is None:
            return
        self.title.setText(self._title(shown))
        self.about.setText(self._about(shown))
        self._show_buttons(shown)
        self._show_progress(shown)
        self._show_note(shown)
        self.card.show_run(shown)
        self.journal.show_events(shown.events)
        self.forecast.show_run(shown)
        self.load.show_run(shown)
        self.chat_note.show_run(shown)

    def _title(self, shown: RunShown) -> str:
        state = shown.run.state
        if shown.resumable:
            return self.tr("Training is paused")
        if state is RunState.TRAINING and shown.seconds_left is not None:
            return fill(self.tr("Teaching the model: %1 left"), formats.duration(shown.seconds_left))
        titles = {
            RunState.SCHEDULED: self.tr("Training is scheduled"),
            RunState.TRAINING: self.tr("Teaching the model"),
            RunState.COMPARING: self.tr("Teaching the model: almost done"),
            RunState.READY: self.tr("The model is trained"),
            RunState.FAILED: self.tr("Training did not end well"),
            RunState.CANCELLED: self.tr("Training is cancelled"),
        }
        return titles.get(state, "")

    def _about(self, shown: RunShown) -> str:
        rows = self.model.approved(shown.run)
        parts = [shown.model, counted(self.tr("%n checked example(s)", "", rows), rows)]
        if shown.run.state is RunState.TRAINING and shown.seconds_left is not None and not shown.resumable:
            end = datetime.now(UTC) + timedelta(seconds=shown.seconds_left)
            parts.append(fill(self.tr("will end about %1"), formats.clock(end)))
        elif shown.run.state in _ENDED:
            parts.append(f"{formats.day(shown.run.updated)}, {formats.clock(shown.run.updated)}")
            if shown.seconds:
                parts.append(fill(self.tr("took %1"), formats.duration(shown.seconds)))
        return " · ".join(parts)

    def _show_progress(self, shown: RunShown) -> None:
        working = shown.run.state in (RunState.TRAINING, RunState.PAUSED, RunState.COMPARING)
        self.progress.setVisible(working)
        if not working:
            return
        figures = (shown.current_pass, shown.passes, shown.step, shown.steps)
        words = fill(self.tr("Pass %1 of %2, step %3 of %4"), *map(formats.number, figures))
        if not shown.points:
            words = self.tr("Preparing")
        percent = formats.percent(shown.fraction)
        self.progress.show_progress(
            words, shown.fraction, percent, "paused" if shown.resumable else "running"
        )

    def _show_note(self, shown: RunShown) -> None:
        """What tuning can and cannot do, told where its result is first tried."""
        self.note.setVisible(shown.run.state is RunState.READY)
        self.note.show_message(
            "info",
            self.tr(
                "A trained model keeps the manner and the wording it was taught. Facts belong to search: it"
                " may state wrong ones with confidence. What it has forgotten, an exam with general questions"
                " shows."
            ),
            self.tr("Hold an exam"),
        )

    def _show_buttons(self, shown: RunShown) -> None:
        state = shown.run.state
        training = state is RunState.TRAINING and not shown.resumable
        key = (shown.run.id, state, shown.resumable)
        if key != self._state:
            self._state = key
            for button in (self.pause_button, self.resume_button, self.finish_button, self.cancel_button):
                button.set_idle()
            self.retranslate_buttons()
        self.pause_button.setVisible(training)
        self.resume_button.setVisible(shown.resumable or state in _CAN_GO_ON)
        self.resume_button.set_role("outlined" if state is RunState.CANCELLED else "primary")
        scheduled = state is RunState.SCHEDULED
        if self.resume_button.isEnabled():
            self.resume_button.setText(self.tr("Start now") if scheduled else self.tr("Continue"))
        self.finish_button.setVisible(training or shown.resumable)
        can_finish = bool(shown.checked) or not shown.resumable
        self.finish_button.set_reason("" if can_finish else self.tr("There is nothing to finish with yet"))
        self.cancel_button.setVisible(shown.resumable or state is RunState.SCHEDULED)
        self.adapters_button.setVisible(state in _ENDED)
        self.repeat_button.setVisible(state in _ENDED)
        self.use_button.setVisible(state is RunState.READY and shown.adapter is not None)

    # --- what the user does ---

    def _pause(self) -> None:
        self.pause_button.set_busy(self.tr("Saving a point…"))
        self.model.pause()

    def _resume(self) -> None:
        self.resume_button.set_busy(self.tr("Continuing…"))
        self.model.resume()

    def _finish(self) -> None:
        self.finish_button.set_busy(self.tr("Finishing…"))
        self.model.finish()

    def _cancel(self) -> None:
        """Nothing is asked: what was learned stays, and can be continued."""
        self.cancel_button.set_busy(self.tr("Stopping…"))
        self.model.cancel()

    def _use(self) -> None:
        if self.model.use():
            self.go.emit("chat")

    def _hold_exam(self) -> None:
        """Of what this run has trained, not of what answers now."""
        shown = self.model.shown()
        self.go.emit(f"exam:start/{shown.run.adapter}" if shown is not None else "exam:start")

    # --- what the page says ---

    def shown(self) -> None:
        self.model.probe_hardware()
        self.model.clock.start()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.clock.stop()
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self._state = None
        self._show()

    def retranslate_buttons(self) -> None:
        self.pause_button.setText(self.tr("Pause"))
        self.resume_button.setText(self.tr("Continue"))
        self.finish_button.setText(self.tr("Finish now"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.adapters_button.setText(self.tr("Trained models"))
        self.repeat_button.setText(self.tr("Repeat"))
        self.use_button.setText(self.tr("Try in the chat"))

    def retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Nothing was trained yet"),
            self.tr("Check examples, let the dry run say how long it takes, then start."),
            self.tr("Before the start"),
        )
        self.retranslate_buttons()
        self._show()
