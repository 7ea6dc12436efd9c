"""Builds the page of help."""

from desktop.app import Application
from desktop.ui.i18n import formats
from desktop.ui.pages.help_page import HelpPage
from desktop.ui.theme import Theme
from workers.text.language import file_in_language

TOPIC = "tuning_{}.md"


def build(application: Application, theme: Theme) -> HelpPage:
    """The page over the services of the application; called when it is first shown."""
    folder = application.paths.resources / "help"
    return HelpPage(
        theme, lambda: file_in_language(folder, TOPIC, formats.language()).read_text(encoding="utf-8")
    )
