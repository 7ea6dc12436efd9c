"""The words of drawn pages that were chosen with the mouse, also across pages."""

from collections.abc import Callable

from desktop.ui.viewer.word_boxes import Box, boxes_of
from workers.contract.specs.pages import PageView

Spot = tuple[int, int]  # a page's index and an offset into its text


class WordChoice:
    """`view` gives what is known of a page."""

    def __init__(self, view: Callable[[int], PageView | None]) -> None:
        self._view = view
        self._from: Spot | None = None
        self._to: Spot | None = None

    def __bool__(self) -> bool:
        return self._from != self._to

    def clear(self) -> None:
        """Nothing is chosen."""
        self._from = self._to = None

    def begin(self, spot: Spot) -> None:
        """The mouse went down here."""
        self._from = self._to = spot

    def extend(self, spot: Spot) -> None:
        """It was drawn to here."""
        if self._from is not None:
            self._to = spot

    def choose(self, page: int, start: int, end: int) -> None:
        """A part of one page."""
        self._from, self._to = (page, start), (page, end)

    def text(self) -> str:
        """The chosen words, a line a page."""
        if self._from is None or self._to is None:
            return ""
        pages = range(min(self._from, self._to)[0], max(self._from, self._to)[0] + 1)
        parts = [(view.text, *self._part(page, view)) for page in pages if (view := self._view(page))]
        return "\n".join(text[start:end] for text, start, end in parts)

    def boxes(self, page: int) -> list[Box]:
        """Where they stand on a page."""
        view = self._view(page)
        return boxes_of(view.words, *self._part(page, view)) if view is not None and self else []

    def _part(self, page: int, view: PageView) -> tuple[int, int]:
        if self._from is None or self._to is None:
            return 0, 0
        first, last = sorted((self._from, self._to))
        if not first[0] <= page <= last[0]:
            return 0, 0
        return first[1] if page == first[0] else 0, last[1] if page == last[0] else len(view.text)
