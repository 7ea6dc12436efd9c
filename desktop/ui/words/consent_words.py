"""What is asked before a command opens Bukvar to the outside, in the window or on a terminal."""

from PySide6.QtCore import QCoreApplication

from desktop.core.consent import Opening
from desktop.ui.i18n.placeholders import fill
from workers.contract.paths import shown_name


def question(opening: Opening, subject: str) -> tuple[str, str]:
    """(the question, what follows from a yes); `subject` is the place or key that is meant."""
    if opening is Opening.SEAL:
        title = QCoreApplication.translate("Consent", "Switch sealed mode off?")
        follows = QCoreApplication.translate("Consent", "Models could then be got from the network.")
    elif opening is Opening.SOURCE:
        title = QCoreApplication.translate("Consent", "Get models from another place?")
        follows = QCoreApplication.translate("Consent", "Bukvar would connect to %1 or read from there.")
    elif opening is Opening.NO_MIRROR:
        title = QCoreApplication.translate("Consent", "Do without the mirror?")
        follows = QCoreApplication.translate(
            "Consent", "Models would come from the internet, no longer from %1 alone."
        )
    elif opening is Opening.NO_KEY:
        title = QCoreApplication.translate("Consent", "Trust this signature no longer?")
        follows = QCoreApplication.translate(
            "Consent",
            "Packs signed with the key %1 would count no longer; without any key, every pack counts.",
        )
    else:
        title = QCoreApplication.translate("Consent", "Trust this signature?")
        follows = QCoreApplication.translate("Consent", "Packs signed with the key %1 would be trusted.")
    return title, fill(follows, shown_name(subject))
