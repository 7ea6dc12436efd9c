"""Processes for tests of single_instance: `python -m tests.helpers.instances HOW FOLDER`; HOW: see `main`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.single_instance import Holder, RemoteCommand


def hold(data: Path) -> int:
    """Hold the folder and answer: `say WORD…` says the words; `ask` asks, `count` counts until cancelled."""
    application = QCoreApplication(["holder"])
    holder = Holder.acquire(data)
    if holder is None:
        print("taken", flush=True)
        return 3

    def serve(request: RemoteCommand) -> None:
        if request.arguments[0] == "say":
            request.write_out(" ".join(request.arguments[1:]) + "\n")
            request.write_err(json.dumps([request.cwd, request.encoding, request.language]) + "\n")
            request.finish(7)
            return
        if request.arguments[0] == "ask":
            request.ask("?", False, lambda typed: print(f"typed {typed!r}", flush=True))
        timer = QTimer(holder)
        numbers = iter(range(1_000_000))
        timer.timeout.connect(lambda: request.write_out(f"{next(numbers)}\n"))

        def cancelled() -> None:
            timer.stop()
            print("cancelled", flush=True)
            request.finish(1)

        request.on_cancel = cancelled
        if request.arguments[0] == "count":
            timer.start(20)

    holder.on_request = serve
    holder.describe = lambda: "counting"
    holder.on_stop = application.quit
    holder.on_last_client_gone = lambda: print("alone", flush=True)
    if not holder.listen():
        return 4
    print("holding", flush=True)
    application.exec()
    holder.close()
    return 0


def unanswered(question: str, secret: bool, interrupted: Callable[[], bool]) -> str:
    """What a terminal gives where nobody types anything before Ctrl-C."""
    print(question, flush=True)
    while not interrupted():
        time.sleep(0.01)
    return ""


def main() -> int:
    what, data, *arguments = sys.argv[1:]
    if what == "hold":
        return hold(Path(data))
    QCoreApplication(["client"])
    client = Client(Path(data), timeout_s=0.1 if what == "impatient" else 10.0)
    try:
        if what == "late":  # the holder has seen the connection before it has a line
            time.sleep(0.5)
        if what in ("run", "late", "impatient"):
            return client.run(arguments, "ru", unanswered)
        if what == "show":
            print(client.show(arguments))
        else:
            client.stop()
    except HolderLost:
        return 9
    return 0


if __name__ == "__main__":
    sys.exit(main())
