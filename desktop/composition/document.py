"""Builds the page of one document."""

from desktop.app import Application
from desktop.composition import parts
from desktop.ui.theme import Theme
from desktop.ui.viewer.viewer_page import ViewerPage


def build(application: Application, theme: Theme) -> ViewerPage:
    """The page over the services of the application; called when it is first shown."""
    return ViewerPage(theme, parts.document(application))
