"""Whether a reply that is being written has fallen into a loop: small models can repeat themselves endlessly.

What ends a text must be one cycle of words, lines or sentences again and again, without anything new between.
How often depends on what the cycle holds: a table may have a column of equal values, and an enumeration says
the same of many things, but nobody says a whole sentence three times running.
"""

import re
from collections.abc import Sequence

# Characters of the end of a text that are looked at, and of those in which cycles of words are looked for.
_TAIL, _WORDS_TAIL = 6000, 600
_LONGEST_CYCLE = 12  # lines or sentences
_LONGEST_PHRASE = 24  # words and signs
# Lines that differ by a running number alone; a table may have that many rows.
_COUNTING = 40
_NUMBERING = re.compile(
    r"(?m)(?:^|(?<=[.!?;:]))[^\S\n]*(?:\(?\d{1,3}[.)]|[-*•–—+]|\(?[a-zа-яё][.)])[^\S\n]+", re.I
)
_ENDS = re.compile(r"(?<=[.!?…;])\s+|\n+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_STUTTER = re.compile(r"(\w{1,8}?)\1{23,}$|([^\w\s]|\s)\2{199,}$")


def loops(text: str) -> bool:
    """Whether the end of `text` is a loop; what was complete of it stays as it is."""
    tail = text[-_TAIL:]
    if _STUTTER.search(tail[-_WORDS_TAIL:]):
        return True
    folded = tail.casefold()
    if _cycles(_TOKEN.findall(folded[-_WORDS_TAIL:]), _LONGEST_PHRASE):
        return True
    # The last line or sentence is not complete yet.
    lines = [" ".join(line.split()) for line in _ENDS.split(_NUMBERING.sub("\n", folded))][:-1]
    lines = [line for line in lines if line]
    if _cycles(lines, _LONGEST_CYCLE):
        return True
    counted = [re.sub(r"\d+", "0", line) for line in lines[-_COUNTING:]]
    return len(counted) == _COUNTING and len(set(counted)) == 1 and bool(_WORD.search(counted[0]))


def _cycles(parts: Sequence[str], longest: int) -> bool:
    """Whether the last parts are one cycle of at most `longest` parts too often."""
    for length in range(1, min(longest, len(parts) // 2) + 1):
        cycle = parts[-length:]
        times, at = 1, len(parts) - 2 * length
        while at >= 0 and parts[at : at + length] == cycle:
            times, at = times + 1, at - length
        if times > 2 and times >= _too_often(" ".join(cycle)):
            return True
    return False


def _too_often(cycle: str) -> int:
    """How often a cycle is a loop."""
    words = len(_WORD.findall(cycle))
    if not words:
        return 60 if any(character.isdigit() for character in cycle) else 200
    if "|" in cycle or "\t" in cycle:
        return 24 if words <= 2 else 8
    return 16 if words <= 2 else 8 if words <= 4 else 3
