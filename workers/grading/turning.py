"""What turns a statement round: who does it is another, it is denied, may for must, before for after, the
opposite, an amount that belongs to something else."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from workers.answering import claims
from workers.grading import amounts, words
from workers.grading.amounts import Amount, Sort
from workers.grading.reading import Statement
from workers.grading.vocabulary import (
    AFTER,
    AGAINST,
    ALONG,
    BEFORE,
    BY,
    FROM,
    INSTEAD,
    MAY,
    MUST,
    MUST_NOT,
    NEED_NOT,
    OVER,
    TO,
    UNDER,
)
from workers.grading.words import NOUN, VERB, AnswerWord

_WHO = re.compile(r"\b(?:кто|кого|кому|кем|ком|чей|чья|who|whom|whose)\b", re.I)
_WHO_DOES = re.compile(r"\W*who\s", re.I)
_WHAT_DID = re.compile(r"\W*(?:which|what)\s+(?!was\b|is\b|has\b|does\b)\w+(?:ed|s)\s", re.I)
_WHO_IS = re.compile(
    r"\W*who\s+(?:is|are|was|were|must\s+be|should\s+be|has\s+to\s+be)\s+\w+(?:ed|en|ld|nt|ught)\b", re.I
)
_RECEIVES = re.compile(r"(?:receiv(?:es?|ed|ing)|gets?|got|getting|obtain(?:s|ed)?|inherit(?:s|ed)?)$")
# Pairs that turn a statement round; stems at the beginning of a word.
_OPPOSITES = tuple(
    (re.compile(f"(?:{one})"), re.compile(f"(?:{other})"))
    for one, other in (
        (
            r"повы[шс]|увелич|в[оы][зр]р?[ао]с(?!т(?:[ауеы]|ом|н\w*)?$)|раст[уе]|подорожа|подн[ия]|increas|rise|rose|grow|grew|raise|gain|climb|went-?up$|go(?:es)?-?up$",
            r"пони[жз]|сни[жз]|уменьш|сокра[щт]|пада|упа[лд]|подешеве|decreas|fall|fell$|drop|reduc|lower|declin|shr[iau]nk|went-?down$|go(?:es)?-?down$",
        ),
        (r"влев|лев(?:ый|ого|ой|ую|ая)|слева|left", r"вправ|прав(?:ый|ого|ой|ую|ая)$|справа|right"),
        (r"открыва|открыт|откро|open", r"закрыва|закрыт|закро|clos|shut"),
        (r"включ|(?:switch|turn|power)\w*on$|enable", r"выключ|отключ|(?:switch|turn|power)\w*off$|disable"),
        (r"начал|начин|begin|start", r"законч|заканч|оконч|конец|конца|заверш|end|finish"),
        (r"верхн|сверху|upper|top", r"нижн|снизу|bottom"),
        (r"внутр|inside|indoor|inward|internal", r"наруж|снаружи|внешн|outside|outdoor|outward|external"),
        (r"ввер|upward", r"вниз|downward"),
        (r"позади$|сзади|задн|behind$|rear$|back$", r"спереди$|впереди$|передн|front$"),
        (r"впер[её]д|forward", r"назад|backward"),
        (r"скидк|discount", r"наценк|надбавк|surcharge|markup"),
        (r"доход|выручк|income|revenue", r"расход|убыт|expens|loss"),
        (r"дебет|debit", r"кредит|credit"),
        (r"одобр|утвер|удовлетвор|approv", r"отклон|отказ|reject"),
        (r"постоянн|permanent", r"временн|temporar"),
        (r"ручн|вручную|manual", r"автомат|automatic"),
        (r"север|north", r"юг|южн|south"),
        (r"восто[кч]|east", r"запад|west"),
        (r"дневн|day$|daytime", r"ночн|night"),
        (r"горизонтал|horizontal", r"вертикал|vertical"),
        (r"дешев|cheap", r"дорог|дорож|expensive"),
        (r"погруз|загру[зж]|load", r"разгру[зж]|выгру[зж]|unload"),
        (r"бесплатн|free", r"платн|paid|pay|charge"),
        (r"письменн|written|writing", r"устн|oral|verbal"),
        (r"перв(?:ый|ого|ой|ая|ую)|first", r"последн|last"),
        (r"продл|продлев|extend|prolong", r"сокра[щт]|shorten|cut"),
        (r"предыдущ|прошл|previous", r"следующ|next"),
        (r"горяч|hot", r"холодн|cold"),
        (r"clockwise", r"counterclockwise|anticlockwise"),
        (r"обязательн|mandatory|compulsory", r"добровольн|необязательн|voluntary|optional"),
        (r"частичн|partial", r"полност|полный|whole|full"),
        (r"раньше|ранее|earlier", r"позже|позднее|later"),
        (r"максимальн|наибольш|maxim|largest", r"минимальн|наименьш|minim|smallest"),
        (r"въезд|вход|entrance|entry", r"выезд|выход|exit"),
    )
)  # fmt: skip
_AGAINST = frozenset(
    frozenset(pair) for pair in ((FROM, TO), (BEFORE, AFTER), (UNDER, OVER), (ALONG, AGAINST))
)
_MOODS_AGAINST = frozenset(
    frozenset(pair) for pair in ((MUST, MAY), (MUST, NEED_NOT), (MUST, MUST_NOT), (MAY, MUST_NOT))
)
# English words that make another person of somebody.
_OTHERS = frozenset(("deputy", "assistant", "vice", "acting", "former", "secretary"))


def asks_who(question: str) -> bool:
    """Whether a question asks for a person."""
    return bool(_WHO.search(question))


def aspects(wanted: Statement, said: Statement, asked: Statement, question: str) -> Iterable[str]:
    """In what an answer turns round what was expected (see `AmountComparison.aspects`)."""
    if _denied(wanted, said, asked):
        yield "denied"
    polar = not claims.is_open(question) and bool(question)
    if not polar and frozenset((wanted.mood, said.mood)) in _MOODS_AGAINST and not _HOW.search(question):
        yield "mood"
    acting = _other_acts(wanted, said, asked, question) or _roles_swapped(wanted, said, asked, question)
    acting = acting or _only_receives(wanted, said, asked, question)
    acting = acting or _is_done_by(wanted, said, asked, question)
    if acting or _other_person(wanted, said, asked):
        yield "actor"
    turned = _redirected(wanted, said, asked) or _reversed(wanted, said) or _out_of_order(wanted, said)
    turned = turned or _exchanged(wanted, said, asked) or _acts_itself(wanted, said)
    if turned or _replaced(wanted, said) or _other_step(wanted, said, asked, question):
        yield "direction"
    if _opposite(wanted, said, asked):
        yield "opposite"
    if _belongs_elsewhere(wanted, said, asked):
        yield "belonging"


_HOW = re.compile(r"^\W*(?:как\b|каким\s+образом|how\s+(?!many|much|long|often|old))", re.I)


def _denied(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether most words that both say are denied in one alone. A bare answer takes over the denial of its
    question ("Что не оплачивают?" – "Проезд")."""
    telling = [word for word in wanted.words if not claims.is_light(word.term)]
    own = [word for word in telling if not words.found(word, asked.words)] or telling
    met = against = 0
    for word in own:
        among = words.found(word, said.words)
        if among:
            met += 1
            against += not any(alike(word, other, wanted, said, asked) for other in among)
            # "Without a licence" is said of nobody who has one.
            if word.excluded != word.denied and not word.excluded:
                continue
            theirs = all(other.excluded for other in among)
            if word.excluded and not any(other.excluded or other.denied for other in among):
                return True
            if theirs and not word.denied:
                return True
    return against * 2 > met


def alike(word: AnswerWord, other: AnswerWord, wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether a word is denied or not in both; a bare answer takes over the denial of its question."""
    lent = asked.denied if asked.stated else False
    ours = word.denied != (lent and not wanted.stated)
    return ours == (other.denied != (lent and not said.stated))


def _other_person(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """A deputy, an assistant of the expected person, or the person whose deputy was expected."""
    for word in wanted.words:
        if not word.person or word.owner >= 0:
            continue
        among = words.found(word, said.words)
        owners = [_owner(other, said) for other in among]
        if among and all(owner is not None and not words.found(owner, wanted.words) for owner in owners):
            return True
    named = {word.term for word in wanted.words if word.text in _OTHERS}
    others = {word.term for word in said.words if word.text in _OTHERS}
    shared = any(words.found(word, said.words) for word in wanted.words if word.text not in _OTHERS)
    lent = {word.term for word in asked.words}
    return shared and named - lent != others - lent and bool(wanted.words)


def _other_acts(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """Whether another person does what was asked about, and the expected one something else: "утверждает
    бухгалтер, а директор получает"."""
    verbs = [word for word in asked.words if word.kind == VERB]
    if not asks_who(question) or not verbs:
        return False
    doing = {word.part for word in said.words if word.kind == VERB and words.found(word, verbs)}
    persons = [word for word in wanted.words if word.person and word.owner < 0]
    there = {word.part for word in said.words if words.found(word, persons)}
    others = any(
        word.person and word.part in doing and word.owner < 0 and not words.found(word, wanted.words)
        for word in said.words
    )
    return bool(persons and there and doing) and not there & doing and others


def _owner(word: AnswerWord, of: Statement) -> AnswerWord | None:
    return next((other for other in of.words if other.at == word.owner), None) if word.owner >= 0 else None


def _only_receives(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """In English: whether who does it stands behind "to" ("the council reports to the officer"); whoever
    receives something may stand there."""
    if _WHAT_DID.match(question):
        return _does_to(wanted, said, asked)
    if not _WHO_DOES.match(question) or any(_RECEIVES.match(word.text) for word in asked.words):
        return False
    if (not _WHO_IS.match(question) and _does_to(wanted, said, asked)) or _does_it(
        wanted, said, asked, question
    ):
        return True
    bare = [word for word in wanted.words if word.text.isascii() and not word.role]
    roles = [{other.role for other in words.found(word, said.words)} for word in bare]
    return any(found == {TO} for found in roles)


def _does_to(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether what it is done to does it: "the auditor appoints the board" for "who appoints the auditor"."""
    english = asked.words and all(word.text.isascii() for word in asked.words)
    if not english or len(asked.words) < 2 or _by(said) or any(word.passive for word in said.words):
        return False
    verb, *objects = asked.words
    if not verb.text.endswith(("s", "ed")) or verb.text.endswith("ss"):
        return False
    verbs = [word.at for word in words.found(verb, said.words)]
    done = [word.at for one in objects for word in words.found(one, said.words)]
    doing = [word.at for one in wanted.words for word in words.found(one, said.words)]
    return bool(verbs and done and doing) and max(done) < min(verbs) and max(verbs) < min(doing)


def _does_it(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """Whether who it is done to does it: "the engineer informs the guard" for "who is informed"."""
    if not _WHO_IS.match(question):
        return False
    persons = [word.at for word in wanted.words for word in words.found(word, said.words)]
    verbs = [word for word in said.words if words.found(word, asked.words) and word.text.endswith("s")]
    return bool(persons) and any(max(persons) + 1 == verb.at for verb in verbs)


def _roles_swapped(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """Whether who acts is acted upon in the answer, where somebody else acts."""
    passive = any(word.passive for word in asked.words)
    for word in wanted.words:
        if not word.person or word.owner >= 0:
            continue
        ours = _acts(word, wanted, passive)
        theirs = [_acts(other, said, False) for other in words.found(word, said.words)]
        if ours is None or not theirs or any(acts is None or acts == ours for acts in theirs):
            continue
        others = [
            other
            for other in said.words
            if other.person and other.owner < 0 and not words.same(other.term, word.term)
        ]
        if ours and any(_acts(other, said, False) and "gent" not in other.cases for other in others):
            return True
        # The case of a bare phrase tells its role where a person is asked for alone.
        telling = wanted.stated or asks_who(question)
        if not ours and telling and any(other.cases & word.cases for other in others):
            return True
    return False


def _acts(word: AnswerWord, of: Statement, passive: bool) -> bool | None:
    """Whether a person is who acts: in the nominative, or in the instrumental of a passive; None when its
    form does not tell."""
    mates = [other for other in of.words if other.part == word.part]
    # "Подчиняется" has no passive sense without somebody in the instrumental.
    passive = passive or (
        any(w.passive for w in mates) and any("ablt" in w.cases and w.person for w in mates)
    )
    if "ablt" in word.cases and "nomn" not in word.cases:
        return passive
    if "nomn" in word.cases:
        return not passive
    return False if word.cases else None


def _redirected(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Before for after, from for to: where every mention of a word stands behind the opposite preposition."""
    timed = [word for word in asked.words if word.role in (BEFORE, AFTER)]
    timed = [word for word in timed if not words.found(word, wanted.words)]
    swapped = set()
    for word in (*wanted.words, *timed):
        if word.role:
            roles = {other.role for other in words.found(word, said.words)}
            if roles and all(frozenset((word.role, role)) in _AGAINST for role in roles):
                swapped.add(word.role)
    # "Из резервного фонда в основной": one of the two may stand for both.
    both = {word.role for word in wanted.words if word.role} >= {FROM, TO}
    return swapped >= {FROM, TO} if both and swapped <= {FROM, TO} else bool(swapped)


_IS = re.compile(r"(?:явля|наход|располож|счита|назыв|служ)")


def _acts_itself(wanted: Statement, said: Statement) -> bool:
    """Whether the place or office that something goes to does something itself: "касса выплачивает
    сотруднику" for "сотрудник возвращает в кассу"."""
    for word in wanted.words:
        if word.kind != NOUN or word.role != TO or "nomn" in word.cases or not wanted.stated:
            continue
        found = words.found(word, said.words)
        doing = {other.part for other in said.words if other.kind == VERB and not _IS.match(other.text)}
        if found and all(
            other.cases == {"nomn"} and not other.role and other.part in doing for other in found
        ):
            return True
    return False


def _exchanged(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether what replaces changes places with what is replaced, as their cases say: "форму заменили
    журналом" for "чем заменили журнал"."""
    means = [word for word in wanted.words if word.kind == NOUN and word.cases == {"ablt"}]
    things = [word for word in asked.words if word.kind == NOUN and word.cases and "ablt" not in word.cases]
    here = [other for word in means for other in words.found(word, said.words)]
    there = [other for word in things for other in words.found(word, said.words)]
    if not here or not there or not all(other.cases for other in here):
        return False
    return all("ablt" not in other.cases for other in here) and all(
        other.cases == {"ablt"} for other in there
    )


_WHAT_DOES = re.compile(r"\W*(?:what|which|whom?)\s+(?:\w+\s+)?(?:did|does|do)\s", re.I)


def _is_done_by(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """In English: whether what it is done to does it: "the fax replaced the scanner" for "what did the
    scanner replace"."""
    if not _WHAT_DOES.match(question) or len(asked.words) < 2 or any(word.passive for word in said.words):
        return False
    *doers, verb = asked.words
    verbs = [word.at for word in words.found(verb, said.words)]
    doing = [other.at for word in doers for other in words.found(word, said.words)]
    done = [other.at for word in wanted.words for other in words.found(word, said.words)]
    return bool(verbs and doing and done) and max(done) < min(verbs) and max(verbs) < min(doing)


def _reversed(wanted: Statement, said: Statement) -> bool:
    """In English, where order tells who does it to whom: "A informs B" against "B informs A"."""
    order = [word for word in wanted.words if word.text.isascii()]
    if len(order) < 3 or _by(wanted) != _by(said):
        return False
    for first, middle, last in zip(order, order[1:], order[2:], strict=False):
        if first.part != last.part:
            continue
        places = [[other.at for other in words.found(word, said.words)] for word in (first, middle, last)]
        if all(places) and max(places[2]) < min(places[1]) <= max(places[1]) < min(places[0]):
            return True
    return False


def _out_of_order(wanted: Statement, said: Statement) -> bool:
    """Whether of two things that are done one after the other the second comes first."""
    if not (wanted.ordered and said.ordered):
        return False
    places = [
        [other.at for other in words.found(word, said.words)] for word in wanted.words if word.kind == VERB
    ]
    order = [found[0] for found in places if len(found) == 1]
    return len(order) > 1 and all(one > other for one, other in pairwise(order))


def _replaced(wanted: Statement, said: Statement) -> bool:
    """Whether what was expected is said to be what something else stands for: "вместо карт – пропуска"."""
    mine = [word for word in wanted.words if words.has_content(word) and word.role != INSTEAD]
    theirs = [words.found(word, said.words) for word in mine]
    return any(found and all(other.role == INSTEAD for other in found) for found in theirs)


_FIRST_ASKED = re.compile(r"\b(?:сначала|сперва|первым|раньше|в\s+первую\s+очередь|first|earlier)\b", re.I)
_LAST_ASKED = re.compile(r"\b(?:потом|затем|последним|позже|afterwards|next|last|later)\b", re.I)


def _other_step(wanted: Statement, said: Statement, asked: Statement, question: str) -> bool:
    """Whether what was asked to come first is said to come then, or the other way round: "first the heater,
    then the pump" for the pump."""
    first, last = _FIRST_ASKED.search(question), _LAST_ASKED.search(question)
    if bool(first) == bool(last) or wanted.ordered or len({one for _, one in said.steps}) < 2:
        return False
    own = [word for word in wanted.words if words.has_content(word)]
    new = [word for word in own if not words.found(word, asked.words)] or own
    places = [_is_first(other.at, said) for word in new for other in words.found(word, said.words)]
    return bool(places) and all(place != bool(first) for place in places)


def _is_first(at: int, said: Statement) -> bool:
    """Whether a token is of the first step: by the word of order before it, else by the one after."""
    before = [first for place, first in said.steps if place < at]
    return before[-1] if before else said.steps[0][1]


def _by(of: Statement) -> bool:
    return any(word.role == BY for word in of.words)


def _opposite(wanted: Statement, said: Statement, asked: Statement) -> bool:
    # After "no" the opposite of the question is what was expected.
    known = wanted.words if wanted.verdict is False else (*wanted.words, *asked.words)
    both = replace(asked, words=known)
    return opposite(both, said)


def opposite(one: Statement, other: Statement) -> bool:
    """Whether a text says the opposite of a word of another one, and that word nowhere: "closed" for "open",
    "unaccompanied" for "accompanied"; neither of them denied."""
    ours = [word for word in one.words if not word.denied]
    theirs = [word for word in other.words if not word.denied]
    for first, second in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        said = _has(first, one) and _has(second, other)
        if said and not (_has(second, one, denied=True) or _has(first, other, denied=True)):
            return True
    return any(
        _is_negative(word, against) or _is_negative(against, word)
        for word in ours
        for against in theirs
        if not words.found(word, other.words) and not words.found(against, one.words)
    )


def _has(pattern: re.Pattern[str], said: Statement, *, denied: bool = False) -> bool:
    """Whether a word of a text is so, or an ordinal; with `denied` also one that is denied."""
    texts = [word.text for word in said.words if denied or not word.denied]
    # "First the stamp, finally the signature" says nothing of what is first.
    steps = {at for at, _ in said.steps} if len(said.steps) > 1 else set()
    texts += [one.written for one in said.amounts if one.sort is Sort.LABEL and one.first not in steps]
    return any(pattern.match(text) for text in texts)


def _is_negative(word: AnswerWord, of: AnswerWord) -> bool:
    """Whether a word is another one with a prefix that denies it."""
    stem = of.term[: max(len(of.term) - 1, 4)]
    return len(of.term) >= 4 and any(word.term.startswith(f"{prefix}{stem}") for prefix in _PREFIXES)


_PREFIXES = ("не", "un", "in", "non", "dis", "im")


def _belongs_elsewhere(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Of several amounts: whether what goes with one goes with another in the answer ("300 за день, 500 за
    ночь" and the other way round)."""
    if _said_of_another(wanted, said, asked) or _another_is_named(wanted, said, asked):
        return True
    for one in wanted.amounts:
        mine = _company(one, wanted)
        other_company = [
            word for other in wanted.amounts if other is not one for word in _company(other, wanted)
        ]
        special = [word for word in mine if not words.found(word, other_company)]
        there = [other for other in said.amounts if amounts.equal(one, other)]
        strangers = [
            other for other in said.amounts
            if any(amounts.equal(known, other) for known in wanted.amounts) and other not in there
        ]  # fmt: skip
        if not special or not there or not strangers:
            continue
        near = [word for amount in there for word in _company(amount, said)]
        far = [word for amount in strangers for word in _company(amount, said)]
        if all(not words.found(word, near) and words.found(word, far) for word in special):
            return True
    return False


# A rule that an answer goes by may be another one than the question names; "номер" says not of what.
_RULE = re.compile(
    r"(?:стат|пункт|подпункт|глав|раздел|част|приложен|закон|приказ|номер|"
    r"articl|section|claus|chapter|part|paragraph|append|annex|number)"
)


def _another_is_named(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether it speaks of another one of what the question names by a number: "room 137" for "room 138"."""
    known, told = _names(asked), [name for name, _ in _names(wanted, counting=True)]
    for name, _ in known:
        mine = [number for other, number in known if words.same(name, other)]
        there = [number for other, number in _names(said, counting=True) if words.same(name, other)]
        alike = any(amounts.same_name(one, number) for one in mine for number in there)
        if alike or any(words.same(name, other) for other in told):
            continue
        if any(words.same(name, other) for other, _ in _names(said)):
            return True
    return False


def _names(of: Statement, *, counting: bool = False) -> list[tuple[str, Amount]]:
    """The stems of nouns with the numbers behind them that name one of them: "room 138", "рейс № 210", not
    "после смены 1", which says when. `counting`: also that, and numbers that count what follows."""
    stems = {
        word.at: word.term
        for word in of.words
        if word.kind != VERB and not _RULE.match(word.term) and (counting or word.role not in (BEFORE, AFTER))
    }
    return [
        (stem, one)
        for one in of.amounts
        if counting or one.sort is Sort.LABEL or amounts.is_bare(one)
        if (stem := stems.get(one.first - (2 if one.counted == amounts.NAMELESS else 1), ""))
    ]


def _said_of_another(wanted: Statement, said: Statement, asked: Statement) -> bool:
    """Whether the expected amount stands with something that nobody asked about, and another one of its unit
    with what was asked: "хранится 30 дней, а извещение – 15"."""
    known = (*wanted.words, *asked.words)
    for one in wanted.amounts:
        for there in said.amounts:
            if not amounts.equal(one, there) or one.weak or there.weak:
                continue
            near = [word for word in _company(there, said) if words.has_content(word)]
            if any(words.found(word, known) for word in near) or not any(word.kind == NOUN for word in near):
                continue
            others = [
                other
                for other in said.amounts
                if other is not there and not other.weak and amounts.same_unit(other, there)
                and not any(amounts.equal(mine, other) for mine in (*wanted.amounts, *asked.amounts))
            ]  # fmt: skip
            if any(words.found(word, asked.words) for other in others for word in _company(other, said)):
                return True
    return False


def _company(amount: Amount, of: Statement) -> list[AnswerWord]:
    """The words between the divides around an amount; of one that shares them with another, none."""
    # "Каждого месяца" goes with the amount beside it.
    others = [
        other
        for other in of.amounts
        if other is not amount and not (other.value == "1" and other.counted == "раз" and other.rate)
    ]
    before = max(
        (at for at in of.divides if at < amount.first and any(o.last < at for o in others)), default=-1
    )
    after = min(
        (at for at in of.divides if at > amount.last and any(o.first > at for o in others)), default=10**6
    )
    if any(before < other.first < after for other in others):
        return []
    return [word for word in of.words if before < word.at < after]
