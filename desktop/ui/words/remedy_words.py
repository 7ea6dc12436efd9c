"""The ways out of a problem in words."""

from PySide6.QtCore import QCoreApplication

from desktop.core.remedies import Remedy, RemedyKind


def button(remedy: Remedy) -> str:
    """What a remedy's button says."""
    return {
        RemedyKind.TRY_ENGINES: QCoreApplication.translate("Health", "Try the engines again"),
        RemedyKind.PROCESSOR_ONLY: QCoreApplication.translate("Health", "Without the graphics card"),
        RemedyKind.SMALLER_MODEL: QCoreApplication.translate("Health", "Take the smaller model"),
        RemedyKind.GET_MODELS: QCoreApplication.translate("Health", "To the models"),
        RemedyKind.ADD_DOCUMENTS: QCoreApplication.translate("Health", "Add documents"),
        RemedyKind.REPAIR_BASE: QCoreApplication.translate("Health", "Mend the base"),
        RemedyKind.CHECK: QCoreApplication.translate("Health", "Check it"),
        RemedyKind.REPORT: QCoreApplication.translate("Health", "Report for support"),
    }[remedy.kind]
