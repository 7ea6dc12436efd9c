"""The choices of a run: those that were left to the product, by the amount of rows; all as TRL takes them."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.training.tuning import EPOCHS, Optimizer, TuneSettings

_MICRO_CPU, _MICRO_CUDA = 4, 8


def filled(settings: TuneSettings, rows: int, cuda: bool) -> TuneSettings:
    """`settings` without zeros. A full training takes a tenth of an adapter's rate (Thinking Machines,
    "LoRA without regret", 2025) and no four bits, whose weights cannot be trained. Rates and ranks as the
    Unsloth guide has them for small data ("LoRA hyperparameters"); the batch halves below 200 rows so that
    there are enough steps to stop early."""
    rank = settings.rank or (8 if rows < 300 else 16 if rows <= 5000 else 32)
    batch = settings.batch or (8 if rows < 200 else 16)
    micro = settings.micro_batch or (_MICRO_CUDA if cuda else _MICRO_CPU)
    return replace(
        settings,
        epochs=settings.epochs or EPOCHS,
        learning_rate=settings.learning_rate
        or (1e-4 if rows < 1000 else 2e-4) / (10 if settings.full else 1),
        four_bit=False if settings.full else settings.four_bit,
        # The moments of an adapter are small: nothing to gain there.
        optimizer=settings.optimizer or ("" if settings.full else Optimizer.ADAMW),
        rank=rank,
        alpha=settings.alpha or rank,
        batch=batch,
        micro_batch=divisor(batch, micro),
        evaluations=max(1, settings.evaluations),
        checkpoint_steps=max(1, settings.checkpoint_steps),
    )


def divisor(batch: int, most: int) -> int:
    """The largest divisor of `batch` that is at most `most`: micro-batches of one size make up a batch."""
    return next(size for size in range(min(batch, max(1, most)), 0, -1) if batch % size == 0)


def steps_of(settings: TuneSettings, rows: int) -> int:
    """Optimizer steps of the whole run."""
    return max(1, math.ceil(settings.epochs * rows / settings.batch))


def _optimizer(settings: TuneSettings, cuda: bool) -> str:
    """As transformers names it. On a processor AdamW in one kernel takes a fifth of the time of the usual one
    (81 million weights: 0.08 seconds of a core instead of 0.47), that with 8 bits five times as long."""
    if settings.optimizer == Optimizer.ADAMW_8BIT:
        return "paged_adamw_8bit" if cuda else "adamw_8bit"
    return "adamw_torch_fused"


def trainer_arguments(settings: TuneSettings, steps: int, cuda: bool, folder: Path) -> dict[str, Any]:
    """What TRL's `SFTConfig` is given. Rows come ready, so that nothing is cut without a word."""
    return {
        "output_dir": str(folder / "checkpoints"),
        "max_steps": steps,
        "per_device_train_batch_size": settings.micro_batch,
        "gradient_accumulation_steps": settings.batch // settings.micro_batch,
        "learning_rate": settings.learning_rate,
        "weight_decay": settings.weight_decay,
        "warmup_steps": math.ceil(settings.warmup * steps),
        "lr_scheduler_type": "cosine",
        "optim": _optimizer(settings, cuda),
        "max_length": settings.length,
        "packing": False,
        "dataset_kwargs": {"skip_prepare_dataset": True},
        "remove_unused_columns": False,
        "gradient_checkpointing": cuda,
        "bf16": False,
        "use_cpu": not cuda,
        "dataloader_pin_memory": cuda,
        "logging_steps": 1,
        "logging_nan_inf_filter": False,
        "save_strategy": "no",
        "eval_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,
        "seed": settings.seed,
        "data_seed": settings.seed,
    }
