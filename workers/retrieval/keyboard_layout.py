"""A question typed on the wrong keyboard layout ("ghbrfp" for "приказ", "ыефегы" for "status").

Two things decide. A word that means something is one or two pieces to the tokenizer of the search model,
while the same keys on the other layout are many. And a word that the base or the dictionary knows as it
stands is right. Of 2 723 Russian and English questions of `tests/bench` none is taken for one typed wrongly;
typed wrongly, 93 % of them come back letter by letter, and most of the others but for a name or a mark.
"""

import re
from collections.abc import Callable, Sequence

from workers.text.folding import plain

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>' + "@#$^&/|"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ" + '"№;:?./'
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TYPED = re.compile(r"\S+")
_WORDS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+\W*")
# Marks at the end that may be meant: the keys of most are letters of the other layout.
_END = re.compile(r"[?!.,;:]+$")
# Typed again, a question (all words of one alphabet in it) has to be so much shorter in pieces.
_SHORTER = 0.75
# A single word among right ones: it is known when typed again, and at most so long beside what stands there.
_ONE_WORD = 0.5
_SHORTEST = 4
# A word so long is a word on one of the layouts alone.
_CLEAR = 6
# So many of the words may be known as they are typed: a short one is a word in both layouts now and then.
_KNOWN = 0.34

Known = Callable[[Sequence[str]], set[str]]
Pieces = Callable[[str], int]


def retype(question: str, known: Known, pieces: Pieces) -> str:
    """The question as it was meant; the same where it is typed rightly. `known`: which of some words (lower
    case, е for ё) the base or a dictionary knows; `pieces`: how many tokens a text is to the search model."""
    typed = _TYPED.findall(question)
    for letters, table in (("[a-z]", _TO_CYRILLIC), ("[а-яё]", _TO_LATIN)):
        mine = [one for one in dict.fromkeys(typed) if re.search(letters, one, re.I) and not _mixed(one)]
        others = any(re.search("[^\\W\\d_]", one) and one not in mine for one in typed)
        if meant := _meant(mine, table, known, pieces, amid_others=others):
            if table is _TO_CYRILLIC and len(meant) == len(mine):
                meant["#"] = "№"
            return "".join(meant.get(part, part) for part in re.split(r"(\s+)", question))
    return question


def _meant(
    typed: Sequence[str], table: dict[int, int], known: Known, pieces: Pieces, *, amid_others: bool
) -> dict[str, str]:
    """What was typed → what was meant, for the words that are to be typed again. `amid_others`: among words
    of the other alphabet, so that a part of the question may have been typed wrongly."""
    again = {one: _again(one, table, known) for one in typed}
    of = {one: _words(one) for one in (*again, *again.values())}
    sound = known(sorted({word for words in of.values() for word in words}))

    def is_known(text: str) -> bool:
        return bool(of[text]) and all(word in sound for word in of[text])

    long = [one for one in typed if max(map(len, of[one]), default=0) >= _SHORTEST]
    right = [one for one in long if is_known(one)]
    doubtful = [one for one in typed if one not in right]
    if long and len(right) <= _KNOWN * len(long):
        before, after = " ".join(doubtful), " ".join(again[one] for one in doubtful)
        if pieces(after) <= _SHORTER * pieces(before):
            return {one: again[one] for one in doubtful}
    sure = {
        one: again[one]
        for one in doubtful
        if one in long and is_known(again[one]) and pieces(again[one]) <= _ONE_WORD * pieces(one)
    }
    clear = any(len(one) >= _CLEAR for one in sure) and 2 * len(sure) >= sum(one in long for one in doubtful)
    if not amid_others and not clear:
        return {}
    short = [one for one in doubtful if sure and one not in long and is_known(again[one])]
    return {**sure, **{one: again[one] for one in short if not is_known(one)}}


def _again(typed: str, table: dict[int, int], known: Known) -> str:
    """The same keys on the other layout. A mark at the end is one where the word is known without it."""
    whole = typed.translate(table)
    end = _END.search(typed)
    if end is None:
        return whole
    last = typed[: end.start()].translate(table) + end.group()
    if end.group()[-1] in "?!":
        return last
    return last if _all(known, last) and not _all(known, whole) else whole


def _all(known: Known, text: str) -> bool:
    words = _words(text)
    return bool(words) and known(words) >= set(words)


def _words(text: str) -> list[str]:
    return _WORDS.findall(plain(text))


def _mixed(typed: str) -> bool:
    """A code or a name of letters and figures, or of both alphabets: "EB-440", "1С:ERP", "IV"."""
    letters = typed.lower()
    both = re.search("[a-z]", letters) and re.search("[а-яё]", letters)
    return bool(both or re.search(r"\d", typed) or _ROMAN.fullmatch(typed))
