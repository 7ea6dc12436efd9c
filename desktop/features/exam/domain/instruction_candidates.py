"""What a search for instructions tries: example sets drawn from questions, and texts a model has written.
Pure rules; ready-made wordings lie in `resources/prompts`."""

import re
from collections.abc import Sequence

from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import RowState
from workers.contract.exam import QuestionKind
from workers.contract.specs.answers import Shot
from workers.files import sha256
from workers.text.language import language_of, most_used

# Of the half that is learned from, so many questions at most become examples; the others are asked.
MOST_EXAMPLES = 10
# Examples are read before each question: long ones cost the waiting person seconds every time.
LONGEST_ANSWER, LONGEST_PLACE = 320, 560
LONGEST_WRITTEN, SHORTEST_WRITTEN = 400, 20
_SETS = ((2, 0), (4, 0), (2, 1), (3, 1))  # answered ones, refused ones
_COPIED_WORDS = 5


def majority_language(questions: Sequence[ExamQuestion]) -> str:
    """The language that most of the questions are in."""
    return most_used(language_of(one.text.question) for one in questions)


def drawn(questions: Sequence[ExamQuestion], seed: int) -> list[ExamQuestion]:
    """The questions in the order in which they are asked: kinds spread evenly, so that any beginning of the
    list is a fair sample; the order within a kind is drawn by seed and question alone."""
    kinds: dict[QuestionKind, list[ExamQuestion]] = {}
    for one in sorted(questions, key=lambda one: _drawn_key(one.text.question, seed)):
        kinds.setdefault(one.text.kind, []).append(one)
    placed = [
        ((place + 0.5) / len(of_kind), _drawn_key(one.text.question, seed), one)
        for of_kind in kinds.values()
        for place, one in enumerate(of_kind)
    ]
    return [one for _, _, one in sorted(placed, key=lambda entry: entry[:2])]


def divide(
    questions: Sequence[ExamQuestion], seed: int, language: str
) -> tuple[list[ExamQuestion], list[ExamQuestion]]:
    """(examples, asked): the training half, divided so that no candidate is asked what it was shown. A third
    at most becomes examples, reviewed ones first, short ones only."""
    most = min(MOST_EXAMPLES, len(questions) // 3)
    fit = [one for one in drawn(questions, seed) if _fits(one, language)]
    fit.sort(key=lambda one: one.state is not RowState.APPROVED)  # stable: within, as drawn
    refused = [one for one in fit if not one.text.answerable][: max(0, most // 4)]
    answered = _diverse([one for one in fit if one.text.answerable], most - len(refused))
    taken = {one.id for one in (*refused, *answered)}
    return [*answered, *refused], [one for one in drawn(questions, seed) if one.id not in taken]


def shot_sets(examples: Sequence[ExamQuestion]) -> list[tuple[Shot, ...]]:
    """Sets of examples of several sizes, with and without a refusal; the first sets are the smaller ones."""
    answered = [one for one in examples if one.text.answerable]
    refused = [one for one in examples if not one.text.answerable]
    sets: list[tuple[Shot, ...]] = []
    for many, refusals in _SETS:
        if len(answered) < many or len(refused) < refusals:
            continue
        chosen = answered[:many]
        elsewhere = [one for one in answered[many:] if one.text.quote] or chosen
        last = [_refusing(one, elsewhere) for one in refused[:refusals]]
        # A refusal in the middle: what stands last is copied most (Zhao 2021, arXiv 2102.09690).
        shots = [_shot(one) for one in chosen]
        sets.append((*shots[:-1], *last, shots[-1]))
    return sets


def usable(written: str, language: str, known: Sequence[ExamQuestion]) -> str:
    """A text that a model has written as instructions, or "" when it is none: in another language, too short,
    or with words or figures of the answers in it (it would be told what it is asked)."""
    text = " ".join(re.sub(r"^\W*(?:\d+[.)]\s*)?", "", written.strip()).split()).strip("«»\"'“” ")
    if len(text) > LONGEST_WRITTEN:
        cut = text[:LONGEST_WRITTEN]
        text = cut[: cut.rfind(".") + 1]
    if len(text) < SHORTEST_WRITTEN or language_of(text) != language or text.endswith("?"):
        return ""
    runs = _runs(text)
    for one in known:
        answer = f"{one.text.answer} {one.text.question}"
        if runs & _runs(answer) or set(re.findall(r"\d+", text)) & set(re.findall(r"\d+", answer)):
            return ""
    return text


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + _COPIED_WORDS]) for n in range(len(words) - _COPIED_WORDS + 1)}


def _fits(one: ExamQuestion, language: str) -> bool:
    text = one.text
    if language_of(text.question) != language or text.kind is QuestionKind.GENERAL:
        return False
    return len(text.answer) <= LONGEST_ANSWER and len(text.quote) <= LONGEST_PLACE


def _diverse(questions: Sequence[ExamQuestion], most: int) -> list[ExamQuestion]:
    """Greedily the one that is least like those taken: reviewed ones first, then another kind, another
    document, other words."""
    left, taken = list(questions), list[ExamQuestion]()
    while left and len(taken) < most:
        kinds = [one.text.kind for one in taken]
        documents = {one.text.document for one in taken}
        chosen = min(
            left,
            key=lambda one: (
                one.state is not RowState.APPROVED,
                kinds.count(one.text.kind),
                one.text.document in documents,
                max((_alike(one, other) for other in taken), default=0.0),
            ),
        )
        left.remove(chosen)
        taken.append(chosen)
    return taken


def _alike(one: ExamQuestion, other: ExamQuestion) -> float:
    """The share of common words (Jaccard)."""
    a, b = (set(re.findall(r"\w{4,}", q.text.question.lower())) for q in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _shot(one: ExamQuestion) -> Shot:
    return Shot(one.text.question, one.text.answer, one.text.quote, one.text.document_name)


def _refusing(one: ExamQuestion, elsewhere: Sequence[ExamQuestion]) -> Shot:
    """A question that the documents do not answer, beside the place that comes nearest to it in words."""
    near = max(elsewhere, key=lambda other: _alike(one, other))
    return Shot(one.text.question, "", near.text.quote, near.text.document_name if near.text.quote else "")


def _drawn_key(question: str, seed: int) -> str:
    return sha256(f"{seed}\n{question}")
