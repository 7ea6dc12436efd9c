"""What may be typed after `bukvar exam`."""

import argparse
from collections.abc import Callable

from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import GENERATED_QUESTIONS


def add(exam: Callable[[str, str], argparse.ArgumentParser], positive: Callable[[str], int]) -> None:
    """The actions with their arguments; `exam` makes the parser of one, `positive` reads a number from 1."""

    def of_base(action: str, words: str) -> argparse.ArgumentParser:
        made = exam(action, words)
        made.add_argument("--base", required=True, metavar="NAME")
        return made

    importing = of_base("import", "take exam questions from CSV, XLSX or JSON files")
    importing.add_argument("files", nargs="+", metavar="FILE")
    importing.add_argument("--by", default="", metavar="WHO", help="who has reviewed them already")
    making = of_base("make", "make exam questions from the documents with the chat model")
    making.add_argument("--questions", type=positive, default=60, metavar="N", help="how many (60)")
    making.add_argument(
        "--kinds", nargs="+", choices=[kind.value for kind in GENERATED_QUESTIONS], metavar="KIND"
    )
    review = of_base("review", "approve, reject or mend exam questions, by number or id")
    review.add_argument("--approve", nargs="+", metavar="ID")
    review.add_argument("--approve-all", action="store_true", help="all that wait")
    review.add_argument("--reject", nargs="+", metavar="ID")
    review.add_argument("--mend", default="", metavar="ID", help="approve one in other words")
    review.add_argument("--question", metavar="TEXT", help="what it shall ask")
    review.add_argument("--answer", metavar="TEXT", help='what is right; "" = the documents do not say')
    review.add_argument("--by", default="", metavar="WHO", help="who decides; kept with each decision")
    showing = of_base("show", "list the exam questions")
    showing.add_argument("--state", choices=("pending", "approved", "rejected"), default="")
    export = of_base("export", "give the exam questions out")
    words = "a .csv, .json or .jsonl file; without it the questions go to standard output"
    export.add_argument("file", nargs="?", default="", metavar="FILE", help=words)
    running = of_base("run", "put the questions to every way of answering, and compare them")
    names = ",".join(entry.value for entry in AnswerMode)
    running.add_argument("--contestants", type=_entries, default=(), metavar="WAYS", help=f"some of {names}")
    running.add_argument("--model", default="", metavar="ID", help="instead of the base's own")
    running.add_argument("--limit", type=positive, default=0, metavar="N", help="ask N questions only")
    running.add_argument("--seed", type=int, default=3407, metavar="S")
    running.add_argument("--general", action="store_true", help="general questions too: what was forgotten?")
    looking = of_base("ready", "ask 20 quick questions: is the base ready, and what has to be mended?")
    looking.add_argument("--again", action="store_true", help="even if it was looked at before")


def _entries(typed: str) -> tuple[AnswerMode, ...]:
    names = [name.strip() for name in typed.split(",") if name.strip()]
    unknown = [name for name in names if name not in tuple(AnswerMode)]
    if unknown or not names:
        known = ", ".join(entry.value for entry in AnswerMode)
        raise argparse.ArgumentTypeError(f"{', '.join(unknown) or 'nothing'}: choose from {known}")
    return tuple(dict.fromkeys(AnswerMode(name) for name in names))


def wrong(parsed: argparse.Namespace) -> str:
    """What is wrong with the arguments taken together ("" = nothing)."""
    if parsed.command != "exam" or parsed.action != "review":
        return ""
    mends = parsed.question is not None or parsed.answer is not None
    if mends != bool(parsed.mend):
        return "bukvar exam review: give --mend ID with --question or --answer\n"
    if not (parsed.approve or parsed.approve_all or parsed.reject or parsed.mend):
        return "bukvar exam review: give --approve, --approve-all, --reject or --mend\n"
    if not parsed.by.strip():
        return "bukvar exam review: say who decides with --by WHO\n"
    return ""
