"""A page of the web: Bukvar opens none itself, and asks before it hands one to the browser."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.open_file import open_page


def is_web_page(address: str) -> bool:
    """Whether it is an address that a browser would fetch from the network."""
    return QUrl(address).scheme() in ("http", "https")


def offer_web_page(parent: QWidget, address: str) -> Confirm:
    """Ask, with the whole address in sight; opened in the browser only when the answer is yes."""
    words = translate(
        "WebPage",
        "%1\n\nBukvar itself stays off the network. Your browser is another program: it would connect to the "
        "internet.",
    )
    question = Confirm(
        parent,
        translate("WebPage", "Open this page in the browser?"),
        fill(words, address),
        translate("WebPage", "Open in the browser"),
        translate("WebPage", "Stay here"),
        danger=False,
    )
    question.accepted.connect(lambda: open_page(parent, address))
    question.open()
    return question
