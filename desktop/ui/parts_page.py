"""A page that is a stack of parts, with a line above that leads back and to the neighbours."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.page import Page
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Segmented
from desktop.ui.widgets.base import column, row


class PartsPage(Page):
    """Training and the exam. `parts` builds each part by its name, when it is first shown."""

    def __init__(self, theme: Theme, parts: Mapping[str, Callable[[], PagePart]]) -> None:
        super().__init__(theme)
        self._builders = parts
        self._views: dict[str, PagePart] = {}
        layout = column(self)
        self.bar = QWidget()
        line = row(self.bar, 16, (12, 12, 24, 0))
        self.back = Button("", "text", "arrow-left")
        self.parts = Segmented()
        self.parts.chosen.connect(self.open_view)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.parts)
        self._stack = QStackedWidget()
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._builders)

    @property
    def current(self) -> str:
        """Name of the part in front; "" before the first one."""
        widget = self._stack.currentWidget()
        return next((name for name, view in self._views.items() if view is widget), "")

    def view(self, name: str) -> PagePart:
        """The part of that name, made now if it was not shown before."""
        if name not in self._views:
            view = self._builders[name]()
            view.open_view.connect(self.open_view)
            view.go.connect(self.go)
            view.message.connect(self.message)
            self._views[name] = view
            self._stack.addWidget(view)
            self.part_made(view)
        return self._views[name]

    def part_made(self, view: PagePart) -> None:
        """A part was made and is in the stack."""

    def base_changed(self, base: str) -> None:
        for view in list(self._views.values()):
            view.base_changed(base)

    def takes(self, paths: list[str]) -> bool:
        """The part in front decides; False before the first one is shown."""
        return bool(self.current) and self.view(self.current).take_paths(paths)
