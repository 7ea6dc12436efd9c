"""Decisions are signed: the first one asks who decides."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.review.parts import OfReviewer


class SigningPopup(NamePopup):
    """Made by a view in which somebody decides."""

    def __init__(self, model: OfReviewer) -> None:
        super().__init__()
        self._model = model

    def signed(self, act: Callable[[], object], anchor: QWidget) -> None:
        """Do it; when it is not known yet who decides, ask at `anchor` first."""
        if self._model.reviewer:
            act()
            return
        self.ask_name(act, anchor, self.tr("Your name. It stays with what you decide"), self.tr("Remember"))

    def ask_name(self, act: Callable[[], object], anchor: QWidget, words: str, button: str) -> None:
        """Ask who decides, whoever it was before, and do it then."""

        def take(name: str) -> str:
            self._model.sign_as(name)
            act()
            return ""

        # A popup of a view would hand its keys to the view's shortcuts; one of the window keeps them.
        if self.parent() is not anchor.window():
            self.setParent(anchor.window(), self.windowFlags())
        self.ask(anchor, words, self._model.reviewer, button, take)
