"""Letters of one alphabet that were taken for those of another, and digits that were taken for letters."""

import re

_LATIN = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_FOREIGN = re.compile("[a-z]", re.IGNORECASE)
# Prepositions and conjunctions of one letter that look the same in Latin.
_SINGLE = frozenset("aocykACOYK")
_MADE_OF_O = re.compile("[OО0]{3}")
_DIGIT_IN_WORD = re.compile("(?<=[а-яё])[03](?=[а-яё])", re.IGNORECASE)
_LETTER_IN_NUMBER = re.compile(r"(?<=\d)[OОoоЗз](?=\d)")
_DIGITS = str.maketrans("OОoоЗз", "000033")


def unify_alphabets(line: list[str]) -> list[str]:
    """The words of a line, each wholly in the alphabet that most of it is in, if all its other letters look
    like letters of that one."""
    text = " ".join(line)
    russian = len(_RUSSIAN.findall(text)) > len(_FOREIGN.findall(text))
    return [_word(word, russian) for word in line]


def _word(word: str, russian: bool) -> str:
    if russian and word in _SINGLE:
        return word.translate(_TO_CYRILLIC).replace("k", "к")
    if russian and _MADE_OF_O.fullmatch(word) and not word.isdecimal():
        return "ООО"  # the commonest form of a company
    word = _WORD.sub(_one_alphabet, word)
    word = _DIGIT_IN_WORD.sub(_letter, word)
    return _LETTER_IN_NUMBER.sub(lambda found: found.group().translate(_DIGITS), word)


def _one_alphabet(found: re.Match[str]) -> str:
    letters = found.group()
    cyrillic, latin = len(_RUSSIAN.findall(letters)), len(_FOREIGN.findall(letters))
    if not cyrillic or not latin:
        return letters
    if cyrillic >= latin:
        other = letters.translate(_TO_CYRILLIC)
        return letters if _FOREIGN.search(other) else other
    other = letters.translate(_TO_LATIN)
    return letters if _RUSSIAN.search(other) else other


def _letter(found: re.Match[str]) -> str:
    capital = found.string[found.start() - 1].isupper() and found.string[found.end()].isupper()
    letter = "о" if found.group() == "0" else "з"
    return letter.upper() if capital else letter
