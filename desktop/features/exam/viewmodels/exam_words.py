"""Exams in words: who sits one, kinds and states of questions, marks, comparisons."""

from collections import Counter
from collections.abc import Iterable

from desktop.core.exam_entities import Candidate, ExamQuestion, Judgement, Purpose
from desktop.core.feature_ports import Adapters, InstructionVersions, Models
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain.exam_statistics import WORTH_SEEING, Power
from desktop.features.exam.domain.task_choice import TaskChoice
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import answer_modes
from desktop.ui.words.names import name_of
from workers.contract.exam import Mark, QuestionKind

MARK_ICONS = {
    Mark.RIGHT: ("check", "success"),
    Mark.PARTLY: ("circle-alert", "warning"),
    Mark.WRONG: ("x", "danger"),
    Mark.REFUSED: ("circle-stop", "secondary"),
    Mark.INVENTED: ("triangle-alert", "danger"),
}


def kind_word(kind: QuestionKind) -> str:
    """What a question asks for."""
    return {
        QuestionKind.FACT: translate("Exam", "Fact"),
        QuestionKind.HOW_TO: translate("Exam", "How to do it"),
        QuestionKind.LIST: translate("Exam", "List"),
        QuestionKind.NUMBER: translate("Exam", "Number"),
        QuestionKind.FALSE_PREMISE: translate("Exam", "With a trap"),
        QuestionKind.NO_ANSWER: translate("Exam", "Not in the documents"),
        QuestionKind.STYLE: translate("Exam", "Manner and form"),
        QuestionKind.CLASSIFY: translate("Exam", "Classification"),
        QuestionKind.EXTRACT: translate("Exam", "Fields of a text"),
        QuestionKind.GENERAL: translate("Exam", "General knowledge"),
    }[kind]


def power_sentence(power: Power) -> str:
    """How many questions show a difference that matters, what the chosen ones show, and what that assumes."""
    words = translate(
        "Exam",
        "About %1 questions show a difference of %2 points in 8 of 10 exams; with %3 it has to be %4 points.",
    )
    if power.shown >= 1:
        words = translate(
            "Exam", "About %1 questions show a difference of %2 points in 8 of 10 exams; %3 show none."
        )
    points = map(round, (100 * WORTH_SEEING, 100 * power.shown))
    worth, shown = (formats.number(one) for one in points)
    said = fill(words, formats.number(power.needed), worth, formats.number(power.asked), shown)
    why = (
        translate("Exam", "As in the exams before, two ways differ on %1 of the questions.")
        if power.measured
        else translate("Exam", "Assumed: two ways differ on %1 of the questions.")
    )
    return f"{said} {fill(why, formats.percent(power.differing))}"


def state_word(state: RowState) -> str:
    """What a person has decided about a question."""
    return {
        RowState.PENDING: translate("Exam", "Waits for review"),
        RowState.APPROVED: translate("Exam", "Approved"),
        RowState.REJECTED: translate("Exam", "Rejected"),
    }[state]


def state_style(state: RowState) -> tuple[str, str]:
    """(icon, tone) of a question's state."""
    return {
        RowState.PENDING: ("clock", "secondary"),
        RowState.APPROVED: ("check", "success"),
        RowState.REJECTED: ("circle-x", "danger"),
    }[state]


def source_sentence(question: ExamQuestion) -> str:
    """Where a question without a place in a document came from."""
    if question.source is RowSource.IMPORTED:
        said = translate("Exam", "Comes from the file %1. Its place in the documents is not known.")
        return fill(said, question.origin)
    if question.source is RowSource.SHIPPED:
        return translate("Exam", "Comes with Bukvar: general knowledge, in no document of yours.")
    if not question.text.answerable:
        return translate(
            "Exam", "The documents do not say: the right answer is a refusal, so there is no page to show."
        )
    return translate("Exam", "Its place in the documents is not known.")


def expected(question: ExamQuestion) -> str:
    """The expected answer, in words also where it is a refusal."""
    if question.text.answerable:
        return question.text.answer
    return translate("Exam", "The documents do not say: it is to be refused.")


def fact_words(fact: str) -> str:
    """A key fact with its other wordings: "28|twenty-eight" → "28 or twenty-eight"."""
    parts = [part.strip() for part in fact.split("|") if part.strip()]
    said = parts[0] if parts else ""
    for part in parts[1:]:
        said = fill(translate("Exam", "%1 or %2"), said, part)
    return said


def mark_word(mark: Mark) -> str:
    """A mark."""
    return {
        Mark.RIGHT: translate("Exam", "Right"),
        Mark.PARTLY: translate("Exam", "Partly right"),
        Mark.WRONG: translate("Exam", "Wrong"),
        Mark.REFUSED: translate("Exam", "Refused, though the documents say it"),
        Mark.INVENTED: translate("Exam", "Invented: the documents do not say"),
    }[mark]


def mark_short(mark: Mark) -> str:
    """A mark in a badge."""
    return {
        Mark.RIGHT: translate("ExamShort", "Right"),
        Mark.PARTLY: translate("ExamShort", "Partly"),
        Mark.WRONG: translate("ExamShort", "Wrong"),
        Mark.REFUSED: translate("ExamShort", "Refused"),
        Mark.INVENTED: translate("ExamShort", "Invented"),
    }[mark]


def judgement_style(judgement: Judgement) -> tuple[str, str]:
    """(tone of a badge, word) of a comparison."""
    return {
        Judgement.BETTER: ("ok", translate("Exam", "Better")),
        Judgement.SAME: ("neutral", translate("Exam", "The same")),
        Judgement.WORSE: ("bad", translate("Exam", "Worse")),
        Judgement.TOO_FEW: ("warning", translate("Exam", "Too few questions")),
    }[judgement]


def purpose_word(purpose: Purpose) -> str:
    """What an exam was held for."""
    return {
        Purpose.EXAM: translate("Exam", "Comparison of the ways"),
        Purpose.READINESS: translate("Exam", "Quick look after reading"),
        Purpose.STRENGTH: translate("Exam", "Strength of a trained model"),
        Purpose.TRIAL: translate("Exam", "Instructions on ten questions"),
        Purpose.SEARCH: translate("Exam", "Search for instructions"),
    }[purpose]


def strength_word(strength: float) -> str:
    """A strength of an adapter: "0.25", "1"."""
    return formats.number(strength, 0 if strength == int(strength) else 2)


def task_sentence(choice: TaskChoice, chosen: str, best: str) -> str:
    """What is enough for a task; `chosen` and `best` as they are called."""
    if choice.chosen is None and not choice.too_few:
        return translate("Exam", "None of them is enough for this")
    if choice.chosen is None:
        return translate("Exam", "Too few questions of this kind to tell; ten and more are needed")
    if choice.saves:
        return fill(translate("Exam", "%1 is as good as %2, and smaller"), chosen, best)
    return fill(translate("Exam", "%1; nothing smaller is as good"), chosen)


def task_marks(choice: TaskChoice) -> str:
    """How many right answers it gave to the task's questions, and the best of all."""
    asked = formats.number(choice.asked)
    best = fill(translate("Exam", "%1 of %2 right"), formats.number(choice.best_right), asked)
    if not choice.saves:
        return best
    right = fill(translate("Exam", "%1 of %2 right"), formats.number(choice.right), asked)
    return fill(translate("Exam", "%1; the best: %2"), right, best)


class CandidateNames:
    """What candidates of an exam are called."""

    def __init__(self, models: Models, adapters: Adapters, instructions: InstructionVersions) -> None:
        self._models, self._adapters, self._instructions = models, adapters, instructions

    def of(self, base: str, candidates: Iterable[Candidate]) -> dict[str, str]:
        """What each is called, by key: the way; where several go the same way, also in what they differ."""
        several = list(candidates)
        alike = Counter(one.entry for one in several)
        return {one.key: self._name(base, one, several, alike[one.entry]) for one in several}

    def _name(self, base: str, one: Candidate, several: list[Candidate], alike: int) -> str:
        name = answer_modes.name(one.entry)
        if alike < 2:
            return name
        same = [other for other in several if other.entry is one.entry]
        parts = []
        if len({other.model for other in same}) > 1:
            records = {record.id: name_of(record) for record in self._models.list()}
            parts.append(records.get(one.model, one.model))
        if len({other.adapter for other in same}) > 1:
            adapter = next((row for row in self._adapters.list(base) if row.id == one.adapter), None)
            parts.append(adapter.name if adapter is not None else one.adapter[:8])
        if len({other.strength for other in same}) > 1:
            said = translate("Exam", "strength %1")
            parts.append(fill(said, strength_word(one.strength)))
        if len({other.instructions for other in same}) > 1:
            known = self._instructions.list(base)
            versions = {version.id: version.number for version in known}
            said = translate("Exam", "version %1")
            parts.append(fill(said, formats.number(versions.get(one.instructions, 0))))
        return f"{name}: {', '.join(parts)}" if parts else name
