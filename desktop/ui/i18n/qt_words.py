"""Words of Qt's own dialogs that Qt's Russian translation lacks; they are translated with Bukvar's.

A packaged Bukvar has no theme of the desktop, so Qt draws the dialogs for files itself.
"""

from desktop.ui.i18n.translatable import translatable

_DIALOG = ("&Look in:", "Files of &type:")
_ICONS = ("Folder",)
translatable("QFileDialog", _DIALOG)
translatable("QAbstractFileIconProvider", _ICONS)
