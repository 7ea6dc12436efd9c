"""TRL's trainer as a run has it: the rows in their order, points in our format."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from workers.contract.training.tuning import Backend, Optimizer, TuneSettings
from workers.training.backends import Loaded
from workers.training.checkpoints import read_json
from workers.training.examples import MASKED, Encoded
from workers.training.export import read_trained
from workers.training.settings import trainer_arguments


class TrainingListener(Protocol):
    """What hears of the trainer's loop, and may end it by raising: `Session`."""

    steps: int

    def check(self) -> None:
        """Before and after each micro-batch."""

    def before_micro_batch(self) -> None:
        """Before the first sum of a micro-batch."""

    def step_begins(self) -> None:
        """Before the first micro-batch of a step."""

    def step_ends(self, step: int) -> None:
        """The optimizer has stepped."""

    def logged(self, loss: float, rate: float) -> None:
        """The loss of the step that has just ended, and its learning rate."""

    def batch(self, rows: Sequence[Encoded]) -> dict[str, Any]:
        """A micro-batch as the model takes it."""


def build(
    session: TrainingListener,
    loaded: Loaded,
    rows: Sequence[Encoded],
    order: Sequence[int],
    settings: TuneSettings,
    folder: Path,
) -> Any:
    """TRL's trainer over the rows in their order, which takes `session.steps` steps and tells `session`."""
    import torch
    from datasets import Dataset
    from torch.utils.data import SequentialSampler
    from transformers import PrinterCallback, TrainerCallback

    class Reports(TrainerCallback):  # type: ignore[misc]
        """Tells the session what the loop does."""

        def on_step_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            session.step_begins()

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            session.step_ends(state.global_step)

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
            if logs and "loss" in logs:
                session.logged(float(logs["loss"]), float(logs.get("learning_rate", 0.0)))

    class Trainer(loaded.trainer):  # type: ignore[misc, name-defined]
        """The library's trainer; rows come in the run's own order, points are read in our format."""

        def _get_train_sampler(self, *arguments: Any) -> Any:
            return SequentialSampler(self.train_dataset)

        def training_step(self, *arguments: Any, **options: Any) -> Any:
            session.before_micro_batch()
            loss = super().training_step(*arguments, **options)
            session.check()
            return loss

        def compute_loss(self, model: Any, inputs: Any, *arguments: Any, **options: Any) -> Any:
            if loaded.backend is not Backend.PEFT_CPU:
                return super().compute_loss(model, inputs, *arguments, **options)
            # TRL's own computes it in a kernel that only runs on a card.
            count = options.get("num_items_in_batch")
            total = {} if count is None else {"num_items_in_batch": count}
            return model(**inputs, use_cache=False, **total).loss

        def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
            saved = read_json(Path(checkpoint) / "session.json") if checkpoint else None
            # Points of before there was a choice name none.
            if saved is None or (saved.get("optimizer") or Optimizer.ADAMW) == (
                settings.optimizer or Optimizer.ADAMW
            ):
                super()._load_optimizer_and_scheduler(checkpoint)
                return
            # Another optimizer than before cannot read those moments; it begins its own.
            schedule = torch.load(Path(str(checkpoint)) / "scheduler.pt", weights_only=True)
            self.lr_scheduler.load_state_dict(schedule)

        def _load_from_checkpoint(self, path: str, model: Any = None) -> None:
            read_trained(self.model, Path(path))

        def _load_rng_state(self, path: str | None) -> None:
            if path is None:
                return
            state = torch.load(Path(path) / "rng.pt", weights_only=True)
            torch.set_rng_state(state["torch"])
            if state["cuda"]:
                torch.cuda.set_rng_state_all(state["cuda"])

    data = Dataset.from_dict(
        {"input_ids": [list(row.ids) for row in rows], "labels": [row.labels for row in rows]}
    ).select(order, keep_in_memory=True)

    def gathered(batch: list[dict[str, Any]]) -> dict[str, Any]:
        return session.batch([Encoded(tuple(one["input_ids"]), _answers(one["labels"])) for one in batch])

    trainer = Trainer(
        model=loaded.model,
        processing_class=loaded.tokenizer,
        train_dataset=data,
        data_collator=gathered,
        callbacks=[Reports()],
        args=loaded.config(**trainer_arguments(settings, session.steps, loaded.cuda, folder)),
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


def _answers(labels: Sequence[int]) -> int:
    return sum(label != MASKED for label in labels)
