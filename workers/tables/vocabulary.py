"""How questions over tables are worded, by language: `resources/tables/<language>.txt`. The languages are
read as one, since a table of one language is asked in another."""

from functools import cache
from pathlib import Path

from workers.text.language import LANGUAGES

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "tables"


@cache
def pattern(section: str) -> str:
    """The alternatives of a section as a part of a regular expression; what matches nothing where no language
    has any."""
    return "|".join(_sections().get(section, ())) or r"(?!)"


@cache
def words(section: str) -> tuple[str, ...]:
    """The words of a section."""
    return tuple(word for line in _sections().get(section, ()) for word in line.split())


@cache
def pairs(section: str) -> dict[str, str]:
    """The lines "word = meaning" of a section."""
    parts = (line.partition(" = ") for line in _sections().get(section, ()))
    return {word: meaning for word, _, meaning in parts}


@cache
def named(prefix: str) -> dict[str, tuple[str, ...]]:
    """Section name without its prefix → its words: of "concept " or "measures "."""
    return {name[len(prefix) :]: words(name) for name in _sections() if name.startswith(prefix)}


@cache
def of_language(section: str) -> tuple[tuple[str, ...], ...]:
    """The words of a section, language by language."""
    return tuple(
        tuple(word for line in lines.get(section, ()) for word in line.split()) for lines in _files()
    )


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sections in _files():
        for name, lines in sections.items():
            found.setdefault(name, []).extend(lines)
    return found


@cache
def _files() -> tuple[dict[str, list[str]], ...]:
    files = (FOLDER / f"{language}.txt" for language in LANGUAGES)
    return tuple(_read(file) for file in files if file.is_file())


def _read(file: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return sections
