"""What the window asks of the chat by an address: a message, a question, a place beside the conversation."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.ui.viewer.places import parsed

if TYPE_CHECKING:
    from desktop.features.chat.views.chat_page import ChatPage

ASK, PLACE = "?", "@"


def open_address(page: "ChatPage", address: str) -> None:
    """CHAT/MESSAGE opens a chat at a message, ?QUESTION asks in a new chat, @DOCUMENT/PAGE/START/END shows a
    place in the source panel."""
    page.shown()
    if address.startswith(ASK):
        page.new_chat()
        page.ask_offered(address.removeprefix(ASK))
    elif address.startswith(PLACE):
        page.sources.show_place(*parsed(address.removeprefix(PLACE)))
    else:
        chat, _, message = address.partition("/")
        page.model.undo_remove(chat)  # a chat that is being removed is still found: who opens it wants it
        page.model.open(chat)
        page.model.show_branch(message)
        QTimer.singleShot(0, page, lambda: page.conversation.show_message(message))
