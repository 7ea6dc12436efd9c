"""`python -m tests.helpers.doomed_window MODE…`: a window without widgets that asks the echo worker and waits
to be killed. Prints the ids of all processes below it as JSON, once every request is at work."""

import json
import sys

import psutil
from PySide6.QtCore import QCoreApplication

from desktop.processes.supervisor import Supervisor
from workers.contract.codec import to_json
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import EchoSpec, Job, Kind


def main() -> None:
    application = QCoreApplication(["window"])
    supervisor = Supervisor()
    at_work: set[str] = set()
    modes = sys.argv[1:]

    def note(mode: str) -> None:
        at_work.add(mode)
        if len(at_work) == len(modes):
            children = psutil.Process().children(recursive=True)
            print(json.dumps([child.pid for child in children]), flush=True)

    for mode in modes:
        spec = EchoSpec(mode, steps=1_000_000, delay=0.05)

        def heard(message: Message, mode: str = mode) -> None:
            note(mode)

        def ended(outcome: object, mode: str = mode) -> None:
            note(mode)

        supervisor.request(Kind.ECHO, Start(mode, Job.ECHO, to_json(spec)), heard, ended)
    application.exec()


if __name__ == "__main__":
    main()
