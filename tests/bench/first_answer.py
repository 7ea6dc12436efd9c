"""First start to first cited answer on a prepared computer: one drop, two clicks.

    python -m tests.bench first_answer [--language ru] [--pictures FOLDER]

The real window and workers over an empty data folder that holds the starter and the search model: the
samples are dropped, the first start is left, the question that the chat offers is asked. Figures to reach: an
answer with a source, 30 s on two free cores; what the processor worked is told beside, since other programs
do not change it.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SECONDS = 30.0
_PATIENCE_S, _LOOK_S = 900, 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this bench."""
    parser.add_argument("--language", default="ru", choices=("ru", "en"))
    parser.add_argument("--pictures", type=Path, help="a folder for a picture after each step")


def run(arguments: argparse.Namespace) -> int:
    """0 when the answer came in time and names a source."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import psutil

    from desktop.features.chat.views.chat_page import ChatPage
    from desktop.ui.pages.first_start_page import FirstStartPage
    from desktop.ui.window.drops import Dropped
    from desktop.ui.window.main_window import FIRST_START
    from tests.helpers import models
    from tests.helpers.gui import RESOURCES, pump, wait_for
    from tests.helpers.window import open_window, running_application

    me = psutil.Process()
    seen: dict[int, float] = {}  # seconds of the processor by worker, also of those that have ended

    def worked() -> tuple[float, float]:
        """Of the window and of its workers."""
        for child in me.children(recursive=True):
            try:
                times = child.cpu_times()
            except psutil.Error:
                continue
            seen[child.pid] = max(seen.get(child.pid, 0.0), times.user + times.system)
        return time.process_time(), sum(seen.values())

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        for source in (models.starter(), models.embedder()):
            target = data / "models" / source.relative_to(models.cache_folder())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source)
        began, before = time.monotonic(), worked()

        def told(step: str) -> None:
            window, workers = (now - then for now, then in zip(worked(), before, strict=True))
            load = os.getloadavg()[0]
            wall = time.monotonic() - began
            print(
                f"{step:24} {wall:6.1f} s   window {window:5.1f}   workers {workers:6.1f}   load {load:.0f}"
            )
            if arguments.pictures is not None:
                arguments.pictures.mkdir(parents=True, exist_ok=True)
                shown.grab().save(str(arguments.pictures / f"{step.replace(' ', '_')}.png"))

        def until(ready: Callable[[], object]) -> None:
            while not wait_for(ready, _LOOK_S, must=False):
                worked()  # a worker may end before the step does
                assert time.monotonic() - began < _PATIENCE_S, "it does not come"

        with running_application(data, arguments.language) as application:
            application.settings.change(first_start_done=False)
            with open_window(application) as shown:
                page = shown.page(FIRST_START)
                assert isinstance(page, FirstStartPage)
                until(lambda: page.steps[1].state == "done")
                told("page")
                samples = sorted(str(file) for file in (RESOURCES / "samples").iterdir() if file.is_file())
                shown.drops.take(Dropped(documents=tuple(samples)))
                until(lambda: page.steps[3].state == "active")
                told("documents ready")
                page.ask.click()
                chat = shown.page("chat")
                assert isinstance(chat, ChatPage)
                until(chat.example.text)
                chat.empty.button.click()
                until(lambda: not chat.model.writing)
                wall = time.monotonic() - began
                pump()
                told("answer")
                answer = chat.conversation.answers()[-1].reply
                cited = bool(answer.message.citations)
                print(f"{len(answer.sources)} sources: {answer.message.text[:100]!r}")
    return 0 if cited and wall <= SECONDS else 1
