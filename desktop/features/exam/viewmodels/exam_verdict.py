"""What an exam says: one line, one sentence, and why so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.core import agreement
from desktop.core.exam_entities import Exam, Judgement, Scoreboard, ScoreRow, Verdict
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from workers.contract.answer_mode import AnswerMode

GOOD_ENOUGH = 0.5  # below this share of right answers no way is recommended
_MINUS = "\u2212"
_PLAIN = (AnswerMode.DOCUMENTS, AnswerMode.MODEL)


@dataclass(frozen=True, slots=True)
class ExamVerdict:
    """`tone` is a colour of the theme, never the only sign: `icon` and `title` say the same. `advised` is the
    key of the way to change to ("" = what answers in the chat now stays)."""

    icon: str
    tone: str
    title: str
    sentence: str
    advised: str = ""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of *Why so*."""

    icon: str
    tone: str
    sentence: str


def against(board: Scoreboard, first: str, second: str) -> Verdict | None:
    """The comparison of two, either way round; None when neither is the reference."""
    for verdict in board.verdicts:
        if (verdict.first, verdict.second) == (first, second):
            return verdict
        if (verdict.first, verdict.second) == (second, first):
            turned = {Judgement.BETTER: Judgement.WORSE, Judgement.WORSE: Judgement.BETTER}
            return replace(
                verdict, first=first, second=second, difference=-verdict.difference, low=-verdict.high,
                high=-verdict.low, judgement=turned.get(verdict.judgement, verdict.judgement),
            )  # fmt: skip
    return None


def verdict(board: Scoreboard, active: str, names: Mapping[str, str]) -> ExamVerdict:
    """`active`: the key of what answers in the chat now ("" when it did not sit the exam)."""
    best = board.row(board.best) or (board.rows[0] if board.rows else None)
    if best is None or not best.asked:
        return ExamVerdict(
            "info",
            "accent",
            translate("ExamVerdict", "Nothing was asked yet"),
            translate("ExamVerdict", "The table fills while the exam goes on."),
        )
    if _too_few(board, best.candidate.key, active):
        return _not_enough(best, names)
    if best.share < GOOD_ENOUGH:
        return _not_good(best, names)
    keep = not active or active == best.candidate.key
    phrases = _keep() if active == best.candidate.key else _choose()
    title = translate("ExamVerdict", "%1: %2")
    title = fill(title, phrases[best.candidate.entry], right_of(best))
    advised = "" if active == best.candidate.key else best.candidate.key
    said = " ".join(_sentences(board, best, "" if keep else active, names))
    return ExamVerdict("circle-check", "success", title, said, advised)


def right_of(row: ScoreRow) -> str:
    """ "51 right answers of 60"."""
    words = translate("ExamVerdict", "%n right answer(s) of %1", "", row.right)
    return fill(counted(words, row.right), formats.number(row.asked))


def points(value: float) -> str:
    """A difference of shares in points with its sign: 0.03 → "+3", −0.52 → "−52"."""
    rounded = round(value * 100)
    sign = "+" if rounded > 0 else _MINUS if rounded < 0 else ""
    return f"{sign}{formats.number(abs(rounded))}"


def why(board: Scoreboard, exam: Exam, unanswered: int, names: Mapping[str, str]) -> list[WhyLine]:
    """What the verdict rests on; `unanswered` of the exam's own questions have no answer."""
    asked = max((row.asked for row in board.rows), default=0)
    lines = [
        WhyLine("list-checks", "secondary", _basis(asked, unanswered, exam.reviewed)),
        WhyLine("info", "secondary", rules_agreement()),
    ]
    if len(board.rows) > 1:
        simplest = translate(
            "ExamVerdict", "Recommended is the simplest of the ways that are no worse than the best one."
        )
        lines.append(WhyLine("info", "secondary", simplest))
    for comparison in board.verdicts:
        icon, tone = _LOOKS[comparison.judgement]
        lines.append(WhyLine(icon, tone, _compared(comparison, names)))
    for row in board.rows:
        if row.general_asked:
            words = translate("ExamVerdict", "General questions, %1: %2 of %3 right")
            figures = map(formats.number, (row.general, row.general_asked))
            words = fill(words, names[row.candidate.key], *figures)
            lines.append(WhyLine("graduation-cap", "secondary", words))
    lines += [WhyLine("triangle-alert", "warning", said) for said in knows_less(board, names)]
    if len(board.verdicts) > 1:
        several = translate(
            "ExamVerdict",
            "Of several ways one looks better by chance sooner or later: each has to be surer of it (Holm's"
            " correction), and the intervals are as much wider.",
        )
        lines.append(WhyLine("info", "secondary", several))
    if board.verdicts:
        meant = translate(
            "ExamVerdict",
            "The same questions were put to all. In brackets stands the interval that holds the true"
            " difference with a probability of 95 %; when zero lies in it, the difference may be chance.",
        )
        lines.append(WhyLine("info", "secondary", meant))
    return lines


def knows_less(board: Scoreboard, names: Mapping[str, str], *keys: str) -> list[str]:
    """A sentence for each (or for `keys` alone) that has forgotten, or never knew, what another one knows."""
    words = translate(
        "ExamVerdict",
        "“%1” knows less in general: of %2 general questions it answers %3 rightly, “%4” %5. That is more"
        " than chance: the difference is between %6 and %7 points.",
    )
    said = []
    for one in board.knows_less:
        first, second = board.row(one.first), board.row(one.second)
        if first is not None and second is not None and (not keys or one.first in keys):
            figures = map(formats.number, (first.general_asked, first.general))
            other = names[one.second], formats.number(second.general)
            said.append(fill(words, names[one.first], *figures, *other, points(one.low), points(one.high)))
    return said


def alike_in_short() -> str:
    """The same beside the shares, in few words."""
    found = agreement.of_the_rules()
    words = translate("ExamVerdict", "rules and a person mark %1 of %2 answers alike")
    return fill(words, formats.number(found.same), formats.number(found.answers))


def rules_agreement() -> str:
    """How far the marks of the rules agree with a person's."""
    found = agreement.of_the_rules()
    words = translate(
        "ExamVerdict",
        "Marks are given by rules. Of %1 answers that a person read as well they mark %2 alike (beyond"
        " chance, kappa: %3 of 1).",
    )
    figures = formats.number(found.answers), formats.number(found.same), formats.number(found.kappa, 2)
    return fill(words, *figures)


_LOOKS = {
    Judgement.BETTER: ("check", "success"),
    Judgement.SAME: ("equal", "secondary"),
    Judgement.WORSE: ("x", "danger"),
    Judgement.TOO_FEW: ("circle-question-mark", "warning"),
}


def _basis(asked: int, unanswered: int, reviewed: int) -> str:
    words = translate("ExamVerdict", "%n question(s) asked", "", asked)
    parts = [counted(words, asked)]
    said = translate("ExamVerdict", "%n without an answer in the documents", "", unanswered)
    parts.append(counted(said, unanswered))
    said = translate("ExamVerdict", "%n checked by a person", "", reviewed)
    parts.append(counted(said, reviewed))
    return ", ".join(parts)


def _compared(comparison: Verdict, names: Mapping[str, str]) -> str:
    words = {
        Judgement.BETTER: translate("ExamVerdict", "%1 is better than %2: %3 points (from %4 to %5)"),
        Judgement.SAME: translate("ExamVerdict", "%1 and %2 are the same: %3 points (from %4 to %5)"),
        Judgement.WORSE: translate("ExamVerdict", "%1 is worse than %2: %3 points (from %4 to %5)"),
        Judgement.TOO_FEW: translate(
            "ExamVerdict", "%1 against %2, too few questions to tell: %3 points (from %4 to %5)"
        ),
    }[comparison.judgement]
    first, second = (_quoted(names.get(key, "")) for key in (comparison.first, comparison.second))
    difference, low, high = map(points, (comparison.difference, comparison.low, comparison.high))
    return fill(words, first, second, difference, low, high)


def _quoted(name: str) -> str:
    return fill(translate("ExamVerdict", "“%1”"), name)


def _too_few(board: Scoreboard, best: str, active: str) -> bool:
    """Nothing can be told at all, or not whether it is worth changing what answers now."""
    found = against(board, best, active) if active and active != best else None
    if found is not None:
        return found.judgement is Judgement.TOO_FEW
    return bool(board.verdicts) and all(one.judgement is Judgement.TOO_FEW for one in board.verdicts)


def _not_enough(best: ScoreRow, names: Mapping[str, str]) -> ExamVerdict:
    leads = translate("ExamVerdict", "%1 leads with %2. With more questions I can tell.")
    leads = fill(leads, _quoted(names[best.candidate.key]), right_of(best))
    title = translate("ExamVerdict", "Not enough questions to tell")
    return ExamVerdict("circle-question-mark", "warning", title, leads)


def _not_good(best: ScoreRow, names: Mapping[str, str]) -> ExamVerdict:
    title = translate("ExamVerdict", "No way is good enough yet: at best %1")
    words = translate(
        "ExamVerdict",
        "Most came from %1. Look at the wrong answers: a larger model or clearer documents may help.",
    )
    words = fill(words, _quoted(names[best.candidate.key]))
    return ExamVerdict("triangle-alert", "warning", fill(title, right_of(best)), words)


def _sentences(board: Scoreboard, best: ScoreRow, active: str, names: Mapping[str, str]) -> list[str]:
    """How the recommended one stands to what is on now, to the model alone, to what would be added; what it
    has forgotten."""
    key, said = best.candidate.key, []
    if active and (found := against(board, key, active)) is not None:
        said.append(_to_active(found))
    alone = next((row for row in board.rows if row.candidate.entry is AnswerMode.MODEL), None)
    if alone is not None and alone.candidate.key not in (key, active):
        found = against(board, key, alone.candidate.key)
        if found is not None and found.judgement is Judgement.BETTER:
            words = translate(
                "ExamVerdict",
                "It is better than the model without documents by %n point(s) (from %1 to %2).",
                "", round(found.difference * 100)
            )  # fmt: skip
            said.append(_spread(words, found))
    if nothing := _added_nothing(board, best):
        said.append(nothing)
    said += knows_less(board, names, key)
    if not said:
        words = translate("ExamVerdict", "The true share of right answers lies between %1 and %2.")
        low, high = formats.percent(best.low), formats.percent(best.high)
        said.append(fill(words, low, high))
    return said


def _to_active(found: Verdict) -> str:
    if found.judgement is Judgement.BETTER:
        words = translate(
            "ExamVerdict",
            "It is better than what answers in the chat now by %n point(s) (from %1 to %2).",
            "", round(found.difference * 100)
        )  # fmt: skip
        return _spread(words, found)
    return translate("ExamVerdict", "What answers in the chat now is not better, and it is less simple.")


def _spread(words: str, found: Verdict) -> str:
    low, high = round(found.low * 100), round(found.high * 100)
    return fill(words, formats.number(low), formats.number(high))


def _added_nothing(board: Scoreboard, best: ScoreRow) -> str:
    """Whether instructions or training made a difference to the plain way."""
    if best.candidate.entry not in _PLAIN:
        return ""
    instructed, trained = False, False
    for row in board.rows:
        found = against(board, row.candidate.key, best.candidate.key)
        if found is None or found.judgement is not Judgement.SAME:
            continue
        instructed = instructed or row.candidate.entry.instructed
        trained = trained or bool(row.candidate.adapter)
    if instructed and trained:
        return translate(
            "ExamVerdict", "Instructions and training added nothing: the difference is within the spread."
        )
    if instructed:
        return translate("ExamVerdict", "Instructions added nothing: the difference is within the spread.")
    if trained:
        return translate("ExamVerdict", "Training added nothing: the difference is within the spread.")
    return ""


def _keep() -> dict[AnswerMode, str]:
    return {
        AnswerMode.MODEL: translate("ExamVerdict", "Keep the model alone"),
        AnswerMode.INSTRUCTIONS: translate("ExamVerdict", "Keep the instructions"),
        AnswerMode.DOCUMENTS: translate("ExamVerdict", "Keep search in documents"),
        AnswerMode.DOCUMENTS_INSTRUCTIONS: translate("ExamVerdict", "Keep search with instructions"),
        AnswerMode.TRAINED: translate("ExamVerdict", "Keep the trained model"),
        AnswerMode.DOCUMENTS_TRAINED: translate("ExamVerdict", "Keep search with the trained model"),
    }


def _choose() -> dict[AnswerMode, str]:
    return {
        AnswerMode.MODEL: translate("ExamVerdict", "Choose the model alone"),
        AnswerMode.INSTRUCTIONS: translate("ExamVerdict", "Choose the instructions"),
        AnswerMode.DOCUMENTS: translate("ExamVerdict", "Choose search in documents"),
        AnswerMode.DOCUMENTS_INSTRUCTIONS: translate("ExamVerdict", "Choose search with instructions"),
        AnswerMode.TRAINED: translate("ExamVerdict", "Choose the trained model"),
        AnswerMode.DOCUMENTS_TRAINED: translate("ExamVerdict", "Choose search with the trained model"),
    }
