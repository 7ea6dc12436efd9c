"""Words of a document that speak to the model instead of the reader: orders, roles, tokens of chat templates.

A document is data. What of it addresses the model is left out of the prompt: a small model follows whatever
reads like an order, however it was told not to. Rules, no model; they look for commands in the second person
singular, for a machine that is addressed, and for the marks of chat formats, which business documents hardly
hold. Russian and English.
"""

import re
from functools import cache

from workers.text import sentences
from workers.text.disguised import apart, in_russian_letters, is_apart, mixes, own_letters, together
from workers.text.order_patterns import (
    APART_ORDER,
    DIALOGUE,
    HEADING,
    MACHINE,
    MARKED_ANSWER,
    MESSAGE,
    ORDERS,
    PARTS,
    ROLE_LINE,
    TOKEN,
    TURN,
    UNSEEN,
    WHOLE,
    WORD,
)

OMITTED = "[…]"

# Characters of an order that goes over several lines, and of a sentence that only says who is meant.
_LONGEST, _ADDRESS = 400, 80
_ANY_PART = re.compile("|".join(map(re.escape, PARTS)))
# Letters that stand by themselves where those of words are written apart, and are no words of their own.
_LONELY = frozenset("бвгджзйлмнпртфхцчшщьыэюе")
_CALL = r"[ \t]*\{[ \t]*\"\w[^\n]*\}[ \t]*"
_CALL_BEFORE = re.compile(rf"(?:^|(?<=\n)){_CALL}\n[ \t]*\Z")
_CALL_BEHIND = re.compile(rf"[ \t.!]*\n{_CALL}(?=\n|\Z)")
# What is looked at before and behind such a word.
_BEFORE, _BEHIND = 500, 900


def is_order(sentence: str) -> bool:
    """Whether a sentence, a heading or the name of a file commands the model instead of telling something."""
    plain = own_letters(UNSEEN.sub("", sentence.replace("_", " ")))
    if is_apart(plain):
        plain = together(plain)
        if APART_ORDER.search(re.sub(r"\W", "", plain)):
            return True
    low = " ".join(plain.lower().split())
    if not _ANY_PART.search(low) and WHOLE.isdisjoint(WORD.findall(low)):
        return False
    russian = in_russian_letters(plain)
    return any(
        pattern.search(plain) or (russian and pattern.search(russian)) for pattern in _order_patterns()
    )


@cache
def _order_patterns() -> list[re.Pattern[str]]:
    """Compiled when a text has a suspicious word: that takes longer than reading a small file."""
    return [re.compile(pattern, re.I | re.S) for pattern in ORDERS]


def orders(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of what in `text` speaks to the model, in order: written turns, then sentences."""
    found = []
    for start, end in _suspect(text):
        found += [(start + first, start + last) for first, last in _found(text[start:end])]
    return _merged([_with_calls(text, start, end) for start, end in _merged(found)])


def _with_calls(text: str, start: int, end: int) -> tuple[int, int]:
    """An order with the lines of JSON right before and behind it: the call of a tool that it wants made."""
    while before := _CALL_BEFORE.search(text, max(0, start - _LONGEST), start):
        start = before.start()
    while behind := _CALL_BEHIND.match(text, end, end + _LONGEST):
        end = behind.end()
    return start, end


def _suspect(text: str) -> list[tuple[int, int]]:
    """Parts of a text, from line to line, that hold a word without which there is no order."""
    low = text.lower()
    low = low if len(low) == len(text) else text
    different = set(low.split())  # a tenth of the text, in which most are looked for in vain
    words = "\n".join(different)
    if mixes(words):
        low = own_letters(low)
        words = "\n".join(set(low.split()))
    spans = [_around(text, start, end) for start, end in apart(text)] if len(different & _LONELY) > 2 else []
    for word in (*PARTS, *WHOLE.intersection(WORD.findall(words))):
        if not all(piece in words for piece in word.split()):
            continue
        whole, at = word in WHOLE, low.find(word)
        while at >= 0:
            end = at + len(word)
            if not whole or not (low[end : end + 1].isalnum() or low[max(0, at - 1) : at].isalnum()):
                spans.append(_around(text, at, end))
                end = max(end, spans[-1][1] - _BEHIND)
            at = low.find(word, end)
    return _merged([(start, min(end, len(text))) for start, end in spans])


def _around(text: str, at: int, end: int) -> tuple[int, int]:
    """The lines about a part of a text."""
    first = max(0, at - _BEFORE)
    last = text.find("\n", end + _BEHIND, end + 3 * _BEHIND)
    begin = text.rfind("\n", max(0, first - _BEFORE), first) + 1
    return begin or first, end + _BEHIND if last < 0 else last


def _found(text: str) -> list[tuple[int, int]]:
    """The orders of a part of a text."""
    found = [
        match.span()
        for pattern in (ROLE_LINE, TURN, MESSAGE, MARKED_ANSWER, TOKEN)
        for match in pattern.finditer(text)
    ]
    address = (0, 0)  # a short sentence that speaks to a machine: the next one may be the order
    for start, end in sentences.split(text):
        said = []
        for line in re.finditer(r"[^\n]+\n?", text[start:end]):
            said += _in_line(line.group(), start + line.start())
        if not said and end - start <= _LONGEST and is_order(" ".join(text[start:end].split())):
            said = [(start, end)]
        first, last = address
        if not said and last and is_order(f"{text[first:last]} {text[start:end][:_LONGEST]}"):
            said = [(first, last), (start, end)]
        found += said
        short = (
            not said
            and end - start <= _ADDRESS
            and text[end - 1] in "!:"
            and re.search(MACHINE, text[start:end], re.I)
        )
        address = (start, end) if short else (0, 0)
    return found


def _in_line(line: str, start: int) -> list[tuple[int, int]]:
    """Orders in the cells of a line, or in the line as a whole."""
    found, at = [], start
    for cell in re.split(r"(?<=[|;])", line):
        if is_order(cell):
            found.append((at, at + len(cell.rstrip("|;\n "))))
        at += len(cell)
    if not found and is_order(line):
        found.append((start, start + len(line.rstrip())))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def blanked(text: str) -> str:
    """The text with blanks in the place of what speaks to the model: every offset stays."""
    for start, end in orders(text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def as_data(text: str) -> str:
    """A text as a model may read it: what speaks to it is left out, and nothing looks like a part of the
    prompt (headings of passages, questions, roles)."""
    parts, at = [], 0
    for start, end in orders(text):
        parts += [text[at:start], OMITTED if text[start:end].strip() else ""]
        at = end
    plain = "".join([*parts, text[at:]])
    return DIALOGUE.sub(r"\1\2 —", HEADING.sub("", plain))


def title_as_data(title: str) -> str:
    """A name or heading within one line; what commands the model is left out of it."""
    line = TOKEN.sub(" ", " ".join(title.split()))
    return OMITTED if is_order(line) else HEADING.sub("", line).strip()
