"""The exam: results, answers, questions and their review, the start, instructions."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.features.exam.views.answers_view import AnswersView
from desktop.features.exam.views.questions_view import QuestionsView
from desktop.features.exam.views.results_view import ResultsView
from desktop.features.exam.views.review_view import ReviewView
from desktop.ui.page import Page
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Segmented
from desktop.ui.widgets.base import column, row

if TYPE_CHECKING:
    from desktop.app import Application

RESULTS = "results"
VIEWS = {
    RESULTS: "ResultsView",
    "answers": "AnswersView",
    "questions": "QuestionsView",
    "review": "ReviewView",
    "start": "StartView",
    "instructions": "InstructionsView",
}
# Which of the choices above a part belongs to.
_BELONGS = {"answers": RESULTS, "start": RESULTS, "review": "questions"}


class ExamPage(Page):
    """A stack of parts, each made when it is first shown. The results carry the choice of parts in their own
    title; the line above every other part leads back and to its neighbours."""

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self._views: dict[str, PagePart] = {}
        layout = column(self)
        self.bar = QWidget()
        line = row(self.bar, 16, (12, 12, 24, 0))
        self.back = Button("", "text", "arrow-left")
        self.back.clicked.connect(lambda: self.open_view(_BELONGS.get(self.current, RESULTS)))
        self.parts = Segmented()
        self.parts.chosen.connect(self.open_view)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.parts)
        self._stack = QStackedWidget()
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self.retranslate()

    @property
    def current(self) -> str:
        """Name of the part in front; "" before the first one."""
        widget = self._stack.currentWidget()
        return next((name for name, view in self._views.items() if view is widget), "")

    def view(self, name: str) -> PagePart:
        """The part of that name, made now if it was not shown before."""
        if name not in self._views:
            module = import_module(f"desktop.features.exam.views.{name}_view")
            view: PagePart = getattr(module, VIEWS[name])(self.application, self.theme)
            view.open_view.connect(self.open_view)
            view.go.connect(self.go)
            view.message.connect(self.message)
            if isinstance(view, ResultsView):
                view.parts.chosen.connect(self.open_view)
            self._views[name] = view
            self._stack.addWidget(view)
            self._name_parts()
        return self._views[name]

    def open_view(self, name: str) -> None:
        """Show a part: results, answers, questions, review, start or instructions;
        "answers/EXAM/CONTESTANT/QUESTION" opens one answer."""
        name, _, place = name.partition("/")
        before, view = self.current, self.view(name)
        if isinstance(view, AnswersView) and place:
            view.open_answers(*place.split("/"))
        elif isinstance(view, AnswersView) and before == RESULTS:
            results = self.view(RESULTS)
            assert isinstance(results, ResultsView)
            if results.opened_answers[0]:
                view.open_answers(*results.opened_answers)
        questions = self._views.get("questions")
        if isinstance(view, ReviewView) and isinstance(questions, QuestionsView):
            if questions.opened_question:
                view.open_question(questions.opened_question)
            questions.opened_question = ""
        self.bar.setVisible(name != RESULTS)
        for parts in self._switches():
            parts.set_value(_BELONGS.get(name, name))
        self._stack.setCurrentWidget(view)
        view.shown()
        self._say_back()

    def _switches(self) -> list[Segmented]:
        results = self._views.get(RESULTS)
        return [self.parts, results.parts] if isinstance(results, ResultsView) else [self.parts]

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
        for view in list(self._views.values()):
            view.base_changed(base)
        if self.isVisible():
            self.open_view(RESULTS)
        elif RESULTS in self._views:
            self._stack.setCurrentWidget(self._views[RESULTS])
            self.bar.hide()

    def takes(self, paths: list[str]) -> bool:
        return bool(self.current) and self.view(self.current).take_paths(paths)

    def _say_back(self) -> None:
        words = {RESULTS: self.tr("Results"), "questions": self.tr("Exam questions")}
        self.back.setText(words[_BELONGS.get(self.current, RESULTS)])

    def _name_parts(self) -> None:
        for parts in self._switches():
            parts.setAccessibleName(self.tr("Parts of the exam"))
            parts.set_choices(
                [
                    (RESULTS, self.tr("Results")),
                    ("questions", self.tr("Questions")),
                    ("instructions", self.tr("Instructions")),
                ]
            )

    def retranslate(self) -> None:
        self._say_back()
        self._name_parts()
