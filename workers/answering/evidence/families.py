"""When two words count as the same in a comparison: one stem, one root ("проверка", "проверять"), or one
line of the list of synonyms.
"""

import re
from functools import lru_cache

from workers.answering.evidence.words import ADJECTIVE, ADVERB, CODE, FOREIGN, NOUN, VERB, Word
from workers.retrieval import synonyms

SAME, FAMILY = 1.0, 0.9


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROOT = 3
_CHAINED = 4  # letters that two words of one family begin with, where the list joins them
_NAME = 4

_ENDINGS = sorted(
    _words("""
        ировать овать евать ывать ивать авать вать нуть ять ать еть ить уть оть ти ть чь ирование ование
        евание ывание ивание авание ание ение яние ье тие ие ба ство тельство итель атель тель щик чик
        ник ость ка ча ок ция а я о е ь ы й ия ованный енный анный янный ительный ательный тельный
        ческий ный ский овый евый ий ый ой ая
    """),
    key=len,
    reverse=True,
)
# How a root's end changes between a verb and its noun.
_CHANGES = (
    ("бл", "б"),
    ("пл", "п"),
    ("вл", "в"),
    ("мл", "м"),
    ("жд", "д"),
    ("ж", "д"),
    ("щ", "т"),
    ("ш", "с"),
    ("ч", "к"),
)


# "Медосмотр" is an "осмотр", "спецодежда" is "одежда".
_COMPOUND = re.compile(
    r"^(?:мед|спец|авто|электро|тех|гос|строй|гор|тепло|энерго|фото|видео|теле|радио|вело|мото|пром|соц|хоз|"
    r"орг|проф|сан|канц|транс|мета|оборон|авиа|агро|водо|газо|грузо|пасса|товаро|лесо|снего)(?=[а-я]{4})"
)
_VOWEL = re.compile(r"([бтдпж])[иеа]р$")
# вывезти, вывоз; перенести, перенос
_GRADE = re.compile(r"([вн])е([зс])$")


@lru_cache(maxsize=65536)
def roots(lemma: str) -> frozenset[str]:
    """What may be left of a Russian dictionary form without its endings and suffixes (at least three
    letters)."""
    base = lemma.removesuffix("ся")
    if base.endswith("тись"):
        base = base.removesuffix("сь")
    found = {base}
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _ROOT:
            found.add(base[: -len(ending)])
    for changed, plain in _CHANGES:
        found |= {
            one[: -len(changed)] + plain
            for one in found
            if one.endswith(changed) and len(one) - len(changed) + len(plain) >= _ROOT
        }
    # рассматривать, рассмотрение; отбирать, отбор; вывозить, вывоз
    return frozenset(_GRADE.sub(r"\1а\2", _VOWEL.sub(r"\1ар", one.replace("о", "а"))) for one in found)


def closeness(one: Word, other: Word) -> float:
    """1 for the same word, `FAMILY` for one of its family or a synonym, 0 otherwise. Who acts is not what
    is done: "поставщик" is not of the family of "поставка"."""
    if one.term == other.term:
        return SAME
    if one.term in synonyms.opposites().get(other.term, ()):
        return 0.0
    if CODE in (one.kind, other.kind):
        return 0.0
    if _alike(one, other):
        return FAMILY
    if one.name or other.name:
        return FAMILY if _one_name(one.lemma, other.lemma) else 0.0
    if one.actor != other.actor:
        return 0.0
    if FOREIGN in (one.kind, other.kind):
        return FAMILY if one.kind == other.kind and _english_family(one.term, other.term) else 0.0
    if one.kind == other.kind == NOUN and one.actor:
        return 0.0
    return FAMILY if _one_family(one, other) else 0.0


@lru_cache(maxsize=65536)
def _alike(one: Word, other: Word) -> bool:
    """Whether two words are of one line of the list, or one is of the family of a verb of the other's
    line: "потерять, утерять" with "утеря"."""
    if one.term in synonyms.words().get(other.term, ()):
        return True
    if one.actor or other.actor or one.name or other.name or FOREIGN in (one.kind, other.kind):
        return False
    if one.kind == other.kind == NOUN and any(
        _COMPOUND.sub("", start.lemma) == end.lemma for start, end in ((one, other), (other, one))
    ):
        return True
    return any(
        lemma[:_CHAINED] == end.lemma[:_CHAINED]
        and any(len(each) >= _CHAINED for each in roots(lemma) & roots(end.lemma))
        for start, end in ((one, other), (other, one))
        if start.kind == VERB
        for lemma in synonyms.forms(start.term)
    )


def opposed(one: Word, other: Word) -> bool:
    """Whether two words say the opposite ("открывать", "закрыть")."""
    return other.term in synonyms.opposites().get(one.term, ())


def _one_name(one: str, other: str) -> bool:
    """Whether two forms may be one name of which the dictionary knows but one: "Чернова", "Черновой"."""
    common = max(_NAME, len(one) - 2, len(other) - 2)
    return len(one) >= common <= len(other) and one[:common] == other[:common]


@lru_cache(maxsize=65536)
def _one_family(one: Word, other: Word) -> bool:
    shared = roots(one.lemma) & roots(other.lemma)
    least = 4 if one.kind == other.kind else _ROOT
    return any(
        len(each) >= least and len(each) >= 0.5 * min(len(one.lemma), len(other.lemma)) for each in shared
    )


def _english_family(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 4 and (
        longer.startswith(shorter) or (len(shorter) >= 6 and longer.startswith(shorter[:-1]))
    )


# What sentences are built with, whatever they say.
_LIGHT = _words("""
    быть бывать являться составлять составить иметь иметься делать сделать давать дать даваться получать
    получить выдавать выдать выдаваться проводить провести проводиться производить производиться
    осуществлять осуществляться происходить занимать занять длиться продолжаться стоить обходиться
    обойтись равняться находиться располагаться расположить заниматься устанавливать установить
    устанавливаться предусматривать предусмотреть предусматриваться считать считаться называть
    называться относить относиться отнести возложить становиться действовать применять применяться
    использовать использоваться предоставлять предоставляться предоставить указать указывать полагаться
    причитаться надлежать подлежать мочь проходить идти оставаться хотеть сидеть стоять срок размер
    время период случай порядок количество число сумма стоимость величина продолжительность длительность
    момент раз вид часть человек данный указанный соответствующий новый весь любой другой равный
    следующий общий нужный необходимый обязательный оба сам самый первый такой каждый определенный
    конкретный обязательно обычно также всего итого примерно именно сразу проведение осуществление
    выполнение выполнять выполнить выполняться лежать возлагать возлагаться поручить поручать поручаться
    закрепить делаться появиться появляться возникать возникнуть случаться случиться произойти наступать
    наступить иметься существовать один пройти достигать достигнуть достичь оказаться оказываться
    make made give get take use amount number time period case kind part thing due need do done become
    go set total cost last follow rate any every each equal enough occur happen appear arise carri perform
    anyon everyon everybodi anybodi someon
""")


def weight(word: Word) -> float:
    """How much a word says: names and nouns 1, verbs and adverbs less, what sentences are built with next
    to nothing."""
    if is_light(word):
        return 0.15
    return {NOUN: 1.0, CODE: 1.0, FOREIGN: 0.9, ADJECTIVE: 0.8, VERB: 0.5, ADVERB: 0.4}.get(word.kind, 0.4)


def is_light(word: Word) -> bool:
    """A word that sentences are built with."""
    return not word.name and (word.lemma in _LIGHT or word.term in _LIGHT)
