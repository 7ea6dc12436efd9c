"""The chat worker: loads one model and answers questions with it, one after another.

`load` puts a model in (the one before goes out), `ask` puts the question's adapter on or off, streams the
answer's text as `token`, its sources as `marks`, and returns an `Answer`. `stop` ends an answer with what is
there, `cancel` throws it away.
"""

import threading
import time
from pathlib import Path
from typing import Any

from workers.answering.conversation import Exchange
from workers.answering.stream_checker import refusal
from workers.contract.analysis.summary import SummarizeSpec, SummaryStep
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Ask, Message, Start
from workers.contract.specs.answers import Answer, Question
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import LoadResult, LoadSpec
from workers.engines.llama.language_model import LanguageModel, llama_version
from workers.runtime.context import Context
from workers.services.chat.answering import Answering
from workers.services.chat.meaning_source import MeaningSource
from workers.services.chat.reading import Scales, read_ahead
from workers.services.chat.summarising import summarize


def create() -> "ChatWorker":
    """The service of `python -m workers chat`."""
    return ChatWorker()


class ChatWorker:
    """Serves `start(load)` and `ask`; both use the model, so they wait for each other."""

    def __init__(self) -> None:
        self._model: LanguageModel | None = None
        self._loaded: LoadSpec | None = None
        self._result: LoadResult | None = None
        self._closing = threading.Event()
        self._meaning = MeaningSource()
        self._earlier: Exchange | None = None
        self._scales = Scales()

    def versions(self) -> dict[str, str]:
        return {"llama-cpp-python": llama_version()}

    def queue(self, message: Message) -> str:
        """One for all: a model that is loaded and a model that answers are the same memory."""
        return "model"

    def notify(self, message: Message) -> None:
        """No message of this worker stands outside a request."""

    def close(self) -> None:
        """Ends the answer under way; the process gives the memory back."""
        self._closing.set()

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """`ask` gives the answer, `start(load)` the facts of the model, `start(summarize)` a step of a
        summary; raises ValueError for the rest."""
        if isinstance(message, Ask):
            return dict(to_json(self._ask(message.question, context)))
        if isinstance(message, Start) and message.job == Job.LOAD:
            return dict(to_json(self._load(from_json(LoadSpec, message.params), context)))
        if isinstance(message, Start) and message.job == Job.SUMMARIZE:
            return dict(to_json(self._summarize(from_json(SummarizeSpec, message.params), context)))
        raise ValueError(f"chat does not know {message.type}")

    # --- load ------------------------------------------------------------------------------------

    def _load(self, spec: LoadSpec, context: Context) -> LoadResult:
        if self._model and self._result and spec == self._loaded:
            return self._result
        self._unload()
        context.progress("loading", 0, 1, "steps", spec.model)
        begin = time.perf_counter()
        model = LanguageModel(
            Path(spec.path),
            context=spec.context,
            gpu_layers=spec.gpu_layers,
            threads=spec.threads,
            name=spec.model,
        )
        self._model, self._loaded = model, spec
        self._result = LoadResult(
            spec.model, model.context, model.gpu_layers, time.perf_counter() - begin, model.backend
        )
        context.progress("loading", 1, 1, "steps", spec.model)
        return self._result

    def _unload(self) -> None:
        if self._model:
            self._model.close()
        self._model = self._loaded = self._result = self._earlier = None
        self._scales = Scales()

    # --- ask -------------------------------------------------------------------------------------

    def _ask(self, question: Question, context: Context) -> Answer:
        if self._model is None:
            raise ProblemError(Code.NO_MODEL)
        if question.ahead:
            self._model.put_on(_adapter(question), question.strength)
            read_ahead(
                self._model,
                question,
                self._earlier,
                lambda: context.cancelled or self._closing.is_set(),
                self._scales,
            )
            return Answer("", True)
        if question.way.searches and (not question.relevant or not question.passages):
            return refusal(question.passages, question.asked)
        self._model.put_on(_adapter(question), question.strength)
        if question.fresh:
            self._model.forget()
        meaning = self._meaning.of(question.embedder)
        answering = Answering(
            self._model, question, context, self._closing.is_set, meaning, self._earlier, self._scales
        )
        answer = answering.run()
        self._earlier = answering.exchange
        return answer

    def _summarize(self, spec: SummarizeSpec, context: Context) -> SummaryStep:
        if self._model is None:
            raise ProblemError(Code.NO_MODEL)
        self._model.put_on(None)
        meaning = self._meaning.of(spec.embedder)
        return summarize(self._model, spec, context, self._closing.is_set, meaning)


def _adapter(question: Question) -> Path | None:
    """What the question's way puts on the model. Raises ADAPTER_MISSING when a trained way comes without."""
    if not question.way.trained:
        return None
    if not question.adapter:
        raise ProblemError(Code.ADAPTER_MISSING, adapter="")
    return Path(question.adapter)
