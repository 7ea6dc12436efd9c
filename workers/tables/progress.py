"""How far the reading of a question over one table is: what its words have been taken for."""

from dataclasses import dataclass, field

from workers.contract.tables import Column
from workers.tables.asking import ParsedQuestion
from workers.tables.mentions import Mentions, View
from workers.tables.plan import Condition

# What a word is worth that a value accounts for wholly or partly, a column by name or by meaning, and the
# name of the table.
FULL, PARTLY, NAMED, GUESSED, CONTEXT = 3.0, 2.0, 2.0, 1.2, 0.6


@dataclass(slots=True)
class PlanDraft:
    """`taken`: words that are accounted for; `used`: columns of conditions; `unit_column`: where the units of
    what is added up stand row by row."""

    asked: ParsedQuestion
    view: View
    found: Mentions
    taken: set[int] = field(default_factory=set)
    score: float = 0.0
    where: list[Condition] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    unit_column: int | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those of the table."""
        return self.view.columns

    @property
    def free(self) -> set[int]:
        """The words that nothing accounts for yet."""
        return {at for at in range(len(self.asked.words)) if at not in self.taken}

    def add(self, condition: Condition, words: set[int] | frozenset[int], worth: float) -> None:
        """A condition, with the words that it accounts for."""
        self.where.append(condition)
        self.used.add(condition.column)
        self.take(words, worth)

    def take(self, words: set[int] | frozenset[int], worth: float) -> None:
        """Words are accounted for."""
        self.taken |= words
        self.score += worth
