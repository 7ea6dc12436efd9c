"""Words that are looked for in a chat: which messages hold them as they are read, and where they stand."""

from functools import lru_cache

from desktop.core.entities import USER
from workers.text.folding import key
from workers.text.shown_words import shown_words

_UNSEEN = "\u2060\ufffc"  # what keeps the number of a source in its line, and the number
_WIDE = "\uffff"  # letters above it take two places in a text of Qt


@lru_cache(maxsize=4096)
def words_of(text: str, role: str) -> str:
    """What is compared of a message with `key` of the words that are looked for."""
    return key(text if role == USER else shown_words(text))


def place_of(words: str, shown: str) -> tuple[int, int] | None:
    """(start, end) of words in a text as Qt shows and counts it; None where they do not stand in it. Case and
    white space do not count, nor numbers of sources that stand among them."""
    letters, places, at = [" "], [(0, 0)], 0
    for letter in shown:
        end = at + 1 + (letter > _WIDE)
        folded = "" if letter in _UNSEEN else " " if letter.isspace() else key(letter)
        if folded != " " or letters[-1] != " ":
            letters += folded
            places += [(at, end)] * len(folded)
        at = end
    wanted = key(words)
    found = "".join(letters).find(wanted)
    if not wanted or found < 0:
        return None
    return places[found][0], places[found + len(wanted) - 1][1]
