"""What an answer to an answerable question is worth."""

import re
from collections.abc import Callable

from workers.answering import claims
from workers.answering.claims import Claim, claim
from workers.contract.exam import ExamText, Mark, QuestionKind, Reason, ReasonCode
from workers.datasets.examples.closed_book_answer import CLOSE, KNOWN_WORDS, SOME_WORDS
from workers.datasets.examples.support import overlap
from workers.grading import facts, figures, wording
from workers.grading.figures import Figures

# Of the points of a list: so many are a right answer, so many a part of one.
_ALL_ITEMS, _SOME_ITEMS = 0.8, 0.3
_ITEMS = re.compile(r"[;\n]+")
_Result = tuple[Mark, list[Reason]]


def mark(question: ExamText, answer: str, cosine: Callable[[str, str], float]) -> _Result:
    """RIGHT, PARTLY or WRONG with what was seen. Raises nothing."""
    for fact in question.must_not:
        if facts.forbidden(fact, answer):
            return Mark.WRONG, [Reason(ReasonCode.FORBIDDEN, False, {"fact": fact})]
    if _says_otherwise(question, answer):
        return Mark.WRONG, [Reason(ReasonCode.SAYS_OTHERWISE, False)]
    items = _items(question)
    if items:
        return _list(items, answer)
    if wording.stands(wording.plain(question.answer), wording.plain(answer)):
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    if question.must:
        return _must(question, answer)
    return _free(question, answer, cosine)


def _items(question: ExamText) -> tuple[str, ...]:
    if question.kind is not QuestionKind.LIST:
        return ()
    if question.must:
        return question.must
    listed = question.answer.split(":", 1)[-1]
    items = tuple(item.strip(" .-–•") for item in _ITEMS.split(listed) if item.strip(" .-–•"))
    if len(items) < 2:
        items = tuple(item.strip(" .") for item in re.split(r",| и | and ", listed) if item.strip(" ."))
    return items if len(items) > 1 else ()


def _list(items: tuple[str, ...], answer: str) -> _Result:
    found = sum(facts.says(item, answer) for item in items)
    share = found / len(items)
    worth = Mark.RIGHT if share >= _ALL_ITEMS else Mark.PARTLY if share >= _SOME_ITEMS else Mark.WRONG
    counts: dict[str, str | int | float] = {"found": found, "expected": len(items)}
    return worth, [Reason(ReasonCode.ITEMS, worth is Mark.RIGHT, counts)]


def _must(question: ExamText, answer: str) -> _Result:
    reasons = []
    found = 0
    for fact in question.must:
        held = facts.says(fact, answer)
        found += held
        code = ReasonCode.KEY_FACT if held else ReasonCode.KEY_FACT_MISSING
        reasons.append(Reason(code, held, {"fact": fact}))
    if found == len(question.must):
        return Mark.RIGHT, reasons
    other = _figures(question, answer).other
    reasons += [_number_other(expected, said) for expected, said in other]
    return (Mark.PARTLY if 2 * found >= len(question.must) else Mark.WRONG), reasons


def _free(question: ExamText, answer: str, cosine: Callable[[str, str], float]) -> _Result:
    """Without key facts: numbers, then words, then meaning."""
    wanted, said, asked = claim(question.answer), claim(answer), claim(question.question)
    numbers = _figures(question, answer)
    reasons = _about_numbers(numbers)
    if numbers.missing and not numbers.agree:
        return Mark.WRONG, reasons
    own = Claim(frozenset(term for term in wanted.terms - asked.terms if _tells(term)))
    verdicts = wording.verdict(question.answer), wording.verdict(answer)
    if verdicts[0] is not None and verdicts[0] == verdicts[1] and not numbers.missing:
        return Mark.RIGHT, [*reasons, Reason(ReasonCode.EXACT, True)]
    asked_for = question.kind is QuestionKind.NUMBER or figures.asks(question.question)
    if numbers.agree and (asked_for or not own.terms):
        return (Mark.PARTLY if numbers.missing else Mark.RIGHT), reasons
    share = overlap(own, said)
    worth = Mark.RIGHT if share >= KNOWN_WORDS else Mark.PARTLY if share >= SOME_WORDS else Mark.WRONG
    if own.terms:
        words = {"share": round(100 * share)}
        reasons.append(Reason(ReasonCode.WORDS, worth is Mark.RIGHT, {**words}))
    if worth is Mark.PARTLY and numbers.agree and not numbers.missing:
        worth = Mark.RIGHT
    if worth is not Mark.RIGHT:
        near = cosine(question.answer, answer)
        close = near >= CLOSE
        reasons.append(Reason(ReasonCode.MEANING, close, {"similarity": round(100 * near)}))
        if close:
            worth = Mark.RIGHT if share >= SOME_WORDS else Mark.PARTLY
    if worth is Mark.RIGHT and numbers.missing:
        worth = Mark.PARTLY
    return worth, reasons


def _figures(question: ExamText, answer: str) -> Figures:
    return figures.compare(claim(question.answer), claim(answer), claim(question.question))


def _about_numbers(numbers: Figures) -> list[Reason]:
    reasons = []
    if numbers.agree:
        reasons.append(Reason(ReasonCode.NUMBERS_AGREE, True, {"numbers": ", ".join(numbers.agree)}))
    others = dict(numbers.other)
    left = [number for number in numbers.missing if number not in others]
    if left:
        reasons.append(Reason(ReasonCode.NUMBER_MISSING, False, {"numbers": ", ".join(left)}))
    return [*reasons, *(_number_other(expected, said) for expected, said in numbers.other)]


def _number_other(expected: str, said: str) -> Reason:
    return Reason(ReasonCode.NUMBER_OTHER, False, {"expected": expected, "said": said})


def _says_otherwise(question: ExamText, answer: str) -> bool:
    """Yes for no, may for may not, at least for at most: where an answer speaks of the same thing."""
    verdicts = wording.verdict(question.answer), wording.verdict(answer)
    if None not in verdicts and verdicts[0] != verdicts[1]:
        return True
    wanted = claim(question.answer)
    telling = Claim(frozenset(term for term in wanted.terms if _tells(term)))
    new = wanted.numbers - claim(question.question).numbers
    parts = [claim(part) for part in wording.parts(answer)]
    near = [p for p in parts if overlap(telling, p) >= KNOWN_WORDS or (new and new <= p.numbers)]
    return bool(near) and all(claims.contradict(wanted, part) for part in near)


def _tells(term: str) -> bool:
    return not claims.is_light(term) and not claims.is_unit(term)
