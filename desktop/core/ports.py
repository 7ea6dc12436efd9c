"""What the services need from the world, as Protocols; `storage`, `processes`, `settings` implement them."""

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from desktop.core.changes import Changes
from desktop.core.entities import (
    Chat,
    ChatMessage,
    Correction,
    Document,
    Folder,
    JobRecord,
    KnowledgeBase,
    ModelRecord,
)
from desktop.core.exam_entities import Activation, Exam, ExamAnswer, Instructions
from desktop.core.review.rows import PassageRecord, R, Review
from desktop.core.training_entities import Adapter, Run, RunEvent, RunPoint
from workers.contract.codes import Problem
from workers.contract.messages import Message
from workers.contract.specs.jobs import Kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request to a worker ended: a pure function of (terminal message, exit of the process).
    `state` is "succeeded", "cancelled" or "failed" (then `problem` is set)."""

    state: str
    result: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    resumable: bool = False


class Workers(Protocol):
    """The worker processes. A request starts its kind when it does not run; never blocks."""

    def request(
        self,
        kind: Kind,
        message: Message,
        on_message: Callable[[Message], None],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        """Send a message that carries a `request` id; every message with that id goes to `on_message`, and
        `on_outcome` is called exactly once, also when the process dies."""

    def notify(self, kind: Kind, message: Message) -> None:
        """Send a message without an answer (`stop`, `yield`) if the kind runs; otherwise do nothing."""

    def cancel(self, kind: Kind, request: str) -> None:
        """Cancel by the ladder: message, grace of the kind, terminate the group, kill the group."""

    def is_running(self, kind: Kind) -> bool:
        """Whether the process exists, also while it starts or ends."""

    def unload(self, kind: Kind) -> None:
        """Shut one kind down (frees its memory); it starts again with the next request."""


class Paths(Protocol):
    """Folders of the product (see desktop/paths.py)."""

    @property
    def data(self) -> Path:
        """The folder of the database and of everything that is kept, as bases, models and adapters."""

    @property
    def models(self) -> Path:
        """Model files, a folder a model."""

    @property
    def bases(self) -> Path:
        """The stores of the knowledge bases, a folder a base."""

    @property
    def downloads(self) -> Path:
        """Files that are not whole yet; on the same disk as `models`."""

    @property
    def pages(self) -> Path:
        """A cache of rendered pages, which may be emptied at any time."""

    @property
    def logs(self) -> Path:
        """Log files of the window and of the workers."""

    @property
    def resources(self) -> Path:
        """Read-only files that the product ships with."""

    def base_folder(self, base: str) -> Path:
        """The folder that the worker `knowledge` owns for one base (an id)."""


class Timers(Protocol):
    """The clock of the event loop."""

    def after(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        """Call `act` once, later; returns what calls it off."""


class BaseRepository(Protocol):
    """Knowledge bases."""

    def list(self) -> list[KnowledgeBase]:
        """Oldest first."""

    def get(self, base: str) -> KnowledgeBase | None:
        """By id; None for an unknown one."""

    def by_name(self, name: str) -> KnowledgeBase | None:
        """By the exact name, which no two bases share; None when no base has it."""

    def save(self, base: KnowledgeBase) -> None:
        """Insert or replace."""

    def remove(self, base: str) -> None:
        """With its documents, chats, messages, jobs."""


class DocumentRepository(Protocol):
    """Documents of the bases."""

    def list(self, base: str) -> list[Document]:
        """Documents of one base by path."""

    def get(self, document: str) -> Document | None:
        """By id; None for an unknown one."""

    def save(self, documents: Sequence[Document]) -> None:
        """Insert or replace, in one transaction."""

    def remove(self, documents: Sequence[str]) -> None:
        """Delete the rows of these ids, unknown ones ignored; the files stay."""


class FolderRepository(Protocol):
    """Folders of the bases."""

    def list(self) -> list[Folder]:
        """Of all bases, by path."""

    def save(self, folder: Folder) -> None:
        """Insert or replace."""

    def remove(self, base: str, path: str) -> None:
        """Delete the row; the folder stays."""


class JobRepository(Protocol):
    """Durable work."""

    def list(self, unfinished_only: bool = False) -> list[JobRecord]:
        """Oldest first; `unfinished_only` leaves out jobs that have succeeded, failed or been cancelled."""

    def get(self, job: str) -> JobRecord | None:
        """By id; None for an unknown one."""

    def save(self, job: JobRecord) -> None:
        """Insert or replace."""

    def remove(self, jobs: Sequence[str]) -> None:
        """Delete the rows of these ids, in one transaction."""

    def interrupt_running(self) -> Sequence[JobRecord]:
        """At start-up: RUNNING and QUEUED become INTERRUPTED; returns them."""


class ChatRepository(Protocol):
    """Chats with their messages and citations."""

    def list(self, base: str) -> list[Chat]:
        """Chats of one base, the most recently used first."""

    def get(self, chat: str) -> Chat | None:
        """By id; None for an unknown one."""

    def save(self, chat: Chat) -> None:
        """Insert or replace title and times; messages are saved one by one."""

    def remove(self, chat: str) -> None:
        """With its messages and their citations."""

    def messages(self, chat: str) -> Sequence[ChatMessage]:
        """Of all branches, in the order in which they were begun, each with its citations."""

    def save_message(self, message: ChatMessage) -> None:
        """Insert as the latest of its chat, or replace it where it stands."""

    def remove_message(self, message: str) -> None:
        """With its citations."""

    def stop_writing(self) -> None:
        """At start-up: WRITING becomes STOPPED (the text written so far stays)."""

    def draft(self, base: str, chat: str) -> str:
        """What is typed and not sent in a chat ("" = in a new one)."""

    def save_draft(self, base: str, chat: str, text: str) -> None:
        """Insert or replace; "" removes it."""


class ReadyQuestionRepository(Protocol):
    """Questions that bases offer in an empty chat."""

    def list(self, base: str) -> builtins.list[str]:
        """In their order."""

    def save(self, base: str, questions: Sequence[str]) -> None:
        """Replace all of a base."""


class CorrectionRepository(Protocol):
    """Answers that people have put right."""

    def list(self, base: str) -> builtins.list[Correction]:
        """Of a base, the latest first."""

    def get(self, correction: str) -> Correction | None:
        """By id; None for an unknown one."""

    def save(self, correction: Correction) -> None:
        """Insert or replace."""

    def remove(self, correction: str) -> None:
        """Delete the row, if there is one."""


class ModelRepository(Protocol):
    """Models of this computer."""

    def list(self) -> list[ModelRecord]:
        """By id."""

    def get(self, model: str) -> ModelRecord | None:
        """By id; None for an unknown one."""

    def save(self, model: ModelRecord) -> None:
        """Insert or replace."""

    def remove(self, model: str) -> None:
        """Delete the row; the model's file stays."""


class RowRepository(Protocol[R]):
    """Rows of one kind that people review, the decisions about them, and the passages they were made from."""

    def list(self, base: str) -> builtins.list[R]:
        """By number."""

    def save(
        self,
        rows: Sequence[R],
        passages: Sequence[PassageRecord] = (),
        reviews: Sequence[Review[R]] = (),
    ) -> None:
        """Insert or replace rows and passages, keep new decisions and which ones were taken back, in one
        transaction."""

    def remove(self, rows: Sequence[str], chunks: Sequence[PassageRecord] = ()) -> None:
        """Forget rows and passages, in one transaction; decisions stay."""

    def passages(self, base: str) -> Sequence[PassageRecord]:
        """Those that rows were made from."""

    def last_action(self, base: str) -> Sequence[Review[R]]:
        """All decisions of the last action that was not taken back."""


class RunRepository(Protocol):
    """Training runs with their curves and journals."""

    def list(self, base: str = "") -> list[Run]:
        """Of a base (all bases for ""), the latest first."""

    def get(self, run: str) -> Run | None:
        """By id; None for an unknown one."""

    def save(self, run: Run) -> None:
        """Insert or replace the run; its curve and its journal are kept apart."""

    def remove(self, run: str) -> None:
        """With its curve and its journal."""

    def points(self, run: str) -> Sequence[RunPoint]:
        """The learning curve, by step."""

    def save_points(self, run: str, points: Sequence[RunPoint], drop_after: int = -1) -> None:
        """Insert or replace; first forget the points after step `drop_after`, when it is not -1."""

    def events(self, run: str) -> Sequence[RunEvent]:
        """The journal, oldest first."""

    def add_event(self, run: str, event: RunEvent) -> None:
        """Append to the journal."""


class AdapterRepository(Protocol):
    """Adapters of the bases."""

    def list(self, base: str = "") -> list[Adapter]:
        """Of a base (all bases for ""), the latest first."""

    def get(self, adapter: str) -> Adapter | None:
        """By id, of any base; None for an unknown one."""

    def save(self, adapter: Adapter) -> None:
        """Insert or replace."""

    def activate(self, base: str, adapter: str) -> None:
        """Make one the active one of its base ("" = none), in one transaction."""

    def remove(self, adapter: str) -> None:
        """Delete the row; the adapter's file stays."""


class ExamRepository(Protocol):
    """Exams of the bases and their answers."""

    def list(self, base: str = "") -> list[Exam]:
        """Exams of a base (all bases for ""), the latest first."""

    def get(self, exam: str) -> Exam | None:
        """By id; None for an unknown one."""

    def save(self, exam: Exam) -> None:
        """Insert or replace the exam; its answers are kept apart."""

    def remove(self, exam: str) -> None:
        """With its answers."""

    def answers(self, exam: str) -> Sequence[ExamAnswer]:
        """All answers so far, by candidate and question."""

    def save_answers(self, answers: Sequence[ExamAnswer]) -> None:
        """Insert or replace, in one transaction."""


class InstructionsRepository(Protocol):
    """Versions of the bases' instructions, and what was switched on when."""

    def list(self, base: str) -> list[Instructions]:
        """The latest first."""

    def get(self, instructions: str) -> Instructions | None:
        """By id, of any base; None for an unknown one."""

    def save(self, instructions: Instructions) -> None:
        """Insert or replace one version."""

    def activate(self, base: str, instructions: str) -> None:
        """Make one the active one of its base ("" = none), in one transaction."""

    def remove(self, instructions: str) -> None:
        """Delete one version; what was switched on when stays."""

    def activations(self, base: str) -> Sequence[Activation]:
        """In the order of switching."""

    def add_activation(self, activation: Activation) -> None:
        """Append to what was switched on in its base."""


class Publisher(Protocol):
    """The one channel that tells the screens what changed."""

    def __call__(self, changes: Changes) -> None: ...
