"""A chat model in a GGUF file, on llama.cpp.

Works on llama-cpp-python's C interface: its `Llama` class copies all logits of every token into numpy
(a fifth of a small model's time) and cannot be stopped while it reads the prompt. One process, one model,
one conversation at a time; used by `workers/services/chat/service.py` from one thread.
"""

import codecs
import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as llama

from workers.contract.codes import Code, ProblemError
from workers.contract.memory import BATCH
from workers.contract.system_memory import system_memory
from workers.engines.computer import physical_cores
from workers.engines.gguf import gguf_file
from workers.engines.llama import ggml_library, llama_backends, model_memory
from workers.engines.llama.chat_template import (
    ChatTemplate,
    Segment,
    TemplateError,
    TemplateMessage,
    fallback,
)
from workers.engines.llama.llama_adapters import LoadedAdapters
from workers.engines.llama.llama_devices import gpus
from workers.engines.llama.sampling import Sampling as Sampling
from workers.engines.llama.sampling import json_grammar as json_grammar
from workers.engines.llama.sampling import sampler
from workers.text import thoughts

# The time of fewer tokens says little of a model's speed.
MEASURED_FROM = 64
_GREEDY = Sampling()
# Of natural logarithms of probabilities: between words so near to each other rounding decides. Of a sound
# adapter of 26 steps on numbers by chance 57 of 69 words are the first choice, and all lie within .22 of it;
# without the adapter 11, and 15.
_NEAR_TIE = 0.25


class Aborted(Exception):
    """The prompt was not read to its end because `should_stop` said so."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts and times of one reply. `reused`: prompt tokens that were still in the cache."""

    prompt_tokens: int = 0
    reused: int = 0
    tokens: int = 0
    first_token_s: float = 0.0
    write_s: float = 0.0
    finished: bool = False


def unheard(done: int, total: int) -> None:
    """Nobody asks how far reading is."""


def llama_version() -> str:
    """The version of the installed llama-cpp-python."""
    return str(llama.__version__)


class LanguageModel:
    """A loaded model with its context. Raises `ProblemError`: MODEL_MISSING, NOT_A_MODEL, MODEL_DAMAGED,
    MODEL_UNSUPPORTED (nothing of these reaches llama.cpp), ENGINE_UNUSABLE (tried), NO_MEMORY (need, free in
    bytes)."""

    def __init__(
        self, path: Path, *, context: int = 0, gpu_layers: int = -1, threads: int = 0, name: str = ""
    ) -> None:
        if not path.is_file():
            raise ProblemError(Code.MODEL_MISSING, model=name or path.name)
        self.facts = gguf_file.inspect(path)
        quiet()
        self.context = model_memory.fit_context(self.facts, context, on_cards=gpu_layers != 0)
        self.threads = threads or physical_cores()
        self._tokens: list[int] = []
        self._context: Any = None
        self._model: Any = None
        self._should_stop: Callable[[], bool] = lambda: False
        self._abort = llama.ggml_abort_callback(lambda _data: self._should_stop())
        layers = model_memory.layers_on_cards(self.facts, self.context, gpu_layers)
        self.gpu_layers = self._open(path, layers, name or path.name)
        self.backend = gpus()[0].backend if self.gpu_layers and gpus() else "CPU"
        self._vocabulary = llama.llama_model_get_vocab(self._model)
        self._memory = llama.llama_get_memory(self._context)
        self._adapters = LoadedAdapters(self._model, self._context, path)
        self._piece = ctypes.create_string_buffer(512)
        self._template = self._make_template()
        self._marks = self._thought_marks()
        self.usage = Usage()
        # Told, batch by batch, how many tokens of a prompt are read, of those that have to be.
        self.on_read: Callable[[int, int], None] = unheard
        # Prompt tokens a second, as last measured; 0 = nothing long enough was read yet.
        self.reading_speed = 0.0

    # --- loading ---------------------------------------------------------------------------------

    def _open(self, path: Path, layers: int, name: str) -> int:
        """Load with `layers` on the cards, with fewer whenever that fails; returns how many there are."""
        while True:
            if self._try_open(path, layers):
                return layers
            if layers == 0:
                break
            layers //= 2
        if self._loaded_weights:
            need = model_memory.needed(self.facts, self.context)
            raise ProblemError(Code.NO_MEMORY, need=need, free=system_memory().available)
        raise ProblemError(Code.MODEL_DAMAGED, model=name)

    def _try_open(self, path: Path, layers: int) -> bool:
        llama.llama_backend_init()
        model_parameters = llama.llama_model_default_params()
        model_parameters.n_gpu_layers = layers
        proved = llama_backends.restrict(model_parameters)
        self._loaded_weights = False
        self._model = llama.llama_model_load_from_file(str(path).encode("utf-8"), model_parameters)
        del proved  # llama.cpp has copied it
        if not self._model:
            return False
        self._loaded_weights = True
        parameters = llama.llama_context_default_params()
        parameters.n_ctx = self.context
        parameters.n_batch = parameters.n_ubatch = BATCH
        parameters.n_threads = parameters.n_threads_batch = self.threads
        parameters.no_perf = True
        # Layers with a window keep no more than it; `_read` looks whether what it goes on from is there.
        parameters.swa_full = False
        self._context = llama.llama_init_from_model(self._model, parameters)
        if not self._context:
            llama.llama_model_free(self._model)
            self._model = None
            return False
        return True

    def close(self) -> None:
        """Give all memory back; the object is of no use afterwards."""
        if self._context:
            self._adapters.close()
            self._template.close()
        if self._context:
            llama.llama_free(self._context)
        if self._model:
            llama.llama_model_free(self._model)
        self._context = self._model = None
        self._tokens = []

    def put_on(self, adapter: Path | None, strength: float = 1.0) -> None:
        """Answer with an adapter from now on, scaled by `strength` (0…1); None takes it off. Adapters once
        read are kept, so a change costs a millisecond and the cached prompt. Raises `ProblemError`:
        ADAPTER_MISSING, ADAPTER_DAMAGED, ADAPTER_FOREIGN; then the one before stays on."""
        if self._adapters.put_on(adapter, strength):
            self.forget()

    def _make_template(self) -> ChatTemplate:
        bos, eos = self._token_text(llama.llama_vocab_bos), self._token_text(llama.llama_vocab_eos)
        own = self.facts.template
        return ChatTemplate(own, bos, eos) if own else self._fallback_template()

    def _thought_marks(self) -> dict[int, bytes]:
        """Control tokens that are shown in a reply, since its thoughts are told by them."""
        found = {mark: self._tokenize(mark, control=True) for mark in thoughts.MARKS}
        return {tokens[0]: mark.encode() for mark, tokens in found.items() if len(tokens) == 1}

    def _fallback_template(self) -> ChatTemplate:
        bos, eos = self._token_text(llama.llama_vocab_bos), self._token_text(llama.llama_vocab_eos)
        return ChatTemplate(fallback(lambda text: len(self._tokenize(text, control=True)) == 1), bos, eos)

    def _token_text(self, which: Callable[[Any], int]) -> str:
        token = which(llama.llama_model_get_vocab(self._model))
        if token < 0:
            return ""
        return bytes(llama.llama_vocab_get_text(llama.llama_model_get_vocab(self._model), token)).decode(
            "utf-8", "replace"
        )

    # --- tokens ----------------------------------------------------------------------------------

    def count(self, text: str) -> int:
        """Tokens of plain text."""
        return len(self._tokenize(text, control=False))

    def encode(self, messages: list[TemplateMessage], *, thinking: bool = False) -> list[int]:
        """The tokens of a conversation up to where the reply begins (see `ChatTemplate.render`)."""
        tokens: list[int] = []
        for segment in self._segments(messages, thinking):
            tokens += self._tokenize(segment.text, control=segment.control)
        return self._begun(tokens)

    def left_open(self, messages: list[TemplateMessage]) -> thoughts.Opened | None:
        """The thoughts that a conversation opens for the model, where its template does."""
        last = self._segments(messages, thinking=True)[-1]
        return thoughts.left_open(last.text) if last.control else None

    def go_on(self, text: str) -> list[int]:
        """The tokens of all that was read and written last, and of a text of control tokens behind it."""
        return [*self._tokens, *self._tokenize(text, control=True)]

    def encode_text(self, prompt: str) -> list[int]:
        """The tokens of a prompt that is in the model's template already, control tokens read as such."""
        return self._begun(self._tokenize(prompt, control=True))

    def _begun(self, tokens: list[int]) -> list[int]:
        """With the token that begins a text, where the model wants one and the template has none."""
        bos = llama.llama_vocab_bos(self._vocabulary)
        if llama.llama_vocab_get_add_bos(self._vocabulary) and bos >= 0 and tokens[:1] != [bos]:
            return [bos, *tokens]
        return tokens

    def _segments(self, messages: list[TemplateMessage], thinking: bool) -> list[Segment]:
        try:
            return self._template.render(messages, thinking=thinking)
        except TemplateError as error:
            sys.stderr.write(f"the model's chat template is not used: {error}\n")
            self._template.close()
            self._template = self._fallback_template()
            return self._template.render(messages, thinking=thinking)

    def _tokenize(self, text: str, *, control: bool) -> list[int]:
        raw = text.encode("utf-8", "replace")
        vocabulary = llama.llama_model_get_vocab(self._model)
        room = len(raw) + 8
        buffer = (llama.llama_token * room)()
        count = llama.llama_tokenize(vocabulary, raw, len(raw), buffer, room, False, control)
        if count < 0:
            buffer = (llama.llama_token * -count)()
            count = llama.llama_tokenize(vocabulary, raw, len(raw), buffer, -count, False, control)
        return list(buffer[: max(0, count)])

    # --- writing ---------------------------------------------------------------------------------

    def reply(
        self,
        prompt: list[int],
        *,
        max_tokens: int,
        should_stop: Callable[[], bool] = lambda: False,
        sampling: Sampling = _GREEDY,
    ) -> Iterator[str]:
        """Pieces of the reply as they are written, each whole UTF-8 text. Ends at the model's own end, at
        `max_tokens`, at the end of the context, or when `should_stop` says so (asked from this thread at
        each token and, through llama.cpp, inside the prompt: within some hundredths of a second).
        Raises `Aborted` for a stop before the first token. Afterwards `usage` tells what it took."""
        begin = time.perf_counter()
        self.usage = Usage(len(prompt))
        reused = self._read(prompt, should_stop)
        read = time.perf_counter()
        self._note_speed(len(prompt) - reused, read - begin)
        count, finished, first = 0, False, read
        self.usage = Usage(len(prompt), reused)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        chain = sampler(self._vocabulary, sampling)
        end, is_end = min(max_tokens, self.context - len(prompt)), llama.llama_vocab_is_eog
        one = (llama.llama_token * 1)()
        # One batch object serves all tokens: it points at `one`.
        batch = llama.llama_batch_get_one(one, 1)
        try:
            while count < end and not should_stop():
                token = llama.llama_sampler_sample(chain, self._context, -1)
                if count == 0:
                    first = time.perf_counter()
                count += 1
                if is_end(self._vocabulary, token):
                    finished = True
                    break
                if piece := decoder.decode(self._bytes_of(token)):
                    yield piece
                one[0] = token
                if llama.llama_decode(self._context, batch) != 0:
                    self.forget()
                    break
                self._tokens.append(token)
            if rest := decoder.decode(b"", final=True):
                yield rest
        finally:
            llama.llama_sampler_free(chain)
            now = time.perf_counter()
            self.usage = Usage(len(prompt), reused, count, first - begin, now - read, finished)

    def agreement(
        self, prompt: list[int], text: str, should_stop: Callable[[], bool] = lambda: False
    ) -> tuple[int, int]:
        """(agreed, asked): of the tokens of `text` written after `prompt`, how many are this model's own
        greedy choice after the same beginning, or as good as that. Raises `Aborted` when told to stop."""
        chain = sampler(self._vocabulary, _GREEDY)
        tokens = self._tokenize(text, control=False)[: max(0, self.context - len(prompt) - 1)]
        try:
            self._read(prompt, should_stop)
            agreed = 0
            for at, token in enumerate(tokens):
                chosen = llama.llama_sampler_sample(chain, self._context, -1)
                logits = llama.llama_get_logits_ith(self._context, -1)
                agreed += float(logits[chosen]) - float(logits[token]) <= _NEAR_TIE
                if at + 1 < len(tokens):
                    self._read([*prompt, *tokens[: at + 1]], should_stop)
        finally:
            llama.llama_sampler_free(chain)
        return agreed, len(tokens)

    def odds(
        self, prompt: list[int], word: str, other: str, should_stop: Callable[[], bool] = lambda: False
    ) -> float:
        """How much rather a reply to `prompt` begins with `word` than with `other`: the difference of the
        natural logarithms of their first tokens' probabilities. Raises `Aborted` when told to stop."""
        begin = time.perf_counter()
        reused = self._read(prompt, should_stop)
        self._note_speed(len(prompt) - reused, time.perf_counter() - begin)
        logits = llama.llama_get_logits_ith(self._context, -1)
        first, second = (self._tokenize(text, control=False)[0] for text in (word, other))
        return float(logits[first]) - float(logits[second])

    def warm(self, prompt: list[int], should_stop: Callable[[], bool] = lambda: False) -> None:
        """Read a prompt into the cache without writing (the system text, while the user still types)."""
        begin = time.perf_counter()
        reused = self._read(prompt, should_stop)
        self._note_speed(len(prompt) - reused, time.perf_counter() - begin)

    def _note_speed(self, tokens: int, seconds: float) -> None:
        if tokens >= MEASURED_FROM and seconds > 0:
            speed = tokens / seconds
            self.reading_speed = (self.reading_speed + speed) / 2 if self.reading_speed else speed

    def forget(self) -> None:
        """Empty the cache of keys and values."""
        llama.llama_memory_clear(self._memory, True)
        self._tokens = []

    def _read(self, prompt: list[int], should_stop: Callable[[], bool]) -> int:
        """Evaluate `prompt` and return how many of its tokens were in the cache already."""
        if len(prompt) >= self.context:
            raise ProblemError(Code.QUESTION_TOO_LONG, tokens=len(prompt), limit=self.context)
        keep = self._common(prompt)
        if not llama.llama_memory_seq_rm(self._memory, 0, keep, -1):
            # Recurrent models cannot go back to the middle of what they have read.
            self.forget()
            keep = 0
        if keep and not self._window_is_there(keep):
            self.forget()
            keep = 0
        self._tokens = prompt[:keep]
        self._should_stop = should_stop
        # Only here: a callback at every node of the graph would cost a writing model 5 % of its speed.
        llama.llama_set_abort_callback(self._context, self._abort, None)
        try:
            for at in range(keep, len(prompt), BATCH):
                part = prompt[at : at + BATCH]
                array = (llama.llama_token * len(part))(*part)
                stopped = should_stop()
                status = (
                    2
                    if stopped
                    else llama.llama_decode(self._context, llama.llama_batch_get_one(array, len(part)))
                )
                if status != 0:
                    self.forget()
                    if status == 2 or should_stop():
                        raise Aborted
                    raise RuntimeError(f"llama_decode: {status}")
                self._tokens += part
                self.on_read(min(at + BATCH, len(prompt)) - keep, len(prompt) - keep)
        finally:
            llama.llama_set_abort_callback(self._context, llama.ggml_abort_callback(), None)
        return keep

    def _window_is_there(self, keep: int) -> bool:
        """Whether layers with a sliding window still have all that the token after the first `keep` sees."""
        if not self.facts.window:
            return True
        oldest = int(llama.llama_memory_seq_pos_min(self._memory, 0))
        return 0 <= oldest <= max(0, keep - self.facts.window + 1)

    def _common(self, prompt: list[int]) -> int:
        """Tokens at the start that are already in the cache; the last one is always read again, since its
        logits choose the first word."""
        limit = min(len(self._tokens), len(prompt) - 1)
        return next((i for i in range(limit) if self._tokens[i] != prompt[i]), max(0, limit))

    def _bytes_of(self, token: int) -> bytes:
        if token in self._marks:
            return self._marks[token]
        size = llama.llama_token_to_piece(self._vocabulary, token, self._piece, len(self._piece), 0, False)
        if size < 0:
            self._piece = ctypes.create_string_buffer(-size)
            size = llama.llama_token_to_piece(self._vocabulary, token, self._piece, -size, 0, False)
        return self._piece.raw[: max(0, size)]


def quiet() -> None:
    """Have llama.cpp write errors to stderr and nothing else, and load what it works with; before its first
    call. Raises `ProblemError` ENGINE_UNUSABLE (tried): no engine computes rightly on this computer."""
    ggml_library.errors_only()
    llama_backends.load()
