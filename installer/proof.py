"""`python -m installer test`: builds what is missing in `dist/` and runs the tests of the installers.

Needs root, and Debian's packages debootstrap, strace, xvfb, imagemagick, makeself, nsis, wine,
qemu-user-static and mesa-vulkan-drivers.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """The exit code of pytest; `arguments` go to it."""
    if not list((ROOT / "dist").glob("bukvar_*_amd64.deb")) or not list((ROOT / "dist").glob("bukvar-*.run")):
        made = subprocess.run([sys.executable, "-m", "installer", "linux"], cwd=ROOT, check=False)
        if made.returncode:
            return made.returncode
    command = [sys.executable, "-m", "pytest", "tests/installer", "--built", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
