"""Training: how the base shall learn, its examples, their review, runs, trained models."""

from collections.abc import Callable, Mapping

from desktop.ui.page_part import PagePart
from desktop.ui.parts_page import PartsPage
from desktop.ui.theme import Theme

CHOICE = "choice"


class TrainingPage(PartsPage):
    """Opens at the run while one is `under_way`, else at the choice; the line above every other part leads
    back to it."""

    has_search = False

    def __init__(
        self, theme: Theme, parts: Mapping[str, Callable[[], PagePart]], under_way: Callable[[], bool]
    ) -> None:
        super().__init__(theme, parts)
        self._under_way = under_way
        self._opened = False
        self.back.clicked.connect(lambda: self.open_view(CHOICE))
        self.retranslate()

    def open_view(self, name: str) -> None:
        """Show a part: choice, examples, review, start, run or adapters."""
        view = self.view(name)
        self._opened = True
        self.bar.setVisible(name != CHOICE)
        self.parts.set_value(name)
        self._stack.setCurrentWidget(view)
        view.shown()

    # --- what the window says ---

    def shown(self) -> None:
        first = "run" if self._under_way() else CHOICE
        self.open_view(self.current if self._opened else first)

    def base_changed(self, base: str) -> None:
        super().base_changed(base)
        self._opened = False
        if self.isVisible():
            self.shown()

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
