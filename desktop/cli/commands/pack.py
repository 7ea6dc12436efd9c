"""Commands about model packs."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import model_words as words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.models import show as show_model
from desktop.cli.consenting import require
from desktop.cli.progress import finished
from desktop.core.consent import Opening
from desktop.core.entities import JobState
from desktop.features.models.domain.catalogue import Origin, SkippedEntry
from desktop.features.models.domain.catalogue_reading import FILE_LIMIT, parse_additions
from desktop.features.models.domain.packs import PackPlan
from desktop.ui.i18n import formats
from workers.contract.codec import decode_json
from workers.contract.codes import Code, ProblemError
from workers.files import read_file

if TYPE_CHECKING:
    from desktop.app import Application

_KEY = re.compile(r"[0-9a-f]{64}")


async def pack(application: "Application", call: Call) -> int:
    """`bukvar pack make|show|install|find|key|trust`."""
    arguments, packs = call.arguments, application.packs
    if arguments.action == "make":
        return await _make(application, call)
    if arguments.action == "install":
        return await _install(application, call)
    if arguments.action == "show":
        _show(await packs.inspect(call.path(arguments.file)), call)
    elif arguments.action == "find":
        for found in await packs.find():
            _show(found, call)
    elif arguments.action == "key":
        made = await packs.make_key(call.target(arguments.file, application.paths.data))
        call.output.row({"key": made.key, "files": list(made.files)}, "\n".join((made.key, *made.files)))
    else:
        await _trust(application, call)
    return DONE


async def _make(application: "Application", call: Call) -> int:
    arguments = call.arguments
    key = str(call.path(arguments.sign)) if arguments.sign else ""
    entries = _entries(call.path(arguments.catalogue), call) if arguments.catalogue else []
    job = application.packs.make(
        call.target(arguments.file, application.paths.data), arguments.models, arguments.name, key,
        not arguments.without_search_model, entries,
    )  # fmt: skip
    record = await finished(application, job, call.output)
    if record.state is not JobState.SUCCEEDED:
        return PROBLEM
    _show(await application.packs.inspect(str(job.params["path"])), call)
    return DONE


def _entries(file: Path, call: Call) -> list[dict[str, Any]]:
    """The entries of a catalogue file, those that count; the others are told of. Raises FILE_UNREADABLE."""
    try:
        untrusted = decode_json(read_file(file, FILE_LIMIT))
        read = parse_additions(untrusted, file.name, Origin.PACK_SIGNED)
    except (OSError, ValueError, RecursionError) as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=file.name) from error
    _report_skipped(read.skipped, call)
    good = {model.id for model in read.models}
    return [entry for entry in untrusted["models"] if isinstance(entry, dict) and entry.get("id") in good]


def _report_skipped(skipped: Sequence[SkippedEntry], call: Call) -> None:
    for each in skipped:
        call.output.problem(each.problem)


async def _install(application: "Application", call: Call) -> int:
    found = await application.packs.inspect(call.path(call.arguments.file))
    taken = application.packs.take_entries(found)
    _report_skipped(taken.skipped, call)
    for entry in taken.models:
        show_model(application.models.get(entry.id), call.output)
    if found.new:
        record = await finished(application, application.packs.install(found), call.output)
        if record.state is not JobState.SUCCEEDED:
            return PROBLEM
    for planned in found.models:
        show_model(application.models.get(planned.record.id), call.output)
    return DONE


def _show(found: PackPlan, call: Call) -> None:
    values = {
        "pack": found.path,
        "name": found.name,
        "size": found.size,
        "created": found.created,
        "made_by": found.made_by,
        "signed_by": found.key,
        "models": [
            {"model": m.model, "id": m.record.id, "licence": m.entry.licence, "size": m.size, "here": m.here}
            for m in found.models
        ],
        "catalogue": [entry.id for entry in found.offers],
    }
    facts = [found.name, formats.size(found.size), found.created, found.made_by, found.key]
    lines = ["\t".join(fact for fact in facts if fact), found.path]
    for planned in found.models:
        name = planned.entry.name.get(formats.language(), planned.record.id)
        state = planned.record.state.value
        line = (state, planned.record.id, name, planned.entry.licence, formats.size(planned.size))
        lines.append("\t".join(line))
        if getattr(call.arguments, "licences", False):
            lines += [planned.licence_text, ""]
    signed = "" if found.key else words.not_signed()
    for entry in found.offers:
        name = entry.name.get(formats.language(), entry.id)
        lines.append("\t".join(part for part in ("+", entry.id, name, entry.licence, signed) if part))
    call.output.row(values, "\n".join(lines))


async def _trust(application: "Application", call: Call) -> None:
    forgets, values = call.arguments.forget, application.settings.values
    keys = dict.fromkeys(_key(typed, call) for typed in call.arguments.keys)
    changed = [key for key in keys if (key in values.pack_keys) is forgets]  # the others are so already
    for key in changed:
        await require(application, call, Opening.NO_KEY if forgets else Opening.KEY, key)
    # Only now: while a person was asked, others may have been trusted, or not any more.
    known = [key for key in application.settings.values.pack_keys if key not in changed]
    known += [] if forgets else changed
    application.settings.change(pack_keys=known)
    for key in known:
        call.output.row({"key": key}, key)


def _key(typed: str, call: Call) -> str:
    """The public key that was typed, or that lies in a file of that name; raises FILE_UNREADABLE."""
    untrusted = typed.strip().lower()
    if _KEY.fullmatch(untrusted) is None:
        try:
            untrusted = read_file(call.path(typed), 200).decode("ascii").strip().lower()
        except (OSError, ValueError) as error:
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=typed) from error
    if _KEY.fullmatch(untrusted) is None:
        raise ProblemError(Code.FILE_UNREADABLE, "no public key", file=typed)
    return untrusted
