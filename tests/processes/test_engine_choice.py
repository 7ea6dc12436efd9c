"""An engine proves itself before it answers: with every kind of broken one, the answer arrives all the
same."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.helpers.broken_engines import BROKEN, BrokenBuild, report, variables
from tests.helpers.models import chat_model, install_into
from tests.helpers.worker_process import worker
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.engine import EngineReport, EngineResult
from workers.contract.messages import Ask, Failed, Succeeded
from workers.contract.specs.answers import Answer, Question
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import LoadSpec

BEST = "zz-best"  # the name of the broken engine, which claims to be the best


@pytest.fixture
def build(tmp_path: Path) -> BrokenBuild:
    return BrokenBuild(tmp_path / "движок с пробелом")


def answer(build: BrokenBuild) -> str:
    """What the chat worker answers with a real model."""
    with worker(Kind.CHAT, variables(build)) as process:
        process.start("1", Job.LOAD, LoadSpec("model", str(chat_model()), 512))
        end = process.ended("1")
        assert isinstance(end, Succeeded), end
        process.send(
            Ask("2", Question("What is the capital of France?", AnswerMode.MODEL, "en", max_tokens=12))
        )
        end = process.ended("2")
    assert isinstance(end, Succeeded), end
    return from_json(Answer, end.result).text


def best_real(build: BrokenBuild) -> str:
    """The engine that this computer takes when nothing is broken."""
    return report(build).chosen


@pytest.mark.parametrize("kind", BROKEN)
def test_the_next_engine_answers(build: BrokenBuild, kind: str) -> None:
    flags, result = BROKEN[kind]
    good = best_real(build)
    build.add_processor(BEST, *flags)
    begin = time.monotonic()
    text = answer(build)
    first_answer = time.monotonic() - begin
    assert "Paris" in text
    found = report(build)
    assert found.chosen == good and found.fell_back
    (failed,) = found.failed
    assert (failed.name, failed.result) == (BEST, result), failed
    # On a quiet computer 2.5 s, and 4.5 s for one that hangs; other tests may run beside this one.
    assert found.seconds < 60, (found.seconds, first_answer)
    if kind.startswith("dies"):
        assert "SIGILL" in failed.detail


def test_nothing_is_tried_again_until_something_changes(build: BrokenBuild) -> None:
    build.add_processor(BEST, "DIES_COMPUTING")
    first = report(build)
    opened = build.times_opened()
    assert opened > 0
    for _ in range(2):
        assert report(build) == first
    assert "Paris" in answer(build)
    assert build.times_opened() == opened
    assert report(build, again=True).chosen == first.chosen
    assert build.times_opened() > opened
    build.add_processor(BEST)  # it is repaired
    mended = report(build)
    assert mended.chosen == BEST and not mended.fell_back


def test_what_cannot_be_opened_is_passed_over(build: BrokenBuild) -> None:
    good = best_real(build)
    build.add_rubbish("zz-cut")
    build.add_unbound("zz-unbound")
    found = report(build)
    assert found.chosen == good
    assert {one.name for one in found.failed} == {"zz-cut", "zz-cuttext", "zz-unbound"}
    ends = {one.name: one.result for one in found.failed}
    assert ends["zz-unbound"] is ends["zz-cuttext"] is EngineResult.UNLOADABLE, found.failed
    # The system maps a cut library without a look at its length.
    assert ends["zz-cut"] in (EngineResult.CRASHED, EngineResult.UNLOADABLE), found.failed


def test_all_broken_at_once_step_down_to_the_oldest(build: BrokenBuild) -> None:
    build.remove("sse42", "haswell")
    for place, (flags, _) in enumerate(BROKEN.values()):
        if "SLEEPS" not in flags and "SPINS" not in flags:
            build.add_processor(f"broken{place}", *flags, score=100_000 - place)
    build.remove("sse42", *(f"broken{place}" for place in range(len(BROKEN))))
    assert "Paris" in answer(build)
    found = report(build)
    assert found.chosen == "sse42" and len(found.failed) == len(BROKEN) - 2


def test_without_any_engine_a_sentence_says_what_was_tried(build: BrokenBuild) -> None:
    build.add_processor(BEST, "DIES_COMPUTING")
    build.add_processor("other", "NONSENSE=-1.0f", score=9)
    build.remove(BEST, "other")
    assert not report(build).usable
    with worker(Kind.CHAT, variables(build)) as process:
        for request in ("1", "2"):
            process.start(request, Job.LOAD, LoadSpec("model", str(chat_model()), 512))
            end = process.ended(request)
            assert isinstance(end, Failed) and end.code is Code.ENGINE_UNUSABLE, end
            assert end.params == {"tried": f"{BEST}, other"}
            assert "SIGILL" in end.detail


def test_of_two_that_start_at_once_one_proves(build: BrokenBuild) -> None:
    build.add_processor(BEST, "DIES_COMPUTING")
    found: list[EngineReport] = []
    threads = [threading.Thread(target=lambda: found.append(report(build))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3 and found[0] == found[1] == found[2]
    alone = build.times_opened()
    report(build, again=True)
    assert build.times_opened() == 2 * alone


@pytest.mark.parametrize("flag", ["DIES_LISTING", "DIES_WHEN_OPENED", "DIES_COMPUTING", "NONSENSE=-1.0f"])
def test_a_card_whose_driver_is_broken_is_left_alone(build: BrokenBuild, flag: str) -> None:
    good = best_real(build)
    build.add_card(flag)
    assert "Paris" in answer(build)
    found = report(build)
    assert (found.chosen, found.device) == (good, "CPU")
    (failed,) = found.failed
    assert failed.name == "fake", failed


def test_a_card_that_computes_rightly_is_used(build: BrokenBuild) -> None:
    build.add_card()
    found = report(build)
    assert found.device == "Fake0" and not found.fell_back
    with worker(Kind.CHAT, variables(build)) as process:
        process.start("1", Job.LOAD, LoadSpec("model", str(chat_model()), 512))
        end = process.ended("1")
    assert isinstance(end, Succeeded), end
    assert end.result["backend"] == "Fake0" and end.result["gpu_layers"] > 0


def test_a_memory_that_is_damaged_or_cannot_be_written_costs_a_proof_only(build: BrokenBuild) -> None:
    good = best_real(build)
    memory = build.folder.parent / "engines.json"
    for text in ("{", "[]", '{"version": 2, "engines": 7}', '{"version": 99}'):
        memory.write_text(text, encoding="utf-8")
        assert report(build).chosen == good
        assert json.loads(memory.read_text(encoding="utf-8"))["version"] == 2
    memory.unlink()
    memory.mkdir()  # not to be written
    assert report(build).chosen == good


def test_a_command_answers_and_tells_it_once(build: BrokenBuild, tmp_path: Path) -> None:
    """`bukvar ask` as a person types it, with an engine that dies."""
    data = tmp_path / "данные"
    documents = tmp_path / "документы"
    documents.mkdir()
    (documents / "Командировки.txt").write_text(
        "Суточные при командировках по России составляют 1200 рублей в день.", encoding="utf-8"
    )
    install_into(data)
    build.add_processor(BEST, "DIES_COMPUTING")
    bukvar(build, data, "base", "create", "Проба")
    bukvar(build, data, "import", str(documents), "--base", "Проба")
    ask = ("ask", "--base", "Проба", "Сколько составляют суточные по России?")
    first, second = bukvar(build, data, *ask), bukvar(build, data, *ask)
    assert "1200" in first.stdout and "1200" in second.stdout
    assert f"“{BEST}” failed its self-test" in first.stderr
    assert "self-test" not in second.stderr


def bukvar(build: BrokenBuild, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *arguments, "--data-dir", str(data)],
        env={**os.environ, **variables(build), "LC_ALL": "C.UTF-8"},
        capture_output=True, encoding="utf-8", check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    return done
