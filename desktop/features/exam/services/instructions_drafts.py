"""What a search tries, as drafts in the database: ready-made wordings, sets of examples, texts the model
writes from its own mistakes, and the best text together with the best examples."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from desktop.core.exam_entities import ExamAnswer, ExamQuestion, Instructions
from desktop.features.exam.domain import instruction_candidates
from desktop.features.exam.domain.instruction_versions import DRAFT
from desktop.features.exam.services.instructions_store import InstructionsStore
from workers.contract.exam import Mark
from workers.contract.specs.answers import Shot
from workers.contract.specs.bases import NAMESPACE

# Mistakes shown to the model at once: more of them, and a small model writes about the questions.
_MISTAKES = 3
_LONGEST_MISTAKE = 300


class InstructionsDrafts:
    """Used by the search. The id of a draft follows from the exam and its place in it, so that making them
    again after a kill doubles nothing."""

    def __init__(self, store: InstructionsStore, prompts: Path) -> None:
        self._store, self._prompts = store, prompts

    def of(self, exam: str, base: str) -> list[Instructions]:
        """All drafts of an exam."""
        return [draft for draft in self._store.drafts(base) if draft.exam == exam]

    def begin(
        self, exam: str, base: str, examples: Sequence[ExamQuestion], language: str, *, documents: bool
    ) -> list[Instructions]:
        """The drafts known from the start, texts and sets of examples in turn: when time is short the first
        ones alone are tried."""
        name = "wordings_documents" if documents else "wordings_model"
        texts = [(f"wording {n}", text) for n, text in enumerate(self._prompt(language, name).splitlines())]
        sets = enumerate(instruction_candidates.shot_sets(examples))
        shown = [(f"examples {n}", shots) for n, shots in sets]
        drafts: list[Instructions] = []
        for wording, example in zip_longest(texts, shown):
            if wording is not None:
                drafts.append(self._draft(exam, base, wording[0], text=wording[1]))
            if example is not None:
                drafts.append(self._draft(exam, base, example[0], shots=example[1]))
        return drafts

    def written(self, exam: str, base: str, place: int) -> Instructions | None:
        """What the model wrote earlier; without text when that was of no use."""
        identity = _identity(exam, f"written {place}")
        return next((draft for draft in self._store.drafts(base) if draft.id == identity), None)

    def keep_written(
        self, exam: str, base: str, place: int, text: str, language: str, known: Sequence[ExamQuestion]
    ) -> Instructions:
        """Keep what the model wrote, or that it was of no use."""
        usable = instruction_candidates.usable(text, language, known)
        return self._draft(exam, base, f"written {place}", text=usable)

    def request(self, language: str, mistakes: Sequence[tuple[ExamQuestion, ExamAnswer]]) -> str:
        """What the model is asked, to write instructions against mistakes it has made."""
        frame, refused = self._prompt(language, "failure"), self._prompt(language, "refused")
        shown = [
            frame.format(
                question=question.text.question,
                answer=(answer.text or refused)[:_LONGEST_MISTAKE],
                right=(question.text.answer or refused)[:_LONGEST_MISTAKE],
            )
            for question, answer in mistakes[:_MISTAKES]
        ]
        return self._prompt(language, "write_instructions").format(failures="\n\n".join(shown))

    def combined(self, exam: str, base: str, text: Instructions, shots: Instructions) -> Instructions:
        """The text of one with the examples of another."""
        slot = f"combined {text.id} {shots.id}"
        return self._draft(exam, base, slot, text=text.text, shots=shots.shots)

    def sweep(self, exam: str, base: str) -> None:
        """Forget the drafts of an exam; the one that became a version stays."""
        self._store.sweep(self.of(exam, base))

    def _draft(
        self, exam: str, base: str, slot: str, *, text: str = "", shots: tuple[Shot, ...] = ()
    ) -> Instructions:
        identity = _identity(exam, slot)
        there = next((draft for draft in self._store.drafts(base) if draft.id == identity), None)
        if there is not None:
            return there
        now = datetime.now(UTC)
        return self._store.save(Instructions(identity, base, 0, text.strip(), shots, now, DRAFT, exam=exam))

    def _prompt(self, language: str, name: str) -> str:
        return (self._prompts / language / f"{name}.txt").read_text(encoding="utf-8").strip()


def mistakes(
    questions: Sequence[ExamQuestion], answers: dict[str, ExamAnswer]
) -> list[list[tuple[ExamQuestion, ExamAnswer]]]:
    """Questions answered badly, in two groups where there are both: what was said wrongly, and what was
    refused or invented."""
    pairs = [(question, answers[question.id]) for question in questions if question.id in answers]
    wrong = [pair for pair in pairs if pair[1].mark in (Mark.WRONG, Mark.PARTLY)]
    other = [pair for pair in pairs if pair[1].mark in (Mark.REFUSED, Mark.INVENTED)]
    return [group for group in (wrong, other) if group]


def _identity(exam: str, slot: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"instructions\n{exam}\n{slot}"))
