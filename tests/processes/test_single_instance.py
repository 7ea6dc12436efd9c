"""Two processes and one data folder, with real processes on both sides."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, cast

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject
from PySide6.QtNetwork import QLocalSocket

from desktop.paths import AppPaths
from desktop.processes.instance_client import Client, HolderWindow
from desktop.processes.single_instance import (
    ADDRESS,
    LOCK,
    Holder,
    RemoteCommand,
    _Guest,
    folder_identity,
    is_starting,
    read_address,
)
from desktop.version import program_stamp
from tests.helpers.qt import qt_application, wait_until
from workers.contract.codes import Code, ProblemError

ROOT = Path(__file__).resolve().parents[2]


def start(what: str, data: Path, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.instances", what, str(data), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **more},
    )


def line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "Мои данные"
    folder.mkdir()
    return folder


@pytest.fixture
def holder(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start("hold", data)
    assert line(process) == "holding"
    yield process
    process.kill()
    process.communicate()


def test_a_command_gets_its_lines_and_its_exit_code(holder: subprocess.Popen[bytes], data: Path) -> None:
    process = start("run", data, "say", "Суточные,", "пожалуйста")
    out, err = process.communicate(timeout=30)
    assert process.returncode == 7
    assert out.decode() == "Суточные, пожалуйста\n"
    assert json.loads(err) == [str(ROOT), "utf-8", "ru"]
    assert line(holder) == "alone"


def test_a_terminal_in_cp1251_reads_its_own_letters(holder: subprocess.Popen[bytes], data: Path) -> None:
    process = start("run", data, "say", "Отпуск — 28 дней, ☃", PYTHONIOENCODING="cp1251")
    out, err = process.communicate(timeout=30)
    assert out.decode("cp1251") == "Отпуск — 28 дней, ?\n"
    assert json.loads(err)[1] == "cp1251"


def test_an_argument_that_is_no_text_comes_back_as_it_was(
    holder: subprocess.Popen[bytes], data: Path
) -> None:
    """A file name in cp1251 on a UTF-8 system reaches Python as lone surrogates."""
    name = os.fsdecode("счёт.txt".encode("cp1251"))
    process = start("run", data, "say", name, PYTHONIOENCODING="utf-8:surrogateescape")
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 7
    assert out == b"?" * 4 + b".txt\n"


def test_ctrl_c_cancels_its_own_command_alone(holder: subprocess.Popen[bytes], data: Path) -> None:
    one, other = start("run", data, "count"), start("run", data, "count")
    assert (line(one), line(other)) == ("0", "0")
    one.send_signal(signal.SIGINT)
    one.communicate(timeout=30)
    assert one.returncode == 1
    assert line(holder) == "cancelled"
    before = line(other)
    assert int(line(other)) == int(before) + 1
    other.kill()
    other.communicate()
    assert line(holder) == "cancelled"
    assert line(holder) == "alone"


def test_a_command_may_end_after_its_terminal_is_gone() -> None:
    qt_application()

    class Place(QObject):
        identity, program = "here", ""
        requests: ClassVar[list[RemoteCommand]] = []

        def on_request(self, request: RemoteCommand) -> None:
            self.requests.append(request)

        def _gone(self, guest: QObject) -> None: ...

    class Unread(QLocalSocket):
        def readAll(self) -> QByteArray:
            return QByteArray()

    place = Place()
    guest = _Guest(Unread(), cast(Holder, place))
    guest._on_line({"folder": "here", "arguments": ["tune"]})
    guest._disconnected()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (request,) = place.requests
    assert request.cancelled
    request.write_out("still at it")
    request.finish(1)


def test_ctrl_c_at_a_question_is_no_empty_answer(holder: subprocess.Popen[bytes], data: Path) -> None:
    asked = start("run", data, "ask")
    assert line(asked) == "?"
    asked.send_signal(signal.SIGINT)
    asked.communicate(timeout=30)
    assert (asked.returncode, line(holder)) == (1, "cancelled")


def test_a_second_holder_is_refused_and_a_dead_one_replaced_at_once(
    holder: subprocess.Popen[bytes], data: Path
) -> None:
    second = start("hold", data)
    assert second.communicate(timeout=30)[0].strip() == b"taken"
    client = start("run", data, "count")
    assert line(client) == "0"
    holder.kill()
    client.communicate(timeout=30)
    assert client.returncode == 9
    third = start("hold", data)
    assert line(third) == "holding"
    again = start("run", data, "say", "снова")
    assert again.communicate(timeout=30)[0].decode() == "снова\n"
    third.kill()
    third.communicate()


def test_show_and_stop(holder: subprocess.Popen[bytes], data: Path) -> None:
    client = Client(data)
    assert client.show() == HolderWindow(False, "counting")
    client.stop()
    assert holder.wait(10) == 0
    assert not (data / ADDRESS).exists()
    freed = Holder.acquire(data)
    assert freed is not None
    freed.close()


def test_a_command_of_an_updated_program_has_those_that_rest_go(data: Path) -> None:
    qt_application()
    holder = Holder.acquire(data)
    assert holder is not None and holder.listen()
    gone: list[bool] = []
    served: list[RemoteCommand] = []
    holder.on_request = lambda request: served.append(request) or request.finish(7)  # type: ignore[func-returns-value]
    holder.on_stop = lambda: gone.append(True) or holder.close()  # type: ignore[func-returns-value]
    for program, gives_way, code in (
        (program_stamp(), True, 7), ("of last week", False, 7), ("of last week", True, 9)
    ):  # fmt: skip
        holder.program, holder.gives_way = program, lambda ours=gives_way: ours  # type: ignore[misc]
        command = start("run", data, "search")
        wait_until(lambda command=command: command.poll() is not None)  # type: ignore[misc]
        command.communicate()
        assert command.returncode == code
    assert (len(served), gone) == (2, [True])


def test_a_window_is_raised_with_its_files(data: Path) -> None:
    qt_application()
    holder = Holder.acquire(data)
    assert holder is not None
    shown: list[tuple[str, ...]] = []

    def show(files: tuple[str, ...]) -> bool:
        shown.append(files)
        return True

    holder.on_show = show
    assert holder.listen()
    client = start("show", data, "/папка/файл.pdf")
    wait_until(lambda: client.poll() is not None)
    assert b"HolderWindow(shown=True" in client.communicate()[0]
    assert shown == [("/папка/файл.pdf",)]
    wait_until(lambda: holder.clients == 0)
    holder.close()


def test_rubbish_on_the_socket_hurts_nobody(data: Path) -> None:
    qt_application()
    holder = Holder.acquire(data)
    assert holder is not None
    requests: list[RemoteCommand] = []
    holder.on_request = requests.append
    assert holder.listen()
    client = Client(data)
    folder = json.dumps(holder.identity).encode()
    client._socket.write(
        b'rubbish\n[1]\n{"show": "\n{"cancel": true}\n{"arguments": 7, "folder": %s}\n' % folder
    )
    client._socket.flush()
    wait_until(lambda: requests)
    assert requests[0].arguments == ()
    client._socket.disconnectFromServer()
    wait_until(lambda: holder.clients == 0)
    assert requests[0].cancelled
    holder.close()


def test_who_is_confined_like_a_worker_is_told_and_does_not_try_for_ever(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt_application()
    holder = Holder.acquire(data)
    assert holder is not None and holder.listen()
    monkeypatch.setattr("desktop.processes.peers.is_worker", lambda descriptor: True)
    for how in ("run", "late"):
        process = start(how, data, "say", "x")
        wait_until(lambda process=process: process.poll() is not None)  # type: ignore[misc]
        _, words = process.communicate()
        assert Code.DATA_IN_USE.value.encode() in words
    assert holder.clients == 0
    monkeypatch.setattr("desktop.processes.single_instance._SILENCE_MS", 100)
    silent = start("late", data, "say", "x")
    wait_until(lambda: silent.poll() is not None)
    _, words = silent.communicate()
    assert (silent.returncode, words) == (9, b"")  # its connection is not kept
    holder.close()


def test_a_folder_held_elsewhere_is_in_use(data: Path) -> None:
    """By another computer on a shared disk: there is a lock, and nobody answers here."""
    with pytest.raises(ProblemError) as raised:
        Client(data, timeout_s=0.3)
    assert raised.value.problem.code is Code.DATA_IN_USE


def test_a_holder_that_starts_slowly_is_waited_for(data: Path, tmp_path: Path) -> None:
    qt_application()
    holder = Holder.acquire(data)  # it does not listen yet
    assert holder is not None and is_starting(data)
    shutil.copytree(data, tmp_path / "Копия")
    assert not is_starting(tmp_path / "Копия")
    process = start("impatient", data, "say", "x")
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    requests: list[RemoteCommand] = []
    holder.on_request = requests.append
    assert holder.listen() and not is_starting(data)
    wait_until(lambda: len(requests) == 1)
    requests[0].finish(7)
    wait_until(lambda: process.poll() is not None)
    process.communicate()
    assert process.returncode == 7
    holder.close()
    assert not is_starting(data)
    silent = Holder.acquire(data, listens=False)
    assert silent is not None and not is_starting(data) and read_address(data) == ""
    silent.close()


def test_a_copy_of_a_held_folder_is_a_folder_of_its_own(
    holder: subprocess.Popen[bytes], data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Копия"
    shutil.copytree(data, copy)
    assert read_address(data)
    assert not read_address(copy)
    with pytest.raises(ProblemError):
        Client(copy, timeout_s=0.3)
    second = start("hold", copy)
    assert line(second) == "holding"
    for folder, words in ((data, "первая"), (copy, "вторая")):
        process = start("run", folder, "say", words)
        assert process.communicate(timeout=30)[0].decode() == f"{words}\n"
    assert [line(holder), line(second)] == ["alone", "alone"]
    assert Holder.acquire(copy) is None
    second.kill()
    second.communicate()


def test_a_copy_of_a_killed_holder_leaves_the_socket_of_the_next_one_alone(
    holder: subprocess.Popen[bytes], data: Path, tmp_path: Path
) -> None:
    holder.kill()
    holder.communicate()
    copy = tmp_path / "Копия"
    shutil.copytree(data, copy)
    again = start("hold", data)
    assert line(again) == "holding"
    qt_application()
    other = Holder.acquire(copy)
    assert other is not None
    assert other.listen()
    process = start("run", data, "say", "слышу")
    assert process.communicate(timeout=30)[0].decode() == "слышу\n"
    other.close()
    again.kill()
    again.communicate()


def test_a_holder_refuses_lines_that_name_another_folder(data: Path, tmp_path: Path) -> None:
    """Somebody wrote the address of one folder into another one, in a form that looks right."""
    holder = start("hold", data)
    assert line(holder) == "holding"
    other = tmp_path / "Другая"
    other.mkdir()
    (other / ADDRESS).write_text(f"{folder_identity(other)}\n{read_address(data)}", "utf-8")
    process = start("run", other, "say", "чужое")
    out, err = process.communicate(timeout=30)
    assert not out
    assert b"data_in_use" in err
    holder.kill()
    holder.communicate()


def test_many_starts_in_a_copy_have_one_holder(
    holder: subprocess.Popen[bytes], data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Копия"
    shutil.copytree(data, copy)
    starts = [start("hold", copy) for _ in range(4)]
    assert sorted(line(one) for one in starts) == ["holding", "taken", "taken", "taken"]
    for one in starts:
        one.kill()
        one.communicate()


def test_only_the_user_may_connect(data: Path) -> None:
    qt_application()
    holder = Holder.acquire(data)
    assert holder is not None
    assert holder.listen()
    socket = Path(read_address(data))
    assert not {one.stat().st_mode & 0o077 for one in (socket, data / LOCK, data / ADDRESS)} - {0}
    holder.close()


def test_a_folder_in_which_no_lock_can_be_made_is_held_by_nobody(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        Holder.acquire(tmp_path / "gone")
    assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE


FULL = """
import resource, sys
from pathlib import Path
from desktop.processes.single_instance import Holder
from workers.contract.codes import ProblemError
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    Holder.acquire(Path(sys.argv[1]))
except ProblemError as error:
    print(error.code.value)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files there")
def test_a_folder_in_which_a_lock_finds_no_room_is_on_a_full_disk(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout.strip() == Code.DISK_FULL.value, told.stderr


@pytest.mark.parametrize("left", [b"", bytes(60), b"\xff\x00\n\x80" * 90])
def test_a_lock_that_names_nobody_is_taken_unless_somebody_holds_it(tmp_path: Path, left: bytes) -> None:
    qt_application()
    lock = tmp_path / LOCK
    lock.write_bytes(left)
    assert Holder.acquire(tmp_path) is None  # its owner may be about to write its name
    long_ago = 1 if left else 1 << 33  # or by a clock that was ahead
    os.utime(lock, (long_ago, long_ago))
    holder = Holder.acquire(tmp_path)
    assert holder is not None
    if sys.platform != "win32":  # there nobody else may write to it
        os.truncate(lock, 0)
        os.utime(lock, (1, 1))
    assert Holder.acquire(tmp_path) is None
    holder.close()


def test_what_is_no_file_in_the_place_of_lock_or_address_is_told(tmp_path: Path) -> None:
    for name in (LOCK, ADDRESS):
        (tmp_path / name).mkdir()
        with pytest.raises(ProblemError) as caught:
            Holder.acquire(tmp_path)
        assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE
        (tmp_path / name).rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for the modes of a system with user ids")
def test_a_folder_of_somebody_else_is_not_called_another_bukvar(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(folder))

    paths = AppPaths.under(data)
    paths.prepare()
    monkeypatch.setattr(Path, "chmod", refused)
    paths.prepare()  # another's folder that may be written to will do
    monkeypatch.setattr(os, "access", lambda folder, mode: folder != paths.models)
    with pytest.raises(ProblemError) as caught:
        paths.prepare()
    assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE
    assert caught.value.problem.params == {"folder": str(paths.models)}


def test_a_lock_that_only_its_owner_reads_is_told_as_a_matter_of_access(
    holder: subprocess.Popen[bytes], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Holder.acquire(data) is None
    monkeypatch.setattr(os, "access", lambda file, mode: file != data / LOCK)
    with pytest.raises(ProblemError) as caught:
        Holder.acquire(data)
    assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE
    assert caught.value.problem.params == {"folder": str(data)}
