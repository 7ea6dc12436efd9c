"""`bukvar exam ready`: how ready a base is, and what to mend."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core.entities import JobState, KnowledgeBase
from desktop.features.exam.domain.readiness import Readiness, ReadinessState
from desktop.features.exam.viewmodels import readiness_words
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem

if TYPE_CHECKING:
    from desktop.app import Application


async def ready(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """Look at a base, or tell what the last look found; `--again` looks anew. A look that was cut off goes
    on."""
    service = application.readiness
    found = service.state(base.id)
    if found.state is not ReadinessState.DONE or call.arguments.again:
        await starter_models(application, call.output)
        await reconciled(application, base.id)
        await service.begin(base.id)
        while (job := service.work(base.id)) is not None:  # the questions, then the exam
            record = await finished(application, job, call.output)
            if record.state is not JobState.SUCCEEDED:
                return PROBLEM
        found = service.state(base.id)
    if found.state is not ReadinessState.DONE:
        call.output.problem(Problem(Code.NO_QUESTIONS, {"name": base.name}))
        return PROBLEM
    call.output.row(_values(base, found), _text(found))
    return DONE


def _values(base: KnowledgeBase, found: Readiness) -> dict[str, object]:
    return {
        "base": base.name, "ready": found.ready, "right": found.right, "of": found.of, "exam": found.exam,
        "failing": [{**dict(to_json(one)), "reason": readiness_words.reason(one)} for one in found.failing],
    }  # fmt: skip


def _text(found: Readiness) -> str:
    lines = [readiness_words.headline(found)]
    for one in found.failing:
        name = f"{one.name}: " if one.name else ""
        lines += [f"- {name}{readiness_words.reason(one)}", f"  {readiness_words.advice(one)}"]
    return "\n".join(lines)
