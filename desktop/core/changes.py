"""What an operation changed: services return it, the application announces it, each screen decides."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.core import unexpected


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what changed; `bases`, `models`, `settings` say that the list as a whole did. `appearance`: the
    settings that say how the window looks (`APPEARANCE`) changed; `settings`: all others."""

    bases: bool = False
    models: bool = False
    settings: bool = False
    appearance: bool = False
    hardware: bool = False
    documents_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    documents: frozenset[str] = field(default_factory=frozenset)  # of these; empty = any of them
    chats_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    messages_of: frozenset[str] = field(default_factory=frozenset)  # chat ids
    jobs: frozenset[str] = field(default_factory=frozenset)  # job ids
    examples_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    runs: frozenset[str] = field(default_factory=frozenset)  # run ids
    adapters_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    component: bool = False  # the tuning component
    questions_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    exams: frozenset[str] = field(default_factory=frozenset)  # exam ids
    exams_of: frozenset[str] = field(default_factory=frozenset)  # base ids: the list of exams
    instructions_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    analyses_of: frozenset[str] = field(default_factory=frozenset)  # base ids
    security: bool = False  # something tried to reach the network

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.bases or other.bases,
            self.models or other.models,
            self.settings or other.settings,
            self.appearance or other.appearance,
            self.hardware or other.hardware,
            self.documents_of | other.documents_of,
            _either(self, other),
            self.chats_of | other.chats_of,
            self.messages_of | other.messages_of,
            self.jobs | other.jobs,
            self.examples_of | other.examples_of,
            self.runs | other.runs,
            self.adapters_of | other.adapters_of,
            self.component or other.component,
            self.questions_of | other.questions_of,
            self.exams | other.exams,
            self.exams_of | other.exams_of,
            self.instructions_of | other.instructions_of,
            self.analyses_of | other.analyses_of,
            self.security or other.security,
        )


def _either(one: Changes, other: Changes) -> frozenset[str]:
    """The documents of both, where both name theirs."""
    named = [changes.documents for changes in (one, other) if changes.documents_of]
    return frozenset[str]().union(*named) if all(named) else frozenset()


class ChangePublisher:
    """The one channel that tells the screens what changed: made by the application, called by services."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changes], None]] = []

    def __call__(self, changes: Changes) -> None:
        for listener in list(self._listeners):
            unexpected.guarded(listener, changes)

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop
