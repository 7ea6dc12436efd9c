"""What people ask for in the chats: a fact, or a text written in some form."""

import re
from collections.abc import Iterable

from workers.text.folding import one_spelling

# A wish stands near the beginning ("Please draft a letter …"), not within what is quoted after it.
_FIRST_WORDS = 6
_WORDS = re.compile(r"\w+")


def wants_text(question: str, wishes: Iterable[str]) -> bool:
    """Whether a question wants a text written or mended. `wishes` are beginnings of words, or of several
    words in a row, in lower case."""
    words = _WORDS.findall(one_spelling(question.casefold()))[:_FIRST_WORDS]
    return any(_stands(one_spelling(wish).split(), words) for wish in wishes)


def _stands(wish: list[str], words: list[str]) -> bool:
    """All but the last word of a wish as they are, the last one as a beginning."""
    for at in range(len(words) - len(wish) + 1):
        *whole, last = wish
        if words[at : at + len(whole)] == whole and words[at + len(whole)].startswith(last):
            return True
    return False
