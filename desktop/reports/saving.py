"""Saves a report in the form that its file's name asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.saving import save_text

if TYPE_CHECKING:
    from desktop.reports.pdf import HtmlSheet

HTML = (".html", ".htm")


def save(report: "HtmlSheet", file: Path) -> None:
    """As HTML where the name ends so, else as PDF, which needs the window's letters (a QGuiApplication).
    Raises FOLDER_NOT_WRITABLE."""
    if file.suffix.lower() in HTML:
        save_text(file, report.html)
        return
    from desktop.reports.pdf import write_pdf  # Qt's drawing is loaded where it is used

    write_pdf(report, file)
