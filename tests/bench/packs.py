"""How fast a pack is installed, against a plain copy and its checksum; and kills in the middle.

`python -m tests.bench.packs [--size MB] [--kills N] [--folder FOLDER]`. Everything is read and written on one
disk, each way five times in turn; the fastest counts, for other work on the computer only ever adds. A copy
is done when its bytes are on the disk.
"""

import argparse
import hashlib
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.helpers.pack_kills import Killing
from tests.helpers.packs import QUIET, packed
from workers.contract.packs import InstallPackSpec, MakePackSpec, PackedFile, PackedModel, PackTarget
from workers.transfer.pack_installing import install
from workers.transfer.pack_writing import make

RUNS = 5
_PIECE = 1 << 20


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="megabytes of the model (1000)")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        model = Path(folder) / "model.gguf"
        with model.open("wb") as file:
            for number in range(asked.size):
                file.write(random.Random(number).randbytes(1_000_000))
        pack = Path(folder) / "x.bukvarpack"
        make(MakePackSpec(str(pack), "x", (packed(model), *_embedder(Path(folder)))), QUIET)
        if asked.kills:
            return _kill(pack, Path(folder), asked.kills)
        _measure(model, pack, Path(folder))
    return 0


def _embedder(folder: Path) -> tuple[PackedModel, ...]:
    """A model of three files, as a model for search is."""
    files = []
    for name in ("embedder.json", "model.onnx", "tokenizer.json"):
        (folder / name).write_bytes(random.Random(name).randbytes(5_000_000))
        files.append(PackedFile(f"embedder/{name}", str(folder / name)))
    return (PackedModel({"id": "search"}, "MIT", tuple(files)),)


def _measure(model: Path, pack: Path, folder: Path) -> None:
    def copy_then_hash() -> None:
        shutil.copyfile(model, folder / "copy")
        _sync(folder / "copy")
        _digest(folder / "copy")

    def copy_only() -> None:
        shutil.copyfile(model, folder / "copy")
        _sync(folder / "copy")

    def installing() -> None:
        spec = InstallPackSpec(
            str(pack), (PackTarget("proba", "proba"),), str(folder / "m"), str(folder / "w")
        )
        install(spec, QUIET)

    ways: dict[str, Callable[[], None]] = {
        "plain copy": copy_only,
        "plain copy, then sha256": copy_then_hash,
        "pack installed": installing,
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(RUNS):
        for way, act in ways.items():
            shutil.rmtree(folder / "m", ignore_errors=True)
            (folder / "copy").unlink(missing_ok=True)
            os.sync()  # what others have still to write is not ours
            began = time.perf_counter()
            act()
            seconds[way].append(time.perf_counter() - began)
    size = model.stat().st_size / 1e6
    best = {way: min(times) for way, times in seconds.items()}
    for way, took in best.items():
        print(f"{way}: {took:.2f} s, {size / took:.0f} MB/s")
    ratio = best["plain copy, then sha256"] / best["pack installed"]
    print(f"installed at {100 * ratio:.0f} % of the speed of plain copy, then sha256")


def _kill(pack: Path, folder: Path, kills: int) -> int:
    killing = Killing(pack, folder, random.Random(30))
    for _ in range(kills):
        killing.kill_once()
    right = killing.finish()
    middle = killing.kills_in_the_middle
    print(f"{kills} kills, {middle} before the end; half models: 0; whole at the end: {right}")
    return 0 if right else 1


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
