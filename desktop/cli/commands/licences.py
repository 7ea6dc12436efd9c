"""The command that lists what Bukvar is built of."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, USAGE, Call
from desktop.features.security.domain.licences import Component, owners, parts_of

if TYPE_CHECKING:
    from desktop.app import Application


async def licences(application: "Application", call: Call) -> int:
    """`bukvar licences [PART] [--all]`."""
    components = application.licences.components()
    wanted = call.arguments.name.casefold()
    if not wanted:
        for part in owners(components):
            _row(call, part)
            for inner in parts_of(part, components) if call.arguments.all else ():
                _row(call, inner)
        return DONE
    found = [part for part in components if part.name.casefold() == wanted]
    for part in found:
        texts = {text.title: text.body for text in part.texts}
        values = {"name": part.name, "licence": part.licence, "texts": texts}
        call.output.row(values, "\n\n".join([_line(part), *(f"{t.title}\n\n{t.body}" for t in part.texts)]))
    if not found:
        call.output.error(f"bukvar licences: no part is named {call.arguments.name}\n")
    return DONE if found else USAGE


def _row(call: Call, part: Component) -> None:
    values = {
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "inside": part.inside,
        "origin": part.origin,
        "note": part.note,
    }
    call.output.row(values, _line(part))


def _line(part: Component) -> str:
    words = "\t".join((part.name, part.version, part.licence, part.note)).rstrip("\t")
    return f"  {words}" if part.inside else words
