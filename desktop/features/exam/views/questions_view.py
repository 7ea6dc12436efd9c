"""The questions of the exam: how many there are, how to get more, all of them in a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import ImportedRows
from desktop.features.exam.viewmodels.exam_words import state_style
from desktop.features.exam.viewmodels.questions_model import QuestionsModel
from desktop.features.exam.views.question_ways import WRITE, MakeQuestionsCard, QuestionWays, WriteCard
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.generation_model import GenerationModel
from desktop.ui.review.list_view import IMPORT, MAKE, ListView
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button
from desktop.ui.widgets.table import TableColumn
from desktop.ui.words.names import counted
from workers.contract.exam import ExamText

_COLUMNS = [  # in the order of the model
    TableColumn(72, colour="text_tertiary"),
    TableColumn(font="control", colour="text"),
    TableColumn(178),
    TableColumn(168, font="control", icon=lambda question: state_style(question.state), tinted=True),
    TableColumn(share=0.35, least=100, most=280, hides=True, middle=True),
]


class QuestionsView(ListView):
    """What is needed to get to thirty reviewed questions. `opened_question` is the id of the one that the
    table opened in the review."""

    model: QuestionsModel
    make: MakeQuestionsCard
    export_endings = (".csv", ".json", ".jsonl")

    def __init__(self, theme: Theme, model: QuestionsModel, making: GenerationModel) -> None:
        super().__init__(theme, model, making, MakeQuestionsCard(), QuestionWays(), _COLUMNS)
        self.opened_question = ""
        self.make.wanted.connect(self._make)
        self.write.closed.connect(self.close_cards)
        self.write.written.connect(self._write)

    def _parts(self) -> Sequence[QWidget]:
        self.write = WriteCard()
        self.write.hide()
        return (self.job, self.make, self.write, self.ways)

    def _buttons(self) -> Sequence[Button]:
        self.hold = Button("", "primary", "play")
        self.hold.clicked.connect(lambda: self.open_view.emit("start"))
        return [self.hold]

    # --- what is shown ---

    def _refresh_kind(self) -> None:
        none = self.tr("There are no questions yet")
        self.export_button.set_reason("" if self.model.counts.total else none)
        self.hold.set_reason("" if self.model.asked() else none)
        # One primary action a page: while something is made or written, it is that one.
        self.hold.set_role("outlined" if self.make.isVisible() or self.write.isVisible() else "primary")

    def _about(self) -> str:
        counts = self.model.counts
        if not counts.total:
            return self.tr("An exam needs questions with the answers you expect. Begin in one of these:")
        words = self.tr("%1 are asked, %2 of them without an answer in the documents; %3 wait for review")
        figures = (self.model.asked(), counts.unanswered, counts.pending)
        return fill(words, *(formats.number(figure) for figure in figures))

    # --- getting more ---

    def _get(self, way: str) -> None:
        self.close_cards()
        if way == MAKE:
            self.make.show_pace(self.making.seconds_each())
            self.make.begin()
        elif way == IMPORT:
            self.choose_file()
        elif way == WRITE:
            self.write.show()
            self.write.begin()
        self.page.ensureVisible(0, 0)
        self.refresh()

    def _make(self, kinds: object, questions: int) -> None:
        assert isinstance(kinds, list)
        self.close_cards()
        self.model.generate(kinds, questions)

    def import_from(self, path: str) -> None:
        """Take the questions of a file; they wait for review."""
        self.model.import_rows(path).then(self._imported, self.model.report_problem)

    def _imported(self, found: ImportedRows) -> None:
        parts = [counted(self.tr("%n question(s) taken", "", found.rows), found.rows)]
        if found.doubles:
            said = self.tr("%n were there before", "", found.doubles)
            parts.append(counted(said, found.doubles))
        if found.skipped_total:
            said = self.tr("%n row(s) are no questions", "", found.skipped_total)
            parts.append(counted(said, found.skipped_total))
        self.notify(", ".join(parts))
        self.model.reload()

    def _write(self, text: ExamText) -> None:
        def act() -> None:
            if self.model.write(text):
                self.write.begin()
                self.notify(self.tr("The question is added"))

        self.signed(act, self.write.take)

    def close_cards(self) -> None:
        self.write.hide()
        super().close_cards()

    def _file_words(self) -> tuple[str, str, str]:
        saved = self.tr("Save the exam questions")
        return self.tr("File with questions"), saved, self.tr("exam questions")

    def _saved(self, count: int) -> str:
        return counted(self.tr("%n question(s) saved", "", count), count)

    # --- what the table does ---

    def _open(self, row: ExamQuestion) -> None:
        self.opened_question = row.id
        self.open_view.emit("review")

    def _take_out(self) -> None:
        ids = [row.id for row in self.table.selected()]
        if self.model.remove(ids):
            self.notify_undo(counted(self.tr("%n question(s) removed", "", len(ids)), len(ids)))

    def search(self, text: str) -> None:
        """Words of the window's header."""
        self.model.search(text)

    def retranslate(self) -> None:
        self.hold.setText(self.tr("Hold an exam"))
        self.name(self.tr("Exam questions"))
