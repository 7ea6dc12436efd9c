"""Builds the page of help."""

from desktop.app import Application
from desktop.ui.i18n import formats
from desktop.ui.pages.help_page import HelpPage
from desktop.ui.pages.help_texts import HelpTexts
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> HelpPage:
    """The page over the services of the application; called when it is first shown."""
    return HelpPage(theme, HelpTexts(application.paths.resources / "help", formats.language))
