"""A chat model as a writer of examples: one reply a draft, in a grammar, with a pause while a chat writes."""

from pathlib import Path

from workers.answering.prompting import PromptMessage
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import Aborted, LanguageModel, Sampling, json_grammar
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.text.thoughts import without

# Room for instructions, shots and one sentence; a closed-book question needs less.
_CONTEXT = 4096


class Writer:
    """Holds one model for a job; `close` gives its memory back."""

    def __init__(
        self, model: str, gpu_layers: int, threads: int, context: Context, throttle: Throttle
    ) -> None:
        self._context, self._throttle = context, throttle
        self._model = LanguageModel(Path(model), context=_CONTEXT, gpu_layers=gpu_layers, threads=threads)

    def close(self) -> None:
        """Frees the model's memory; the writer cannot be used afterwards."""
        self._model.close()

    def write(
        self, messages: list[PromptMessage], *, max_tokens: int, schema: str = "", seed: int = 0,
        temperature: float = 0.0,
    ) -> str:  # fmt: skip
        """The whole reply without thoughts. Raises `RequestCancelled` within a token of a cancel,
        QUESTION_TOO_LONG."""
        self._throttle.wait(self._stopping)
        self._context.raise_if_cancelled()
        tokens = self._model.encode([TemplateMessage(m.role, m.text) for m in messages])
        grammar = json_grammar(schema) if schema else ""
        sampling = Sampling(temperature=temperature, seed=seed, grammar=grammar)
        pieces: list[str] = []
        try:
            for piece in self._model.reply(
                tokens, max_tokens=max_tokens, should_stop=self._stopping, sampling=sampling
            ):
                pieces.append(piece)
                # Between tokens: inside the prompt the other threads of llama.cpp would spin meanwhile.
                self._throttle.wait(self._stopping)
        except Aborted:
            pass
        self._context.raise_if_cancelled()
        return without("".join(pieces))

    def choose(self, messages: list[PromptMessage], words: tuple[str, ...]) -> str:
        """The word that the reply would rather begin with, without thoughts; the first one of two whose first
        tokens are one. Raises `RequestCancelled`, QUESTION_TOO_LONG."""
        self._throttle.wait(self._stopping)
        self._context.raise_if_cancelled()
        said = [TemplateMessage(m.role, m.text) for m in messages]
        try:
            tokens = self._model.encode(said, thinking=False)
            odds = [self._model.odds(tokens, word, words[0], self._stopping) for word in words]
        except Aborted:
            odds = [0.0]
        self._context.raise_if_cancelled()
        return words[odds.index(max(odds))]

    def _stopping(self) -> bool:
        return self._context.cancelled
