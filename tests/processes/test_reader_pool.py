"""Reader processes: limits, deaths, replacement. Real processes, real files."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import ReadLimits
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled

# A reader that waits for ever in a file of a certain name.
WAITS = (
    sys.executable,
    "-c",
    "import sys, time; import workers.reading as reading; from workers.__main__ import main\n"
    "read = reading.read_any\n"
    "reading.read_any = lambda path, options: "
    "time.sleep(600) if path.stem == 'вечный' else read(path, options)\n"
    "sys.exit(main())",
    "reader",
)


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    pool = ReaderPool(2, WAITS)
    yield pool
    pool.close()


def children() -> list[psutil.Process]:
    """Readers of this process. By parent alone: psutil's own `children` compares times of start, and a step
    of the system's clock makes a child older than its parent."""
    return [
        process
        for process in psutil.process_iter(["ppid", "cmdline"])
        if process.info["ppid"] == os.getpid()
        and any("reader" in part for part in process.info["cmdline"] or ())
    ]


def text_file(folder: Path, name: str = "заметка.txt") -> Path:
    path = folder / name
    path.write_text(SENTENCE, encoding="utf-8")
    return path


def endless(folder: Path) -> Path:
    """A reader that opens it waits for ever."""
    return text_file(folder, "вечный.txt")


def test_files_one_after_another_in_one_process(pool: ReaderPool, tmp_path: Path) -> None:
    path = text_file(tmp_path)
    assert pool.read(path).text == SENTENCE
    first = {child.pid for child in children()}
    assert len(first) == 1
    assert pool.read(documents.docx_file(tmp_path / "a.docx")).kind == "docx"
    assert {child.pid for child in children()} == first


def test_a_fresh_process_after_a_batch(tmp_path: Path) -> None:
    code = (
        "import sys; from workers.services.reader import service; from workers.runtime.environment import "
        "take_descriptors; service._BATCH = 10; sys.exit(service.main(*take_descriptors()))"
    )
    pool = ReaderPool(1, (sys.executable, "-c", code, "reader"))
    path = text_file(tmp_path)
    seen: set[int] = set()
    for _ in range(25):
        assert pool.read(path).text == SENTENCE
        seen |= {child.pid for child in children()}
    pool.close()
    assert len(seen) == 3


def test_a_heavy_parent_does_not_make_its_readers_heavy(pool: ReaderPool, tmp_path: Path) -> None:
    path = text_file(tmp_path)
    weight = b"x" * (600 * 1024 * 1024)
    pool.read(path)
    first = {child.pid for child in children()}
    pool.read(path)
    assert len(weight) and first
    assert {child.pid for child in children()} == first


def test_reasons_come_through(pool: ReaderPool, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        pool.read(documents.scan_pdf(tmp_path / "a.pdf", 2))
    assert caught.value.problem.code is Code.SCAN_WITHOUT_TEXT
    assert caught.value.problem.params == {"pages": 2}
    with pytest.raises(ProblemError) as caught:
        pool.read(text_file(tmp_path), limits=ReadLimits(max_bytes=10))
    assert caught.value.problem.code is Code.TOO_LARGE


def test_a_password_travels(pool: ReaderPool, tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]], password="secret")
    assert "28 календарных" in pool.read(path, ("another", "secret")).text


def test_what_is_no_file_is_not_waited_for(pool: ReaderPool, tmp_path: Path) -> None:
    """A pipe nobody writes to."""
    path = tmp_path / "канал.txt"
    os.mkfifo(path)
    with pytest.raises(ProblemError) as caught:
        pool.read(path, limits=ReadLimits(seconds=0.6))
    assert caught.value.problem.code in (Code.NO_PERMISSION, Code.READER_TIMEOUT)
    assert pool.read(text_file(tmp_path)).text == SENTENCE


def test_a_file_that_hangs_costs_itself_alone(pool: ReaderPool, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        pool.read(endless(tmp_path), limits=ReadLimits(seconds=0.6))
    assert caught.value.problem.code is Code.READER_TIMEOUT
    assert caught.value.problem.params == {"seconds": 0.6}
    assert children() == []
    assert pool.read(text_file(tmp_path)).text == SENTENCE


def test_a_reader_that_is_kept_from_working_is_waited_for(pool: ReaderPool, tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]] * 200)
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(pool.read, path, limits=ReadLimits(seconds=1.5))
        for _ in range(4):  # a computer with other work lets it run now and then
            reader = psutil.Process(_wait_for_reader())
            reader.suspend()
            time.sleep(0.8)
            reader.resume()
            if reading.done():
                break
        assert len(reading.result(20).pages) == 200


def test_a_large_file_says_how_far_it_is(pool: ReaderPool, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Номер;Товар\n" + "".join(f"{n};насос {n}\n" for n in range(800_000)), encoding="utf-8")
    heard: list[float] = []
    document = pool.read(path, progress=heard.append)
    assert document.text.endswith("Номер: 799999; Товар: насос 799999")
    assert heard == sorted(heard)
    assert 0 < heard[0] <= heard[-1] <= 1


def test_a_file_that_eats_memory_costs_itself_alone(pool: ReaderPool, tmp_path: Path) -> None:
    limit = 500 * 1024 * 1024
    with pytest.raises(ProblemError) as caught:
        pool.read(documents.memory_hog(tmp_path / "a.docx"), limits=ReadLimits(memory_bytes=limit))
    assert caught.value.problem.code is Code.READER_MEMORY
    assert caught.value.problem.params == {"limit": limit}
    assert pool.read(text_file(tmp_path)).text == SENTENCE


def test_a_killed_reader_costs_its_file_alone(pool: ReaderPool, tmp_path: Path) -> None:
    path = endless(tmp_path)
    problems: list[ProblemError] = []

    def read() -> None:
        try:
            pool.read(path)
        except ProblemError as error:
            problems.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    victim = _wait_for_reader()
    os.kill(victim, signal.SIGKILL)
    thread.join(20)
    assert [error.problem.code for error in problems] == [Code.READER_CRASHED]
    assert pool.read(text_file(tmp_path)).text == SENTENCE


def test_a_reader_killed_while_idle_is_replaced(pool: ReaderPool, tmp_path: Path) -> None:
    path = text_file(tmp_path)
    pool.read(path)
    idle = children()[0]
    idle.kill()
    idle.wait(5)
    assert pool.read(path).text == SENTENCE


def test_cancel_ends_the_reader(pool: ReaderPool, tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(ReadingCancelled):
        pool.read(endless(tmp_path), cancelled=lambda: time.monotonic() - begun > 0.4)
    assert children() == []


def test_a_reader_survives_the_thread_that_asked_first(pool: ReaderPool, tmp_path: Path) -> None:
    path = text_file(tmp_path)
    thread = threading.Thread(target=lambda: pool.read(path))
    thread.start()
    thread.join()
    first = {child.pid for child in children()}
    time.sleep(0.3)
    assert pool.read(path).text == SENTENCE
    assert {child.pid for child in children()} == first


def test_a_page_is_drawn_beside_a_file_that_is_read(tmp_path: Path) -> None:
    pool = ReaderPool(1, WAITS)
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]])
    page = pool.read(path).text
    waiting = endless(tmp_path)
    ended: list[str] = []

    def read() -> None:
        try:
            pool.read(waiting)
        except (ProblemError, ReadingCancelled) as error:
            ended.append(type(error).__name__)

    thread = threading.Thread(target=read)
    thread.start()
    _wait_for_reader()
    rendered = pool.render(path, 1, 0, 10, page, 600, tmp_path / "pages")
    assert Path(rendered.image).is_file()
    pool.close()
    thread.join(20)
    assert len(ended) == 1


def test_readers_end_with_their_parent(tmp_path: Path) -> None:
    code = (
        "from workers.runtime.reader_pool import ReaderPool\n"
        f"ReaderPool(1, {WAITS!r}).read({str(endless(tmp_path))!r})\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    reader = psutil.Process(_wait_for_reader(parent.pid))
    parent.kill()
    parent.wait(5)
    psutil.wait_procs([reader], timeout=5)
    assert not reader.is_running() or reader.status() == psutil.STATUS_ZOMBIE


def test_a_page_with_the_boxes_of_its_quote(pool: ReaderPool, tmp_path: Path) -> None:
    lines = ["Первая строка страницы.", "Вторая строка, её и ищут.", "Третья строка."]
    path = documents.pdf(tmp_path / "a.pdf", [["Другая страница."], lines])
    document = pool.read(path)
    page = document.pages[1]
    text = document.text[page.start : page.end]
    start = text.index("строка, её")
    folder = tmp_path / "pages"
    view = pool.render(path, 2, start, start + len("строка, её и ищут.\nТретья"), text, 800, folder)
    assert (view.changed, view.page, view.pages) == (False, 2, 2)
    assert folder.stat().st_mode & 0o777 == 0o700
    with Image.open(view.image) as image:
        assert image.size == (view.width, view.height)
        assert view.width == 800
        pixels = image.convert("L")
    assert len(view.boxes) == 2
    first, second = view.boxes
    # The lines of the fixture stand 18 points apart from 780 points up, the page is 841.9 high.
    assert first[1] < 1 - 762 / 841.9 < first[1] + first[3]
    assert second[1] < 1 - 744 / 841.9 < second[1] + second[3]
    assert first[0] > second[0]  # "Вторая" comes before the quote
    for x, y, width, height in view.boxes:
        box = (int(x * 800), int(y * view.height), int((x + width) * 800), int((y + height) * view.height))
        assert pixels.crop(box).getextrema()[0] < 100, "there is ink in the box"
    again = pool.render(path, 2, start, start + 3, text, 800, folder)
    assert again.image == view.image
    assert len(list(folder.iterdir())) == 1


def test_a_turned_page(pool: ReaderPool, tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]], rotate=90)
    text = pool.read(path).text
    view = pool.render(path, 1, 0, len(text), text, 800, tmp_path / "pages")
    assert len(view.boxes) == 1
    with Image.open(view.image) as image:
        pixels = image.convert("L")
    x, y, width, height = view.boxes[0]
    assert height * view.height > 10 * width * view.width, "the line runs downwards"
    box = (x * view.width, y * view.height, (x + width) * view.width, (y + height) * view.height)
    assert pixels.crop(tuple(map(int, box))).getextrema()[0] < 100


def test_a_changed_file_is_noticed(pool: ReaderPool, tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]])
    text = pool.read(path).text
    documents.pdf(path, [["Совсем другой текст."]])
    view = pool.render(path, 1, 0, 10, text, 800, tmp_path / "pages")
    assert view.changed
    assert view.image == ""
    assert pool.render(path, 7, 0, 10, text, 800, tmp_path / "pages").changed
    path.unlink()
    with pytest.raises(ProblemError) as caught:
        pool.render(path, 1, 0, 10, text, 800, tmp_path / "pages")
    assert caught.value.problem.code is Code.FILE_MISSING


def _wait_for_reader(parent: int | None = None) -> int:
    """The id of a reader process under `parent` (this process) that waits in its file."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        for child in psutil.Process(parent).children():
            if any("reader" in part for part in child.cmdline()):
                time.sleep(0.5)
                return child.pid
        time.sleep(0.05)
    raise AssertionError("no reader came")
