"""Texts in the language of the window: at once, or of tables, which are translated where they are shown."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # (class, text, comment, number): as the window's language says it


def translatable(context: str, *tables: object) -> None:
    """Mark the plain texts of dicts and tuples of this module, but not keys, for the translators
    (`installer.strings`, which reads the source). A text finds its translation under the class `context`."""
