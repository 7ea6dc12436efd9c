"""Commands about adapters."""

from typing import TYPE_CHECKING

from desktop.cli import DONE, Call
from desktop.domain.training import Adapter

if TYPE_CHECKING:
    from desktop.app import Application


async def adapters(application: "Application", call: Call) -> int:
    """`bukvar adapters list|activate|off|strength|export|import|remove|merge`."""
    arguments, service = call.arguments, application.adapters
    if arguments.action == "list":
        chosen = [application.bases.by_name(arguments.base)] if arguments.base else application.bases.list()
        for base in chosen:
            for adapter in service.list(base.id):
                _show(application, adapter, call)
    elif arguments.action == "import":
        base = application.bases.by_name(arguments.base)
        _show(application, await service.import_(base.id, call.path(arguments.file)), call)
    elif arguments.action == "off":
        base = application.bases.by_name(arguments.base)
        service.activate(base.id, "")
        call.output.row({"base": base.name, "adapter": ""}, base.name)
    else:
        await _one(application, call)
    return DONE


async def _one(application: "Application", call: Call) -> None:
    arguments, service = call.arguments, application.adapters
    adapter = service.get(arguments.adapter)
    if arguments.action == "activate":
        service.activate(adapter.base, adapter.id)
    elif arguments.action == "strength":
        service.set_strength(adapter.id, arguments.strength)
    elif arguments.action == "export":
        file = service.export(adapter.id, call.path(arguments.file))
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


def _show(application: "Application", adapter: Adapter, call: Call) -> None:
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
        "passport": adapter.passport,
    }
    mark = "*" if adapter.active else ""
    call.output.row(values, "\t".join((mark, adapter.id, adapter.name, base, adapter.model)))
