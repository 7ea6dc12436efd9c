"""Which words of the documents carry which sentence of an answer. Decided by code, never by the model.

`support` judges each sentence by the units of the passages; here its places become citations, whose numbers
count in order of appearance, while the answer is written. A sentence against which only its words speak is
looked at again by meaning when the answer is complete. What is not supported gets no number: the window
underlines it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from workers.answering import claims
from workers.answering.claims import Claim
from workers.answering.evidence.guards import GUARDS, Guard
from workers.answering.evidence.judge import Judge, SentenceJudgement, SupportPlace
from workers.answering.evidence.meaning import Meaning
from workers.answering.evidence.spans import sentence_spans
from workers.contract.specs.answers import Citation, Sentence
from workers.contract.specs.search import Passage
from workers.text.language import differ

# Fewer terms than this tell nothing without a source.
TELLING = 3
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
class Attribution:
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
    """Marks under construction. A finished sentence is looked at again only when the answer is complete, so
    marks do not jump."""

    sentences: list[Sentence] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)  # sentences against which only their words speak
    citations: list[Citation] = field(default_factory=list)
    sources: list[tuple[int, int, int]] = field(default_factory=list)  # passage, start, end of each citation
    at: int = 0


class Checker:
    """Checks one answer against its passages while it is written: call `update` with the whole text so
    far; the last call says `final`."""

    def __init__(
        self,
        passages: Sequence[Passage],
        question: str = "",
        *,
        meaning: Callable[[], Meaning | None] = lambda: None,
        guards: Collection[Guard] = GUARDS,
    ) -> None:
        """`meaning` opens what compares other words by the embedder, None without one; it is called at the
        end, and only where a sentence needs it."""
        self._judge = Judge(passages, question, guards)
        self._meaning = meaning
        self._evidence = [_evidence(passage) for passage in passages]
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
        if final and self._draft.doubtful:
            self._look_again(text)
        return len(self._draft.sentences) > before

    @property
    def marks(self) -> Attribution:
        """Citations and checked sentences of what was given to `update` so far."""
        return Attribution(tuple(self._draft.citations), tuple(self._draft.sentences))

    def judge(self, text: str, *, alone: bool = True) -> SentenceJudgement:
        """How far one sentence is supported, and where; `alone`: it is the whole answer."""
        return self._judge.judge(text, alone=alone)

    def places(self, text: str, *, alone: bool = True) -> list[SupportPlace]:
        """The places that support one sentence; empty when it is not supported."""
        return list(self.judge(text, alone=alone).places)

    def best(self, text: str) -> float:
        """How much of a sentence (0…1) stands in its best place; 0 for one with a number that stands in no
        passage, and for one too short to tell."""
        claim = claims.claim(text)
        wanted = self._wanted(claim)
        known = frozenset().union(*(c.numbers for e in self._evidence for c in e.claims))
        if len(wanted) < TELLING or not claim.numbers <= known:
            return 0.0
        return max((p.score for p in self._candidates(claim, wanted)), default=0.0)

    # --- one sentence ----------------------------------------------------------------------------

    def _mark(self, text: str, start: int, end: int, *, alone: bool) -> None:
        sentence = text[start:end]
        if not claims.needs_source(sentence, alone=alone):
            self._draft.sentences.append(Sentence(start, end, (), checked=False))
            return
        judged = self.judge(sentence, alone=alone)
        if judged.other_words:
            self._draft.doubtful.append(len(self._draft.sentences))
        self._draft.sentences.append(Sentence(start, end, self._numbers(judged), True, judged.support))

    def _numbers(self, judged: SentenceJudgement) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._cite(place) for place in judged.places))

    def _look_again(self, text: str) -> None:
        """Judge by meaning what only other words speak against."""
        self._judge.meaning = self._meaning()
        for index in self._draft.doubtful if self._judge.meaning else ():
            sentence = self._draft.sentences[index]
            alone = len(self._draft.sentences) == 1
            judged = self.judge(text[sentence.start : sentence.end], alone=alone)
            self._draft.sentences[index] = replace(
                sentence, citations=self._numbers(judged), support=judged.support
            )
        self._draft.doubtful.clear()

    def foreign(self, text: str) -> bool:
        """True when every passage is in another language than `text`, and all numbers of `text` stand in
        them: then words cannot tell whether it is made up."""
        known = frozenset().union(*(c.numbers for e in self._evidence for c in e.claims))
        return claims.claim(text).numbers <= known and all(
            differ(text, evidence.passage.text) for evidence in self._evidence
        )

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

    def _candidates(self, claim: Claim, wanted: dict[str, float]) -> Iterable[SupportPlace]:
        """The best place of each passage, as short as possible."""
        total = sum(wanted.values())
        for index, evidence in enumerate(self._evidence):
            best: SupportPlace | None = None
            for first in range(len(evidence.pieces)):
                place = self._grow(index, first, claim, wanted, total)
                if place and (best is None or _better(place, best)):
                    best = place
            if best:
                yield best

    def _grow(
        self, index: int, first: int, claim: Claim, wanted: dict[str, float], total: float
    ) -> SupportPlace | None:
        """The best place that begins at piece `first`: it is made longer as long as that pays."""
        evidence = self._evidence[index]
        begin = evidence.pieces[first].start
        best: SupportPlace | None = None
        place_claim = evidence.heading
        own: frozenset[str] = frozenset()
        for piece in evidence.pieces[first : first + PLACE_SENTENCES]:
            if piece.end - begin > PLACE_CHARACTERS and best:
                break
            place_claim = place_claim.joined(piece.claim)
            own = own | piece.claim.terms
            if not best and not (own & claim.terms) and not (piece.claim.numbers & claim.numbers):
                return None  # a place begins with something of the sentence
            score = self._share(wanted, place_claim.terms, total)
            if best is None or score > best.score + WORTH:
                best = SupportPlace(index, begin, piece.end, score)
        return best

    # --- numbers ---------------------------------------------------------------------------------

    def _cite(self, place: SupportPlace) -> int:
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


def _better(place: SupportPlace, other: SupportPlace) -> bool:
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
    found = {p.passage: p for p in checker._candidates(claims.claim(question), wanted)}
    result = []
    for index, passage in enumerate(passages[:limit]):
        place = found.get(index)
        start, end = (place.start, place.end) if place else _opening(passage)
        result.append(citation(passage, index + 1, start, end))
    return tuple(result)


def renumbered(marks: Attribution) -> Attribution:
    """The same marks with numbers 1… in order of appearance (they are, unless sentences were dropped)."""
    order: dict[int, int] = {}
    for sentence in marks.sentences:
        for number in sentence.citations:
            order.setdefault(number, len(order) + 1)
    kept = sorted((c for c in marks.citations if c.number in order), key=lambda c: order[c.number])
    return Attribution(
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
