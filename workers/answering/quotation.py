"""Places of the documents as the beginning of an answer, word for word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.answering import attribution
from workers.answering.passage_windows import Window
from workers.contract.specs.answers import Citation, Sentence, Support
from workers.text import sentences

_ENDED = re.compile(r"[.!?…;:»”\"')\]|]\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The beginning of an answer (Markdown): a block of `text` for each place, with a sentence and a citation
    for each."""

    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()

    def holds(self, sentence: str) -> bool:
        """Whether a sentence stands in it word for word."""
        return _words(sentence) in _words(self.text)

    def number_of(self, citation: Citation) -> int:
        """The number under which the place of another citation is quoted; 0 where it is not."""
        for own in self.citations:
            if own.document == citation.document and own.start <= citation.start and citation.end <= own.end:
                return own.number
        return 0


def quotation(windows: Sequence[Window], said: str = "") -> Quotation:
    """What is read of some passages, quoted in their order. `said`: a sentence of ours behind the first."""
    text, marked, cited = "", [], []
    for number, window in enumerate(windows, 1):
        text += "\n\n" if text else ""
        start = len(text)
        text += _block(window)
        marked.append(Sentence(start, len(text), (number,), True, Support.SUPPORTED))
        cited.append(attribution.citation(window.passage, number, window.start, window.end))
        if said and number == 1:
            text += f"\n\n{said}"
            marked.append(Sentence(len(text) - len(said), len(text), checked=False))
    return Quotation(text, tuple(marked), tuple(cited))


def with_supported(quoted: Quotation, written: str, marks: attribution.Attribution) -> Quotation:
    """The quotation with those sentences of `written` behind it that its `marks` give a source, and that are
    not in it already."""
    whole = quoted
    by_number = {citation.number: citation for citation in marks.citations}
    for sentence in marks.sentences:
        said = " ".join(written[sentence.start : sentence.end].split())
        if not sentence.citations or quoted.holds(said):
            continue
        numbers = []
        for place in (by_number[number] for number in sentence.citations):
            number = whole.number_of(place)
            if not number:
                number = len(whole.citations) + 1
                whole = replace(whole, citations=(*whole.citations, replace(place, number=number)))
            numbers.append(number)
        text = whole.text + ("\n\n" if whole.text == quoted.text else " ")
        added = replace(sentence, start=len(text), end=len(text) + len(said), citations=tuple(numbers))
        whole = Quotation(text + said, (*whole.sentences, added), whole.citations)
    return whole


def _block(window: Window) -> str:
    """A place as a block quotation: a line for each paragraph, item and row, its telling sentence in bold.
    Nothing else in it is Markdown, whatever it looks like: who shows it takes it letter by letter."""
    telling = " ".join(window.telling.split())
    lines = [" ".join(line.split()) for line in _paragraphs(window.text)]
    if lines and window.end < len(window.passage.text) and not _ENDED.search(lines[-1]):
        lines[-1] += " …"
    shown = []
    for line in lines:
        bold = "" if lines == [telling] or "*" in line else telling
        shown.append(line.replace(bold, f"**{bold}**", 1) if bold else line)
    return "> " + "  \n> ".join(shown)


def _paragraphs(text: str) -> Sequence[str]:
    """Lines of a PDF are broken anywhere: what a sentence goes on over is one line, what begins a line of its
    own with a new sentence, item or row is another."""
    parts: list[str] = []
    last = 0
    for start, end in sentences.split(text):
        if parts and "\n" not in text[last:start]:
            parts[-1] += text[last:end]
        else:
            parts.append(text[start:end])
        last = end
    return parts


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
