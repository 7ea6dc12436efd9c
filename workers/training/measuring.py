"""The dry run: real steps on the longest row and on usual ones, and what follows from them for the whole run.

Time is linear in what goes through the model: a micro-batch costs a + b · tokens (padding included), fitted
to the measured steps. The run's own order of rows is known, so all of its micro-batches are added up.
"""

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workers.contract.messages import Message, TrainingStep
from workers.contract.training.tuning import Backend, Forecast, TuneSpec
from workers.runtime.context import Context, RequestCancelled
from workers.training import backends, material, probing
from workers.training.examples import padded, spread
from workers.training.fitting import first_guess, four_bit_where_needed, lowered
from workers.training.material import Material, Texts
from workers.training.memory import NoRoomForWeights, PeakMemory, is_out_of_memory, release
from workers.training.session import Paused, Session

# Steps of the trial: two on the longest row (the first one warms up), then usual ones, and those again
# packed, when there is padding to speak of.
_LONGEST, _USUAL = 2, 3
_PADDING, _QUICKER = 0.05, 0.97
_VALIDATION_ROWS = 48
# Steps after which a model answers as shortly as its rows; before, as it always did.
_TAUGHT = 100
# A longer run fragments the memory of the process more than the trial did: 1.0 to 1.18 of it were seen.
_MEMORY = 1.1
_EXPORT_SECONDS = 3.0
# How far a run may be off on a computer that does nothing else (`python -m tests.bench tuning`).
_RANGE = (0.85, 1.2)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What was measured, in seconds."""

    loading: float
    per_micro: float
    per_token: float
    evaluation: float
    saving: float
    probes: float
    peak: int
    packed: float = 0.0  # time of packed rows as a share of that of padded ones; 0 = not tried


class _Trying(Session):
    """Steps of which those behind the first `apart` come packed, if the rows keep apart so."""

    apart = 0

    def step_ends(self, step: int) -> None:
        super().step_ends(step)
        if step == self.apart and step < self.steps:
            self.packed = self.keeps_apart()

    def packed_ratio(self) -> float:
        """Time of the packed steps as a share of the same steps before; the first one warms up."""
        seconds = self.step_seconds
        if not self.packed or len(seconds) <= self.apart + 1:
            return 0.0
        usual = self.apart - _LONGEST
        return sum(seconds[self.apart + 1 :]) / max(1e-9, sum(seconds[_LONGEST + 1 : _LONGEST + usual]))


class _Quiet(Context):
    """The dry run's context: of what its steps say only their number is told, and only a cancel ends it."""

    def __init__(self, outer: Context) -> None:
        super().__init__(outer.request, lambda message: None)
        self._outer = outer

    def send(self, message: Message) -> None:
        """A step moves the progress on."""
        if isinstance(message, TrainingStep):
            self._outer.progress("measuring", message.step, message.steps, "steps")

    @property
    def cancelled(self) -> bool:
        return self._outer.cancelled


def measure(spec: TuneSpec, context: Context) -> Forecast:
    """`MEASURE` of a spec. Lowers what `fitting.smaller` names until it fits. Raises TRAINING_MEMORY and
    what a run raises before its first step; `RequestCancelled`."""
    backend = backends.choose(spec.settings.backend)
    backends.import_libraries(backend, context)
    base = material.base_folder(spec, context)
    folder = Path(spec.folder) / ".measure"
    texts = material.read(spec, backends.is_cuda(backend))
    adjusted: list[str] = []
    try:
        while True:
            with PeakMemory(backends.is_cuda(backend)) as memory:
                before, texts = texts, four_bit_where_needed(texts, base, backend, memory)
                adjusted += ["four_bit"] if texts != before else []
                try:
                    trial, stuff = _try(spec, backend, base, texts, folder, context, memory, adjusted)
                    return _forecast(backend, trial, stuff, adjusted)
                except BaseException as error:
                    if not is_out_of_memory(error):
                        raise
                    text, too_large = str(error), isinstance(error, NoRoomForWeights)
                what, texts = lowered(texts, memory, text, too_large)
                adjusted.append(what)
                release(backends.is_cuda(backend))
    except Paused as paused:
        raise RequestCancelled(resumable=True) from paused
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _try(
    spec: TuneSpec,
    backend: Backend,
    base: Path,
    texts: Texts,
    folder: Path,
    context: Context,
    memory: PeakMemory,
    adjusted: list[str],
) -> tuple[_Trial, Material]:
    shutil.rmtree(folder, ignore_errors=True)
    context.progress("measuring", 0, _LONGEST + _USUAL, "steps", spec.model)
    begin = time.monotonic()
    loaded = backends.load(backend, base, texts.settings)
    loading = time.monotonic() - begin + backends.cold_seconds()
    stuff = material.encode(texts, loaded.tokenizer, spec.probes)
    stuff = first_guess(stuff, loaded, memory, adjusted)
    settings = stuff.settings
    longest = max(range(len(stuff.train)), key=lambda index: len(stuff.train[index].ids))
    usual = min(_USUAL, stuff.steps)
    some = list(stuff.order[: usual * settings.batch])
    order = [longest] * (_LONGEST * settings.batch) + some
    apart = len(order) // settings.batch
    order += some if usual == _USUAL and _worth_packing(stuff) else []
    asked = spread(stuff.validation, _VALIDATION_ROWS)
    trial_settings = replace(settings, evaluations=1, checkpoint_steps=10**6, patience=0, packed=False)
    session = _Trying(loaded, stuff.train, order, asked, trial_settings, folder, _Quiet(context), memory)
    session.apart = apart
    session.train()
    per_micro, per_token = _fit(session.step_seconds[:apart], order, stuff)
    micro = settings.micro_batch
    scale = padded(stuff.validation, micro) / max(1, padded(asked, micro))
    probes = _probe_seconds(loaded, stuff, context)
    context.progress("measuring", session.steps, session.steps, "steps", spec.model)
    trial = _Trial(
        loading,
        per_micro,
        per_token,
        session.evaluation_seconds * scale,
        session.saving_seconds / 2,  # the trial saves the best weights and a point, once
        probes,
        max(memory.sample(), memory.peak),
        session.packed_ratio(),
    )
    quicker = 0 < trial.packed < _QUICKER
    packed = quicker if settings.packed is None else settings.packed
    return trial, replace(stuff, settings=replace(settings, packed=packed))


def _worth_packing(stuff: Material) -> bool:
    """Whether packing may be chosen and would save anything to speak of."""
    rows = [stuff.train[index] for index in stuff.order]
    whole = padded(rows, stuff.settings.micro_batch)
    saved = 1 - padded(rows, stuff.settings.micro_batch, packed=True) / whole
    return stuff.settings.packed is not False and saved >= _PADDING


def _fit(seconds: Sequence[float], order: Sequence[int], stuff: Material) -> tuple[float, float]:
    """a and b of a + b · tokens from the step on the longest row and the usual ones, the first step aside."""
    batch = stuff.settings.batch
    micros = batch // stuff.settings.micro_batch
    tokens = [
        padded(
            [stuff.train[index] for index in order[at * batch : (at + 1) * batch]], stuff.settings.micro_batch
        )
        for at in range(len(seconds))
    ]
    long_seconds, long_tokens = seconds[1], tokens[1]
    usual_seconds = sum(seconds[_LONGEST:]) / max(1, len(seconds) - _LONGEST)
    usual_tokens = sum(tokens[_LONGEST:]) / max(1, len(tokens) - _LONGEST)
    slope = 0.0
    if long_tokens > 1.2 * usual_tokens:
        slope = (long_seconds - usual_seconds) / (long_tokens - usual_tokens)
    # Neither part can be negative; one that would be is noise of the clock.
    slope = min(max(slope, 0.0), usual_seconds / usual_tokens) or usual_seconds / usual_tokens
    return max(0.0, usual_seconds - slope * usual_tokens) / micros, slope


def _probe_seconds(loaded: backends.Loaded, stuff: Material, context: Context) -> float:
    """How long the probes will take: one is answered before anything is learned, trained answers are as long
    as those of the rows; a short run ends in between."""
    if not stuff.probes:
        return 0.0
    begin = time.monotonic()
    before = probing.answer_tokens(loaded, stuff.probes[0], probing.MOST_TOKENS, context)
    per_token = (time.monotonic() - begin) / max(1, before)
    # One answer says little of how long the others are: half of it is taken for the longest that may be.
    usual = (before + probing.MOST_TOKENS) / 2
    taught = min(1.0, stuff.steps / _TAUGHT)
    after = [min(probing.MOST_TOKENS, length) for length in probing.lengths(loaded, stuff.probes)]
    return per_token * sum(usual * (1 - taught) + length * taught for length in after)


def _forecast(backend: Backend, trial: _Trial, stuff: Material, adjusted: Sequence[str]) -> Forecast:
    settings = stuff.settings
    rows = [stuff.train[index] for index in stuff.order]
    micros = len(rows) // settings.micro_batch
    training = trial.per_micro * micros + trial.per_token * padded(rows, settings.micro_batch)
    if settings.packed and trial.packed:
        training *= trial.packed
    every = max(1, round(stuff.steps / settings.evaluations))
    evaluations = -(-stuff.steps // every) if stuff.validation else 0
    saves = 2 * evaluations + stuff.steps // settings.checkpoint_steps + 1
    seconds = (
        trial.loading
        + training
        + evaluations * trial.evaluation
        + saves * trial.saving
        + trial.probes
        + _EXPORT_SECONDS
    )
    return Forecast(
        backend=backend,
        seconds=seconds,
        seconds_low=seconds * _RANGE[0],
        seconds_high=seconds * _RANGE[1],
        peak_memory=int(trial.peak * _MEMORY),
        steps=stuff.steps,
        settings=settings,
        longest_row=stuff.longest,
        adjusted=tuple(dict.fromkeys(adjusted)),
        rows_cut=stuff.cut,
        packed_ratio=round(trial.packed, 3),
    )
