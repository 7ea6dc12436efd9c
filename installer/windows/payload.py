"""What build.ps1 asks for around PyInstaller.

python -m installer.windows.payload version FILE          the version that the programs carry, for PyInstaller
python -m installer.windows.payload finish FOLDER PYTHON  make a frozen FOLDER, made from the environment of
                                                          PYTHON, ready to be handed out
"""

import shutil
import sys
from pathlib import Path

from installer.freeze.contents import forbidden
from installer.notices import writing
from installer.project import project_version
from installer.windows.build import numbers

# What the window and the report for a security officer read of a package's description; its licences lie in
# NOTICES.txt.
_READ = ("METADATA", "entry_points.txt")
_VERSION = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'Bukvar developers'),
      StringStruct('FileDescription', 'Bukvar'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('LegalCopyright', 'Bukvar developers, Apache-2.0'),
      StringStruct('ProductName', 'Bukvar'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def main(arguments: list[str]) -> int:
    """0 when it is done; 1 when the folder holds what may not be handed out; 2 on wrong usage."""
    match arguments:
        case ["version", file]:
            Path(file).write_text(version_file(project_version()), encoding="utf-8")
            return 0
        case ["finish", folder, python]:
            refused = finish(Path(folder), Path(python), project_version())
            if refused:
                print("These may not be handed out:", *refused, sep="\n", file=sys.stderr)
            return 1 if refused else 0
    print(__doc__, file=sys.stderr)
    return 2


def version_file(version: str) -> str:
    """The version of a Windows program as PyInstaller reads it."""
    parts = tuple(int(number) for number in numbers(version).split("."))
    return _VERSION.format(numbers=parts, version=version)


def finish(folder: Path, python: Path, version: str) -> list[str]:
    """Leave out what nobody reads, write VERSION, the list of parts and their licences (`licences/`, and
    for the window); returns what may not be handed out."""
    trim(folder)
    (folder / "VERSION").write_text(f"{version}\n", encoding="utf-8")
    found = [file.relative_to(folder) for file in folder.rglob("*") if forbidden(file.name)]
    refused = [f"{place}: its licence forbids it" for place in found]
    return refused + writing.describe(python, folder, folder / "licences", folder / "_internal" / "resources")


def trim(folder: Path) -> None:
    """Delete compiled doubles of sources, and of packages' descriptions all that is not read."""
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)
    for described in folder.rglob("*.dist-info"):
        for entry in described.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name not in _READ:
                entry.unlink()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
