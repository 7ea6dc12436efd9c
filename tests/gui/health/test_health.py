"""Health: every part is really used, nothing is left behind, what is wrong has its sentence and its
button."""

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.app import Application
from desktop.core.entities import ChatMessage, MessageState
from desktop.core.future import CancelledError, Future
from desktop.core.remedies import Remedy, RemedyKind
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.views.answer import AnswerView
from desktop.features.health.domain.health import LIMITS, Check, CheckLimits, CheckName, CheckVerdict
from desktop.features.health.services.health_run import SCRATCH
from desktop.features.health.viewmodels import health_words
from desktop.features.health.views.health import HealthSection
from desktop.processes.supervisor import Supervisor
from desktop.settings.policy import NO_POLICY, PolicyState
from desktop.ui.widgets import Button
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import pump, wait_for
from tests.helpers.models import CHAT, install_into
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code
from workers.contract.engine import MEMORY_VARIABLE, EngineReport
from workers.contract.messages import Start
from workers.contract.specs.hardware import Hardware
from workers.contract.specs.jobs import Kind

pytestmark = pytest.mark.timeout(600)
FINE = (CheckVerdict.OK, CheckVerdict.SLOW)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def offscreen(complaints: Complaints) -> None:
    complaints.expect("propagateSizeHints")


def done(pending: Future[tuple[Check, ...]], seconds: float = 240) -> dict[CheckName, list[Check]]:
    wait_for(lambda: pending.completed, seconds)
    found: dict[CheckName, list[Check]] = {}
    for check in pending.result():
        found.setdefault(check.name, []).append(check)
    return found


@contextmanager
def with_models(tmp_path: Path) -> Iterator[Application]:
    data = tmp_path / "данные"
    install_into(data)
    with running_application(data) as application:
        yield application


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def section_of(window: MainWindow) -> HealthSection:
    section = window.page("settings").findChild(HealthSection)
    assert isinstance(section, HealthSection)
    return section


def buttons(section: HealthSection) -> dict[str, Button]:
    return {button.text(): button for button in section.findChildren(Button)}


def files(folder: Path) -> set[str]:
    """What lies there, but for what every work changes: the database's own, logs, caches of engines."""
    passing = ("bukvar.sqlite", "engine", "crashes.json", "documents.json")
    found = (file.relative_to(folder) for file in folder.rglob("*") if "logs" not in file.parts)
    return {str(file) for file in found if not file.name.startswith(passing)}


def test_everything_is_used_while_others_work_and_nothing_is_left(tmp_path: Path) -> None:
    with with_models(tmp_path) as application:
        base = application.bases.create("База")
        note = tmp_path / "Отпуск.txt"
        note.write_text("Ежегодный отпуск длится 28 календарных дней.", encoding="utf-8")
        job = application.documents.import_paths(base.id, [note])
        wait_for(lambda: application.jobs.wait(job.id).completed, 120)
        before, heard = files(application.paths.data), list[Check]()
        chat = application.chats.create(base.id)
        asking = application.chats.ask(chat.id, "Сколько дней длится отпуск?", way=AnswerMode.DOCUMENTS)
        first = application.health.run(heard.append, thorough=True)
        second = application.health.run()  # a command beside the window
        found, beside = done(first), done(second)
        wait_for(asking.is_done, 120)
        assert "28" in asking.message.text  # nobody's answer suffered
        expected = set(CheckName) - {CheckName.POLICY, CheckName.CRASHES, CheckName.SHARED}
        assert set(found) == expected
        assert set(beside) == expected - {CheckName.MODEL, CheckName.BASE}
        for check in (*first.result(), *second.result()):
            assert check.verdict in FINE, (check, check.problem)
            timed = check.name not in (CheckName.DISK, CheckName.MEMORY)
            assert (check.seconds > 0) is timed or check.name is CheckName.ENGINE
            assert health_words.title(check) and health_words.sentence(check)
        assert heard == list(first.result())
        assert found[CheckName.CHAT][0].facts["model"] == CHAT
        assert float(found[CheckName.CHAT][0].facts["speed"]) > 0
        assert found[CheckName.BASE][0].facts["documents"] == 1
        assert len(found[CheckName.MODEL]) == 2
        assert files(application.paths.data) == before
        assert application.documents.totals(base.id)[1] == 1
        assert [row.role for row in application.chats.messages(chat.id)] == ["user", "assistant"]


def test_a_shared_folder_of_models_that_vanished_is_named(tmp_path: Path) -> None:
    here, gone = tmp_path / "Общие", tmp_path / "Пропавшие"
    here.mkdir()
    policy = replace(NO_POLICY, state=PolicyState.HONOURED, model_folders=(str(here), str(gone)))
    with running_application(tmp_path / "данные", policy=policy) as application:
        good, bad = done(application.health.run())[CheckName.SHARED]
        assert (good.verdict, good.subject) == (CheckVerdict.OK, str(here)) and good.problem is None
        assert (bad.verdict, bad.subject) == (CheckVerdict.BAD, str(gone)) and bad.problem is not None
        assert bad.problem.code is Code.MODEL_FOLDER_MISSING
        assert str(gone) in health_words.title(bad) and str(gone) in health_words.sentence(bad)
        assert health_words.sentence(good) and list(here.iterdir()) == [] and not gone.exists()


def test_what_is_not_here_yet_says_so_and_leads_there(tmp_path: Path) -> None:
    with running_application(tmp_path / "данные") as application, open_window(application) as window:
        window.go("settings:health")
        section = section_of(window)
        assert "Check everything" in buttons(section)
        buttons(section)["Check everything"].click()
        assert "Stop" in buttons(section)
        wait_for(lambda: not section.model.running, 120)
        checks = {check.name: check for check in section.model.checks()}
        assert {name for name, check in checks.items() if check.verdict is CheckVerdict.MISSING} == {
            CheckName.EMBEDDING, CheckName.CHAT,
        }  # fmt: skip
        assert checks[CheckName.VECTORS].verdict in FINE and checks[CheckName.PAGE].verdict in FINE
        shown = words_of(section)
        assert "The search model is not here yet" in shown and "Get it on the Models page" in shown
        assert "Letters in scans are" in shown, "recognised or not"
        buttons(section)["To the models"].click()
        assert window.current == "models"


def test_a_run_can_be_stopped_and_begun_again(tmp_path: Path) -> None:
    with with_models(tmp_path) as application:
        heard: list[Check] = []

        def stop_at_the_page(check: Check) -> None:
            heard.append(check)
            if check.name is CheckName.PAGE:
                running.cancel()

        running = application.health.run(stop_at_the_page)
        wait_for(lambda: running.completed, 120)
        with pytest.raises(CancelledError):
            running.result()
        assert heard[-1].name in (CheckName.PAGE, CheckName.EMBEDDING, CheckName.VECTORS)
        assert not list(application.paths.data.glob(f"{SCRATCH}*"))
        assert application.health.last == ()
        assert done(application.health.run())[CheckName.CHAT][0].verdict in FINE


def test_a_check_that_does_not_end_is_given_up_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, CheckName.PAGE, CheckLimits(0.0, 0.05))
    with running_application(tmp_path / "данные") as application:
        found = done(application.health.run())
        page = found[CheckName.PAGE][0]
        assert page.verdict is CheckVerdict.BAD and page.problem is not None
        assert page.problem.code is Code.CHECK_TIMEOUT
        assert found[CheckName.VECTORS][0].verdict in FINE


def test_what_cannot_be_written_is_found_by_writing(tmp_path: Path) -> None:
    with running_application(tmp_path / "данные") as application:
        shutil.rmtree(application.paths.downloads)
        application.paths.downloads.write_text("a file stands in its place", encoding="utf-8")
        with closing(sqlite3.connect(application.paths.database, timeout=1)) as other:
            other.execute("BEGIN IMMEDIATE")
            found = done(application.health.run())
            other.execute("ROLLBACK")
        bad = [check for check in found[CheckName.FOLDERS] if check.verdict is CheckVerdict.BAD]
        assert [check.facts["role"] for check in bad] == ["downloads"]
        assert bad[0].problem is not None and bad[0].problem.code is Code.FOLDER_NOT_WRITABLE
        locked = found[CheckName.DATABASE][0].problem
        assert locked is not None and locked.code is Code.DATA_IN_USE
        assert done(application.health.run())[CheckName.DATABASE][0].verdict in FINE
        assert application.database.version() > 0


def other_ids(tokenizer: str) -> str:
    """Each piece has its neighbour's number: texts are cut as before, and the vectors are those of others."""
    whole = json.loads(tokenizer)
    pieces = whole["model"]["vocab"]
    names = [name for name, _ in pieces]
    names[4:] = [*names[5:], names[4]]  # the first four are control tokens
    whole["model"]["vocab"] = [[name, score] for name, (_, score) in zip(names, pieces, strict=True)]
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("spoilt", "code", "remedy"),
    [
        (other_ids, Code.SEARCH_UNUSABLE, RemedyKind.TRY_ENGINES),
        (lambda whole: whole[: len(whole) // 2], Code.EMBEDDER_UNSUPPORTED, RemedyKind.GET_MODELS),
    ],
    ids=["nonsense", "cut off"],
)
def test_a_search_model_that_was_spoilt_is_found(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: Callable[[str], str],
    code: Code,
    remedy: RemedyKind,
) -> None:
    monkeypatch.setenv(MEMORY_VARIABLE, str(tmp_path / "engines.json"))  # nothing that other tests proved
    with with_models(tmp_path) as application:
        folder = application.models.embedder()
        assert folder is not None
        tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
        (folder / "tokenizer.json").unlink()
        (folder / "tokenizer.json").write_text(spoilt(tokenizer), encoding="utf-8")
        embedding = done(application.health.run())[CheckName.EMBEDDING][0]
        assert embedding.verdict is CheckVerdict.BAD and embedding.problem is not None
        assert embedding.problem.code is code, embedding.problem
        assert embedding.remedy == Remedy(remedy)
        probing = application.hardware.probe()
        wait_for(lambda: probing.completed, 120)
        engines = {
            check.subject: check.problem and check.problem.code
            for check in application.health.known()
            if check.name is CheckName.ENGINE
        }
        # A file that cannot be read says nothing of the engine.
        assert engines == ({"": None, "search": code} if spoilt is other_ids else {"": None})


def test_what_a_kill_left_goes_at_the_next_start(tmp_path: Path) -> None:
    left = tmp_path / "данные" / f"{SCRATCH}abc" / "vectors"
    left.mkdir(parents=True)
    with running_application(tmp_path / "данные"):
        assert not left.parent.exists()


# --- crashes and their ways out ---


def computer(device: str) -> Hardware:
    report = EngineReport("zen4", device, "1")
    return Hardware("EPYC", 2, 4, True, 8 * 1024**3, 4 * 1024**3, 10**11, engine_report=report)


def crash(application: Application, model: str, times: int = 3) -> None:
    for _ in range(times):
        load = Start("r", "load", {"model": model, "path": f"/models/{model}/m.gguf"})
        application.crashes.died(Kind.CHAT, "signal 11", [load])


def test_a_model_that_keeps_crashing_has_its_button(tmp_path: Path) -> None:
    with with_models(tmp_path) as application, open_window(application) as window:
        application.hardware.hardware = computer("Vulkan0")
        crash(application, CHAT)
        window.go("settings:health")
        section = section_of(window)
        section.rebuild()
        shown = words_of(section)
        assert "“Qwen2.5 Coder 0.5B (trial)” crashed 3 times with the engine “zen4 + Vulkan0”" in shown
        assert "bukvar doctor --fix" in shown
        button = buttons(section)["Without the graphics card"]
        assert "crashed 3 times" in button.accessibleDescription()
        button.click()
        assert application.settings.values.gpu_layers == 0
        section.model.cancel()
        wait_for(lambda: not section.model.running, 60)
        assert application.crashes.problems() == []  # another engine computes now


def test_the_smaller_model_is_taken_where_the_crashing_one_was(tmp_path: Path) -> None:
    with with_models(tmp_path) as application:
        base, other = application.bases.create("Одна"), application.bases.create("Другая")
        application.bases.set_model(base.id, "big")
        crash(application, "big")
        application.health.apply(Remedy(RemedyKind.SMALLER_MODEL, CHAT)).result()
        assert application.settings.values.selected_model == CHAT
        assert [application.bases.get(one.id).model for one in (base, other)] == [CHAT, ""]
        assert application.crashes.list()[0].tried == ("smaller_model",)
        assert CheckName.CRASHES not in {check.name for check in application.health.known()}


def test_an_answer_that_failed_for_the_third_time_offers_the_way_out(tmp_path: Path) -> None:
    with with_models(tmp_path) as application, open_window(application) as window:
        application.hardware.hardware = computer("CPU")
        base = application.bases.create("База")
        chat = application.chats.create(base.id)
        params: dict[str, str | int | float] = {"model": CHAT, "engine": "zen4", "times": 3}
        failed = ChatMessage(
            "a", chat.id, "assistant", "", NOW + timedelta(seconds=1), MessageState.FAILED, AnswerMode.MODEL,
            code=Code.MODEL_CRASHES.value, problem_params=params,
        )  # fmt: skip
        rows = SqlChats(application.database.session)
        for message in (ChatMessage("q", chat.id, "user", "Привет", NOW), failed):
            rows.save_message(message)
        window.go("chat")
        page = window.page("chat")
        page.model.open(chat.id)  # type: ignore[attr-defined]
        pump(0.2)
        answer = page.findChild(AnswerView)
        assert answer is not None
        assert "crashed 3 times with the engine “zen4”" in answer.problem.text()
        (button,) = [one for one in answer.problem.findChildren(Button) if one.text()]
        assert button.text() == "Report for support"
        button.click()
        assert window.current == "settings"


def test_a_real_chat_that_is_shot_three_times_names_what_was_tried(tmp_path: Path) -> None:
    """The whole way: a real worker, the real count, the sentence of the answer, Health, and success at
    last."""
    with with_models(tmp_path) as application:
        base = application.bases.create("База")
        probing = application.hardware.probe()
        wait_for(lambda: probing.completed, 120)
        codes = []
        for _ in range(3):
            chat = application.chats.create(base.id)
            asking = application.chats.ask(chat.id, "Перечисли дни недели.", way=AnswerMode.MODEL)
            wait_for(lambda asking=asking: asking.stage in ("writing", "done"), 120)  # type: ignore[misc]
            assert isinstance(application.workers, Supervisor)
            hello = application.workers.statistics(Kind.CHAT).hello
            assert hello is not None
            os.kill(hello.pid, signal.SIGSEGV)
            wait_for(asking.is_done, 60)
            codes.append(asking.message.code)
        assert codes[:2] == [Code.WORKER_CRASHED.value, Code.WORKER_CRASHED_AGAIN.value]
        assert asking.message.problem_params["model"] == CHAT
        assert asking.message.problem_params["times"] == 3
        (crash_check,) = [one for one in application.health.known() if one.name is CheckName.CRASHES]
        assert crash_check.remedy is not None
        engine = str(asking.message.problem_params["engine"])
        assert engine in health_words.sentence(crash_check) and CHAT in health_words.sentence(crash_check)
        chat = application.chats.create(base.id)
        again = application.chats.ask(chat.id, "Перечисли дни недели.", way=AnswerMode.MODEL)
        wait_for(again.is_done, 120)
        assert again.message.text
        assert application.crashes.list() == ()
