"""Rows of a micro-batch as tensors: padded to the longest, or packed behind each other."""

from collections.abc import Sequence
from typing import Any

from workers.training.examples import MASKED, Encoded


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
