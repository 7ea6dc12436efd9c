"""Workers that stay after a command: the next command finds them, and nothing stays for ever."""

import resource
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.single_instance import Holder
from tests.helpers.commands import ROOT, Command, Ended, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)
BASE = "Северный ветер"
QUESTION = "Сколько дней длится отпуск?"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder with a base of one document; whoever holds it in the end is ended."""
    folder = tmp_path / "данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    sample = ROOT / "resources" / "samples" / "Положение об отпусках.pdf"
    assert run(folder, "import", "--base", BASE, str(sample)).code == 0
    yield folder
    for process in standby(folder):
        process.kill()


def standby(data: Path) -> list[psutil.Process]:
    """The processes that hold the folder for others, with no command of their own."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "rest" in words and str(data) in words:
            found.append(process)
    return found


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def ask(data: Path, monkeypatch: pytest.MonkeyPatch, seconds: float) -> Ended:
    monkeypatch.setenv("BUKVAR_REST", str(seconds))
    return run(data, "search", "--base", BASE, QUESTION)


def test_the_second_command_uses_the_workers_of_the_first(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(data, monkeypatch, 60)
    assert first.code == 0, first.errors
    (holder,) = standby(data)
    workers = {child.pid for child in holder.children(recursive=True)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    second = ask(data, monkeypatch, 60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert second.results == first.results
    assert "28" in str(first.results)
    assert [process.pid for process in standby(data)] == [holder.pid]
    assert {child.pid for child in holder.children(recursive=True)} == workers
    # What the command itself took; the search model alone takes as much to load, its libraries more.
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert took < holder.cpu_times().user + sum(
        child.cpu_times().user for child in holder.children(recursive=True)
    )
    # Another command is done there, too.
    assert run(data, "base", "list").code == 0
    assert [process.pid for process in standby(data)] == [holder.pid]


def test_it_goes_when_nobody_asks_and_takes_its_workers_along(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(data, monkeypatch, 3).code == 0
    family = [one for holder in standby(data) for one in (holder, *holder.children(recursive=True))]
    until(lambda: not standby(data), "it stayed")
    assert alive(family) == []
    free = Holder.acquire(data)
    assert free is not None
    free.close()


def test_it_makes_room_for_a_window(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(data, monkeypatch, 60).code == 0
    assert standby(data)
    with pytest.raises(HolderLost):
        Client(data).show()
    until(lambda: not standby(data), "it stayed")
    free = Holder.acquire(data)
    assert free is not None
    free.close()


def test_it_goes_with_its_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(data, monkeypatch, 60).code == 0
    assert standby(data)
    shutil.rmtree(data)
    until(lambda: not standby(data), "it stayed")


def test_a_command_that_is_killed_leaves_what_goes_by_itself(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUKVAR_REST", "4")
    command = Command(data, "search", "--base", BASE, QUESTION)
    until(lambda: bool(standby(data)), "nothing began")
    command.kill()
    until(lambda: not standby(data), "it stayed")


def test_without_it_nothing_stays(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(data, monkeypatch, 0).code == 0
    assert standby(data) == []
