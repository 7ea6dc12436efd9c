"""A user's file in the program that the system has for it, which is no part of Bukvar."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.processes.system_opener import open_by_system
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.widgets import Toast


def open_file(widget: QWidget, path: str) -> None:
    """Open a file, or a folder, and say over the window of `widget` what comes of it; where nothing opens a
    file, the folder that it lies in is offered. "" is a file that is not known."""
    if not path or not Path(path).exists():
        _say(widget, translate("OpenFile", "The file is no longer there"))
        return
    file = Path(path)

    none = translate("OpenFile", "This computer has no program that opens %1")
    no_folders = translate("OpenFile", "This computer has no program that shows folders: %1")
    show = translate("OpenFile", "Show in folder")

    def refused() -> None:
        if not isValid(widget):
            return
        if file.is_dir():
            _say(widget, fill(no_folders, path))
        else:
            _say(widget, fill(none, file.name), show, lambda: open_file(widget, str(file.parent)))

    _say(widget, fill(translate("OpenFile", "Opening %1"), file.name))
    open_by_system(QUrl.fromLocalFile(path), refused)


def open_page(widget: QWidget, address: str) -> None:
    """Hand a page of the web to the browser, and say where there is none."""

    def refused() -> None:
        if isValid(widget):
            words = translate("OpenFile", "This computer has no browser that opens %1")
            _say(widget, fill(words, address))

    open_by_system(QUrl(address), refused)


def _say(widget: QWidget, words: str, action: str = "", acted: Callable[[], None] | None = None) -> None:
    toast = _toast(widget)
    if toast is not None:
        toast.show_message(words, action, acted)


def _toast(widget: QWidget) -> Toast | None:
    """The one of the window, also from a dialog over it."""
    above: QWidget | None = widget.window()
    while above is not None:
        if toast := above.findChild(Toast):
            return toast
        above = above.parentWidget()
    return None
