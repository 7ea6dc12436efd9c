"""The frozen program: from its start to the first paint, as a ratio to the start of its own sources.

    python -m tests.bench installed [--runs N] [--program FILE]

Both are shown on a virtual screen (Xvfb), whose memory is watched until something is painted on it. In turns,
N pairs after one of each to warm up. Figures to reach: median at most 1.2 s, at most 1.6 times the sources'.
"""

import argparse
import json
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "linux" / "bundle" / "bukvar" / "bukvar"
SECONDS, RATIO = 1.2, 1.6
_SCREEN, _SIZE, _PATIENCE_S = ":93", "1280x840x24", 30
_PROBES = 2000  # spots of the screen that are looked at


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=7, help="pairs")
    parser.add_argument("--program", type=Path, default=PROGRAM, help="the frozen `bukvar`")


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data").mkdir()
        settings = {"first_start_done": True, "language": "ru"}
        (place / "data" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        server = subprocess.Popen(
            ["Xvfb", _SCREEN, "-br", "-screen", "0", _SIZE, "-fbdir", folder], stderr=subprocess.DEVNULL
        )
        try:
            return _compare(arguments, place)
        finally:
            server.kill()
            server.wait()


def _compare(arguments: argparse.Namespace, place: Path) -> int:
    options = ["--data-dir", str(place / "data")]
    commands = {
        "frozen": [str(arguments.program), *options],
        "sources": [sys.executable, "-m", "desktop", *options],
    }
    screen = place / "Xvfb_screen0"
    while not screen.is_file() or not screen.stat().st_size:
        time.sleep(0.05)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(arguments.runs + 1):
        for name in sorted(commands, reverse=bool(number % 2)):
            times[name].append(_first_paint(commands[name], screen))
    frozen, sources = (statistics.median(times[name][1:]) for name in ("frozen", "sources"))
    ratio = statistics.median(f / s for f, s in zip(times["frozen"][1:], times["sources"][1:], strict=True))
    print(f"first paint: {frozen:.2f} s frozen, {sources:.2f} s from the sources, ratio {ratio:.2f}")
    reached = frozen <= SECONDS and ratio <= RATIO
    print("reached" if reached else "NOT reached")
    return 0 if reached else 1


def _first_paint(command: list[str], screen: Path) -> float:
    with screen.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        begin, step = 4096, max(1, (len(memory) - 4096) // _PROBES)  # the header of the picture comes first

        def painted() -> bool:
            return any(memory[begin::step])

        end = time.monotonic() + _PATIENCE_S
        while painted() and time.monotonic() < end:  # of the one before
            time.sleep(0.05)
        started = time.monotonic()
        environment = {**os.environ, "DISPLAY": _SCREEN, "QT_QPA_PLATFORM": "xcb"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            while not painted():
                if time.monotonic() - started > _PATIENCE_S or process.poll() is not None:
                    raise SystemExit(f"{command[0]} painted nothing")
                time.sleep(0.005)
            return time.monotonic() - started
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)
