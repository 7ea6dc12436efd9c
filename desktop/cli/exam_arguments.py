"""What may be typed after `bukvar exam`."""

import argparse
from collections.abc import Callable

from desktop.cli import row_arguments
from desktop.cli.row_arguments import RowArguments
from desktop.core.exam_entities import USUAL_QUESTIONS
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import GENERATED_QUESTIONS, Task


def add(exam: Callable[[str, str], argparse.ArgumentParser], positive: Callable[[str], int]) -> None:
    """The actions with their arguments; `exam` makes the parser of one, `positive` reads a number from 1."""

    action = row_arguments.of_base(exam)
    kinds = [kind.value for kind in GENERATED_QUESTIONS]
    said = RowArguments("make", "show", "exam questions", "CSV, XLSX or JSON", kinds)
    importing, making, _, _ = row_arguments.add(action, said)
    importing.add_argument("--by", default="", metavar="WHO", help="who has reviewed them already")
    making.add_argument(
        "--questions",
        type=positive,
        default=USUAL_QUESTIONS,
        metavar="N",
        help=f"how many ({USUAL_QUESTIONS})",
    )
    running = action("run", "put the questions to every way of answering, and compare them")
    names = ",".join(entry.value for entry in AnswerMode)
    running.add_argument(
        *("--candidates", "--contestants"),  # the second: scripts of before
        dest="candidates",
        type=_entries,
        default=(),
        metavar="WAYS",
        help=f"some of {names}",
    )
    words = "instead of the base's own; given several times, all of them take part"
    running.add_argument("--model", action="append", default=[], metavar="ID", help=words)
    trained = "this trained model, instead of the one that is on, else the latest"
    running.add_argument("--adapter", default="", metavar="ID", help=trained)
    running.add_argument("--limit", type=positive, default=0, metavar="N", help="ask N questions only")
    running.add_argument("--seed", type=int, default=3407, metavar="S")
    running.add_argument("--general", action="store_true", help="general questions too: what was forgotten?")
    choosing = action("tasks", "the smallest model that is enough for each task, by the last exam")
    uses = [task.value for task in Task]
    choosing.add_argument("--use", nargs="+", default=[], choices=uses, help="have these done so")
    choosing.add_argument("--drop", nargs="+", default=[], choices=uses, help="have these done as all else")
    judging = action("opinion", "what a chat model that agrees with people holds of the last exam's answers")
    judging.add_argument("--model", default="", metavar="ID", help="instead of the base's own")
    looking = action("ready", "ask 20 quick questions: is the base ready, and what has to be mended?")
    looking.add_argument("--again", action="store_true", help="even if it was looked at before")


def _entries(typed: str) -> tuple[AnswerMode, ...]:
    names = [name.strip() for name in typed.split(",") if name.strip()]
    unknown = [name for name in names if name not in tuple(AnswerMode)]
    if unknown or not names:
        known = ", ".join(entry.value for entry in AnswerMode)
        raise argparse.ArgumentTypeError(f"{', '.join(unknown) or 'nothing'}: choose from {known}")
    return tuple(dict.fromkeys(AnswerMode(name) for name in names))
