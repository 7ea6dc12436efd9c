"""Builds the parts that several pages, or the window itself, show."""

from desktop.app import Application
from desktop.features.models.viewmodels.packs_model import PacksModel
from desktop.features.security.viewmodels.shield_model import ShieldModel
from desktop.features.security.views.shield import Shield
from desktop.ui.base_switcher import BaseSwitcher
from desktop.ui.bases_model import BasesModel
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.viewer.document_model import DocumentModel


def switcher(application: Application) -> BaseSwitcher:
    """The name of the current base with its list."""
    return BaseSwitcher(
        BasesModel(application.bases, application.documents, application.chats, application.change_publisher)
    )


def shield(application: Application) -> Shield:
    """Whether Bukvar is sealed, and the way to what keeps it off the network."""
    return Shield(shield_model(application))


def shield_model(application: Application) -> ShieldModel:
    """What the shield shows, and what there is to tell of it."""
    return ShieldModel(application.security, application.change_publisher)


def sources(application: Application) -> SourceModel:
    """What a panel or page of sources shows."""
    return SourceModel(document(application))


def document(application: Application) -> DocumentModel:
    """What a viewer shows."""
    return DocumentModel(application.bases, application.documents, application.pages)


def packs(application: Application) -> PacksModel:
    """Model packs: found, opened, installed."""
    return PacksModel(application.packs, application.models, application.jobs, application.change_publisher)
