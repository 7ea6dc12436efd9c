"""One question of the chat worker: prompt, reply, checked sentences, streamed."""

import re
import time
from collections.abc import Callable
from dataclasses import replace

import psutil

from workers.answering import answering_places, prompting
from workers.answering.conversation import Exchange
from workers.answering.evidence.meaning import Meaning
from workers.answering.quoted_reply import QuotedReply
from workers.answering.stream_checker import CheckedPiece, StreamChecker, refusal, unmarked
from workers.contract.messages import Marks, Token
from workers.contract.specs.answers import Answer, Question, Timings
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel, Sampling, unheard
from workers.runtime.context import Context
from workers.services.chat.reading import ReadingProgress, Scales, odds_of, places_in_time, prompt_for, quotes
from workers.services.chat.replying import ModelReply


class Answering:
    """One question on its way to an answer."""

    def __init__(
        self,
        model: LanguageModel,
        question: Question,
        context: Context,
        closing: Callable[[], bool],
        meaning: Callable[[], Meaning | None] = lambda: None,
        earlier: Exchange | None = None,
        scales: Scales | None = None,
    ) -> None:
        """`meaning`: see `Checker`; `earlier`: see `prompt_for`; `scales`: those of the model."""
        self._scales = scales or Scales()
        self._model, self._question, self._context = model, question, context
        self._closing, self._meaning, self._earlier = closing, meaning, earlier
        self.exchange: Exchange | None = None
        self._begin = time.perf_counter()
        self._first = 0.0

    def run(self) -> Answer:
        """The answer, with everything that is shown of it sent as it comes."""
        try:
            return self._answer()
        finally:
            self._model.on_read = unheard

    def _answer(self) -> Answer:
        question, model = self._question, self._model
        if quotes(model, question):
            return self._quoted()
        prompt = prompt_for(model, question, earlier=self._earlier)
        model.on_read = ReadingProgress(self._context, 1)
        draft = StreamChecker(prompt.used, question.asked, question.way, self._meaning)
        return self._written(prompt, draft)

    def _quoted(self) -> Answer:
        """An answer that begins with the places themselves; a refusal where none answers."""
        question, model = self._question, self._model
        self._context.progress("reading", 0, 1, "steps")
        odds = odds_of(model, self._should_stop)
        try:
            expected = min(places_in_time(model, question), len(question.passages))
            texts = expected + 1 + self._scales.texts_for(question.language)
            model.on_read = ReadingProgress(self._context, texts)
            scale = self._scales.of(question.language, odds)
            # Only now is the speed known, where it is the first question.
            choice = answering_places.choose(question, odds, scale, places_in_time(model, question))
        except Aborted:
            self._context.raise_if_cancelled()
            return Answer("", True, stopped=True)
        read = tuple(one.window.passage.chunk for one in choice.judged)
        if choice.quoted is None:
            nearest = [one.window.passage for one in choice.judged] or question.passages
            refused = refusal(nearest, question.asked)
            return replace(refused, read=read)
        best = choice.judged[0].window
        prompt = prompting.build(question, model.count, model.context, windows=[best])
        draft = QuotedReply(choice.quoted, prompt.used, question, self._meaning)
        self._show(draft.begin())
        return replace(self._written(prompt, draft), read=read)

    def _written(self, prompt: prompting.Prompt, draft: StreamChecker | QuotedReply) -> Answer:
        question, model = self._question, self._model
        written = ""
        sampling = Sampling(temperature=question.temperature, seed=question.seed)
        reply = ModelReply(
            model,
            [TemplateMessage(m.role, m.text) for m in prompt.messages],
            question.max_tokens,
            may_think=not question.way.trained,
            should_stop=self._should_stop,
            sampling=sampling,
        )
        self._context.progress("reading", 0, 1, "steps")
        try:
            for piece in reply.pieces(lambda tokens: self._context.progress("thinking", tokens, 0, "steps")):
                written += piece
                step = draft.feed(piece)
                self._show(step)
                if not step.go_on:
                    break
        except Aborted:
            pass  # nothing was written yet
        self._context.raise_if_cancelled()
        step, answer = draft.finish(stopped=self._context.stopped)
        self._show(step)
        if not isinstance(draft, QuotedReply):
            # What was quoted is chosen anew for each question, and soon read: nothing is gone on from.
            self.exchange = Exchange(question, prompt, written, answer.text)
        return self._complete(answer, prompt, reply, len(re.findall(r"\w+", written)))

    def _should_stop(self) -> bool:
        return self._context.stopped or self._context.cancelled or self._closing()

    def _show(self, step: CheckedPiece) -> None:
        if step.text:
            self._first = self._first or time.perf_counter()
            self._context.send(Token(self._context.request, step.text))
        if step.marks:
            self._context.send(Marks(self._context.request, step.marks.citations, step.marks.sentences))

    def _complete(self, answer: Answer, prompt: prompting.Prompt, reply: ModelReply, words: int) -> Answer:
        now = time.perf_counter()
        timings = Timings(
            first_token_s=(self._first or now) - self._begin,
            total_s=now - self._begin,
            prompt_tokens=len(reply.prompt),
            tokens=reply.written if reply.thoughts else self._model.usage.tokens,
            memory=psutil.Process().memory_info().rss,
            words=words,
            write_s=self._model.usage.write_s,
        )
        sentences = answer.sentences if self._question.way.searches else unmarked(answer.text)
        read = tuple(passage.chunk for passage in prompt.used)
        return replace(answer, sentences=sentences, timings=timings, left_out=prompt.left_out, read=read)
