"""An answer's Markdown with its checked marks woven in, as characters that no answer can hold."""

import re
from collections.abc import Sequence

from desktop.ui.words.markdown import literal as literal_words
from desktop.ui.words.markdown import literal_beginning
from workers.contract.specs.answers import Sentence, Support

OPEN, CLOSE, CARET, OPEN_PARTLY, OPEN_BESIDE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_OPENS = {Support.PARTLY: OPEN_PARTLY, Support.BESIDE: OPEN_BESIDE}
_NUMBER = 0xE100
MAX_NUMBER = 0xFF
PATTERN = "[\ue000-\ue004\ue100-\ue1ff]"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYNTAX = "#>-*+•_`~ \t\n0123456789.)|"
_QUOTED = re.compile(r"^> (.*)$", re.M)
_OPENING = re.compile(r"(?:[*_~]+)(?=\S)")  # of bold, italic or struck words, within a line
_CLOSING = re.compile(r"(?<![\\\s*_~])[*_~]+$")
_WITHIN = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`|(?<=\w)\*(?=\w)", re.S)  # code, or a star within words


def number_mark(number: int) -> str:
    """The character that stands for the chip of source `number` (1…255)."""
    return chr(_NUMBER + number)


def number_of(mark: str) -> int:
    """The source number a character stands for; 0 when it is not a number mark."""
    number = ord(mark) - _NUMBER
    return number if 0 < number <= MAX_NUMBER else 0


def weave(untrusted_text: str, sentences: Sequence[Sentence], underline: bool, caret: bool = False) -> str:
    """`untrusted_text` (Markdown of a model) with number marks after the sentences that have sources and
    OPEN…CLOSE around those that need one and have none (when `underline`), OPEN_PARTLY…CLOSE around those of
    which a part stands in the documents, OPEN_BESIDE…CLOSE around those that stand there and do not say what
    was asked.

    Characters of the private area are taken out of the model's text first, one for one, so that only code
    can set a mark and offsets stay true. A mark never stands before the syntax of a list or heading, and in
    bold or italic words within their stars: behind "done.**" a letter would leave the stars to be read.
    """
    text = _PRIVATE.sub("\ufffd", untrusted_text)
    inserts: list[tuple[int, int, str]] = []
    for order, sentence in enumerate(sentences):
        start, end = max(sentence.start, 0), min(sentence.end, len(text))
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            continue
        end = _before_closing(text, start, end)
        numbers = "".join(number_mark(number) for number in sentence.citations if 0 < number <= MAX_NUMBER)
        opens = _OPENS.get(sentence.support, "" if numbers else OPEN)
        if opens and sentence.checked and underline:
            inserts.append((_after_syntax(text, start, end), 2 * order, opens))
            numbers = CLOSE + numbers
        if numbers:
            inserts.append((end, 2 * order + 1, numbers))
    if caret:
        inserts.append((_before_closing(text, 0, len(text.rstrip())), 2 * len(sentences), CARET))
    parts, at = [], 0
    for position, _, mark in sorted(inserts, key=lambda item: (item[0], item[1])):
        parts += [text[at:position], mark]
        at = position
    return "".join([*parts, text[at:]])


def without_beside(woven: str) -> str:
    """A woven text without what marks sentences that have a source and are not what was asked."""
    return re.sub(f"{OPEN_BESIDE}([^{CLOSE}]*){CLOSE}", r"\1", woven)


def with_literal_parts(markdown: str) -> str:
    """Markdown whose block quotations are the words of documents: nothing in them but bold is syntax, so that
    a clause "7." stays the seventh and no underscore is lost. Nor is a star between letters or figures: 5*10
    stays a product."""

    def literal(match: re.Match[str]) -> str:
        parts = [literal_words(part) for part in match[1].rstrip().split("**")]
        line = "**".join(parts) if len(parts) % 2 else r"\*\*".join(parts)
        return f"> {literal_beginning(line)}{match[1][len(match[1].rstrip()) :]}"

    quoted = _QUOTED.sub(literal, markdown)
    return _WITHIN.sub(lambda found: r"\*" if found[0] == "*" else found[0], quoted)


def _after_syntax(text: str, start: int, end: int) -> int:
    """Past the bullets, numbers and stars a sentence may begin with at the beginning of a line."""
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip(_SYNTAX):
        opening = _OPENING.match(text, start, end)
        return opening.end() if opening else start
    at = start
    while at < end and text[at] in _SYNTAX:
        at += 1
    digits = at < end and text[start:at].strip().isdigit()
    return start if digits or at == end else at


def _before_closing(text: str, start: int, end: int) -> int:
    """Before the stars with which bold or italic words end, where they began before in the same line."""
    closing = _CLOSING.search(text, start, end)
    if not closing:
        return end
    line_start = text.rfind("\n", 0, closing.start()) + 1
    line = text[line_start : closing.start()]
    is_syntax = closing[0] == "**" or not line.startswith(
        "> "
    )  # documents are quoted as they are but for bold
    return closing.start() if is_syntax and closing[0] in line else end


def counts(sentences: Sequence[Sentence]) -> tuple[int, int, int, int]:
    """(sentences with a source, those with one that are not what was asked, those that are partly in the
    documents, those that need a source and have none)."""
    beside = sum(sentence.support is Support.BESIDE and bool(sentence.citations) for sentence in sentences)
    with_source = sum(bool(sentence.citations) for sentence in sentences) - beside
    open_ones = [sentence for sentence in sentences if sentence.checked and not sentence.citations]
    partly = sum(sentence.support is Support.PARTLY for sentence in open_ones)
    return with_source, beside, partly, len(open_ones) - partly
