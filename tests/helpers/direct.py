"""A request's context without a worker process, for the bench and for tests of single steps."""

from collections.abc import Callable

from workers.contract.messages import Message


class DirectContext:
    """Keeps what is sent. `cancel_when` is asked at every safe point."""

    def __init__(self, request: str = "request", cancel_when: Callable[[], bool] = lambda: False) -> None:
        self.request = request
        self.sent: list[Message] = []
        self.stages: list[tuple[str, int, int]] = []
        self.metrics: dict[str, float] = {}
        self._cancel_when = cancel_when

    @property
    def cancelled(self) -> bool:
        return self._cancel_when()

    @property
    def stopped(self) -> bool:
        return False

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def progress(self, stage: str, done: int, total: int, unit: str, subject: str = "") -> None:
        self.stages.append((stage, done, total))

    def metric(self, name: str, value: float, unit: str = "") -> None:
        self.metrics[name] = value

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise CancelledDirectly

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Nothing cancels from outside here."""


class CancelledDirectly(Exception):
    """`cancel_when` said so."""
