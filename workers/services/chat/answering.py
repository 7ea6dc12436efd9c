"""One question of the chat worker: prompt, reply, checked sentences, streamed."""

import contextlib
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import psutil

from workers.answering import answering_places, prompting
from workers.answering.conversation import Exchange, begin_again, continued
from workers.answering.evidence.meaning import Meaning
from workers.answering.quoted_reply import QuotedReply
from workers.answering.stream_checker import Step, StreamChecker, refusal, unmarked
from workers.contract.messages import Marks, Token
from workers.contract.specs import Answer, Question, Timings
from workers.engines.llama.chat_template import Message as TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel, Sampling
from workers.runtime.context import Context
from workers.services.chat.replying import Reply
from workers.text.language import DEFAULT

# Seconds in which a person wants the first word, and tokens of a question with what the template adds to it.
FIRST_WORD_S = 8.0
_QUESTION_TOKENS = 60
# Prompt tokens a second of a model of a billion parameters, before it is measured: two threads, a card.
_SPEED, _CARD_SPEED = 110.0, 3000.0
# Two questions that share no beginning: what their prompts share stands before any question.
_UNLIKE = ("1", "a")
# Where a passage tells nothing of it.
_CHARACTERS_A_TOKEN = 3.0


def prompt_for(
    model: LanguageModel, question: Question, speed: float = 0.0, earlier: Exchange | None = None
) -> prompting.Prompt:
    """What `model` reads for a question. `speed`: prompt tokens a second (0 = as measured here); `earlier`:
    what it answered last, to go on from."""
    able = model.facts.parameters >= prompting.READS_WELL_FROM
    room = prompting.CONTEXT_CHARACTERS
    if not question.fresh:
        tokens = (speed or speed_of(model)) * FIRST_WORD_S - _QUESTION_TOKENS
        texts = "\n".join(passage.text for passage in question.passages[:2])
        room = prompting.budget(tokens, len(texts) / model.count(texts) if texts else _CHARACTERS_A_TOKEN)
    if earlier and (prompt := continued(question, earlier, model.count, model.context, room)):
        return prompt
    return prompting.build(question, model.count, model.context, room, may_refuse=able)


def quotes(model: LanguageModel, question: Question) -> bool:
    """Whether an answer of `model` begins with the places themselves: that of a small one does. One that was
    trained has learnt a form, which nothing is put before."""
    way = question.way
    small = model.facts.parameters < prompting.READS_WELL_FROM
    return small and question.quoted and way.searches and not way.trained


def odds_of(model: LanguageModel, should_stop: Callable[[], bool]) -> answering_places.Odds:
    """How much rather `model` says one word than another. Raises `Aborted` when told to stop."""

    def odds(messages: Sequence[prompting.PromptMessage], word: str, other: str) -> float:
        said = [TemplateMessage(m.role, m.text) for m in messages]
        return model.odds(model.encode(said, thinking=False), word, other, should_stop)

    return odds


class Scales:
    """What the judgement of the loaded model is worth, by language; found once."""

    def __init__(self) -> None:
        self._known: dict[str, answering_places.Scale] = {}

    def of(self, language: str, odds: answering_places.Odds) -> answering_places.Scale:
        """The scale for questions of a language."""
        if language not in self._known:
            self._known[language] = answering_places.scale(language or DEFAULT, odds)
        return self._known[language]


def places_in_time(model: LanguageModel, speed: float = 0.0) -> int:
    """How many places are read in the seconds that a person waits."""
    tokens = answering_places.PLACE_CHARACTERS / _CHARACTERS_A_TOKEN + _QUESTION_TOKENS
    fitting = int((speed or speed_of(model)) * FIRST_WORD_S / tokens)
    return min(max(fitting, answering_places.FEWEST), answering_places.MOST)


def read_ahead(
    model: LanguageModel,
    question: Question,
    earlier: Exchange | None,
    should_stop: Callable[[], bool],
    scales: Scales,
) -> None:
    """Read what every question of this chat begins with, while the next one is still typed, or find out how
    the model judges. `earlier`: see `prompt_for`."""
    if quotes(model, question):
        with contextlib.suppress(Aborted):
            scales.of(question.language, odds_of(model, should_stop))
        return
    prompts = []
    for text in _UNLIKE:
        asked = replace(question, text=text, ahead=False)
        begun = begin_again(asked, earlier) if earlier else None
        prompt = begun or prompt_for(model, asked).messages
        prompts.append(model.encode([TemplateMessage(m.role, m.text) for m in prompt]))
    shared = [
        one for one, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(*prompts, strict=False))
    ]
    if shared:
        with contextlib.suppress(Aborted):
            model.warm(shared, should_stop)


def speed_of(model: LanguageModel) -> float:
    """Prompt tokens a second: as measured, else what such a computer usually reads."""
    if model.reading_speed:
        return model.reading_speed
    size = max(model.facts.parameters / 1e9, 0.1)
    return (_CARD_SPEED if model.gpu_layers else _SPEED * model.threads / 2) / size


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
        question, model = self._question, self._model
        if quotes(model, question):
            return self._quoted()
        prompt = prompt_for(model, question, earlier=self._earlier)
        draft = StreamChecker(prompt.used, question.asked, question.way, self._meaning)
        return self._written(prompt, draft)

    def _quoted(self) -> Answer:
        """An answer that begins with the places themselves; a refusal where none answers."""
        question, model = self._question, self._model
        self._context.progress("reading", 0, 1, "steps")
        odds = odds_of(model, self._should_stop)
        try:
            scale = self._scales.of(question.language, odds)
            choice = answering_places.choose(question, odds, scale, places_in_time(model))
        except Aborted:
            self._context.raise_if_cancelled()
            return Answer("", True, stopped=True)
        read = tuple(one.window.passage.chunk for one in choice.judged)
        if choice.quoted is None:
            refused = refusal([one.window.passage for one in choice.judged], question.asked)
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
        reply = Reply(
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
        return self._complete(answer, prompt, reply)

    def _should_stop(self) -> bool:
        return self._context.stopped or self._context.cancelled or self._closing()

    def _show(self, step: Step) -> None:
        if step.text:
            self._first = self._first or time.perf_counter()
            self._context.send(Token(self._context.request, step.text))
        if step.marks:
            self._context.send(Marks(self._context.request, step.marks.citations, step.marks.sentences))

    def _complete(self, answer: Answer, prompt: prompting.Prompt, reply: Reply) -> Answer:
        now = time.perf_counter()
        timings = Timings(
            first_token_s=(self._first or now) - self._begin,
            total_s=now - self._begin,
            prompt_tokens=len(reply.prompt),
            tokens=reply.written if reply.thoughts else self._model.usage.tokens,
            memory=psutil.Process().memory_info().rss,
        )
        sentences = answer.sentences if self._question.way.searches else unmarked(answer.text)
        read = tuple(passage.chunk for passage in prompt.used)
        return replace(answer, sentences=sentences, timings=timings, left_out=prompt.left_out, read=read)
