"""Rows of an HTML table: their cells, those that go on from rows above, and what is layout alone."""

from dataclasses import dataclass, field

LONGEST_ROW = 2000  # characters; more in a row of a table is layout


class CellHeading(str):
    """A heading inside a cell, which is one where the table is layout."""

    level = 0


@dataclass(slots=True)
class HtmlRow:
    """A row of a table that has begun; `spans` are the rows and columns that each cell goes over."""

    cells: list[list[str]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def shown(self, above: dict[int, tuple[int, str]]) -> list[str]:
        """The cells as they are shown: with those that began in a row above and go on here. `above`: column →
        (rows that are left, the text), which is kept for the row below."""
        cells: list[str] = []
        column = 0

        def take_above() -> None:
            nonlocal column
            while column in above:
                left, text = above.pop(column)
                cells.append(text)
                if left > 1:
                    going_on[column] = (left - 1, text)
                column += 1

        going_on: dict[int, tuple[int, str]] = {}
        for cell, (rows, columns) in zip(self.cells, self.spans, strict=True):
            take_above()
            text = " ".join("".join(cell).split())
            cells.append(text)
            if rows > 1:
                going_on[column] = (rows - 1, text)
            column += columns
        take_above()
        above.update(going_on)
        return cells

    def is_layout(self) -> bool:
        """Whether a cell has a heading over other words, or a heading is all that the row has."""
        for cell in self.cells:
            headings = [piece for piece in cell if isinstance(piece, CellHeading)]
            if headings and (len(self.cells) == 1 or "".join(cell).strip() != "".join(headings).strip()):
                return True
        return False
