"""The command: see the package."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from desktop.app import Application
from desktop.ui.theme.tokens import NAMES as LOOKS
from desktop.ui.window.main_window import FIRST_START, MainWindow
from tests.helpers.gui import wait_for
from tests.helpers.window import open_window, running_application
from tests.pictures import scenes, structure, worlds
from tests.pictures.worlds import World
from workers.text.language import LANGUAGES

PARTS = {
    "training": ("choice", "examples", "review", "start", "run", "adapters"),
    "exam": ("results", "answers", "questions", "review", "start", "instructions"),
    "settings": ("general", "security", "storage", "backup", "shortcuts", "health", "expert", "about"),
}
PAGES = ("chat", "documents", "training", "exam", "models", "tasks", "settings", "help", FIRST_START)
SIZES = (100, 150, 200)  # per cent
SETTLE_S, PATIENCE_S = 0.1, 0.6


def views(pages: tuple[str, ...] = PAGES) -> Iterator[str]:
    """Names for `MainWindow.go`."""
    for page in pages:
        yield from (f"{page}:{part}" for part in PARTS.get(page, ())) if page in PARTS else (page,)


def shown_views(pages: Sequence[str], chosen: Sequence[str]) -> Iterator[str]:
    """Of these pages, and scenes."""
    yield from views(tuple(pages))
    yield from chosen


def faults(window: MainWindow, language: str) -> list[str]:
    """Of the window and of what stands over it."""
    found = [fault for top in scenes.tops(window) for fault in structure.faults(top, language)]
    if found:  # what is still being laid out does not count
        wait_for(lambda: False, PATIENCE_S, must=False)
        found = [fault for top in scenes.tops(window) for fault in structure.faults(top, language)]
    return found


def show(window: MainWindow, view: str, application: Application | None = None) -> None:
    """Bring a view to the front, with what it opens by itself; a scene needs its `application`."""
    if view in scenes.SCENES:
        assert application is not None
        scenes.SCENES[view](application, window)
        wait_for(lambda: False, SETTLE_S, must=False)
        return
    window.go(view)
    if view == "chat":
        page = window.page("chat")
        chats = page.model.chats()  # type: ignore[attr-defined]
        if chats:
            page.model.open(chats[0].id)  # type: ignore[attr-defined]
    wait_for(lambda: False, SETTLE_S, must=False)


def main(arguments: argparse.Namespace) -> int:
    """1 when something is wrong with a page."""
    wrong: dict[str, list[str]] = {}
    width, height = map(int, arguments.window.split("x"))
    for world in map(World, arguments.states):
        with tempfile.TemporaryDirectory() as data, running_application(Path(data)) as application:
            worlds.make(application, world)
            with_scenes = world is World.FULL and arguments.scenes
            if with_scenes:
                scenes.without_workers(application, Path(data))
            with open_window(application, width, height) as window:
                for language in arguments.languages:
                    for look in arguments.looks:
                        for size in arguments.sizes:
                            application.settings.change(language=language, theme=look, text_size=size)
                            for view in shown_views(arguments.pages, arguments.scenes if with_scenes else ()):
                                show(window, view, application)
                                name = f"{view.replace(':', '_')}-{world}-{language}-{look}-{size}"
                                for fault in faults(window, language):
                                    wrong.setdefault(fault, []).append(name)
                                if not arguments.no_pictures:
                                    scenes.grab(window).save(str(arguments.out / f"{name}.png"))
                                if view in scenes.SCENES:
                                    scenes.close_all(window)
    for fault, names in wrong.items():
        print(
            f"{fault}\n    {names[0]} and {len(names) - 1} more"
            if len(names) > 1
            else f"{fault}\n    {names[0]}"
        )
    print(f"{len(wrong)} faults")
    return 1 if wrong else 0


def parser() -> argparse.ArgumentParser:
    """Options; each takes any of its values."""
    made = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    made.add_argument("--out", type=Path, default=Path("pictures"))
    made.add_argument("--pages", nargs="*", default=PAGES, choices=[*PAGES, []])
    made.add_argument("--scenes", nargs="*", default=list(scenes.SCENES), choices=[*scenes.SCENES, []])
    made.add_argument("--states", nargs="+", default=list(World), choices=list(World))
    made.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=list(LANGUAGES))
    made.add_argument("--looks", nargs="+", default=LOOKS, choices=LOOKS)
    made.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    made.add_argument("--window", default="1280x800", metavar="WIDTHxHEIGHT")
    made.add_argument("--no-pictures", action="store_true")
    return made


if __name__ == "__main__":
    chosen = parser().parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    sys.exit(main(chosen))
