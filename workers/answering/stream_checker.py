"""An answer while it is written: what of the model's text is shown, which sentences are supported, and
whether in the end it counts as an answer. Nothing that was shown is taken back.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workers.answering import asked_measure, attribution, refusal_detection
from workers.answering.attribution import Attribution, Checker
from workers.answering.evidence.meaning import Meaning
from workers.answering.evidence.spans import sentence_spans
from workers.answering.followed_orders import Orders
from workers.answering.repetition import loops
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Answer, Sentence, Support
from workers.contract.specs.search import Passage
from workers.text import planted_orders

# A reply whose sentences all lie below this share of support says nothing of the passages: it is made up.
FOREIGN = 0.5
# The first sentence is held back at most this long while it may still become a refusal.
HOLD_CHARACTERS = 160

_OPENING = re.compile(r"^\s*(?:(?:ответ|answer)\s*:\s*)?", re.I)
# Numbers and references that the model writes itself: ours are put there by code.
_OWN_MARK = re.compile(
    r"\s?\[\s*(?:(?:отрывок|источник|passage|source)\s*)?\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*\s*\]", re.I
)
_MARK_START = re.compile(r"\s?\[[^\]\n]{0,24}$")


@dataclass(frozen=True, slots=True)
class CheckedPiece:
    """What a piece of the reply led to: `text` to show now, new marks or None, and whether to write on."""

    text: str = ""
    marks: Attribution | None = None
    go_on: bool = True


class StreamChecker:
    """Takes the pieces of one reply; `chat` calls `feed` for each and `finish` once at the end."""

    def __init__(
        self,
        passages: Sequence[Passage],
        question: str,
        way: AnswerMode,
        meaning: Callable[[], Meaning | None] = lambda: None,
    ) -> None:
        """`meaning`: see `Checker`."""
        self._passages = tuple(passages)
        self._question = question
        # What speaks to the model carries no answer; its offsets stay.
        told = [replace(one, text=planted_orders.blanked(one.text)) for one in self._passages]
        self._checker = Checker(told, question, meaning=meaning) if way.searches else None
        self._orders = Orders(self._passages, question) if way.searches else None
        self._raw = ""
        self.text = ""

    def feed(self, piece: str) -> CheckedPiece:
        """Take the next piece of the model's text."""
        self._raw += piece
        shown = _clean(self._raw, final=False)
        holds = self._checker and not self.text and len(shown) < HOLD_CHARACTERS
        if holds and refusal_detection.may_become_refusal(shown):
            return CheckedPiece(go_on=not self._refused(shown))
        return self._show(shown, final=False)

    def _refused(self, shown: str) -> bool:
        """The first sentence is complete and a refusal: nothing that follows is worth the waiting."""
        return bool(re.search(r"[.!?]\s*$", shown)) and refusal_detection.is_refusal(shown)

    def _show(self, shown: str, *, final: bool) -> CheckedPiece:
        if not shown.startswith(self.text):
            # Cleaning looks ahead far enough for this not to happen; what was shown stays as it is.
            shown = self.text
        fresh, self.text = shown[len(self.text) :], shown
        marks = None
        if self._checker and self._checker.update(self.text, final=final):
            marks = self._checker.marks
        return CheckedPiece(fresh, marks, not loops(self.text))

    def finish(self, *, stopped: bool = False) -> tuple[CheckedPiece, Answer]:
        """The rest to show, and the answer. What was written stays in it whatever it is worth: a reply that
        refuses, or of which the passages support nothing, is not `answered`, and has the nearest places
        instead of sources."""
        shown = _clean(self._raw, final=True)
        refused = bool(self._checker) and self._first_refuses(shown)
        held = refused and not self.text
        step = self._show(shown, final=True)
        if self._checker is None:
            return step, Answer(self.text, bool(self.text) or stopped, stopped=stopped)
        marks = attribution.renumbered(self._without_followed(self._checker.marks))
        if not stopped:
            marks = self._beside(marks)
        if stopped or (not refused and self._supported(marks)):
            return step, Answer(self.text, True, marks.citations, marks.sentences, stopped=stopped)
        unsourced = tuple(replace(sentence, citations=()) for sentence in marks.sentences)
        answer = replace(refusal(self._passages, self._question), text=self.text, sentences=unsourced)
        return (CheckedPiece() if held else step), answer

    def _without_followed(self, marks: Attribution) -> Attribution:
        """No source stands behind a sentence that follows an order of a passage."""
        sentences = [
            replace(one, citations=(), checked=True, support=Support.ABSENT)
            if self._follows(self.text[one.start : one.end])
            else one
            for one in marks.sentences
        ]
        return replace(marks, sentences=tuple(sentences))

    def _beside(self, marks: Attribution) -> Attribution:
        """Where nothing in the answer counts in what was asked, its supported sentences are told apart."""
        named = "\n".join(f"{one.name} {one.heading} {one.text}" for one in self._passages)
        if not asked_measure.lacks(self._question, self.text, named):
            return marks
        beside = [
            replace(one, support=Support.BESIDE)
            if one.support is Support.SUPPORTED and one.citations
            else one
            for one in marks.sentences
        ]
        return replace(marks, sentences=tuple(beside))

    def _follows(self, sentence: str) -> bool:
        return self._orders is not None and self._orders.followed(sentence)

    def _first_refuses(self, shown: str) -> bool:
        """The reply says by its first sentence, or by most of them, that the documents do not say."""
        spans = sentence_spans(shown)
        refusals = [refusal_detection.is_refusal(shown[start:end]) for start, end in spans]
        return not refusals or refusals[0] or sum(refusals) * 2 > len(refusals)

    def _supported(self, marks: Attribution) -> bool:
        """At least one sentence is supported by the passages, or comes close to it."""
        if self._checker is None or marks.supported:
            return True
        kept = [self.text[s.start : s.end] for s in marks.sentences]
        kept = [sentence for sentence in kept if not self._follows(sentence)]
        if kept and self._checker.foreign(self.text):
            return True
        if any(sentence.support is Support.PARTLY for sentence in marks.sentences if sentence.checked):
            return True
        factual = [self.text[s.start : s.end] for s in marks.sentences if s.checked]
        return any(self._checker.best(sentence) >= FOREIGN for sentence in factual if sentence in kept)


def refusal(passages: Sequence[Passage], question: str) -> Answer:
    """The answer that says that the documents do not say, with the nearest places."""
    return Answer("", False, nearest=attribution.nearest(passages, question))


def unmarked(text: str) -> tuple[Sentence, ...]:
    """Sentences of a text that nothing was checked of (an answer of the model alone)."""
    return tuple(Sentence(start, end, (), checked=False) for start, end in sentence_spans(text))


def _clean(raw: str, *, final: bool) -> str:
    """The model's text without a leading "Answer:", and reference marks of its own. While it is
    written, an end that may still turn into something else is held back, so that shown text never changes."""
    opened = raw.strip().lower()
    if not final and any(lead.startswith(opened) for lead in ("ответ:", "answer:")):
        return ""
    opening = _OPENING.match(raw)
    text = raw[opening.end() :] if opening else raw
    text = _OWN_MARK.sub("", text)
    if not final:
        text = _MARK_START.sub("", text)
        return text.rstrip()
    return text.strip()
