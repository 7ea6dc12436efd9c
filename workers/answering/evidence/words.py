"""A word of a sentence with its grammar: Russian from the dictionary (pymorphy3), English as a stem alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workers.retrieval import lexical
from workers.text.folding import plain

NOUN, ADJECTIVE, VERB, ADVERB = "noun", "adjective", "verb", "adverb"
# A code or an initial; a word of a language without a dictionary.
CODE, FOREIGN = "code", "foreign"

CYRILLIC = re.compile(r"[а-я]")
_KINDS = {
    "NOUN": NOUN, "ADJF": ADJECTIVE, "ADJS": ADJECTIVE, "PRTF": ADJECTIVE, "COMP": ADVERB, "VERB": VERB,
    "INFN": VERB, "GRND": VERB, "PRTS": VERB, "PRED": ADVERB, "ADVB": ADVERB,
}  # fmt: skip
_FUNCTION_TAGS = ("PREP", "CONJ", "PRCL", "INTJ", "NPRO")
_ENGLISH_VERB = re.compile(
    r"(is|are|was|were|must|may|can|cannot|shall|should|will|has|have|do|does|pays|"
    r"approves|includes|gives|takes|makes|keeps|sends|meets|receives|gets|decides|confirms|"
    r"signs|submits|uses|needs|requires|covers)$"
)
_BETWEEN = frozenset(["not", "also", "only", "never", "always", "usually", "automatically"])
_TO = frozenset(
    [
        "have",
        "has",
        "need",
        "needs",
        "required",
        "obliged",
        "allowed",
        "permitted",
        "able",
        "is",
        "are",
        "free",
    ]
)
_MODAL = frozenset(
    ["must", "may", "can", "cannot", "could", "should", "shall", "will", "would", "does", "do", "did"]
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "has", "have", "had"])
_PARTICIPLE = re.compile(
    r"(?:ed|wn|ught|orn|osen|iven|ritten|oken|dden)$|^(?:taken|sent|kept|made|held|paid|done|sold|built|found|lost|"
    r"met|run|put|set|cut|shut|told|said|read|begun|spent|led|seen|left|fallen|bound|hung|laid|won)$"
)
# A reading that is less probable tells no case.
_LIKELY = 0.1
# Prepositions and adverbs that the search keeps as terms, and that say nothing of what is the case.
_SMALL = frozenset(
    [
        "per",
        "within",
        "among",
        "via",
        "upon",
        "there",
        "then",
        "back",
        "already",
        "согласно",
        "например",
        "пока",
        "там",
        "тогда",
        "потом",
        "затем",
        "туда",
        "тут",
        "обратно",
        "назад",
        "включительно",
        "просто",
        "прямо",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something. `term`: its stem; `lemma`: its dictionary form; `cases`: those it may stand
    in ("nomn", …; none for English); `actor`: an animate noun; `name`: capitalised inside a sentence, or a
    code; `passive`: a verb that is done to its subject; `action`: an English word where a verb stands."""

    term: str
    lemma: str
    kind: str
    cases: frozenset[str] = frozenset()
    actor: bool = False
    name: bool = False
    passive: bool = False
    action: bool = False

    @property
    def verbal(self) -> bool:
        """Whether it says what is done or happens."""
        return self.kind == VERB or self.action


@lru_cache(maxsize=65536)
def word(text: str) -> Word | None:
    """The word, or None for one that says nothing by itself (a preposition, "which", "very")."""
    lowered = plain(text)
    terms = lexical.terms(lowered)
    if not terms or lowered in _SMALL:
        return None
    if len(lowered) == 1:
        return Word(lowered, lowered, CODE, name=True)  # an initial
    if any(c.isdigit() for c in lowered):
        return Word(lowered, lowered, CODE, name=True)
    if not CYRILLIC.search(lowered):
        return Word(terms[-1], lowered, FOREIGN)
    parses = lexical.morphology().parse(lowered)
    best = parses[0]
    pos = str(best.tag.POS or "")
    if pos in _FUNCTION_TAGS:
        return None
    cases = frozenset(
        str(parse.tag.case)
        for parse in parses
        if parse.tag.case and parse.score >= _LIKELY and parse.normal_form == best.normal_form
    )
    lemma = plain(str(best.normal_form))
    return Word(
        lexical.terms(lemma)[-1] if lexical.terms(lemma) else terms[-1],
        lemma,
        _KINDS.get(pos, NOUN),
        cases,
        actor=pos == "NOUN" and "anim" in best.tag,
        name=any(grammeme in best.tag for grammeme in ("Surn", "Name", "Patr")),
        passive=pos == "PRTS" or (pos == "VERB" and lemma.endswith("ся")),
    )


def is_verb(text: str) -> bool:
    """Whether a word in lower case is a verb in any form that says what is done."""
    known = word(text)
    return is_predicate(text) or bool(known and known.kind == VERB)


@lru_cache(maxsize=65536)
def is_predicate(text: str) -> bool:
    """A finite verb, a short participle or a predicative ("нужно"); of English the commonest forms."""
    if not CYRILLIC.search(text):
        return bool(_ENGLISH_VERB.match(text))
    best = lexical.morphology().parse(text)[0]
    return str(best.tag.POS) in ("VERB", "PRTS", "PRED")


def is_english_action(before: Sequence[str], text: str) -> bool:
    """Whether an English word is a verb by what stands before it: "are renewed", "must be kept", "has to
    restart"."""
    last = next((one for one in reversed(before) if one not in _BETWEEN), "")
    if last == "to":
        return before[-2:-1] != [] and before[-2] in _TO
    return last in _MODAL or (last in _BE and bool(_PARTICIPLE.search(text)))


@lru_cache(maxsize=65536)
def is_participle(text: str) -> bool:
    """Whether a Russian word says beside its verb what else is done ("предупредив", "утвержденный")."""
    return bool(CYRILLIC.search(text)) and str(lexical.morphology().parse(text)[0].tag.POS) in (
        "GRND",
        "PRTF",
    )


@lru_cache(maxsize=65536)
def is_singular(text: str) -> bool:
    """Whether a Russian noun is in the singular and stands for one of it: "час", "литр", "неделю"."""
    tag = lexical.morphology().parse(text)[0].tag if CYRILLIC.search(text) else None
    return tag is not None and str(tag.number) == "sing" and str(tag.case) in ("nomn", "accs")


@lru_cache(maxsize=65536)
def is_comparative(text: str) -> bool:
    """Whether a Russian word compares ("теплее")."""
    return bool(CYRILLIC.search(text)) and str(lexical.morphology().parse(text)[0].tag.POS) == "COMP"


@lru_cache(maxsize=65536)
def unified(text: str) -> str:
    """A numeral in its dictionary form ("двадцатью" → "двадцать", "втором" → "второй"); other words stay."""
    if CYRILLIC.search(text):
        parses = lexical.morphology().parse(text)
        if str(parses[0].tag.POS) == "NUMR":
            return plain(str(parses[0].normal_form))
        # "Второе" is a dish as well.
        return next((plain(str(one.normal_form)) for one in parses if "Anum" in one.tag), text)
    return text
