"""Instructions of a base: written by hand, found by a search, removed. The guards switch them on."""

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.core.entities import JobRecord
from desktop.core.exam_entities import ExamAnswer, ExamQuestion, Instructions
from desktop.core.requests import new_id
from desktop.features.exam.services.instructions_search import InstructionsSearch
from desktop.features.exam.services.instructions_store import WRITTEN, InstructionsStore
from workers.contract.exam import Mark
from workers.contract.specs import Shot

MINUTES = 20.0
# Longer texts are cut in the prompt of most models; what a person writes is kept to what they read whole.
LONGEST_TEXT, MOST_SHOTS = 2000, 8
_SEED = 3407


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of the other half, answered without (`before`) and with the instructions (`after`)."""

    question: ExamQuestion
    before: ExamAnswer
    after: ExamAnswer

    @property
    def fixed(self) -> bool:
        """Right with them alone."""
        return self.after.mark is Mark.RIGHT and self.before.mark is not Mark.RIGHT

    @property
    def broken(self) -> bool:
        """Right without them alone."""
        return self.before.mark is Mark.RIGHT and self.after.mark is not Mark.RIGHT


class InstructionsService:
    """Made by the application; `recover` is called once at start-up."""

    def __init__(self, store: InstructionsStore, search: InstructionsSearch) -> None:
        self._store, self._search = store, search

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Instructions]:
        """Versions of a base, the latest first."""
        return self._store.list(base)

    def get(self, instructions: str) -> Instructions:
        """Raises INSTRUCTIONS_UNKNOWN."""
        return self._store.get(instructions)

    def find(self, base: str, named: str) -> Instructions:
        """A version by its id or number; raises INSTRUCTIONS_UNKNOWN."""
        return self._store.find(base, named)

    def active(self, base: str) -> Instructions | None:
        """What the model is told now."""
        return self._store.active(base)

    def searches(self, base: str) -> builtins.list[JobRecord]:
        """The searches of a base, in the order of beginning; the result of one that succeeded is
        `{instructions: id or "" (nothing did better), tried, rounds, exam}`."""
        return self._search.jobs(base)

    def judged(self, instructions: str) -> builtins.list[Judged]:
        """What the search's judging put to both, by number; questions removed since are left out. Raises
        INSTRUCTIONS_UNKNOWN."""
        version = self._store.get(instructions)
        found = self._search.judged(version)
        return [Judged(question, before, after) for question, before, after in found]

    # --- what the user does ---

    def write(self, base: str, text: str, shots: Sequence[Shot] = ()) -> Instructions:
        """A version of the person's own, not active; cut to LONGEST_TEXT characters and MOST_SHOTS. One that
        says the same as an earlier one is that one. The caller sees to it that it says something."""
        text = text.strip()[:LONGEST_TEXT].rstrip()
        kept = tuple(shot for shot in shots if shot.question.strip())[:MOST_SHOTS]
        assert text or kept, "instructions without a word"
        for one in self._store.list(base):
            if (one.text, one.shots) == (text, kept):
                return one
        return self._store.save(Instructions(new_id(), base, 0, text, kept, datetime.now(UTC), WRITTEN))

    def search(self, base: str, minutes: float = MINUTES, seed: int = _SEED) -> JobRecord:
        """Begin a search, or go on with the one there is: durable work whose result is a new version, not
        active. Raises BASE_UNKNOWN, NO_QUESTIONS, TOO_FEW_QUESTIONS (each half needs some), NO_MODEL."""
        return self._search.begin(base, minutes, seed)

    def remove(self, instructions: str) -> None:
        """For good. Raises INSTRUCTIONS_UNKNOWN."""
        self._store.remove(instructions)

    # --- what happens by itself ---

    def recover(self) -> None:
        """At start-up: what searches that ended have left behind."""
        self._search.recover()
