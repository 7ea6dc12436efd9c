"""Requests to a supervisor, with everything that came back."""

from dataclasses import dataclass, field

from desktop.core.ports import Outcome
from desktop.processes.supervisor import Supervisor
from tests.helpers.qt import wait_until
from workers.contract.codec import to_json
from workers.contract.codes import Code
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import EchoSpec, Job, Kind


@dataclass
class Reply:
    """What came for one request. `outcomes` must hold exactly one in the end."""

    request: str
    messages: list[Message] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def outcome(self, timeout: float = 30.0) -> Outcome:
        """Waits for it."""
        wait_until(lambda: self.outcomes, timeout, f"outcome of {self.request}")
        return self.outcomes[0]

    def code(self, timeout: float = 30.0) -> Code:
        """The code of the problem it failed with."""
        problem = self.outcome(timeout).problem
        assert problem is not None, self.outcomes
        return problem.code

    def heard(self, count: int = 1, timeout: float = 30.0) -> None:
        """Waits for messages."""
        wait_until(lambda: len(self.messages) >= count or self.outcomes, timeout, self.request)
        assert len(self.messages) >= count, self.outcomes


def echo(supervisor: Supervisor, mode: str = "normal", request: str = "", **more: object) -> Reply:
    """Ask the echo worker."""
    reply = Reply(request or mode)
    spec = EchoSpec(mode, **more)  # type: ignore[arg-type]
    message = Start(reply.request, Job.ECHO, to_json(spec))
    supervisor.request(Kind.ECHO, message, reply.messages.append, reply.outcomes.append)
    return reply
