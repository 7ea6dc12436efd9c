"""Builds the page of the settings."""

from desktop.app import Application
from desktop.ui.pages.settings_page import SettingsPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> SettingsPage:
    """The page over the services of the application; called when it is first shown."""
    return SettingsPage(application, theme)
