"""Commands about adapters."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core.entities import JobState
from desktop.core.exam_entities import Exam
from desktop.core.training_entities import Adapter

if TYPE_CHECKING:
    from desktop.app import Application


async def adapters(application: "Application", call: Call) -> int:
    """`bukvar adapters list|use|off|back|sweep|strength|export|import|remove|merge`."""
    arguments, service = call.arguments, application.adapters
    if arguments.action == "list":
        chosen = [application.bases.by_name(arguments.base)] if arguments.base else application.bases.list()
        for base in chosen:
            for adapter in service.list(base.id):
                _show(application, adapter, call)
    elif arguments.action == "import":
        base = application.bases.by_name(arguments.base)
        _show(application, await service.import_(base.id, call.path(arguments.file)), call)
    elif arguments.action in ("off", "back"):
        base = application.bases.by_name(arguments.base)
        if arguments.action == "off":
            application.guards.use_adapter(base.id, "")
        else:
            application.guards.roll_back(base.id, "adapter")
        active = service.active(base.id)
        call.output.row({"base": base.name, "adapter": active.id if active is not None else ""}, base.name)
    elif arguments.action == "sweep":
        return await _sweep(application, call)
    else:
        await _one(application, call)
    return DONE


async def _one(application: "Application", call: Call) -> None:
    arguments, service = call.arguments, application.adapters
    adapter = service.get(arguments.adapter)
    if arguments.action in ("use", "activate"):
        strength, by = arguments.strength, arguments.override_by
        done = application.guards.use_adapter(adapter.base, adapter.id, strength, by)
        more = {"exam": done.exam, "overridden_by": done.overridden_by}
        _show(application, service.get(adapter.id), call, more)
        return
    if arguments.action == "strength":
        application.guards.set_strength(adapter.id, arguments.strength, arguments.override_by)
    elif arguments.action == "export":
        file = service.export(adapter.id, call.target(arguments.file, application.paths.data))
        call.output.row({"adapter": adapter.id, "file": str(file), "size": file.stat().st_size}, str(file))
        return
    elif arguments.action == "merge":
        model = await service.merge(adapter.id, arguments.quantization)
        call.output.row({"model": model.id, "size": model.size, "path": model.path}, model.id)
        return
    else:
        service.remove(adapter.id)
        call.output.row({"adapter": adapter.id, "removed": True}, adapter.id)
        return
    _show(application, service.get(adapter.id), call)


async def _sweep(application: "Application", call: Call) -> int:
    """An exam at four strengths to its end; the last line proposes the best one (0: better without)."""
    adapter = application.adapters.get(call.arguments.adapter)
    await starter_models(application, call.output)
    await reconciled(application, adapter.base)
    exam = application.guards.sweep(adapter.base, adapter.id)
    job = application.jobs.get(exam.job)
    if job is not None and (await finished(application, job, call.output)).state is not JobState.SUCCEEDED:
        return PROBLEM
    _show_sweep(application, adapter, exam, call)
    return DONE


def _show_sweep(application: "Application", adapter: Adapter, exam: Exam, call: Call) -> None:
    rows = [
        {
            "strength": row.candidate.strength if row.candidate.adapter else 0.0,
            "asked": row.asked,
            "right": row.right,
            "low": round(row.low, 4),
            "high": round(row.high, 4),
            "general": row.general,
            "general_asked": row.general_asked,
        }
        for row in application.exam_results.table(exam.id).rows
    ]
    rows.sort(key=lambda row: float(row["strength"]))
    best = application.guards.best_strength(exam.id)
    values = {"adapter": adapter.id, "exam": exam.id, "best_strength": best, "strengths": rows}
    lines = [f"{row['strength']:.2f}\t{row['right']}/{row['asked']}" for row in rows]
    call.output.row(values, "\n".join([*lines, f"→ {best:.2f}"]))


def _show(
    application: "Application", adapter: Adapter, call: Call, more: dict[str, str] | None = None
) -> None:
    base = application.bases.get(adapter.base).name
    values = {
        "adapter": adapter.id,
        "name": adapter.name,
        "base": base,
        "base_model": adapter.model,
        "active": adapter.active,
        "strength": adapter.strength,
        "rank": adapter.rank,
        "rows": adapter.rows,
        "validation_loss": adapter.validation_loss,
        "asked": adapter.asked,
        "same": adapter.same,
        "size": adapter.size,
        "sha256": adapter.sha256,
        "run": adapter.run,
        "created": adapter.created.isoformat(),
        "approved_by": list(adapter.approved_by),
        "documents": list(adapter.document_names),
        "path": adapter.path,
        "provenance": adapter.provenance,
        **(more or {}),
    }
    mark = "*" if adapter.active else ""
    call.output.row(values, "\t".join((mark, adapter.id, adapter.name, base, adapter.model)))
