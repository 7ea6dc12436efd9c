"""An answer while it is written: what of the model's text is shown, which sentences are supported, and
whether in the end it counts as an answer. Nothing that was shown is taken back.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workers.answering import asked_measure, attribution, claims, refusal_detection
from workers.answering.attribution import Attribution, Checker
from workers.answering.evidence.meaning import Meaning
from workers.answering.evidence.spans import sentence_spans
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Answer, Sentence, Support
from workers.contract.specs.search import Passage
from workers.text import planted_orders
from workers.text.language import differ

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
# The part of what a sentence adds to the question that has to come from an order alone.
_SHARE = 0.5
_LANGUAGE = re.compile(
    r"\b(?:english|german|deutsch|french|français|spanish|español|italian|italiano|russian|latin)\b|"
    r"\b(?:по-?|на\s+)(?:англ|немец|франц|испан|итал|латын|латин|русск)\w*",
    re.I,
)
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


class Orders:
    """The orders in the passages of one question. They are left out of the prompt, as far as they are found
    whole. What gets through by another way (a word of theirs beside them, an earlier turn) shows in the reply
    as words that stand in the order and nowhere else."""

    def __init__(self, passages: Sequence[Passage], question: str) -> None:
        ordered, told = [], []
        for passage in passages:
            spans = planted_orders.orders(passage.text)
            ordered += [passage.text[start:end] for start, end in spans]
            told.append(planted_orders.blanked(passage.text) if spans else passage.text)
            for title in (passage.name, passage.heading):
                (ordered if planted_orders.is_order(title) else told).append(title)
        self._question = question
        self._asked = _content(question)
        self._language = any(_LANGUAGE.search(order) for order in ordered)
        self._alone: frozenset[str] = frozenset()
        if ordered:
            self._alone = _content("\n".join(ordered)) - _content("\n".join(told)) - self._asked

    def followed(self, sentence: str) -> bool:
        """Whether most of what a sentence says is what an order wants to be said, or it is written in another
        language than the question because an order names one."""
        if self._language and differ(sentence, self._question):
            return True
        new = _content(sentence) - self._asked
        return bool(new) and len(new & self._alone) >= _SHARE * len(new)


def _content(text: str) -> frozenset[str]:
    found = claims.claim(text)
    return found.terms | found.numbers


def loops(text: str) -> bool:
    """Whether the end of `text` is a loop: one cycle of words, lines or sentences again and again, without
    anything new between. How often depends on what the cycle holds: a table may have a column of equal
    values, and an enumeration says the same of many things, but nobody says a whole sentence three times
    running. What was complete of it stays as it is."""
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
