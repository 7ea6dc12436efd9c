"""Why a way of answering cannot be chosen, in words."""

from PySide6.QtCore import QCoreApplication

from desktop.features.chat.viewmodels.ask_model import WayLack


def reason(lack: WayLack) -> str:
    """Why a way cannot be chosen; "" when it can."""
    return {
        WayLack.NOTHING: "",
        WayLack.DOCUMENTS: QCoreApplication.translate("Ways", "There are no ready documents yet"),
        WayLack.NOT_TRAINED: QCoreApplication.translate("Ways", "Nothing is trained in this base yet"),
        WayLack.SWITCHED_OFF: QCoreApplication.translate("Ways", "No trained model is switched on"),
        WayLack.MODEL_GONE: QCoreApplication.translate(
            "Ways", "The model that was trained is not on this computer any more"
        ),
    }[lack]
