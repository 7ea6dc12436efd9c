"""The list of system packages is whole: what the installed libraries ask the system for comes from a listed
package or from one that it depends on."""

import re
import shutil
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest

from installer.locks import ROOT

# Parts of Qt that Bukvar does not load, and why not; each pattern must still be needed.
NOT_LOADED = {
    r"plugins/sqldrivers/": "databases are SQLAlchemy's",
    r"plugins/platformthemes/libqgtk3": "GTK's theme is taken where GTK is there",
    r"Wayland|wayland|WlShell": "Qt takes the X server where the libraries of Wayland are missing",
    r"Qt/qml/|plugins/qmltooling/": "the window is made of widgets",
    r"plugins/egldeviceintegrations|plugins/platforms/libqeglfs": "screens without a window system",
    r"plugins/designer/": "plugins of a tool",
    r"plugins/imageformats/libqpdf": "pages are drawn by PDFium",
    r"plugins/platforminputcontexts/libqtvirtualkeyboard": "a keyboard on the screen is the system's",
    r"plugins/printsupport/libcups": "a printer is offered where CUPS is there",
}
# What every Debian and Ubuntu has: essential, or Python's own.
BASE = ("libc6", "libstdc++6", "libgcc-s1", "python3", "zlib1g", "perl-base", "apt", "dpkg", "util-linux")


def test_every_library_of_the_wheels_finds_what_it_needs() -> None:
    for tool in ("readelf", "dpkg", "ldconfig"):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} here: the list is Debian's and Ubuntu's")
    packages = Path(sysconfig.get_paths()["platlib"])
    libraries = [file for file in packages.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    programs = [file for name in ("lrelease", "lupdate") for file in packages.rglob(name) if file.is_file()]
    own = {file.name for file in packages.rglob("*.so*")}
    listed = _closure(_listed())
    wrong, excused = [], set()
    for file in (*libraries, *programs):
        place = file.relative_to(packages).as_posix()
        excuse = next((pattern for pattern in NOT_LOADED if re.search(pattern, place)), "")
        for needed in _needed(file):
            if needed in own:
                continue
            owner = _owner(needed)
            if owner not in listed:
                if excuse:
                    excused.add(excuse)
                else:
                    wrong.append(f"{place} needs {needed} ({owner or 'not on this computer'})")
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert len(libraries) > 50
    assert excused == set(NOT_LOADED)


def test_the_check_notices_a_missing_package() -> None:
    if shutil.which("dpkg") is None:
        pytest.skip("no dpkg here")
    without = [name for name in _listed() if not name.startswith("libglib2.0")]
    assert _owner("libgthread-2.0.so.0") in _closure(_listed())
    assert _owner("libxcb-cursor.so.0") not in _closure([name for name in without if "cursor" not in name])


def _listed() -> list[str]:
    """The packages that ./run installs, from the list itself."""
    script = f'. "{ROOT}/installer/setup/packages.sh"; printf "%s\\n" "${{bukvar_packages_app[@]%%:*}}"'
    done = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@cache
def _status() -> dict[str, tuple[str, ...]]:
    """Installed package (and what it provides) → what it depends on."""
    form = "${Package}|${Provides}|${Pre-Depends}, ${Depends}\\n"
    done = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        name, provides, depends = line.split("|", 2)
        wanted = tuple(re.findall(r"[a-z0-9][a-z0-9+.-]+(?=[\s,|(:]|$)", re.sub(r"\([^)]*\)", "", depends)))
        found[name] = wanted
        for other in re.findall(r"[a-z0-9][a-z0-9+.-]+", re.sub(r"\([^)]*\)", "", provides)):
            found.setdefault(other, (name,))
    return found


def _closure(names: list[str]) -> set[str]:
    status = _status()
    seen: set[str] = set()
    left = [*names, *BASE]
    while left:
        name = left.pop()
        if name in status and name not in seen:
            seen.add(name)
            left += status[name]
    return seen


@cache
def _known() -> dict[str, str]:
    """Name of a library → where the loader finds it."""
    done = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True)
    found: dict[str, str] = {}
    for match in re.finditer(r"^\s+(\S+) \(.*x86-64.*\) => (\S+)$", done.stdout, re.MULTILINE):
        found.setdefault(match[1], match[2])
    return found


@cache
def _owner(library: str) -> str:
    """The package that a library belongs to; "" when it is not on this computer."""
    place = _known().get(library, "")
    for path in (
        {place, str(Path(place).resolve()), place.removeprefix("/usr"), f"/usr{place}"} if place else ()
    ):
        done = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    return ""


def _needed(file: Path) -> list[str]:
    done = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False)
    return re.findall(r"\(NEEDED\)\s+Shared library: \[([^\]]+)\]", done.stdout)
