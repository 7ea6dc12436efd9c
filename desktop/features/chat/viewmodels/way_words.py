"""The ways of answering in words: names, consequences, why one cannot be chosen."""

from PySide6.QtCore import QCoreApplication

from desktop.features.chat.viewmodels.ask_model import WayLack
from workers.contract.specs import Way

ICONS = {
    Way.MODEL: "cpu",
    Way.DOCUMENTS: "file-search",
    Way.TRAINED: "graduation-cap",
    Way.DOCUMENTS_TRAINED: "layers",
}


def name(way: Way) -> str:
    """What the list and the button call it."""
    return {
        Way.MODEL: QCoreApplication.translate("Ways", "Model alone"),
        Way.DOCUMENTS: QCoreApplication.translate("Ways", "Documents"),
        Way.TRAINED: QCoreApplication.translate("Ways", "Trained model"),
        Way.DOCUMENTS_TRAINED: QCoreApplication.translate("Ways", "Documents + trained model"),
    }[way]


def consequence(way: Way) -> str:
    """What one gets."""
    return {
        Way.MODEL: QCoreApplication.translate("Ways", "Without documents. It may get facts wrong"),
        Way.DOCUMENTS: QCoreApplication.translate("Ways", "Every sentence with its place in a document"),
        Way.TRAINED: QCoreApplication.translate("Ways", "Your manner and terms. It may get facts wrong"),
        Way.DOCUMENTS_TRAINED: QCoreApplication.translate(
            "Ways", "Facts with their place, in your manner and terms"
        ),
    }[way]


def lead(way: Way) -> str:
    """The words before the name on the button."""
    if way.searches:
        return QCoreApplication.translate("Ways", "Answer from:")
    return QCoreApplication.translate("Ways", "Answer by:")


def source(way: Way) -> str:
    """How an answer says where it came from."""
    return {
        Way.MODEL: QCoreApplication.translate("Ways", "Model alone"),
        Way.DOCUMENTS: QCoreApplication.translate("Ways", "From documents"),
        Way.TRAINED: QCoreApplication.translate("Ways", "Trained model"),
        Way.DOCUMENTS_TRAINED: QCoreApplication.translate("Ways", "From documents, trained model"),
    }[way]


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
