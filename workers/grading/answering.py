"""What an answer to an answerable question is worth."""

import re
from collections.abc import Callable, Sequence

from workers.contract.exam import ExamText, Mark, QuestionKind, Reason, ReasonCode
from workers.datasets.examples.closed_book_answer import CLOSE, KNOWN_WORDS, SOME_WORDS
from workers.grading import amounts, facts, phrases, propositions, reading, turning, wording, words
from workers.grading.propositions import AmountComparison
from workers.grading.vocabulary import WEEKDAYS
from workers.grading.words import AnswerWord
from workers.text.dates import MONTH

# Of the points of a list: so many are a part of an answer; a right one has all.
_SOME_ITEMS = 0.3
# A short expected answer is a name, a place, a thing: all of it counts.
_SHORT, _PART = 4, 0.5
_ITEMS = re.compile(r"[;\n]+")
_POINTS = re.compile(r"[,;\n]+|\s(?:и|and|а\s+также|as\s+well\s+as)\s")
_ASKS = re.compile(
    r"\b(?:сколько|когда|срок\w*|как\s+часто|(?:до|с)\s+как(?:ого|ой)|за\s+какое\s+время|во\s+сколько|на\s+сколько|"
    r"how\s+(?:many|much|long|often|soon|fast)|when|by\s+when|at\s+what|deadline)\b",
    re.I,
)
_PERIOD = re.compile(rf"\b(?:{MONTH}|{'|'.join(day.pattern for day in WEEKDAYS)})\b")
_Result = tuple[Mark, list[Reason]]
_OF_SEVERAL = re.compile(r"[,;/|\n]|\b(?:или|либо|or)\b", re.I)
_DENIED = re.compile(r"\b(?:не|нет|not|no|neither)\b", re.I)
_CLASS = "\ue000"  # stands for the class
_ROOM = 6  # words around a class: "Это обращение относится к теме …"
_FIELD = re.compile(
    r"""^(?:\s*\d{1,2}[.)]\s)?[\s{"'*–•-]*([^:=\n]{1,60}?)["'*\s]*[:=][\s"'*]*(\S.*?)[\s"',;}*.]*$"""
)
_BETWEEN = re.compile(r"[;\n]+|(?<=[\"'])\s*,\s*(?=[\"'])")
_SOME = 0.5  # of the fields


def mark(question: ExamText, answer: str, cosine: Callable[[str, str], float]) -> _Result:
    """RIGHT, PARTLY or WRONG with what was seen. Raises nothing."""
    for fact in question.must_not:
        if facts.forbidden(fact, answer):
            return Mark.WRONG, [Reason(ReasonCode.FORBIDDEN, False, {"fact": fact})]
    if question.kind is QuestionKind.CLASSIFY:
        return classified(question, answer)
    if question.kind is QuestionKind.EXTRACT:
        return extracted(question, answer)
    items = _items(question)
    if items:
        return _list(question, items, answer)
    compared = propositions.compare(question.answer, answer, question.question)
    same = propositions.agrees(question.answer, answer, question.question)
    if same is False and _states_the_reason(question, compared, answer):
        same = True
    if same is False:
        return Mark.WRONG, [Reason(ReasonCode.SAYS_OTHERWISE, False)]
    if compared.aspects and (same is None or "opposite" in compared.aspects):
        return Mark.WRONG, [_turned(aspect) for aspect in sorted(compared.aspects)]
    if compared.otherwise:
        return _otherwise(compared)
    if not (compared.hedged or compared.missing) and wording.stands(
        wording.plain(question.answer), wording.plain(answer)
    ):
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    if question.must:
        return _must(question, answer, compared)
    if same and not compared.bad:
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    return _free(question, answer, compared, cosine)


def _states_the_reason(question: ExamText, compared: AmountComparison, answer: str) -> bool:
    """Whether an answer without yes or no says what follows it: "Нет, отпуск продлят" – "Отпуск продлят". One
    that says of what was asked that it is so or must be does not: "Нет, достаточно подписи" – "Требуется и
    печать, и подпись"."""
    told = (compared.share >= _PART) if compared.own else bool(compared.agree)
    told = told and not (compared.aspects or compared.bad)
    if not told or wording.verdict(answer) is not None:
        return False
    asked, wanted, said = (reading.read(text) for text in (question.question, question.answer, answer))
    if asked.mood and said.mood == asked.mood != wanted.mood:
        return False
    done = [word for word in asked.words if word.kind == words.VERB and not words.found(word, wanted.words)]
    repeated = [other for word in done for other in words.found(word, said.words)]
    return bool(compared.agree) or all(other.denied for other in repeated)


def _items(question: ExamText) -> tuple[str, ...]:
    if question.kind in (QuestionKind.FACT, QuestionKind.STYLE) and not question.must:
        return _listed(question.answer)
    if question.kind is not QuestionKind.LIST:
        return ()
    if question.must:
        return question.must
    listed = question.answer.split(":", 1)[-1]
    items = tuple(item.strip(" .-–•") for item in _ITEMS.split(listed) if item.strip(" .-–•"))
    if len(items) < 2:
        items = tuple(item.strip(" .") for item in re.split(r",| и | and ", listed) if item.strip(" ."))
    return items if len(items) > 1 else ()


def _listed(answer: str) -> tuple[str, ...]:
    """The points of an answer that is nothing but a list of three and more."""
    points = tuple(point.strip(" .") for point in _POINTS.split(answer) if point.strip(" ."))
    read = [reading.read(point) for point in points]
    plain = all(
        1 <= len(one.words) <= 3 and not one.amounts and all(word.kind != words.VERB for word in one.words)
        for one in read
    )
    return points if len(points) > 2 and plain and wording.verdict(answer) is None else ()


def _list(question: ExamText, items: tuple[str, ...], answer: str) -> _Result:
    """All points, none of them denied, none added."""
    answer = phrases.in_full(answer) if _PERIOD.search(items[0].lower()) else answer
    denied = [item for item in items if facts.denies(item, answer, question.question)]
    if denied:
        return Mark.WRONG, [_turned("denied", denied[0])]
    found = sum(facts.says(item, answer, question.question) for item in items)
    added = _added(question, items, answer)
    share = found / len(items)
    worth = Mark.RIGHT if share == 1 and not added else Mark.PARTLY if share >= _SOME_ITEMS else Mark.WRONG
    counts: dict[str, str | int | float] = {"found": found, "expected": len(items)}
    reasons = [Reason(ReasonCode.ITEMS, share == 1, counts)]
    return worth, [*reasons, *(Reason(ReasonCode.ITEM_ADDED, False, {"fact": one}) for one in added[:1])]


def _added(question: ExamText, items: tuple[str, ...], answer: str) -> list[str]:
    """Short points beside the expected ones that hold a word which neither they, nor the question, nor the
    quote hold: the documents do not say them."""
    known = reading.read(f"{question.question} {question.answer}. {question.quote}").words
    said = [point.strip(" .:-–•*") for point in _POINTS.split(answer.split(":", 1)[-1])]
    points = [(point, reading.read(point)) for point in said if point]
    expected = [at for at, (point, _) in enumerate(points) if any(facts.says(item, point) for item in items)]
    if len(expected) < 2:
        return []
    return [
        point
        for at, (point, read) in enumerate(points)
        if expected[0] < at and not read.amounts and 1 <= len(read.words) <= 2
        and not any(word.denied or _is_new_verb(word, known) for word in read.words)
        and at not in expected
        and any(words.has_content(word) and not words.found(word, known) for word in read.words)
    ]  # fmt: skip


def _is_new_verb(word: AnswerWord, known: Sequence[AnswerWord]) -> bool:
    return word.kind == words.VERB and not words.found(word, known)


def _must(question: ExamText, answer: str, compared: AmountComparison) -> _Result:
    reasons = []
    found = 0
    for fact in question.must:
        held = facts.says(fact, answer, question.question)
        found += held
        code = ReasonCode.KEY_FACT if held else ReasonCode.KEY_FACT_MISSING
        reasons.append(Reason(code, held, {"fact": fact}))
    if found == len(question.must):
        return Mark.RIGHT, reasons
    reasons += _instead(compared)
    return (Mark.PARTLY if 2 * found >= len(question.must) else Mark.WRONG), reasons


def _otherwise(compared: AmountComparison) -> _Result:
    """An expected amount of another kind, bound, side …: worth no more than the other amounts."""
    reasons = [
        Reason(ReasonCode.AMOUNT_OTHERWISE, False, {"number": amounts.shown(one), "aspect": aspect})
        for one, aspect in compared.otherwise
    ]
    return (Mark.PARTLY if compared.agree else Mark.WRONG), [*_agreeing(compared), *reasons]


def _free(
    question: ExamText, answer: str, compared: AmountComparison, cosine: Callable[[str, str], float]
) -> _Result:
    """Without key facts: amounts, then words, then meaning."""
    reasons = [*_agreeing(compared), *_missing(compared)]
    named = turning.asks_who(question.question) and not compared.instead and not compared.lacking
    if compared.missing and not compared.agree and not (named and compared.own):
        return Mark.WRONG, reasons
    whole = Mark.PARTLY if compared.missing or compared.hedged else Mark.RIGHT
    asked_for = question.kind is QuestionKind.NUMBER or _ASKS.search(question.question) is not None
    if compared.agree and (asked_for or not compared.own):
        return whole, reasons
    worth = _by_words(question, compared)
    if compared.own:
        words = {"share": round(100 * compared.share)}
        reasons.append(Reason(ReasonCode.WORDS, worth is Mark.RIGHT, {**words}))
    if compared.agree and not compared.competing and not compared.missing:
        worth = Mark.RIGHT
    if worth is not Mark.RIGHT and not (compared.competing and compared.own <= _SHORT):
        near = cosine(question.answer, answer)
        close = near >= CLOSE
        reasons.append(Reason(ReasonCode.MEANING, close, {"similarity": round(100 * near)}))
        if close:
            worth = Mark.RIGHT if compared.share >= SOME_WORDS else Mark.PARTLY
    return (whole if worth is Mark.RIGHT else worth), reasons


def _by_words(question: ExamText, compared: AmountComparison) -> Mark:
    """By the telling words: all of a short answer, most of a long one; an attribute may be left out where no
    other one stands in its place."""
    share = compared.share
    if compared.own > _SHORT:
        return Mark.RIGHT if share >= KNOWN_WORDS else Mark.PARTLY if share >= SOME_WORDS else Mark.WRONG
    weighty = [word for word in compared.lacking if _counts(word, compared)]
    if not weighty and share >= _PART:
        return Mark.RIGHT
    head = any(word.person and word.owner < 0 for word in compared.lacking)
    if (compared.competing or head) and turning.asks_who(question.question):
        return Mark.WRONG
    return Mark.PARTLY if share >= _PART or (share >= SOME_WORDS and not compared.competing) else Mark.WRONG


def _counts(word: AnswerWord, compared: AmountComparison) -> bool:
    if word.kind == words.VERB:
        return len(compared.lacking) == compared.own
    return word.kind != words.ADJECTIVE or compared.competing


def _agreeing(compared: AmountComparison) -> list[Reason]:
    numbers = ", ".join(amounts.shown(one) for one in compared.agree)
    return [Reason(ReasonCode.NUMBERS_AGREE, True, {"numbers": numbers})] if numbers else []


def _missing(compared: AmountComparison) -> list[Reason]:
    others = [one for one, _ in compared.instead]
    left = [amounts.shown(one) for one in compared.missing if one not in others]
    reasons = [Reason(ReasonCode.NUMBER_MISSING, False, {"numbers": ", ".join(left)})] if left else []
    return [*reasons, *_instead(compared)]


def _instead(compared: AmountComparison) -> list[Reason]:
    return [
        Reason(ReasonCode.NUMBER_OTHER, False, {"expected": amounts.shown(one), "said": amounts.shown(other)})
        for one, other in compared.instead
    ]


def _turned(aspect: str, fact: str = "") -> Reason:
    return Reason(ReasonCode.TURNED_ROUND, False, {"aspect": aspect, "fact": fact})


def classified(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """The class is named, and no other one beside it."""
    wanted = wording.plain(question.answer)
    # A name may have a colon or a comma of its own.
    whole = re.sub(rf"(?<!\w){re.escape(question.answer.strip())}(?!\w)", _CLASS, answer, flags=re.I)
    named = whole.rsplit(":", 1)[-1].strip(" .\n")
    said = wording.plain(named.replace(_CLASS, question.answer))
    short = len(said.split()) <= len(wanted.split()) + _ROOM
    alone = short and not _OF_SEVERAL.search(named) and not _DENIED.search(named)
    if said == wanted or (alone and wording.stands(wanted, said)):
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    return Mark.WRONG, [Reason(ReasonCode.KEY_FACT_MISSING, False, {"fact": question.answer})]


def extracted(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """Each field has its value, in any order and notation (lines, numbered or not, semicolons, commas before
    the names of the expected fields, JSON); fields without names are looked for in the whole answer."""
    expected = _fields(question.answer)
    given = _fields(_apart(answer, [name for name, _ in expected if name]))
    named = {wording.plain(name): value for name, value in given if name}
    right = 0
    for name, value in expected:
        known = named.get(wording.plain(name)) if name and named else answer
        right += known is not None and facts.says(value, known)
    counts: dict[str, str | int | float] = {"found": right, "expected": len(expected)}
    share = right / max(1, len(expected))
    mark = Mark.RIGHT if share == 1 else Mark.PARTLY if share >= _SOME else Mark.WRONG
    return mark, [Reason(ReasonCode.ITEMS, share == 1, counts)]


def _apart(answer: str, names: Sequence[str]) -> str:
    """An answer with a line break instead of a comma before each of these names."""
    if not names:
        return answer
    listed = "|".join(re.escape(name) for name in names)
    return re.sub(rf",\s*(?=[\"'*]*(?:{listed})[\"'*]*\s*[:=])", "\n", answer, flags=re.I)


def _fields(text: str) -> list[tuple[str, str]]:
    """(name, value) of each field; "" as the name of a value alone."""
    found = []
    for part in _BETWEEN.split(text):
        match = _FIELD.match(part)
        bare = part.strip(" \t{}\"'.,")
        if match or bare:
            found.append((match[1], match[2]) if match else ("", bare))
    return found
