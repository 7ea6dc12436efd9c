"""Sealed mode: what workers are told, what is written down, what the page for a security officer says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop.features.security.services import blocked_connections
from desktop.features.security.services.blocked_connections import BlockedConnections
from desktop.features.security.services.licence_list import LicenceService
from desktop.features.security.services.seal_journal import SealedBy, SealJournal
from desktop.features.security.services.security_service import SecurityService
from desktop.reports.security_report import SecurityReports, programs
from installer.notices import window_list
from tests.helpers.scripted import Desk
from workers.contract.codes import Code, ProblemError
from workers.contract.sealed import guards_of
from workers.contract.specs.jobs import Kind
from workers.files import sha256_of


class Watched(Desk):
    """A desk with the service; `unloaded` are the kinds that were started anew."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.unloaded: list[Kind] = []
        self.workers.unload = self.unloaded.append  # type: ignore[method-assign]
        self.said: Mapping[Kind, tuple[str, ...]] = {}
        self.security = SecurityService(
            self.workers, self.bases, self.settings, self.paths, lambda: self.said, self.changes.append  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    made = Watched(tmp_path / "данные")
    yield made
    made.close()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Resources with the list of what this environment consists of."""
    folder = tmp_path_factory.mktemp("resources")
    window_list.make(folder / "licenses" / "components.json")
    return folder


def reports_of(desk: Watched, listed: Path) -> SecurityReports:
    return SecurityReports(desk.security, desk.paths, Path("/где/settings.json"), LicenceService(listed))


def test_who_changed_sealed_mode_is_kept_and_told_once(desk: Watched) -> None:
    desk.security.seal(True)
    assert desk.security.unseen() is None  # who did it in the window knows
    desk.security.seal(False, SealedBy.COMMAND)
    told = desk.security.unseen()
    assert told is not None and (told.sealed, told.by) == (False, SealedBy.COMMAND)
    desk.security.mark_seen(told)
    assert desk.security.unseen() is None
    desk.settings.change(sealed=True)  # nobody wrote it down
    again = SecurityService(
        desk.workers, desk.bases, desk.settings, desk.paths, dict, desk.changes.append  # type: ignore[arg-type]
    )  # fmt: skip
    assert [(one.sealed, one.by.value) for one in again.changes()] == [
        (True, "outside"), (False, "command"), (True, "window"),
    ]  # fmt: skip
    again.open_for("a model")
    again.close_for("a model")
    assert [(one.sealed, one.purpose) for one in again.changes()[:2]] == [
        (True, "a model"),
        (False, "a model"),
    ]
    (desk.paths.data / "seal.jsonl").write_bytes(b"\xff{}\n[1]\n")
    assert SealJournal(desk.paths.data / "seal.jsonl").changes() == []


def begun_again(desk: Watched) -> SecurityService:
    return SecurityService(
        desk.workers, desk.bases, desk.settings, desk.paths, dict, desk.changes.append  # type: ignore[arg-type]
    )  # fmt: skip


def test_who_was_sealed_before_there_was_a_journal_hears_of_no_intruder(desk: Watched) -> None:
    desk.settings.change(sealed=True)
    first = begun_again(desk)
    assert ([one.by for one in first.changes()], first.unseen()) == ([SealedBy.EARLIER], None)
    desk.settings.change(sealed=False)
    told = begun_again(desk).unseen()
    assert told is not None and told.by is SealedBy.OUTSIDE


def test_a_rule_that_has_gone_is_no_intruder(desk: Watched) -> None:
    SealJournal(desk.paths.data / "seal.jsonl").add(True, SealedBy.ADMINISTRATOR)
    again = begun_again(desk)  # its file of settings has never named sealed mode
    assert not again.sealed
    assert [(one.sealed, one.by) for one in again.changes()][:1] == [(False, SealedBy.ADMINISTRATOR)]


def test_only_the_worker_that_gets_models_may_connect_until_it_is_sealed() -> None:
    for kind in ("knowledge", "chat", "probe", "examples", "tune", "reader"):
        assert guards_of(kind, "") == ("python", "kernel")
    assert guards_of("fetch", "") == ()
    assert guards_of("fetch", "fetch") == ("python", "kernel")
    assert guards_of("knowledge", "fetch,server") == ("python",)
    assert guards_of("reader", "server") == ("python", "kernel")
    assert guards_of("chat", "server") == ("python", "kernel")


def test_sealing_starts_the_getting_worker_anew(desk: Watched) -> None:
    desk.security.require_open()
    desk.security.seal(True)
    assert (desk.security.sealed, desk.unloaded, desk.security.wishes()) == (True, [Kind.FETCH], "fetch")
    with pytest.raises(ProblemError) as raised:
        desk.security.require_open()
    assert raised.value.problem.code is Code.SEALED
    desk.security.seal(True)
    assert desk.unloaded == [Kind.FETCH]  # nothing changed
    assert desk.security.guards()[Kind.FETCH] == ("python",)  # nobody has said that the kernel helps here
    desk.said = {Kind.PROBE: ("python", "kernel")}
    assert desk.security.guards()[Kind.FETCH] == ("python", "kernel")
    desk.said = {Kind.FETCH: ("python",)}  # what the process says of itself counts
    assert desk.security.guards()[Kind.FETCH] == ("python",)


def test_a_base_on_a_server_is_the_one_exception(desk: Watched) -> None:
    desk.security.bases_changed()
    base = desk.bases.create("Сервер", "http://10.0.0.5:6333")
    desk.security.bases_changed()
    assert desk.security.servers() == [("Сервер", "http://10.0.0.5:6333")]
    assert (desk.security.wishes(), desk.unloaded) == ("server", [Kind.KNOWLEDGE])
    assert desk.security.guards()[Kind.KNOWLEDGE] == ("python",)
    desk.bases.remove(base.id)
    desk.security.bases_changed()
    assert desk.unloaded == [Kind.KNOWLEDGE] * 2


def test_refusals_survive_restarts_and_stay_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocked_connections, "KEPT", 5)
    file = tmp_path / "network.jsonl"
    for number in range(12):
        BlockedConnections(file).add("chat", f"192.0.2.{number}:443")
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"number": 13, "at": "2026-')  # a kill cut it off
    again = BlockedConnections(file)
    assert again.total == 12
    assert [row.where for row in again.rows()][:3] == ["192.0.2.11:443", "192.0.2.10:443", "192.0.2.9:443"]
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 8


def test_what_cannot_be_written_down_is_still_counted(tmp_path: Path) -> None:
    log = BlockedConnections(tmp_path / "нет папки" / "network.jsonl")
    log.add("window", "example.com")
    assert (log.total, log.rows()[0].where) == (1, "example.com")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_report_is_one_page_of_facts(desk: Watched, listed: Path, language: str) -> None:
    desk.security.seal(True)
    desk.security.refused("knowledge", "<b>10.1.2.3</b>:443")
    page = reports_of(desk, listed).render(language, [], {"llama_cpp": "0.3.36"})
    sealed = {"ru": "Изолированный режим включён: ни один процесс", "en": "Sealed mode is on: no process"}
    without = {"ru": "Моделей нет.", "en": "There are no models."}
    assert sealed[language] in page.html and without[language] in page.html
    assert "&lt;b&gt;10.1.2.3&lt;/b&gt;:443" in page.html  # an address is a text, never markup
    assert "/где/settings.json" in page.html and str(desk.paths.logs) in page.html
    assert page.html.count("<h2>") == 7
    assert "llama_cpp 0.3.36" in page.html and "PySide6" in page.html and "SQLAlchemy" in page.html
    assert sha256_of(programs()[0]) in page.html


def test_there_is_no_report_in_another_language(desk: Watched, listed: Path) -> None:
    with pytest.raises(ValueError, match="de"):
        reports_of(desk, listed).render("de", [], {})
