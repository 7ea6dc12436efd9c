"""A sentence read for comparison: its words with their grammar, its figures with unit, bound and place, its
coordinate clauses, what it denies, permits or demands, and under which condition. Russian and English.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.figure_reader import FigureReader
from workers.answering.evidence.grammar import (
    DEADLINES,
    DETERMINERS,
    EXCEED,
    FACT,
    FORBID,
    GRANTS,
    IF,
    MAX,
    MAY,
    MAY_NOT,
    MAY_WORD,
    MIN,
    MUST,
    MUST_WORD,
    NEED_NOT,
    NEXT,
    NO_CONDITION,
    NOT,
    ONLY,
    PRONOUNS,
    RARER,
    RELEASED,
    STRICT,
    UNDER,
    WHEN,
    opposite,
)  # fmt: skip
from workers.answering.evidence.quantities import bound_of, is_grammar
from workers.answering.evidence.splitting import split
from workers.answering.evidence.tokens import ClauseToken, tokens
from workers.answering.evidence.words import (
    ADJECTIVE,
    FOREIGN,
    NOUN,
    Word,
    is_comparative,
    is_english_action,
    is_participle,
    is_predicate,
    word,
)
from workers.retrieval import lexical, synonyms
from workers.text import numerals
from workers.text.measures import dimension_of

_EXPIRY = lexical.terms("истечение")[0]


def clauses(text: str) -> list[Clause]:
    """The coordinate clauses of a sentence, in order; one where it has no other."""
    return [_Reader(part).read() for part in split(tokens(text)) if part]


def whole(text: str) -> Clause:
    """The sentence as one clause."""
    return _Reader(tokens(text)).read()


class _Reader(FigureReader):
    """Reads the tokens of one clause."""

    def __init__(self, tokens: Sequence[ClauseToken]) -> None:
        super().__init__(tokens)
        self._segment = 0
        self._negations = 0
        self._conditional = self._except = self._phrase = False
        self._without = self._given = self._excepting = self._not_done = False
        self._presupposed: set[int] = set()
        self._may = self._must = self._strict = self._forbid = False
        self._bounding = self._bounded_mood = False

    def read(self) -> Clause:
        """The clause."""
        first = next(
            (t for t in self._texts if t[0].isalnum() and t not in ("and", "but", "и", "а", "но")), ""
        )
        self._clause.headless = self._texts[:1] == ["and"] and first not in DETERMINERS
        at = 0
        while at < len(self._tokens):
            at += self._step(at)
        self._finish()
        return self._clause

    def _step(self, at: int) -> int:
        text = self._texts[at]
        if self._tokens[at].mark:
            self._take_mark(text, at)
            return 1
        if text.startswith("@"):
            self._add_figure(Figure(text[1:], None, self._direction(at), date=True))
            return 1
        if text.startswith("#"):
            self._add_figure(Figure(text, None, self._direction(at)))
            return 1
        used = self._take_number(at)
        if used:
            return used
        self._take_word(text, at)
        return 1

    def _take_mark(self, text: str, at: int) -> None:
        if text in ",;:":
            self._segment += 1
        if text in ",;":
            if self._part_figures:
                self._part, self._part_figures = self._part + 1, 0
            self._exclusive = False
            self._without = self._not_done = False
            if not self._except:
                self._conditional = self._phrase = False
        elif text in ".:!?" or text == "—":
            self._verb_read = self._verb_read or text == "—"
            self._conditional = self._except = self._phrase = self._exclusive = self._without = False
            self._excepting = self._not_done = False
        elif text in "-–" and self._clause.words and self._clause.words[-1].kind == ADJECTIVE:
            self._clause.bare = True
        self._bound = "" if text in ".;:!?" else self._bound

    # --- words -----------------------------------------------------------------------------------

    def _take_word(self, text: str, at: int) -> None:
        texts = self._texts
        self._take_scope(text, at)
        if not self._conditional:
            self._take_mood(text, at)
            self._verb_read = self._verb_read or is_predicate(text)
        if texts[at : at + 2] == ["at", "most"]:
            self._bound = MAX
        elif text in EXCEED or bound_of(text) or (is_comparative(text) and self._figure_follows(at)):
            self._take_bound(text, texts[at + 1 : at + 3])
            self._deadline = text in DEADLINES
        elif text in ("и", "and") and self._part_figures and self._figure_follows(at):
            self._part, self._part_figures = self._part + 1, 0
        if dimension_of(text) and at != self._unit_at and not (at and texts[at - 1] in ("в", "per", "a")):
            self._clause.units.append(text)
        known = None
        if text not in NOT and at != self._unit_at and not is_grammar(text):
            known = word(text)
        if known and is_participle(text):
            self._clause.attendant.add(self._segment)
        if known:
            self._relate(known.term, texts[max(0, at - 2) : at])
            if known.kind == FOREIGN and is_english_action(texts[max(0, at - 4) : at], text):
                known = replace(known, action=True)
            when = NEXT.match(text) and at + 1 < len(texts) and dimension_of(texts[at + 1])
            self._add(replace(known, name=known.name or self._tokens[at].capital or bool(when)))

    def _take_scope(self, text: str, at: int) -> None:
        """Where a condition, "only" and "without" begin and end."""
        texts = self._texts
        pair, triple = " ".join(texts[at : at + 2]), " ".join(texts[at : at + 3])
        under = bool({text, pair, triple} & UNDER) and pair not in NO_CONDITION
        self._clause.pronoun = self._clause.pronoun or text in PRONOUNS
        self._clause.conditioned = self._clause.conditioned or text in IF or text in WHEN or under
        if text in IF and text != "when":
            self._conditional = True
        if self._phrase and (is_predicate(text) or MAY_WORD.match(text) or MUST_WORD.match(text)):
            self._conditional = self._phrase = False
        if self._exclusive and (is_predicate(text) or text in ("без", "without")):
            self._exclusive = False
        if text in ("при", "в") or is_predicate(text):
            self._given = text == "при" and pair not in NO_CONDITION
        self._excepting = self._excepting and not is_predicate(text)
        self._not_done = self._not_done and not is_predicate(text)
        if under:
            self._conditional = self._phrase = True
            self._excepting = text in ("кроме", "except") or pair == "за исключением"
            self._except = self._except or self._excepting
        if text in ONLY and not (at and texts[at - 1] in ("не", "not")):
            self._clause.only = self._exclusive = True
        self._without = self._without or text in ("без", "without")

    def _add(self, known: Word) -> None:
        clause = self._clause
        one = synonyms.pairs().get((clause.words[-1].term, known.term)) if clause.words else None
        if one:
            clause.words[-1] = Word(one, one, NOUN, known.cases)
            return
        index = len(clause.words)
        if self._phrase and not self._except and known.kind == NOUN and known.cases == {"nomn"}:
            self._conditional = self._phrase = False  # "За нарушение срока премия …"
        if known.kind == NOUN and known.cases and "gent" not in known.cases:
            self._without = False  # "Без путевого листа выезд …"
        clause.words.append(known)
        clause.word_parts.append(self._part)
        clause.segments.append(self._segment)
        for scope, places in (
            (self._conditional, clause.condition),
            (self._exclusive, clause.exclusive),
            (self._without or self._not_done, clause.without),
            (self._given, self._presupposed),
            (self._excepting, clause.excepted),
        ):
            if scope:
                places.add(index)

    def _relate(self, term: str, before: Sequence[str]) -> None:
        if before[-1:] in (["до"], ["перед"], ["before"], ["until"]):
            self._clause.before.add(term)
        elif before[-1:] in (["день"], ["дату"]):
            self._clause.on.add(term)
        elif before[-1:] in (["после"], ["after"], ["спустя"]) or (before[-1:] == ["по"] and term == _EXPIRY):
            self._clause.after.add(term)

    def _figure_follows(self, at: int) -> bool:
        for token in self._texts[at + 1 : at + 6]:
            if token[0] in "@#" or numerals.number_at([token], 0)[1]:
                return True
            if not token[0].isalnum():
                return False
        return False

    def _take_mood(self, text: str, at: int) -> None:
        if text in NOT or FORBID.match(text) or text == "нельзя":
            if text in ("не", "not", "no") and self._bounds_next(at):
                self._bounding = True
                self._bounded_mood = self._bounded_mood or any(
                    MUST_WORD.match(near) or MAY_WORD.match(near)
                    for near in self._texts[max(0, at - 1) : at] + self._texts[at + 1 : at + 2]
                )
                return
            if text == "не" and at + 1 < len(self._texts) and is_participle(self._texts[at + 1]):
                self._not_done = True  # "не прошедший осмотр": that is no denial of the clause
                return
            self._negations += 1
            self._clause.stance.add(self._segment)
            if text in ("нельзя", "cannot", "can't", "mustn't") or FORBID.match(text):
                self._forbid = True
        if MAY_WORD.match(text) or (
            text in ("право", "right") and at and self._texts[at - 1] in ("имеет", "имеют", "the", "a")
        ):
            self._may = True
            self._clause.stance.add(self._segment)
        elif text == "права" and at > 1 and self._texts[at - 2] in ("не",):
            self._may = True
        elif RELEASED.match(text) and {"от", "from"} & set(self._texts[max(0, at - 4) : at + 3]):
            self._must = True
            self._negations += 1
            self._clause.stance.add(self._segment)
        elif MUST_WORD.match(text) and not (
            text in ("have", "has") and (at + 1 >= len(self._texts) or self._texts[at + 1] != "to")
        ):
            self._must = True
            self._clause.stance.add(self._segment)
            self._strict = self._strict or bool(STRICT.match(text))

    def _bounds_next(self, at: int) -> bool:
        """ "Не" that belongs to a bound: "не более", "не должна превышать", "must not cost more than"."""
        ahead = self._texts[at + 1 : at + 5]
        for text in ahead:
            if bound_of(text) or text in EXCEED or text in RARER or text in ONLY or is_comparative(text):
                return True
            if not text[0].isalnum() or text in ("чем",):
                return False
            if not (
                MUST_WORD.match(text)
                or MAY_WORD.match(text)
                or text in ("быть", "be", "cost", "стоить", "last")
            ):
                return False
        return False

    def _take_bound(self, text: str, following: Sequence[str]) -> None:
        base = MIN if text in EXCEED else bound_of(text) or MIN
        self._bound = opposite(base) if self._bounding else base
        if text in DEADLINES and "за" in following:
            self._bound = opposite(self._bound)  # "не позднее чем за две недели" is two weeks or more
        self._bounding = False

    def _finish(self) -> None:
        clause = self._clause
        if self._may or 0 in self._presupposed or any(known.lemma in GRANTS for known in clause.words):
            clause.condition |= self._presupposed  # "при рождении ребенка" says when one is entitled
        clause.denied = self._negations % 2 == 1
        if self._forbid or (clause.denied and (self._may or self._strict)):
            clause.mood = MAY_NOT if clause.denied else MAY
        elif clause.denied and self._must:
            clause.mood = NEED_NOT
        elif self._must:
            clause.mood = MUST
        elif self._may:
            clause.mood = MAY
        if self._bounded_mood and not clause.denied:
            clause.mood = FACT
        if clause.mood == FACT and not self._verb_read:
            clause.restricting.clear()  # nothing is said of what is bounded but the bound
