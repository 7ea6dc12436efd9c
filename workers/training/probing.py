"""The trained model answers a few questions itself, for a comparison with the chat and its adapter."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from workers.contract.codec import to_json
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.tuning import Backend, Probe
from workers.files import write_whole
from workers.runtime.context import Context
from workers.training.backends import Loaded
from workers.training.examples import Encoder

MOST_TOKENS = 64


def probe(
    loaded: Loaded,
    rows: Sequence[ExampleText],
    path: Path,
    on_progress: Callable[[int], None],
    tokens: int = MOST_TOKENS,
) -> None:
    """Answer the questions of `rows` greedily, `tokens` at most each, and write Probe lines to `path`.
    `on_progress` hears how many are done; what it raises ends the work."""
    encoder = Encoder(loaded.tokenizer)
    model = ready(loaded)
    lines = []
    for done, row in enumerate(rows):
        on_progress(done)
        answer = _answer(model, encoder, loaded.tokenizer, row, tokens, partial(on_progress, done))
        lines.append(json.dumps(to_json(Probe(encoder.prompt(row), answer)), ensure_ascii=False) + "\n")
    write_whole(path, "".join(lines), private=True)


def answer_tokens(loaded: Loaded, row: ExampleText, tokens: int, context: Context) -> int:
    """Answer one question with `tokens` tokens at most; returns how many came (for the dry run)."""
    encoder = Encoder(loaded.tokenizer)
    made = [0]

    def on_token() -> None:
        made[0] += 1
        context.raise_if_cancelled()

    _answer(ready(loaded), encoder, loaded.tokenizer, row, tokens, on_token)
    return made[0]


def lengths(loaded: Loaded, rows: Sequence[ExampleText]) -> list[int]:
    """Tokens of the answers of rows, with the end of the turn."""
    encoder = Encoder(loaded.tokenizer)
    return [encoder.encode(row).answer for row in rows]


def ready(loaded: Loaded) -> Any:
    """The model switched from training to answering."""
    if loaded.backend in (Backend.UNSLOTH_CUDA, Backend.UNSLOTH_CPU):
        from unsloth import FastLanguageModel

        FastLanguageModel.for_inference(loaded.model)
    loaded.model.eval()
    return loaded.model


def _answer(
    model: Any, encoder: Encoder, tokenizer: Any, row: ExampleText, tokens: int, on_token: Callable[[], None]
) -> str:
    import torch
    from transformers import GenerationConfig, StoppingCriteria

    class TokenCallback(StoppingCriteria):  # type: ignore[misc]
        """Has `on_token` called at every token."""

        def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
            on_token()
            return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)

    ids = torch.tensor([encoder.prompt_ids(row)], device=model.device)
    # A configuration of its own: a model's folder may ask for sampling or a penalty.
    config = GenerationConfig(
        do_sample=False,
        max_new_tokens=tokens,
        eos_token_id=encoder.end_ids(),
        pad_token_id=tokenizer.pad_token_id,
        use_cache=True,
    )
    with torch.no_grad():
        made = model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            generation_config=config,
            stopping_criteria=[TokenCallback()],
        )
    text = str(tokenizer.decode(made[0, ids.shape[1] :], skip_special_tokens=True)).rstrip()
    # A plain text goes on within its line: without its first space it would be another text.
    return text if row.kind is ExampleKind.TEXT else text.lstrip()
