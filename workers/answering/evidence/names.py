"""The names of a sentence, and whether they stand in a text of another alphabet: "в Перми", "in Perm".

Compared by their consonants, which spellings change least. A word that a dictionary knows as no name
("Заказчик", "Customer") is translated, so it tells nothing.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from workers.retrieval import lexical
from workers.text.folding import plain

_ALIKE = 0.75
_WORD = re.compile(r"[^\W\d_]{3,}")
_CYRILLIC = re.compile(r"[а-я]", re.I)
# An English word with a capital is a name for sure only where it says where something is.
_PLACE = re.compile(r"\b(?:in|near|from)\s+$", re.I)
_OTHERS = """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday english russian annex appendix section clause article
    schedule table chapter part attachment figure paragraph form excel word"""
_NO_NAMES = frozenset(_OTHERS.split())
_NAME_TAGS = ("Geox", "Surn", "Name", "Patr")
# Names that are spelled otherwise, not only in other letters.
_TRANSLATED = {
    "китай": "china", "пекин": "beijing", "польша": "poland", "швеция": "sweden", "дания": "denmark",
    "турция": "turkey", "грузия": "georgia", "венгрия": "hungary", "европа": "europe", "япония": "japan",
    "германия": "germany", "греция": "greece", "швейцария": "switzerland",
}  # fmt: skip
_LATIN = {
    **dict(zip("бвгдзклмнпрстф", "bvgdsklmnprstf", strict=True)),
    "ж": "s", "ц": "s", "ч": "s", "ш": "s", "щ": "s", "х": "k",
}  # fmt: skip
_SPELLED = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("z", "s"),
)  # fmt: skip


def agree(sentence: str, text: str) -> bool:
    """Whether each name of the sentence stands in the text."""
    there = {one for match in _WORD.finditer(text) for one in _consonants(match.group())}
    each = (_consonants(name) for name in names_in(sentence))
    return all(any(_alike(one, other) for one in name for other in there) for name in each)


def names_in(sentence: str) -> Iterator[str]:
    """The words of a sentence that are names for sure."""
    for match in _WORD.finditer(sentence):
        word = match.group()
        if not word[0].isupper() or word.isupper():
            continue  # "НДС" is VAT
        inside = bool(re.search(r"[\w,»)]\s$", sentence[: match.start()]))
        if _CYRILLIC.match(word):
            if _is_name(plain(word), inside=inside):
                yield word
        elif inside and _PLACE.search(sentence[: match.start()]) and word.lower() not in _NO_NAMES:
            yield word


def _is_name(word: str, *, inside: bool) -> bool:
    parses = lexical.morphology().parse(word)
    if not parses[0].is_known:
        return inside
    return any(tag in parses[0].tag for tag in (_NAME_TAGS if inside else _NAME_TAGS[:1]))


@lru_cache(maxsize=65536)
def _consonants(word: str) -> frozenset[str]:
    """The consonants of a word, of its dictionary form and of its translation, in Latin letters."""
    lowered = plain(word)
    if not _CYRILLIC.search(lowered):
        return frozenset(_of_latin(one) for one in (lowered, lowered.removesuffix("'s")))
    forms = {lowered, *(plain(parse.normal_form) for parse in lexical.morphology().parse(lowered)[:2])}
    found = {"".join(_LATIN.get(letter, "") for letter in form) for form in forms}
    found |= {_of_latin(_TRANSLATED[form]) for form in forms if form in _TRANSLATED}
    return frozenset(_single(one) for one in found)


def _of_latin(word: str) -> str:
    for spelled, sound in _SPELLED:
        word = word.replace(spelled, sound)
    word = re.sub(r"c(?=[eiy])", "s", word).replace("c", "k").replace("q", "k")
    word = word.replace("j", "s")
    return _single(re.sub(r"[^bvgdsklmnprstf]", "", word))


def _single(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 3:
        return bool(one) and one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
