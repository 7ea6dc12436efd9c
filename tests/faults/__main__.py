"""The campaign in one command: `python -m tests.faults [PART …] --minutes M --seed N`.

Parts: kill, full, broken, closed, power (at the writes of an operation, in forks), damage (of each file),
processes, endurance, fuzz. Prints a row of RESULTS.md for each operation, and what was wrong; the exit code
is 1 when anything was.
"""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults import faulty_disk
from tests.faults.tally import Tally

PARTS = ("kill", "full", "broken", "closed", "power", "damage", "processes", "endurance", "fuzz")
HEAD = "| part | operation | seed | cases | wrong | how they ended | minutes |\n|---|---|---|---|---|---|---|"


def main() -> int:
    """Run the parts; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (all)")
    parser.add_argument("--minutes", type=float, default=5.0, help="for all of it (5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=20, help="writes, kills or losses an operation (20)")
    parser.add_argument("--fuzz", type=int, default=2000, help="cases a parser (2000)")
    parser.add_argument("--jobs", type=int, default=1, help="children that fuzz at a time (1)")
    parser.add_argument(
        "--kept",
        type=Path,
        metavar="FILE",
        help="of fuzz: what was counted; the next run with it goes on there, with the same seed",
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="may be repeated")
    chosen = parser.parse_args()
    parts = chosen.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    try:
        faulty_disk.preload()
    except faulty_disk.NoCompiler as reason:
        skipped = [part for part in parts if part in PARTS[:5]]
        print(f"SKIPPED {', '.join(skipped)}: {reason}", flush=True)
        parts = [part for part in parts if part not in skipped]
    print(HEAD, flush=True)
    end = time.monotonic() + 60 * chosen.minutes
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    with faulty_disk.scratch():
        return max([0, *(_part(part, chosen, end) for part in parts)])


def _part(part: str, chosen: argparse.Namespace, end: float) -> int:
    """One part; each of its operations gets its share of the time that is left."""
    code = 0
    runs = [(name, run) for name, run in _runs(part, chosen) if not chosen.only or name in chosen.only]
    for at, (name, run) in enumerate(runs):
        begun = time.monotonic()
        share = (end - begun) / (len(runs) - at)
        if share <= 0:
            print(f"{part} {name}: no time left", flush=True)
            continue
        tally = None
        for tally in run():  # noqa: B007
            if time.monotonic() - begun > share:
                break
        if tally is not None:
            print(tally.row((time.monotonic() - begun) / 60), flush=True)
            for wrong in tally.wrong[:20]:
                print(f"  WRONG {wrong}", flush=True)
            code = code or bool(tally.wrong)
    return int(code)


def _runs(part: str, chosen: argparse.Namespace) -> list[tuple[str, Callable[[], Iterator[Tally]]]]:
    if part == "fuzz":
        from tests.faults import fuzz, parsers

        return [
            (one.name, partial(fuzz.run, one, chosen.seed, chosen.fuzz, chosen.jobs, kept=chosen.kept))
            for one in parsers.TARGETS
        ]
    if part == "processes":
        from tests.faults import commands, jobs, processes, resuming, scene

        acts = {**processes.OPERATIONS, **jobs.OPERATIONS, **commands.OPERATIONS, **resuming.OPERATIONS}
        return [
            (name, lambda act=act, name=name: scene.run(act, name, chosen.seed, chosen.cases))  # type: ignore[misc]
            for name, act in acts.items()
        ]
    if part == "damage":
        from tests.faults import damage

        return [
            (name, lambda name=name: damage.run(name, chosen.seed, chosen.cases))  # type: ignore[misc]
            for name in damage.SUBJECTS
        ]
    if part == "endurance":
        from tests.faults import endurance

        return [("eight days", lambda: endurance.run(chosen.seed))]
    from tests.faults import at_writes, training, writes

    return [
        *(
            (name, lambda name=name, work=work: at_writes.run(name, work, part, chosen.seed, chosen.cases))
            for name, work in writes.WORKS.items()
        ),
        *(
            (name, lambda name=name: training.run(name, part, chosen.seed, chosen.cases))
            for name in training.NAMES
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
