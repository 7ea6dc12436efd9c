"""Sealed mode: whether any process may use the network, which guards hold, and what was refused."""

from collections import Counter
from collections.abc import Callable, Mapping

from desktop.core.changes import Changes
from desktop.core.ports import BaseRepository, Paths, Publisher, Workers
from desktop.features.security.services.blocked_connections import BlockedConnection, BlockedConnections
from desktop.features.security.services.seal_journal import SealChange, SealedBy, SealJournal
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code, ProblemError
from workers.contract.sealed import ALSO_FETCH, KERNEL, SERVER, guards_of
from workers.contract.specs.jobs import Kind

WINDOW = "window"


class SecurityService:
    """Made by the application. `wishes` are the words that workers are started with."""

    def __init__(
        self,
        workers: Workers,
        bases: BaseRepository,
        settings: SettingsStore,
        paths: Paths,
        greetings: Callable[[], Mapping[Kind, tuple[str, ...]]],
        publish: Publisher,
    ) -> None:
        self._workers, self._bases, self._settings = workers, bases, settings
        self._greetings, self._publish = greetings, publish
        self._blocked_connections = BlockedConnections(paths.data / "network.jsonl")
        self._journal = SealJournal(paths.data / "seal.jsonl")
        self._had_servers: bool | None = None
        self._open_for: set[str] = set()
        self._compare()

    @property
    def sealed(self) -> bool:
        """Whether no process at all may open a connection."""
        return self._settings.values.sealed

    @property
    def is_fixed(self) -> bool:
        """Whether an administrator has set it."""
        return "sealed" in self._settings.fixed

    def seal(self, on: bool, by: SealedBy = SealedBy.WINDOW) -> None:
        """Switch sealed mode; the worker that gets models is started anew with or without its guards."""
        if on != self.sealed:
            self._settings.change(sealed=on)
            self._journal.add(on, by)
            self._workers.unload(Kind.FETCH)
            self._publish(Changes(security=True))

    def open_for(self, purpose: str) -> None:
        """Sealed mode lets the worker that gets models use the network until `close_for` the same purpose, or
        the end of the program."""
        if self.sealed and not self._open_for:
            self._workers.unload(Kind.FETCH)
        if self.sealed and purpose not in self._open_for:
            self._journal.add(False, SealedBy.WINDOW, purpose)
        self._open_for.add(purpose)

    def close_for(self, purpose: str) -> None:
        """What `open_for` allowed is over."""
        if self.sealed and purpose in self._open_for:
            self._journal.add(True, SealedBy.WINDOW, purpose)
        self._open_for.discard(purpose)
        if self.sealed and not self._open_for:
            self._workers.unload(Kind.FETCH)

    def changes(self) -> list[SealChange]:
        """Of sealed mode, the latest first."""
        return self._journal.changes()

    def unseen(self) -> SealChange | None:
        """The latest change that nobody made in the window, until `mark_seen`."""
        others = (one for one in self.changes() if one.by not in (SealedBy.WINDOW, SealedBy.EARLIER))
        latest = next(others, None)
        told = self._settings.values.seal_told
        return latest if latest is not None and latest.at.isoformat() > told else None

    def mark_seen(self, change: SealChange) -> None:
        """A person has been told of it."""
        self._settings.change(seal_told=change.at.isoformat())

    def _compare(self) -> None:
        """Sealed mode as it was left against what the settings say now: a file can be written by others. With
        one that is damaged or gone, sealed mode does not go."""
        lasting = next((one for one in self.changes() if not one.purpose), None)
        was = lasting is not None and lasting.sealed
        # There is a rule, or the one that there was is gone.
        ruled = self.is_fixed or (lasting is not None and lasting.by is SealedBy.ADMINISTRATOR)
        if was and not ruled and not self._settings.says("sealed"):
            self._settings.change(sealed=True)
        if was != self.sealed:
            others = SealedBy.EARLIER if lasting is None else SealedBy.OUTSIDE
            self._journal.add(self.sealed, SealedBy.ADMINISTRATOR if ruled else others)

    def require_open(self) -> None:
        """Raises SEALED: something would use the network."""
        if self.sealed:
            raise ProblemError(Code.SEALED)

    def wishes(self) -> str:
        """For the environment of workers (`workers.contract.sealed.VARIABLE`)."""
        words = [ALSO_FETCH] if self.sealed and not self._open_for else []
        return ",".join([*words, *([SERVER] if self.servers() else [])])

    def servers(self) -> list[tuple[str, str]]:
        """(base, address) of bases that live on a server: the one connection that is allowed."""
        return [(base.name, base.server) for base in self._bases.list() if base.server]

    def bases_changed(self) -> None:
        """The first base on a server, or the last one gone: `knowledge` is started anew with other guards."""
        now = bool(self.servers())
        if self._had_servers not in (None, now):
            self._workers.unload(Kind.KNOWLEDGE)
        self._had_servers = now

    def guards(self) -> dict[Kind, tuple[str, ...]]:
        """Kind → guards: as its process said itself, else what the next one will put up. Whether this system
        has the kernel's filter is known from the processes alone: one has to have been started."""
        said, wishes = self._greetings(), self.wishes()
        kernel = any(KERNEL in guards for guards in said.values())
        next_ones = {
            kind: tuple(guard for guard in guards_of(kind.value, wishes) if kernel or guard != KERNEL)
            for kind in Kind
            if kind is not Kind.ECHO
        }
        return {kind: said.get(kind, guards) for kind, guards in next_ones.items()}

    def started(self) -> frozenset[Kind]:
        """Kinds whose processes have said it themselves."""
        return frozenset(self._greetings())

    def refused(self, process: str, where: str) -> None:
        """A process tried to reach the network."""
        self._blocked_connections.add(process, where)
        self._publish(Changes(security=True))

    def attempts(self) -> int:
        """How often, ever."""
        return self._blocked_connections.total

    def counts(self) -> dict[str, int]:
        """How often of late, by process."""
        return dict(Counter(row.process for row in self._blocked_connections.rows()))

    def blocked_connections(self) -> list[BlockedConnection]:
        """The latest ones, newest first."""
        return self._blocked_connections.rows()
