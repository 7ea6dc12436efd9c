"""Keeps a worker off the network: only `fetch` is left unsealed.

An audit hook (PEP 578) sees every connection and every look-up of a name that goes through Python, also from
C code of the standard library, and cannot be taken out again. The knowledge base on a server is the one
exception: its configured address is allowed by name and port.
"""

import contextlib
import logging
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workers.contract.messages import Message

_PORTS = {"http": 80, "https": 443}
_CONNECTIONS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
log = logging.getLogger(__name__)


class NetworkRefused(PermissionError):
    """A worker tried to reach the network."""


class Seal:
    """The rule and its exceptions. `attempts` counts what was refused."""

    def __init__(self) -> None:
        self.attempts = 0
        self._hosts: set[str] = set()
        self._endpoints: set[tuple[str, int]] = set()

    def apply(self) -> None:
        """From now on; for good."""
        sys.addaudithook(self._audit)

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
        if not event.startswith("socket."):
            return
        if event in _CONNECTIONS:
            connection, address = arguments
            if connection.family != getattr(socket, "AF_UNIX", None) and not self._is_allowed(address):
                self._refuse(event, address)
        elif event in _NAMES and not self._is_known(arguments[0]):
            self._refuse(event, arguments[0])

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
        log.warning("network refused (attempt %d): %s %r", self.attempts, event, where)
        raise NetworkRefused(f"{event} {where!r}: this process has no network")
