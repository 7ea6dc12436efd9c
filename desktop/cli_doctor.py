"""`bukvar doctor`: one line a check."""

import os
import shutil
from typing import TYPE_CHECKING

from desktop.cli import DONE, PROBLEM, Call
from desktop.cli_output import Output
from desktop.cli_words import state
from desktop.domain.entities import ModelRecord, ModelState
from desktop.domain.problem import Problem, ProblemError
from desktop.i18n import formats
from desktop.i18n.problems import advice, sentence
from desktop.services.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code
from workers.contract.specs import Hardware, Job, Kind, LoadResult, LoadSpec

if TYPE_CHECKING:
    from desktop.app import Application

_LITTLE_DISK = 2 * 1024**3  # bytes: less does not hold a model and an index


async def doctor(application: "Application", call: Call) -> int:
    """Looks at the computer, the folders, the models, the workers; 1 when something stands in the way."""
    output = call.output
    checks = _Checks(output)
    _folders(application, checks)
    try:
        hardware = await application.hardware.probe()
    except ProblemError as error:
        checks.add("worker probe", False, "", error.problem)
    else:
        _hardware(hardware, checks)
    for model in application.models.list():
        if model.path:
            await _model(application, model, checks)
    if application.models.embedder() is None:
        checks.add("search model", False, "", Problem(Code.EMBEDDER_MISSING))
    chosen = application.models.selected("")
    if chosen is None:
        checks.add("chat model", False, "", Problem(Code.NO_MODEL))
    else:
        await _answering(application, chosen, checks)
    for base in application.bases.list():
        try:
            result = await application.documents.reconcile(base.id)
        except ProblemError as error:
            checks.add(f"base {base.name}", False, "", error.problem)
        else:
            details = f"{result.documents} documents, {result.chunks} chunks, {result.repaired} repaired"
            checks.add(f"base {base.name}", True, details)
    return DONE if checks.sound else PROBLEM


class _Checks:
    """Prints each check and remembers whether all are in order."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.sound = True

    def add(self, name: str, ok: bool, details: str, problem: Problem | None = None) -> None:
        """One check; `problem` explains what is not in order."""
        self.sound &= ok
        words = f"{sentence(problem)}. {advice(problem)}" if problem else details
        values = {"check": name, "ok": ok, "details": words, "code": problem.code.value if problem else ""}
        self._output.row(values, f"{state(ok)}\t{name}\t{words}")


def _folders(application: "Application", checks: _Checks) -> None:
    paths = application.paths
    for folder in (paths.data, paths.models, paths.bases, paths.logs):
        writable = os.access(folder, os.W_OK)
        fault = None if writable else Problem(Code.FOLDER_NOT_WRITABLE, {"folder": str(folder)})
        checks.add("folder", writable, str(folder), fault)
    free = shutil.disk_usage(paths.data).free
    fault = None if free >= _LITTLE_DISK else Problem(Code.DISK_FULL, {"need": _LITTLE_DISK, "free": free})
    checks.add("disk", fault is None, formats.size(free), fault)


def _hardware(hardware: Hardware, checks: _Checks) -> None:
    speed = "" if hardware.avx2 else ", without AVX2: answers will be slow"
    engine = f", llama.cpp for {hardware.engine}" if hardware.engine else ""
    processor = f"{hardware.cpu}, {hardware.cores}/{hardware.threads}{engine}{speed}"
    checks.add("processor", True, processor)
    free, total = formats.memory(hardware.memory_free_bytes), formats.memory(hardware.memory_bytes)
    checks.add("memory", True, f"{free} / {total}")
    for gpu in hardware.gpus:
        sizes = f"{formats.memory(gpu.free_bytes)} / {formats.memory(gpu.total_bytes)}"
        checks.add("graphics card", True, f"{gpu.name}, {gpu.backend}, {sizes}")
    for name, version in hardware.versions.items():
        checks.add("version", True, f"{name} {version}")


async def _model(application: "Application", model: ModelRecord, checks: _Checks) -> None:
    name = f"model {model.id}"
    try:
        checked = await application.models.verify(model.id)
    except ProblemError as error:
        checks.add(name, False, "", error.problem)
        return
    damaged = checked.state is not ModelState.READY
    fault = Problem(Code.MODEL_DAMAGED, {"model": model.id}) if damaged else None
    checks.add(name, not damaged, f"sha256 {checked.sha256}", fault)


async def _answering(application: "Application", model: ModelRecord, checks: _Checks) -> None:
    """Whether the worker starts and the model fits into memory: by loading it."""
    spec = to_json(LoadSpec(model.id, model.path))
    try:
        loaded = from_json(LoadResult, await start(application.workers, Kind.CHAT, Job.LOAD, spec))
    except ProblemError as error:
        checks.add("worker chat", False, "", error.problem)
        return
    details = f"{model.id}, {loaded.backend}, {formats.seconds(loaded.seconds)}"
    checks.add("worker chat", True, details)
