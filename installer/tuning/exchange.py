"""Another CUDA than the lock's: which packages of the card take the places of those that the lock names.

uv resolves for the target, which need not be the computer that this runs on. Everything but the card's own
packages stays as locked, so what was tested stays what is installed.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from installer.locks import uv
from installer.locks.network import environment
from installer.tuning.gathering import GatherError
from installer.tuning.target import Target
from workers.contract.tuning_folder import may_be_exchanged
from workers.transfer.pinned_packages import PinnedPackage, read_lock

_ASKED = ("torch", "torchvision", "torchaudio")


def exchange(lock: str, target: Target, cuda: str, index: str) -> str:
    """A lock of the card's packages for CUDA `cuda` ("12.8") from the package index at the address `index`.
    Raises `GatherError` when that index does not have them, or when another package would have to change."""
    try:
        program = uv()
    except FileNotFoundError as error:
        raise GatherError(str(error)) from error
    packages = read_lock(lock)
    edition = f"cu{cuda.replace('.', '')}"
    kept = {package.name: package for package in packages if not may_be_exchanged(package.name)}
    asked = [package for package in packages if package.name in _ASKED]
    with tempfile.TemporaryDirectory() as folder:
        wishes = Path(folder) / "wishes.txt"
        wishes.write_text("".join(f"{p.name}=={p.version}+{edition}\n" for p in asked), encoding="utf-8")
        locked = Path(folder) / "locked.txt"
        locked.write_text("".join(f"{line}\n" for line in _pins(list(kept.values()))), encoding="utf-8")
        command = [
            program, "pip", "compile", "--no-config", "--quiet", "--no-header", "--no-annotate",
            "--generate-hashes", "--no-emit-index-url", "--index-strategy", "unsafe-best-match", *target.uv(),
            "--constraint", str(locked), "--extra-index-url", index, str(wishes),
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise GatherError(f"{index} has no fitting edition for CUDA {cuda}:\n{done.stderr.strip()[-1500:]}")
    found = read_lock(done.stdout)
    strange = [p.name for p in found if p.name not in kept and not may_be_exchanged(p.name)]
    if strange:
        raise GatherError(f"CUDA {cuda} needs packages that the lock does not know: {', '.join(strange)}")
    return "".join(f"{p.lines}\n" for p in found if may_be_exchanged(p.name))


def _pins(packages: list[PinnedPackage]) -> list[str]:
    return [re.split(r"\s*--hash", package.lines)[0].strip() for package in packages]
