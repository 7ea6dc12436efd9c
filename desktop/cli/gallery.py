"""Pictures of every page in both languages, light and dark: for the demo, and to compare with the design."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from desktop.composition.window import open_over
from desktop.core.entities import ModelPurpose
from desktop.core.future import Future
from desktop.features.chat.views.answer import AnswerView
from desktop.features.chat.views.chat_page import ChatPage
from desktop.ui.i18n.translatable import translate
from desktop.ui.window.main_window import FIRST_START, MainWindow
from workers.text.language import LANGUAGES

if TYPE_CHECKING:
    from desktop.app import Application

PAGES = ("chat", "documents", "models", "tasks", "settings", "help", FIRST_START)
TRAINING = ("choice", "examples", "review", "start", "run", "adapters")
LOOKS = tuple((language, theme) for language in LANGUAGES for theme in ("light", "dark"))
SETTLE_MS = 250
RENDER_MS = 15_000  # a page image comes from a process that may have to start first
WIDTH, HEIGHT = 1280, 800


async def take(application: "Application", folder: Path) -> list[Path]:
    """Save `PAGE_LANGUAGE_THEME.png` into `folder` for the current base; a chat is begun for the pictures
    when a model is here. Language and theme of an open window are put back, as they are chosen by then.
    Returns the files."""
    window = open_over(application)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(WIDTH, HEIGHT)
    window.show()
    files = []
    try:
        for language, look in LOOKS:
            _show_as(window, language, look)
            await _ask(application, window)
            for name in (*PAGES, *(f"training:{part}" for part in TRAINING)):
                window.go(name)
                if name == "chat":
                    await _open_source(window)
                _show_as(window, language, look)  # somebody may have chosen another one meanwhile
                await pause(SETTLE_MS)
                file = folder / f"{name.replace(':', '_')}_{language}_{look}.png"
                window.grab().save(str(file))
                files.append(file)
    finally:
        settings = application.settings.values
        _show_as(window, settings.language, settings.theme)
        window.hide()
        window.deleteLater()
    return files


def _show_as(window: MainWindow, language: str, look: str) -> None:
    window.translator.apply(language)
    window.theme.set_mode(look)


async def _ask(application: "Application", window: MainWindow) -> None:
    """One chat in the window's language, asked once however often pictures are taken."""
    base = application.bases.current
    if not base or not application.models.installed(ModelPurpose.CHAT):
        return
    question = translate("Gallery", "How many characters must a password have?")
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    for chat in application.chats.list(base):
        if any(message.text == question for message in application.chats.messages(chat.id)):
            page.model.open(chat.id)
            return
    chat = application.chats.create(base)
    await application.chats.ask(chat.id, question).finished
    page.model.open(chat.id)


async def _open_source(window: MainWindow) -> None:
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    await pause(SETTLE_MS)
    answers: list[AnswerView] = page.conversation.answers()
    if not answers or not answers[-1].reply.sources or page.sources.current is not None:
        return
    page.open_number(answers[-1].reply.sources[0].number or 1)
    for _ in range(RENDER_MS // SETTLE_MS):
        await pause(SETTLE_MS)
        if page.sources.document.outline is not None:
            return


def pause(milliseconds: int) -> Future[None]:
    """Settles after a while, with the event loop running."""
    waiting: Future[None] = Future()
    QTimer.singleShot(milliseconds, lambda: waiting.resolve(None))
    return waiting
