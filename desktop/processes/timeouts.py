"""How long the window waits for each kind of worker, in seconds."""

from dataclasses import dataclass

from workers.contract.specs.jobs import Kind


@dataclass(frozen=True, slots=True)
class Timeouts:
    """`hello`: from start to the first line. `silence`: without a line (a heartbeat comes every 5 s). Both
    are seconds that count against the process (`silence.py`). `grace`: for a cancelled request or a shutdown,
    and again after the request to terminate. `idle`: without a request before the process is unloaded; 0 =
    never."""

    hello: float = 60.0
    grace: float = 5.0
    silence: float = 30.0
    idle: float = 0.0


TIMEOUTS = {
    # `chat` holds gigabytes, yet loading takes seconds: the settings say how long it may rest.
    Kind.CHAT: Timeouts(grace=2.0, idle=600.0),
    # It holds the search model and the open bases, up to gigabytes; the next question has them again after a
    # second or two of work.
    Kind.KNOWLEDGE: Timeouts(grace=10.0, idle=900.0),
    Kind.FETCH: Timeouts(grace=5.0, idle=60.0),
    Kind.PROBE: Timeouts(grace=2.0, idle=5.0),
    Kind.EXAMPLES: Timeouts(grace=10.0, idle=60.0),
    # Its libraries take a minute to import from a slow disk and hold the interpreter's lock meanwhile;
    # cancelled, it writes a checkpoint.
    Kind.TUNE: Timeouts(hello=180.0, grace=30.0, silence=180.0, idle=60.0),
    # It holds little; a share that hangs holds its threads.
    Kind.WATCH: Timeouts(grace=2.0, idle=5.0),
    Kind.ECHO: Timeouts(grace=2.0),
}
