"""Versions of the bases' instructions: kept in the database, found by the chat."""

import builtins
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.changes import Changes
from desktop.core.exam_entities import Instructions
from desktop.core.ports import InstructionsRepository, Publisher
from desktop.core.requests import new_id
from desktop.features.exam.domain.instruction_versions import DRAFT, WRITTEN
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Shot

# Origins of a version. A draft is what a search tries: an exam can name it, no list shows it.


# Longer texts are cut in the prompt of most models; what a person writes is kept to what they read whole.
LONGEST_TEXT, MOST_SHOTS = 2000, 8


class InstructionsStore:
    """Used by `ChatService`, `InstructionsSearch` and `GuardService`; the only one that writes versions.
    Versions are numbered from 1 upwards, drafts from -1 downwards."""

    def __init__(self, rows: InstructionsRepository, publish: Publisher) -> None:
        self._rows, self._publish = rows, publish

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Instructions]:
        """The latest first, without drafts."""
        return [one for one in self._rows.list(base) if one.origin != DRAFT]

    def drafts(self, base: str) -> builtins.list[Instructions]:
        """What the searches of a base try or tried, in the order of making."""
        found = [one for one in self._rows.list(base) if one.origin == DRAFT]
        return sorted(found, key=lambda one: -one.number)

    def get(self, instructions: str) -> Instructions:
        """A version or a draft; raises INSTRUCTIONS_UNKNOWN."""
        found = self._rows.get(instructions)
        if found is None:
            raise ProblemError(Code.INSTRUCTIONS_UNKNOWN, instructions=instructions)
        return found

    def find(self, base: str, named: str) -> Instructions:
        """By its id or its number, as a person types it; raises INSTRUCTIONS_UNKNOWN."""
        wanted = named.strip()
        for one in self.list(base):
            if wanted in (one.id, str(one.number)):
                return one
        raise ProblemError(Code.INSTRUCTIONS_UNKNOWN, instructions=named)

    def active(self, base: str) -> Instructions | None:
        """What the untrained ways of a base are told now."""
        return next((one for one in self._rows.list(base) if one.active), None)

    # --- what changes ---

    def save(self, instructions: Instructions) -> Instructions:
        """Insert or replace. A number 0 stands for the next free one; returns what was kept."""
        if not instructions.number:
            numbers = [one.number for one in self._rows.list(instructions.base)]
            draft = instructions.origin == DRAFT
            number = min([0, *numbers]) - 1 if draft else max([0, *numbers]) + 1
            instructions = replace(instructions, number=number)
        self._rows.save(instructions)
        self._publish_change(instructions.base)
        return instructions

    def write(self, base: str, text: str, shots: Sequence[Shot] = ()) -> Instructions:
        """A version of the person's own, not active; cut to LONGEST_TEXT characters and MOST_SHOTS. One that
        says the same as an earlier one is that one. The caller sees to it that it says something."""
        text = text.strip()[:LONGEST_TEXT].rstrip()
        kept = tuple(shot for shot in shots if shot.question.strip())[:MOST_SHOTS]
        assert text or kept, "instructions without a word"
        for one in self.list(base):
            if (one.text, one.shots) == (text, kept):
                return one
        return self.save(Instructions(new_id(), base, 0, text, kept, datetime.now(UTC), WRITTEN))

    def activate(self, base: str, instructions: str) -> None:
        """Tell the model these ("" = none) from the next question on. Raises INSTRUCTIONS_UNKNOWN, also for
        those of another base and for drafts."""
        if instructions:
            found = self.get(instructions)
            if found.base != base or found.origin == DRAFT:
                raise ProblemError(Code.INSTRUCTIONS_UNKNOWN, instructions=instructions)
        self._rows.activate(base, instructions)
        self._publish_change(base)

    def remove(self, instructions: str) -> None:
        """Forget a version for good; if it was active, none is. Raises INSTRUCTIONS_UNKNOWN."""
        found = self.get(instructions)
        self._rows.remove(found.id)
        self._publish_change(found.base)

    def sweep(self, drafts: Sequence[Instructions]) -> None:
        """Forget the drafts of a search that has ended; a version with the id of a draft stays."""
        for draft in drafts:
            kept = self._rows.get(draft.id)
            if kept is not None and kept.origin == DRAFT:
                self._rows.remove(draft.id)

    def _publish_change(self, base: str) -> None:
        self._publish(Changes(instructions_of=frozenset({base})))
