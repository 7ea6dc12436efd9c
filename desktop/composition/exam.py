"""Builds the page of the exam."""

from PySide6.QtWidgets import QWidget

from desktop.app import Application
from desktop.composition import parts, review
from desktop.core.exam_entities import Exam
from desktop.features.exam.viewmodels.exam_answers_model import ExamAnswersModel
from desktop.features.exam.viewmodels.exam_model import ExamModel
from desktop.features.exam.viewmodels.exam_start_model import ExamStartModel
from desktop.features.exam.viewmodels.exam_words import CandidateNames
from desktop.features.exam.viewmodels.instructions_model import InstructionsModel
from desktop.features.exam.viewmodels.opinion_model import OpinionModel
from desktop.features.exam.views.answers_view import AnswersView
from desktop.features.exam.views.certificate import save_certificate
from desktop.features.exam.views.exam_page import ExamPage
from desktop.features.exam.views.instructions_view import InstructionsView
from desktop.features.exam.views.results_view import ResultsView
from desktop.features.exam.views.start_view import ExamStartView
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ExamPage:
    """The page over the services of the application; called when it is first shown."""
    views = {
        "results": lambda: results(application, theme),
        "answers": lambda: answers(application, theme),
        "questions": lambda: review.questions(application, theme),
        "review": lambda: review.question_review(application, theme),
        "start": lambda: start(application, theme),
        "instructions": lambda: instructions(application, theme),
    }
    return ExamPage(theme, views)


def results(application: Application, theme: Theme) -> ResultsView:
    """The table of an exam, with what follows from it."""
    bases = application.bases
    model = ExamModel(
        bases, application.exams, application.exam_results, application.questions.rows,
        application.candidates, _names(application), application.jobs, application.change_publisher,
    )  # fmt: skip

    def certify(exam: Exam, window: QWidget) -> str:
        return save_certificate(application.certificates, bases.get(exam.base).name, exam, window)

    opinions = OpinionModel(
        application.opinions, application.exam_results, application.jobs, application.change_publisher
    )
    return ResultsView(theme, model, opinions, certify)


def answers(application: Application, theme: Theme) -> AnswersView:
    """The answers of a candidate."""
    model = ExamAnswersModel(
        application.bases, application.exams, application.exam_results, application.questions.rows,
        application.documents, _names(application), application.settings, application.change_publisher,
    )  # fmt: skip
    return AnswersView(theme, model, parts.sources(application))


def start(application: Application, theme: Theme) -> ExamStartView:
    """What is chosen before an exam."""
    model = ExamStartModel(
        application.bases, application.exams, application.exam_results, application.candidates,
        application.questions.rows, application.models, application.adapters, application.instructions,
        application.change_publisher,
    )  # fmt: skip
    return ExamStartView(theme, model)


def instructions(application: Application, theme: Theme) -> InstructionsView:
    """The versions of the base's instructions, and the search for better ones."""
    model = InstructionsModel(
        application.bases, application.instructions, application.instructions_search,
        application.instructions_trials, application.guards,
        application.questions.rows, application.jobs, application.change_publisher,
    )  # fmt: skip
    return InstructionsView(theme, model)


def _names(application: Application) -> CandidateNames:
    return CandidateNames(application.models, application.adapters, application.instructions)
