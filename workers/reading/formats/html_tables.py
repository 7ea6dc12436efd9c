"""Rows of an HTML table: their cells, and what is layout alone."""

from dataclasses import dataclass, field

from workers.reading.spanned_tables import SpannedCell

LONGEST_ROW = 2000  # characters; more in a row of a table is layout


class CellHeading(str):
    """A heading inside a cell, which is one where the table is layout."""

    level = 0


@dataclass(slots=True)
class HtmlRow:
    """A row of a table that has begun; `spans` are the rows and columns that each cell goes over."""

    cells: list[list[str]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def spanned(self) -> list[SpannedCell]:
        """The cells, each with what it goes over."""
        return [
            SpannedCell(" ".join("".join(cell).split()), columns, rows)
            for cell, (rows, columns) in zip(self.cells, self.spans, strict=True)
        ]

    def is_layout(self) -> bool:
        """Whether a cell has a heading over other words, or a heading is all that the row has."""
        for cell in self.cells:
            headings = [piece for piece in cell if isinstance(piece, CellHeading)]
            if headings and (len(self.cells) == 1 or "".join(cell).strip() != "".join(headings).strip()):
                return True
        return False
