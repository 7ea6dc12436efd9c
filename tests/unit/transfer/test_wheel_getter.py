"""A wheel whose bytes stop coming, or whose server knows no ranges."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workers.transfer import wheel_getter

WHOLE = bytes(range(256)) * 8


class Answer:
    """What a server says: `body` of `announced` bytes; a broken line ends it with an error or in silence."""

    def __init__(self, status: int, body: bytes, announced: int, error: bool = False) -> None:
        self.status_code, self._body, self._error = status, body, error
        self.headers = {"Content-Length": str(announced)}

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def iter_content(self, size: int) -> Iterator[bytes]:
        yield self._body
        if self._error:
            raise ConnectionError("https://anna:secret@server/")


class Session:
    """Breaks off after `part` bytes of each answer."""

    def __init__(self, part: int, ranges: bool = True, error: bool = False) -> None:
        self._part, self._ranges, self._error, self.asked = part, ranges, error, list[str]()

    def get(self, url: str, headers: dict[str, str], stream: bool) -> Answer:
        self.asked.append(headers.get("Range", ""))
        begin = int(headers["Range"][6:-1]) if self._ranges and "Range" in headers else 0
        rest = WHOLE[begin:]
        if not rest:
            return Answer(416, b"", 0)
        status = 206 if begin else 200
        return Answer(status, rest[: self._part], len(rest), self._error and self._part < len(rest))


@pytest.mark.parametrize("error", [False, True])
def test_what_is_left_of_a_broken_wheel_is_asked_for_again(tmp_path: Path, error: bool) -> None:
    session = Session(900, error=error)
    assert wheel_getter._get(session, "https://server/a.whl", tmp_path / "a.whl.part") == {
        "file": "a.whl.part"
    }
    assert (tmp_path / "a.whl.part").read_bytes() == WHOLE
    assert session.asked == ["", "bytes=900-", "bytes=1800-"]


def test_one_that_never_comes_whole_is_left_to_pip_and_kept(tmp_path: Path) -> None:
    session = Session(100)
    answer = wheel_getter._get(session, "https://server/a.whl", tmp_path / "a.whl.part")
    assert "problem" in answer and len(session.asked) == wheel_getter._TRIES
    assert (tmp_path / "a.whl.part").read_bytes() == WHOLE[: 100 * wheel_getter._TRIES]


def test_a_server_without_ranges_sends_it_from_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.whl.part").write_bytes(WHOLE[:700])
    session = Session(len(WHOLE), ranges=False)
    wheel_getter._get(session, "https://server/a.whl", tmp_path / "a.whl.part")
    assert (tmp_path / "a.whl.part").read_bytes() == WHOLE and session.asked == ["bytes=700-"]


def test_nothing_of_an_address_is_told() -> None:
    """It may hold a password, or a signature for hours."""

    def fails() -> dict[str, Any]:
        raise ConnectionError("no answer from https://anna:secret@server/a.whl?signature=1")

    assert "secret" not in str(wheel_getter._answer(fails))
