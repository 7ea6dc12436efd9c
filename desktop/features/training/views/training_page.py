"""Training: how the base shall learn, its examples, their review, runs, trained models."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.core.training_entities import RunState
from desktop.ui.page import Page
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Segmented
from desktop.ui.widgets.base import column, row

if TYPE_CHECKING:
    from desktop.app import Application

CHOICE = "choice"
VIEWS = {
    CHOICE: "ChoiceView",
    "examples": "ExamplesView",
    "review": "ReviewView",
    "start": "StartView",
    "run": "RunView",
    "adapters": "AdaptersView",
}
_AT_WORK = (RunState.SCHEDULED, RunState.TRAINING, RunState.PAUSED, RunState.COMPARING)


class TrainingPage(Page):
    """A stack of parts, each made when it is first shown. Opens at the run while one is under way, else at
    the choice; the line above every other part leads back and to its neighbours."""

    has_search = False

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self._views: dict[str, PagePart] = {}
        layout = column(self)
        self.bar = QWidget()
        line = row(self.bar, 16, (12, 12, 24, 0))
        self.back = Button("", "text", "arrow-left")
        self.back.clicked.connect(lambda: self.open_view(CHOICE))
        self.parts = Segmented()
        self.parts.chosen.connect(self.open_view)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.parts)
        self._stack = QStackedWidget()
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self._opened = False
        self.retranslate()

    @property
    def current(self) -> str:
        """Name of the part in front; "" before the first one."""
        widget = self._stack.currentWidget()
        return next((name for name, view in self._views.items() if view is widget), "")

    def view(self, name: str) -> PagePart:
        """The part of that name, made now if it was not shown before."""
        if name not in self._views:
            feature = "advice" if name == CHOICE else "training"
            module = import_module(f"desktop.features.{feature}.views.{name}_view")
            view: PagePart = getattr(module, VIEWS[name])(self.application, self.theme)
            view.open_view.connect(self.open_view)
            view.go.connect(self.go)
            view.message.connect(self.message)
            self._views[name] = view
            self._stack.addWidget(view)
        return self._views[name]

    def open_view(self, name: str) -> None:
        """Show a part: choice, examples, review, start, run or adapters."""
        view = self.view(name)
        self._opened = True
        self.bar.setVisible(name != CHOICE)
        self.parts.set_value(name)
        self._stack.setCurrentWidget(view)
        view.shown()

    def _first_view(self) -> str:
        base = self.application.bases.current
        run = self.application.run_store.current(base) if base else None
        return "run" if run is not None and run.state in _AT_WORK else CHOICE

    # --- what the window says ---

    def shown(self) -> None:
        self.open_view(self.current if self._opened else self._first_view())

    def base_changed(self, base: str) -> None:
        for view in list(self._views.values()):
            view.base_changed(base)
        self._opened = False
        if self.isVisible():
            self.shown()

    def takes(self, paths: list[str]) -> bool:
        return bool(self.current) and self.view(self.current).take_paths(paths)

    def retranslate(self) -> None:
        self.back.setText(self.tr("Ways to learn"))
        self.parts.setAccessibleName(self.tr("Parts of training"))
        self.parts.set_choices(
            [
                ("examples", self.tr("Examples")),
                ("review", self.tr("Review")),
                ("start", self.tr("Start")),
                ("run", self.tr("Run")),
                ("adapters", self.tr("Trained models")),
            ]
        )
