"""Builds the page of the documents."""

from desktop.app import Application
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> DocumentsPage:
    """The page over the services of the application; called when it is first shown."""
    return DocumentsPage(application, theme)
