"""Which ends of workers are the same, what is told of the second and the third, and when they are
forgotten."""

import json
import stat
from pathlib import Path

import pytest

from desktop.core.remedies import Remedy, RemedyKind, remedy_of
from desktop.features.health.domain.crashes import Alternatives
from desktop.features.health.services.crash_service import CrashService
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem
from workers.contract.messages import Ask, Message, Search, Start
from workers.contract.specs.answers import Question
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Kind
from workers.contract.specs.models import LoadSpec

SEGV, KILL = "signal 11", "signal 9"
ASK = Ask("r", Question("Сколько?"))


def load(path: str = "/models/qwen/qwen.gguf", model: str = "qwen") -> Start:
    return Start("r", "load", to_json(LoadSpec(model, path)))


class Desk:
    """A service with a computer that can change."""

    def __init__(self, file: Path, build: str = "1") -> None:
        self.file, self.build = file, build
        self.hardware, self.engine, self.alternatives = "EPYC", "zen4", Alternatives()
        self.start()

    def start(self) -> None:
        self.service = CrashService(
            self.file, self.build, lambda: self.hardware, lambda: self.engine, lambda model: self.alternatives
        )

    def crash(self, *requests: Message, how: str = SEGV, kind: Kind = Kind.CHAT) -> Problem | None:
        return self.service.died(kind, how, requests or (load(),))

    def crashes(self, times: int, *requests: Message, how: str = SEGV) -> Problem:
        told = None
        for _ in range(times):
            told = self.crash(*requests, how=how)
        assert told is not None
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "crashes.json")


def test_first_second_and_third(desk: Desk) -> None:
    assert desk.crash() is None
    second = desk.crash()
    assert second == Problem(Code.WORKER_CRASHED_AGAIN, {"kind": "chat"})
    third = desk.crash()
    assert third == Problem(Code.MODEL_CRASHES, {"model": "qwen", "engine": "zen4", "times": 3})
    assert desk.crashes(1).params["times"] == 4


def test_the_count_outlives_the_program_and_is_private(desk: Desk) -> None:
    desk.crash()
    desk.start()
    desk.crash()
    desk.start()
    assert desk.crashes(1).code is Code.MODEL_CRASHES
    assert stat.S_IMODE(desk.file.stat().st_mode) == 0o600
    assert [file.name for file in desk.file.parent.iterdir()] == ["crashes.json"]


def test_other_signal_engine_or_model_is_another_crash(desk: Desk) -> None:
    desk.crashes(2)
    assert desk.crash(how="signal 4") is None
    assert desk.crash(load("/models/other/o.gguf", "other")) is None
    desk.engine = "haswell"
    assert desk.crash() is None
    assert desk.crash(kind=Kind.FETCH) is None
    desk.engine = "zen4"
    assert desk.crashes(1).code is Code.MODEL_CRASHES


@pytest.mark.parametrize(
    ("left", "how", "code", "remedy"),
    [
        (Alternatives(True, True, "small"), SEGV, Code.MODEL_CRASHES_CARD, RemedyKind.PROCESSOR_ONLY),
        (Alternatives(False, True, "small"), SEGV, Code.MODEL_CRASHES_ENGINE, RemedyKind.TRY_ENGINES),
        (Alternatives(False, False, "small"), SEGV, Code.MODEL_CRASHES_SMALLER, RemedyKind.SMALLER_MODEL),
        (Alternatives(), SEGV, Code.MODEL_CRASHES, RemedyKind.REPORT),
        # The kernel ended it: another engine would need as much memory.
        (Alternatives(True, True, "small"), KILL, Code.MODEL_CRASHES_SMALLER, RemedyKind.SMALLER_MODEL),
        (Alternatives(True, True, ""), KILL, Code.MODEL_CRASHES, RemedyKind.REPORT),
    ],
)
def test_the_next_way(desk: Desk, left: Alternatives, how: str, code: Code, remedy: RemedyKind) -> None:
    desk.alternatives = left
    told = desk.crashes(3, how=how)
    assert told.code is code
    found = remedy_of(told)
    assert found is not None and found.kind is remedy
    assert found.argument == ("small" if remedy is RemedyKind.SMALLER_MODEL else "")


def test_a_way_that_was_tried_is_not_offered_first_again(desk: Desk) -> None:
    desk.alternatives = Alternatives(False, True, "small")
    assert desk.crashes(3).code is Code.MODEL_CRASHES_ENGINE
    desk.service.tried("try_engines")
    desk.start()
    assert desk.crashes(1).code is Code.MODEL_CRASHES_SMALLER


def test_parts_without_a_model_are_for_support(desk: Desk) -> None:
    index = Start("i", "index", to_json(IndexSpec(BaseRef("b", "/b", ""))))
    told = None
    for _ in range(3):
        told = desk.crash(index, kind=Kind.KNOWLEDGE, how="silent")
    assert told == Problem(Code.WORKER_KEEPS_CRASHING, {"kind": "knowledge", "times": 3})


def test_an_answer_that_works_forgets_what_was(desk: Desk) -> None:
    desk.service.succeeded(Kind.CHAT, load())
    desk.crashes(2, ASK)
    (crash,) = desk.service.list()
    assert (crash.model, crash.work) == ("qwen", ("ask",))
    desk.service.succeeded(Kind.CHAT, load())  # loading worked all the time: that proves nothing
    assert len(desk.service.list()) == 1
    desk.service.succeeded(Kind.CHAT, ASK)
    assert desk.service.list() == ()
    assert desk.crash(ASK) is None


def test_another_models_success_forgets_nothing(desk: Desk) -> None:
    desk.crashes(2)
    desk.service.succeeded(Kind.CHAT, load("/models/other/o.gguf", "other"))
    desk.service.succeeded(Kind.CHAT, ASK)
    assert len(desk.service.list()) == 1


def test_search_and_indexing_are_told_apart(desk: Desk) -> None:
    ref = BaseRef("b", "/b", "/models/e5/embedder")
    search = Search("s", ref, "?")
    for _ in range(2):
        desk.crash(search, Start("i", "index", to_json(IndexSpec(ref))), kind=Kind.KNOWLEDGE)
    desk.service.succeeded(Kind.KNOWLEDGE, search)
    (crash,) = desk.service.list()
    assert (crash.model, crash.work) == ("e5", ("index",))


def test_a_new_file_of_the_model_begins_anew(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "qwen.gguf"
    file.write_bytes(b"one")
    desk.crashes(2, load(str(file)))
    file.write_bytes(b"another")
    assert desk.crash(load(str(file))) is None
    assert len(desk.service.list()) == 1


def test_another_build_or_computer_begins_anew(desk: Desk) -> None:
    desk.crashes(3)
    desk.build = "2"
    desk.start()
    assert desk.service.list() == ()
    desk.crashes(2)
    desk.start()
    desk.hardware = ""  # not looked at yet: nothing is known
    assert len(desk.service.list()) == 1
    desk.hardware = "EPYC, RTX"
    assert desk.service.list() == ()


def test_an_engine_that_is_used_no_more_is_nobodys_trouble(desk: Desk) -> None:
    desk.crashes(3)
    assert [told.code for _, told in desk.service.problems()] == [Code.MODEL_CRASHES]
    desk.engine = "haswell"
    assert desk.service.problems() == []


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", '{"build": "1", "hardware": "", "crashes": [{"kind": 7}]}', "[" * 20_000,
        '{"build": "1", "hardware": "", "crashes": [{"kind": "chat", "how": "x", "at": 1%s}]}' % ("0" * 400),
    ],
)  # fmt: skip
def test_a_file_that_is_of_no_use_is_as_none(desk: Desk, body: str) -> None:
    desk.file.write_text(body, encoding="utf-8")
    desk.start()
    assert desk.service.list() == ()
    desk.crash()
    assert json.loads(desk.file.read_text("utf-8"))["crashes"][0]["how"] == SEGV


def test_a_disk_that_takes_nothing_leaves_no_half_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refused)
    desk.crash()
    assert [one.name for one in desk.file.parent.iterdir() if one.name.startswith(".")] == []


def test_the_file_stays_small(desk: Desk) -> None:
    for number in range(200):
        desk.crash(load(f"/models/{number}/m.gguf", str(number)))
    assert len(desk.service.list()) == 50


def test_the_end_at_a_mapped_file_is_told_as_a_full_disk_or_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "crashes.json")
    module = "desktop.features.health.services.crash_service.free_space"
    indexing = Start("r", "index", to_json(IndexSpec(BaseRef("b", "/b", "/models/e5/embedder"), ("/a",))))
    monkeypatch.setattr(module, lambda folder: 1000)
    told = desk.crash(indexing, how="signal 7", kind=Kind.KNOWLEDGE)
    assert told is not None and (told.code, told.params["free"]) == (Code.DISK_FULL, 1000)
    monkeypatch.setattr(module, lambda folder: 1 << 40)
    told = desk.crash(indexing, how="signal 7", kind=Kind.KNOWLEDGE)
    assert told is not None and told.code is Code.STORE_DAMAGED
    assert remedy_of(told) == Remedy(RemedyKind.REPAIR_BASE)
    told = desk.crash(how="signal 7")
    assert told == Problem(Code.MODEL_DAMAGED, {"model": "qwen"})
    assert desk.crash(indexing, how=SEGV, kind=Kind.KNOWLEDGE) is None
