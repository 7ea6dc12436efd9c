"""The tuning component as the window sees it: absent, installing, ready, damaged, removed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.entities import JobState
from desktop.core.jobs.job_service import JobHandler
from desktop.core.training_entities import ComponentState
from desktop.features.training.services.component_service import CHOSEN, ComponentService
from tests.helpers.scripted import Desk
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.component import MANIFEST, Manifest, python_of
from workers.contract.specs.jobs import Job, Kind


class Bench(Desk):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.lock = folder / "lock.txt"
        self.lock.write_text("one==1.0 --hash=sha256:" + "0" * 64, encoding="utf-8")
        self.component = ComponentService(
            self.workers, self.jobs, self.paths, self.changes.append, lambda: "ru", self.lock
        )
        self.folder = self.paths.data / "tuning"

    def installed(self) -> None:
        """What the worker leaves behind."""
        import hashlib

        python = python_of(self.folder)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="utf-8")
        record = self.folder / "site" / "one-1.0.dist-info" / "RECORD"
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text("", encoding="utf-8")
        digest = hashlib.sha256(self.lock.read_bytes()).hexdigest()
        manifest = Manifest(digest, 1234, "site", ("one-1.0.dist-info/RECORD",), {"one": "1.0"})
        (self.folder / MANIFEST).write_text(json.dumps(to_json(manifest)), encoding="utf-8")

    @property
    def state(self) -> ComponentState:
        return self.component.state().state


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.delenv(CHOSEN, raising=False)
    made = Bench(tmp_path)
    yield made
    made.close()


def test_it_is_absent_until_it_is_installed(bench: Bench) -> None:
    assert bench.state is ComponentState.ABSENT and bench.component.python() is None
    job = bench.component.install()
    assert bench.state is ComponentState.INSTALLING
    sent = bench.workers.open(Job.INSTALL, Kind.FETCH)[0]
    assert sent.message.params["size"] > 0 and sent.message.params["folder"] == str(bench.folder)
    assert bench.component.install().id == job.id  # not twice
    bench.installed()
    sent.succeed()
    found = bench.component.state()
    assert (found.state, found.size, found.versions) == (ComponentState.READY, 1234, {"one": "1.0"})
    assert bench.component.python() == python_of(bench.folder)
    assert any(change.component for change in bench.changes)


@pytest.mark.parametrize("what", ["record", "python", "manifest"])
def test_what_is_missing_is_seen(bench: Bench, what: str) -> None:
    bench.installed()
    assert bench.state is ComponentState.READY
    gone = {
        "record": bench.folder / "site" / "one-1.0.dist-info" / "RECORD",
        "python": python_of(bench.folder),
        "manifest": bench.folder / MANIFEST,
    }
    gone[what].unlink()
    assert bench.state is ComponentState.DAMAGED


@pytest.mark.parametrize(
    ("lock", "outdated"),
    [
        ("# another comment\none==1.0 \\\n    --hash=sha256:" + "1" * 64, False),
        ("One==1.0 --hash=sha256:0\nwinonly==3 ; sys_platform == 'win32' --hash=sha256:0", False),
        ("one==1.1 --hash=sha256:0", True),
        ("one==1.0 --hash=sha256:0\ntwo==2.0 --hash=sha256:0", True),
        ("two==2.0 --hash=sha256:0", True),
    ],
    ids=["the same packages", "one more elsewhere", "newer", "one more", "another"],
)
def test_an_upgrade_of_the_program_leaves_it_working(bench: Bench, lock: str, outdated: bool) -> None:
    """Offline a new one is 3 GB on a disk that somebody has to bring."""
    bench.installed()
    bench.lock.write_text(lock, encoding="utf-8")
    upgraded = ComponentService(
        bench.workers, bench.jobs, bench.paths, bench.changes.append, lambda: "ru", bench.lock
    )
    found = upgraded.state()
    assert (found.state, found.outdated) == (ComponentState.READY, outdated)
    assert upgraded.python() == python_of(bench.folder)


def test_a_cancelled_installation_goes_on_and_another_source_begins_anew(
    bench: Bench, tmp_path: Path
) -> None:
    job = bench.component.install()
    bench.jobs.pause(job.id)
    bench.workers.open(Job.INSTALL)[0].cancel()
    assert bench.component.install().id == job.id
    bench.jobs.pause(job.id)
    bench.workers.open(Job.INSTALL)[0].cancel()
    other = bench.component.install(str(tmp_path))
    assert other.id != job.id and bench.jobs.get(job.id).state is JobState.CANCELLED  # type: ignore[union-attr]
    params = bench.workers.open(Job.INSTALL)[0].message.params
    assert (params["wheelhouse"], params["size"]) == (str(tmp_path), 0)
    with pytest.raises(ProblemError):
        bench.component.install(str(tmp_path / "absent"))
    bench.jobs.pause(other.id)
    bench.workers.open(Job.INSTALL)[0].cancel()
    thorough = bench.component.install(str(tmp_path), thorough=True)
    assert thorough.id != other.id and bench.workers.open(Job.INSTALL)[0].message.params["thorough"] is True


def test_it_is_not_touched_while_a_training_runs_by_it(bench: Bench) -> None:
    bench.jobs.define(Job.TUNE, JobHandler(Kind.TUNE))
    bench.jobs.submit(Job.TUNE, {})
    for act in (bench.component.install, bench.component.remove):
        with pytest.raises(ProblemError) as caught:
            act()
        assert caught.value.problem.code is Code.BUSY


def test_it_is_removed_whole(bench: Bench) -> None:
    bench.installed()
    bench.component.remove().result()
    assert bench.state is ComponentState.ABSENT and not bench.folder.exists()
    left = bench.folder.with_name("tuning.removed")
    left.mkdir()
    bench.component.recover()
    assert not left.exists()


def test_a_python_of_ones_own_counts(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own" / "bin" / "python"
    monkeypatch.setenv(CHOSEN, str(own))
    assert bench.state is ComponentState.DAMAGED and bench.component.python() is None
    own.parent.mkdir(parents=True)
    own.write_text("", encoding="utf-8")
    assert bench.state is ComponentState.READY and bench.component.python() == own


def test_the_licences_are_there_in_both_languages(bench: Bench) -> None:
    russian = bench.component.licence_text()
    english = ComponentService(
        bench.workers, bench.jobs, bench.paths, bench.changes.append, lambda: "en", bench.lock
    ).licence_text()
    for text in (russian, english):
        assert "Unsloth" in text and "Affero" in text and "CUDA" in text
    assert russian != english
