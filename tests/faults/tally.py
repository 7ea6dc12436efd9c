"""What a part of the campaign counts."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(slots=True)
class Tally:
    """`cases` that were run of a `part` (of an `operation`, with a `seed`), and what was `wrong` in which."""

    part: str
    operation: str
    seed: int
    cases: int = 0
    wrong: list[str] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)

    def values(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Tally":
        """The tally that `values` is of."""
        return cls(**{**values, "ends": Counter(values["ends"])})

    def add(self, end: str, wrong: list[str], case: str) -> None:
        """One more case, how it ended, and what was wrong."""
        self.cases += 1
        self.ends[end] += 1
        self.wrong += [f"{case}: {one}" for one in wrong]

    def row(self, minutes: float) -> str:
        """A line of the table in RESULTS.md."""
        ends = ", ".join(f"{end} {count}" for end, count in self.ends.most_common(6))
        return (
            f"| {self.part} | {self.operation} | {self.seed} | {self.cases} | {len(self.wrong)} | {ends} "
            f"| {minutes:.1f} |"
        )
