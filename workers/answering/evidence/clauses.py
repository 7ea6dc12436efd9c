"""A clause that was read: words, figures, and how it is meant."""

from dataclasses import dataclass, field

from workers.answering.evidence.grammar import FACT
from workers.answering.evidence.words import NOUN, Word
from workers.text.measures import Measure


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date or time of day. `value` as `numerals`, ISO or `clock` writes it; `measure`: what it
    counts in, converted to the base unit; `bound`: MAX, MIN or ""; `counted`: the term of the noun
    after it; `lasting`: a duration by the words before it, no time of day ("длится 7 часов"); `within`:
    a term in which something is done ("в течение 20 дней")."""

    value: str
    measure: Measure | None = None
    bound: str = ""
    counted: str = ""
    date: bool = False
    lasting: bool = False
    within: bool = False


@dataclass(slots=True)
class Clause:
    """One clause. Sets of numbers are places in `words`.

    `word_parts`, `figure_parts`: the part of each, from 0, where commas part what belongs to several
    figures; `segments`: between which commas each word stands; `stance`: the segments that deny, permit or
    demand; `condition`: words under "if", "with consent", "except", `conditioned`: some condition is named;
    `exclusive`: words under "only"; `without`: words under "without" and
    behind a denied participle; `excepted`: words under "except";
    `before`, `after`, `on`: terms of what comes first or later; `rates`: "a month"; `units`: names of
    units without a number; `headless`: the subject is that of the clause before; `restricting`: bounded
    figures before the verb ("a load over 2 m is …"); `exclusive_figures`: those under "only"; `bare`: an
    adjective stands before a dash without its noun ("капитальный - Арендодатель"); `attendant`: segments
    with a participle ("предупредив за месяц")."""

    words: list[Word] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    word_parts: list[int] = field(default_factory=list)
    figure_parts: list[int] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    stance: set[int] = field(default_factory=set)
    condition: set[int] = field(default_factory=set)
    exclusive: set[int] = field(default_factory=set)
    without: set[int] = field(default_factory=set)
    excepted: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    on: set[str] = field(default_factory=set)
    rates: set[str] = field(default_factory=set)
    units: list[str] = field(default_factory=list)
    restricting: list[Figure] = field(default_factory=list)
    exclusive_figures: list[Figure] = field(default_factory=list)
    mood: str = FACT
    denied: bool = False
    only: bool = False
    pronoun: bool = False
    headless: bool = False
    conditioned: bool = False
    bare: bool = False
    attendant: set[int] = field(default_factory=set)

    @property
    def subject(self) -> bool:
        """Whether it names who or what acts."""
        return any(word.kind == NOUN and "nomn" in word.cases for word in self.words)
