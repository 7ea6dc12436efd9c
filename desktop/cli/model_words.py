"""What the commands about models and packs say to a person, in the language of the window."""

from desktop.features.models.domain.catalogue import Origin
from desktop.ui.i18n.translatable import translate


def not_signed() -> str:
    """Of what came with a pack that nobody signed."""
    return translate("Commands", "not signed")


def no_mirror() -> str:
    """Where models are looked for when no mirror is set."""
    return translate("Commands", "No mirror: models come from the sources of the catalogue.")


def origin(of: Origin) -> str:
    """Who put an entry into the catalogue."""
    return {
        Origin.PRODUCT: "",
        Origin.ADMINISTRATOR: translate("Commands", "added by the administrator"),
        Origin.PACK_SIGNED: translate("Commands", "added by a signed pack"),
        Origin.PACK: translate("Commands", "added by a pack that is not signed"),
    }[of]
