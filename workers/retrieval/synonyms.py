"""The lists of words that say the same and of words that say the opposite: of `resources/synonyms` a group a
line, words or pairs of words; of `resources/opposites` two groups a line.
"""

from functools import lru_cache
from pathlib import Path

from workers.retrieval import lexical
from workers.text.folding import plain

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "synonyms"
OPPOSITES = FOLDER.parent / "opposites"


def _lines(folder: Path) -> list[str]:
    """The lines of a folder's lists without remarks."""
    lines = (
        line.partition("#")[0].strip()
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
    )
    return [line for line in lines if line]


def _group(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(stems for part in text.split(",") if (stems := tuple(lexical.terms(part))))


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(_group(line) for line in _lines(FOLDER))


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """A word's stem → the stems of the words that say the same."""
    found: dict[str, set[str]] = {}
    for group in _groups():
        single = {stems[0] for stems in group if len(stems) == 1}
        for stem in single:
            found.setdefault(stem, set()).update(single)
    return {stem: frozenset(others) for stem, others in found.items()}


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines(FOLDER):
        single = [plain(part.strip()) for part in line.split(",") if len(lexical.terms(part)) == 1]
        for part in single:
            found.setdefault(lexical.terms(part)[0], set()).update(single)
    return {stem: frozenset(others) for stem, others in found.items()}


def forms(stem: str) -> frozenset[str]:
    """The words that say the same as one with this stem, as the list has them; none where it has not."""
    return _forms().get(stem, frozenset())


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """A word's stem → the stems of the words that say the opposite; a line of `resources/opposites` has both
    sides of a slash."""
    found: dict[str, set[str]] = {}
    for line in _lines(OPPOSITES):
        sides = [{stems[0] for stems in _group(side) if len(stems) == 1} for side in line.split("/")]
        for one, other in (sides, sides[::-1]):
            for stem in one:
                found.setdefault(stem, set()).update(other)
    return {stem: frozenset(others) for stem, others in found.items()}


@lru_cache(maxsize=1)
def pairs() -> dict[tuple[str, str], str]:
    """The stems of two words that together say what one word does → its stem ("заработная плата" →
    "зарплата")."""
    found = {}
    for group in _groups():
        single = next((stems[0] for stems in group if len(stems) == 1), "")
        two = [stems for stems in group if len(stems) == 2 and single]
        found.update({(one, other): single for stems in two for one, other in (stems, stems[::-1])})
    return found
