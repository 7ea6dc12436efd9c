"""`python -m installer linux`: the frozen application, its `.deb`, `.rpm` and `.run`, in `dist/`.

--engine WHEEL    llama.cpp to put in (without it the one in build/engine, of `python -m installer engine`)
--plain-engine    compile llama.cpp here for every processor with AVX2, without graphics cards
--with-starter F  a model pack that the installers carry
--version V       instead of the project's own (the tests' older and newer ones)
--python PATH     the Python to freeze (the system's: other computers have its glibc or a newer one)
--only bundle     stop before the packages
"""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from installer.engine.build import NAME as ENGINE
from installer.engine.build import newest
from installer.linux import packages
from installer.linux.needs import unmet
from installer.linux.self_extracting import UnknownHeader
from installer.linux.tidy import Untidy, tidy
from installer.locks import LOCKS, entry, uv
from installer.locks.install import install
from installer.locks.network import environment as network
from installer.notices import writing
from installer.project import ROOT, project_version
from installer.tools import missing
from workers.files import sha256_of
from workers.transfer.interpreter import NEWEST, OLDEST

WORK, RESULTS = ROOT / "build" / "linux", ROOT / "dist"
# What every processor since 2013 has, and nothing of this very one.
PLAIN = "-DGGML_NATIVE=OFF -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DLLAVA_BUILD=OFF"
_SYSTEM_PYTHON = "/usr/bin/python3"
_ASK = "import sys, sysconfig; print(*sys.version_info[:2], sysconfig.get_path('include'))"


def main(arguments: list[str]) -> int:
    """Build; 0 when the packages are there."""
    parser = argparse.ArgumentParser(prog="python -m installer linux")
    parser.add_argument("--engine", type=Path)
    parser.add_argument("--plain-engine", action="store_true")
    parser.add_argument("--with-starter", type=Path, metavar="PACK")
    parser.add_argument("--version", default=project_version())
    parser.add_argument(
        "--python", default=_SYSTEM_PYTHON if Path(_SYSTEM_PYTHON).is_file() else sys.executable
    )
    parser.add_argument("--only", choices=("bundle",))
    asked = parser.parse_args(arguments)
    engine = None if asked.plain_engine else asked.engine or newest()
    if lost := _lacking(asked, engine):
        print(*lost, sep="\n", file=sys.stderr)
        return 1
    WORK.mkdir(parents=True, exist_ok=True)
    with (WORK / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # until this process ends, however it does
        except OSError:
            print("Another build is at work in build/linux.", file=sys.stderr)
            return 1
        return _build(asked, engine)


def _lacking(asked: argparse.Namespace, engine: Path | None) -> list[str]:
    """All that a build needs and that is not here, a sentence each."""
    tools = packages.TOOLS | ({"c++": "g++"} if asked.plain_engine else {})
    found = []
    try:
        major, minor, include = subprocess.run(
            [asked.python, "-I", "-c", _ASK], capture_output=True, text=True, check=True
        ).stdout.split(maxsplit=2)
        if not OLDEST <= (int(major), int(minor)) <= NEWEST:
            raise ValueError
        # Its packages are compiled against its headers; with them comes its library, which PyInstaller takes.
        own = "" if asked.python == _SYSTEM_PYTHON else f"{major}.{minor}"
        tools |= {f"{include.strip()}/Python.h": f"python{own or 3}-dev"}
    except (OSError, ValueError, subprocess.CalledProcessError):
        oldest, newest_one = (f"{version[0]}.{version[1]}" for version in (OLDEST, NEWEST))
        found.append(
            f"Nothing was begun: {asked.python} is no Python from {oldest} to {newest_one} (--python)."
        )
    try:
        uv()
    except FileNotFoundError as error:
        found.append(f"Nothing was begun: {error}.")
    for file in (engine, asked.with_starter):
        if file is not None and not file.is_file():
            found.append(f"Nothing was begun: {file} is not there.")
    if engine is None and not asked.plain_engine:
        found.append("There is no engine yet: run `python -m installer engine`, or take --plain-engine.")
    if lost := missing(tools):
        found.append(lost)
    return found


def _build(asked: argparse.Namespace, engine: Path | None) -> int:
    python = environment(asked.python, engine)
    try:
        bundle = freeze(python, asked.version)
        return _pack(asked, python, bundle)
    except (Untidy, UnknownHeader) as problem:
        print(problem, file=sys.stderr)
        return 1


def _pack(asked: argparse.Namespace, python: Path, bundle: Path) -> int:
    if asked.with_starter:
        packs = bundle / "packs"
        packs.mkdir(exist_ok=True)
        shutil.copy2(asked.with_starter, packs)
    licences = bundle / "licences"
    if refused := writing.describe(python, bundle, licences, bundle / "_internal" / "resources"):
        print("These may not be handed out:", *refused, sep="\n", file=sys.stderr)
        return 1
    size = sum(file.lstat().st_size for file in bundle.rglob("*") if not file.is_dir())
    print(f"bundle: {bundle} ({size / 1e6:.0f} MB)")
    if asked.only:
        return 0
    RESULTS.mkdir(exist_ok=True)
    shutil.copy2(licences / "bukvar.cdx.json", RESULTS / f"bukvar-{asked.version}.cdx.json")
    tools = python.parent
    makers: tuple[Callable[[], Path], ...] = (
        lambda: packages.deb(bundle, asked.version, tools),
        lambda: packages.rpm(bundle, asked.version, tools),
        lambda: packages.run(bundle, asked.version),
    )
    for make in makers:
        made = make()
        print(f"{made.relative_to(ROOT)} ({made.stat().st_size / 1e6:.0f} MB)")
    return 0


def environment(base: str, engine: Path | None) -> Path:
    """The interpreter of an environment of its own that is what the locks say; made anew when they change."""
    folder = WORK / "env"
    wanted = [LOCKS / "build.txt", LOCKS / "package.txt", LOCKS / "app.txt"]
    files = [*wanted, engine] if engine else wanted
    wish = f"{base} {engine.name if engine else PLAIN} {sha256_of(*files)}"
    python, stamp = folder / "bin" / "python", folder / "bukvar.stamp"
    if stamp.is_file() and stamp.read_text() == wish:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    install(folder, wanted, python=base, without=[ENGINE])
    if engine is None:
        engine = _plain_engine(python)
    install(folder, wanted, without=[ENGINE], wheels=[engine])
    subprocess.run([python, "-m", "compileall", "-q", folder / "lib"], check=False, capture_output=True)
    stamp.write_text(wish)
    return python


def _plain_engine(python: Path) -> Path:
    """The locked llama.cpp, compiled with `PLAIN`. Raises `subprocess.CalledProcessError`."""
    requirement, out = WORK / "engine.txt", WORK / "engine"
    requirement.write_text(entry("app.txt", ENGINE), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    command: list[str | Path] = [
        python, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir",
        "--require-hashes", "--wheel-dir", out, "--requirement", requirement,
    ]  # fmt: skip
    values = {**network(), "CMAKE_ARGS": PLAIN, "PATH": f"{python.parent}:{os.environ['PATH']}"}
    subprocess.run(command, cwd=WORK, env=values, check=True)
    (wheel,) = out.glob("llama_cpp_python-*.whl")
    return wheel


def freeze(python: Path, version: str) -> Path:
    """The bundle: a folder that runs on other computers. Raises `Untidy`."""
    work, out = WORK / "pyinstaller", WORK / "bundle"
    shutil.rmtree(out, ignore_errors=True)
    values = {**os.environ, "BUKVAR_ROOT": str(ROOT), "PYTHONNOUSERSITE": "1"}
    subprocess.run(
        [sys.executable, "-m", "installer.strings", "compile"], cwd=ROOT, check=True, capture_output=True
    )
    command: list[str | Path] = [
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--workpath", work, "--distpath", out, ROOT / "installer" / "freeze" / "bukvar.spec",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)
    WORK.joinpath("pyinstaller.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        raise Untidy(f"PyInstaller failed:\n{done.stderr[-3000:]}")
    bundle = out / "bukvar"
    tidy(bundle)
    # PyInstaller goes on without a library it does not find; the bundle would fail on another computer.
    if lost := unmet(bundle):
        raise Untidy("Libraries are missing on this computer, or are not listed:\n" + "\n".join(lost))
    (bundle / "VERSION").write_text(f"{version}\n", encoding="utf-8")
    return bundle
