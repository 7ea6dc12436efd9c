"""The ways out of a problem in words."""

from desktop.core.remedies import Remedy, RemedyKind
from desktop.ui.i18n.translatable import translate


def button(remedy: Remedy) -> str:
    """What a remedy's button says."""
    return {
        RemedyKind.TRY_ENGINES: translate("Health", "Try the engines again"),
        RemedyKind.PROCESSOR_ONLY: translate("Health", "Without the graphics card"),
        RemedyKind.SMALLER_MODEL: translate("Health", "Take the smaller model"),
        RemedyKind.GET_MODELS: translate("Health", "To the models"),
        RemedyKind.ADD_DOCUMENTS: translate("Health", "Add documents"),
        RemedyKind.REPAIR_BASE: translate("Health", "Mend the base"),
        RemedyKind.CHECK: translate("Health", "Check it"),
        RemedyKind.REPORT: translate("Health", "Report for support"),
    }[remedy.kind]
