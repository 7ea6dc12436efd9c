"""Which words of the documents carry which sentence of an answer. Decided by code, never by the model.

A sentence of the answer is *supported* by a place of a passage (some sentences in a row) when
- the place holds most of the sentence's terms, each weighted by how rare it is among the passages,
- every number of the sentence stands in that place (or in the heading over it),
- nothing is denied in one of them that is affirmed in the other.
Everything else gets no number: the window underlines it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workers.answering import claims
from workers.answering.claims import Claim
from workers.contract.specs import Citation, Passage, Sentence
from workers.text import sentences
from workers.text.language import differ

# Chosen on the labelled answers of `python -m tests.bench answering`.
SUPPORTED = 0.62
# An answer of one word or number proves nothing by itself: its place has to speak of the question.
SUPPORTED_SHORT = 0.55
# Fewer terms than this tell nothing without a source.
TELLING = 3
# A sentence may rest on two places; the second has to bring at least this share of it.
SECOND = 0.22
# What a word of the same family counts, beside 1 for the word itself.
RELATED = 0.8
# What a word counts that says little ("составляет", "is required").
LIGHT = 0.3
# A longer place that adds less than this is not worth more words to read.
WORTH = 0.06
PLACE_CHARACTERS = 700
PLACE_SENTENCES = 8
# Two places of one passage that together stay within this length are shown as one source.
QUOTE_CHARACTERS = 600
# How many characters must follow a sentence before it counts as finished.
LOOKAHEAD = 12


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence or line of a passage; offsets into `Passage.text`."""

    start: int
    end: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class _Evidence:
    passage: Passage
    pieces: tuple[_Piece, ...]
    heading: Claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (self.heading, *(piece.claim for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is supported: passage index, offsets into its text, and how well (0…1)."""

    passage: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of an answer's sentences so far."""

    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def supported(self) -> int:
        """Sentences with at least one source."""
        return sum(1 for sentence in self.sentences if sentence.citations)

    @property
    def factual(self) -> int:
        """Sentences that need a source."""
        return sum(1 for sentence in self.sentences if sentence.checked)


@dataclass(slots=True)
class _Draft:
    """Marks under construction. A finished sentence is never looked at again, so marks do not jump."""

    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    sources: list[tuple[int, int, int]] = field(default_factory=list)  # passage, start, end of each citation
    at: int = 0


class Checker:
    """Checks one answer against its passages while it is written: call `update` with the whole text so
    far; the last call says `final`."""

    def __init__(self, passages: Sequence[Passage], question: str = "") -> None:
        self._evidence = [_evidence(passage) for passage in passages]
        self._question = claims.claim(question)
        self._open = claims.is_open(question)
        self._weights = _weights(self._evidence)
        self._vocabulary = frozenset(self._weights).union(*(e.heading.terms for e in self._evidence))
        self._unseen = max(self._weights.values(), default=1.0)
        self._near_terms: dict[str, frozenset[str]] = {}
        self._draft = _Draft()

    def update(self, text: str, *, final: bool = False) -> bool:
        """Check the sentences that are finished by now; True when there are new marks."""
        before = len(self._draft.sentences)
        rest = text[self._draft.at :]
        base = self._draft.at
        spans = sentence_spans(rest)
        for index, (start, end) in enumerate(spans):
            if not final and (index == len(spans) - 1 or len(rest) - end < LOOKAHEAD):
                break
            self._mark(text, base + start, base + end, alone=final and before + len(spans) == 1)
            self._draft.at = base + end
        return len(self._draft.sentences) > before

    @property
    def marks(self) -> Marks:
        """Citations and checked sentences of what was given to `update` so far."""
        return Marks(tuple(self._draft.citations), tuple(self._draft.sentences))

    def places(self, text: str, *, alone: bool = True) -> list[Place]:
        """The places that support one sentence; empty when it is not supported."""
        claim = claims.claim(text)
        verdict = claims.verdict(text)
        if verdict is not None and alone:
            return self._places_of_verdict(verdict)
        return self._search(claim) or self._across_languages(text, claim)

    def best(self, text: str) -> float:
        """How much of a sentence (0…1) stands in its best place; 0 for one with a number that stands in no
        passage, and for one too short to tell."""
        claim = claims.claim(text)
        wanted = self._wanted(claim)
        known = frozenset().union(*(c.numbers for e in self._evidence for c in e.claims))
        if len(wanted) < TELLING or not claim.numbers <= known:
            return 0.0
        return max((p.score for p in self._candidates(claim, wanted, strict=False)), default=0.0)

    # --- one sentence ----------------------------------------------------------------------------

    def _mark(self, text: str, start: int, end: int, *, alone: bool) -> None:
        sentence = text[start:end]
        if not claims.needs_source(sentence, alone=alone):
            self._draft.sentences.append(Sentence(start, end, (), checked=False))
            return
        numbers = tuple(dict.fromkeys(self._cite(place) for place in self.places(sentence, alone=alone)))
        self._draft.sentences.append(Sentence(start, end, numbers, checked=True))

    def _search(self, claim: Claim) -> list[Place]:
        wanted = self._wanted(claim)
        if not wanted and not claim.numbers:
            return []
        if len(wanted) < 2:
            return self._search_short(claim, wanted)
        found = sorted(self._candidates(claim, wanted, strict=True), key=lambda p: -p.score)
        for place in found:
            if place.score >= SUPPORTED and not self._swapped(claim, place):
                return [place]
        return self._two_places(claim, wanted)

    def _search_short(self, claim: Claim, wanted: dict[str, float]) -> list[Place]:
        """A word or a number alone ("28.", "Гарантирует."): it has to stand there itself, in the place that
        speaks most of what was asked."""
        asked = {**self._wanted(self._question), **wanted}
        whole = claim.joined(self._question.context())
        found = [
            place
            for place in self._candidates(whole, asked, strict=False)
            if set(wanted) <= self._found(wanted, place)
            and claim.numbers <= self._own_numbers(place, whole)
            and not claims.contradict(claim, self._claim_at(place))
            and not self._swapped(replace(whole, measures=claim.measures), place)
        ]
        best = max(found, key=lambda p: p.score, default=None)
        return [best] if best and best.score >= SUPPORTED_SHORT else []

    def _across_languages(self, text: str, claim: Claim) -> list[Place]:
        """Words tell nothing of a place in another language; numbers with their units do."""
        if not claim.numbers:
            return []
        for index, evidence in enumerate(self._evidence):
            if not differ(text, evidence.passage.text):
                continue
            for piece in evidence.pieces:
                if claim.numbers <= piece.claim.numbers and claim.measures <= piece.claim.measures:
                    return [Place(index, piece.start, piece.end, SUPPORTED)]
        return []

    def foreign(self, text: str) -> bool:
        """True when every passage is in another language than `text`, and all numbers of `text` stand in
        them: then words cannot tell whether it is made up."""
        known = frozenset().union(*(c.numbers for e in self._evidence for c in e.claims))
        return claims.claim(text).numbers <= known and all(
            differ(text, evidence.passage.text) for evidence in self._evidence
        )

    def _own_numbers(self, place: Place, claim: Claim) -> frozenset[str]:
        """Numbers of the place that stand in a sentence with at least one word of the claim."""
        return frozenset().union(
            *(
                piece.claim.numbers
                for piece in self._evidence[place.passage].pieces
                if piece.start >= place.start and piece.end <= place.end and piece.claim.terms & claim.terms
            )
        )

    def _places_of_verdict(self, verdict: bool) -> list[Place]:
        """A bare "yes" affirms the question, a bare "no" denies it: the place holds the question's words,
        and agrees with them or not."""
        if self._open:
            return []
        wanted = self._wanted(self._question)
        found = [
            place
            for place in self._candidates(self._question, wanted, strict=False)
            if claims.contradict(self._question, self._claim_at(place)) is not verdict
            and self._question.numbers <= self._claim_at(place).numbers
        ]
        best = max(found, key=lambda p: p.score, default=None)
        return [best] if best and best.score >= SUPPORTED else []

    def _two_places(self, claim: Claim, wanted: dict[str, float]) -> list[Place]:
        loose = sorted(self._candidates(claim, wanted, strict=False), key=lambda p: -p.score)
        for first in loose[:3]:
            if claims.contradict(claim, self._claim_at(first)) or self._swapped(claim, first):
                continue
            left = {t: w for t, w in wanted.items() if t not in self._found(wanted, first)}
            second = max(
                (p for p in self._candidates(claim, left, strict=False, whole=sum(wanted.values()))
                 if p.passage != first.passage or p.start >= first.end or p.end <= first.start),
                key=lambda p: p.score, default=None,
            )  # fmt: skip
            if second is None or second.score < SECOND or first.score + second.score < SUPPORTED:
                continue
            numbers = self._claim_at(first).numbers | self._claim_at(second).numbers
            if claim.numbers <= numbers and not (
                claims.contradict(claim, self._claim_at(second)) or self._swapped(claim, second)
            ):
                return sorted((first, second), key=lambda p: (p.passage, p.start))
        return []

    # --- places ----------------------------------------------------------------------------------

    def _wanted(self, claim: Claim) -> dict[str, float]:
        return {
            term: self._weights.get(term, self._unseen) * (LIGHT if claims.is_light(term) else 1.0)
            for term in claim.terms
        }

    def _near(self, term: str) -> frozenset[str]:
        """Terms of the passages that belong to the same family of words."""
        if term not in self._near_terms:
            self._near_terms[term] = frozenset(t for t in self._vocabulary if claims.related(term, t))
        return self._near_terms[term]

    def _share(self, wanted: dict[str, float], terms: frozenset[str], total: float) -> float:
        if total <= 0:
            return 0.0
        held = 0.0
        for term, weight in wanted.items():
            if term in terms:
                held += weight
            elif self._near(term) & terms:
                held += RELATED * weight
        return held / total

    def _candidates(
        self, claim: Claim, wanted: dict[str, float], *, strict: bool, whole: float = 0.0
    ) -> Iterable[Place]:
        """The best place of each passage, as short as possible. `strict`: its numbers and denials agree."""
        total = whole or sum(wanted.values())
        for index, evidence in enumerate(self._evidence):
            best: Place | None = None
            for first in range(len(evidence.pieces)):
                place = self._grow(index, first, claim, wanted, total, strict=strict)
                if place and (best is None or _better(place, best)):
                    best = place
            if best:
                yield best

    def _grow(
        self, index: int, first: int, claim: Claim, wanted: dict[str, float], total: float, *, strict: bool
    ) -> Place | None:
        """The best place that begins at piece `first`: it is made longer as long as that pays."""
        evidence = self._evidence[index]
        begin = evidence.pieces[first].start
        best: Place | None = None
        place_claim = evidence.heading
        own: frozenset[str] = frozenset()
        for piece in evidence.pieces[first : first + PLACE_SENTENCES]:
            if piece.end - begin > PLACE_CHARACTERS and best:
                break
            place_claim = place_claim.joined(piece.claim)
            own = own | piece.claim.terms
            if not best and not (own & claim.terms) and not (piece.claim.numbers & claim.numbers):
                return None  # a place begins with something of the sentence
            if strict and (not claim.numbers <= place_claim.numbers or claims.contradict(claim, place_claim)):
                continue
            score = self._share(wanted, place_claim.terms, total)
            if not wanted:
                score = 1.0 if claim.numbers <= place_claim.numbers else 0.0
            if best is None or score > best.score + WORTH:
                best = Place(index, begin, piece.end, score)
        return best

    def _claim_at(self, place: Place) -> Claim:
        evidence = self._evidence[place.passage]
        claim = evidence.heading
        for piece in evidence.pieces:
            if piece.start >= place.start and piece.end <= place.end:
                claim = claim.joined(piece.claim)
        return claim

    def _swapped(self, claim: Claim, place: Place) -> bool:
        """True when the place says the sentence's number of something else: of two amounts in one unit it is
        the other one that stands beside the sentence's words ("in Russia 1 200, abroad 3 500 roubles")."""
        pieces = [
            piece.claim
            for piece in self._evidence[place.passage].pieces
            if piece.start >= place.start and piece.end <= place.end
        ]
        words = {term: weight for term, weight in self._wanted(claim).items() if not claims.is_unit(term)}
        for number, unit in (measure.split(" ", 1) for measure in claim.measures):
            own = other = 0.0
            for piece in pieces:
                share = self._share(words, piece.terms, 1.0)
                if f"{number} {unit}" in piece.measures:
                    own = max(own, share)
                elif any(measure.endswith(f" {unit}") for measure in piece.measures):
                    other = max(other, share)
            if other > 1.5 * own and number not in self._question.numbers:
                return True
        return False

    def _found(self, wanted: dict[str, float], place: Place) -> set[str]:
        terms = self._claim_at(place).terms
        return {term for term in wanted if term in terms or self._near(term) & terms}

    # --- numbers ---------------------------------------------------------------------------------

    def _cite(self, place: Place) -> int:
        """The number of a place: that of a source which holds it or lies close to it, or the next one."""
        passage = self._evidence[place.passage].passage
        for number, (index, start, end) in enumerate(self._draft.sources, 1):
            low, high = min(start, place.start), max(end, place.end)
            if index == place.passage and (high - low <= QUOTE_CHARACTERS or (low, high) == (start, end)):
                self._draft.sources[number - 1] = (index, low, high)
                self._draft.citations[number - 1] = citation(passage, number, low, high)
                return number
        number = len(self._draft.sources) + 1
        self._draft.sources.append((place.passage, place.start, place.end))
        self._draft.citations.append(citation(passage, number, place.start, place.end))
        return number


def _better(place: Place, other: Place) -> bool:
    """More of the sentence; of two that hold as much the shorter one."""
    if abs(place.score - other.score) > 1e-9:
        return place.score > other.score
    return place.end - place.start < other.end - other.start


def citation(passage: Passage, number: int, start: int, end: int) -> Citation:
    """`passage.text[start:end]`, without blanks around it and without the mark of a list item, as a citation;
    its page is the one where it begins."""
    text = passage.text[start:end]
    lead = _LEAD.match(text)
    skipped = lead.end() if lead else 0
    start, end = start + skipped, start + max(skipped, len(text.rstrip()))
    return Citation(
        number=number,
        document=passage.document,
        name=passage.name,
        page=passage.page + sum(at <= passage.start + start for at in passage.breaks),
        start=passage.start + start,
        end=passage.start + end,
        quote=passage.text[start:end],
        chunk=passage.chunk,
        heading=passage.heading,
    )


def nearest(passages: Sequence[Passage], question: str, limit: int = 3) -> tuple[Citation, ...]:
    """The places to show beside a refusal: of each of the first passages the sentences closest to the
    question."""
    checker = Checker(passages[:limit], question)
    wanted = checker._wanted(claims.claim(question))
    found = {p.passage: p for p in checker._candidates(claims.claim(question), wanted, strict=False)}
    result = []
    for index, passage in enumerate(passages[:limit]):
        place = found.get(index)
        start, end = (place.start, place.end) if place else _opening(passage)
        result.append(citation(passage, index + 1, start, end))
    return tuple(result)


def renumbered(marks: Marks) -> Marks:
    """The same marks with numbers 1… in order of appearance (they are, unless sentences were dropped)."""
    order: dict[int, int] = {}
    for sentence in marks.sentences:
        for number in sentence.citations:
            order.setdefault(number, len(order) + 1)
    kept = sorted((c for c in marks.citations if c.number in order), key=lambda c: order[c.number])
    return Marks(
        tuple(replace(c, number=order[c.number]) for c in kept),
        tuple(replace(s, citations=tuple(order[n] for n in s.citations)) for s in marks.sentences),
    )


def _opening(passage: Passage) -> tuple[int, int]:
    spans = sentence_spans(passage.text)
    return spans[0] if spans else (0, len(passage.text))


def _evidence(passage: Passage) -> _Evidence:
    pieces = tuple(
        _Piece(start, end, claims.claim(passage.text[start:end]))
        for start, end in sentence_spans(passage.text)
    )
    return _Evidence(passage, pieces, claims.claim(f"{passage.name}: {passage.heading}").context())


def _weights(evidence: Sequence[_Evidence]) -> dict[str, float]:
    """ln(1 + N/df) of each term over the sentences of all passages (Spärck Jones 1972, smoothed)."""
    frequency: Counter[str] = Counter()
    count = 0
    for item in evidence:
        for piece in item.pieces:
            frequency.update(piece.claim.terms)
            count += 1
    return {term: math.log(1 + count / df) for term, df in frequency.items()}


_LEAD = re.compile(r"\s*(?:[-*•–—]\s+(?=\S))?")
_ITEM = re.compile(r"\n\s*(?=(?:[-*•–—]|\d{1,2}[.)])\s)|\n{2,}|(?<=[;:])\n")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences, list items and paragraphs of a text, without blanks around them."""
    spans = []
    for start, end in sentences.split(text):
        at = start
        for gap in _ITEM.finditer(text, start, end):
            spans.append((at, gap.start()))
            at = gap.end()
        spans.append((at, end))
    trimmed = []
    for start, end in spans:
        body = text[start:end]
        start += len(body) - len(body.lstrip())
        end = start + len(body.strip())
        if end > start:
            trimmed.append((start, end))
    return trimmed
