"""The pictures of the README, with documents in the language of the window.

python -m tests.pictures.walk [--out resources/help]
"""

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from desktop.app import Application
from desktop.core.entities import ASSISTANT, DocumentState
from desktop.core.future import Future
from desktop.features.chat.views.chat_page import ChatPage
from desktop.storage.repositories import SqlDocuments
from desktop.ui.viewer.viewer_page import ViewerPage
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.window_search import WindowSearch
from tests.helpers.gui import wait_for
from tests.helpers.window import open_window, running_application
from tests.pictures import kept_pages, scenes, worlds
from tests.pictures.kept_pages import KeptPages
from workers.contract.messages import Passages
from workers.contract.specs.answers import Citation, Sentence, Support, Timings
from workers.contract.specs.search import Passage
from workers.text.language import LANGUAGES

WIDTH, HEIGHT = 1280, 800
_SETTLE_S = 0.6


@dataclass(frozen=True, slots=True)
class Story:
    """What a person of one language has: `names` of the documents, the first of which is shown; `heading` of
    the page, its `sentence` and the `rest`; the `answer` has two sentences; `searched` is a word of both."""

    base: str
    folder: str
    names: tuple[str, ...]
    question: str
    answer: tuple[str, str]
    heading: str
    sentence: str
    rest: str
    searched: str

    @property
    def page(self) -> str:
        return f"{self.heading}\n\n{self.sentence} {self.rest}\n\n"


STORIES = {
    "ru": Story(
        "Северный ветер",
        "/дом/Общая папка",
        ("Положение об отпусках.pdf", "Приказ № 17 о графике отпусков.pdf", "Правила командировок.docx",
         "Прайс-лист 2026.xlsx", "Письмо поставщика.msg"),
        "Сколько дней длится отпуск и кто утверждает его график?",
        ("Ежегодный основной оплачиваемый отпуск длится 28 календарных дней.",
         "График отпусков утверждает генеральный директор до 15 декабря."),
        "2. Продолжительность отпуска",
        "Ежегодный основной оплачиваемый отпуск длится 28 календарных дней.",
        "Работникам с ненормированным рабочим днём предоставляется дополнительный отпуск в 5 календарных "
        "дней. Неиспользованный отпуск переносится на следующий год.",
        "отпуск",
    ),
    "en": Story(
        "North Wind",
        "/home/Shared",
        ("Leave policy.pdf", "Order 17 on the leave schedule.pdf", "Travel rules.docx",
         "Price list 2026.xlsx", "Letter of a supplier.msg"),
        "How long is the annual leave, and who approves its schedule?",
        ("The annual paid leave lasts 28 calendar days.",
         "The schedule of the leave is approved by the director by 15 December."),
        "2. Length of the leave",
        "The annual paid leave lasts 28 calendar days.",
        "Employees with irregular working hours have an additional leave of 5 calendar days. A leave that "
        "was not taken is carried over to the next year.",
        "leave",
    ),
}  # fmt: skip


def make(application: Application, story: Story) -> list[str]:
    """A base with its documents and one chat; the documents' ids."""
    worlds._models(application, damaged=False)
    base = application.bases.create(story.base).id
    application.bases.select(base)
    made = [worlds._document(base, at, DocumentState.READY) for at in range(len(story.names))]
    rows = [replace(row, path=f"{story.folder}/{name}") for row, name in zip(made, story.names, strict=True)]
    SqlDocuments(application.database.session).save(rows)
    chat = worlds._chat(application, story.question)
    text, sentences = " ".join(story.answer), []
    for number, said in enumerate(story.answer, 1):
        start = text.index(said)
        sentences.append(Sentence(start, start + len(said), (number,), support=Support.SUPPORTED))
    start = story.page.index(story.sentence)
    cited = tuple(
        Citation(at + 1, rows[at].id, story.names[at], at + 1, start, start + len(said), said, story.heading)
        for at, said in enumerate(story.answer)
    )
    model = next(one.id for one in application.models.list() if one.path)
    timings = Timings(0.4, 3.1, 6.2, 1400, 38, 1_300_000_000)
    given = {"citations": cited, "sentences": tuple(sentences), "timings": timings, "model": model}
    worlds._say(application, chat, ASSISTANT, text, **given)
    return [row.id for row in rows]


def found(story: Story, documents: list[str]) -> Future[Passages]:
    """What a search for the word of the story gives."""
    passages = []
    for at, said in enumerate(story.answer):
        start = said.index(story.searched)
        hit = ((start, start + len(story.searched)),)
        passages.append(
            Passage(
                f"c{at}", documents[at], story.names[at], f"{story.folder}/{story.names[at]}", at + 1, at + 1,
                0, len(said), story.heading, said, 1.0, core=(0, len(said)), hits=hit,
            )
        )  # fmt: skip
    future: Future[Passages] = Future()
    terms = ((story.searched,),)
    future.resolve(Passages("", story.searched, tuple(passages), True, 0.02, terms=terms))
    return future


def take(language: str, folder: Path) -> None:
    """The pictures of one language: the chat, a document, the search."""
    story = STORIES[language]
    start = story.page.index(story.sentence)
    quote = (start, start + len(story.sentence))
    kept_pages._words.cache_clear()
    with (
        tempfile.TemporaryDirectory() as data,
        patch.object(kept_pages, "PAGE", story.page),
        patch.object(kept_pages, "SENTENCE", story.sentence),
        patch.object(kept_pages, "_QUOTE", quote),
        running_application(Path(data), language) as application,
    ):
        documents = make(application, story)
        application.pages = KeptPages(application, Path(data))  # type: ignore[assignment]
        application.search.search = lambda *_, **__: found(story, documents)  # type: ignore[method-assign]
        application.settings.change(language=language, theme="light", text_size=100)
        with open_window(application, WIDTH, HEIGHT) as window:
            _chat(window)
            _save(window, folder / f"chat_{language}.png")
            window.go(f"document:{documents[0]}")
            page = window.page("document")
            assert isinstance(page, ViewerPage)
            page.model.open(documents[0], 1, *quote)
            page.viewer.tools.thumbnails.click()
            _save(window, folder / f"viewer_{language}.png")
            window.go("documents")
            finder = window.findChild(WindowSearch)
            assert finder is not None
            finder.open()
            finder.overlay.field.setText(story.searched)
            _save(window, folder / f"search_{language}.png")
            scenes.close_all(window)


def _chat(window: MainWindow) -> None:
    window.go("chat")
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    page.model.open(page.model.chats()[0].id)
    page.open_number(1)


def _save(window: MainWindow, file: Path) -> None:
    wait_for(lambda: False, _SETTLE_S, must=False)
    scenes.grab(window).save(str(file))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.walk", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("resources/help"))
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for spoken in LANGUAGES:
        take(spoken, out)
    sys.exit(0)
