"""Conducts a question: search, load the model, ask, take in tokens and marks."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import Correction, MessageState, ModelRecord
from desktop.core.exam_entities import Instructions
from desktop.core.feature_ports import Adapters, Documents, DocumentSearch, InstructionVersions, Models
from desktop.core.future import Future, spawn
from desktop.core.ports import Outcome, Timers, Workers
from desktop.core.requests import CancelledError, new_id, send, settle, start
from desktop.core.training_entities import Adapter
from desktop.features.chat.services.attached_files import AttachedFiles
from desktop.features.chat.services.kept_words import Corrections
from desktop.features.chat.services.passage_finding import PassageFinding
from desktop.settings.store import SettingsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Ask, Marks, Message, Passages, Progress, Stop, Token, Yield
from workers.contract.specs.answers import Answer, Question, Sentence, TableAnswer, Timings
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import LoadSpec
from workers.text.language import DEFAULT

_log = logging.getLogger(__name__)
# `stop` is answered within 0.2 s; a worker that does not is cancelled by the ladder.
_STOP_GRACE_S = 3.0


class AnswerPipeline:
    """Used by `ChatService`. One answer is written at a time, in the order of asking: the model is one."""

    def __init__(
        self,
        workers: Workers,
        search: DocumentSearch,
        documents: Documents,
        models: Models,
        settings: SettingsStore,
        timers: Timers,
        clock: Callable[[], float],
        adapters: Adapters | None = None,
        instructions: InstructionVersions | None = None,
        language: Callable[[], str] = lambda: DEFAULT,
        corrections: Corrections | None = None,
        attached: AttachedFiles | None = None,
    ) -> None:
        self._workers = workers
        self.finding = PassageFinding(search, documents, settings, language, corrections, attached)
        self.adapters, self.instructions = adapters, instructions
        self._models, self._settings, self._timers, self._clock = models, settings, timers, clock
        self._last: AnswerInProgress | None = None
        self._writing: dict[AnswerInProgress, str] = {}  # → the request of `ask`

    def begin(self, running: AnswerInProgress, request: AnswerRequest) -> None:
        """Start; the asking's `finished` tells the end."""
        previous, self._last = self._last, running
        spawn(self._answer(running, request, previous)).then(
            lambda _: None, lambda error: self._failed(running, error)
        )

    def prepare(self, request: AnswerRequest) -> None:
        """A question is being typed: load the model and read what stands before it. What hinders that is told
        when the question is asked."""
        if self._last is None or self._last.is_done():
            spawn(self._prepare(request)).then(lambda _: None, lambda error: _log.info("%r", error))

    async def _prepare(self, request: AnswerRequest) -> None:
        adapter = self._adapter(request) if request.way.trained else None
        await self.load(self._model(request, adapter))
        question = replace(self._question(request, None, adapter), ahead=True)
        if self._last is None or self._last.is_done():
            await send(
                self._workers, Kind.CHAT, lambda identity: Ask(identity, question), lambda message: None
            )

    def stop(self, running: AnswerInProgress) -> None:
        """End an asking with what is written so far."""
        request = self._writing.get(running)
        if request is None:
            running.finish(state=MessageState.STOPPED)
            self.finding.cancel(running)
            return
        self._workers.notify(Kind.CHAT, Stop(request))
        self._timers.after(_STOP_GRACE_S, lambda: self._insist(running, request))

    def _insist(self, running: AnswerInProgress, request: str) -> None:
        if self._writing.get(running) == request:
            self._workers.cancel(Kind.CHAT, request)

    async def _answer(
        self, running: AnswerInProgress, request: AnswerRequest, previous: AnswerInProgress | None
    ) -> None:
        began = self._clock()
        adapter = self._adapter(request) if request.way.trained else None
        record = self._model(request, adapter)
        running.change(model=record.id)
        if adapter is not None:
            running.change(adapter=adapter.id, strength=adapter.strength)
        loading: Future[object] | None = None
        if previous is None or previous.is_done():
            loading = spawn(self.load(record))  # beside the search: neither waits for the other
        passages = await self.finding.find(running, request)
        searched = self._clock() - began
        if previous is not None and not previous.is_done():
            await previous.finished
        if running.is_done():
            return
        if (correction := self.finding.correction(running)) is not None:
            self._corrected(running, correction, self._clock() - began)
            return
        if passages is not None and passages.table is not None:
            self._reckoned(running, passages.table, self._clock() - began)
            return
        running.change("loading")
        await (loading or spawn(self.load(record)))
        if running.is_done():
            return
        running.change("reading")
        await self._ask(running, request, passages, adapter, began, searched)

    def _adapter(self, request: AnswerRequest) -> Adapter:
        """The one asked for, or the one that answers in this base; raises NO_ADAPTER, ADAPTER_MISSING."""
        adapter: Adapter | None = None
        if self.adapters is not None:
            wanted = request.adapter
            adapter = self.adapters.get(wanted) if wanted else self.adapters.active(request.base)
        if adapter is None:
            raise ProblemError(Code.NO_ADAPTER, name=request.base_name)
        if not Path(adapter.path).is_file():
            raise ProblemError(Code.ADAPTER_MISSING, adapter=adapter.name)
        if request.strength is not None:
            adapter = replace(adapter, strength=request.strength)
        return adapter

    def _instructions(self, request: AnswerRequest) -> Instructions | None:
        """Those asked for, or those switched on; a trained model knows the form of its rows alone."""
        if self.instructions is None or request.way.trained or request.instructions == "":
            return None
        if request.instructions is not None:
            return self.instructions.get(request.instructions)
        return self.instructions.active(request.base)

    def _model(self, request: AnswerRequest, adapter: Adapter | None) -> ModelRecord:
        """The model asked for, the adapter's own, or the base's choice. An adapter sits on nothing but the
        weights it was trained on: raises ADAPTER_FOREIGN, and NO_MODEL."""
        wanted = request.model or (adapter.model if adapter is not None else "")
        record = self._models.get(wanted) if wanted else self._models.selected(request.base)
        if record is None:
            raise ProblemError(Code.NO_MODEL)
        if adapter is not None and record.sha256 != adapter.model_sha256:
            raise ProblemError(Code.ADAPTER_FOREIGN, file=adapter.name, model=record.id)
        return record

    async def load(self, record: ModelRecord) -> object:
        """Have the worker hold a model; one that it holds costs nothing. Raises MODEL_MISSING,
        MODEL_DAMAGED."""
        record = await self._models.ensure_sound(record.id)
        values = self._settings.values
        spec = LoadSpec(
            record.id,
            record.path,
            values.context,
            self._settings.card.layers(values.gpu_layers),
            values.threads,
        )
        return await start(self._workers, Kind.CHAT, Job.LOAD, to_json(spec))

    def _question(
        self, request: AnswerRequest, passages: Passages | None, adapter: Adapter | None
    ) -> Question:
        instructions = self._instructions(request)
        read = passages.understood.question if passages else ""
        return Question(
            request.text,
            request.way,
            self.finding.language_of(replace(request, text=read or request.text)),
            request.history,
            passages=passages.passages if passages else (),
            relevant=passages.relevant if passages else True,
            adapter=adapter.path if adapter else "",
            strength=adapter.strength if adapter else 1.0,
            instructions=instructions.text if instructions else "",
            shots=instructions.shots if instructions else (),
            fresh=request.fresh,
            embedder=str(self._models.embedder() or "") if request.way.searches else "",
            read=read if read != request.text else "",
            searched=passages.question if passages else "",
            quoted=self._settings.values.quote_documents,
            thorough=self._settings.values.read_thoroughly,
        )

    async def _ask(
        self,
        running: AnswerInProgress,
        request: AnswerRequest,
        passages: Passages | None,
        adapter: Adapter | None,
        began: float,
        searched: float,
    ) -> None:
        question = self._question(request, passages, adapter)
        if request.attached and not request.way.searches:
            # A file is read whatever the way is.
            question = replace(question, way=AnswerMode.of(searches=True, trained=request.way.trained))
        first: list[float] = []

        def on_message(message: Message) -> None:
            if isinstance(message, Token):
                first.append(self._clock() - began) if not first else None
                running.change("writing", text=running.message.text + message.text)
            elif isinstance(message, Progress) and message.stage == "reading" and message.total:
                running.read_on(message.done / message.total, self._clock())
            elif isinstance(message, Progress) and message.stage == "thinking":
                running.change("thinking")
            elif isinstance(message, Marks):
                running.change(citations=message.citations, sentences=message.sentences)

        self._yield(True)
        identity = new_id()
        self._writing[running] = identity
        pending: Future[dict[str, Any]] = Future()
        try:
            self._workers.request(
                Kind.CHAT,
                Ask(identity, question),
                on_message,
                lambda outcome: self._on_outcome(pending, outcome),
            )
            answer = from_json(Answer, await pending)
        finally:
            del self._writing[running]
            if not self._writing:
                self._yield(False)
        total = self._clock() - began
        timings = replace(
            answer.timings, search_s=searched, first_token_s=first[0] if first else total, total_s=total
        )
        self._note_speed(running, answer)
        running.left_out = answer.left_out
        self._finish(running, answer, timings)

    def _yield(self, busy: bool) -> None:
        """Who works in the background leaves the processor to the answer."""
        for kind in (Kind.KNOWLEDGE, Kind.EXAMPLES):
            self._workers.notify(kind, Yield(busy))

    def _on_outcome(self, pending: Future[dict[str, Any]], outcome: Outcome) -> None:
        settle(pending, outcome)

    def _finish(self, running: AnswerInProgress, answer: Answer, timings: Timings) -> None:
        state = MessageState.COMPLETE if answer.answered else MessageState.REFUSED
        if answer.stopped:
            state = MessageState.STOPPED
        running.finish(
            state=state,
            text=answer.text,
            citations=answer.citations,
            sentences=answer.sentences,
            nearest=answer.nearest,
            read=answer.read,
            timings=timings,
        )

    def _reckoned(self, running: AnswerInProgress, table: TableAnswer, seconds: float) -> None:
        """An answer of tables is whole at once: no model writes it."""
        running.finish(
            state=MessageState.COMPLETE,
            text=table.text,
            model="",
            adapter="",
            citations=table.citations,
            sentences=table.sentences,
            table=table,
            timings=Timings(search_s=seconds, first_token_s=seconds, total_s=seconds),
        )

    def _corrected(self, running: AnswerInProgress, correction: Correction, seconds: float) -> None:
        """An answer that a person has given is whole at once as well."""
        place = (replace(correction.place, number=1),) if correction.place is not None else ()
        sentences = (Sentence(0, len(correction.answer), (1,)),) if place else ()
        running.finish(
            state=MessageState.COMPLETE,
            text=correction.answer,
            model="",
            adapter="",
            citations=place,
            sentences=sentences,
            corrected=correction.id,
            timings=Timings(search_s=seconds, first_token_s=seconds, total_s=seconds),
        )

    def _failed(self, running: AnswerInProgress, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            running.finish(state=MessageState.STOPPED)
            return
        if isinstance(error, ProblemError):
            cause = error.problem
        else:
            _log.error("A question failed", exc_info=error)
            cause = Problem(Code.BUG, detail=repr(error))
        running.finish(state=MessageState.FAILED, code=cause.code.value, problem_params=cause.params)

    def _note_speed(self, running: AnswerInProgress, answer: Answer) -> None:
        """Also of an answer that is quoted or refused: what the model wrote counts, shown or not."""
        wrote = answer.timings
        self._models.note_speed(running.message.model, wrote.words, wrote.write_s, wrote.tokens)
