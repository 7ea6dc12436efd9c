"""Requests to workers as values that come later."""

import traceback
import uuid
from collections.abc import Callable
from typing import Any

from desktop.core.future import CancelledError, Future
from desktop.core.ports import Outcome, Workers
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import Job, Kind
from workers.disk import refused

__all__ = ["CancelledError", "conclude", "new_id", "send", "settle", "start"]


def new_id() -> str:
    """A fresh id for a row or a request."""
    return str(uuid.uuid4())


def send(
    workers: Workers,
    kind: Kind,
    make: Callable[[str], Message],
    on_message: Callable[[Message], None] = lambda message: None,
) -> Future[dict[str, Any]]:
    """Send `make(request id)`; resolves with the result, rejects with `ProblemError` or `CancelledError`.
    Cancelling the value cancels the request by the ladder."""
    request = new_id()
    pending: Future[dict[str, Any]] = Future(lambda: workers.cancel(kind, request))
    workers.request(kind, make(request), on_message, lambda outcome: settle(pending, outcome))
    return pending


def start(
    workers: Workers,
    kind: Kind,
    job: Job,
    params: dict[str, Any],
    on_message: Callable[[Message], None] = lambda message: None,
) -> Future[dict[str, Any]]:
    """A job that needs no row: nothing of it has to be continued."""
    return send(workers, kind, lambda request: Start(request, job, params), on_message)


def settle(pending: Future[dict[str, Any]], outcome: Outcome) -> None:
    """The end of a request as the end of its value."""
    if outcome.state == "succeeded":
        pending.resolve(outcome.result)
    elif outcome.state == "cancelled":
        pending.reject(CancelledError())
    else:
        pending.reject(
            ProblemError.of(outcome.problem or Problem(Code.BUG, detail="failed without a reason"))
        )


def conclude(pending: Future[dict[str, Any]], on_outcome: Callable[[Outcome], None]) -> None:
    """The end of a value as the end of a request: what `settle` does, the other way round."""

    def failed(error: BaseException) -> None:
        if isinstance(error, CancelledError):
            on_outcome(Outcome("cancelled", resumable=True))
            return
        known = error if isinstance(error, ProblemError) else refused(error)
        if known is not None:
            cause = known.problem
        else:
            cause = Problem(Code.BUG, detail="".join(traceback.format_exception(error)))
        on_outcome(Outcome("failed", problem=cause, resumable=True))

    pending.then(lambda result: on_outcome(Outcome("succeeded", result)), failed)
