"""What a search for instructions tries: examples drawn from questions, texts a model wrote."""

import random
from datetime import UTC, datetime

import pytest

from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain import instruction_candidates as candidates
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOPICS = ("отпуске", "премии", "пропуске", "командировке", "складе", "авансе", "договоре", "больничном")


def question(
    number: int, kind: QuestionKind = QuestionKind.FACT, answer: str | None = None, **values: str
) -> ExamQuestion:
    said = "" if kind is QuestionKind.NO_ANSWER else f"В пункте {number} сказано о сроке хранения."
    topic = TOPICS[number % len(TOPICS)]
    text = ExamText(
        question=values.get("question", f"Что в правиле номер {number} говорится о {topic}?"),
        answer=said if answer is None else answer,
        kind=kind,
        quote=values.get("quote", f"О {topic}: пункт {number}." if said else ""),
        document=values.get("document", f"d{number % 5}" if said else ""),
        document_name=f"{topic}.docx" if said else "",
        language="ru",
    )
    state = RowState(values.get("state", "approved"))
    return ExamQuestion(f"q{number}", "base", number, text, state, RowSource.WRITTEN, "", NOW)


def exam(count: int) -> list[ExamQuestion]:
    """Kinds in turn: a sixth has no answer."""
    kinds = GENERATED_QUESTIONS
    return [question(n, kinds[n % len(kinds)]) for n in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 15, 30, 100])
def test_no_candidate_is_asked_what_it_is_shown(count: int) -> None:
    examples, asked = candidates.divide(exam(count), 1, "ru")
    assert sorted(one.id for one in (*examples, *asked)) == sorted(one.id for one in exam(count))
    assert len(examples) <= min(candidates.MOST_EXAMPLES, count // 3)
    shown = {shot.question for shots in candidates.shot_sets(examples) for shot in shots}
    assert not shown & {one.text.question for one in asked}


def test_the_draw_depends_on_seed_and_questions_alone() -> None:
    questions, other = exam(40), exam(40)
    random.Random(5).shuffle(other)
    first = candidates.divide(questions, 1, "ru")
    assert first == candidates.divide(other, 1, "ru")
    assert first != candidates.divide(questions, 2, "ru")


@pytest.mark.parametrize("seed", range(5))
def test_any_beginning_of_the_draw_is_a_fair_sample(seed: int) -> None:
    order = candidates.drawn(exam(60), seed)
    for asked in (12, 24, 36):
        kinds = [one.text.kind for one in order[:asked]]
        for kind in GENERATED_QUESTIONS:
            assert abs(kinds.count(kind) - asked / len(GENERATED_QUESTIONS)) <= 1


def test_examples_are_of_many_kinds_and_documents() -> None:
    examples, _ = candidates.divide(exam(60), 3, "ru")
    assert len(examples) == candidates.MOST_EXAMPLES
    answered = [one for one in examples if one.text.answerable]
    assert len(examples) - len(answered) == 2
    assert len({one.text.kind for one in answered}) == len(GENERATED_QUESTIONS) - 1
    assert len({one.text.document for one in answered}) == 5


def test_reviewed_questions_become_examples_first() -> None:
    questions = [question(n, state="approved" if n % 10 == 0 else "pending") for n in range(60)]
    examples, _ = candidates.divide(questions, 1, "ru")
    assert sum(one.state is RowState.APPROVED for one in examples) == 6


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "Очень долго. " * 40},
        {"quote": "Место. " * 100},
        {"question": "What is a pass?", "answer": "A pass."},
    ],
)
def test_long_and_foreign_questions_are_asked_but_are_no_examples(values: dict[str, str]) -> None:
    odd = question(99, **values)  # type: ignore[arg-type]
    examples, asked = candidates.divide([*exam(8), odd], 1, "ru")
    assert odd not in examples
    assert odd in asked


def test_sets_grow_and_have_a_refusal_in_their_middle() -> None:
    examples, _ = candidates.divide(exam(60), 3, "ru")
    sets = candidates.shot_sets(examples)
    assert [len(shots) for shots in sets] == [2, 4, 3, 4]
    assert [[not shot.answer for shot in shots] for shots in sets[2:]] == [
        [False, True, False],
        [False, False, True, False],
    ]
    refusing = sets[2][1]
    assert refusing.source
    assert refusing.title
    assert refusing.source in {one.text.quote for one in examples}


def test_without_refusals_and_with_few_examples_there_are_fewer_sets() -> None:
    facts = [question(n) for n in range(9)]
    assert [len(shots) for shots in candidates.shot_sets(facts[:3])] == [2]
    assert candidates.shot_sets(facts[:1]) == []
    assert candidates.shot_sets([question(1, QuestionKind.NO_ANSWER)]) == []
    two_and_refusal = [*facts[:2], question(20, QuestionKind.NO_ANSWER)]
    assert [len(shots) for shots in candidates.shot_sets(two_and_refusal)] == [2, 3]


def test_the_language_is_that_of_most_questions() -> None:
    english = [question(n, question=f"What is rule {n}?") for n in range(3)]
    assert candidates.majority_language([*english, question(1)]) == "en"
    assert candidates.majority_language([*english, *exam(3)]) == "ru"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  «Отвечай точно,\n как сказано в тексте.» ", "Отвечай точно, как сказано в тексте."),
        ("1. Сначала найди нужное место, потом ответь.", "Сначала найди нужное место, потом ответь."),
        ("Answer briefly and to the point, please.", ""),
        ("Точнее.", ""),
        ("", ""),
        ("Скажи, что в пункте 7 сказано о хранении.", ""),  # the figure of an answer
        ("Всегда пиши: сказано о сроке хранения бланков на складе.", "asked"),
        ("Пиши так: что в правиле номер говорится, то и отвечай.", "asked"),
        ("Как мне отвечать на вопросы сотрудников?", ""),
        ("Отвечай подробно и точно. " * 30, "cut"),
    ],
)
def test_what_a_model_wrote_is_taken_only_as_an_instruction(written: str, expected: str) -> None:
    text = candidates.usable(written, "ru", [question(7)])
    if expected == "cut":
        assert 300 < len(text) <= candidates.LONGEST_WRITTEN
        assert text.endswith("точно.")
    elif expected == "asked":
        assert text
    else:
        assert text == expected


def test_an_answer_told_word_for_word_is_no_instruction() -> None:
    known = [
        question(0, answer="Отпускные платят не позднее чем за три дня до начала отпуска.", question="Когда?")
    ]
    leak = "Говори, что отпускные платят не позднее чем за три дня до отпуска."
    assert candidates.usable(leak, "ru", known) == ""
    assert candidates.usable("Говори, когда платят отпускные сотрудникам.", "ru", known)
