"""A value that comes later, and coroutines that wait for it, without threads and without a loop of their own.

Workers answer through Qt's event loop; services and commands read better as `await` than as callbacks
within callbacks. A `Future` is settled exactly once, from the thread of the event loop.
"""

from collections.abc import Callable, Coroutine, Generator
from typing import Any, Generic, TypeVar

from desktop.core import unexpected

T = TypeVar("T")


class CancelledError(Exception):
    """What a coroutine was doing was called off."""


class Future(Generic[T]):
    """Settled by `resolve` or `reject`; awaited in a coroutine run by `spawn`, or watched with `then`."""

    def __init__(self, on_cancel: Callable[[], None] | None = None) -> None:
        self._on_cancel = on_cancel
        self._watchers: list[Callable[[Future[T]], None]] = []
        self._value: T | None = None
        self._error: BaseException | None = None
        self.completed = False

    def resolve(self, value: T) -> None:
        """Settle with a value; later calls are ignored."""
        self._settle(value, None)

    def reject(self, error: BaseException) -> None:
        """Settle with an error; later calls are ignored."""
        self._settle(None, error)

    def cancel(self) -> None:
        """Ask whoever makes the value to stop; it still settles, usually with an error or a partial value."""
        if not self.completed and self._on_cancel is not None:
            self._on_cancel()

    def result(self) -> T:
        """The value, or raises the error; only once `completed`."""
        assert self.completed, "not settled yet"
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]

    def then(
        self, done: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> "Future[T]":
        """Call `done(value)` or `failed(error)` when settled (now, if it is)."""

        def watch(pending: "Future[T]") -> None:
            if pending._error is None:
                done(pending._value)  # type: ignore[arg-type]
            elif failed is not None:
                failed(pending._error)
            elif not isinstance(pending._error, Exception):
                raise pending._error

        self._watch(watch)
        return self

    def __await__(self) -> Generator["Future[T]", None, T]:
        if not self.completed:
            yield self
        return self.result()

    def _watch(self, watcher: Callable[["Future[T]"], None]) -> None:
        if self.completed:
            watcher(self)
        else:
            self._watchers.append(watcher)

    def _settle(self, value: T | None, error: BaseException | None) -> None:
        if self.completed:
            return
        self.completed, self._value, self._error = True, value, error
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            unexpected.guarded(watcher, self)


def completed(value: T) -> Future[T]:
    """A `Future` that already has its value."""
    pending: Future[T] = Future()
    pending.resolve(value)
    return pending


def spawn(coroutine: Coroutine[Any, Any, T]) -> Future[T]:
    """Run a coroutine that awaits only `Future`s; returns the `Future` of its result. Cancelling it cancels
    what it waits for and, once that has settled, raises `CancelledError` in the coroutine."""
    waiting: list[Future[Any]] = []
    cancelled = False

    def cancel() -> None:
        nonlocal cancelled
        cancelled = True
        if waiting:
            waiting[0].cancel()

    outcome: Future[T] = Future(cancel)

    def step(_: Future[Any] | None = None) -> None:
        nonlocal cancelled
        waiting.clear()
        try:
            if cancelled:
                cancelled = False
                awaited = coroutine.throw(CancelledError())
            else:
                awaited = coroutine.send(None)
        except StopIteration as stop:
            outcome.resolve(stop.value)
        except BaseException as error:  # the coroutine's error belongs to whoever awaits it
            outcome.reject(error)
        else:
            waiting.append(awaited)
            awaited._watch(step)

    step()
    return outcome
