"""A model file from a web address: continued with Range after a pause, a cut or a killed process.

RFC 9110: a range is asked for with `If-Range` and the strong entity tag of the first answer, so bytes of two
versions are never joined. Where the caller knows no checksum, a model hub's own is returned: its answers
carry the sha256 as `X-Linked-Etag`, or as the entity tag itself.
"""

import contextlib
import re
import socket
import ssl
import time
from dataclasses import dataclass

import httpx

from workers.contract.addresses import server, without_secrets
from workers.contract.codes import Code, ProblemError
from workers.transfer.partial_file import PartialFile, Reporter, require_space

# Seconds between tries that brought nothing; after the last one the source counts as unreachable. Who never
# answered is given up soon; a connection lost in the middle may come back.
_WAITS_FIRST = (0.5, 1.0)
_WAITS_LATER = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_LONGEST_WAIT = 60.0
# How often who let a whole timeout pass is asked again.
_SILENT_TRIES = 1
_TIMEOUT = httpx.Timeout(30.0, connect=15.0)
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_HASH = re.compile(r'^(?:W/)?"?([0-9a-fA-F]{64})"?$')
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class NoAnswer(ProblemError):
    """SOURCE_UNREACHABLE of a `server` that let every try pass: it will not answer for other files either."""

    def __init__(self, url: str, error: BaseException) -> None:
        self.server = server(url)
        super().__init__(Code.SOURCE_UNREACHABLE, _detail(url, error), source=self.server)


class _TryAgain(Exception):
    """The connection or the server failed in a way that passes."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the head of a response says: total length (0 = unknown) and the hub's sha256 ("" = none)."""

    total: int
    sha256: str


def fill(
    url: str, size: int, sha256: str, partial: PartialFile, reporter: Reporter, need_hash: bool = False
) -> str:
    """Load `url` to the end of `partial`; returns the hub's sha256 or "". With `need_hash` a server that
    names no sha256 is refused before a byte is taken. Raises SOURCE_UNREACHABLE, HASH_MISMATCH (the server's
    file has another length), DISK_FULL."""
    if partial.done and not sha256 and partial.noted("source") != url:
        partial.restart()  # bytes of an unknown version
    fruitless = 0
    waits: tuple[float, ...] = _WAITS_FIRST
    with httpx.Client(follow_redirects=True, timeout=_TIMEOUT, verify=_certificates()) as client:
        while True:
            before = partial.done
            try:
                return _load(client, url, size, partial, reporter, need_hash)
            except (_TryAgain, httpx.TransportError) as error:
                reporter.check()
                if isinstance(error, httpx.UnsupportedProtocol):
                    raise _unreachable(url, error) from error
                if partial.done > before:
                    fruitless, waits = 0, _WAITS_LATER
                silent = isinstance(error, httpx.TimeoutException) and waits is _WAITS_FIRST
                if fruitless == (_SILENT_TRIES if silent else len(waits)):
                    raise (NoAnswer(url, error) if silent else _unreachable(url, error)) from error
                asked = error.wait if isinstance(error, _TryAgain) else 0.0
                _wait(min(max(asked, waits[fruitless]), _LONGEST_WAIT), reporter)
                fruitless += 1
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise _unreachable(url, error) from error


def _certificates() -> ssl.SSLContext:
    """The bundled authorities and those of this computer (a company adds its own there)."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def _unreachable(url: str, error: BaseException | str) -> ProblemError:
    return ProblemError(
        Code.SOURCE_UNREACHABLE, _detail(url, error), source=server(url) or without_secrets(url)
    )


def _detail(url: str, error: BaseException | str) -> str:
    return f"{without_secrets(url)}: {error!r}"


def _load(
    client: httpx.Client, url: str, size: int, partial: PartialFile, reporter: Reporter, need_hash: bool
) -> str:
    reporter.progress(partial.stage, partial.done, size)  # a sign of life while the server thinks
    headers = {"Accept-Encoding": "identity"}
    if partial.done:
        headers["Range"] = f"bytes={partial.done}-"
        tag = partial.noted("etag") if partial.noted("source") == url else ""
        if tag:
            headers["If-Range"] = tag
    with client.stream("GET", url, headers=headers) as response:
        reporter.on_cancel(lambda: _hang_up(response))
        answer = _read_head(response, url, size, partial)
        if need_hash and not answer.sha256:
            raise _unreachable(url, "the server names no sha256, so the file cannot be checked")
        if response.status_code == 416:
            return answer.sha256
        tag = response.headers.get("ETag", "")
        partial.note(source=url, etag="" if tag.startswith("W/") else tag)
        total = answer.total or size
        require_space(partial.path.parent, total - partial.done)
        for block in response.iter_raw():
            reporter.check()
            if total and partial.done + len(block) > total:
                raise ProblemError(
                    Code.HASH_MISMATCH, "more bytes than announced", file=url.rsplit("/", 1)[-1]
                )
            partial.write(block)
            reporter.progress(partial.stage, partial.done, total)
    if partial.done < total:
        raise _TryAgain(f"{partial.done} of {total} bytes")
    return answer.sha256


def _read_head(response: httpx.Response, url: str, size: int, partial: PartialFile) -> _Answer:
    """Judge the status line and headers, and make `partial` end where the body begins."""
    status, headers = response.status_code, response.headers
    total = 0
    if status in _AGAIN:
        raise _TryAgain(f"status {status}", _retry_after(headers.get("Retry-After", "")))
    if status == 206:
        match = _RANGE.match(headers.get("Content-Range", ""))
        if match is None or int(match[1]) != partial.done:
            partial.restart()
            raise _TryAgain("another range than asked for")
        total = 0 if match[2] == "*" else int(match[2])
    elif status == 200:
        if partial.done:
            partial.restart()  # the server ignores ranges, or its file has changed
        total = _length(headers.get("Content-Length", ""))
    elif status == 416:
        match = re.match(r"bytes \*/(\d+)", headers.get("Content-Range", ""))
        if match is None or int(match[1]) != partial.done:
            partial.restart()
            raise _TryAgain("range refused")
        total = partial.done
    else:
        raise _unreachable(url, f"status {status}")
    if headers.get("Content-Encoding", "identity") != "identity":
        raise _unreachable(url, "an encoded body")
    if headers.get("Content-Type", "").startswith("text/html"):
        raise _unreachable(url, "a page instead of a file")  # a login page of a network, for one
    total = total or _linked_size(response)
    if size and total and total != size:
        raise ProblemError(Code.HASH_MISMATCH, f"{total} bytes, not {size}", file=url.rsplit("/", 1)[-1])
    return _Answer(total, _hub_hash(response))


def _hub_hash(response: httpx.Response) -> str:
    for answer in (*response.history, response):
        for header in ("X-Linked-Etag", "ETag"):
            match = _HASH.match(answer.headers.get(header, ""))
            if match:
                return match[1].lower()
    return ""


def _linked_size(response: httpx.Response) -> int:
    """The length that a hub tells in its redirection (0 = it tells none)."""
    lengths = (_length(answer.headers.get("X-Linked-Size", "")) for answer in (*response.history, response))
    return next((length for length in lengths if length), 0)


def _length(untrusted: str) -> int:
    return int(untrusted) if untrusted.isascii() and untrusted.isdigit() else 0


def _retry_after(untrusted: str) -> float:
    return float(_length(untrusted))


def _wait(seconds: float, reporter: Reporter) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        reporter.check()
        time.sleep(min(left, 0.1))


def _hang_up(response: httpx.Response) -> None:
    """Wake a read that waits for the server; called from another thread."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(connection, socket.socket):
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
