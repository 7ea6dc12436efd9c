"""What a model reads for a question, as much as this computer reads in the time that a person waits."""

import contextlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from workers.answering import answering_places, prompting, text_requests
from workers.answering.conversation import Exchange, begin_again, continued
from workers.contract.specs.answers import Question
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel
from workers.runtime.context import Context
from workers.text.language import DEFAULT

# Seconds in which a person wants the first word, and one who wants a thorough answer; tokens of
# a question with what the template adds to it.
FIRST_WORD_S, THOROUGH_S = 8.0, 32.0
_QUESTION_TOKENS = 60
_STEPS = 1000  # in which progress is told
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
        tokens = (speed or speed_of(model)) * _seconds(question) - _QUESTION_TOKENS
        texts = "\n".join(passage.text for passage in question.passages[:2])
        room = prompting.budget(tokens, len(texts) / model.count(texts) if texts else _CHARACTERS_A_TOKEN)
    if earlier and (prompt := continued(question, earlier, model.count, model.context, room)):
        return prompt
    return prompting.build(question, model.count, model.context, room, may_refuse=able)


def quotes(model: LanguageModel, question: Question) -> bool:
    """Whether an answer of `model` begins with the places themselves: that of a small one does. One that was
    trained has learnt a form, which nothing is put before; a text that is to be written is no quotation."""
    way = question.way
    small = model.facts.parameters < prompting.READS_WELL_FROM
    found = question.quoted and not text_requests.asks_for_text(question.asked)
    return small and found and way.searches and not way.trained


def odds_of(model: LanguageModel, should_stop: Callable[[], bool]) -> answering_places.Odds:
    """How much rather `model` says one word than another. Raises `Aborted` when told to stop."""

    def odds(messages: Sequence[prompting.PromptMessage], word: str, other: str) -> float:
        said = [TemplateMessage(m.role, m.text) for m in messages]
        return model.odds(model.encode(said, thinking=False), word, other, should_stop)

    return odds


class ReadingProgress:
    """How far a model is with what it reads before the first word: `parts` prompts, one after another; a
    prompt that need not be read counts as read."""

    def __init__(self, context: Context, parts: int) -> None:
        self._context, self._parts = context, max(parts, 1)
        self._part, self._over = 0, True

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` tokens of the prompt that is read now."""
        if self._over:
            self._part += 1  # another prompt begins
        self._over = done >= total
        share = (min(self._part, self._parts) - 1 + done / max(total, 1)) / self._parts
        self._context.progress("reading", round(share * _STEPS), _STEPS, "steps")


class Scales:
    """What the judgement of the loaded model is worth, by language; found once."""

    def __init__(self) -> None:
        self._known: dict[str, answering_places.Scale] = {}

    def texts_for(self, language: str) -> int:
        """How many texts are read to find the scale of a language; 0 where it is known."""
        return 0 if language in self._known else answering_places.texts_of_scale(language or DEFAULT)

    def of(self, language: str, odds: answering_places.Odds) -> answering_places.Scale:
        """The scale for questions of a language."""
        if language not in self._known:
            self._known[language] = answering_places.scale(language or DEFAULT, odds)
        return self._known[language]


def places_in_time(model: LanguageModel, question: Question, speed: float = 0.0) -> int:
    """How many places are read for `question` in the seconds that a person waits. `speed`: as above."""
    tokens = answering_places.PLACE_CHARACTERS / _CHARACTERS_A_TOKEN + _QUESTION_TOKENS
    fitting = int((speed or speed_of(model)) * _seconds(question) / tokens)
    most = answering_places.MOST_THOROUGH if question.thorough else answering_places.MOST
    return min(max(fitting, answering_places.FEWEST), most)


def _seconds(question: Question) -> float:
    return THOROUGH_S if question.thorough else FIRST_WORD_S


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
