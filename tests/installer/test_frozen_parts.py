"""What stands in the frozen program for a library that is left out of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from desktop.features.security.domain.licences import Component
from installer.notices.bundle import without_the_absent

ROOT = Path(__file__).resolve().parents[2]
# As PyInstaller does: the stand-in first, then what imports grpc.
PROGRAM = """
import runpy, sys
runpy.run_path(sys.argv[1])
import numpy as np
from workers.engines.stores.vector_store import VectorPoint
from workers.engines.stores.vector_store_client import ClientVectorStore
store = ClientVectorStore.connect(sys.argv[2], "base", 4)
point = "0d2c94a4-7f4a-4b9c-a14b-bb4c8b9d4f5e"
store.upsert([VectorPoint(point, np.eye(4, dtype=np.float32)[0], [7], [1.0], "a", "Отпуск длится 28 дней.")])
print([hit.id for hit in store.search_dense(np.eye(4, dtype=np.float32)[0], 3)])
store.close()
assert not [name for name in sys.modules if name.startswith("grpc.")]
"""


class Qdrant(BaseHTTPRequestHandler):
    """The REST answers of a Qdrant server, as far as one point needs them."""

    points: ClassVar[list[dict[str, object]]] = []

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        result: object = True
        if self.path.endswith("/exists"):
            result = {"exists": False}
        elif self.command == "PUT" and "/points" in self.path:
            self.points.extend(body["points"])
            result = {"operation_id": 1, "status": "completed"}
        elif self.path.endswith("/query"):
            result = {"points": [{"id": one["id"], "version": 1, "score": 1.0} for one in self.points]}
        elif "/index" in self.path:
            result = {"operation_id": 1, "status": "completed"}
        text = json.dumps({"result": result, "status": "ok", "time": 0.0}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_POST = answer

    def log_message(self, format: str, *values: object) -> None:
        """Not on the tests' output."""


@pytest.fixture
def server() -> Iterator[str]:
    Qdrant.points.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Qdrant) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


def test_a_qdrant_server_is_used_without_grpc(server: str) -> None:
    stand_in = ROOT / "installer" / "freeze" / "without_grpc.py"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, stand_in, server],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip() == "['0d2c94a4-7f4a-4b9c-a14b-bb4c8b9d4f5e']"
    (stored,) = Qdrant.points
    assert "28 дней" in json.dumps(stored["payload"], ensure_ascii=False)


def test_a_part_that_is_not_in_the_build_is_not_in_its_list(tmp_path: Path) -> None:
    parts = [Component("grpcio", "1", "Apache-2.0"), Component("zlib", "1", "Zlib", inside="grpcio")]
    parts.append(Component("numpy", "2", "BSD-3-Clause"))
    assert [part.name for part in without_the_absent(parts, tmp_path)] == ["numpy"]
    (tmp_path / "_internal" / "grpc").mkdir(parents=True)
    assert without_the_absent(parts, tmp_path) == parts
