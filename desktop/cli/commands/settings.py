"""`bukvar settings` and `bukvar policy`: what was chosen here, and what the administrator fixed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.consenting import require
from desktop.cli.words import by_administrator
from desktop.core.consent import Opening
from desktop.features.security.services.seal_journal import SealedBy
from desktop.paths import system_folder
from desktop.settings import typed_text
from desktop.settings.policy import POLICY_KEYS, Policy, PolicyState
from desktop.settings.policy_file import POLICY_FILE, check_policy
from desktop.ui.i18n.problems import advice, sentence
from workers.contract.codes import Code, Problem

if TYPE_CHECKING:
    from desktop.app import Application


async def settings(application: "Application", call: Call) -> int:
    """`bukvar settings list|get|set`."""
    arguments = call.arguments
    names = typed_text.setting_names() if arguments.action == "list" else [arguments.setting]
    if arguments.action == "set":
        await _set(application, call, arguments.setting, arguments.value)
    for name in names:
        typed_text.default(name)  # or SETTING_UNKNOWN
        _show(application, call, name, bare=arguments.action == "get")
    return DONE


def _openings(name: str, value: Any, before: Any) -> list[tuple[Opening, str]]:
    """What another value of a setting opens, with what is meant. A folder as mirror is no way out."""
    if name == "sealed" and not value:
        return [(Opening.SEAL, "")]
    if name == "mirror" and not value:
        return [(Opening.NO_MIRROR, str(before))]
    if name == "mirror" and "://" in str(value):
        return [(Opening.SOURCE, str(value))]
    if name != "pack_keys":
        return []
    changes = {Opening.KEY: set(value) - set(before), Opening.NO_KEY: set(before) - set(value)}
    return [(opening, ", ".join(sorted(keys))) for opening, keys in changes.items() if keys]


async def _set(application: "Application", call: Call, name: str, typed: str) -> None:
    value = typed_text.parse(name, typed)
    before = getattr(application.settings.values, name)
    if name not in application.settings.fixed and value != before:  # what is fixed is refused anyway
        for opening, subject in _openings(name, value, before):
            await require(application, call, opening, subject)
    if name == "sealed":
        application.security.seal(value, SealedBy.COMMAND)  # ends the process that got models
    elif name == "selected_model" and value:
        application.models.select(value)
    else:
        application.settings.change(**{name: value})


def _show(application: "Application", call: Call, name: str, bare: bool) -> None:
    value, default = getattr(application.settings.values, name), typed_text.default(name)
    fixed = name in application.settings.fixed
    values = {"setting": name, "value": value, "default": default, "fixed": fixed}
    values["expected"] = typed_text.expected(name)
    words = typed_text.shown(value)
    if not bare:
        words = f"{name}\t{words}" + (f"\t{by_administrator()}" if fixed else "")
    # An empty line, where the value is empty: whoever reads it by a script waits for one.
    call.output.row(values, words or " ")


async def policy(application: "Application", call: Call) -> int:
    """`bukvar policy show` and `bukvar policy check FILE`."""
    return policy_without_application(application.policy, call)


def policy_without_application(policy: Policy, call: Call) -> int:
    """The same without a data folder: whoever writes a policy may have none yet."""
    if call.arguments.action == "show":
        shown = policy
    else:
        file = call.path(call.arguments.file)
        if not file.is_file():
            call.output.problem(Problem(Code.FILE_UNREADABLE, {"file": str(file)}))
            return PROBLEM
        shown = check_policy(file)
    _show_policy(shown, call)
    return PROBLEM if shown.notes else DONE


def _show_policy(policy: Policy, call: Call) -> None:
    where = policy.file or str(Path(system_folder()) / POLICY_FILE)
    state = {"policy": where, "state": policy.state.value}
    call.output.row(state, f"{where}\t{policy.state.value}")
    if policy.state is not PolicyState.NONE:
        for key in POLICY_KEYS:
            value: Any = getattr(policy, key)
            words = typed_text.shown(list(value) if isinstance(value, tuple) else value)
            if value not in ("", (), None):
                call.output.row({"key": key, "value": value}, f"{key}\t{words}")
    for note in policy.notes:
        call.output.problem(note)
        values = {"code": note.code.value, "sentence": sentence(note), "advice": advice(note)}
        call.output.row({**values, "detail": note.detail}, note.detail)
