"""One step of a summary with the loaded model."""

import re
import time
from collections.abc import Callable
from dataclasses import replace

from workers.answering import summarising
from workers.answering.evidence.meaning import Meaning
from workers.contract.analysis.summary import SummarizeSpec, SummaryStep
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel, Sampling, unheard
from workers.runtime.context import Context
from workers.services.chat.replying import ModelReply
from workers.text import sentences

_STEPS = 1000  # in which progress is told
# What a computer without a card reads takes about as long as the few sentences that it writes of it.
_READING = 0.5


class _Told:
    """How far a step is, reading and writing together."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, done: int, total: int) -> None:
        """`done` of `total` tokens of the prompt."""
        self._tell(_READING * done / max(total, 1))

    def wrote(self, share: float) -> None:
        """About this share of what is usually written; it may become more than that."""
        self._tell(_READING + (1 - _READING) * min(share, 1.0))

    def _tell(self, share: float) -> None:
        self._context.progress("summarizing", int(share * _STEPS), _STEPS, "steps")


def summarize(
    model: LanguageModel,
    spec: SummarizeSpec,
    context: Context,
    closing: Callable[[], bool],
    meaning: Callable[[], Meaning | None],
) -> SummaryStep:
    """What the model says of a stretch, without what nothing in it supports. `closing`: the process ends."""
    messages = summarising.messages(spec, model.count, model.context)
    reply = ModelReply(
        model,
        [TemplateMessage(message.role, message.text) for message in messages],
        spec.sentences * summarising.SENTENCE_TOKENS,
        may_think=False,
        should_stop=lambda: context.stopped or context.cancelled or closing(),
        sampling=Sampling(seed=spec.seed),
    )
    written, began = "", time.perf_counter()
    told = _Told(context)
    model.on_read = told.read
    try:
        for piece in reply.pieces():
            began = began if written else time.perf_counter()
            written += piece
            told.wrote(reply.written / (spec.sentences * summarising.USUAL_TOKENS))
            if len(sentences.split(written)) > spec.sentences:
                break  # the one that has just begun is one too many
    except Aborted:
        pass  # nothing was written yet
    finally:
        model.on_read = unheard
    context.raise_if_cancelled()
    step = summarising.kept(spec, written, meaning)
    return replace(step, words=len(re.findall(r"\w+", written)), seconds=time.perf_counter() - began)
