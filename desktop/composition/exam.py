"""Builds the page of the exam."""

from desktop.app import Application
from desktop.features.exam.views.exam_page import ExamPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ExamPage:
    """The page over the services of the application; called when it is first shown."""
    return ExamPage(application, theme)
