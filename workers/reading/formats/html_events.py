"""Source that is nested deeper than a tree can be, as beginnings and ends of elements."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Protocol

_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"}
# What begins → what it ends, inside which containers (HTML, 13.1.2.4 Optional tags).
TERMS = frozenset(["dt", "dd"])
_CELLS, _LISTS, _TABLES = frozenset(["td", "th"]), frozenset(["ul", "ol"]), frozenset(["table"])
_IMPLIED = {
    "td": (_CELLS, _TABLES), "th": (_CELLS, _TABLES), "tr": (_CELLS | {"tr"}, _TABLES),
    "dt": (TERMS, frozenset(["dl"])), "dd": (TERMS, frozenset(["dl"])),
    "li": (frozenset(["li"]), _LISTS), "p": (frozenset(["p"]), _CELLS | {"li", "div"}),
}  # fmt: skip


class Walk(Protocol):
    """What takes the elements in their order."""

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def text(self, text: str | None) -> None:
        """Text inside what is open."""

    def end(self, tag: str) -> None:
        """The element that began last ends."""


class DeepSource(HTMLParser):
    """Ends elements that HTML need not end, as far as that changes what is read."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(convert_charrefs=True)
        self._walk = walk
        self._stack: list[str] = []

    def run(self, source: str) -> None:
        """Give all of the source to the walk."""
        self.feed(source)
        self.close()
        while self._stack:
            self._walk.end(self._stack.pop())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ended, container = _IMPLIED.get(tag, (frozenset(), frozenset()))
        recent = self._stack[-50:]
        inner = next((at for at in range(len(recent), 0, -1) if recent[at - 1] in container), 0)
        for open_tag in reversed(recent[inner:]):
            if open_tag in ended and open_tag in self._stack[-50:]:
                self.handle_endtag(open_tag)
        self._walk.begin(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._walk.end(tag)
        else:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._stack[-50:]:
            while (last := self._stack.pop()) != tag:
                self._walk.end(last)
            self._walk.end(tag)

    def handle_data(self, data: str) -> None:
        self._walk.text(data)
