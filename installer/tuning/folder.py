"""`python -m installer tuning-folder OUT`: the training component in a folder, for offline computers.

Gets every package of `installer/locks/tuning.txt` by pip with this computer's own configuration, checks each
against its hash, and writes a README, the list of sums and a description beside them. What was cut off
goes on.
"""

import argparse
import platform
import re
import shutil
import sys
from pathlib import Path

from installer.project import ROOT
from installer.tuning.describing import describe, title
from installer.tuning.exchange import exchange
from installer.tuning.gathering import GatherError, gather, wanted
from installer.tuning.target import SYSTEMS, Target
from workers.contract.tuning_folder import DESCRIPTION, EXCHANGE, FORMAT, TuningFolder
from workers.files import sha256
from workers.transfer.exchanged_packages import merge
from workers.transfer.pinned_packages import read_lock

LOCK = ROOT / "installer" / "locks" / "tuning.txt"
# The wheels with CUDA, and the largest of them once more while it is being got.
_ROOM = 6 * 1024**3


def main(arguments: list[str]) -> int:
    """Run the command; 0 when the folder is whole."""
    given = _parser().parse_args(arguments)
    if not re.fullmatch(r"(\d+\.\d+)?", given.cuda):
        print(f"--cuda {given.cuda}: a version like 12.8 is meant", file=sys.stderr)
        return 2
    try:
        about = make_folder(given)
    except GatherError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{given.out}: {title(about)}; {about.files} wheels, {about.size / 1e9:.2f} GB")
    return 0


def make_folder(given: argparse.Namespace) -> TuningFolder:
    """Fill `given.out`; returns its description. Raises `GatherError`."""
    out: Path = given.out
    lock = given.lock.read_text(encoding="utf-8")
    pythons = tuple(dict.fromkeys(given.python or [f"{sys.version_info[0]}.{sys.version_info[1]}"]))
    targets = [Target(given.platform, given.machine, python) for python in pythons]
    out.mkdir(parents=True, exist_ok=True)
    (out / DESCRIPTION).unlink(missing_ok=True)
    _require_room(out, lock)
    exchanged = _exchanged(given, lock, targets[0])
    effective = _merged(lock, exchanged)
    wheels: set[Path] = set()
    for target in targets:
        packages = wanted(effective, target)
        wheels |= set(gather(packages, target, out, lambda line: print(line, flush=True), given.torch_index))
    for file in out.glob("*.whl"):
        if file not in wheels:  # of an older lock
            file.unlink()
    size = sum(file.stat().st_size for file in wheels)
    cuda = given.cuda or _cuda_of(lock, targets[0])
    about = TuningFolder(
        FORMAT, targets[0].system, given.machine, pythons, cuda, sha256(lock), len(wheels), size
    )
    describe(out, sorted(wheels), about, ROOT / "resources" / "licenses")
    if not cuda:
        print(
            f"PyTorch in this folder has no CUDA: on {given.platform} it trains on the processor."
            " For NVIDIA cards name --cuda and --torch-index."
        )
    return about


def _exchanged(given: argparse.Namespace, lock: str, target: Target) -> str:
    """The card's packages of another edition, also left in the folder; "" when the lock's own are wanted."""
    file = given.out / EXCHANGE
    file.unlink(missing_ok=True)
    if not given.cuda or given.cuda == _cuda_of(lock, target):
        return ""
    if not given.torch_index:
        has = _cuda_of(lock, target) or "no CUDA"
        raise GatherError(
            f"For {target.platform} the lock holds PyTorch with {has}. For CUDA {given.cuda} name the package"
            " index that has it: --torch-index ADDRESS (PyTorch's own site tells each edition's address)."
        )
    text = exchange(lock, target, given.cuda, given.torch_index)
    file.write_text(text, encoding="utf-8")
    return text


def _merged(lock: str, exchanged: str) -> str:
    """The lock with the exchanged packages in their places."""
    if not exchanged:
        return lock
    return "".join(f"{package.lines}\n" for package in merge(read_lock(lock), read_lock(exchanged)))


def _cuda_of(lock: str, target: Target) -> str:
    """The CUDA that the lock's own PyTorch brings for the target, as "13.0"; "" for none."""
    for package in wanted(lock, target):
        if package.package.name == "cuda-toolkit":
            return ".".join(package.package.version.split(".")[:2])
    return ""


def _require_room(out: Path, lock: str) -> None:
    if not any(package.name == "torch" for package in read_lock(lock)):
        return
    here = sum(file.stat().st_size for file in out.glob("*.whl"))
    free = shutil.disk_usage(out).free
    if free < _ROOM - here:
        raise GatherError(f"{out} has {free / 1e9:.1f} GB free; {(_ROOM - here) / 1e9:.1f} GB are needed")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m installer tuning-folder", description=__doc__)
    here = "windows" if sys.platform == "win32" else "linux"
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to fill")
    parser.add_argument("--platform", choices=list(SYSTEMS), default=here, help=f"of that computer ({here})")
    parser.add_argument("--machine", choices=["x86_64", "aarch64"], default=machine)
    parser.add_argument("--python", action="append", metavar="3.N", help="of that computer; may be repeated")
    parser.add_argument("--cuda", default="", metavar="N.N", help="CUDA of that computer (the lock's own)")
    parser.add_argument("--torch-index", default="", metavar="ADDRESS", help="package index with that CUDA")
    parser.add_argument("--lock", type=Path, default=LOCK, help=argparse.SUPPRESS)
    return parser
