"""The review of exam questions."""

from desktop.core.changes import Changes
from desktop.core.exam_entities import ExamQuestion
from desktop.ui.review.review_model import ReviewModel


class QuestionReviewModel(ReviewModel[ExamQuestion]):
    """See `ReviewModel`."""

    def _concerns(self, changes: Changes) -> bool:
        return changes.bases or self.base in changes.questions_of
