"""Looks into a finished build: every shared library must be one whose licence is known, and none refused."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from desktop.features.security.domain.licences import Component, LicenceText
from installer.notices.collecting import LOCK, RESOURCES
from installer.notices.gathering import known_parts, locked_names, named_part

_LIBRARY = re.compile(r"(\.so(\.[0-9]+)*|\.dll|\.pyd|\.dylib)$", re.IGNORECASE)
# An extension module of Python's own library, or of a package at the top of the folder.
_EXTENSION = re.compile(r"\.(cpython-[0-9]+[^.]*|abi3)\.so$|\.pyd$")
# Folders whose names are not those of the packages they belong to.
_FOLDERS = {
    "pil": "pillow", "pyside6": "pyside6-essentials", "yaml": "pyyaml", "google": "protobuf",
    "grpc": "grpcio", "qdrant-edge": "qdrant-edge-py", "pypdfium2-raw": "pypdfium2",
    "llama-cpp": "llama-cpp-python", "nacl": "pynacl",
}  # fmt: skip
# Qt's libraries that are under the LGPL, as far as Bukvar may want them.
_QT = re.compile(
    r"(Qt6|Qt)(Core|Gui|Widgets|DBus|Network|Svg|SvgWidgets|PrintSupport|XcbQpa|Wayland(Client|EglClientHw"
    r"Integration)|WlShellIntegration|EglFS\w*|EglFs\w*|OpenGL\w*|Xml|Concurrent|Test)$"
)
# Packages that a bundle goes without though the lock names them, by the folder that would hold them.
_STOOD_IN = {"grpcio": "grpc"}
# Compiled into the extension, not beside it: seen by a name that only this library has.
_INSIDE = {"PIL/_imaging.*": (b"liq_attr_create", "libimagequant, under the GPL, is compiled in")}


def check_bundle(folder: Path) -> list[str]:
    """One line for each shared library in `folder` that is refused, or whose licence nobody has listed."""
    known = known_parts(RESOURCES)
    system = [pattern for part in known["parts"] for pattern in part.get("libraries", ())]
    packages = {_plain(name) for name in locked_names(LOCK)}
    problems = []
    for file in _libraries(folder):
        place = file.relative_to(folder).as_posix()
        refused = [why for pattern, why in known["refused"].items() if _fits(file.name, pattern)]
        if refused:
            problems.append(f"{place}: {refused[0]}")
            continue
        for pattern, (mark, why) in _INSIDE.items():
            if fnmatchcase("/".join(file.parts[-2:]), pattern) and mark in file.read_bytes():
                problems.append(f"{place}: {why}")
        problem = _unknown(file, folder, packages, system)
        if problem:
            problems.append(f"{place}: {problem}")
    return problems


def without_the_absent(components: list[Component], folder: Path) -> list[Component]:
    """The parts of an environment that a finished build has taken over."""
    absent = {name for name, place in _STOOD_IN.items() if not (folder / "_internal" / place).is_dir()}
    return [part for part in components if not {part.name, part.inside} & absent]


def bundled_libraries(folder: Path) -> list[Component]:
    """The libraries that a build took from its computer, and what every frozen program holds."""
    # What lies in a package's own folder came with the package.
    alone = [file.name for file in _libraries(folder) if file.parent.name == "_internal"]
    found = []
    for part in known_parts(RESOURCES)["parts"]:
        if part.get("inside"):
            continue
        names = sorted(name for name in alone if any(_fits(name, p) for p in part.get("libraries", ())))
        if names or part.get("frozen"):
            package, version, text = _of_system(names[0]) if names else ("", "", "")
            component = named_part(part, RESOURCES, version)
            own = (LicenceText(f"{package}/copyright", text),) if text else ()
            note = part.get("note", "") or ", ".join(names)
            texts = (*own, *component.texts)
            found.append(
                Component(component.name, version, component.licence, "", component.origin, note, texts)
            )
    return found


def _libraries(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if _LIBRARY.search(file.name) and file.is_file() and not file.is_symlink():
            yield file


def _unknown(file: Path, folder: Path, packages: set[str], system: list[str]) -> str:
    """Why nobody answers for a library; "" when its licence is listed."""
    parts = file.relative_to(folder).parts
    inside = parts[parts.index("_internal") + 1 :] if "_internal" in parts else parts
    top = _plain(inside[0].removesuffix(".libs"))
    owner = _FOLDERS.get(top, top)
    if len(inside) > 1 and (owner in packages or owner in ("shiboken6", "python3-11", "lib-dynload")):
        stem = re.sub(r"^lib|\.(so|dll|abi3|cpython).*$", "", file.name)
        if owner == "pyside6-essentials" and stem.startswith("Qt") and not _QT.match(stem):
            return "this module of Qt is not among those that may be handed out"
        return ""
    if len(inside) > 1 and re.fullmatch(r"python3[.-]?\d+", top):
        return ""
    if any(_fits(file.name, pattern) for pattern in system):
        return ""
    if len(inside) == 1 and _EXTENSION.search(file.name):
        module = _plain(file.name.split(".")[0])
        if file.suffix == ".pyd" or _FOLDERS.get(module, module) in packages or module.startswith("-"):
            return ""
    return "the licence of this library is not listed in resources/licenses/known.toml"


def _of_system(library: str) -> tuple[str, str, str]:
    """(package, version, text of its licences) of a library that Debian or a relative installed."""
    if shutil.which("dpkg-query") is None:
        return "", "", ""
    search = ["dpkg-query", "--search", f"*/{library}"]
    owned = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split(":")[0]
    if not owned or "\n" in owned or ", " in owned:
        return "", "", ""
    asked = ["dpkg-query", "--show", "--showformat", "${Version}\n", owned]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")[0]
    file = Path("/usr/share/doc") / owned / "copyright"
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    return owned, version, text


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.casefold(), pattern.casefold())


def _plain(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").casefold()
