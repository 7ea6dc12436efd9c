"""Builds the page of training."""

from collections.abc import Callable
from functools import partial

from desktop.app import Application
from desktop.features.advice.viewmodels.choice_model import ChoiceModel
from desktop.features.advice.viewmodels.documents_value_model import DocumentsValueModel
from desktop.features.advice.views.choice_view import ChoiceView
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> TrainingPage:
    """The page over the services of the application; called when it is first shown."""
    views: dict[str, Callable[[], PagePart]] = {
        "choice": lambda: choice(application, theme),
        **{
            name: partial(_part, name, application, theme)
            for name in ("examples", "review", "start", "run", "adapters")
        },
    }
    bases, store = application.bases, application.run_store
    return TrainingPage(theme, views, lambda: store.current(bases.current) is not None)


def choice(application: Application, theme: Theme) -> ChoiceView:
    """The ways to learn, with the advice."""
    model = ChoiceModel(
        application.bases, application.advisor, application.settings, application.change_publisher
    )
    return ChoiceView(theme, model, DocumentsValueModel(application.bases, application.documents_value))


def _part(name: str, application: Application, theme: Theme) -> PagePart:
    """A part that is not shown first. Its modules are loaded when it is: the page opens sooner."""
    from desktop.composition import review, training_parts

    builders: dict[str, Callable[[Application, Theme], PagePart]] = {
        "examples": review.examples,
        "review": review.example_review,
        "start": training_parts.start,
        "run": training_parts.run,
        "adapters": training_parts.adapters,
    }
    return builders[name](application, theme)
