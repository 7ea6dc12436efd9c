"""The list of system packages is whole: what the installed libraries ask the system for comes from a package
that is named there. What another package brings along does not count, since it differs between releases."""

import re
import shutil
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest

from installer.project import ROOT

# Parts of Qt that Bukvar does not load, and why not; each pattern must still be needed.
NOT_LOADED = {
    r"plugins/sqldrivers/": "databases are SQLAlchemy's",
    r"plugins/platformthemes/libqgtk3": "GTK's theme is taken where GTK is there",
    r"Wayland|wayland|WlShell": "Qt takes the X server where the libraries of Wayland are missing",
    r"Qt/qml/|plugins/qmltooling/": "the window is made of widgets",
    r"EglFS|EglFs|egldeviceintegrations|libqeglfs|libqlinuxfb": "screens without a window system",
    r"plugins/designer/": "plugins of a tool",
    r"plugins/imageformats/libqpdf": "pages are drawn by PDFium",
    r"plugins/platforminputcontexts/libqtvirtualkeyboard": "a keyboard on the screen is the system's",
    r"plugins/printsupport/libcups": "a printer is offered where CUPS is there",
}
# What every Debian and Ubuntu has.
BASE = ("libc6", "libstdc++6", "libgcc-s1", "zlib1g")


def test_every_library_of_the_wheels_finds_what_it_needs() -> None:
    for tool in ("readelf", "dpkg", "ldconfig"):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} here: the list is Debian's and Ubuntu's")
    packages = Path(sysconfig.get_paths()["platlib"])
    libraries = [file for file in packages.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    programs = [file for name in ("lrelease", "lupdate") for file in packages.rglob(name) if file.is_file()]
    own = {file.name for file in packages.rglob("*.so*")}
    listed = _real(_listed()) | set(BASE)
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


def test_a_library_is_traced_to_its_package_also_under_a_new_name() -> None:
    if shutil.which("dpkg") is None:
        pytest.skip("no dpkg here")
    assert _owner("libgthread-2.0.so.0") in _real(["libglib2.0-0"])
    assert _owner("libgthread-2.0.so.0") not in _real(["libxcb1"])
    assert _owner("libno-such-thing.so.1") == ""


def _listed() -> list[str]:
    """The packages that ./run installs, from the list itself."""
    script = f'. "{ROOT}/installer/setup/packages.sh"; printf "%s\\n" "${{bukvar_packages_app[@]%%:*}}"'
    done = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


def _real(names: list[str]) -> set[str]:
    """The installed packages that these names stand for; a release may have another one (libglib2.0-0t64)."""
    form = "${Package}|${Provides}\\n"
    done = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True, check=True)
    found = set()
    for line in done.stdout.splitlines():
        name, provides = line.split("|", 1)
        others = re.findall(r"[a-z0-9][a-z0-9+.-]+", re.sub(r"\([^)]*\)", "", provides))
        if {name, *others} & set(names):
            found.add(name)
    return found


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
