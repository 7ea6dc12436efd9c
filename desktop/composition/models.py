"""Builds the page of the models."""

from desktop.app import Application
from desktop.composition import parts
from desktop.features.models.services.own_memory import OwnMemory
from desktop.features.models.viewmodels.memory_model import MemoryModel
from desktop.features.models.viewmodels.models_model import ModelsModel
from desktop.features.models.views.models_page import ModelsPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ModelsPage:
    """The page over the services of the application; called when it is first shown."""
    model = ModelsModel(
        application.models,
        application.model_fetching,
        application.made_models,
        application.model_fit,
        application.jobs,
        application.hardware,
        application.bases,
        application.adapters,
        application.security,
        application.settings,
        application.change_publisher,
    )
    memory = MemoryModel(application.hardware, OwnMemory().resident)
    return ModelsPage(theme, model, memory, parts.packs(application))
