"""A Russian question in Latin letters ("kto otvechaet za ohranu truda" for "кто отвечает за охрану труда").

Everybody spells as he likes, so each word is read in all ways, with soft signs that are left out, and the
dictionary says which is one. A question counts as Russian only when most of its words are so, it holds none
of the small words of English, and it is shorter so to the tokenizer of the search model: of 2 903 English
questions and headings of `tests/bench` none is taken for one, of 1 420 Russian ones spelled in two ways 90 %.
"""

import re
from collections.abc import Callable, Sequence

from workers.retrieval import lexical

_WORD = re.compile(r"[A-Za-z']+")
_SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("щ",), "sch": ("щ", "сч"), "zh": ("ж",), "kh": ("х",), "ts": ("ц", "тс"), "tc": ("ц",),
    "ch": ("ч",), "sh": ("ш",), "yo": ("е", "ьо"), "jo": ("е",), "yu": ("ю",), "ju": ("ю",),
    "iu": ("ю", "иу"),
    "ya": ("я",), "ja": ("я",), "ia": ("я", "иа"), "ye": ("е", "ье"), "je": ("е",), "ie": ("ие", "ье"),
    "iy": ("ий",), "yy": ("ый",), "ij": ("ий",), "yj": ("ый",), "ii": ("ий", "ии"),
    "a": ("а",), "b": ("б",), "v": ("в",), "w": ("в", "ш"), "g": ("г",), "d": ("д",), "e": ("е", "э"),
    "z": ("з",), "i": ("и",), "j": ("й", "ж", "ь"), "k": ("к",), "l": ("л",), "m": ("м",), "n": ("н",),
    "o": ("о",), "p": ("п",), "r": ("р",), "s": ("с",), "t": ("т",), "u": ("у",), "f": ("ф",),
    "h": ("х", "г"),
    "c": ("ц", "к", "с"), "y": ("ы", "й", "и"), "x": ("х", "кс"), "q": ("к", "я"), "'": ("ь",),
}  # fmt: skip
_LONGEST_SOUND = 4
_SOFT = frozenset("лнтсрдзбвмпш")
# Small words of English that Russian in Latin letters does not have.
_ENGLISH = frozenset(
    (
        "the", "is", "are", "was", "were", "what", "how", "who", "which", "where", "when", "why", "of", "for",
        "and", "does", "did", "can", "with", "from", "this", "that", "there", "an", "be", "it", "at", "by",
        "as", "if", "or", "not", "have", "has", "will", "your", "our", "you", "we", "they",
    )
)  # fmt: skip
_MOST = 200  # readings of a word
_SHARE = 0.65  # of the words that have to be Russian, and no more than the rest may be words as they stand
# Words of English are few pieces, of Russian in Latin letters many: read anew, so much shorter has it to be.
_SHORTER = 0.9
_LEAST, _SHORTEST = 2, 3
_LONGEST = 40  # letters; what is longer is no word, and has millions of places for soft signs

Known = Callable[[Sequence[str]], set[str]]


def russian(question: str, known: Known, pieces: Callable[[str], int]) -> str:
    """The question in Russian letters; the same where it is none in Latin ones. `known`: which of some words
    (lower case) the base or a dictionary knows; `pieces`: how many tokens a text is to the search model."""
    typed = _WORD.findall(question)
    long = [word.lower() for word in typed if len(word) >= _SHORTEST]
    if (
        len(long) < _LEAST
        or re.search("[а-яё]", question, re.I)
        or _ENGLISH & {word.lower() for word in typed}
    ):
        return question
    read = {word.lower(): _read(word.lower(), known) for word in typed}
    found = [word for word in long if read[word]]
    if len(found) < _SHARE * len(long) or len(known(long)) > (1 - _SHARE) * len(long):
        return question

    def put(match: re.Match[str]) -> str:
        word = match.group()
        meant = read[word.lower()] or next(iter(_readings(word.lower())), word)
        return meant.capitalize() if word[0].isupper() and not word.isupper() else meant

    meant = _WORD.sub(put, question)
    return meant if pieces(meant) <= _SHORTER * pieces(question) else question


def _read(word: str, known: Known) -> str:
    """The reading that is a word; "" when none is. One without an added soft sign comes first."""
    if len(word) > _LONGEST:
        return ""
    for readings in (_readings(word), [soft for one in _readings(word)[:8] for soft in _softened(one)]):
        words = [one for one in readings if lexical.is_word(one)]
        if words or (words := sorted(known(readings), key=readings.index)):
            return words[0]
    return ""


def _readings(word: str) -> list[str]:
    """All ways to read a word, the likelier first."""
    found = [("", 0)]
    done: list[str] = []
    while found:
        begun, at = found.pop(0)
        if at == len(word):
            done.append(begun)
            continue
        for length in range(min(_LONGEST_SOUND, len(word) - at), 0, -1):
            for sound in _SOUNDS.get(word[at : at + length], ()):
                if len(found) + len(done) < _MOST:
                    found.append((begun + sound, at + length))
    return list(dict.fromkeys(done))


def _softened(word: str) -> list[str]:
    """The word with one or two soft signs behind consonants: "сколко", "продлит"."""
    places = [
        at + 1 for at, letter in enumerate(word)
        if letter in _SOFT and (at + 1 == len(word) or word[at + 1] not in "аеиоуыэюяьй")
    ]  # fmt: skip
    once = [word[:at] + "ь" + word[at:] for at in places]
    twice = [word[:a] + "ь" + word[a:b] + "ь" + word[b:] for a in places for b in places if a < b]
    return [*once, *twice]
