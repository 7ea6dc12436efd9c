"""The chat worker: loads one model and answers questions with it, one after another.

`load` puts a model in (the one before goes out), `ask` streams the answer's text as `token`, its sources as
`marks`, and returns an `Answer`. `stop` ends an answer with what is there, `cancel` throws it away.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, KnownProblem
from workers.contract.messages import Ask, Marks, Message, Start, Token
from workers.contract.specs import Answer, Job, LoadResult, LoadSpec, Question, Timings, Way
from workers.engines.chat_template import Message as TemplateMessage
from workers.engines.language_model import Aborted, LanguageModel, Sampling, llama_version
from workers.pipeline import prompting
from workers.pipeline.drafting import Draft, Step, refusal, unmarked
from workers.runtime.context import Context


def create() -> "Chat":
    """The duty of `python -m workers chat`."""
    return Chat()


class Chat:
    """Serves `start(load)` and `ask`; both use the model, so they wait for each other."""

    def __init__(self) -> None:
        self._model: LanguageModel | None = None
        self._loaded: LoadSpec | None = None
        self._result: LoadResult | None = None
        self._closing = threading.Event()

    def versions(self) -> dict[str, str]:
        return {"llama-cpp-python": llama_version()}

    def lane(self, message: Message) -> str:
        return "model"

    def tell(self, message: Message) -> None:
        """No message of this worker stands outside a request."""

    def close(self) -> None:
        """Ends the answer under way; the process gives the memory back."""
        self._closing.set()

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        if isinstance(message, Ask):
            return dict(to_json(self._ask(message.question, context)))
        if isinstance(message, Start) and message.job == Job.LOAD:
            return dict(to_json(self._load(from_json(LoadSpec, message.params), context)))
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
        self._model = self._loaded = self._result = None

    # --- ask -------------------------------------------------------------------------------------

    def _ask(self, question: Question, context: Context) -> Answer:
        if self._model is None:
            raise KnownProblem(Code.NO_MODEL)
        if question.way is Way.DOCUMENTS and (not question.relevant or not question.passages):
            return refusal(question.passages, question.text)
        return _Answering(self._model, question, context, self._closing.is_set).run()


class _Answering:
    """One question on its way to an answer."""

    def __init__(
        self, model: LanguageModel, question: Question, context: Context, closing: Callable[[], bool]
    ) -> None:
        self._model, self._question, self._context = model, question, context
        self._closing = closing
        self._begin = time.perf_counter()
        self._first = 0.0

    def run(self) -> Answer:
        question, model = self._question, self._model
        able = model.facts.parameters >= prompting.REFUSES_FROM
        room = prompting.GPU_CONTEXT_CHARACTERS if model.gpu_layers else prompting.CONTEXT_CHARACTERS
        prompt = prompting.build(question, model.count, model.context, room, may_refuse=able)
        tokens = model.encode([TemplateMessage(m.role, m.text) for m in prompt.messages])
        draft = Draft(prompt.used, question.text, question.way)
        sampling = Sampling(temperature=question.temperature, seed=question.seed)
        self._context.progress("reading", 0, 1, "steps")
        try:
            for piece in model.reply(
                tokens, max_tokens=question.max_tokens, should_stop=self._should_stop, sampling=sampling
            ):
                step = draft.feed(piece)
                self._show(step)
                if not step.go_on:
                    break
        except Aborted:
            pass  # nothing was written yet
        self._context.raise_if_cancelled()
        step, answer = draft.finish(stopped=self._context.stopped)
        self._show(step)
        return self._complete(answer, prompt.left_out, len(tokens))

    def _should_stop(self) -> bool:
        return self._context.stopped or self._context.cancelled or self._closing()

    def _show(self, step: Step) -> None:
        if step.text:
            self._first = self._first or time.perf_counter()
            self._context.send(Token(self._context.request, step.text))
        if step.marks:
            self._context.send(Marks(self._context.request, step.marks.citations, step.marks.sentences))

    def _complete(self, answer: Answer, left_out: int, prompt_tokens: int) -> Answer:
        now = time.perf_counter()
        timings = Timings(
            first_token_s=(self._first or now) - self._begin,
            total_s=now - self._begin,
            prompt_tokens=prompt_tokens,
            tokens=self._model.usage.tokens,
        )
        sentences = unmarked(answer.text) if self._question.way is Way.MODEL else answer.sentences
        return replace(answer, sentences=sentences, timings=timings, left_out=left_out)
