"""The words of the window: collected from the sources, checked, compiled.

    python -m installer.strings update   collect strings into resources/i18n/*.ts
    python -m installer.strings compile  make the .qm files the window reads
    python -m installer.strings check    list what is unfinished; exit code 1 if anything is

Sources are English. `bukvar_ru.ts` holds all strings; `bukvar_en.ts` only those with plural forms, which
English needs as well ("1 document", "2 documents"). Strings are found with Python's own parser: Qt's
`lupdate` overlooks calls whose arguments are not simple, and takes some plural strings for plain ones.
"""

import os
import subprocess
import sys
from pathlib import Path

import PySide6

from installer.project import ROOT
from installer.string_files import FOLDER, Entry, merge, read_entries, unfinished, write_entries
from installer.string_finder import find_strings
from workers.files import publish
from workers.text.language import LANGUAGES, SOURCE


def update() -> list[str]:
    """Collect the strings of the sources into the .ts files; translations that fit stay. Returns what cannot
    be translated where it stands ("file:line: why")."""
    found, wrong = find_strings(ROOT)
    for language in LANGUAGES:
        wanted = [entry for entry in found if entry.plural or language != SOURCE]
        write_entries(language, merge(wanted, read_entries(language)))
    return wrong


def check() -> list[str]:
    """What is unfinished: strings that cannot be translated, that the .ts files do not have, that have no
    translation or not all of its forms."""
    found, lines = find_strings(ROOT)
    for language in LANGUAGES:
        known = read_entries(language)
        keys = {entry.key for entry in known}
        missing = [e for e in found if e.key not in keys and (e.plural or language != SOURCE)]
        wanted = {entry.key for entry in found}
        left = [entry for entry in known if entry.key not in wanted]
        lines += [_line(language, "not collected", entry) for entry in missing]
        lines += [_line(language, "no longer used", entry) for entry in left]
        lines += [_line(language, "not translated", entry) for entry in unfinished(language, known)]
    return lines


def _line(language: str, what: str, entry: Entry) -> str:
    return f"{language}\t{what}\t{entry.context}\t{entry.source}"


def compile_all() -> None:
    """Make `bukvar_LANGUAGE.qm` beside each .ts with `lrelease`; a killed run leaves the old file or none."""
    folder = Path(PySide6.__file__).parent
    lrelease = next(path for path in (folder / "lrelease", folder / "lrelease.exe") if path.exists())
    for language in LANGUAGES:
        target = FOLDER / f"bukvar_{language}.qm"
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        source = FOLDER / f"bukvar_{language}.ts"
        subprocess.run([str(lrelease), "-silent", str(source), "-qm", str(temporary)], check=True)
        publish(temporary, target)


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    command = arguments[0] if len(arguments) == 1 else ""
    lines: list[str] = []
    if command == "update":
        lines = update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        lines = check()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
