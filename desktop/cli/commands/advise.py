"""`bukvar advise`: what to do with a base, why, what each way costs, and what would change the advice."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, Call
from desktop.features.advice.viewmodels import advice_words

if TYPE_CHECKING:
    from desktop.app import Application


async def advise(application: "Application", call: Call) -> int:
    """One line; begins no work but looking, and asking the model what it knows where enough is approved."""
    base = application.bases.by_name(call.arguments.base)
    advice = await application.advisor.advise(base.id)
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
            "disk": one.disk,
            "memory": one.memory,
            "again_when_documents_change": one.repeat.value,
            "measured": one.measured,
        }
        for one in advice.costs
    ]
    turns = [advice_words.turn(one) for one in advice.would_change]
    values = {
        "recommendation": advice.recommendation.value,
        "sentence": advice_words.heading(advice),
        "reasons": reasons,
        "costs": costs,
        "would_change": turns,
        "measured": advice.measured,
    }
    lines = [advice_words.heading(advice), *(f"- {one['reason']}" for one in reasons), *turns]
    call.output.row(values, "\n".join(lines))
    return DONE
