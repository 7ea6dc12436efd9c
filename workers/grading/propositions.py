"""Whether an answer states what was expected: the same amounts, of the same things, by the same persons, and
neither denied nor turned round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.answering import claims
from workers.grading import amounts, phrases, reading, turning, words
from workers.grading.amounts import Amount, Sort
from workers.grading.reading import Statement
from workers.grading.vocabulary import ONE
from workers.grading.words import ADJECTIVE, NOUN, VERB, AnswerWord
from workers.text import clock

_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class AmountComparison:
    """Of the expected amounts that the question does not hold: those that the answer says, those that it does
    not, what it says `instead`, and those it says otherwise (with the aspect, see `amounts.conflict`).
    `hedged`: it names alternatives. `aspects`: in what the statement as a whole is turned round: "denied",
    "mood", "actor", "direction", "opposite", "belonging". `share` of its telling words found (0…1),
    `lacking`: those that are not; `own`: how many there are without verbs; `competing`: something else stands
    in their place."""

    agree: tuple[Amount, ...] = ()
    missing: tuple[Amount, ...] = ()
    instead: tuple[tuple[Amount, Amount], ...] = ()
    otherwise: tuple[tuple[Amount, str], ...] = ()
    hedged: bool = False
    aspects: frozenset[str] = frozenset()
    share: float = 0.0
    own: int = 0
    lacking: tuple[AnswerWord, ...] = ()
    competing: bool = False

    @property
    def bad(self) -> bool:
        """Whether an expected amount is not there, or otherwise."""
        return bool(self.missing or self.otherwise)


def compare(expected: str, answer: str, question: str = "") -> AmountComparison:
    """Expected against said; what the question already holds tells nothing."""
    expected, answer = (phrases.repeated(text, question) for text in (_main(expected), answer))
    wanted, said, asked = reading.read(expected), reading.read(answer), reading.read(question)
    wanted, said = _in_order(wanted, asked, wanted), _in_order(said, asked, wanted)
    new = [
        _bounded(one, asked)
        for one in wanted.amounts
        if not one.weak and not any(amounts.equal(one, other) for other in asked.amounts if not other.weak)
    ]
    agree, missing, otherwise = _amounts(new, wanted, said, asked)
    strange = [
        one for one in said.amounts
        if not any(amounts.equal(known, one) for known in (*wanted.amounts, *asked.amounts))
    ]  # fmt: skip
    if agree and not any(_YEAR.fullmatch(one.value) for one in strange):
        missing = [one for one in missing if not _YEAR.fullmatch(one.value)]
    instead = [(one, found) for one in missing if (found := _instead(one, strange)) is not None]
    # "Одна копия": who says "копия" says no other number.
    replaced = [one for one, _ in instead]
    missing = [one for one in missing if one in replaced or one.written not in ONE]
    own = _of_person(_own(wanted, asked), said, question)
    turned = frozenset(turning.aspects(wanted, said, asked, question))
    lacking = tuple(word for word in own if not _is_said(word, wanted, said, asked, turned))
    weights = [_weight(word) for word in own]
    there = sum(_weight(word) for word in own if word not in lacking)
    return AmountComparison(
        tuple(agree),
        tuple(missing),
        tuple(instead),
        tuple(otherwise),
        any(one.hedged for one in said.amounts) and not any(one.hedged for one in wanted.amounts),
        turned,
        there / sum(weights) if own else 0.0,
        sum(word.kind != VERB for word in own) or len(own),
        lacking,
        _competing(own, lacking, wanted, said, asked),
    )


def _in_order(of: Statement, asked: Statement, wanted: Statement) -> Statement:
    """With its ratios in the order in which the question, or else the expected answer, names the two: "три
    части песка на одну цемента" of cement and sand is 1:3."""
    if not any(one.sort is Sort.RATIO for one in of.amounts):
        return of
    found = []
    for one in of.amounts:
        two = [word for word in of.words if word.at > one.last][:2] if one.sort is Sort.RATIO else []
        for known in (asked.words, wanted.words):
            places = [[other.at for other in words.found(word, known)] for word in two]
            if len(places) == 2 and all(places):
                one = amounts.turned_ratio(one) if min(places[0]) > min(places[1]) else one
                break
        found.append(one)
    return replace(of, amounts=tuple(found))


def _bounded(one: Amount, asked: Statement) -> Amount:
    """An amount with the bound that its question asks for ("the longest", "выше на")."""
    if one.sort is not Sort.NUMBER:
        return one
    return replace(one, bound=one.bound or asked.bound, rate=one.rate or asked.rate)


def _main(expected: str) -> str:
    """Without what stands in brackets: it may be said, and need not."""
    main = _BRACKETS.sub(" ", reading.phones(expected))
    return main if any(c.isalnum() for c in main) else expected


def agrees(expected: str, answer: str, question: str) -> bool | None:
    """Of a question that "yes" or "no" answers: whether the answer says the same as the expected one, by the
    word or by a statement ("не допускается"); None where one of both does not tell."""
    wanted, said, asked = reading.read(expected), reading.read(answer), reading.read(question)
    if claims.is_open(question) and wanted.verdict is None:
        return None
    if wanted.only and said.only:
        return True if wanted.verdict is not None and _same_only(wanted, said) else None
    first, second = _verdict(wanted, asked, asked, question), _verdict(said, asked, wanted, question)
    return None if first is None or second is None else first == second


def _same_only(wanted: Statement, said: Statement) -> bool:
    """Whether both leave out all but the same: "нет, только в каске", "вход только в каске"."""
    telling = [word for word in wanted.words if words.has_content(word)]
    return bool(telling) and all(
        any(other.excluded == word.excluded for other in words.found(word, said.words)) for word in telling
    )


_ALL = re.compile(
    r"\b(?:все|всем|всех|всеми|кажд\w+|люб(?:ой|ая|ые|ому|ым|ых|ого)|оба|обе|all|every\w*|each|both)\b", re.I
)
_ONLY = re.compile(r"\b(?:только|лишь|only)\b", re.I)


def _verdict(said: Statement, asked: Statement, about: Statement, question: str) -> bool | None:
    """Yes or no to what was asked, out of the part that speaks of it."""
    if said.verdict is not None:
        return said.verdict
    if _ALL.search(question) and said.only and not _ONLY.search(question):
        return False  # "только мастера", of all
    without = [word for word in asked.words if word.excluded]
    if said.only and any(not other.excluded for word in without for other in words.found(word, said.words)):
        return False  # "только в каске", of without one
    shared = [word for word in said.words if words.found(word, (*asked.words, *about.words))]
    spoken = [word.part for word in shared if said.parts[word.part][0]]
    if spoken:
        denied = said.parts[min(spoken)][1] != _is_of_absence(min(spoken), shared, said, asked)
    elif said.stated and len(said.words) <= 1:
        denied = said.denied
    elif len(shared) > 1 and any(word.text.isascii() for word in shared):
        denied = False  # of English verbs but the auxiliary ones are known
    else:
        return None
    return (denied == asked.denied) != turning.opposite(asked, said)


def _is_of_absence(part: int, shared: Sequence[AnswerWord], said: Statement, asked: Statement) -> bool:
    """Whether a part says what is so without what was asked about: "без подписи нельзя" for "нужна ли"."""
    here = [word for word in shared if word.part == part]
    without = part in said.acting and any(w.excluded and words.found(w, asked.words) for w in here)
    return without and not any(word.excluded for word in asked.words)


# --- amounts -------------------------------------------------------------------------------------


def _amounts(
    new: Sequence[Amount], wanted: Statement, statement: Statement, asked: Statement
) -> tuple[list[Amount], list[Amount], list[tuple[Amount, str]]]:
    agree: list[Amount] = []
    missing: list[Amount] = []
    otherwise: list[tuple[Amount, str]] = []
    said = statement.amounts
    for one in new:
        same = [other for other in said if amounts.equal(one, other) or _is_named(one, other, asked)]
        conflicts = [
            amounts.conflict(one, other)
            or _attributed(one, other, asked)
            or _of_another(one, other, wanted, statement)
            or _is_part(one, other, statement, asked)
            for other in same
        ]
        if not same:
            whole = (one.sort is Sort.RANGE and _ends_said(one, said)) or amounts.are_days(one, said, new)
            whole = whole or any(amounts.is_end(one, other) or _from_to(one, other, new) for other in said)
            (agree if whole else missing).append(one)
        elif all(conflicts):
            otherwise.append((one, conflicts[0]))
        else:
            agree.append(one)
    return agree, missing, otherwise


def _attributed(one: Amount, other: Amount, asked: Statement) -> str:
    """ "kind" where an attribute stands in the place of another one: "2 дополнительных дня" and "2 свободных
    дня"; "" otherwise."""
    known = [word.term for word in asked.words]
    ours, theirs = (
        [term for term in each.attributes if not any(words.same(term, word) for word in known)]
        for each in (one, other)
    )
    swapped = ours and theirs and not any(words.same(mine, their) for mine in ours for their in theirs)
    return "kind" if swapped else ""


def _of_another(one: Amount, other: Amount, wanted: Statement, said: Statement) -> str:
    """ "kind" where a share is said of another thing: "3 % of the turnover" for "3 % of the salary"; ""
    otherwise."""
    ours, theirs = _whole(one, wanted), _whole(other, said)
    if not (ours and theirs) or words.found(ours, said.words) or words.found(theirs, wanted.words):
        return ""
    return "kind"


def _whole(share: Amount, of: Statement) -> AnswerWord | None:
    """What a share is of: the noun behind it and a preposition."""
    if share.measure is None or share.measure.dimension != "percent":
        return None
    behind = [
        word for word in of.words if share.last + 1 < word.at <= share.last + 4 and words.has_content(word)
    ]
    return behind[0] if behind and behind[0].kind in (NOUN, words.OTHER) else None


def _is_part(one: Amount, other: Amount, said: Statement, asked: Statement) -> str:
    """ "kind" where the expected amount is said of a part alone, of which nobody asked ("шесть, из них четыре
    в коридоре"); "" otherwise."""
    if not other.partial or one.partial:
        return ""
    before = [each for each in said.amounts if each.last < other.first]
    start = max((each.last for each in before), default=-1)
    named = any(words.found(word, asked.words) for word in said.words if word.at > start)
    counted = other.counted and other.counted not in {each.counted for each in before}
    named = named or bool(counted and any(words.same(other.counted, word.term) for word in asked.words))
    return "" if named else "kind"


def _is_named(one: Amount, other: Amount, asked: Statement) -> bool:
    """Whether a number names what was asked for: "4455" of "extension 4455"."""
    named = other.sort is Sort.LABEL and amounts.is_bare(one) and amounts.same_name(one, other)
    return named and any(words.same(other.counted, word.term) for word in asked.words)


def _from_to(one: Amount, other: Amount, new: Sequence[Amount]) -> bool:
    """Whether an amount is an end of "с 0,1 до 0,05", and the other end was expected too."""
    ends = other.value.split(amounts.TO) if other.sort is Sort.RANGE else []
    return one.value in ends and all(any(mine.value == end for mine in new) for end in ends)


def _ends_said(one: Amount, said: Sequence[Amount]) -> bool:
    """Whether both ends of a range are said apart, of hours as times of day too: "с 13:00 до 14:00"."""
    hours = one.measure is None or one.measure.dimension == "time"
    return all(
        any(
            (other.value == end or (hours and other.sort is Sort.CLOCK and clock.may_be(other.value, end)))
            and not other.denied
            for other in said
        )
        for end in one.value.split(amounts.TO)
    )


def _instead(one: Amount, strange: Sequence[Amount]) -> Amount | None:
    alike = [other for other in strange if amounts.same_unit(one, other) and not other.denied]
    if alike:
        return alike[0]
    plain = one.measure is None or (len(strange) == 1 and strange[0].measure is None)
    return strange[0] if len(strange) == 1 and plain else None


# --- words ---------------------------------------------------------------------------------------


def _of_person(own: list[AnswerWord], said: Statement, question: str) -> list[AnswerWord]:
    """A family name that is said names a person: first names and patronymics may be left out; where a person
    is asked for, the position too."""
    family = [word for word in own if word.family and words.found(word, said.words)]
    given, others = [word for word in own if word.given], [word for word in said.words if word.given]
    if given and others and not any(words.found(word, others) for word in given):
        return own  # somebody else of that family
    if family and turning.asks_who(question):
        return [word for word in own if word.family]  # of two persons both
    return [word for word in own if not (family and word.given)]


def _own(wanted: Statement, asked: Statement) -> list[AnswerWord]:
    """The telling words that the question does not lend; all of them where it lends them all."""
    telling = [word for word in wanted.words if words.has_content(word)]
    own = [word for word in telling if not words.found(word, asked.words)]
    return own or ([] if wanted.amounts or wanted.verdict is not None else telling)


def _is_said(
    word: AnswerWord, wanted: Statement, said: Statement, asked: Statement, turned: frozenset[str]
) -> bool:
    """Whether a word is there, and not denied alone among those that are: "заявление, чек не нужен"."""
    among = words.found(word, said.words)
    if not among and (words.is_of_two(word, wanted.words, said.words) or words.is_without(word, said.words)):
        return True
    if not among or word.kind != NOUN or "denied" in turned:
        return bool(among)
    return any(turning.alike(word, other, wanted, said, asked) for other in among)


def _weight(word: AnswerWord) -> float:
    return 0.4 if word.kind == VERB else 0.7 if word.kind == ADJECTIVE else 1.0


def _competing(
    own: Sequence[AnswerWord],
    lacking: Sequence[AnswerWord],
    wanted: Statement,
    said: Statement,
    asked: Statement,
) -> bool:
    """Whether something else stands where what lacks was expected: a noun or attribute that nobody named."""
    if not lacking:
        return False
    kinds = {word.kind for word in lacking if word.kind != VERB}
    known = (*wanted.words, *asked.words)
    return any(
        (word.kind in kinds or (ADJECTIVE in kinds and word.kind == NOUN))
        and words.has_content(word)
        and not words.found(word, known)
        for word in said.words
    )
