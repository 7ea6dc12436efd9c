"""Builds the page of the documents."""

from desktop.app import Application
from desktop.composition import parts
from desktop.features.documents.viewmodels.documents_model import DocumentsModel
from desktop.features.documents.viewmodels.folders_model import FoldersModel
from desktop.features.documents.viewmodels.notices_model import NoticesModel
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.features.documents.views.notices import Notices
from desktop.features.documents.views.preview import Preview
from desktop.features.documents.views.watched_folders import WatchedFolders
from desktop.features.exam.viewmodels.readiness_model import ReadinessModel
from desktop.features.exam.views.readiness_card import ReadinessCard
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> DocumentsPage:
    """The page over the services of the application; called when it is first shown."""
    bases, documents, jobs = application.bases, application.documents, application.jobs
    publisher = application.change_publisher
    notices = NoticesModel(bases, documents, jobs, application.adapters, application.settings, publisher)
    preview = Preview(parts.sources(application))
    page = DocumentsPage(
        theme,
        model=DocumentsModel(bases, documents, jobs, publisher),
        notices=Notices(notices),
        readiness=ReadinessCard(ReadinessModel(application.readiness, bases, documents, publisher)),
        preview=preview,
        folders=WatchedFolders(FoldersModel(bases, application.living, application.settings, publisher)),
    )
    preview.page_wanted.connect(page.go)
    return page
