"""Keeps a process of the product off the network.

An audit hook (PEP 578) sees every connection and every look-up of a name that goes through Python, also from
C code of the standard library, and cannot be taken out again. The knowledge base on a server is the one
exception: its configured address is allowed by name and port. Where the kernel can help, a worker has its
filter as well (`workers/runtime/kernel_seal.py`).

The window says with the environment variable `BUKVAR_SEAL` what differs from the rule (words with commas):
`fetch`: also the worker that gets models; `server`: some base lives on a server, so `knowledge` does without
the kernel's filter, which knows no addresses.
"""

import contextlib
import logging
import os
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workers.contract.messages import Message

_PORTS = {"http": 80, "https": 443}
_CONNECTIONS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_HARMLESS = (getattr(socket, "AF_UNIX", 1), getattr(socket, "AF_NETLINK", 16), socket.AF_INET6)
VARIABLE, ALSO_FETCH, SERVER = "BUKVAR_SEAL", "fetch", "server"
PYTHON, KERNEL = "python", "kernel"  # names of the two guards
log = logging.getLogger(__name__)


def guards_of(kind: str, wishes: str) -> tuple[str, ...]:
    """The guards that a kind of worker puts up; `wishes` are the words of `BUKVAR_SEAL`."""
    words = wishes.split(",")
    if kind == "fetch" and ALSO_FETCH not in words:
        return ()
    if kind == "knowledge" and SERVER in words:
        return (PYTHON,)
    return (PYTHON, KERNEL)


class NetworkRefused(PermissionError):
    """A worker tried to reach the network."""


class Seal:
    """The rule and its exceptions. `attempts` counts what was refused. With `no_sockets` the kernel's filter
    holds as well: what makes a socket for a network is refused, and counted, before the kernel does it
    silently. (Not of IPv6: libraries make one only to see whether the system can.) With `no_local`
    connections to programs of this computer are refused too; they are no attempt to reach the network."""

    def __init__(self) -> None:
        self.attempts = 0
        self.no_sockets = False
        self.no_local = False
        self._on_refusal: Callable[[str], None] | None = None
        self._early: list[str] = []  # what was refused before somebody listened
        self._telling = False  # telling of a refusal must not be refused in its turn
        self._hosts: set[str] = set()
        self._endpoints: set[tuple[str, int]] = set()

    def apply(self) -> None:
        """From now on; for good."""
        sys.addaudithook(self._audit)

    def listen(self, on_refusal: Callable[[str], None]) -> None:
        """Tell `on_refusal` where to, at every attempt, and of those that were refused before."""
        early, self._early = self._early, []
        self._on_refusal = on_refusal
        for where in early:
            on_refusal(where)

    def notify(self, where: str) -> None:
        """An attempt was refused, here or in a child of this process."""
        if self._on_refusal is None:
            self._early.append(where)
        else:
            self._on_refusal(where)

    def taken(self) -> list[str]:
        """What was refused since the last call, where nobody listens."""
        early, self._early = self._early, []
        return early

    def allow(self, url: str) -> None:
        """Allow the server at `url` (http or https), and nothing else of its machine."""
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
        if not host or not port:
            return
        self._hosts.add(host)
        self._endpoints.add((host, port))
        with contextlib.suppress(OSError):
            for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                self._endpoints.add((str(address[0]), port))

    def allow_server_of(self, message: "Message") -> None:
        """Allow the server that a request's base is configured to live on."""
        from workers.contract.messages import Render, Search, Start  # a reader does without

        if isinstance(message, Search | Render):
            server: Any = message.base.server
        elif isinstance(message, Start):
            base = message.params.get("base", message.params)
            server = base.get("server", "") if isinstance(base, dict) else ""
        else:
            server = ""
        if server and isinstance(server, str):
            self.allow(server)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not event.startswith("socket.") or self._telling:
            return
        if event in _CONNECTIONS:
            connection, address = arguments
            local = connection.family == getattr(socket, "AF_UNIX", None)
            if local and self.no_local and event != "socket.sendmsg":
                raise NetworkRefused(f"{event}: this process has no business with other programs")
            if not local and not self._is_allowed(address):
                self._refuse(event, address)
        elif event in _NAMES and not self._is_known(arguments[0]):
            self._refuse(event, arguments[0])
        elif event == "socket.__new__" and self.no_sockets and not is_harmless(arguments[1]):
            self._refuse(event, family_name(arguments[1]))

    def _is_known(self, host: Any) -> bool:
        name = host.decode("utf-8", "replace") if isinstance(host, bytes) else host
        return name in (None, "", "localhost", "127.0.0.1", "::1") or name in self._hosts

    def _is_allowed(self, address: Any) -> bool:
        if not isinstance(address, tuple) or len(address) < 2:
            return False
        # An event loop of Windows talks to itself over the loopback interface: there are no Unix pairs there.
        itself = os.name == "nt" and address[0] in ("127.0.0.1", "::1")
        return itself or (str(address[0]), address[1]) in self._endpoints

    def _refuse(self, event: str, where: Any) -> None:
        self.attempts += 1
        self._telling = True
        try:
            self.notify(_shown(where))
        finally:
            self._telling = False
        log.warning("network refused (attempt %d): %s %r", self.attempts, event, where)
        raise NetworkRefused(f"{event} {where!r}: this process has no network")


def is_harmless(family: int) -> bool:
    """Whether a socket of this family is no attempt to reach the network."""
    return family in _HARMLESS


def family_name(number: Any) -> str:
    """ "AF_INET"."""
    try:
        return socket.AddressFamily(number).name
    except ValueError:
        return f"family {number}"


def _shown(where: Any) -> str:
    """An address in short: "host:port", a name, or what else it was."""
    if isinstance(where, tuple) and len(where) >= 2:
        return f"{where[0]}:{where[1]}"[:200]
    return (where.decode("utf-8", "replace") if isinstance(where, bytes) else str(where))[:200]


SEAL = Seal()  # of this process: one hook is enough, and it cannot be taken out
