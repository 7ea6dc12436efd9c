"""What a page expects of its parts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.translated import Translated


class PagePart(Translated, QWidget):
    """One part of the training or the exam page, made when it is first shown. Words are set in `retranslate`,
    which a part calls at the end of its constructor and which runs again when the language changes.

    Signals: `open_view(name)` shows another part of the page; `go(name)` opens another page of the window;
    `message(text, action, acted, expired)` shows a toast."""

    open_view = Signal(str)
    go = Signal(str)
    message = Signal(str, str, object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def shown(self) -> None:
        """The part came to the front."""

    def base_changed(self, base: str) -> None:
        """Another base is current."""

    def take_paths(self, paths: list[str]) -> bool:
        """Files dropped on the page; True when this part takes them."""
        return False
