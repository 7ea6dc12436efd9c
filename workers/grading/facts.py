"""Key facts: what a right answer has to say, each in one of several ways, and what it may not say."""

from workers.grading import propositions, reading, wording
from workers.grading.propositions import AmountComparison

# All words of a short fact have to be there, most of those of a long one (an item of a list).
_SHORT = 3
_MOST = 0.7
_NOT = ("не ", "not ", "а не ", "no ")


def says(fact: str, answer: str, question: str = "") -> bool:
    """Whether an answer says a fact, given as alternatives between "|": in one sentence or all together, with
    its amounts as they are, and neither denied nor said of somebody else. `question` lends its denial."""
    return any(_says(way.strip(), answer, question) for way in fact.split("|") if way.strip())


def denies(fact: str, answer: str, question: str = "") -> bool:
    """Whether an answer speaks of a fact and denies it."""
    ways = [way.strip() for way in fact.split("|") if way.strip()]
    sentences = wording.parts(answer)
    compared = [propositions.compare(way, part, question) for way in ways for part in sentences]
    return any("denied" in one.aspects and one.share >= _MOST for one in compared)


def forbidden(fact: str, answer: str) -> bool:
    """Whether an answer says what it may not; "not 5 days" does not say "5 days"."""
    return any(_said_plainly(way.strip(), answer) for way in fact.split("|") if way.strip())


def _says(way: str, answer: str, question: str) -> bool:
    if any(_in_sentence(way, part, question) for part in wording.parts(answer)):
        return True
    several = len(reading.read(way).words) > 1
    return several and _holds(propositions.compare(way, answer, _denial_of(question)))


def _in_sentence(way: str, sentence: str, question: str) -> bool:
    compared = propositions.compare(way, sentence, _denial_of(question))
    if wording.stands(wording.plain(way), wording.plain(sentence)):
        return not (compared.aspects or compared.otherwise)
    return _holds(compared)


def _denial_of(question: str) -> str:
    """A fact is looked for whole, also the words of it that the question lends: of the question only its
    denial counts."""
    return question if reading.read(question).denied else ""


def _holds(compared: AmountComparison) -> bool:
    if compared.aspects or compared.bad or not (compared.own or compared.agree):
        return False
    return not compared.own or (compared.share == 1 if compared.own <= _SHORT else compared.share >= _MOST)


def _said_plainly(way: str, answer: str) -> bool:
    plain = wording.plain(way)
    for part in wording.parts(answer):
        text = f" {wording.plain(part)} "
        at = text.find(f" {plain} ") if plain else -1
        if at >= 0:
            if not text[: at + 1].endswith(tuple(f" {word}" for word in _NOT)):
                return True
            continue
        # Numbers alone would be found anywhere ("5" of "5 days" in "point 5").
        if len(reading.read(way).words) > 1 and _holds(propositions.compare(way, part)):
            return True
    return False
