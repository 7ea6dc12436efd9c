"""Builds the page of the models."""

from desktop.app import Application
from desktop.features.models.views.models_page import ModelsPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ModelsPage:
    """The page over the services of the application; called when it is first shown."""
    return ModelsPage(application, theme)
