"""Numbers that style sheets count (CSS Lists and Counters 3): `counter-reset`, `counter-increment`, and
`counter()` or `counters()` before an element."""

import re

from workers.reading.formats.html_styles import Selector, fits, selector_of
from workers.reading.numbering import letters, roman

_PROPERTY = re.compile(
    r"(?:^|[;{\s])(counter-reset|counter-increment|counter-set|content)\s*:\s*([^;}]*)", re.I
)
_COUNTED = re.compile(r"([A-Za-z_][\w-]*)(?:\s+(-?\d{1,6}))?")
_PART = re.compile(
    r"""(?P<string>"[^"]*"|'[^']*')|counters?\(\s*(?P<name>[\w-]+)\s*"""
    r"""(?:,\s*(?P<between>"[^"]*"|'[^']*')\s*)?(?:,\s*(?P<form>[\w-]+)\s*)?\)""",
    re.I,
)
_BEFORE = re.compile(r"^(.*?):{1,2}before$", re.I | re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_MOST = 10_000  # characters of numbers that one element may show


class Counters:
    """The counters of a page while it is walked through; `used` says whether it has any."""

    def __init__(self, rules: list[tuple[str, str]]) -> None:
        self._rules: list[tuple[Selector, bool, dict[str, str]]] = []
        for selectors, body in rules:
            said = {name.casefold(): value.strip() for name, value in _PROPERTY.findall(body)}
            for one in selectors.split(",") if said else ():
                before = _BEFORE.match(one.strip())
                selector = selector_of(before[1] if before else one, of_page=True)
                if selector is not None:
                    self._rules.append((selector, before is not None, said))
        self.used = any("counter" in said.get("content", "").casefold() for _, _, said in self._rules)
        # Name → (depth of the element that made it, value), the innermost last.
        self._open: dict[str, list[tuple[int, int]]] = {}

    def begin(self, names: frozenset[str], around: list[frozenset[str]]) -> str:
        """An element begins inside others: what is counted before it, "" for nothing."""
        depth = len(around)
        own: dict[bool, dict[str, str]] = {False: {}, True: {}}
        for selector, before, said in self._rules:
            if fits(selector, names, around):
                own[before].update(said)
        for said in (own[False], own[True]):
            for name, value in _pairs(said.get("counter-reset", ""), 0):
                stack = self._open.setdefault(name, [])
                if stack and stack[-1][0] == depth:
                    stack.pop()
                stack.append((depth, value))
            for name, value in _pairs(said.get("counter-increment", ""), 1):
                self._set(name, value, depth, add=True)
            for name, value in _pairs(said.get("counter-set", ""), 0):
                self._set(name, value, depth, add=False)
        content = own[True].get("content", "")
        return self._shown(content) if "counter" in content.casefold() else ""

    def end(self, depth: int) -> None:
        """The element with so many others around it ends: what was counted inside is over."""
        for stack in self._open.values():
            while stack and stack[-1][0] > depth:
                stack.pop()

    def _set(self, name: str, value: int, depth: int, *, add: bool) -> None:
        stack = self._open.setdefault(name, [])
        made, known = stack.pop() if stack else (depth, 0)
        stack.append((made, known + value if add else value))

    def _shown(self, content: str) -> str:
        pieces = []
        for part in _PART.finditer(content):
            if part["string"]:
                pieces.append(_unquoted(part["string"]))
                continue
            values = [value for _, value in self._open.get(part["name"], ())] or [0]
            form = (part["form"] or "decimal").casefold()
            if part["between"] is None:
                values = values[-1:]
            pieces.append(_unquoted(part["between"] or "").join(_number(value, form) for value in values))
        return "".join(pieces)[:_MOST]


def _pairs(value: str, default: int) -> list[tuple[str, int]]:
    return [
        (name, int(number) if number else default)
        for name, number in _COUNTED.findall(value)
        if name.casefold() not in {"none", "inherit", "initial"}
    ]


def _unquoted(string: str) -> str:
    return _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0xFFFD)), string[1:-1])


def _number(value: int, form: str) -> str:
    if form == "decimal-leading-zero":
        return f"{value:02d}"
    shown = {"alpha": letters, "latin": letters, "roman": roman}.get(form.rpartition("-")[2])
    if shown is None:
        return "" if form == "none" else str(value)
    return shown(value).upper() if form.startswith("upper") else shown(value)
