"""Commands about models."""

import argparse
import os
from typing import TYPE_CHECKING

from desktop.cli import model_words as words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.consenting import require
from desktop.cli.output import Output
from desktop.cli.progress import finished, starter_models
from desktop.core.consent import Opening
from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.ui.i18n import formats
from workers.contract.addresses import is_place
from workers.contract.codes import Code, Problem
from workers.text.language import in_language

if TYPE_CHECKING:
    from desktop.app import Application


async def models(application: "Application", call: Call) -> int:
    """`bukvar models list|prepare|add|fetch|verify|remove|mirror|catalogue`."""
    arguments, service, output = call.arguments, application.models, call.output
    if arguments.action == "list":
        for model in service.list():
            show(model, output)
        return DONE
    if arguments.action == "prepare":
        await starter_models(application, output, arguments.public)
        return DONE
    if arguments.action == "add":
        show(await application.made_models.add(call.path(arguments.path), arguments.quantization), output)
        return DONE
    if arguments.action == "remove":
        removed = service.get(arguments.model)
        application.model_fetching.remove(arguments.model)
        output.row({"model": removed.id, "removed": True}, removed.id)
        return DONE
    if arguments.action == "fetch":
        return await _fetch(application, call)
    if arguments.action == "mirror":
        return await _mirror(application, call)
    if arguments.action == "catalogue":
        return _catalogue(application, output)
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
    if source and "://" in source:
        await require(application, call, Opening.SOURCE, source)
    elif source:
        source = str(call.path(source))
    job = application.model_fetching.fetch(arguments.model, source, arguments.public)
    record = await finished(application, job, call.output)
    # An embedder comes as weights first; building its files is a second job.
    while record.state is JobState.SUCCEEDED and (more := _next(application, arguments)):
        record = await finished(application, more, call.output)
    show(application.models.get(arguments.model), call.output)
    return DONE if record.state is JobState.SUCCEEDED else PROBLEM


def _next(application: "Application", arguments: argparse.Namespace) -> JobRecord | None:
    fetched = application.models.get(arguments.model)
    if fetched.purpose is ModelPurpose.EMBEDDING and fetched.state is not ModelState.READY:
        jobs = application.model_fetching.prepare_starters(arguments.public)
        return next((job for job in jobs if job.params.get("model") == arguments.model), None)
    return None


async def _mirror(application: "Application", call: Call) -> int:
    """Show or change the mirror."""
    address = _place(call)
    if "://" in address:
        await require(application, call, Opening.SOURCE, address)
    former = application.settings.values.mirror
    if call.arguments.forget and former:
        await require(application, call, Opening.NO_MIRROR, former)
    if address or call.arguments.forget:
        application.settings.change(mirror="" if call.arguments.forget else address)
    mirror = application.settings.values.mirror
    call.output.row({"mirror": mirror}, mirror or words.no_mirror())
    return DONE


def _place(call: Call) -> str:
    """The address that is meant, or a folder as a shell takes it; "" where none is."""
    address = str(call.arguments.address or "")
    if not address or "://" in address:
        return address
    # What is no whole path and no folder that is here was meant to be an address.
    folder = call.path(address)
    return str(folder) if is_place(address) or os.path.isdir(folder) else address


def _catalogue(application: "Application", output: Output) -> int:
    for entry in application.catalogue.models:
        if entry.origin:
            origin = words.origin(entry.origin)
            name = in_language(entry.name, formats.language()) or entry.id
            output.row({"model": entry.id, "origin": entry.origin.value}, f"{entry.id}\t{name}\t{origin}")
    for each in application.catalogue.skipped:
        output.problem(each.problem)
    return DONE


def show(model: ModelRecord, output: Output) -> None:
    """One line for a model."""
    name = in_language(model.name, formats.language()) or model.id
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
        "used": model.used,
        "carried_by": model.carried_by,
        "origin": model.origin,
        "russian": model.russian,
        "path": model.path,
    }
    facts = (model.state.value, model.id, name, model.publisher, model.licence, formats.size(model.size))
    output.row(values, "\t".join((*facts, model.path) if model.path else facts))
