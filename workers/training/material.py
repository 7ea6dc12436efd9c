"""What a run is made of: its rows in tokens, the order they come in, its base as a trainable folder."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Event
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import TuneSettings, TuneSpec
from workers.runtime.context import Context, RequestCancelled
from workers.training.examples import (
    Encoded,
    Encoder,
    by_length,
    mixed,
    of_whole_model,
    order_of,
    read_rows,
    spread,
)
from workers.training.settings import filled, steps_of


@dataclass(frozen=True, slots=True)
class Texts:
    """The rows of a run as they were given; `own` of `train` are the base's own, the rest are general."""

    train: tuple[ExampleText, ...]
    own: int
    validation: tuple[ExampleText, ...]
    settings: TuneSettings


@dataclass(frozen=True, slots=True)
class Material:
    """The rows in tokens. `cut` were longer than the settings allow and are left out: an answer without its
    end teaches to stop in the middle."""

    train: tuple[Encoded, ...]
    validation: tuple[Encoded, ...]
    order: tuple[int, ...]
    probes: tuple[ExampleText, ...]
    cut: int
    rows_train: int
    settings: TuneSettings

    @property
    def steps(self) -> int:
        """Optimizer steps of the run."""
        return len(self.order) // self.settings.batch

    @property
    def longest(self) -> int:
        """Tokens of the longest row that is trained."""
        return max(len(row.ids) for row in self.train)


def read(spec: TuneSpec, cuda: bool) -> Texts:
    """The rows of a spec and its settings without gaps. Raises ROWS_UNREADABLE, TOO_FEW_EXAMPLES."""
    try:
        own, validation, general = read_rows(spec.rows), read_rows(spec.validation), read_rows(spec.replay)
    except (OSError, ValueError) as error:
        raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=spec.rows) from error
    if not own:
        raise ProblemError(Code.TOO_FEW_EXAMPLES, approved=0, least=1)
    settings = filled(spec.settings, len(own), cuda)
    train = mixed(own, general, settings.replay, settings.seed)
    if settings.full:
        train, validation = [[of_whole_model(row) for row in rows] for rows in (train, validation)]
    return Texts(tuple(train), len(own), tuple(validation), settings)


def encode(texts: Texts, tokenizer: Any, probes: int) -> Material:
    """All rows in tokens, those that are too long left out. Raises TOO_FEW_EXAMPLES when none is left."""
    settings = texts.settings
    encoder = Encoder(tokenizer)
    train = [encoder.windows(row, settings.length) for row in texts.train]
    validation = [encoder.windows(row, settings.length) for row in texts.validation]
    unfamiliar = [part for parts in validation for part in parts]
    kept = [index for index, parts in enumerate(train) if parts]
    if not kept:
        raise ProblemError(Code.TOO_FEW_EXAMPLES, approved=0, least=1)
    own = [index for index in kept if index < texts.own]
    asked = [texts.train[index] for index in own or kept]
    rows = tuple(part for parts in train for part in parts)
    order = order_of(len(rows), steps_of(settings, len(rows)), settings.batch, settings.seed)
    return Material(
        rows,
        tuple(unfamiliar),
        tuple(by_length(order, [len(row.ids) for row in rows], settings.batch)),
        tuple(spread(asked, probes)),
        len(train) - len(kept) + sum(not parts for parts in validation),
        sum(len(train[index]) for index in own),
        settings,
    )


def with_settings(texts: Texts, **changes: Any) -> Texts:
    """The same rows with other settings."""
    return replace(texts, settings=replace(texts.settings, **changes))


def base_folder(spec: TuneSpec, context: Context) -> Path:
    """The base as a folder that can be trained: a model folder as it is, a GGUF as a copy in bf16 that is
    made once. Raises MODEL_MISSING, MODEL_NOT_TRAINABLE, DISK_FULL, `RequestCancelled`."""
    base = Path(spec.base)
    if not base.exists():
        raise ProblemError(Code.MODEL_MISSING, model=spec.model)
    if base.is_dir():
        if not (base / "config.json").is_file():
            raise ProblemError(Code.NOT_A_MODEL, file=base.name)
        return base
    from workers.training import weights

    told = False

    def progress(done: int, total: int) -> None:
        nonlocal told
        if not told:
            told = True
            context.send(Event(context.request, "preparing_weights"))
        context.progress("weights", done, total, "steps", base.name)

    folder = weights.prepare(base, Path(spec.weights), progress, lambda: context.cancelled)
    if context.cancelled:
        raise RequestCancelled(resumable=True)
    return folder
