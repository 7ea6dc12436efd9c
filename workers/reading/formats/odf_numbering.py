"""Numbers of lists and headings in OpenDocument text (ISO/IEC 26300, 16.30–16.34 and 5.3), as they are
printed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from workers.reading.archive import attribute, local
from workers.reading.numbering import shown

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Other programs write the letters of an alphabet out: "а, б, в".
_RUSSIAN = {"а": "russianLower", "А": "russianUpper"}
_DEEPEST = 10
OUTLINE = "outline:"  # the name under which the numbers of headings are kept; no list can have it


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "bullet"
    prefix: str = ""
    suffix: str = ""
    levels: int = 1  # of which numbers are shown
    start: int = 1


@dataclass(slots=True)
class _Counting:
    counters: dict[int, int] = field(default_factory=dict)


class OdfNumbering:
    """Counts as lists and headings come. `roots` are those of the parts that hold styles."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._counting: dict[str, _Counting] = {}
        self._of_list: dict[str, str] = {}  # a list's id → its style
        for root in roots:
            for element in root.iter() if root is not None else ():
                if local(element) in {"list-style", "outline-style"}:
                    name = attribute(element, "name") if local(element) == "list-style" else OUTLINE
                    self._styles[name] = dict(map(_level, element))

    def begin(self, element: Any, inherited: str, depth: int) -> str:
        """A list begins at a depth from 1; returns the name of its style."""
        name = attribute(element, "style-name") or inherited
        continued = attribute(element, "continue-list")
        if continued in self._of_list:
            name = name or self._of_list[continued]
        elif depth == 1 and attribute(element, "continue-numbering") != "true":
            self._counting.pop(name, None)
        if identifier := attribute(element, "id"):
            self._of_list[identifier] = name
        return name

    def label(self, style: str, depth: int, start: str = "") -> str:
        """What stands before the next item of a list, or a heading (`OUTLINE`); "•" for bullets, "" for
        numbers that are not shown. `start`: a number that it is given by itself."""
        levels = self._styles.get(style, {})
        own = levels.get(depth, _Level() if style != OUTLINE else _Level("none"))
        counters = self._counting.setdefault(style, _Counting()).counters
        for deeper in [one for one in counters if one > depth]:
            del counters[deeper]
        counters[depth] = int(start) if start.isdecimal() else counters.get(depth, own.start - 1) + 1
        if own.form in {"bullet", "none"}:
            return "•" if own.form == "bullet" else ""
        numbers = []
        for level in range(max(1, depth - own.levels + 1), depth + 1):
            other = levels.get(level, own)
            numbers.append(shown(counters.get(level, other.start), other.form))
        return f"{own.prefix}{'.'.join(filter(None, numbers))}{own.suffix}".strip()


def _level(element: Any) -> tuple[int, _Level]:
    number = attribute(element, "level")
    at = min(int(number), _DEEPEST) if number.isdecimal() else 1
    if "bullet" in local(element) or "image" in local(element):
        return at, _Level()
    form = attribute(element, "num-format")
    levels, start = attribute(element, "display-levels"), attribute(element, "start-value")
    return at, _Level(
        _FORMS.get(form[:1], _RUSSIAN.get(form[:1], "decimal")) if form else "none",
        attribute(element, "num-prefix"), attribute(element, "num-suffix"),
        int(levels) if levels.isdecimal() else 1, int(start) if start.isdecimal() else 1,
    )  # fmt: skip
