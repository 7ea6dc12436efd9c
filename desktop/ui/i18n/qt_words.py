"""Words of Qt's own dialogs that Qt's Russian translation lacks; they are translated with Bukvar's.

A packaged Bukvar has no theme of the desktop, so Qt draws the dialogs for files itself.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
)
