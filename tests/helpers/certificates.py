"""Facts of certificates as an exam would give them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamState,
    Instructions,
    Judgement,
    Purpose,
    Scoreboard,
    ScoreRow,
    Verdict,
)
from desktop.core.training_entities import Adapter
from desktop.reports.certificate_facts import CertificateFacts
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Shot

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
MODEL = ModelRecord(
    "qwen", {"ru": "Квен 1,5B", "en": "Qwen 1.5B"}, ModelPurpose.CHAT, "Qwen", "Apache-2.0",
    1_100_000_000, sha256="ab" * 32, state=ModelState.READY,
)  # fmt: skip
ADAPTER = Adapter(
    "ad", "b", "Кадровые ответы", "qwen", "ab" * 32, "", "ef" * 32, 10_000_000, NOW, rows=212,
    approved_by=("Анна Ильина",),
)  # fmt: skip
INSTRUCTIONS = Instructions("in", "b", 3, "Коротко.", (Shot("q", "a"), Shot("r", "b")), NOW, "search")
SHARES = {
    AnswerMode.DOCUMENTS: (47, 3, 4, 5, 1),
    AnswerMode.DOCUMENTS_TRAINED: (46, 4, 5, 4, 1),
    AnswerMode.DOCUMENTS_INSTRUCTIONS: (45, 5, 4, 5, 1),
    AnswerMode.TRAINED: (24, 8, 20, 0, 8),
    AnswerMode.INSTRUCTIONS: (19, 7, 22, 2, 10),
    AnswerMode.MODEL: (16, 8, 24, 0, 12),
}


def candidate(entry: AnswerMode) -> Candidate:
    """Of the one model, adapter and version that there are."""
    trained = entry in (AnswerMode.TRAINED, AnswerMode.DOCUMENTS_TRAINED)
    return Candidate(entry, "qwen", "ad" if trained else "", 0.75, "in" if entry.instructed else "")


def line(one: Candidate) -> ScoreRow:
    """As of an exam of 60 questions and 40 general ones."""
    right, partly, wrong, refused, invented = SHARES[one.entry]
    share = right / 60
    searches = one.entry.searches
    return ScoreRow(
        one, 60, right, partly, wrong, refused, invented, max(share - 0.11, 0), min(share + 0.09, 1),
        cited=right - 12 if searches else 0, citations_right=right - 15 if searches else 0, general=33,
        general_asked=40, seconds_median=8.4, tokens_median=61, memory=2_100_000_000,
    )  # fmt: skip


def facts(*entries: AnswerMode, **values: Any) -> CertificateFacts:
    """An exam of some ways, the first the best."""
    sat = tuple(candidate(entry) for entry in entries)
    questions = (*(f"q{at}" for at in range(60)), *(f"general_ru_{at:02d}" for at in range(40)))
    rows = tuple(line(one) for one in sat)
    verdicts = tuple(
        Verdict(one.key, sat[0].key, 60, row.share - rows[0].share, -0.2, -0.05, Judgement.WORSE)
        for one, row in zip(sat[1:], rows[1:], strict=True)
    )
    exam = Exam(
        "0f4c7a52-9d5e-4c63-8f57-5d1a2b3c4d5e", "b", Purpose.EXAM, ExamState.DONE, sat, questions, 3407, NOW,
        NOW, data_hash="12" * 32, documents_hash="cd" * 32, reviewed=60,
    )  # fmt: skip
    key = sat[0].key if sat else ""
    made = CertificateFacts(
        base="Северный ветер", exam=exam, board=Scoreboard(exam.id, rows, verdicts, key, key), issued=NOW,
        documents=1, changed=False, own=60, general=40, unanswered=13, unreviewed=0,
        reviewers=("Анна Ильина",), overruled=2, overruled_by=("Пётр Светлов",), overridden_by=(),
        models={"qwen": MODEL}, adapters={"ad": ADAPTER},
        instructions={"in": INSTRUCTIONS}, opinion=None, made={},
    )  # fmt: skip
    return replace(made, **values)
