"""Measures, in the tuning environment, what training takes on a processor:
`python -m tests.helpers.measured_memory FOLDER BACKEND ROWS LENGTH [--rank N] [--full] [--four-bit]`.

FOLDER holds a model in the format of Hugging Face. Real steps of the product's own trainer on ROWS rows of
LENGTH tokens at once, in a process of their own; printed as JSON: the peak of the process, and what the
formula says.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path


def measured(
    folder: Path,
    backend_name: str,
    rows: int,
    length: int,
    rank: int = 16,
    full: bool = False,
    four_bit: bool = False,
) -> dict[str, int]:
    """Bytes: the `peak` and what was `told`."""
    from workers.contract.memory import training_bytes
    from workers.contract.training.tuning import Backend, TuneSettings
    from workers.runtime.context import Context
    from workers.training import backends, fitting
    from workers.training.examples import Encoded
    from workers.training.memory import PeakMemory
    from workers.training.session import Session
    from workers.training.settings import filled

    backend, context = Backend(backend_name), Context("1", lambda message: None)
    backends.import_libraries(backend, context)
    asked = TuneSettings(
        batch=rows, micro_batch=rows, length=length, evaluations=1, rank=rank, full=full, four_bit=four_bit
    )
    settings = filled(asked, rows, cuda=False)
    encoded = [Encoded(tuple(range(10 + row, 10 + row + length)), length // 2) for row in range(rows)]
    loaded = backends.load(backend, folder, settings)
    # The kernel's own mark: what looks ten times a second sees less of the peak on a slow computer.
    Path("/proc/self/clear_refs").write_text("5")
    with tempfile.TemporaryDirectory() as place, PeakMemory(cuda=False) as memory:
        Session(
            loaded, encoded, [*range(rows)] * 2, [], settings, Path(place), context, memory
        ).train()  # fmt: skip
    pieces = backend is not Backend.PEFT_CPU
    shape = fitting.shape_of(folder)
    told = training_bytes(shape, four_bit, False, rows * length, rank, full, pieces=pieces)
    (mark,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return {"peak": int(mark) << 10, "told": told}


if __name__ == "__main__":
    from workers.runtime.environment import harden

    harden("tune")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("backend")
    parser.add_argument("rows", type=int)
    parser.add_argument("length", type=int)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--four-bit", action="store_true")
    asked = parser.parse_args()
    print(
        json.dumps(
            measured(
                asked.folder, asked.backend, asked.rows, asked.length, asked.rank, asked.full, asked.four_bit
            )
        )
    )
