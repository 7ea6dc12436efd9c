"""Tesseract, a program of the system: where it is, which languages it has, the words of a picture.

Pictures go in and words come out through pipes, so a program that is killed leaves nothing behind.
"""

import ctypes
import math
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract.reading import Recogniser
from workers.system_programs import environment_for_system

if TYPE_CHECKING:
    from PIL.Image import Image

_NAME = "tesseract"
_WINDOWS_FOLDERS = ("Tesseract-OCR", "Programs/Tesseract-OCR")
_NEEDED = "rus"  # without it Russian pages become Latin letters that say nothing
_WELCOME = "eng"
_WATCH_S = 0.2
_ASKED_S = 20.0
_WAITS = 6  # seconds of the clock for one of the processor, before a program that does nothing is ended
_WORD = "5"  # level of a row that is a word
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word in a picture: its box in pixels, `confidence` 0…100, and whether it begins a line or, as well,
    a paragraph."""

    text: str
    confidence: float
    left: int
    top: int
    width: int
    height: int
    line: bool = False
    paragraph: bool = False


def find() -> Recogniser | None:
    """The program with the languages that are wanted and there; None without it, or without its Russian."""
    for program in _places():
        languages = _languages(program)
        if _NEEDED in languages:
            return Recogniser(str(program), "+".join(one for one in (_NEEDED, _WELCOME) if one in languages))
    return None


def packages() -> str:
    """What an administrator of this system installs, as its package manager calls it."""
    if sys.platform == "win32":
        return "Tesseract-OCR (Russian)"
    if shutil.which("apt-get") and not shutil.which("rpm"):
        return "tesseract-ocr tesseract-ocr-rus"
    if shutil.which("zypper"):
        return "tesseract-ocr tesseract-ocr-traineddata-rus"
    if shutil.which("dnf") or shutil.which("yum"):
        return "tesseract tesseract-langpack-rus"
    if shutil.which("pacman"):
        return "tesseract tesseract-data-rus"
    return "tesseract-ocr tesseract-ocr-rus" if shutil.which("apt-get") else "tesseract (rus)"


def words(picture: "Image", tool: Recogniser, dpi: int, seconds: float) -> list[RecognisedWord]:
    """The words of a grey picture, in reading order; none when the program fails or takes more than
    `seconds` of the processor."""
    data = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
    command = (
        tool.program, "stdin", "stdout", "-l", tool.languages, "--dpi", str(dpi), "--oem", "1", "--psm", "3",
        "-c", "tessedit_create_tsv=1",
    )  # fmt: skip
    return list(_words_of(_run(command, data, seconds).decode("utf-8", "replace")))


def _places() -> Iterator[Path]:
    """Where the program may be: beside this one, in the usual folders of Windows, on the path."""
    own = Path(sys.executable).parent / _NAME
    if sys.platform == "win32":
        name = f"{_NAME}.exe"
        roots = [os.environ.get(one, "") for one in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
        folders = [Path(root) / sub for root in roots if root for sub in _WINDOWS_FOLDERS]
        candidates = [own / name, *(folder / name for folder in folders)]
    else:
        candidates = [own / _NAME, own / "bin" / _NAME]
    yield from (one for one in candidates if one.is_file())
    on_path = shutil.which(_NAME)
    # Windows looks into the working folder first, where anybody may have put a file.
    if on_path and os.path.isabs(on_path):
        yield Path(on_path)


def _languages(program: Path) -> frozenset[str]:
    said = _run((str(program), "--list-langs"), b"", _ASKED_S)
    return frozenset(said.decode("utf-8", "replace").split())


def _run(command: tuple[str, ...], data: bytes, seconds: float) -> bytes:
    """What the program writes; nothing when it fails, is not there or takes too long."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(Path(command[0])),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            preexec_fn=_bounded(seconds),
        )
    except OSError:
        return b""
    with process:
        try:
            output = _output(process, data, seconds)
        finally:
            _end(process)
    return output if process.returncode == 0 else b""


def _output(process: "subprocess.Popen[bytes]", data: bytes, seconds: float) -> bytes:
    """What the program writes until it ends; it is ended when it takes too long."""
    deadline = time.monotonic() + _WAITS * seconds
    found: list[bytes] = []
    exchange = threading.Thread(target=lambda: found.append(process.communicate(data)[0]), daemon=True)
    exchange.start()
    while exchange.is_alive():
        exchange.join(_WATCH_S)
        if _processor_time(process.pid) > seconds or time.monotonic() > deadline:
            _end(process)
    return found[0] if found else b""


def _end(process: "subprocess.Popen[bytes]") -> None:
    """A confined reader may send no signal: then the system ends the program by its limit, or with the
    reader."""
    with suppress(PermissionError):
        process.kill()


def _processor_time(pid: int) -> float:
    """Seconds; nothing on Linux, where the system itself counts them."""
    if sys.platform != "linux":
        import psutil

        with suppress(psutil.Error):
            spent = psutil.Process(pid).cpu_times()
            return float(spent.user + spent.system)
    return 0.0


def _environment(program: Path) -> dict[str, str]:
    """One thread: two pages at a time are faster than two threads for one."""
    environment = {**environment_for_system(), "OMP_THREAD_LIMIT": "1"}
    if (program.parent / "tessdata").is_dir():
        environment.setdefault("TESSDATA_PREFIX", str(program.parent / "tessdata"))
    return environment


def _bounded(seconds: float) -> Callable[[], None] | None:
    """On Linux the kernel ends the program with the reader that started it, and after its processor time."""
    if sys.platform != "linux":
        return None
    import resource

    prctl, limit = ctypes.CDLL(None).prctl, math.ceil(seconds)

    def before() -> None:
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))

    return before


def _words_of(untrusted_table: str) -> Iterator[RecognisedWord]:
    """Rows: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    last: tuple[str, ...] = ()
    for row in untrusted_table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD or not cells[-1].strip():
            continue
        try:
            left, top, width, height = map(int, cells[6:10])
            confidence = float(cells[10])
        except ValueError:
            continue
        if width <= 0 or height <= 0:
            continue
        place = tuple(cells[2:5])
        yield RecognisedWord(
            cells[-1].strip(), confidence, left, top, width, height,
            line=place != last, paragraph=place[:2] != last[:2],
        )  # fmt: skip
        last = place
