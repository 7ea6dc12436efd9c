"""The gates before training: what is known of data, component and computer, judged one by one."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core import training_needs
from desktop.core.entities import ModelRecord
from desktop.core.training_entities import ComponentState, Example, Gate, GateState
from desktop.features.training.domain import tuning_rules
from workers.contract.memory import ModelShape
from workers.contract.training.checks import ClosedBookResult
from workers.contract.training.tuning import Backend, Backends, Forecast, Trainability, TuneSettings

# Bytes: continued pretraining takes about a tenth of what a model has read. The least that models of today
# have is some 8 terabytes (SmolLM2-135M: 2 trillion tokens, Allal et al. 2025).
_FIELD = 800 * 10**9
_UNUSED = ("driver_too_old", "gpu_too_old", "gpu_fails", "processor_build", "other_maker")


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the gates are judged by. `trainable` is the trainer's own word, None when the file could not be
    read; `backends` None while the component is not there; `closed_book` None while the model was not asked;
    `forecast` of a dry run with these settings, when there is one. Memory and disk are free bytes;
    `on_battery` None where there is no battery."""

    approved: Sequence[Example]
    model: ModelRecord | None
    trainable: Trainability | None
    component: ComponentState
    backends: Backends | None
    settings: TuneSettings
    memory_free: int
    disk_free: int
    has_weights: bool
    on_battery: bool | None = None
    closed_book: ClosedBookResult | None = None
    forecast: Forecast | None = None


def gates(facts: GateFacts) -> tuple[Gate, ...]:
    """All gates, in the order in which a person deals with them. Parameters: texts size, field (bytes
    that a small model reads for a new field), large (1 = the model is too large) · examples have (different
    ones), alike (almost the same as one of them, when there are such), need (enough)
    · refusals percent, low, high · contradictions rows · personal rows · component state · backend name,
    reason · driver version, reason, gpu · model model, architecture, tokenizer, reason (a code) · closed_book
    asked, known · memory need, free, device (ram, video), measured (1 = by a dry run), four_bit (1 = the
    weights in four bits); a card of which others hold a part is a remark · disk need, free · battery:
    none."""
    return (
        *(_texts(facts) if facts.settings.text else _rows(facts)),
        _component(facts),
        *_backend(facts),
        _model(facts),
        *([] if facts.settings.text else _closed_book(facts)),
        *_room(facts),
        *_battery(facts),
    )


def _rows(facts: GateFacts) -> list[Gate]:
    return [_examples(facts), _refusals(facts), _contradictions(facts), _personal(facts)]


def _texts(facts: GateFacts) -> list[Gate]:
    """Of plain texts there is never enough: how far they are from what teaches a field is said."""
    size = sum(len(row.text.answer.encode()) for row in facts.approved)
    large = facts.model is not None and facts.model.parameters > training_needs.MOST_FOR_TEXT
    params: dict[str, str | int | float] = {"size": size, "field": _FIELD, "large": int(large)}
    return [Gate("texts", GateState.BLOCK if large or not size else GateState.WARN, params)]


def _examples(facts: GateFacts) -> Gate:
    have = tuning_rules.distinct(facts.approved)
    alike = len(facts.approved) - have
    params: dict[str, str | int | float] = {"have": have, **({"alike": alike} if alike else {})}
    if have < training_needs.LEAST_APPROVED:
        return Gate("examples", GateState.BLOCK, {**params, "need": training_needs.LEAST_APPROVED})
    state = GateState.WARN if have < training_needs.ENOUGH else GateState.OK
    return Gate("examples", state, {**params, "need": training_needs.ENOUGH})


def _refusals(facts: GateFacts) -> Gate:
    share = tuning_rules.refusal_share(facts.approved)
    low, high = tuning_rules.REFUSALS
    params = {"percent": round(100 * share), "low": round(100 * low), "high": round(100 * high)}
    # Whole per cent, as they are shown: "10 %" must not be called too few.
    sound = params["low"] <= params["percent"] <= round(100 * tuning_rules.MANY_REFUSALS)
    return Gate("refusals", GateState.OK if sound else GateState.WARN, dict(params))


def _contradictions(facts: GateFacts) -> Gate:
    rows = tuning_rules.contradictions(facts.approved)
    return Gate("contradictions", GateState.WARN if rows else GateState.OK, {"rows": rows})


def _personal(facts: GateFacts) -> Gate:
    rows = tuning_rules.with_personal_data(facts.approved)
    return Gate("personal", GateState.WARN if rows else GateState.OK, {"rows": rows})


def _component(facts: GateFacts) -> Gate:
    ready = facts.component is ComponentState.READY
    state = GateState.OK if ready else GateState.BLOCK
    return Gate("component", state, {"state": facts.component.value})


def _backend(facts: GateFacts) -> list[Gate]:
    """Who trains; and a card that stays unused for its driver or its age."""
    found = facts.backends
    if found is None:
        return []
    wanted = facts.settings.backend or found.chosen
    state = next((one for one in found.states if one.backend.value == wanted), None)
    available = state is not None and state.available
    reason = state.reason if state else next((one.reason for one in found.states if one.reason), "")
    result = [
        Gate(
            "backend",
            GateState.OK if available else GateState.BLOCK,
            {"name": wanted, "reason": "" if available else reason, "gpu": found.gpu},
        )
    ]
    old = next((one.reason for one in found.states if one.reason in _UNUSED), "")
    if old or found.driver:
        params: dict[str, str | int | float] = {"version": found.driver, "reason": old, "gpu": found.gpu}
        result.append(Gate("driver", GateState.WARN if old else GateState.OK, params))
    return result


def _model(facts: GateFacts) -> Gate:
    model = facts.model
    if model is None:
        return Gate("model", GateState.BLOCK, {"model": "", "architecture": ""})
    found = facts.trainable
    params: dict[str, str | int | float] = {"model": model.id, "architecture": model.architecture}
    if found is not None:
        params |= {"architecture": found.architecture, "tokenizer": found.tokenizer, "reason": found.reason}
    return Gate("model", GateState.BLOCK if found is not None and found.reason else GateState.OK, params)


def _closed_book(facts: GateFacts) -> list[Gate]:
    closed_book = facts.closed_book
    if closed_book is None or not closed_book.asked:
        return []
    little = closed_book.known < training_needs.LEAST_KNOWN * closed_book.asked
    params: dict[str, str | int | float] = {"asked": closed_book.asked, "known": closed_book.known}
    return [Gate("closed_book", GateState.WARN if little else GateState.OK, params)]


def _room(facts: GateFacts) -> list[Gate]:
    model = facts.model
    if model is None or not model.parameters:
        return []
    chosen = facts.settings.backend or (facts.backends.chosen if facts.backends else "")
    on_card = tuning_rules.is_card(chosen)
    free = facts.backends.gpu_free if on_card and facts.backends else facts.memory_free
    shape = facts.trainable.shape if facts.trainable else ModelShape(parameters=model.parameters)
    # What the chat holds of a card it gives back when training begins.
    room = training_needs.card_room(facts.backends.gpu_total) if on_card and facts.backends else free
    need, four_bit = training_needs.memory_needed(
        shape, facts.settings.four_bit, on_card, room, _longest_row(facts), facts.settings.full,
        facts.settings.optimizer, chosen != Backend.PEFT_CPU,
    )  # fmt: skip
    if facts.forecast is not None:
        need, four_bit = facts.forecast.peak_memory, bool(facts.forecast.settings.four_bit)
    memory: dict[str, str | int | float] = {
        "need": need, "free": free, "device": "video" if on_card else "ram",
        "measured": int(facts.forecast is not None), "four_bit": int(four_bit),
    }  # fmt: skip
    state = GateState.OK if need <= free else GateState.WARN if need <= room else GateState.BLOCK
    disk = training_needs.disk_needed(model.parameters, facts.has_weights, facts.settings.full)
    return [
        Gate("memory", state, memory),
        Gate(
            "disk",
            GateState.OK if disk <= facts.disk_free else GateState.BLOCK,
            {"need": disk, "free": facts.disk_free},
        ),
    ]


def _longest_row(facts: GateFacts) -> int:
    """Tokens, by its letters."""
    texts = (example.text for example in facts.approved)
    letters = (
        sum(map(len, (t.question, t.answer, t.system, *t.passages, *itertools.chain(*t.earlier))))
        for t in texts
    )
    return training_needs.longest_row(max(letters, default=0), facts.settings.length)


def _battery(facts: GateFacts) -> list[Gate]:
    if facts.on_battery is None:
        return []
    return [Gate("battery", GateState.WARN if facts.on_battery else GateState.OK)]
