"""The list of words that say the same, read from `resources/synonyms`: a group a line, words or pairs of
words.
"""

from functools import lru_cache
from pathlib import Path

from workers.retrieval import lexical

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "synonyms"


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    lines = (
        line.partition("#")[0]
        for file in sorted(FOLDER.glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
    )
    return tuple(
        tuple(stems for part in line.split(",") if (stems := tuple(lexical.terms(part))))
        for line in lines
        if line.strip()
    )


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
def pairs() -> dict[tuple[str, str], str]:
    """The stems of two words that together say what one word does → its stem ("заработная плата" →
    "зарплата")."""
    found = {}
    for group in _groups():
        single = next((stems[0] for stems in group if len(stems) == 1), "")
        found.update({(stems[0], stems[1]): single for stems in group if len(stems) == 2 and single})
    return found
