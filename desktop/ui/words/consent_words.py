"""What is asked before a command opens Bukvar to the outside, in the window or on a terminal."""

from desktop.core.consent import Opening
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.paths import shown_name


def question(opening: Opening, subject: str) -> tuple[str, str]:
    """(the question, what follows from a yes); `subject` is the place or key that is meant."""
    if opening is Opening.SEAL:
        title = translate("Consent", "Switch sealed mode off?")
        follows = translate("Consent", "Models could then be got from the network.")
    elif opening is Opening.SOURCE:
        title = translate("Consent", "Get models from another place?")
        follows = translate("Consent", "Bukvar would connect to %1 or read from there.")
    elif opening is Opening.NO_MIRROR:
        title = translate("Consent", "Do without the mirror?")
        follows = translate("Consent", "Models would come from the internet, no longer from %1 alone.")
    elif opening is Opening.NO_KEY:
        title = translate("Consent", "Trust this signature no longer?")
        follows = translate(
            "Consent",
            "Packs signed with the key %1 would count no longer; without any key, every pack counts.",
        )
    else:
        title = translate("Consent", "Trust this signature?")
        follows = translate("Consent", "Packs signed with the key %1 would be trusted.")
    return title, fill(follows, shown_name(subject))
