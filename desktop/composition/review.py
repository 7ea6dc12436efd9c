"""Builds the lists and reviews of training examples and exam questions."""

from desktop.app import Application
from desktop.composition.parts import sources
from desktop.features.exam.viewmodels.question_review_model import QuestionReviewModel
from desktop.features.exam.viewmodels.questions_model import QuestionsModel
from desktop.features.exam.views.question_review import QuestionReview
from desktop.features.exam.views.questions_view import QuestionsView
from desktop.features.training.viewmodels.example_review_model import ExampleReviewModel
from desktop.features.training.viewmodels.examples_model import ExamplesModel
from desktop.features.training.views.example_review import ExampleReview
from desktop.features.training.views.examples_view import ExamplesView
from desktop.ui.review.generation_model import GenerationModel
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from workers.contract.specs.jobs import Job


def examples(application: Application, theme: Theme) -> ExamplesView:
    """The list of training examples."""
    a = application
    samples = a.paths.resources / "samples"
    model = ExamplesModel(a.examples, a.documents, samples, a.bases, a.settings, a.change_publisher)
    return ExamplesView(theme, model, _making(a, Job.GENERATE))


def questions(application: Application, theme: Theme) -> QuestionsView:
    """The list of exam questions."""
    a = application
    model = QuestionsModel(a.questions, a.bases, a.settings, a.change_publisher)
    return QuestionsView(theme, model, _making(a, Job.MAKE_EXAM))


def example_review(application: Application, theme: Theme) -> ExampleReview:
    """The review of training examples."""
    a = application
    model = ExampleReviewModel(a.examples.rows, a.documents, a.bases, a.settings, a.change_publisher)
    return ExampleReview(theme, model, _source(a))


def question_review(application: Application, theme: Theme) -> QuestionReview:
    """The review of exam questions."""
    a = application
    model = QuestionReviewModel(a.questions.rows, a.documents, a.bases, a.settings, a.change_publisher)
    return QuestionReview(theme, model, _source(a))


def _making(a: Application, job: Job) -> GenerationModel:
    return GenerationModel(job, a.jobs, a.bases, a.documents, a.models, a.change_publisher)


def _source(a: Application) -> SourcePage:
    return SourcePage(sources(a))
