"""`bukvar advise`: what to do with a base, why, what each way costs, and what would change the advice."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, Call
from desktop.features.advice.viewmodels import advice_words, documents_value_words
from workers.contract.codec import to_json

if TYPE_CHECKING:
    from desktop.app import Application


async def advise(application: "Application", call: Call) -> int:
    """By what is known, within seconds; with `--ask` the model is asked what it knows by itself, and the
    training component what could train here, which takes minutes."""
    base, advisor = application.bases.by_name(call.arguments.base), application.advisor
    advice = await (advisor.advise(base.id) if call.arguments.ask else advisor.quick(base.id))
    reasons = [
        {
            "code": one.code.value,
            "reason": advice_words.reason(one),
            "source": advice_words.cited(one.source),
        }
        for one in advice.reasons
    ]
    costs = [
        {
            "way": one.mode.value,
            "minutes": list(one.minutes) if one.minutes is not None else None,
            "people_minutes": list(one.people),
            "disk": one.disk,
            "memory": one.memory,
            "again_when_documents_change": one.repeat.value,
            "measured": one.measured,
        }
        for one in advice.costs
    ]
    turns = [advice_words.turn(one) for one in advice.would_change]
    unknown = [advice_words.unknown(one) for one in advice.unknown]
    values = {
        "recommendation": advice.recommendation.value,
        "sentence": advice_words.heading(advice),
        "reasons": reasons,
        "costs": costs,
        "would_change": turns,
        "measured": advice.measured,
        "unknown": [{"code": one.value, "sentence": advice_words.unknown(one)} for one in advice.unknown],
    }
    lines = [advice_words.heading(advice), *(f"- {one['reason']}" for one in reasons), *turns, *unknown]
    call.output.row(values, "\n".join(lines))
    return DONE


async def worth(application: "Application", call: Call) -> int:
    """`bukvar worth`: what the documents of a base are worth, before anybody spends days on them.

    One object, or a sentence a line with the places under it."""
    base = application.bases.by_name(call.arguments.base)
    found = await application.documents_value.estimate(base.id)
    lines = documents_value_words.lines(found)
    values = {
        "base": base.name,
        **to_json(found),
        "questions": found.texts.expected,
        "outdated": found.outdated,
        "sentences": lines,
    }
    remarks = [f"- {documents_value_words.remark(one)}" for one in found.texts.remarks]
    call.output.row(values, "\n".join([*lines, *remarks]))
    return DONE
