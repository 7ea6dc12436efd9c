"""Builds the page of the tasks."""

from desktop.app import Application
from desktop.ui.pages.tasks_model import TasksModel
from desktop.ui.pages.tasks_page import TasksPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> TasksPage:
    """The page over the services of the application; called when it is first shown."""
    model = TasksModel(application.jobs, application.bases, application.models, application.change_publisher)
    return TasksPage(theme, model)
