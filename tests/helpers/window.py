"""The real application and its real window over a temporary data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from desktop.app import Application
from desktop.composition.window import open_over
from desktop.core.entities import ASSISTANT, USER, ChatMessage, Document, DocumentState
from desktop.features.chat.repository import SqlChats
from desktop.paths import AppPaths
from desktop.settings.policy import NO_POLICY, Policy
from desktop.shutdown import ShutdownSequence
from desktop.storage.repositories import SqlDocuments
from desktop.ui.window.main_window import MainWindow
from tests.helpers.gui import qt_app, wait_for
from workers.contract.specs.answers import Citation, Sentence


@contextmanager
def running_application(
    data: Path, language: str = "en", policy: Policy = NO_POLICY, base: str = ""
) -> Iterator[Application]:
    """An application that has seen its first start, with a chosen base of the name `base` ("" = none); at the
    end its workers are ended and its files closed."""
    qt_app()
    application = Application(AppPaths.under(data, policy))
    application.settings.change(language=language, theme="light", first_start_done=True)
    application.recover()
    if base:
        application.bases.select(application.bases.create(base).id)
    try:
        yield application
    finally:
        ended: list[bool] = []
        ShutdownSequence(application).begin(lambda: ended.append(True))
        wait_for(lambda: ended, 20)
        # No loop ends in a test, which is when Qt deletes what was left to be deleted later: a window that
        # stays hears of its application, with its database gone, in the tests that follow, and has all of
        # them speak its language. Not before, since its workers may answer until they have ended.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def put_documents(application: Application, count: int) -> None:
    """Documents of the current base, "d0", "d1" …, ready, each of 2 pages and 3 passages."""
    base = application.bases.current
    SqlDocuments(application.database.session).save(
        [
            Document(f"d{at}", base, f"/дом/{at}.pdf", DocumentState.READY, pages=2, chunks=3, modified=1e9)
            for at in range(count)
        ]
    )


def put_chat(application: Application, count: int) -> str:
    """The id of a chat of `count` messages; answers have one to seven paragraphs, with marks and sources."""
    chat = application.chats.create(application.bases.current).id
    rows = SqlChats(application.database.session)
    parent, now = "", datetime.now(UTC)
    sentence = "Отпуск длится двадцать восемь дней, а остаток переносят на следующий год."
    for at in range(count):
        text = f"Вопрос номер {at}: сколько дней длится отпуск?"
        message = ChatMessage(f"{chat}-{at}", chat, USER, text, now, parent=parent)
        if at % 2:
            paragraphs = 1 + at % 7
            text = "\n\n".join([f"**Ответ {at}.** {sentence}"] * paragraphs)
            begins = [text.index(sentence)]
            while (begin := text.find(sentence, begins[-1] + 1)) >= 0:
                begins.append(begin)
            marks = tuple(
                Sentence(begin, begin + len(sentence), (1 + number % 2,) if number % 3 else ())
                for number, begin in enumerate(begins)
            )
            cited = tuple(
                Citation(number, f"d{number}", f"{number}.pdf", 1, 0, 20, sentence) for number in (1, 2)
            )
            message = replace(message, role=ASSISTANT, text=text, sentences=marks, citations=cited)
        rows.save_message(message)
        parent = message.id
    return chat


@contextmanager
def open_window(application: Application, width: int = 1280, height: int = 800) -> Iterator[MainWindow]:
    """The real window, shown offscreen."""
    window = open_over(application)
    window.resize(width, height)
    window.show()
    try:
        yield window
    finally:
        window.hide()
        for timer in window.findChildren(QTimer):
            timer.stop()
        window.deleteLater()  # see `running_application`
        wait_for(lambda: False, 0.05, must=False)
