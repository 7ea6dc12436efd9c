"""A web server on 127.0.0.1 that serves bytes with ranges, and fails in the ways real ones do."""

import hashlib
import http.server
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Served:
    """One path. `faults` are used up one a request: "503", "503:2" (with Retry-After), "404", "410", "cut:N"
    (the connection ends after N bytes of the body), "wrong" (other bytes of that length), "hang:N" (silence
    after N bytes), "html", "long" (a body without a length, longer than it should be). When they are used
    up the file is served well. `slow` waits so many seconds after each 64 KiB."""

    body: bytes
    faults: list[str] = field(default_factory=list)
    ranges: bool = True
    etag: str = ""
    hub: bool = False  # the first answer redirects, with sha256 and length in X-Linked-Etag and X-Linked-Size
    told_sha256: str | None = None  # what a hub says instead of the truth ("" = it names none)
    slow: float = 0.0
    kind: str = ""  # the Content-Type, when one is told
    requests: list[str] = field(default_factory=list)  # the Range header of each


class FileServer(http.server.ThreadingHTTPServer):
    """`files` by path, `url(path)` the address of each."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, Served] = {}
        self.ending = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of many tests."""


@contextmanager
def serving() -> Iterator[FileServer]:
    """A running server."""
    server = FileServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FileServer

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_HEAD(self) -> None:
        served = self.server.files.get(self.path)
        self.send_response(200 if served else 404)
        self.send_header("Content-Length", str(len(served.body) if served else 0))
        self.end_headers()

    def do_GET(self) -> None:
        path = self.path.removeprefix("/store")
        served = self.server.files.get(path)
        if served is None:
            return self._plain(404, b"not here")
        if served.hub and path == self.path:
            self.send_response(302)
            self.send_header("Location", f"/store{path}")
            told = served.told_sha256
            sha256 = hashlib.sha256(served.body).hexdigest() if told is None else told
            if sha256:
                self.send_header("X-Linked-Etag", f'"{sha256}"')
            self.send_header("X-Linked-Size", str(len(served.body)))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        served.requests.append(self.headers.get("Range", ""))
        fault = served.faults.pop(0) if served.faults else ""
        if fault.startswith("503"):
            return self._plain(503, b"later", retry=fault.partition(":")[2])
        if fault in ("404", "410"):
            return self._plain(int(fault), b"not here")
        if fault == "html":
            return self._plain(200, b"<html>please log in</html>", kind="text/html; charset=utf-8")
        return self._serve(served, fault)

    def _plain(self, status: int, body: bytes, retry: str = "", kind: str = "text/plain") -> None:
        self.send_response(status)
        if retry:
            self.send_header("Retry-After", retry)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _serve(self, served: Served, fault: str) -> None:
        body = served.body if fault != "wrong" else bytes(255 - byte for byte in served.body[:64])
        body += served.body[len(body) :]
        start = self._start(served)
        if start > 0 and start >= len(body):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(body)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        if served.etag:
            self.send_header("ETag", served.etag)
        if served.kind:
            self.send_header("Content-Type", served.kind)
        if fault == "long":
            body += b"and more" * 1000
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        kind, _, count = fault.partition(":")
        end = min(len(body), start + int(count)) if kind in ("cut", "hang") else len(body)
        for at in range(start, end, 1 << 16):
            self.wfile.write(body[at : min(end, at + (1 << 16))])
            if served.slow:
                time.sleep(served.slow)
        self.wfile.flush()
        if kind == "hang":
            self.server.ending.wait(60)
        if kind in ("cut", "hang"):
            self.close_connection = True

    def _start(self, served: Served) -> int:
        match = re.match(r"bytes=(\d+)-$", self.headers.get("Range", ""))
        if not match or not served.ranges:
            return 0
        condition = self.headers.get("If-Range")
        return 0 if condition and condition != served.etag else int(match[1])
