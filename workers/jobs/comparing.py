"""Asks llama.cpp with an adapter what the trainer was asked at its end, and compares word for word: an
adapter that came through its conversion whole answers alike."""

import json
from pathlib import Path

from workers.contract.codec import from_json
from workers.contract.codes import Code, KnownProblem
from workers.contract.training import CompareResult, CompareSpec, Probe
from workers.engines.language_model import Aborted, LanguageModel
from workers.runtime.context import Context

TOKENS = 64  # at most, as the trainer's own answers (`workers/training/probing.py`)
_CONTEXT = 4096


def compare(spec: CompareSpec, context: Context) -> CompareResult:
    """Greedy answers with the adapter beside the trainer's, and beside the base's own. Raises what loading
    the model and reading the adapter raise, and ADAPTER_DAMAGED without readable probes."""
    probes = _read(Path(spec.probes))
    model = LanguageModel(Path(spec.model), context=_CONTEXT, threads=spec.threads)
    try:
        model.put_on(Path(spec.adapter))
        with_adapter = _answers(model, probes, context, 0)
        model.put_on(None)
        without = _answers(model, probes, context, len(probes))
    finally:
        model.close()
    expected = [probe.answer.strip() for probe in probes]
    shares = [likeness(got, want) for got, want in zip(with_adapter, expected, strict=True)]
    return CompareResult(
        asked=len(probes),
        same=sum(got == want for got, want in zip(with_adapter, expected, strict=True)),
        similar=sum(shares) / len(shares) if shares else 0.0,
        changed=sum(got != base for got, base in zip(with_adapter, without, strict=True)),
    )


def likeness(got: str, want: str) -> float:
    """The share of the common beginning in the longer of two answers, 0…1."""
    longest = max(len(got), len(want))
    if longest == 0:
        return 1.0
    pairs = enumerate(zip(got, want, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), min(len(got), len(want)))
    return common / longest


def _read(path: Path) -> list[Probe]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [from_json(Probe, json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise KnownProblem(Code.ADAPTER_DAMAGED, f"probes: {error}", file=path.name) from error


def _answers(model: LanguageModel, probes: list[Probe], context: Context, done: int) -> list[str]:
    found = []
    for number, probe in enumerate(probes):
        context.raise_if_cancelled()
        context.progress("comparing", done + number, 2 * len(probes), "steps")
        try:
            pieces = model.reply(
                model.encode_text(probe.prompt), max_tokens=TOKENS, should_stop=lambda: context.cancelled
            )
            found.append("".join(pieces).strip())
        except Aborted:
            context.raise_if_cancelled()
            raise
    context.raise_if_cancelled()
    context.progress("comparing", done + len(probes), 2 * len(probes), "steps")
    return found
