"""What a person keeps for the chats of the base: ready questions, right answers, and instructions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import ASSISTANT, USER, ChatMessage, Correction
from desktop.core.feature_ports import DocumentSearch, InstructionVersions
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.chat.services.kept_words import Corrections, ReadyQuestions
from desktop.features.chat.viewmodels.replies import as_citation
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.messages import Passages
from workers.contract.specs.answers import Citation

_PLACES = 5


@dataclass(frozen=True, slots=True)
class Offers:
    """Where else a right answer goes: to the exam (by whom it is approved), to the training examples. Both
    raise `ProblemError`."""

    exam: Callable[[Correction, str], object]
    example: Callable[[Correction], object]


@dataclass(frozen=True, slots=True)
class Mistake:
    """An answer that is wrong: its question as it was read, its words, the places to choose from."""

    question: str
    wrong: str
    places: tuple[Citation, ...]


class KeptModel(OfCurrentBase, ProblemReporter, QObject):
    """Signals: `changed` the lists of the base are others; `places([Citation])` were found for a right
    answer; `message(sentence)`."""

    changed = Signal()
    places = Signal(list)
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        chats: ChatService,
        ready: ReadyQuestions,
        corrections: Corrections,
        instructions: InstructionVersions,
        search: DocumentSearch,
        settings: SettingsStore,
        offers: Offers,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._chats = bases, chats
        self._ready, self._corrections = ready, corrections
        self._instructions, self._search, self._settings = instructions, search, settings
        self._offers, self._asked = offers, ""
        self._drafts: dict[tuple[str, str], str] = {}  # right answers that were typed and not kept
        listen(publisher, self, self._on_changes)

    # --- ready questions ---

    def ready_questions(self) -> list[str]:
        """Questions that an empty chat offers."""
        return self._ready.list(self.base) if self.base else []

    def save_ready_questions(self, questions: Sequence[str]) -> None:
        """Replace them."""
        if self.base:
            self._ready.save(self.base, questions)

    # --- instructions ---

    def instructions(self) -> tuple[str, str]:
        """(what the model is told in this base, what its exam showed); "" where there is none."""
        active = self._instructions.active(self.base) if self.base else None
        if active is None:
            return "", ""
        if not active.asked:
            return active.text, self.tr("They have not been examined.")
        words = self.tr("Their exam: %1 right answers of %3, %2 without them.")
        return active.text, fill(words, active.right, active.right_before, active.asked)

    # --- right answers ---

    def corrections(self) -> list[Correction]:
        """Right answers that people have given, the latest first."""
        return self._corrections.list(self.base) if self.base else []

    def correction(self, identity: str) -> Correction | None:
        """None for one that was removed."""
        return self._corrections.get(identity) if identity else None

    def remove_correction(self, correction: str) -> None:
        """Answer its question from the documents again."""
        self._corrections.remove(self.base, correction)

    def restore_correction(self, correction: Correction) -> None:
        """Undo `remove_correction`."""
        self._corrections.restore(correction)

    @property
    def reviewer(self) -> str:
        """Who signs decisions; "" = nobody was asked yet."""
        return self._settings.values.reviewer

    def mistake(self, chat: str, message: str) -> Mistake | None:
        """What is to be put right; None when the answer is gone, and (with a message) when it is about files
        of its question alone: the same words ask something else of other files."""
        rows = self._chats.messages(chat)
        at = next((i for i, row in enumerate(rows) if row.id == message and row.role == ASSISTANT), 0)
        if at == 0 or rows[at - 1].role != USER:
            return None
        if rows[at - 1].attached:
            self.message.emit(
                self.tr("Answers about files of one question are not kept for other questions.")
            )
            return None
        question = whole_question(rows[at - 1], rows[at], rows[: at - 1])
        return Mistake(question, rows[at].text, rows[at].citations or rows[at].nearest)

    def draft(self, mistake: Mistake) -> str:
        """What was typed as the right answer before, and not kept."""
        return self._drafts.get((mistake.question, mistake.wrong), "")

    def keep_draft(self, mistake: Mistake, answer: str) -> None:
        """Have the words there when the answer is put right later; "" forgets them."""
        self._drafts[mistake.question, mistake.wrong] = answer

    def find_places(self, question: str, answer: str) -> None:
        """Look for places where the right answer to a question stands; `places` tells them."""
        self._asked = answer = answer.strip()
        if not answer or not self.base:
            self.places.emit([])
            return
        self._search.search(self.base, f"{question} {answer}", k=_PLACES, literal=True).then(
            lambda found: self._found(answer, found), self.report_problem
        )

    def put_right(
        self, mistake: Mistake, answer: str, place: Citation | None, by: str, *, exam: bool, example: bool
    ) -> bool:
        """Keep the right answer, and offer it to the exam and to the examples; False when it could not be."""
        by = " ".join(by.split())
        if by and by != self.reviewer:
            self._settings.change(reviewer=by)

        def keep() -> None:
            kept = self._corrections.add(self.base, mistake.question, answer, place, by, mistake.wrong)
            if exam and by:
                self._offers.exam(kept, by)
            if example:
                self._offers.example(kept)

        return self.attempt(keep)

    def _found(self, answer: str, found: Passages) -> None:
        if answer == self._asked:
            self.places.emit([as_citation(passage) for passage in found.passages])

    def _on_changes(self, changes: Changes) -> None:
        if self.base in changes.chats_of | changes.instructions_of or changes.bases:
            self.changed.emit()


def whole_question(asked: ChatMessage, answer: ChatMessage, earlier: Sequence[ChatMessage]) -> str:
    """A question that goes on from another one is kept as the whole question that was searched, or behind the
    other one where no rule completes it: alone it asks many things."""
    read = answer.understood
    if not read.completed:
        return asked.text
    if read.question.strip() != asked.text.strip():
        return read.question
    before = next((row.text for row in reversed(earlier) if row.role == USER), "")
    return f"{before} {asked.text}".strip()
