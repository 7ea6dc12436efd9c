"""Builds the page of the first start."""

from desktop.app import Application
from desktop.ui.pages.first_start_page import FirstStartPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> FirstStartPage:
    """The page over the services of the application; called when it is first shown."""
    return FirstStartPage(application, theme)
