"""Saving and printing a text: the person chooses where to and in which form."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from desktop.core.saving import with_ending
from desktop.paths import file_name
from desktop.reports import paper
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.problem_text import hindrance


def save_paper(window: QWidget, title: str, markdown: str) -> str:
    """Ask where to, and save as DOCX, PDF or Markdown. Returns what to tell the user, "" when it was called
    off."""
    kinds = {"Word (*.docx)": paper.DOCX, "PDF (*.pdf)": paper.PDF, "Markdown (*.md)": paper.MARKDOWN}
    name = f"{file_name(title)}{paper.DOCX}"
    words = translate("SavePaper", "Save as a document")
    path, chosen = ask_target(window, words, name, ";;".join(kinds), next(iter(kinds)))
    if not path:
        return ""
    file = with_ending(Path(path), kinds.get(chosen, paper.DOCX), paper.ENDINGS)
    saved = fill(translate("SavePaper", "Saved: %1"), file.name)
    return hindrance(lambda: paper.save(title, markdown, file)) or saved


def print_paper(window: QWidget, title: str, markdown: str) -> None:
    """Ask for the printer, and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loaded where it is used

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, window)
    dialog.accepted.connect(lambda: paper.PaperDocument(title, markdown, printed=True).print_on(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
