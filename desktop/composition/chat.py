"""Builds the page of the chat."""

from desktop.app import Application
from desktop.composition import parts
from desktop.features.chat.viewmodels.answer_actions import AnswerActions
from desktop.features.chat.viewmodels.ask_model import AskModel
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.viewmodels.example_question import ExampleQuestion
from desktop.features.chat.viewmodels.kept_model import KeptModel, Offers
from desktop.features.chat.views.answer_announcer import AnswerAnnouncer
from desktop.features.chat.views.chat_page import ChatPage
from desktop.ui.theme import Theme


def build(application: Application, theme: Theme) -> ChatPage:
    """The page over the services of the application; called when it is first shown."""
    bases, documents, publisher = application.bases, application.documents, application.change_publisher
    models, adapters = application.models, application.adapters
    page = ChatPage(
        theme,
        model=ChatModel(
            bases,
            application.chats,
            models,
            adapters,
            application.documents,
            application.settings,
            publisher,
            application.corrections.get,
        ),
        asking=AskModel(bases, documents, models, adapters, application.guards.set_strength, publisher),
        actions=AnswerActions(bases, application.examples.importer.from_chat, application.health.apply),
        kept=KeptModel(
            bases,
            application.chats,
            application.ready_questions,
            application.corrections,
            application.instructions,
            application.search,
            application.settings,
            Offers(application.questions.importer.take, application.examples.importer.take),
            publisher,
        ),
        sources=parts.sources(application),
        example=ExampleQuestion(documents, application.search),
        switcher=parts.switcher(application),
        shield=parts.shield(application),
    )
    AnswerAnnouncer(page, page.model)
    return page
