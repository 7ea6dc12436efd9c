"""What an exam says in words: verdicts of every kind of table, reasons of every code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamState,
    Judgement,
    Purpose,
    Scoreboard,
    ScoreRow,
    Verdict,
)
from desktop.features.exam.viewmodels import exam_reasons, exam_verdict
from desktop.features.exam.viewmodels.exam_progress import describe
from desktop.features.exam.viewmodels.exam_words import (
    fact_words,
    judgement_style,
    kind_word,
    mark_word,
)
from desktop.ui.i18n import formats
from desktop.ui.i18n.translator import Translator
from desktop.ui.words import answer_modes
from tests.helpers.gui import RESOURCES, qt_app
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Grade, Mark, QuestionKind, Reason, ReasonCode

NOW = datetime(2026, 5, 12, tzinfo=UTC)
NBSP = formats.NBSP
EXAM = Exam("e", "b", Purpose.EXAM, ExamState.DONE, (), (), 1, NOW, NOW, reviewed=48)


@pytest.fixture(autouse=True)
def english() -> None:
    """Plural forms come with the translation."""
    qt_app()
    Translator(RESOURCES / "i18n").apply("en")


def of(entry: AnswerMode) -> Candidate:
    adapter, version = "a" if entry.trained else "", "i" if entry.instructed else ""
    return Candidate(entry, "m", adapter, instructions=version)


def row(entry: AnswerMode, right: int, asked: int = 60, general: int = 0) -> ScoreRow:
    share = right / asked
    return ScoreRow(
        of(entry), asked, right, 0, asked - right, 0, 0, max(share - 0.1, 0), min(share + 0.1, 1),
        general=general, general_asked=40 if general else 0,
    )  # fmt: skip


def board(rows: Sequence[ScoreRow], reference: AnswerMode, best: AnswerMode, few: bool = False) -> Scoreboard:
    """With the comparisons to the reference; a difference of less than a tenth is none."""
    against = next(one for one in rows if one.candidate.entry is reference)
    verdicts = []
    for one in rows:
        if one is against:
            continue
        gap = one.share - against.share
        judged = Judgement.BETTER if gap > 0.1 else Judgement.WORSE if gap < -0.1 else Judgement.SAME
        verdicts.append(
            Verdict(
                one.candidate.key, against.candidate.key, one.asked, gap, gap - 0.1, gap + 0.1,
                Judgement.TOO_FEW if few else judged,
            )
        )  # fmt: skip
    return Scoreboard("e", tuple(rows), tuple(verdicts), against.candidate.key, of(best).key)


def names(found: Scoreboard) -> dict[str, str]:
    return {one.candidate.key: answer_modes.name(one.candidate.entry) for one in found.rows}


def said(found: Scoreboard, active: AnswerMode | None) -> exam_verdict.ExamVerdict:
    return exam_verdict.verdict(found, of(active).key if active else "", names(found))


DRAWN = (
    row(AnswerMode.DOCUMENTS_INSTRUCTIONS, 53), row(AnswerMode.DOCUMENTS, 51),
    row(AnswerMode.DOCUMENTS_TRAINED, 50), row(AnswerMode.TRAINED, 28),
    row(AnswerMode.INSTRUCTIONS, 24), row(AnswerMode.MODEL, 20),
)  # fmt: skip


def test_the_way_of_the_chat_stays_when_it_is_as_good_as_the_best() -> None:
    found = said(board(DRAWN, AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS), AnswerMode.DOCUMENTS)
    assert found.title == "Keep search in documents: 51 right answers of 60"
    assert "better than the model without documents by 52 points (from 42 to 62)" in found.sentence
    added = "Instructions and training added nothing: the difference is within the spread."
    assert found.sentence.endswith(added)
    assert found.advised == ""


def test_a_better_way_is_named_with_what_it_gains() -> None:
    rows = (row(AnswerMode.DOCUMENTS, 51), row(AnswerMode.MODEL, 20))
    found = said(board(rows, AnswerMode.MODEL, AnswerMode.DOCUMENTS), AnswerMode.MODEL)
    assert found.title == "Choose search in documents: 51 right answers of 60"
    assert "than what answers in the chat now by 52 points (from 42 to 62)" in found.sentence
    assert found.advised == of(AnswerMode.DOCUMENTS).key


def test_a_simpler_way_is_enough() -> None:
    rows = (row(AnswerMode.DOCUMENTS_TRAINED, 52), row(AnswerMode.DOCUMENTS, 51))
    found = said(
        board(rows, AnswerMode.DOCUMENTS_TRAINED, AnswerMode.DOCUMENTS), AnswerMode.DOCUMENTS_TRAINED
    )
    assert found.title.startswith("Choose search in documents")
    assert "not better, and it is less simple" in found.sentence
    assert "Training added nothing" in found.sentence


def test_without_the_way_of_the_chat_the_best_is_recommended() -> None:
    rows = (row(AnswerMode.DOCUMENTS_INSTRUCTIONS, 58), row(AnswerMode.DOCUMENTS, 40))
    found = said(board(rows, AnswerMode.DOCUMENTS_INSTRUCTIONS, AnswerMode.DOCUMENTS_INSTRUCTIONS), None)
    assert found.title.startswith("Choose search with instructions: 58")
    assert found.sentence == f"The true share of right answers lies between 87{NBSP}% and 100{NBSP}%."


def test_too_few_questions_are_said_before_anything_else() -> None:
    rows = (row(AnswerMode.DOCUMENTS, 6, 8), row(AnswerMode.MODEL, 3, 8))
    found = said(board(rows, AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS, few=True), AnswerMode.DOCUMENTS)
    assert (found.tone, found.title) == ("warning", "Not enough questions to tell")
    assert "“Search in documents” leads with 6 right answers of 8" in found.sentence


def test_nothing_is_changed_while_it_cannot_be_told_what_is_better() -> None:
    rows = (row(AnswerMode.DOCUMENTS_TRAINED, 45), row(AnswerMode.DOCUMENTS, 40))
    found = said(
        board(rows, AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS_TRAINED, few=True), AnswerMode.DOCUMENTS
    )
    assert (found.title, found.advised) == ("Not enough questions to tell", "")


def test_no_way_is_recommended_when_most_answers_are_wrong() -> None:
    rows = (row(AnswerMode.DOCUMENTS, 25), row(AnswerMode.MODEL, 5))
    found = said(board(rows, AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS), AnswerMode.DOCUMENTS)
    assert found.tone == "warning"
    assert found.title == "No way is good enough yet: at best 25 right answers of 60"
    assert found.advised == ""


def test_an_empty_table_has_a_sentence() -> None:
    assert exam_verdict.verdict(Scoreboard("e", (), ()), "", {}).title == "Nothing was asked yet"


def test_a_comparison_can_be_read_both_ways() -> None:
    found = board(
        (row(AnswerMode.DOCUMENTS, 51), row(AnswerMode.MODEL, 20)), AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS
    )
    model, search = of(AnswerMode.MODEL).key, of(AnswerMode.DOCUMENTS).key
    turned = exam_verdict.against(found, search, model)
    assert turned is not None and turned.judgement is Judgement.BETTER
    assert turned.difference == pytest.approx(31 / 60)
    assert (turned.low, turned.high) == pytest.approx((25 / 60, 37 / 60))
    assert exam_verdict.against(found, model, "other") is None


@pytest.mark.parametrize(("value", "shown"), [(0.03, "+3"), (-0.52, "\u221252"), (0.0, "0"), (0.004, "0")])
def test_differences_carry_their_sign(value: float, shown: str) -> None:
    assert exam_verdict.points(value) == shown


def test_why_names_every_comparison_with_its_interval() -> None:
    rows = (*DRAWN[:2], row(AnswerMode.MODEL, 20, general=35))
    found = board(rows, AnswerMode.DOCUMENTS, AnswerMode.DOCUMENTS)
    lines = [line.sentence for line in exam_verdict.why(found, EXAM, 12, names(found))]
    assert lines[0] == "60 questions asked, 12 without an answer in the documents, 48 checked by a person"
    same = "“Search + instructions” and “Search in documents” are the same: +3 points (from -7 to +13)"
    worse = "“Model alone” is worse than “Search in documents”: -52 points (from -62 to -42)"
    assert {same, worse} <= {line.replace("\u2212", "-") for line in lines}
    assert "General questions, Model alone: 35 of 40 right" in lines


def test_what_is_known_no_longer_is_told_with_the_recommendation_and_in_why() -> None:
    rows = (row(AnswerMode.TRAINED, 50, general=10), row(AnswerMode.MODEL, 20, general=27))
    found = board(rows, AnswerMode.TRAINED, AnswerMode.TRAINED)
    taught, model = of(AnswerMode.TRAINED).key, of(AnswerMode.MODEL).key
    lost = Verdict(taught, model, 40, -17 / 40, -0.6, -0.2, Judgement.WORSE)
    found = replace(found, knows_less=(lost,))
    sentence = (
        "“Trained model” knows less in general: of 40 general questions it answers 10 rightly,"
        " “Model alone” 27. That is more than chance: the difference is between -60 and -20 points."
    )
    lines = exam_verdict.why(found, EXAM, 12, names(found))
    assert sentence in [line.sentence.replace("\u2212", "-") for line in lines]
    assert said(found, AnswerMode.MODEL).sentence.replace("\u2212", "-").endswith(sentence)


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_its_sentence(code: ReasonCode) -> None:
    params: dict[str, str | int | float] = {
        "fact": "28", "numbers": "28", "number": "28", "expected": "28", "said": "14", "share": 55,
        "similarity": 81, "found": 2, "document": "a.pdf", "page": 4,
    }  # fmt: skip
    sentence = exam_reasons.reason_sentence(Reason(code, True, params))
    assert sentence and "%" not in sentence.replace(f"{NBSP}%", "")


@pytest.mark.parametrize(
    ("code", "aspect"),
    [
        *(
            (ReasonCode.TURNED_ROUND, one)
            for one in ("denied", "mood", "actor", "direction", "opposite", "belonging")
        ),
        *((ReasonCode.AMOUNT_OTHERWISE, one) for one in ("denied", "unit", "kind", "rate", "bound", "side")),
    ],
)
def test_every_aspect_of_a_statement_has_a_sentence_of_its_own(code: ReasonCode, aspect: str) -> None:
    said = exam_reasons.reason_sentence(Reason(code, False, {"aspect": aspect, "number": "28", "fact": ""}))
    assert said != exam_reasons.reason_sentence(Reason(code, False, {"number": "28"}))
    assert "%" not in said


def test_a_document_without_pages_is_named_alone() -> None:
    reason = Reason(ReasonCode.CITATION_RIGHT, True, {"document": "a.docx", "page": 0})
    assert exam_reasons.reason_sentence(reason) == "The source is right: a.docx"


def test_what_speaks_against_an_answer_comes_first() -> None:
    good, bad = Reason(ReasonCode.KEY_FACT, True, {"fact": "28"}), Reason(ReasonCode.NO_CITATION, False)
    lines = exam_reasons.describe(Grade(Mark.PARTLY, (good, bad)))
    assert [line.sentence for line in lines] == ["It names no source", "Says what matters: “28”"]
    assert [line.tone for line in lines] == ["warning", "success"]


def test_every_word_of_an_exam_is_there() -> None:
    assert all(kind_word(kind) for kind in QuestionKind)
    assert all(mark_word(mark) for mark in Mark)
    assert all(judgement_style(judgement)[1] for judgement in Judgement)
    assert fact_words("28 | двадцать восемь|XXVIII") == "28 or двадцать восемь or XXVIII"


def test_an_exam_under_way_says_how_far_it_is() -> None:
    candidates = (of(AnswerMode.MODEL), of(AnswerMode.DOCUMENTS))
    exam = Exam("e", "b", Purpose.EXAM, ExamState.RUNNING, candidates, ("q1", "q2"), 1, NOW, NOW)
    shown = describe(exam, 2, 372.0, "Сколько дней\nотпуска?")
    assert shown.sentence == f"The exam goes on: answer 3 of 4, 6{NBSP}min left"
    assert (shown.fraction, shown.state) == (0.5, "running")
    assert shown.subject == "Now: Сколько дней отпуска?"
    assert describe(exam, 4, None).subject == "Marking the last answers"
