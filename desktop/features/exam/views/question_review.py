"""The review of exam questions."""

from desktop.core.exam_entities import ExamQuestion
from desktop.features.exam.viewmodels.exam_words import source_sentence
from desktop.features.exam.viewmodels.question_review_model import QuestionReviewModel
from desktop.features.exam.views.question_card import QuestionCard
from desktop.ui.review.review_view import ReviewView
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from desktop.ui.words.names import counted
from workers.contract.exam import ExamText


class QuestionReview(ReviewView):
    """A question out of the table can be decided anew."""

    card: QuestionCard

    def __init__(self, theme: Theme, model: QuestionReviewModel, source: SourcePage) -> None:
        super().__init__(theme, model, source, QuestionCard(), "clipboard-check")

    def _source_sentence(self, row: ExamQuestion) -> str:
        return source_sentence(row)

    def _end(self) -> tuple[str, str, str]:
        counts = self.model.counts
        if not counts.total:
            words = self.tr("Make questions from the documents or import a file.")
            return words, self.tr("Get questions"), "questions"
        words = self.tr("%n approved question(s) are ready for an exam.", "", counts.approved)
        return counted(words, counts.approved), self.tr("Hold an exam"), "start"

    def _taken_back(self, count: int) -> str:
        return counted(self.tr("Taken back: %n question(s)", "", count), count)

    def _edited_text(self) -> ExamText | None:
        text = self.card.edited_text()
        if text.question:
            return text
        self.notify(self.tr("An exam question needs words"))
        return None

    def retranslate(self) -> None:
        self.name(self.tr("Review of questions"))
