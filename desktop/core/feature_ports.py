"""What the features need of each other, as Protocols: one a subject, implemented by the service it names."""

import builtins
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from desktop.core.agreement import Agreement
from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import (
    Chat,
    ChatMessage,
    Document,
    FoundMessage,
    JobRecord,
    ModelPurpose,
    ModelRecord,
)
from desktop.core.exam_entities import (
    Activation,
    Exam,
    ExamAnswer,
    ExamQuestion,
    Instructions,
    QuestionCounts,
    Scoreboard,
)
from desktop.core.future import Future
from desktop.core.training_entities import Adapter, Example, ExampleCounts, Run, TuningComponent
from workers.contract.messages import Found, Message, Passages
from workers.contract.specs.bases import BaseRef, ReconcileResult
from workers.contract.specs.jobs import Job
from workers.contract.specs.pages import DocumentOutline, PageView
from workers.contract.specs.search import Filters, Place
from workers.contract.training.checks import ClosedBookResult
from workers.contract.training.tuning import Backends


class Documents(Protocol):
    """`DocumentService`."""

    def list(self, base: str) -> builtins.list[Document]:
        """Documents of a base by path, without those that are being removed."""

    def get(self, base: str, document: str) -> Document | None:
        """By id; None when the base has no such document."""

    def answering(self, base: str) -> int:
        """How many documents a search finds text of."""

    def totals(self, base: str) -> tuple[int, int]:
        """(pages, chunks) that answer questions."""

    def reconcile(self, base: str) -> Future[ReconcileResult]:
        """Let the worker mend its stores and take over what it knows."""

    def ensure_reconciled(self, base: str) -> Future[None]:
        """Settles once the base was compared with its store in this session."""


class DocumentReading(Protocol):
    """`DocumentService`: what has files read."""

    def list(self, base: str) -> builtins.list[Document]:
        """Documents of a base by path, without those that are being removed."""

    def import_paths(self, base: str, paths: Sequence[str | Path]) -> JobRecord:
        """Index files and folders. Raises NOTHING_TO_IMPORT, BASE_UNKNOWN, EMBEDDER_MISSING."""


class SealControl(Protocol):
    """`SecurityService`."""

    @property
    def sealed(self) -> bool:
        """Whether no process at all may open a connection."""

    @property
    def is_fixed(self) -> bool:
        """Whether an administrator has set it."""

    def open_for(self, purpose: str) -> None:
        """Let the worker that gets models use the network until `close_for`."""

    def close_for(self, purpose: str) -> None:
        """What `open_for` allowed is over."""


class Models(Protocol):
    """`ModelRegistry`."""

    def list(self) -> builtins.list[ModelRecord]:
        """Models of the catalogue in its order, then those that the user added."""

    def installed(self, purpose: ModelPurpose) -> builtins.list[ModelRecord]:
        """Those whose file is here."""

    def get(self, model: str) -> ModelRecord:
        """Raises MODEL_UNKNOWN."""

    def selected(self, base: str) -> ModelRecord | None:
        """The chat model of a base; None before one is chosen."""

    def embedder(self) -> Path | None:
        """The folder of the embedding model; None while there is none."""

    def reranker(self) -> Path | None:
        """The folder of the model that ranks passages anew; None while there is none."""

    def is_shared(self, model: ModelRecord) -> bool:
        """Whether it lies in a folder that the administrator shares."""

    def verify(self, model: str) -> Future[ModelRecord]:
        """Compare the file with its hash; settles with the record, READY or DAMAGED."""

    def ensure_sound(self, model: str) -> Future[ModelRecord]:
        """Settles with a model whose file was compared with its hash. Rejects with MODEL_MISSING,
        MODEL_DAMAGED."""

    def note_speed(self, model: str, words: int, seconds: float, tokens: int = 0) -> None:
        """How fast a model wrote on this computer: so many `words`, shown or not, which were so many `tokens`
        (0 = not known), in `seconds` without what it read before."""

    def note_agreement(self, model: str, agreement: Agreement, of: str) -> None:
        """How far a model's marks of the answers `of` agree with people's on this computer."""


class ModelAdding(Protocol):
    """`ModelFetching`: takes files of the user's."""

    def add(self, path: Path | str) -> Future[ModelRecord]:
        """Take a GGUF file among the models. Rejects with what is wrong with it."""


class Answers(Protocol):
    """`ChatService`: answers outside the chats."""

    @property
    def writing(self) -> Mapping[str, AnswerInProgress]:
        """What is being written for people now, by chat."""

    def put(self, request: AnswerRequest) -> AnswerInProgress:
        """Answer a request; nothing is kept. It gives way to a person's question."""

    def work(
        self,
        base: str,
        job: Job,
        params: dict[str, Any],
        model: str = "",
        on_message: Callable[[Message], None] = lambda message: None,
    ) -> Future[dict[str, Any]]:
        """Have the worker of the chat do a job with the model of a base, or another one. A person's question
        goes first: the job is then called off, and done again from its beginning, also for `on_message`.
        Rejects with NO_MODEL."""


class Chats(Protocol):
    """`ChatService`: conversations to read."""

    def list(self, base: str) -> builtins.list[Chat]:
        """Chats of a base, the most recently used first."""

    def messages(self, chat: str) -> builtins.list[ChatMessage]:
        """In the order of the conversation; an answer being written is as long as it is now."""


class ChatFinding(Protocol):
    """`ChatFinder`."""

    def prepare(self, base: str) -> None:
        """Read the words of the messages of a base that were not read yet, by and by."""

    def find(
        self, base: str, terms: Sequence[Sequence[str]], typed: str, most: int
    ) -> builtins.list[FoundMessage]:
        """The latest messages that hold each of the words, given by their terms, in any form; the last word
        `typed` may go on."""


class Adapters(Protocol):
    """`AdapterService`."""

    def list(self, base: str) -> builtins.list[Adapter]:
        """The latest first."""

    def find(self, adapter: str) -> Adapter | None:
        """Also one of another base."""

    def get(self, adapter: str) -> Adapter:
        """Raises ADAPTER_UNKNOWN."""

    def active(self, base: str) -> Adapter | None:
        """The one that the trained ways of a base answer with."""

    def saw(self, base: str, documents: Iterable[str]) -> builtins.list[Adapter]:
        """Adapters that were trained on rows from any of these documents (ids)."""

    def ensure(self, base: str, adapter: str) -> None:
        """Raises ADAPTER_UNKNOWN, ADAPTER_MISSING for what cannot answer in this base."""

    def activate(self, base: str, adapter: str) -> None:
        """Answer with this adapter in the trained ways ("" = with none)."""

    def set_strength(self, adapter: str, strength: float) -> None:
        """How much the adapter changes the model: 0 = not at all, 1 = as trained."""


class TrainingRegistry(Protocol):
    """The registry of training runs, as others see it."""

    def made_models(self) -> dict[str, Run]:
        """The models that came of training all weights, by id, with their runs."""


class AdapterGuards(Protocol):
    """`GuardService`: an adapter answers only after an exam that shows no fall, or on somebody's word."""

    def answer_with(
        self, base: str, adapter: str, strength: float | None = None, override_by: str = ""
    ) -> None:
        """Answer with an adapter, and choose the way that does. Raises EXAM_NEEDED, EXAM_WORSE unless
        `override_by` names who answers for it; ADAPTER_UNKNOWN, ADAPTER_MISSING."""

    def use_adapter(self, base: str, adapter: str) -> Activation:
        """Answer with an adapter ("" = with none) in the trained ways; raises as `answer_with`."""

    def set_strength(self, adapter: str, strength: float) -> None:
        """Let an adapter speak more or less; raises what `answer_with` raises."""

    def roll_back(self, base: str, kind: str) -> Activation | None:
        """Undo the last switching of that kind (ADAPTER, INSTRUCTIONS); None when there is none."""

    def undoable(self, base: str, kind: str) -> Activation | None:
        """The switching that `roll_back` would undo."""

    def sweep(self, base: str, adapter: str) -> Exam:
        """Begin an exam of one adapter at several strengths."""

    def proposed(self, adapter: str) -> tuple[float, str] | None:
        """The best strength by the last such exam, with that exam."""


class Exams(Protocol):
    """`ExamRunner`."""

    def list(self, base: str) -> builtins.list[Exam]:
        """The latest first."""

    def get(self, exam: str) -> Exam:
        """Raises EXAM_UNKNOWN."""

    def latest(self, base: str) -> Exam | None:
        """The last exam that was held to its end."""


class ExamMarks(Protocol):
    """`ExamResults`."""

    def answers(self, exam: str) -> builtins.list[ExamAnswer]:
        """All answers of an exam so far, with their marks."""

    def table(self, exam: str) -> Scoreboard:
        """Raises EXAM_UNKNOWN."""


class InstructionVersions(Protocol):
    """`InstructionsStore`."""

    def list(self, base: str) -> builtins.list[Instructions]:
        """The latest first, without drafts."""

    def get(self, instructions: str) -> Instructions:
        """Raises INSTRUCTIONS_UNKNOWN."""

    def active(self, base: str) -> Instructions | None:
        """What the model is told in a base now."""


class ExamQuestions(Protocol):
    """`QuestionRows`."""

    def all(self, base: str) -> dict[str, ExamQuestion]:
        """By id, quick ones too; not to be changed."""

    def get(self, base: str, row: str) -> ExamQuestion:
        """Raises QUESTION_UNKNOWN."""

    def counts(self, base: str) -> QuestionCounts:
        """How many there are in which state, quick ones left out."""


class Examples(Protocol):
    """`ExampleRows`: the rows that train."""

    def list(self, base: str) -> builtins.list[Example]:
        """Examples of a base by number, in any state."""

    def counts(self, base: str) -> ExampleCounts:
        """How many there are in which state."""

    def approved(self, base: str) -> builtins.list[Example]:
        """Those that train, by number."""

    def data_hash(self, base: str) -> str:
        """sha256 (hex) of the approved texts, whatever their order."""


class TrainingPlans(Protocol):
    """`TuningPlanner`."""

    def closed_book_probe(self, base: str) -> Future[ClosedBookResult]:
        """Ask the model what it knows of the approved rows by itself."""

    def known_closed_book(self, base: str) -> ClosedBookResult | None:
        """What `closed_book_probe` has said of these rows and the base's model; None = not asked yet."""


class TrainingComponent(Protocol):
    """`ComponentService`."""

    @property
    def known_backends(self) -> Backends | None:
        """What `backends` has said of the component as it is now."""

    def state(self) -> TuningComponent:
        """What is installed now; looks at the disk."""

    def backends(self) -> Future[Backends]:
        """Who could train here; asked once in a session. Rejects with TUNING_MISSING."""


class DocumentSearch(Protocol):
    """`SearchService`."""

    def search(
        self,
        base: str,
        question: str,
        k: int = 10,
        previous: str = "",
        filters: Filters | None = None,
        language: str = "",
        *,
        reckon: bool = False,
        gather: bool = False,
        literal: bool = False,
        shown: tuple[str, ...] = (),
        explain: Place | None = None,
        corrected: tuple[str, ...] = (),
        typing: bool = False,
    ) -> Future[Passages]:
        """The best `k` passages; `previous` is the question before, for follow-ups, `language` that of the
        question ("" = by its letters); `reckon`: tables are asked as well; `gather`: what stands
        around the best passages comes along; `literal`: as it was typed, whatever its words;
        `shown`: documents that the answer before is from; `explain`: a report comes along, with what
        became of this place; `corrected`: questions of which the same one is looked for; `typing`: the
        question is not finished, places come at once."""


class AttachedPages(Protocol):
    """`AttachedFiles`: files that were read for one question."""

    def holds(self, document: str) -> str:
        """Path of a document that is one of these files; "" for any other."""

    async def ref_of(self, document: str) -> BaseRef | None:
        """Where a document that is one of these files is kept, once those that are being read are; None for
        any other."""


class Pages(Protocol):
    """`PageService`."""

    def describe(self, base: str, document: str) -> Future[DocumentOutline]:
        """What a document is made of."""

    def draw(self, base: str, document: str, page: int, width: int) -> Future[PageView]:
        """Page number `page` (from 1), `width` pixels wide, with the places of its words."""

    def part(
        self, base: str, document: str, part: tuple[int, int], quote: tuple[int, int] = (0, 0)
    ) -> Future[PageView]:
        """The stored text between two offsets, of a sheet as rows, with the cells that hold the quote."""

    def find(self, base: str, document: str, words: str) -> Future[Found]:
        """Where words stand in the document."""

    def path_of(self, document: str) -> str:
        """Path of a document that is in no base; "" of any other."""
