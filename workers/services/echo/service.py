"""A worker that misbehaves on demand: what the window must live with (see `EchoSpec.mode`).
`BUKVAR_ECHO_HELLO`: seconds it takes to say hello."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from workers.contract.codec import from_json
from workers.contract.lines import MAX_LINE
from workers.contract.messages import Message, Progress, Start, Token, Yield
from workers.contract.specs.jobs import EchoSpec
from workers.runtime.channel import Channel
from workers.runtime.context import Context, RequestCancelled

_FOR_EVER = 3600
Mode = Callable[[EchoSpec, Context], dict[str, Any]]


class Echo:
    """Every request is a queue of its own, or `text` names the queue in the mode "queue"."""

    channel: Channel | None = None  # given by the main module: garbage goes past all checks

    def __init__(self) -> None:
        self._told = 0

    def versions(self) -> dict[str, str]:
        return {"python": sys.version.split()[0]}

    def queue(self, message: Message) -> str:
        assert isinstance(message, Start)
        spec = from_json(EchoSpec, message.params)
        return spec.text if spec.mode == "queue" else message.request

    def notify(self, message: Message) -> None:
        assert isinstance(message, Yield)
        self._told += 1

    def close(self) -> None:
        """Nothing is open."""

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        assert isinstance(message, Start)
        spec = from_json(EchoSpec, message.params)
        mode: Mode = getattr(self, "_" + spec.mode.replace("-", "_"))
        return mode(spec, context)

    def _normal(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        for step in range(spec.steps):
            context.raise_if_cancelled()
            if context.stopped:
                return {"text": spec.text, "steps": step, "stopped": True}
            context.progress("echo", step + 1, spec.steps, "steps", spec.text)
            context.wait(spec.delay)
        return {"text": spec.text, "steps": spec.steps, "told": self._told}

    _queue = _normal

    def _resumable(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        try:
            return self._normal(spec, context)
        except RequestCancelled as cancelled:
            raise RequestCancelled(resumable=True) from cancelled

    def _deaf(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        if sys.platform != "win32":
            # Only the main thread may ask Python for this.
            ctypes.CDLL(None).signal(15, ctypes.c_void_p(1))
        context.progress("deaf", 0, 0, "steps")
        time.sleep(_FOR_EVER)
        return {}

    def _silent(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        """A call into C that never comes back and holds the interpreter's lock: no thread runs any more."""
        context.progress("silent", 0, 0, "steps")
        if sys.platform == "win32":
            ctypes.PyDLL("kernel32").Sleep(_FOR_EVER * 1000)
        else:
            ctypes.PyDLL(None).sleep(_FOR_EVER)
        return {}

    def _abort(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        context.progress("abort", 0, 0, "steps")
        time.sleep(spec.delay)
        os.abort()

    def _flood(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        for step in range(spec.steps):
            context.send(Token(context.request, f"{step} {spec.text}"))
        return {"steps": spec.steps}

    def _garbage(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        lines = (
            b"no JSON",
            b"[1, 2]",
            b'{"type": "nonsense"}',
            b'{"type": "progress", "request": 7}',
            b'\xff\xfe{"type": "alive"}',
            b"x" * (MAX_LINE + 10),
            b'{"type": "token", "request": "nobody asked", "text": "boo"}',
        )
        for line in lines:
            assert self.channel is not None
            self.channel.send_raw(line + b"\n")
        context.send(Progress("nobody asked", "echo", 1, 1, "steps"))
        return {"lines": len(lines)}

    def _print(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        print(spec.text)  # noqa: T201
        os.write(1, (spec.text + "\n").encode())
        subprocess.run([sys.executable, "-c", "print('a child prints')"], check=True)
        return {"text": spec.text}

    def _exit_zero(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        os._exit(0)

    def _crash(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        raise ZeroDivisionError(spec.text)

    def _grandchild(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        code = (
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
            f"print('up', flush=True); time.sleep({_FOR_EVER})"
        )
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        return {"pid": child.pid}

    def _long(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        return {"text": "x" * MAX_LINE}

    def _network(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        return {"peer": socket.create_connection(("192.0.2.1", 80), 1).getpeername()}

    def _native(self, spec: EchoSpec, context: Context) -> dict[str, Any]:
        libc = ctypes.CDLL(None, use_errno=True)  # past Python, as a library in C would
        return {"errno": ctypes.get_errno() if libc.socket(int(spec.text), 1, 0) < 0 else 0}


def create() -> Echo:
    """What `python -m workers echo` runs."""
    time.sleep(float(os.environ.get("BUKVAR_ECHO_HELLO", "0")))
    return Echo()
