"""Builds the page of analyses."""

from desktop.app import Application
from desktop.composition import parts
from desktop.features.analysis.viewmodels.analyses_model import AnalysesModel
from desktop.features.analysis.views.analysis_page import AnalysisPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> AnalysisPage:
    """The page over the services of the application; called when it is first shown."""
    model = AnalysesModel(
        application.bases, application.documents, application.jobs, application.analyses,
        application.summaries, application.comparisons, application.facts, application.workbooks,
        application.change_publisher,
    )  # fmt: skip
    return AnalysisPage(theme, model, parts.sources(application))
