"""A text in few sentences: what a model is asked, and which of its sentences stay.

Only sentences that the text supports stay, each with its place; where none does, the text's own most central
sentences take their place, so that a summary says nothing that is not there, whatever the model.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from workers.answering import attribution, claims
from workers.answering.attribution import Attribution, Checker
from workers.answering.evidence.meaning import Meaning
from workers.answering.passage_windows import title_of
from workers.answering.prompting import Count, PromptMessage, prompt_text
from workers.contract.analysis.summary import SummarizeSpec, SummaryStep
from workers.contract.specs.answers import Citation, Sentence, Support
from workers.contract.specs.search import Passage
from workers.text import heading_path, planted_orders, sentences
from workers.text.folding import key
from workers.text.language import language_of

# Tokens that a sentence takes at most and usually, and those that the template and the instruction add.
SENTENCE_TOKENS, USUAL_TOKENS = 90, 40
_FRAME_TOKENS = 80
# Characters of a sentence that can stand for a text: shorter ones are headings, longer ones lists and tables.
_TELLING = (40, 400)
_ENDED = re.compile(r"[.!?…][»”\"')\]]*$")


def language(spec: SummarizeSpec) -> str:
    """The one asked for, or that of the text."""
    return spec.language or language_of(" ".join(passage.text for passage in spec.passages[:3])[:2000])


def messages(spec: SummarizeSpec, count: Count, context: int) -> list[PromptMessage]:
    """What the model reads; a text that is longer than its context is cut at the end."""
    spoken = language(spec)
    system = prompt_text(spoken, "summary_system")
    frame = prompt_text(spoken, "summary_notes" if spec.notes else "summary_text")
    text = _notes(spec.notes) if spec.notes else _text(spec.passages)
    title = title_of(replace(spec.passages[0], heading="")) if spec.passages else ""
    room = context - spec.sentences * SENTENCE_TOKENS - count(system) - count(frame) - _FRAME_TOKENS
    if (cost := count(text)) > room:
        text = text[: max(0, len(text) * room // cost)]
    asked = frame.format(title=title, text=text, count=spec.sentences)
    return [PromptMessage("system", system), PromptMessage("user", asked)]


def kept(
    spec: SummarizeSpec, written: str, meaning: Callable[[], Meaning | None] = lambda: None
) -> SummaryStep:
    """What stays of the model's words. `meaning`: see `Checker`."""
    checker = Checker(spec.passages, meaning=meaning)
    checker.update(written, final=True)
    parts, seen, left_out = [], set(), 0
    for sentence in checker.marks.sentences:
        said = " ".join(written[sentence.start : sentence.end].split())
        if sentence.support is not Support.SUPPORTED or not sentence.citations or not _ENDED.search(said):
            left_out += sentence.checked
        elif key(said) not in seen:
            seen.add(key(said))
            parts.append((said, sentence.citations))
    left_out += max(0, len(parts) - spec.sentences)
    parts, cited = parts[: spec.sentences], list(checker.marks.citations)
    if not parts:
        return replace(quoted(spec, spec.sentences), left_out=left_out)
    # A model that is seldom supported tells little of the text: the text tells the rest of a half.
    own = quoted(spec, spec.sentences // 2 + 1 - len(parts), [place.quote for place in cited])
    for sentence, place in zip(own.sentences, own.citations, strict=True):
        cited.append(replace(place, number=len(cited) + 1))
        parts.append((own.text[sentence.start : sentence.end], (len(cited),)))
    return _joined(parts, cited, left_out)


def quoted(spec: SummarizeSpec, most: int, told: Sequence[str] = ()) -> SummaryStep:
    """The sentences of the text itself that share most words with all others (LexRank of one step: Erkan,
    Radev 2004), at most so many and none that stands in what is `told` already, in their order."""
    found = [
        (passage, start, end, frozenset(claims.claim(passage.text[start:end]).terms))
        for passage in spec.passages
        for start, end in sentences.split(passage.text)
        if _tells(passage.text[start:end])
    ]
    scores = [sum(_shared(one[3], other[3]) for other in found) for one in found]
    known = [key(one) for one in told]
    fresh = [
        at
        for at, (passage, start, end, _) in enumerate(found)
        if not any(key(passage.text[start:end]) in one for one in known)
    ]
    best = sorted(fresh, key=lambda at: -scores[at])[: max(most, 0)]
    parts, cited = [], []
    for number, at in enumerate(sorted(best), 1):
        passage, start, end, _ = found[at]
        start += _title_length(passage, start, end)
        cited.append(attribution.citation(passage, number, start, end))
        parts.append((" ".join(cited[-1].quote.split()), (number,)))
    return replace(_joined(parts, cited, 0), quoted=True)


def _joined(
    parts: Sequence[tuple[str, tuple[int, ...]]], citations: Sequence[Citation], left_out: int
) -> SummaryStep:
    text, marked = "", []
    for said, numbers in parts:
        text += " " if text else ""
        marked.append(Sentence(len(text), len(text) + len(said), numbers, True, Support.SUPPORTED))
        text += said
    marks = attribution.renumbered(Attribution(tuple(citations), tuple(marked)))
    return SummaryStep(text, marks.sentences, marks.citations, left_out)


def _text(passages: Sequence[Passage]) -> str:
    """The stretch as the model reads it: each heading once, over what stands below it."""
    parts, heading = [], ""
    for passage in passages:
        if passage.heading and passage.heading != heading:
            heading = passage.heading
            parts.append(f"### {planted_orders.title_as_data(heading)}")
        parts.append(planted_orders.as_data(passage.text).strip())
    return "\n".join(filter(None, parts))


def _notes(notes: Sequence[str]) -> str:
    return "\n".join(f"- {planted_orders.as_data(note).strip()}" for note in notes)


def _title_length(passage: Passage, start: int, end: int) -> int:
    """Characters of the passage's own heading before a sentence that was read as one with it."""
    title = heading_path.last_title(passage.heading).split()
    if not title:
        return 0
    before = re.match(r"\s+".join(map(re.escape, title)) + r"[\s.:]+(?=\S)", passage.text[start:end])
    return before.end() if before else 0


def _tells(sentence: str) -> bool:
    shortest, longest = _TELLING
    text = " ".join(sentence.split())
    return (
        shortest <= len(text) <= longest
        and bool(_ENDED.search(text))
        and claims.needs_source(text)
        and not planted_orders.is_order(text)
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of two sets of words."""
    both = (len(one) * len(other)) ** 0.5
    return len(one & other) / both if both else 0.0
