"""Whether a name is meant by what was typed. Pure functions."""

from workers.text.folding import plain

# Endings are left out of longer words: "тёмная" finds "тёмной темы".
_WHOLE, _ENDING = 5, 2


def fits(typed: str, text: str) -> bool:
    """Whether every word that was typed stands in the text, at least with its beginning."""
    words, held = plain(typed).split(), plain(text)
    return bool(words) and all(_stem(word) in held for word in words)


def first_of(typed: str, text: str) -> int:
    """Where the first of the words stands in the text; 0 where none does."""
    found = [plain(text).find(_stem(word)) for word in plain(typed).split()]
    return min((at for at in found if at >= 0), default=0)


def _stem(word: str) -> str:
    return word[:-_ENDING] if len(word) > _WHOLE and word.isalpha() else word
