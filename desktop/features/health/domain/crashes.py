"""Ends of workers that were no one's wish: which of them are the same, and from when on trying again is no
advice."""

import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from desktop.core.remedies import RemedyKind
from workers.contract.codes import Code, Problem
from workers.contract.messages import Ask, Message, Render, Search, Start
from workers.contract.specs.jobs import Job, Kind
from workers.disk import LEAST_FREE

AGAIN, ENOUGH = 2, 3
KEPT = 50
# Kinds that compute with llama.cpp: another engine or a smaller model may help them.
WITH_ENGINE = (Kind.CHAT, Kind.EXAMPLES)
# The kernel ended it, most often because memory ran out: another engine would need as much.
KILLED = "signal 9"
# Of a file mapped into memory, a page that is not there.
_MAPPED = f"signal {int(getattr(signal, 'SIGBUS', 7))}"


@dataclass(frozen=True, slots=True)
class Crash:
    """Ends that are the same: a kind of worker, `how` it ended ("signal 11", "exit code 1", "silent"), the
    `engine` and the `model` ("" = none) it worked with. `mark` tells versions of the model's file apart,
    `work` is what was under way, `tried` the remedies since then, `at` the last time (seconds since 1970)."""

    kind: str
    how: str
    engine: str = ""
    model: str = ""
    mark: str = ""
    work: tuple[str, ...] = ()
    count: int = 1
    tried: tuple[str, ...] = ()
    at: float = 0.0

    def is_same(self, other: "Crash") -> bool:
        """Whether both ended in the same way over the same."""
        mine = (self.kind, self.how, self.engine, self.model, self.mark)
        return mine == (other.kind, other.how, other.engine, other.model, other.mark)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What is left to try: `card` = layers lie on a graphics card, `engines` = engines can be tried again,
    `smaller` = id of a smaller model that is here ("" = none)."""

    card: bool = False
    engines: bool = False
    smaller: str = ""


def counted(crashes: Sequence[Crash], new: Crash) -> tuple[list[Crash], Crash]:
    """All with one more, and the one that grew. Ends over an earlier version of the same model's file are
    forgotten."""
    fresh = [one for one in crashes if not (one.model == new.model and new.mark and one.mark != new.mark)]
    same = next((one for one in fresh if one.is_same(new)), None)
    if same is not None:
        work = tuple(sorted({*same.work, *new.work}))
        new = replace(new, count=same.count + 1, work=work, tried=same.tried)
    others = [one for one in fresh if one is not same]
    return [*others, new][-KEPT:], new


def of_mapped_file(kind: Kind, how: str, model: str, free: int) -> Problem | None:
    """What a process that died at a file mapped into memory met, with `free` bytes left on the disk: a page
    that the disk has no room for, or one behind the end of a file that was cut. None for other ends."""
    if how != _MAPPED:
        return None
    if free < LEAST_FREE:
        return Problem(Code.DISK_FULL, {"need": LEAST_FREE, "free": free})
    if kind in WITH_ENGINE and model:
        return Problem(Code.MODEL_DAMAGED, {"model": model})
    return Problem(Code.STORE_DAMAGED) if kind is Kind.KNOWLEDGE else None


def forgotten(crashes: Sequence[Crash], kind: Kind, model: str, work: str) -> list[Crash]:
    """What is left after `work` with a model has ended well: of an answer, loading the model went well
    too."""
    done = {work, Job.LOAD.value} if work == Ask.type else {work}
    left = []
    for one in crashes:
        if one.kind == kind and one.model in ("", model):
            one = replace(one, work=tuple(part for part in one.work if part not in done))
            if not one.work:
                continue
        left.append(one)
    return left


def explained(crash: Crash, alternatives: Alternatives) -> Problem | None:
    """The problem to tell of instead of "it stopped, try again"; None the first time."""
    if crash.count < AGAIN:
        return None
    if crash.count < ENOUGH:
        return Problem(Code.WORKER_CRASHED_AGAIN, {"kind": crash.kind})
    if crash.kind not in WITH_ENGINE or not crash.model:
        return Problem(Code.WORKER_KEEPS_CRASHING, {"kind": crash.kind, "times": crash.count})
    params: dict[str, str | int | float] = {
        "model": crash.model, "engine": crash.engine or "llama.cpp", "times": crash.count,
    }  # fmt: skip
    if crash.how != KILLED and alternatives.card:
        return Problem(Code.MODEL_CRASHES_CARD, params)
    if crash.how != KILLED and alternatives.engines and RemedyKind.TRY_ENGINES not in crash.tried:
        return Problem(Code.MODEL_CRASHES_ENGINE, params)
    if alternatives.smaller:
        return Problem(Code.MODEL_CRASHES_SMALLER, {**params, "smaller": alternatives.smaller})
    return Problem(Code.MODEL_CRASHES, params)


def work_of(message: Message) -> str:
    """What a request is: the name of its job, or of its message."""
    return message.job if isinstance(message, Start) else message.type


def model_of(message: Message) -> tuple[str, str]:
    """(id, path) of the model that a request works with; "" for none."""
    if isinstance(message, Search | Render):
        return _named({"embedder": message.base.embedder})
    return _named(message.params) if isinstance(message, Start) else ("", "")


def _named(params: dict[str, Any]) -> tuple[str, str]:
    base = params.get("base")
    embedder = params.get("embedder") or (base.get("embedder") if isinstance(base, dict) else "")
    if isinstance(embedder, str) and embedder:  # models/<id>/embedder
        return PurePath(embedder).parent.name, embedder
    model, path = params.get("model"), params.get("path")
    if not isinstance(model, str) or not model:
        return "", ""
    if PurePath(model).is_absolute():  # models/<id>/<file>
        return PurePath(model).parent.name, model
    return model, path if isinstance(path, str) else ""
