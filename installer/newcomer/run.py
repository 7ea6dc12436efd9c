"""`python -m installer newcomer [--suite SUITE…]`: does this checkout start on a computer that never saw it?

--suite SUITE        bookworm, trixie or noble; may be given several times (default: bookworm)
--as WHO             root, or user: one with sudo, a Russian desktop and a home with a space (default: both)
--only COMMAND       demo or test (default: both)
--engine-cache DIR   keep the compiled llama.cpp there between runs, by its hash; without it, it is compiled
--keep               leave the systems in place

Each run has a bare system of its own with empty caches, into which the checkout is copied as git has it.
There the README's commands are typed: `./run demo`, and `./test --quick`. What a newcomer sees is kept with
its times in `build/newcomer/SUITE-WHO-COMMAND.log`, the figures of all in `build/newcomer/summary.json`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from installer.newcomer.bare_system import SUITES, BareSystem, CommandError, MissingTool
from installer.project import ROOT

WORK = ROOT / "build" / "newcomer"
COMMANDS = {"demo": "./run demo", "test": "./test --quick"}
HOMES = {"root": "/root", "user": "/home/Анна Петрова"}
NAME = "anna"
# The checkout's folder below the home.
FOLDER = "Мой Букварь"
# A step that says nothing for longer looks as if it hung.
LONGEST_SILENCE = 10.0  # seconds
# From here on a developer reads pytest, which tells how far it is by dots within a line.
_TESTS_BEGIN = "test session starts"


@dataclass(frozen=True, slots=True)
class Result:
    """One command on one system. `silence`: the longest time without a line, in seconds, up to the tests."""

    suite: str
    who: str
    command: str
    code: int
    seconds: float
    silence: float
    megabytes: int
    transcript: str

    @property
    def good(self) -> bool:
        return self.code == 0 and self.silence <= LONGEST_SILENCE


def main(arguments: list[str]) -> int:
    """0: every command did what the README says; 1: one did not; 2: no bare system can be made here."""
    parser = argparse.ArgumentParser(prog="python -m installer newcomer")
    parser.add_argument("--suite", action="append", choices=SUITES)
    parser.add_argument("--as", dest="who", choices=tuple(HOMES))
    parser.add_argument("--only", choices=tuple(COMMANDS))
    parser.add_argument("--engine-cache", type=Path, metavar="DIR")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(arguments)
    WORK.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    for suite in asked.suite or SUITES[:1]:
        for who in [asked.who] if asked.who else HOMES:
            try:
                results += _visit(suite, who, asked)
            except (MissingTool, CommandError) as problem:
                print(problem, file=sys.stderr)
                return 2
    summary = json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1)
    (WORK / "summary.json").write_text(summary, encoding="utf-8")
    for one in results:
        print(
            f"{'ok' if one.good else 'FAILED'}: {one.suite} {one.who} {one.command}: exit code {one.code}, "
            f"{one.seconds / 60:.1f} min, silent for {one.silence:.0f} s at most, {one.megabytes} MB more"
        )
    return 0 if all(one.good for one in results) else 1


def _visit(suite: str, who: str, asked: argparse.Namespace) -> list[Result]:
    folder = WORK / f"{suite}-{who}"
    shutil.rmtree(folder, ignore_errors=True)
    print(f"== {suite}, {who}: making a bare system", flush=True)
    system = BareSystem(suite, folder)
    try:
        user, home = ("root", HOMES[who]) if who == "root" else (NAME, HOMES[who])
        if who != "root":
            system.add_user(user, home)
        checkout = f"{home}/{FOLDER}"
        _copy_checkout(system.path(checkout))
        engines = system.path(f"{checkout}/build/engine")
        _copy_engines(asked.engine_cache, engines)
        system.run("chown", "-R", f"{user}:", home)
        results = []
        for name in [asked.only] if asked.only else COMMANDS:
            results.append(_type(system, suite, who, user, checkout, name))
            log = system.path(f"{checkout}/build/setup.log")
            if log.is_file():
                shutil.copy(log, WORK / f"{suite}-{who}-setup.log")
            _copy_engines(engines, asked.engine_cache)
            if not results[-1].good:
                break
        return results
    finally:
        if not asked.keep:
            system.remove()


def _type(system: BareSystem, suite: str, who: str, user: str, checkout: str, name: str) -> Result:
    """Type one command and keep each line that it prints."""
    before, begin = system.size(), time.monotonic()
    text = f"cd '{checkout}' && {COMMANDS[name]}"
    transcript = WORK / f"{suite}-{who}-{name}.log"
    print(f"== {suite}, {who}: {COMMANDS[name]}", flush=True)
    command = system.command("su", "-l", user, "-c", text)
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb"}
    told: list[tuple[float, str]] = []
    with transcript.open("w", encoding="utf-8") as kept, subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            told.append((time.monotonic() - begin, line))
            stamped = f"{told[-1][0] // 60:3.0f}:{told[-1][0] % 60:04.1f}  {line.rstrip()}"
            kept.write(stamped + "\n")
            kept.flush()
            print(stamped, flush=True)
    seconds = time.monotonic() - begin
    more = (system.size() - before) // 1_000_000
    silence = longest_silence(told)
    return Result(suite, who, name, process.returncode, seconds, silence, more, transcript.name)


def longest_silence(told: Iterable[tuple[float, str]]) -> float:
    """The longest time without a line, in seconds, up to the tests. `told`: each line with its seconds since
    the begin."""
    silence = last = 0.0
    for seconds, line in told:
        silence, last = max(silence, seconds - last), seconds
        if _TESTS_BEGIN in line:
            break
    return silence


def _copy_checkout(target: Path) -> None:
    """What git has in this folder, with what was changed in it and not what it ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        file = ROOT / name
        if file.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target / name)


def _copy_engines(source: Path | None, target: Path | None) -> None:
    """Finished wheels of llama.cpp with the hash beside each; whoever takes one compares it."""
    if source is None or target is None:
        return
    for wheel in source.glob("*/llama_cpp_python-*.whl"):
        place = target / wheel.parent.name
        if not (place / wheel.name).is_file():
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(wheel, place)
            shutil.copy(wheel.with_suffix(".sha256"), place)
