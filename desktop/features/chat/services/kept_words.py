"""What people keep for the chats of a base: questions that are ready to be asked, and right answers."""

import builtins
from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.core.changes import Changes
from desktop.core.entities import Correction
from desktop.core.ports import CorrectionRepository, Publisher, ReadyQuestionRepository
from desktop.core.requests import new_id
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation
from workers.text.folding import key

_MOST_QUESTIONS, _LONGEST = 50, 500


class ReadyQuestions:
    """The list of a base, which a person edits."""

    def __init__(self, rows: ReadyQuestionRepository, publish: Publisher) -> None:
        self._rows, self._publish = rows, publish

    def list(self, base: str) -> builtins.list[str]:
        """In the order in which they were written down."""
        return self._rows.list(base)

    def save(self, base: str, questions: Sequence[str]) -> None:
        """Replace the list: at most 50, each once and of at most 500 characters, without empty ones."""
        kept: dict[str, str] = {}
        for text in (" ".join(question.split())[:_LONGEST] for question in questions):
            if text:
                kept.setdefault(key(text), text)
        self._rows.save(base, builtins.list(kept.values())[:_MOST_QUESTIONS])
        self._publish(Changes(chats_of=frozenset({base})))


class Corrections:
    """Answers that people have put right; which question asks the same is told by the search."""

    def __init__(self, rows: CorrectionRepository, publish: Publisher) -> None:
        self._rows, self._publish = rows, publish

    def list(self, base: str) -> builtins.list[Correction]:
        """The latest first."""
        return self._rows.list(base)

    def get(self, correction: str) -> Correction | None:
        """None for one that was removed since."""
        return self._rows.get(correction)

    def add(
        self,
        base: str,
        question: str,
        answer: str,
        place: Citation | None = None,
        by: str = "",
        wrong: str = "",
    ) -> Correction:
        """The right answer to a question; it takes the place of an earlier one to the same words. Raises BUSY
        without a question or an answer."""
        question, answer = " ".join(question.split()), answer.strip()
        if not question or not answer:
            raise ProblemError(Code.BUSY, "a correction has a question and an answer")
        for known in self._rows.list(base):
            if key(known.question) == key(question):
                self._rows.remove(known.id)
        found = Correction(new_id(), base, question, answer, datetime.now(UTC), place, by.strip(), wrong)
        self._rows.save(found)
        self._publish(Changes(chats_of=frozenset({base})))
        return found

    def remove(self, base: str, correction: str) -> None:
        """The question is answered from the documents again; answers that were given stay."""
        self._rows.remove(correction)
        self._publish(Changes(chats_of=frozenset({base})))

    def restore(self, correction: Correction) -> None:
        """Bring back one that was removed, as it was."""
        self._rows.save(correction)
        self._publish(Changes(chats_of=frozenset({correction.base})))
