"""The engine of the packages: how fast it writes and reads, as a ratio to the one that is compiled here.

    python -m tests.bench engine [--runs N]

The packaged one chooses among back ends compiled for all kinds of processors; the environment's own was
compiled for this very one. In turns, N pairs, median of the ratios. Figure to reach: at least 0.85 of its
speed in writing.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from tests.helpers.packaged_engine import ask, unpacked

WANTED = 0.85
_TOKENS, _THREADS = 48, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=7, help="pairs")


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        packaged = unpacked(Path(folder))
        ratios = []
        for number in range(arguments.runs):
            order = (packaged, None) if number % 2 else (None, packaged)
            speed = {engine: _speed(engine) for engine in order}
            ratios.append(speed[packaged] / speed[None])
            print(f"{speed[packaged]:.1f} tokens/s packaged, {speed[None]:.1f} compiled here")
    ratio = statistics.median(ratios)
    print(f"writes at {ratio:.2f} of the speed (wanted: {WANTED})")
    print("reached" if ratio >= WANTED else "NOT reached")
    return 0 if ratio >= WANTED else 1


def _speed(engine: Path | None) -> float:
    said = ask(engine, tokens=_TOKENS, threads=_THREADS)
    return float(str(said["tokens"])) / float(str(said["write_s"]))
