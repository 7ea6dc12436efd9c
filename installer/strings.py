"""The words of the window: collected from the sources, checked, compiled.

    python -m installer.strings update   collect strings into resources/i18n/*.ts
    python -m installer.strings compile  make the .qm files the window reads
    python -m installer.strings check    list what is unfinished; exit code 1 if anything is

Sources are English. `bukvar_ru.ts` holds all strings; `bukvar_en.ts` only those with plural forms, which
English needs as well ("1 document", "2 documents").
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("ru", "en")
PLURALS = {"ru": 3, "en": 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """One string of a .ts file. `forms` are its translations (one, or one for each plural form)."""

    context: str
    source: str
    forms: tuple[str, ...]
    plural: bool
    finished: bool


def tool(name: str) -> Path:
    """`lupdate` or `lrelease` as they come with PySide6."""
    folder = Path(PySide6.__file__).parent
    for candidate in (folder / name, folder / f"{name}.exe"):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{name} is not part of this PySide6")


def sources() -> list[str]:
    """Every Python file of the window's half, in one order."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop").rglob("*.py"))


def entries(language: str) -> list[Entry]:
    """What `bukvar_LANGUAGE.ts` holds now, without what is obsolete."""
    found = []
    for context in ElementTree.parse(FOLDER / f"bukvar_{language}.ts").iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("obsolete", "vanished"):
                continue
            plural = message.get("numerus") == "yes"
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            found.append(
                Entry(
                    name,
                    message.findtext("source", ""),
                    forms if plural else (translation.text or "",),
                    plural,
                    translation.get("type") != "unfinished",
                )
            )
    return found


def unfinished(language: str) -> list[Entry]:
    """Strings without a translation, or without one of their plural forms."""
    wanted = [entry for entry in entries(language) if language != "en" or entry.plural]
    return [
        entry
        for entry in wanted
        if not entry.finished
        or not all(entry.forms)
        or (entry.plural and len(entry.forms) < PLURALS[language])
    ]


def update() -> None:
    """Collect the strings of the sources into the .ts files; translations that fit stay."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        target = FOLDER / f"bukvar_{language}.ts"
        options = ["-silent", "-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext"]
        if language == "en":
            options.append("-pluralonly")
        command = [str(tool("lupdate")), *options, "-source-language", "en", "-target-language", language]
        subprocess.run([*command, *sources(), "-ts", str(target)], cwd=ROOT, check=True)


def compile_all() -> None:
    """Make `bukvar_LANGUAGE.qm` beside each .ts; a killed run leaves the old file or none."""
    for language in LANGUAGES:
        target = FOLDER / f"bukvar_{language}.qm"
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        source = FOLDER / f"bukvar_{language}.ts"
        command = [str(tool("lrelease")), "-silent", str(source), "-qm", str(temporary)]
        subprocess.run(command, check=True)
        os.replace(temporary, target)


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    command = arguments[0] if len(arguments) == 1 else ""
    if command == "update":
        update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        missing = [(language, entry) for language in LANGUAGES for entry in unfinished(language)]
        for language, entry in missing:
            print(f"{language}\t{entry.context}\t{entry.source}")
        return 1 if missing else 0
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
