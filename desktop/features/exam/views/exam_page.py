"""The exam: results, answers, questions and their review, the start, instructions."""

from collections.abc import Callable, Mapping

from desktop.features.exam.views.answers_view import AnswersView
from desktop.features.exam.views.question_review import QuestionReview
from desktop.features.exam.views.questions_view import QuestionsView
from desktop.features.exam.views.results_view import ResultsView
from desktop.features.exam.views.start_view import ExamStartView
from desktop.ui.page_part import PagePart
from desktop.ui.parts_page import PartsPage
from desktop.ui.theme import Theme

RESULTS = "results"
# Which of the choices above a part belongs to.
_BELONGS = {"answers": RESULTS, "start": RESULTS, "review": "questions"}


class ExamPage(PartsPage):
    """The line above every part leads to its neighbours, and from all but the results back."""

    def __init__(self, theme: Theme, parts: Mapping[str, Callable[[], PagePart]]) -> None:
        super().__init__(theme, parts)
        self.back.clicked.connect(lambda: self.open_view(_BELONGS.get(self.current, RESULTS)))
        self.retranslate()

    def open_view(self, name: str) -> None:
        """Show a part: results, answers, questions, review, start or instructions;
        "answers/EXAM/CANDIDATE/QUESTION" opens one answer, "start/ID" lets what was trained take part."""
        name, _, place = name.partition("/")
        before, view = self.current, self.view(name)
        if isinstance(view, AnswersView) and place:
            view.open_answers(*place.split("/"))
        elif isinstance(view, ExamStartView) and place:
            view.model.include(place)
        elif isinstance(view, AnswersView) and before == RESULTS:
            results = self.view(RESULTS)
            assert isinstance(results, ResultsView)
            if results.opened_answers[0]:
                view.open_answers(*results.opened_answers, differing=results.opened_differing)
        questions = self._views.get("questions")
        if isinstance(view, QuestionReview) and isinstance(questions, QuestionsView):
            if questions.opened_question:
                view.open_row(questions.opened_question)
            questions.opened_question = ""
        self.back.setVisible(name != RESULTS)
        self.parts.set_value(_BELONGS.get(name, name))
        self._stack.setCurrentWidget(view)
        view.shown()
        self._say_back()

    # --- what the window says ---

    def search_name(self) -> str:
        return self.tr("Find a question")

    def search(self, text: str) -> None:
        """Words typed over another part look for questions."""
        if text and self.current != "questions":
            self.open_view("questions")
        questions = self._views.get("questions")
        if isinstance(questions, QuestionsView):
            questions.search(text)

    def shown(self) -> None:
        self.open_view(self.current or RESULTS)

    def base_changed(self, base: str) -> None:
        super().base_changed(base)
        if self.isVisible():
            self.open_view(RESULTS)
        elif RESULTS in self._views:
            self._stack.setCurrentWidget(self._views[RESULTS])
            self.back.hide()

    def _say_back(self) -> None:
        words = {RESULTS: self.tr("Results"), "questions": self.tr("Exam questions")}
        self.back.setText(words[_BELONGS.get(self.current, RESULTS)])

    def retranslate(self) -> None:
        self._say_back()
        self.parts.setAccessibleName(self.tr("Parts of the exam"))
        self.parts.set_choices(
            [
                (RESULTS, self.tr("Results")),
                ("questions", self.tr("Questions")),
                ("instructions", self.tr("Instructions")),
            ]
        )
