"""What the packages need from the system they are installed on, and whether a bundle needs nothing else."""

import re
import subprocess
from pathlib import Path

# Package of Debian and Ubuntu → libraries that the bundle loads from it. glibc: the floor of PySide6's
# libraries.
DEPENDS: dict[str, tuple[str, ...]] = {
    "libc6 (>= 2.34)": (
        "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1",
        "libresolv.so.2", "ld-linux-x86-64.so.2",
    ),
    "libgl1": ("libGL.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libfontconfig1": ("libfontconfig.so.1", "libfreetype.so.6"),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
    "libxcb1": ("libxcb.so.1",),
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-image0": ("libxcb-image.so.0",),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-render-util0": ("libxcb-render-util.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-xinerama0": ("libxcb-xinerama.so.0",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libglib2.0-0 | libglib2.0-0t64": (
        "libglib-2.0.so.0", "libgthread-2.0.so.0", "libgobject-2.0.so.0", "libgio-2.0.so.0",
    ),
    "fonts-dejavu-core": (),
}  # fmt: skip
# Chat on a graphics card, desktops on Wayland: the program starts without.
RECOMMENDS: dict[str, tuple[str, ...]] = {
    "libvulkan1": ("libvulkan.so.1",),
    "libwayland-cursor0": ("libwayland-cursor.so.0", "libwayland-client.so.0"),
    "libwayland-egl1": ("libwayland-egl.so.1",),
}
# Letters in scans: programs, no libraries, so they are no part of what a bundle asks for.
PROGRAMS = ("tesseract-ocr", "tesseract-ocr-rus")
# A package by Fedora's and RED OS' name; others resolve what they know of it.
RPM_PROGRAMS = ("tesseract", "tesseract-langpack-rus")
# A Python for the training component.
SUGGESTS = ("python3-venv",)
# The same libraries by what RPM distributions call them: by the library, which Fedora, RED OS, ALT and
# openSUSE all resolve, since their names of packages differ.
RPM_DEPENDS = tuple(
    f"{library}()(64bit)"
    for libraries in DEPENDS.values()
    for library in libraries
    if not library.startswith("ld-linux")
)
RPM_RECOMMENDS = tuple(f"{library}()(64bit)" for libraries in RECOMMENDS.values() for library in libraries)

_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[(.+)\]")
_FILE = re.compile(r"^File: (.+)$")


def unmet(bundle: Path) -> list[str]:
    """One line for each library that something in the bundle asks for and that is neither in it nor in what
    the packages depend on: on another computer it might be missing, or another one. Needs readelf."""
    system = {name for names in (*DEPENDS.values(), *RECOMMENDS.values()) for name in names}
    inside = {file.name for file in bundle.rglob("*") if ".so" in file.name}
    found = []
    for file, libraries in sorted(needed(bundle).items()):
        lost = [name for name in libraries if name not in system and name not in inside]
        if lost:
            found.append(f"{file.relative_to(bundle)} needs {', '.join(lost)}")
    return found


def needed(folder: Path) -> dict[Path, list[str]]:
    """Each shared library below a folder, with the libraries that it asks for."""
    files = [file for file in folder.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    asked: dict[Path, list[str]] = {file: [] for file in files}
    for start in range(0, len(files), 200):
        # Two files at least, since one alone is read without its name.
        command: list[str | Path] = [
            "readelf",
            "--dynamic",
            "--wide",
            *files[start : start + 200],
            *files[:1],
        ]
        said = subprocess.run(
            command, capture_output=True, text=True, env={"LC_ALL": "C"}, check=False
        ).stdout
        file = files[start]
        for line in said.splitlines():
            if named := _FILE.match(line):
                file = Path(named[1])
            elif (found := _NEEDED.search(line)) and found[1] not in asked[file]:
                asked[file].append(found[1])
    return asked
