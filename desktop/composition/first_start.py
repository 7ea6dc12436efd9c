"""Builds the page of the first start."""

from desktop.app import Application
from desktop.composition import parts
from desktop.features.documents.viewmodels.first_documents_model import FirstDocumentsModel
from desktop.features.models.viewmodels.first_start_model import FirstStartModel
from desktop.ui.pages.first_start_page import FirstStartPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> FirstStartPage:
    """The page over the services of the application; called when it is first shown."""
    jobs = application.jobs
    model = FirstStartModel(
        application.hardware,
        application.models,
        application.model_fetching,
        application.model_fit,
        application.packs,
        jobs,
        application.settings,
        application.security.seal,
        application.change_publisher,
    )
    samples = application.paths.resources / "samples"
    documents = FirstDocumentsModel(
        application.bases, application.documents, jobs, samples, application.chats.prepare
    )
    return FirstStartPage(theme, model, documents, parts.packs(application))
