"""The reader: a child process of `knowledge` that opens the user's files, because hostile or broken files
crash, hang and eat memory. One request a line in, one reply a line out; long text goes to a file."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codec import CodecError, from_json, json_line
from workers.contract.codes import Code, ProblemError
from workers.contract.paths import system_path
from workers.contract.reading import (
    MeasureRequest,
    ReaderProgress,
    ReaderReply,
    ReadRequest,
    RecogniseRequest,
    RenderRequest,
)
from workers.contract.sealed import SEAL
from workers.disk import refused
from workers.reading.programs import ProgramsNeeded
from workers.services.reader import drawing, limits

_BATCH = 1000  # files after which a fresh process comes: what a parser leaks goes with it
_HEAVY = 400 * 1024 * 1024  # resident bytes after which a fresh process comes
_TELL_S = 1.0  # between two words about progress
_TOLD = 50  # attempts to reach the network that a reply tells of
_SMALL = 32 * 1024  # bytes of what is made, that go into the reply
_MAX_REQUEST = 64 * 1024 * 1024


def main(stdin_fd: int, stdout_fd: int) -> int:
    """Serve requests until the input ends or the batch is full; returns the exit code."""
    limits.limit_memory(int(os.environ.get("BUKVAR_READER_MEMORY", "0") or 0))
    limits.end_with_parent()
    memory, guards = limits.ResidentMemory(), limits.hold()
    # openpyxl loads numpy only to recognise its numbers: a tenth of a second and 30 MB for nothing.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]

    def on_progress(done: float) -> None:
        _send(stdout_fd, ReaderProgress(done))

    with os.fdopen(stdin_fd, "rb") as requests:
        for served in range(1, _BATCH + 1):
            line = requests.readline(_MAX_REQUEST)
            if not line:
                return 0
            reply, spent = _answer(line, on_progress)
            last = spent or served == _BATCH or memory.resident() > _HEAVY
            refused = SEAL.taken()[:_TOLD]
            detail = reply.detail[-8000:]
            reply = replace(reply, detail=detail, last=last, refused=refused, guards=guards)
            _send(stdout_fd, reply)
            if last:
                break
    return 0


def _send(descriptor: int, message: ReaderReply | ReaderProgress) -> None:
    data = json_line(message)
    while data:
        data = data[os.write(descriptor, data) :]


def _answer(untrusted_line: bytes, on_progress: Callable[[float], None]) -> tuple[ReaderReply, bool]:
    """The reply, and whether this process should not serve another request; `on_progress` gets 0…1."""
    try:
        body = json.loads(untrusted_line)
        if body.get("op") == "render":
            return drawing.draw(from_json(RenderRequest, body)), False
        if body.get("op") == "measure":
            return drawing.measure(from_json(MeasureRequest, body)), False
        if body.get("op") == "rows":
            return _rows(body), False
        if body.get("op") == "recognise":
            return _recognise(from_json(RecogniseRequest, body)), False
        return _read(from_json(ReadRequest, body), on_progress), False
    except ProgramsNeeded:
        return ReaderReply(needs_programs=True), False
    except MemoryError:
        return ReaderReply(Code.READER_MEMORY, {"limit": limits.memory_limit()}), True
    except (CodecError, ValueError, AttributeError) as error:
        return ReaderReply(Code.BUG, {}, f"request: {error!r}"), True
    except Exception as error:
        known = error if isinstance(error, ProblemError) else refused(error)
        if known is not None:
            return ReaderReply(known.code, known.problem.params, known.problem.detail), False
        import traceback

        return ReaderReply(Code.BUG, {}, "".join(traceback.format_exception(error))), True


def _read(request: ReadRequest, on_progress: Callable[[float], None]) -> ReaderReply:
    from workers.reading import ReadOptions, read_any

    limits.limit_processor_time(request.seconds)
    recognised = {int(page): found for page, found in request.recognised.items()}
    told = time.monotonic()

    def progress(done: float) -> None:
        nonlocal told
        if time.monotonic() - told >= _TELL_S:
            told = time.monotonic()
            on_progress(done)

    options = ReadOptions(
        request.passwords, request.max_bytes, recognised=recognised, seconds=request.seconds,
        progress=progress,
    )  # fmt: skip
    document = read_any(Path(system_path(request.path)), options)
    return ReaderReply(made=_put(request.output, document))


def _recognise(request: RecogniseRequest) -> ReaderReply:
    from workers.reading.recognition.files import recognise_page

    limits.limit_processor_time(request.seconds)
    path = Path(system_path(request.path))
    found = recognise_page(path, request.page, request.tool, request.passwords)
    return ReaderReply(made=_put(request.output, found))


def _put(output: str, value: Any) -> str:
    """The value as text, where it is small: to make a file of it costs as much as to read one. "" where it
    was put into the file."""
    data = json_line(value)
    if len(data) <= _SMALL:
        return data.decode()
    Path(output).write_bytes(data)
    return ""


def _rows(untrusted: dict[str, Any]) -> ReaderReply:
    from workers.contract.training.rows import RowsRequest
    from workers.datasets.examples.rows import read_rows

    request = from_json(RowsRequest, untrusted)
    limits.limit_processor_time(request.seconds)
    return ReaderReply(made=_put(request.output, read_rows(request.spec)))
