"""What an abbreviation stands for, as the documents themselves say it: "лакокрасочные материалы (далее —
ЛКМ)", "ООО (Общество с ограниченной ответственностью)", "ОГК — отдел главного конструктора"; and what those
stand for that everybody writes and few documents explain ("з/п"), from lists in `resources/abbreviations`.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from workers.retrieval import lexical
from workers.retrieval.stop_words import STOP_WORDS
from workers.text.folding import plain

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "abbreviations"
_TOKEN = re.compile(r"(?<![\w/-])[^\W\d_]+(?:/[^\W\d_]+)?(?![\w/-])")
_SHORT = re.compile(r"(?<![\w-])(?:[А-ЯЁ]{2,6}|[A-Z]{2,6})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Between a phrase and its short form: "(далее — ЛКМ)", "(hereinafter the “LSR”)".
_SAID_BEFORE = re.compile(
    r"[\s»”\"]*\(\s*(?:(?:далее|сокращенно|hereinafter|hereafter)[^()]{0,25}?)?[«“\"'\s–—-]*$", re.IGNORECASE
)
_SAID_AFTER = re.compile(r"^[»”\"']?\s*(?:\(|–|—|-\s|:|=)\s*(?:это\s+)?[«“\"]?")
_WINDOW = 140
# A phrase has at most so many words more than its short form has letters: "с", "и", "по".
_SKIPPED = 3
_PHRASE = 5


def in_question(question: str) -> list[str]:
    """The abbreviations of a question, as they are written."""
    return list(dict.fromkeys(_SHORT.findall(question)))


def established(question: str) -> dict[str, tuple[str, ...]]:
    """The short forms of a question that everybody writes, as they are typed → what they say. In a question
    of capitals alone those with a stroke count, and those that are no words."""
    found: dict[str, tuple[str, ...]] = {}
    capitals = question == question.upper()
    for typed in _TOKEN.findall(question):
        phrase = _everybodys().get(plain(typed)) or (_everybodys().get(typed) or "")
        if capitals and "/" not in typed and lexical.is_word(plain(typed)):
            continue
        if phrase:
            found.setdefault(typed, tuple(one.strip() for one in phrase.split(";")))
    return found


def word_of(short: str) -> str:
    """The word that a folded short form without its point stands for; "" where it is none or says several."""
    phrase = _everybodys().get(short, "")
    return plain(phrase) if _WORD.fullmatch(phrase) else ""


@cache
def _everybodys() -> dict[str, str]:
    """Capitals as they are written, the others folded."""
    lines = [line for file in sorted(FOLDER.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    pairs = [line.partition(" = ") for line in lines if not line.startswith("#")]
    return {
        short if short.isupper() else plain(short.rstrip(".")): phrase.strip()
        for short, _, phrase in pairs if phrase
    }  # fmt: skip


def meaning(short: str, texts: Iterable[str]) -> str:
    """The phrase that one of the texts says an abbreviation stands for; "" when none does."""
    place = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
    for text in texts:
        for found in place.finditer(text):
            before = text[max(0, found.start() - _WINDOW) : found.start()]
            if (said := _SAID_BEFORE.search(before)) and (phrase := _ending(before[: said.start()], short)):
                return phrase
            after = text[found.end() : found.end() + _WINDOW]
            if (said := _SAID_AFTER.match(after)) and (phrase := _beginning(after[said.end() :], short)):
                return phrase
    return ""


def shortened(question: str) -> dict[str, str]:
    """What phrases of a question may be abbreviated to → the phrase: their first letters."""
    found: dict[str, str] = {}
    words = list(_WORD.finditer(question))
    for first in range(len(words)):
        for last in range(first + 1, min(first + _PHRASE, len(words))):
            run = words[first : last + 1]
            if question[run[0].start() : run[-1].end()].count(",") or _skipped(run[0].group()):
                break
            initials = "".join(word.group()[0] for word in run if not _skipped(word.group())).upper()
            if len(initials) >= 2 and not _skipped(run[-1].group()):
                found.setdefault(initials, question[run[0].start() : run[-1].end()])
    return found


def says(phrase: str, text: str) -> bool:
    """Whether two phrases are the same but for their endings."""
    return set(lexical.terms(phrase)) == set(lexical.terms(text))


def _ending(text: str, short: str) -> str:
    """The end of a text that an abbreviation is of; "" when none is."""
    words = list(_WORD.finditer(text))
    return _first(text, short, [words[-count:] for count in range(1, min(_longest(short), len(words)) + 1)])


def _beginning(text: str, short: str) -> str:
    words = list(_WORD.finditer(text))
    if not words or words[0].start():
        return ""
    return _first(text, short, [words[:count] for count in range(1, min(_longest(short), len(words)) + 1)])


def _longest(short: str) -> int:
    return len(short) + _SKIPPED


def _first(text: str, short: str, runs: list[list[re.Match[str]]]) -> str:
    """The shortest run of words whose first letters are the abbreviation, else the shortest whose letters."""
    for test in (_is_initials, _is_within):
        for run in runs:
            words = [plain(word.group()) for word in run]
            if not _skipped(words[0]) and test(plain(short), words):
                return " ".join(text[run[0].start() : run[-1].end()].split())
    return ""


def _is_initials(short: str, words: list[str]) -> bool:
    return "".join(word[0] for word in words if not _skipped(word)) == short


def _is_within(short: str, words: list[str]) -> bool:
    """Whether every word gives its first letter, and a long one letters of its parts as well
    ("лакокрасочные материалы": ЛКМ); small words may give none."""
    if not words or not short:
        return not words and not short
    if _skipped(words[0]) and _is_within(short, words[1:]):
        return True
    if short[0] != words[0][0]:
        return False
    at = 0
    for taken in range(1, len(short) + 1):
        if _is_within(short[taken:], words[1:]):
            return len(words) > 1 or taken == 1
        at = words[0].find(short[taken], at + 2) if taken < len(short) else -1
        if at < 0:
            return False
    return False


def _skipped(word: str) -> bool:
    return len(word) <= 3 and plain(word) in STOP_WORDS
