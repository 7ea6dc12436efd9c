"""Training of one run in one go: TRL's trainer with our saved points, evaluations, messages and ways out.

The trainer's own loop does the steps, so that Unsloth's changes to it count. Ways out of it are exceptions:
the weights then stand as after the last whole step, whatever was under way.
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from workers.contract.messages import Checkpoint, Event, TrainingStep
from workers.contract.training.tuning import Backend, TuneSettings, TuneStatus
from workers.runtime.context import Context
from workers.training import trainer
from workers.training.backends import Loaded
from workers.training.checkpoints import Checkpoints, read_json
from workers.training.examples import Encoded, collate, joined
from workers.training.export import finite, read_trained, write_trained
from workers.training.judge import Evaluations
from workers.training.memory import GpuMonitor, PeakMemory

_SENT_EVERY = 0.1  # seconds
# How far a row's loss may move with the row before it, and from what it is alone: the same sums in the same
# order, and sums of 16 bits in another one.
_SAME, _NEARLY = 1e-3, 0.02
_LEAST_SEEN = 16  # tokens of a row that this is tried with, where there are such
_SMOOTH = 20  # steps whose mean is the training loss that is compared


class Ending(Exception):
    """Training is over before its last step, with this status."""

    def __init__(self, status: TuneStatus) -> None:
        super().__init__(status)
        self.status = status


class Paused(Exception):
    """The request was cancelled: a point is saved and the run goes on another time."""


class Session:
    """One run of the trainer from a point (or the beginning) to the end. Made anew after each step down."""

    def __init__(
        self,
        loaded: Loaded,
        rows: Sequence[Encoded],
        order: Sequence[int],
        validation: Sequence[Encoded],
        settings: TuneSettings,
        folder: Path,
        context: Context,
        memory: PeakMemory,
        on_saved: Callable[["Session"], object] = lambda session: None,
    ) -> None:
        self.loaded, self.settings = loaded, settings
        self.verdict = Evaluations()
        self.steps = len(order) // settings.batch
        self.step = 0
        self.losses: list[float] = []
        self.train_seconds = 0.0
        self.train_tokens = 0
        self.evaluation_seconds = 0.0
        self.saving_seconds = 0.0
        self.step_seconds: list[float] = []  # of this session alone
        self.packed = bool(settings.packed)
        self._context, self._memory, self._on_saved = context, memory, on_saved
        self._rows_per_epoch, self._rows = len(rows), rows
        self._tokens = [len(rows[index].ids) for index in order]
        self._every = max(1, round(self.steps / settings.evaluations))
        self._gpu = GpuMonitor(loaded.cuda)
        self.checkpoints = Checkpoints(folder / "checkpoints", keep=2)
        self.best = Checkpoints(folder / "best", keep=2)
        self._saved_at, self._saved_step = time.monotonic(), 0
        self._sent_at = 0.0
        self._epoch = 0
        self._begun = 0.0
        self._judged_step = 0
        self._validation = [
            validation[i] for i in sorted(range(len(validation)), key=lambda i: len(validation[i].ids))
        ]
        self.trainer = trainer.build(self, loaded, rows, order, settings, folder)

    # --- running -----------------------------------------------------------------------------------

    def train(self) -> TuneStatus:
        """All steps that are left. Raises `Paused` after a point was saved; whatever the libraries raise for
        want of memory comes through as it is."""
        found = self.take_up()
        if self.step >= self.steps:
            return TuneStatus.COMPLETE
        if self.packed and not self.keeps_apart():
            self.packed = False
            self._event("not_packed")
        try:
            self.trainer.train(resume_from_checkpoint=None if found is None else str(found))
        except Ending as ending:
            return ending.status
        except Paused:
            self.save()
            raise
        return TuneStatus.COMPLETE

    def take_up(self) -> Path | None:
        """Begin where the newest whole point was saved; returns it."""
        found = self.checkpoints.latest()
        if found is None:
            return None
        self._take_up(*found)
        return found[1]

    def judge_now(self) -> None:
        """An evaluation out of turn, where the weights stand: the user wants the best of what is there."""
        if self._validation and self.step and self._judged_step != self.step:
            loss = self.evaluate()
            if math.isfinite(loss):
                self._judge(loss)
        self.save()

    def save(self) -> None:
        """Save a point to continue from; not when the weights are no numbers, nor twice for one step."""
        if self.step == 0 or self.step == self._saved_step or not finite(self.loaded.model):
            return
        begin = time.monotonic()
        path = self.checkpoints.write(self.step, self._fill)
        self.saving_seconds += time.monotonic() - begin
        self._saved_at, self._saved_step = time.monotonic(), self.step
        self._context.send(Checkpoint(self._context.request, str(path), self.step))
        self._event("checkpoint", step=self.step)
        self._on_saved(self)

    def keep(self) -> None:
        """Save the weights as the best so far."""
        begin = time.monotonic()
        self.best.write(self.step, lambda folder: write_trained(self.loaded.model, folder))
        self.saving_seconds += time.monotonic() - begin

    def keeps_apart(self) -> bool:
        """Whether packed rows see only themselves with this model, these libraries and this card: what is
        learned of a row must not change with the row before it, nor differ from what it is alone."""
        import torch

        # Of a row of two tokens, as the end of a text may be, too little would be seen.
        short = sorted(self._rows, key=lambda row: (len(row.ids) < _LEAST_SEEN, len(row.ids)))[:2]
        if len(short) < 2:
            return False
        first, row = short
        other = Encoded(first.ids[::-1], 0)
        unasked = Encoded(first.ids, 0)
        pad = self.loaded.tokenizer.pad_token_id
        batches = [self._joined([unasked, row]), self._joined([other, row]), collate([row], pad)]
        trainer, model, losses = self.trainer, self.loaded.model, []
        model.train()
        with torch.no_grad(), trainer.compute_loss_context_manager():
            for batch in batches:
                losses.append(float(trainer.compute_loss(model, trainer._prepare_inputs(batch))))
        same = abs(losses[0] - losses[1]) <= _SAME * abs(losses[0])
        # Of a row that is known by heart the loss is next to nothing, and sums of 16 bits move much of it.
        return same and abs(losses[0] - losses[2]) <= max(_NEARLY * abs(losses[2]), _NEARLY / 2)

    def batch(self, rows: Sequence[Encoded]) -> dict[str, Any]:
        """A micro-batch as the model takes it."""
        return self._joined(rows) if self.packed else collate(rows, self.loaded.tokenizer.pad_token_id)

    def _joined(self, rows: Sequence[Encoded]) -> dict[str, Any]:
        return joined(rows, lengths=self.loaded.backend in (Backend.UNSLOTH_CUDA, Backend.UNSLOTH_CPU))

    def evaluate(self) -> float:
        """Mean loss of an answer's token over all unfamiliar rows. Raises `Paused` between two batches."""
        import torch

        begin = time.monotonic()
        trainer, model = self.trainer, self.loaded.model
        total, count = 0.0, 0
        model.eval()
        try:
            size = self.settings.micro_batch
            for start in range(0, len(self._validation), size):
                if self._context.cancelled:
                    raise Paused
                rows = self._validation[start : start + size]
                batch = trainer._prepare_inputs(collate(rows, self.loaded.tokenizer.pad_token_id))
                answers = sum(row.answer for row in rows)
                with torch.no_grad(), trainer.compute_loss_context_manager():
                    loss = float(trainer.compute_loss(model, batch))
                total, count = total + loss * answers, count + answers
        finally:
            model.train()
            self.evaluation_seconds += time.monotonic() - begin
        return total / max(1, count)

    def train_loss(self) -> float:
        """Mean of the last steps, as many as lie between two evaluations."""
        last = self.losses[-min(_SMOOTH, self._every) :]
        return sum(last) / len(last) if last else math.inf

    # --- what the trainer calls --------------------------------------------------------------------

    def check(self) -> None:
        """Before and after each micro-batch."""
        if self._context.cancelled:
            raise Paused
        if self._context.stopped and self.step:
            raise Ending(TuneStatus.FINISHED_BY_USER)

    def before_micro_batch(self) -> None:
        """Raises `Paused`, `Ending` when the run is to stop, MemoryError when the computer's memory is nearly
        full."""
        self.check()
        self._memory.guard()

    def step_begins(self) -> None:
        """The step's seconds are counted from here."""
        self._begun = time.monotonic()

    def step_ends(self, step: int) -> None:
        """The optimizer has stepped; the loss comes by `logged`."""
        self.step = step
        self.step_seconds.append(time.monotonic() - self._begun)
        self.train_seconds += self.step_seconds[-1]
        batch = self.settings.batch
        self.train_tokens += sum(self._tokens[(step - 1) * batch : step * batch])

    def logged(self, loss: float, rate: float) -> None:
        """The loss of the step that has just ended: judge, save, tell."""
        if not math.isfinite(loss):
            self._event("diverged", step=self.step)
            raise Ending(TuneStatus.DIVERGED)
        self.losses.append(loss)
        epoch = self.step * self.settings.batch / self._rows_per_epoch
        if int(epoch) > self._epoch:
            self._epoch = int(epoch)
            self._event("epoch", number=self._epoch)
        due = self.step % self._every == 0 or self.step == self.steps
        validation = self.evaluate() if due and self._validation else None
        self._report(loss, validation, rate, epoch)
        if validation is not None:
            self._judge(validation)
        minutes = (time.monotonic() - self._saved_at) / 60
        if (
            self.step - self._saved_step >= self.settings.checkpoint_steps
            or minutes >= self.settings.checkpoint_minutes > 0
            or self.verdict.best_step == self.step  # what is the best stays so after a kill
            or self.step == self.steps
        ):
            self.save()
        if validation is not None and self.verdict.is_enough(self.settings.patience):
            self._event("stopped_early")
            self.save()
            raise Ending(TuneStatus.STOPPED_EARLY)

    def _judge(self, loss: float) -> None:
        if not math.isfinite(loss):
            self._event("diverged", step=self.step)
            raise Ending(TuneStatus.DIVERGED)
        train, self._judged_step = self.train_loss(), self.step
        self.verdict = self.verdict.after(self.step, loss, train)
        if self.verdict.best_step == self.step:
            self.keep()
        self._event("better" if self.verdict.best_step == self.step else "not_better", loss=round(loss, 4))
        if not self.verdict.alarmed and self.verdict.overfits(train):
            self.verdict = replace(self.verdict, alarmed=True)
            self._event("overfit")

    def _report(self, loss: float, validation: float | None, rate: float, epoch: float) -> None:
        now = time.monotonic()
        if validation is None and self.step < self.steps and now - self._sent_at < _SENT_EVERY:
            return
        self._sent_at = now
        per_step = self.train_seconds / max(1, len(self.losses))
        left = (self.steps - self.step) * per_step
        done = len(self.verdict.losses) + (validation is not None)
        if done:
            left += (self.steps // self._every - done) * self.evaluation_seconds / done
        best = self.verdict.best_step
        if validation is not None and validation < self.verdict.best_loss:
            best = self.step
        self._context.send(
            TrainingStep(
                self._context.request,
                step=self.step,
                steps=self.steps,
                epoch=round(epoch, 3),
                loss=loss,
                validation_loss=validation if validation is None or math.isfinite(validation) else None,
                learning_rate=rate,
                tokens_per_second=self.train_tokens / max(1e-9, self.train_seconds),
                memory=self._memory.sample(),
                memory_total=self._memory.total(),
                temperature=self._gpu.read(now),
                seconds_left=max(0.0, left),
                best_step=best,
            )
        )

    def _event(self, code: str, **params: str | int | float) -> None:
        self._context.send(Event(self._context.request, code, params))

    # --- saved points ------------------------------------------------------------------------------

    def _fill(self, folder: Path) -> None:
        import torch

        write_trained(self.loaded.model, folder)
        torch.save(self.trainer.optimizer.state_dict(), folder / "optimizer.pt")
        torch.save(self.trainer.lr_scheduler.state_dict(), folder / "scheduler.pt")
        cuda = torch.cuda.get_rng_state_all() if self.loaded.cuda else []
        torch.save({"torch": torch.get_rng_state(), "cuda": cuda}, folder / "rng.pt")
        self.trainer.state.save_to_json(str(folder / "trainer_state.json"))
        told = {"python": random.getstate(), "optimizer": self.settings.optimizer}
        _dump(folder / "session.json", {**self.state(), **told})

    def state(self) -> dict[str, Any]:
        """What is known of the run so far, as JSON."""
        return {
            "step": self.step,
            "verdict": asdict(self.verdict),
            "losses": self.losses,
            "train_seconds": self.train_seconds,
            "train_tokens": self.train_tokens,
            "evaluation_seconds": self.evaluation_seconds,
        }

    def take_up_end(self, state: dict[str, Any]) -> None:
        """Stand where training ended in an earlier session: the last weights, and what was known then."""
        self.take_up()
        self._know(state)

    def _know(self, state: dict[str, Any]) -> None:
        verdict = state["verdict"]
        self.verdict = Evaluations(**{**verdict, "losses": tuple(verdict["losses"])})
        self.losses = list(state["losses"])
        self.train_seconds, self.train_tokens = state["train_seconds"], state["train_tokens"]
        self.evaluation_seconds = state["evaluation_seconds"]
        self.step = self._saved_step = state["step"]
        self._epoch = int(self.step * self.settings.batch / self._rows_per_epoch)

    def _take_up(self, step: int, folder: Path) -> None:
        state = read_json(folder / "session.json")
        self._know(state)
        version, numbers, gauss = state["python"]
        random.setstate((version, tuple(numbers), gauss))
        read_trained(self.loaded.model, folder)
        self._event("resumed", step=step)


def _dump(path: Path, value: Any) -> None:
    import json

    path.write_text(json.dumps(value), encoding="utf-8")
