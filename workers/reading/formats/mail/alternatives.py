"""Which of two forms of one letter is read, where it has a plain one and one as a page."""

import re
from collections import Counter

from workers.reading.formats.html import html_text
from workers.text.folding import plain as folded

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\b(?:https?://|mailto:|www\.)\S+|\S+@\S+")
# A plain text that says only that a program shows no pages, of at most so many characters.
_APOLOGY, _LONGEST_APOLOGY = re.compile(r"\bhtml\b", re.IGNORECASE), 300
# A page is read when it says so many words more, or such a share of its own; less is a button or the
# description of a picture.
_MORE, _SHARE, _MOST = 4, 0.05, 0.5


def page_says_more(page: str, text: str) -> bool:
    """Whether a page (HTML) says what a plain text leaves out, and more than that says beyond the page."""
    if len(text.strip()) < _LONGEST_APOLOGY and _APOLOGY.search(text):
        text = ""
    shown, said = _words(html_text(page)), _words(text)
    beyond, left_out = (said - shown).total(), (shown - said).total()
    return left_out > beyond and left_out >= shown.total() * (_SHARE if left_out >= _MORE else _MOST)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(folded(_ADDRESS.sub(" ", text))))
