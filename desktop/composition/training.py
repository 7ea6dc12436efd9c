"""Builds the page of training."""

from desktop.app import Application
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> TrainingPage:
    """The page over the services of the application; called when it is first shown."""
    return TrainingPage(application, theme)
