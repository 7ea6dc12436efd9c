"""Analyses: a summary, a comparison or a table of facts, with the page of a source beside it."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.features.analysis.domain.analysis import Analysis, AnalysisKind, AnalysisState
from desktop.features.analysis.viewmodels import analysis_words
from desktop.features.analysis.viewmodels.analyses_model import AnalysesModel
from desktop.features.analysis.views.comparison_view import ComparisonView
from desktop.features.analysis.views.facts_view import FactsView
from desktop.features.analysis.views.questions_form import QuestionsForm
from desktop.features.analysis.views.summary_view import SummaryView
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page import Page
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_panel import SourcePanel
from desktop.ui.theme import Theme
from desktop.ui.widgets import (
    Banner,
    Button,
    ElidedLabel,
    EmptyState,
    IconButton,
    JobCard,
    Label,
    PopupItem,
    PopupList,
)  # fmt: skip
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.flow_layout import TurningLine

TICK_MS = 1000  # the time left is said again this often
_NAMED = 3  # documents that a warning names
_NARROW, _TITLE = 1100, 360  # px of the page: below, the source covers it; of the way back with the title
_ICONS = {
    AnalysisKind.SUMMARY: "scroll-text",
    AnalysisKind.COMPARISON: "equal",
    AnalysisKind.FACTS: "file-spreadsheet",
}


class AnalysisPage(Page):
    """Opened from Documents: "analysis:summary/DOCUMENT", "analysis:compare/FIRST,SECOND",
    "analysis:facts/DOCUMENT,…" (ids; no document = all)."""

    has_search = False

    def __init__(self, theme: Theme, model: AnalysesModel, sources: SourceModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        sources.setParent(self)
        line = row(self)
        left = column(None)
        left.addLayout(self._bar())
        self.banner, self.card = Banner("warning"), JobCard()
        top = column(None, 8, (24, 0, 24, 4))
        top.addWidget(self.banner)
        top.addWidget(self.card)
        left.addLayout(top)
        self.stack = QStackedWidget()
        self.summary, self.comparison, self.facts = SummaryView(), ComparisonView(), FactsView()
        self.form, self.empty = QuestionsForm(), EmptyState("scroll-text")
        for view in (self.empty, self.summary, self.comparison, self.facts, self.form):
            self.stack.addWidget(view)
        left.addWidget(self.stack, 1)
        line.addLayout(left, 1)
        self.panel = SourcePanel(sources)
        self.panel.setParent(self)
        self.panel.hide()
        self._line = line
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._connect()
        self.retranslate()

    def _bar(self) -> QHBoxLayout:
        bar = row(None, 8, (12, 12, 24, 8))
        self.back = Button("", "text", "arrow-left")
        words = column(None, 0)
        self.title, self.about = ElidedLabel("", "section"), Label("", "caption", "tertiary", tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.earlier = Button("", "outlined", "clock")
        self.export = Button("", "outlined", "file-spreadsheet")
        self.again, self.remove = IconButton("refresh-cw", ""), IconButton("trash-2", "")
        named = QWidget()
        first = row(named, 8)
        first.addWidget(self.back)
        first.addLayout(words, 1)
        bar.addWidget(TurningLine(named, self.earlier, self.export, self.again, self.remove, least=_TITLE))
        self._list = PopupList(self)
        return bar

    def _connect(self) -> None:
        model = self.model
        self.back.clicked.connect(self._leave)
        self.empty.acted.connect(lambda: self.go.emit("documents"))
        self.earlier.clicked.connect(self._show_earlier)
        self._list.chosen.connect(model.show)
        self.again.clicked.connect(model.make_again)
        self.remove.clicked.connect(self._ask_to_remove)
        self.export.clicked.connect(self._export)
        self.card.paused.connect(model.pause)
        self.card.resumed.connect(model.resume)
        self.card.cancelled.connect(model.stop)
        self.form.asked.connect(model.tabulate)
        self.form.left.connect(self._leave)
        for view in (self.summary, self.comparison, self.facts):
            view.opened.connect(self._open)
        self.panel.message.connect(self.toast)
        self.panel.closed.connect(self._close_panel)
        self.panel.page_wanted.connect(self.go)
        model.changed.connect(self._show)
        model.message.connect(self.toast)
        self._tick.timeout.connect(self._show_work)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.activated.connect(lambda: self.back.click() if self.panel.isHidden() else self._close_panel())

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        model, current = self.model, self.model.current
        self.title.setText(self._title(current))
        self.about.setText(analysis_words.begun(current) if current is not None else "")
        drafting = model.draft is not None
        for button in (self.again, self.remove):
            button.setVisible(current is not None)
        self.export.setVisible(current is not None and current.kind is AnalysisKind.FACTS)
        self.earlier.setVisible(len(model.analyses()) > (0 if drafting else 1))
        if drafting:
            self.form.show_documents(model.draft_names())
            if self.stack.currentWidget() is not self.form:
                self.stack.setCurrentWidget(self.form)
                self.form.field.setFocus()
        elif current is None:
            self.stack.setCurrentWidget(self.empty)
        elif current.kind is AnalysisKind.SUMMARY:
            self.summary.show_summary(model.summary(), current.state is AnalysisState.RUNNING)
            self.stack.setCurrentWidget(self.summary)
        elif current.kind is AnalysisKind.COMPARISON:
            self.comparison.show_comparison(current, model.compared, model.hindrance)
            self.stack.setCurrentWidget(self.comparison)
        else:
            self.facts.show_facts(current, model.cells())
            self.stack.setCurrentWidget(self.facts)
        self._warn()
        self._show_work()

    def _warn(self) -> None:
        """Of documents that are others than when the work began."""
        said = [
            fill(words, ", ".join(names[:_NAMED]), len(names))
            for words, more, names in (
                (
                    self.tr("Another text since: %1. Make it again to see what holds now."),
                    self.tr(
                        "Another text since: %1 and others, %2 in all. Make it again to see what holds now."
                    ),
                    self.model.outdated(),
                ),
                (
                    self.tr("Not in the base any more, or not read: %1."),
                    self.tr("Not in the base any more, or not read: %1 and others, %2 in all."),
                    self.model.gone(),
                ),
            )
            if names
            for words in (more if len(names) > _NAMED else words,)
        ]
        if said:
            self.banner.show_message("warning", " ".join(said))
        self.banner.setVisible(bool(said))

    def _show_work(self) -> None:
        text = self.model.job_text()
        self.card.setVisible(text is not None)
        if text is not None:
            self.card.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
        running = text is not None and text.state == "running"
        if running and not self._tick.isActive():
            self._tick.start()
        elif not running:
            self._tick.stop()

    def _title(self, current: Analysis | None) -> str:
        if current is None:
            return ""
        return fill(self.tr("%1: %2"), analysis_words.kind(current.kind), analysis_words.title(current))

    # --- what the user does ---

    def _leave(self) -> None:
        """Back to the documents; what is typed of questions stays for the next table."""
        if self.model.draft is not None:
            self.model.show("")
        self.go.emit("documents")

    def _show_earlier(self) -> None:
        current = self.model.current
        items = [
            PopupItem(
                one.id,
                analysis_words.title(one),
                " · ".join(filter(None, (analysis_words.kind(one.kind), analysis_words.state(one)))),
                checked=current is not None and one.id == current.id,
                icon=_ICONS[one.kind],
            )
            for one in self.model.analyses()
        ]
        self._list.show_items(items, self.tr("Earlier ones"))
        self._list.open_at(self.earlier, width=360)

    def _ask_to_remove(self) -> None:
        dialog = Confirm(
            self.window(),
            self.tr("Remove this?"),
            self.tr("What was made of the documents is gone for good. The documents stay."),
            self.tr("Remove"),
            self.tr("Keep"),
        )
        dialog.accepted.connect(self.model.remove)
        dialog.open()

    def _export(self) -> None:
        path, _ = ask_target(self, self.tr("Save the table"), f"{self.tr('Facts')}.xlsx", "XLSX (*.xlsx)")
        if path:
            self.model.export(Path(path).with_suffix(".xlsx"))

    def _open(self, places: object, index: int) -> None:
        assert isinstance(places, tuple)
        self.panel.model.show(places, index, "")
        self.panel.show()
        self._fit_panel()

    def _close_panel(self) -> None:
        self.panel.hide()
        self.panel.model.close()

    def _fit_panel(self) -> None:
        """Beside what is shown where there is room, else over it."""
        if self.panel.isHidden():
            return
        wide = self.theme.grown(self.theme.width("review_panel"), 0.5)
        if self.width() >= _NARROW:
            self.panel.setFixedWidth(wide)
            self._line.addWidget(self.panel)
            return
        self._line.removeWidget(self.panel)
        self.panel.setFixedWidth(min(wide, self.width() - 80))
        self.panel.setGeometry(self.width() - self.panel.width(), 0, self.panel.width(), self.height())
        self.panel.raise_()

    # --- what the window says ---

    def open_view(self, name: str) -> None:
        kind, _, named = name.partition("/")
        documents = [one for one in named.split(",") if one]
        if kind == "summary" and documents:
            self.model.summarize(documents[0])
        elif kind == "compare" and len(documents) == 2:
            self.model.compare(*documents)
        elif kind == "facts":
            self.model.ask_for_questions(documents)
        self.shown()

    def shown(self) -> None:
        self._show()
        current = self.model.current
        if current is not None and current.kind is AnalysisKind.COMPARISON and self.model.compared is None:
            self.model.show(current.id)

    def base_changed(self, base: str) -> None:
        self._close_panel()
        self.model.base_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def retranslate(self) -> None:
        self.back.setText(self.tr("Documents"))
        self.earlier.setText(self.tr("Earlier ones"))
        self.export.setText(self.tr("Save as XLSX"))
        self.again.set_name(self.tr("Make it again"))
        self.remove.set_name(self.tr("Remove"))
        self.empty.set_texts(
            self.tr("Nothing is summarised or compared yet"),
            self.tr("Choose documents: one for a summary, two to compare, any for a table of facts."),
            self.tr("To the documents"),
        )
        self._show()
