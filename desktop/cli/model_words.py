"""What the commands about models and packs say to a person, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from desktop.features.models.domain.catalogue import Origin


def not_signed() -> str:
    """Of what came with a pack that nobody signed."""
    return QCoreApplication.translate("Commands", "not signed")


def no_mirror() -> str:
    """Where models are looked for when no mirror is set."""
    return QCoreApplication.translate("Commands", "No mirror: models come from the sources of the catalogue.")


def origin(of: Origin) -> str:
    """Who put an entry into the catalogue."""
    return {
        Origin.PRODUCT: "",
        Origin.ADMINISTRATOR: QCoreApplication.translate("Commands", "added by the administrator"),
        Origin.PACK_SIGNED: QCoreApplication.translate("Commands", "added by a signed pack"),
        Origin.PACK: QCoreApplication.translate("Commands", "added by a pack that is not signed"),
    }[of]
