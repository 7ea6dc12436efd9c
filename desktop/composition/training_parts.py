"""Builds what the page of training shows after its choice: the start of a run, the run, trained models."""

from desktop.app import Application
from desktop.features.training.viewmodels.adapters_model import AdaptersModel
from desktop.features.training.viewmodels.component_model import ComponentModel
from desktop.features.training.viewmodels.run_model import RunModel
from desktop.features.training.viewmodels.start_model import StartModel
from desktop.features.training.views.adapters_view import AdaptersView
from desktop.features.training.views.run_view import RunView
from desktop.features.training.views.start_view import TrainingStartView
from desktop.ui.theme import Theme


def start(application: Application, theme: Theme) -> TrainingStartView:
    """What stands before a run."""
    model = StartModel(
        application.bases, application.models, application.examples.rows, application.planner,
        application.runs, application.run_store, application.change_publisher,
    )  # fmt: skip
    components = ComponentModel(application.component, application.jobs, application.change_publisher)
    return TrainingStartView(theme, model, components)


def run(application: Application, theme: Theme) -> RunView:
    """A run with its curves."""
    model = RunModel(
        application.bases, application.runs, application.run_store, application.jobs, application.guards,
        application.adapters, application.models, application.hardware, application.change_publisher,
    )  # fmt: skip
    return RunView(theme, model)


def adapters(application: Application, theme: Theme) -> AdaptersView:
    """The trained models of a base."""
    model = AdaptersModel(
        application.bases, application.documents, application.adapters, application.guards, application.runs,
        application.run_store, application.models, application.settings, application.change_publisher,
    )  # fmt: skip
    return AdaptersView(theme, model)
