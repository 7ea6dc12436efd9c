"""Builds the page of training."""

from desktop.app import Application
from desktop.composition import review
from desktop.features.advice.viewmodels.choice_model import ChoiceModel
from desktop.features.advice.viewmodels.worth_model import WorthModel
from desktop.features.advice.views.choice_view import ChoiceView
from desktop.features.training.viewmodels.adapters_model import AdaptersModel
from desktop.features.training.viewmodels.component_model import ComponentModel
from desktop.features.training.viewmodels.run_model import RunModel
from desktop.features.training.viewmodels.start_model import StartModel
from desktop.features.training.views.adapters_view import AdaptersView
from desktop.features.training.views.run_view import RunView
from desktop.features.training.views.start_view import StartView
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> TrainingPage:
    """The page over the services of the application; called when it is first shown."""
    views = {
        "choice": lambda: choice(application, theme),
        "examples": lambda: review.examples(application, theme),
        "review": lambda: review.example_review(application, theme),
        "start": lambda: start(application, theme),
        "run": lambda: run(application, theme),
        "adapters": lambda: adapters(application, theme),
    }
    bases, store = application.bases, application.run_store
    return TrainingPage(theme, views, lambda: store.current(bases.current) is not None)


def choice(application: Application, theme: Theme) -> ChoiceView:
    """The ways to learn, with the advice."""
    model = ChoiceModel(
        application.bases, application.advisor, application.settings, application.change_publisher
    )
    return ChoiceView(theme, model, WorthModel(application.bases, application.worth))


def start(application: Application, theme: Theme) -> StartView:
    """What stands before a run."""
    model = StartModel(
        application.bases, application.models, application.examples.rows, application.planner,
        application.runs, application.run_store, application.change_publisher,
    )  # fmt: skip
    components = ComponentModel(application.component, application.jobs, application.change_publisher)
    return StartView(theme, model, components)


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
