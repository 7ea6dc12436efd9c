"""Builds the page of the chat."""

from desktop.app import Application
from desktop.features.chat.views.chat_page import ChatPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ChatPage:
    """The page over the services of the application; called when it is first shown."""
    return ChatPage(application, theme)
