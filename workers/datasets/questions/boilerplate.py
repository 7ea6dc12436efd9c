"""What stands in a text and is no sentence of it: lines of every page, headings, notes of a database.

They become blanks, so that offsets stay what they are: questions are made of what is left, quotes are cut
from the text itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from workers.contract.training.examples import SourcePassage
from workers.text import heading_path

# A line that so many passages of a document hold, and one of so many at least, is a line of its pages.
_LEAST, _ONE_OF = 4, 40
_NOTE = re.compile(
    r"\((?:в ред|в редакции|пп?\.|част[ьи]|абзац|статья|ст\.|подпункт|пункт|введен)[^()]{0,200}?(?:ФЗ|закон)"
    r"[^()]{0,120}\)",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\s]")
_CAPITAL = re.compile(r"\n\s*(?:\d[\d.]*\s+)?(?=[А-ЯЁA-Z])")
_HEADING = re.compile(
    r"^[^\S\n]*(?:Статья|Глава|Раздел|§|Article|Section|Chapter)\s+[\dIVX][\d.IVX]*\.?\s.*$", re.M
)
_LONGEST = 200  # characters of a heading's rest


class Boilerplate:
    """Knows the repeated lines of each document."""

    def __init__(self, passages: Sequence[SourcePassage]) -> None:
        lines: dict[str, Counter[str]] = defaultdict(Counter)
        sizes = Counter(passage.document for passage in passages)
        for passage in passages:
            lines[passage.document].update({_key(line) for line in passage.text.splitlines()})
        self._repeated = {
            document: frozenset(
                line for line, count in own.items()
                if line and count >= max(_LEAST, sizes[document] / _ONE_OF)
            )
            for document, own in lines.items()
        }  # fmt: skip

    def blanked(self, passage: SourcePassage) -> SourcePassage:
        """The passage with a text of the same length."""
        repeated = self._repeated.get(passage.document, frozenset())
        lines = [
            " " * (len(line.rstrip("\n"))) + "\n" * line.endswith("\n") if _key(line) in repeated else line
            for line in passage.text.splitlines(keepends=True)
        ]
        text = _NOTE.sub(lambda note: " " * len(note.group()), "".join(lines))
        title = 0
        for heading in heading_path.parts(passage.heading):
            title = _title_end(text, heading.strip(" …."), title)
        text = _LETTER.sub(" ", text[:title]) + text[title:]
        # Headings of the sections that were joined to the first one.
        for found in _HEADING.finditer(text):
            following = _CAPITAL.search(text, found.end())
            end = following.start() if following else len(text)
            if end - found.start() < _LONGEST:
                text = text[: found.start()] + _LETTER.sub(" ", text[found.start() : end]) + text[end:]
        return replace(passage, text=text)


def _title_end(text: str, heading: str, begin: int) -> int:
    """Where the heading ends that stands at `begin` (which it is when there is none): no full stop divides it
    from the first sentence."""
    at = begin
    for word in heading.split() or ("\0",):
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return begin
        at += len(word)
    # A heading that was cut goes on to the line that begins with a capital letter.
    following = _CAPITAL.search(text, at)
    rest = text[at : following.start()] if following else ""
    return at + len(rest) if rest.strip() and len(rest) < _LONGEST and "." not in rest else at


def _key(line: str) -> str:
    """A line without what changes from page to page; "" for one too short to tell."""
    folded = " ".join(_DIGITS.sub("#", line).split()).lower()
    return folded if len(folded) > 3 else ""
