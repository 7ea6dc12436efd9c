"""The report for support, of a real base with real answers and failures: not a word of the documents is in
it, nor a name; and everything is shown before it is saved."""

import json
import logging
import os
import shutil
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import qInstallMessageHandler

from desktop import startup
from desktop.app import Application
from desktop.core.future import Future
from desktop.features.health.views.health import HealthSection, SupportDialog
from desktop.paths import AppPaths
from tests.conftest import Complaints
from tests.helpers.gui import pump, qt_app, wait_for
from tests.helpers.models import install_into
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode

pytestmark = pytest.mark.timeout(600)
ROOT = Path(__file__).resolve().parents[3]
# None of them is a word of the program; each stands in another place.
TEXT, FILE, FOLDER, BASE, CHAT, QUESTION, PERSON, BROKEN, SHEET = (
    "карамболь", "Пересвет", "Захолустье", "Бирюза", "Чечевица", "кунсткамера", "Аглая Бузыкина", "Ветошь",
    "Тарабарщина",
)  # fmt: skip
T = TypeVar("T")
ENGLISH = "flibbertigibbet"
PASSWORD = "hunter2secret"
PLANTED = (TEXT, FILE, FOLDER, BASE, CHAT, QUESTION, PERSON, "Бузыкина", BROKEN, SHEET, ENGLISH, PASSWORD)


@pytest.fixture
def logging_as_usual() -> Iterator[None]:
    """What `start_logging` sets is undone."""
    import sys
    import threading

    root = logging.getLogger()
    kept = (list(root.handlers), root.level, sys.excepthook, threading.excepthook)
    yield
    for handler in [one for one in root.handlers if one not in kept[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(kept[1])
    sys.excepthook, threading.excepthook = kept[2], kept[3]
    qInstallMessageHandler(None)


def test_what_is_said_before_the_window_is_painted_is_written_when_it_is(
    tmp_path: Path, logging_as_usual: None
) -> None:
    paths = AppPaths.under(tmp_path)
    paths.prepare()
    file = paths.logs / "bukvar.log"
    write = startup.start_logging(paths)
    logging.getLogger("start").warning("first")
    assert not file.exists()
    write()
    logging.getLogger("start").warning("second")
    told = file.read_text(encoding="utf-8")
    assert 0 < told.index("first") < told.index("second")
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("ends", ["error", "close"])
def test_what_waits_is_written_where_no_window_comes(
    tmp_path: Path, logging_as_usual: None, complaints: Complaints, ends: str
) -> None:
    complaints.expect("last")
    paths = AppPaths.under(tmp_path)
    paths.prepare()
    startup.start_logging(paths)
    logging.getLogger("start").warning("first")
    if ends == "error":
        logging.getLogger("start").error("last")
    else:
        logging.getLogger().handlers[-1].close()
    assert "first" in (paths.logs / "bukvar.log").read_text(encoding="utf-8")


def test_a_log_that_nobody_can_open_is_kept_beside_and_stops_nothing(
    tmp_path: Path, logging_as_usual: None, capsys: pytest.CaptureFixture[str], complaints: Complaints
) -> None:
    complaints.expect("told on the terminal")
    paths = AppPaths.under(tmp_path)
    paths.prepare()
    (paths.logs / "bukvar.log").mkdir()
    startup.start_logging(paths)()
    logging.getLogger("start").warning("written")
    assert (paths.logs / "closed-bukvar.log").is_dir()
    assert "written" in (paths.logs / "bukvar.log").read_text(encoding="utf-8")
    shutil.rmtree(paths.logs)
    paths.logs.write_bytes(b"no folder")
    startup.start_logging(paths)()
    logging.getLogger("start").warning("not worth a line")
    logging.getLogger("start").error("told on the terminal")
    told = capsys.readouterr().err
    assert "log cannot be written" in told and "told on the terminal" in told
    assert "not worth a line" not in told


def documents(folder: Path) -> Path:
    folder.mkdir(parents=True)
    words = (
        f"Слово {TEXT} означает удар. Дежурный {PERSON} сдаёт ключ в 18 часов. The word {ENGLISH} is long."
    )
    (folder / f"{FILE}.txt").write_text(f"{words}\n\nОтпуск длится 28 дней.\n" * 3, encoding="utf-8")
    whole = (ROOT / "resources/samples/Положение об отпусках.pdf").read_bytes()
    (folder / f"{BROKEN}.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / f"{SHEET}.xlsx").write_bytes(b"PK\x03\x04 no table")
    return folder


def finished(pending: Future[T]) -> T:
    wait_for(lambda: pending.completed, 240)
    return pending.result()


def forms(word: str) -> list[bytes]:
    """The ways in which a word may stand in a file."""
    escaped = json.dumps(word)[1:-1]
    return [
        form
        for case in (word, word.lower(), word.upper())
        for form in (case.encode(), case.encode("utf-16-le"), urllib.parse.quote(case).encode())
    ] + [escaped.encode(), escaped.lower().encode()]


def holds(file: Path) -> list[str]:
    """Where planted words are found."""
    found = []
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None and not archive.comment
        for item in archive.infolist():
            body = archive.read(item)
            names = f"{item.filename}".encode() + item.comment + item.extra
            found += [
                f"{word} in {item.filename}"
                for word in PLANTED
                if any(form in body.lower() or form in body or form in names for form in forms(word))
            ]
    return found


def lived_in(application: Application, folder: Path) -> None:
    """A base with documents, failures, a chat with an answer; and logs that quote all of it."""
    base = application.bases.create(BASE)
    job = application.documents.import_paths(base.id, [str(documents(folder / FOLDER))])
    finished(application.jobs.wait(job.id))
    chat = application.chats.create(base.id)
    asking = application.chats.ask(chat.id, f"Что означает {TEXT}, {QUESTION}?", way=AnswerMode.DOCUMENTS)
    finished(asking.finished)
    application.chats.rename(chat.id, CHAT)
    application.settings.change(
        reviewer=PERSON,
        seal_passphrase=PASSWORD,
        mirror=f"https://{FILE}:{PASSWORD}@mirror.example/{FOLDER}?q={TEXT}",
    )
    log = logging.getLogger("desktop.core.jobs.job_service")
    log.warning("Job %s (%s) failed: %s %s", f"{FILE}.txt", "index", "broken_file", f"{folder}/{FOLDER}")
    try:
        raise KeyError(f"{SHEET}: {PERSON}, {TEXT}")
    except KeyError:
        logging.getLogger("third.party").warning(f"{ENGLISH} %s", FILE, exc_info=True)
    with (application.paths.logs / "worker-knowledge.log").open("a", encoding="utf-8") as stream:
        stream.write(f"{FILE}.txt: {TEXT}\nValueError: {PERSON}\nllama_decode: failed {ENGLISH} {QUESTION}\n")


@pytest.mark.usefixtures("logging_as_usual")
def test_not_a_word_of_anybody_is_in_it(tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("propagateSizeHints|third.party")
    data = tmp_path / "данные"
    install_into(data)
    with running_application(data) as application:
        startup.start_logging(application.paths)()
        lived_in(application, tmp_path)
        # The test means something only if the words are there to be found.
        logs = b"".join(file.read_bytes() for file in application.paths.logs.iterdir())
        assert all(word.encode() in logs for word in (FILE, TEXT, PERSON, ENGLISH))
        with open_window(application) as window:
            window.go("settings:health")
            section = window.page("settings").findChild(HealthSection)
            assert section is not None
            section.model.report()
            wait_for(
                lambda: [one for one in qt_app().topLevelWidgets() if isinstance(one, SupportDialog)], 240
            )
            (dialog,) = [one for one in qt_app().topLevelWidgets() if isinstance(one, SupportDialog)]
            shown = {}
            for row in range(dialog.files.count()):
                dialog.files.setCurrentRow(row)
                shown[dialog.text.accessibleName()] = dialog.text.toPlainText()
            dialog.save(str(tmp_path / "nowhere" / "report.zip"))
            assert dialog.trouble.text()
            file = tmp_path / "report.zip"
            dialog.save(str(file))
            pump(0.1)
        with zipfile.ZipFile(file) as archive:
            saved = {name: archive.read(name).decode() for name in archive.namelist()}
    assert saved == shown  # what was shown is what was saved, and nothing else
    assert holds(file) == []
    assert file.stat().st_mode & 0o777 == 0o600
    facts = json.loads(saved["documents.json"])
    assert len(facts) == 1
    assert facts[0]["formats"] == {".pdf": 1, ".txt": 1, ".xlsx": 1}
    assert facts[0]["states"]["failed"] == 2 and facts[0]["chats"] == 1
    models = {
        model["id"]: model["sha256"]
        for model in json.loads(saved["models.json"])
        if model["state"] == "ready"
    }
    assert all(len(sha256) == 64 for sha256 in models.values()) and len(models) == 2
    checks = {check["check"]: check["verdict"] for check in json.loads(saved["health.json"])}
    assert checks["chat"] in ("ok", "slow") and checks["embedding"] in ("ok", "slow")
    settings = json.loads(saved["settings.json"])
    assert settings["mirror"]["value"] == "https://mirror.example"
    assert settings["reviewer"]["value"] is True and settings["seal_passphrase"]["value"] is True
    assert "KeyError" in saved["logs/bukvar.log"]
    assert "desktop.core.jobs.job_service" in saved["logs/bukvar.log"]
    shutil.rmtree(data, ignore_errors=True)
