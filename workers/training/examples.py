"""Rows of a run as the conversation that the model will meet in the chat, in tokens, with labels.

What is learned is the answer with the token that ends a turn; everything before it is masked. One masking for
all back ends, made from the model's own template: the prompt is rendered exactly as the chat renders it, a
piece at a time, so that text of a message never becomes a control token.
"""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from workers.contract.codec import from_json
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.engines.llama.chat_template import ChatTemplate, Segment, TemplateMessage, fallback
from workers.text.language import language_of

T = TypeVar("T")
MASKED = -100  # the label that PyTorch's cross entropy passes over
_PROBED = 1500  # characters of a text whose second half is told again
_PROMPTS = Path(__file__).resolve().parents[2] / "resources" / "prompts"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One row in tokens. `answer` counts those that are learned; they are the last ones."""

    ids: tuple[int, ...]
    answer: int

    @property
    def labels(self) -> list[int]:
        """As `ids`, the prompt masked."""
        prompt = len(self.ids) - self.answer
        return [MASKED] * prompt + list(self.ids[prompt:])


def read_rows(path: str) -> list[ExampleText]:
    """ExampleText lines of a file ("" = none)."""
    if not path:
        return []
    with Path(path).open(encoding="utf-8") as lines:
        return [from_json(ExampleText, json.loads(line)) for line in lines if line.strip()]


def mixed(
    rows: Sequence[ExampleText], general: Sequence[ExampleText], share: float, seed: int
) -> list[ExampleText]:
    """The rows with general ones mixed in, `share` of them (of `rows`), chosen by the seed."""
    wanted = min(len(general), round(share * len(rows)))
    return [*rows, *random.Random(seed).sample(list(general), wanted)]


def spread(rows: Sequence[T], wanted: int) -> list[T]:
    """`wanted` of the rows at equal distances."""
    count = min(max(0, wanted), len(rows))
    return [rows[index * len(rows) // count] for index in range(count)]


def order_of(rows: int, steps: int, batch: int, seed: int) -> list[int]:
    """Which row stands where in the whole run: one shuffle of all rows after another, `steps` × `batch` long.
    It depends on nothing else, so a resumed run, also with smaller micro-batches, sees the same rows."""
    order: list[int] = []
    generator = random.Random(seed)
    while len(order) < steps * batch:
        shuffled = list(range(rows))
        generator.shuffle(shuffled)
        order += shuffled
    return order[: steps * batch]


def by_length(order: Sequence[int], lengths: Sequence[int], batch: int) -> list[int]:
    """The same order with the rows of each batch sorted by their lengths, the longest first. A batch is added
    up before a step, so what is learned stays the same; its micro-batches hold less padding."""
    sorted_order: list[int] = []
    for start in range(0, len(order), batch):
        sorted_order += sorted(order[start : start + batch], key=lambda index: -lengths[index])
    return sorted_order


def _first_half(text: str) -> str:
    """Of a plain text, at most a page of it, ending with a whole word."""
    words = text.strip()[:_PROBED].split()
    return " ".join(words[: max(1, len(words) // 2)])


def messages_of(row: ExampleText) -> list[TemplateMessage]:
    """What stands before the answer. A reader row has its passages before the question with the chat's own
    instruction, any other row the question alone, as the trained ways of the chat have them (see
    `of_whole_model` for those of a full training); turns of the same conversation come first."""
    messages = []
    system, question = row.system.strip(), row.question.strip()
    if row.passages:
        language = _language(row)
        system = system or _prompt(language, "system")
        shown = "\n\n".join(passage.strip() for passage in row.passages)
        question = _prompt(language, "question").format(passages=shown, question=question)
    if system:
        messages.append(TemplateMessage("system", system))
    for asked, said in row.earlier:
        messages += [TemplateMessage("user", asked.strip()), TemplateMessage("assistant", said.strip())]
    messages.append(TemplateMessage("user", question))
    return messages


def of_whole_model(row: ExampleText) -> ExampleText:
    """A row of a full training: its model answers in the chat by the usual ways, so the instruction that the
    chat puts before a question alone stands before it here, too."""
    if row.kind is ExampleKind.TEXT or row.system.strip() or row.passages:
        return row
    return replace(row, system=_prompt(_language(row), "model"))


def _language(row: ExampleText) -> str:
    """Of the instructions that a row comes with."""
    known = row.language and (_PROMPTS / row.language / "question.txt").is_file()
    return row.language if known else language_of(row.question.strip())


@cache
def _prompt(language: str, name: str) -> str:
    return (_PROMPTS / language / f"{name}.txt").read_text("utf-8").strip()


class Encoder:
    """Makes tokens of rows with the tokenizer and the chat template of one model."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._special = set(tokenizer.all_special_ids) | {
            index for index, token in tokenizer.added_tokens_decoder.items() if token.special
        }
        source = tokenizer.chat_template
        if not isinstance(source, str) or not source:
            source = fallback(lambda text: len(self._tokens(text, control=True)) == 1)
        self._template = ChatTemplate(source, tokenizer.bos_token or "", tokenizer.eos_token or "")

    def prompt(self, row: ExampleText) -> str:
        """The whole text up to where the reply begins; of a plain text its first half."""
        if row.kind is ExampleKind.TEXT:
            return _first_half(row.answer)
        return "".join(segment.text for segment in self._template.render(messages_of(row)))

    def prompt_ids(self, row: ExampleText) -> list[int]:
        """The same in tokens, as the chat makes them."""
        if row.kind is ExampleKind.TEXT:
            return self._ids([Segment(_first_half(row.answer), control=False)])
        return self._ids(self._template.render(messages_of(row)))

    def encode(self, row: ExampleText) -> Encoded:
        """A row with its answer and the end of the turn."""
        prompt = self.prompt_ids(row)
        answer = self._tokens(row.answer.strip(), control=False) + self._end_of_turn(row)
        return Encoded(tuple(prompt + answer), len(answer))

    def windows(self, row: ExampleText, length: int) -> list[Encoded]:
        """A plain text as it is, in rows of `length` tokens at most: all of it is learned but the first
        token, before which nothing stands. A row of examples that is longer is left out: an answer without
        its end teaches to stop in the middle."""
        if row.kind is not ExampleKind.TEXT:
            encoded = self.encode(row)
            return [encoded] if len(encoded.ids) <= length else []
        ids = self._ids([Segment(row.answer.strip(), control=False)])
        parts = [tuple(ids[start : start + length]) for start in range(0, len(ids), length)]
        return [Encoded(part, len(part) - 1) for part in parts if len(part) > 1]

    def end_ids(self) -> list[int]:
        """Tokens that end an answer."""
        row = ExampleText("?", "!")
        return sorted({*self._end_of_turn(row), self._tokenizer.eos_token_id} - {None})

    def _ids(self, segments: Iterable[Segment]) -> list[int]:
        ids: list[int] = []
        for segment in segments:
            ids += self._tokens(segment.text, segment.control)
        bos = self._tokenizer.bos_token_id
        if getattr(self._tokenizer, "add_bos_token", False) and bos is not None and ids[:1] != [bos]:
            ids.insert(0, bos)
        return ids

    def _tokens(self, text: str, control: bool) -> list[int]:
        if not text:
            return []
        encoded = self._tokenizer(text, add_special_tokens=False, split_special_tokens=not control)
        return [int(token) for token in encoded["input_ids"]]

    def _end_of_turn(self, row: ExampleText) -> list[int]:
        """What the template writes behind an answer, up to its first control token. A chat reads to there."""
        messages = [*messages_of(row), TemplateMessage("assistant", row.answer.strip() or "!")]
        segments = self._template.render(messages)
        last = max(index for index, segment in enumerate(segments) if not segment.control)
        tail = segments[last + 1 :]
        ids: list[int] = []
        for token in self._tokens(tail[0].text, control=True) if tail else []:
            ids.append(token)
            if token in self._special:
                return ids
        return [self._tokenizer.eos_token_id]


def collate(rows: Sequence[Encoded], pad: int) -> dict[str, Any]:
    """Rows as tensors of rows × longest row, padded on the right."""
    import torch

    longest = max(len(row.ids) for row in rows)
    return {
        "input_ids": torch.tensor([[*row.ids, *[pad] * (longest - len(row.ids))] for row in rows]),
        "attention_mask": torch.tensor([[1] * len(row.ids) + [0] * (longest - len(row.ids)) for row in rows]),
        "labels": torch.tensor([[*row.labels, *[MASKED] * (longest - len(row.ids))] for row in rows]),
    }


def joined(rows: Sequence[Encoded], lengths: bool) -> dict[str, Any]:
    """Rows as one of 1 × all tokens without padding. Positions begin anew with each row: from that, without a
    mask, transformers knows that rows do not see each other; Unsloth is told the `lengths`. The first token
    of a row is never learned, or it would be learned from the end of the one before."""
    import torch

    labels = [label for row in rows for label in (MASKED, *row.labels[1:])]
    batch = {
        "input_ids": torch.tensor([[token for row in rows for token in row.ids]]),
        "position_ids": torch.tensor([[place for row in rows for place in range(len(row.ids))]]),
        "labels": torch.tensor([labels]),
    }
    if lengths:
        batch["packed_seq_lengths"] = torch.tensor([len(row.ids) for row in rows], dtype=torch.int32)
    return batch


def padded(rows: Sequence[Encoded], micro: int, packed: bool = False) -> int:
    """Tokens that go through the model when rows come in micro-batches, padding included."""
    if packed:
        return sum(len(row.ids) for row in rows)
    groups = [rows[start : start + micro] for start in range(0, len(rows), micro)]
    return sum(len(group) * max(len(row.ids) for row in group) for group in groups)
