"""Commands about models."""

from typing import TYPE_CHECKING

from desktop.cli import DONE, PROBLEM, Call
from desktop.cli_output import Output
from desktop.cli_progress import finished, starter_models
from desktop.domain.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.domain.problem import Problem
from desktop.i18n import formats
from workers.contract.codes import Code

if TYPE_CHECKING:
    from desktop.app import Application


async def models(application: "Application", call: Call) -> int:
    """`bukvar models list|prepare|add|fetch|verify|remove`."""
    arguments, service, output = call.arguments, application.models, call.output
    if arguments.action == "list":
        for model in service.list():
            show(model, output)
        return DONE
    if arguments.action == "prepare":
        await starter_models(application, output)
        return DONE
    if arguments.action == "add":
        show(await service.add(call.path(arguments.path)), output)
        return DONE
    if arguments.action == "remove":
        removed = service.get(arguments.model)
        service.remove(arguments.model)
        output.row({"model": removed.id, "removed": True}, removed.id)
        return DONE
    if arguments.action == "fetch":
        return await _fetch(application, call)
    chosen = [service.get(arguments.model)] if arguments.model else service.list()
    sound = True
    for model in chosen:
        if model.path and model.state in (ModelState.READY, ModelState.DAMAGED):
            checked = await service.verify(model.id)
            show(checked, output)
            if checked.state is not ModelState.READY:
                sound = False
                output.problem(Problem(Code.MODEL_DAMAGED, {"model": checked.id}))
    return DONE if sound else PROBLEM


async def _fetch(application: "Application", call: Call) -> int:
    arguments = call.arguments
    source = arguments.source
    if source and "://" not in source:
        source = str(call.path(source))
    job = application.models.fetch(arguments.model, source)
    record = await finished(application, job, call.output)
    # An embedder comes as weights first; building its files is a second job.
    while record.state is JobState.SUCCEEDED and (more := _next(application, arguments.model)):
        record = await finished(application, more, call.output)
    show(application.models.get(arguments.model), call.output)
    return DONE if record.state is JobState.SUCCEEDED else PROBLEM


def _next(application: "Application", model: str) -> JobRecord | None:
    fetched = application.models.get(model)
    if fetched.purpose is ModelPurpose.EMBEDDING and fetched.state is not ModelState.READY:
        jobs = application.models.prepare_starters()
        return next((job for job in jobs if job.params.get("model") == model), None)
    return None


def show(model: ModelRecord, output: Output) -> None:
    """One line for a model."""
    name = model.name.get(formats.language()) or model.name.get("en", model.id)
    values = {
        "model": model.id,
        "name": name,
        "purpose": model.purpose.value,
        "state": model.state.value,
        "publisher": model.publisher,
        "licence": model.licence,
        "size": model.size,
        "sha256": model.sha256,
        "context": model.context,
        "trial": model.trial,
        "starter": model.starter,
        "tried": model.tried,
        "path": model.path,
    }
    facts = (model.state.value, model.id, name, model.publisher, model.licence, formats.size(model.size))
    output.row(values, "\t".join(facts))
