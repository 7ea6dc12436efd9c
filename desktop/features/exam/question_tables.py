"""In which tables exam questions are kept, and how their fields become JSON."""

from desktop.core.exam_entities import ExamQuestion, Half
from desktop.storage.row_repository import RowTables
from desktop.storage.tables import ExamPassageRow, QuestionReviewRow, QuestionRow
from workers.contract.codec import from_json
from workers.contract.exam import ExamText

QUESTION_TABLES: RowTables[ExamQuestion] = RowTables(
    QuestionRow,
    QuestionReviewRow,
    ExamPassageRow,
    ExamQuestion,
    lambda facts: from_json(ExamText, facts),
    {"half": (lambda half: half.value, Half)},
)
