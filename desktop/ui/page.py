"""What the window expects of a page; every page of the stack is one of these."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.translated import Translated


class Page(Translated, QWidget):
    """Made by the window when it is first shown. Words are set in `retranslate`, which a page calls at the
    end of its constructor and which runs again when the language changes.

    Signals: `go(name)` opens another page ("chat", "documents", "training", "exam", "models", "settings",
    "tasks", "help"), "PAGE:PART" a part of it; `message(text, action, acted, expired)` shows a toast
    (`action` "" and None for no undo).
    """

    go = Signal(str)
    message = Signal(str, str, object, object)

    own_header = False
    """True when the page draws its own header of 56 px with a `BaseSwitcher` in it (the chat)."""

    came_from = ""
    """Name of the page that was in front before this one; help between the two does not count."""

    has_search = True
    """False hides the header's search field: nothing on this page is searched."""

    typed_in: QWidget | None = None
    """Where one types at the bottom of the page: a toast stands above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def header_title(self) -> str:
        """The title in the window's header; "" shows the base switcher there."""
        return ""

    def search_name(self) -> str:
        """What the header's search field looks for ("Find a setting"); "" = the window's own word."""
        return ""

    def search(self, text: str) -> None:
        """The words of the header's search field changed."""

    def find_here(self) -> bool:
        """Ctrl+F: search within the page; False if it has none (then the header's field is used)."""
        return False

    def foot(self) -> int:
        """Pixels at the bottom that a toast leaves free."""
        typed_in = self.typed_in
        return 0 if typed_in is None else self.height() - typed_in.mapTo(self, QPoint(0, 0)).y() + 8

    def take_paths(self, paths: list[str]) -> None:
        """Documents dropped on a page that takes them itself (the first start)."""

    def takes(self, paths: list[str]) -> bool:
        """Files dropped on the page in front; False: they are documents for the base."""
        return False

    def shown(self) -> None:
        """The page came to the front."""

    def open_view(self, name: str) -> None:
        """Show one part of the page, on a page that has parts."""
        self.shown()

    def base_changed(self, base: str) -> None:
        """Another base is current."""

    def toast(
        self,
        text: str,
        action: str = "",
        acted: Callable[[], None] | None = None,
        expired: Callable[[], None] | None = None,
    ) -> None:
        """Show a toast; `acted` when its action is clicked, `expired` when it goes without."""
        self.message.emit(text, action, acted, expired)
