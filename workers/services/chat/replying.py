"""The answer in a reply: thoughts are passed over, and cut short when they take too long."""

from collections.abc import Callable, Iterator

from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import LanguageModel, Sampling
from workers.text.thoughts import ThoughtFilter

# Tokens that a model may think before it has to answer, as far as its context leaves room for the answer.
THOUGHT_TOKENS = 512


class ModelReply:
    """One reply of a model. `thoughts` and `written` count its pieces: those that were thought, and those of
    the answer."""

    def __init__(
        self,
        model: LanguageModel,
        messages: list[TemplateMessage],
        max_tokens: int,
        *,
        may_think: bool,
        should_stop: Callable[[], bool],
        sampling: Sampling,
    ) -> None:
        """`max_tokens` of the answer. Without `may_think` thoughts that the template opens are closed at
        once: what an adapter was trained on had none."""
        self._model, self._max_tokens = model, max_tokens
        self._should_stop, self._sampling = should_stop, sampling
        self.prompt = model.encode(messages, thinking=may_think)
        self._filter = ThoughtFilter(model.left_open(messages) if may_think else None)
        self.thoughts = self.written = 0

    def pieces(self, on_thought: Callable[[int], None] = lambda tokens: None) -> Iterator[str]:
        """The answer as it is written; `on_thought` hears how many tokens were thought. Raises as
        `LanguageModel.reply` does."""
        room = self._model.context - len(self.prompt) - self._max_tokens
        limit = max(0, min(THOUGHT_TOKENS, room))
        yield from self._written(self.prompt, limit, on_thought)
        if self._filter.thinking is not None and not self._should_stop():
            yield from self._written(self._model.go_on(self._filter.close()), 0, on_thought)
        if rest := self._filter.finish():
            yield rest

    def _written(self, prompt: list[int], limit: int, on_thought: Callable[[int], None]) -> Iterator[str]:
        """The answer to a prompt, or nothing where it does not end its thoughts within `limit` tokens."""
        thought = written = 0

        def ended() -> bool:
            return self._should_stop() or (self._filter.thinking is not None and thought > limit)

        for piece in self._model.reply(
            prompt, max_tokens=self._max_tokens + limit, should_stop=ended, sampling=self._sampling
        ):
            text = self._filter.feed(piece)
            if self._filter.thinking is not None:
                thought += 1
                self.thoughts += 1
                on_thought(self.thoughts)
            else:
                written += 1
                self.written += 1
            if text:
                yield text
            if written >= self._max_tokens:
                break
