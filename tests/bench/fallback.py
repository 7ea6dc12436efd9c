"""What an engine that is broken costs at the first start, against a build in which nothing is.

Every way of being broken takes the best place of the build in turn, and so does nothing; a probe then has the
engines prove themselves, and tells how many seconds that took. The next start asks what is remembered.
"""

import argparse
import tempfile
from pathlib import Path

from tests.helpers.broken_engines import BROKEN, BrokenBuild, report

LIMIT = 5.0  # seconds, once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often each is measured."""
    parser.add_argument("--runs", type=int, default=2)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each way; 1 when one takes more than `LIMIT`."""
    whole = _seconds((), arguments.runs)
    print(f"{'nothing is broken':26} {whole:5.2f} s")
    late = False
    for kind, (flags, _) in BROKEN.items():
        took = _seconds(flags, arguments.runs)
        late = late or took > LIMIT
        print(f"{kind:26} {took:5.2f} s  x{took / whole:.1f}")
    return int(late)


def _seconds(flags: tuple[str, ...], runs: int) -> float:
    """The quickest of some first starts; other work on the computer only ever adds."""
    took = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            build = BrokenBuild(Path(folder) / "build")
            if flags:
                build.add_processor("zz-best", *flags)
            found = report(build)
            assert found.usable and found.fell_back == bool(flags), found
            took.append(found.seconds)
    return min(took)
