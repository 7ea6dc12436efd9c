"""One step of a summary with the loaded model."""

import re
import time
from collections.abc import Callable
from dataclasses import replace

from workers.answering import summarising
from workers.answering.evidence.meaning import Meaning
from workers.contract.analysis.summary import SummarizeSpec, SummaryStep
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel, Sampling
from workers.runtime.context import Context
from workers.services.chat.replying import ModelReply
from workers.text import sentences


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
    try:
        for piece in reply.pieces():
            began = began if written else time.perf_counter()
            written += piece
            if len(sentences.split(written)) > spec.sentences:
                break  # the one that has just begun is one too many
    except Aborted:
        pass  # nothing was written yet
    context.raise_if_cancelled()
    step = summarising.kept(spec, written, meaning)
    return replace(step, words=len(re.findall(r"\w+", written)), seconds=time.perf_counter() - began)
