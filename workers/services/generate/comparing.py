"""Asks llama.cpp with an adapter what the trainer was asked at its end: an adapter that came through its
conversion whole goes on with the trainer's answers as the trainer did."""

import json
from pathlib import Path

from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.training.adapters import CompareResult, CompareSpec
from workers.contract.training.tuning import Probe
from workers.engines.llama.language_model import Aborted, LanguageModel
from workers.runtime.context import Context

TOKENS = 64  # at most, as the trainer's own answers (`workers/training/probing.py`)
_CONTEXT = 4096


def compare(spec: CompareSpec, context: Context) -> CompareResult:
    """Each of the trainer's answers word by word, with the adapter and without it. Written freely, two
    answers part for good at the first near tie of two words, so that alone says little of a weakly trained
    model. Raises what loading the model and reading the adapter raise, and ADAPTER_DAMAGED without readable
    probes."""
    told = _read(Path(spec.probes))
    model = LanguageModel(Path(spec.trained or spec.model), context=_CONTEXT, threads=spec.threads)
    probes = [probe for probe in told if _fits(probe, model)]
    comparing = _Comparing(model, probes, context)
    try:
        model.put_on(Path(spec.adapter) if spec.adapter else None)
        same = comparing.same()
        agreed, asked, _ = comparing.agreement(len(probes))
        if spec.trained:
            model.close()
            model = LanguageModel(Path(spec.model), context=_CONTEXT, threads=spec.threads)
            comparing = _Comparing(model, probes, context)
        model.put_on(None)
        without, _, changed = comparing.agreement(2 * len(probes))
    finally:
        model.close()
    return CompareResult(
        asked=len(probes),
        same=same,
        agreement=agreed / asked if asked else 1.0,
        without=without / asked if asked else 1.0,
        changed=changed,
        left_out=len(told) - len(probes),
    )


def _fits(probe: Probe, model: LanguageModel) -> bool:
    """Whether a model's context holds a question and an answer to it: a tiny one's may not."""
    return len(model.encode_text(probe.prompt)) + TOKENS < model.context


def _read(path: Path) -> list[Probe]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [from_json(Probe, json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise ProblemError(Code.ADAPTER_DAMAGED, f"probes: {error}", file=path.name) from error


class _Comparing:
    """The probes on one model, as it stands."""

    def __init__(self, model: LanguageModel, probes: list[Probe], context: Context) -> None:
        self._model, self._probes, self._context = model, probes, context

    def same(self) -> int:
        """Answers that the model writes just as the trainer did."""
        found = 0
        for number, probe in enumerate(self._probes):
            self._report(number)
            try:
                pieces = self._model.reply(
                    self._model.encode_text(probe.prompt),
                    max_tokens=TOKENS,
                    should_stop=lambda: self._context.cancelled,
                )
                found += "".join(pieces).strip() == probe.answer.strip()
            except Aborted:
                self._context.raise_if_cancelled()
                raise
        return found

    def agreement(self, done: int) -> tuple[int, int, int]:
        """(tokens the model would have chosen, tokens of all answers, answers it would not have written)."""
        agreed = asked = other = 0
        for number, probe in enumerate(self._probes):
            self._report(done + number)
            prompt = self._model.encode_text(probe.prompt)
            try:
                chosen, tokens = self._model.agreement(prompt, probe.answer, lambda: self._context.cancelled)
            except Aborted:
                self._context.raise_if_cancelled()
                raise
            agreed, asked, other = agreed + chosen, asked + tokens, other + (chosen < tokens)
        return agreed, asked, other

    def _report(self, done: int) -> None:
        self._context.raise_if_cancelled()
        self._context.progress("comparing", done, 3 * len(self._probes), "steps")
