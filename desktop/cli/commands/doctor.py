"""`bukvar doctor`: the checks of Health, a line each; with `--fix` also what they propose."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.output import Output
from desktop.core.remedies import ACTING, Remedy
from desktop.features.health.domain.health import Check, CheckName, CheckVerdict
from desktop.features.health.viewmodels import health_words
from desktop.ui.i18n import formats
from desktop.ui.words import remedy_words
from workers.contract.codes import ProblemError

if TYPE_CHECKING:
    from desktop.app import Application

# Of these checks there may be several: for a program their names say of what.
_NAMED = (CheckName.SHARED, CheckName.MODEL, CheckName.BASE)


async def doctor(application: "Application", call: Call) -> int:
    """Uses every part of Bukvar for real and says how it went; 1 when something stands in the way."""
    output = call.output
    checks = await application.health.run(lambda check: _show(check, output), thorough=True)
    _versions(application, output)
    if call.arguments.fix:
        fixed = await _fix(application, checks, output)
        if fixed:
            checks = await application.health.run(lambda check: _show(check, output))
    sound = all(check.verdict in (CheckVerdict.OK, CheckVerdict.SLOW) for check in checks)
    return DONE if sound else PROBLEM


async def _fix(application: "Application", checks: tuple[Check, ...], output: Output) -> bool:
    """Do each thing once that the checks propose; whether anything was done."""
    wanted: dict[Remedy, None] = {
        check.remedy: None for check in checks if check.remedy is not None and check.remedy.kind in ACTING
    }
    for remedy in wanted:
        try:
            await application.health.apply(remedy)
        except ProblemError as error:
            output.problem(error.problem)
            continue
        words = remedy_words.button(remedy)
        output.row({"remedy": remedy.kind.value, "argument": remedy.argument}, f"{words}\t{remedy.argument}")
    return bool(wanted)


def _show(check: Check, output: Output) -> None:
    words, remedy = health_words.sentence(check), check.remedy
    ok = check.verdict in (CheckVerdict.OK, CheckVerdict.SLOW)
    values = {
        "check": _name(check),
        "ok": ok,
        "state": check.verdict.value,
        "seconds": round(check.seconds, 3),
        "details": words,
        "code": check.problem.code.value if check.problem else "",
        "next": health_words.command(remedy) if remedy else "",
        "facts": check.facts,
    }
    took = formats.seconds(check.seconds) if check.seconds else ""
    line = (health_words.state(check.verdict), took, health_words.title(check), words)
    text = "\t".join(line)
    output.row(values, f"{text}\n\t→ {values['next']}" if remedy else text)


def _name(check: Check) -> str:
    """For a program: the same in every language."""
    if check.name in _NAMED:
        return f"{check.name.value} {check.subject_name}"
    return check.name.value


def _versions(application: "Application", output: Output) -> None:
    hardware = application.hardware.hardware
    for name, version in (hardware.versions if hardware is not None else {}).items():
        values = {"check": "version", "ok": True, "state": "ok", "details": f"{name} {version}"}
        output.row(values, f"{name} {version}")
