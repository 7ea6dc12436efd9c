"""A change of sealed mode, as a person reads it."""

from PySide6.QtCore import QCoreApplication

from desktop.features.security.services.seal_journal import SealChange, SealedBy
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill


def changed_words(change: SealChange) -> str:
    """What happened, by whom, and when."""
    translate = QCoreApplication.translate
    if change.sealed:
        what = translate("SealChange", "Sealed mode was switched on")
    else:
        what = translate("SealChange", "Sealed mode was switched off")
    by = {
        SealedBy.WINDOW: translate("SealChange", "in the window"),
        SealedBy.COMMAND: translate("SealChange", "by a command"),
        SealedBy.ADMINISTRATOR: translate("SealChange", "by a rule of your administrator"),
        SealedBy.EARLIER: translate("SealChange", "before such changes were written down"),
        SealedBy.OUTSIDE: translate("SealChange", "past Bukvar, in the file of settings"),
    }[change.by]
    at = change.at.astimezone()
    words = f"{what} {by} · {formats.day(at)}, {formats.clock(at)}"
    return f"{words} · {fill(translate('SealChange', 'for %1'), change.purpose)}" if change.purpose else words
