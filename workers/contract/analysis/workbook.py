"""A workbook to be written: what a window has as a table, for a spreadsheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as text, with a remark beside it ("" = none)."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A sheet of a workbook; the first row are the heads of its columns, `widths` of these in characters."""

    name: str
    rows: tuple[tuple[SheetCell, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteWorkbookSpec:
    """Write the sheets of the JSON lines in `source` (SheetSpec) as an XLSX file, which appears at `target`
    only when it is whole."""

    source: str
    target: str
