"""What may be typed after `bukvar summary`, `compare` and `facts`."""

import argparse
from collections.abc import Callable


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands with their arguments; `command` makes the parser of one."""
    summary = command("summary", "summarise a document, every sentence with its place")
    summary.add_argument("document", metavar="DOCUMENT", help="its name or path")
    _common(summary)
    summary.add_argument("--parts", action="store_true", help="also what was said of each part")
    compare = command("compare", "compare two documents or versions sentence by sentence, without a model")
    compare.add_argument("first", metavar="DOCUMENT", help="the earlier one")
    compare.add_argument("second", metavar="DOCUMENT", help="the later one")
    compare.add_argument("--base", required=True, metavar="NAME")
    compare.add_argument("--all", action="store_true", help="also what is the same in both")
    facts = command(
        "facts", "put questions to each document by itself: a row a document, a column a question"
    )
    facts.add_argument("documents", nargs="*", metavar="DOCUMENT", help="only these (all of the base)")
    words = "a column of the table; give it several times"
    facts.add_argument("--question", action="append", default=[], metavar="QUESTION", help=words)
    facts.add_argument("--questions", default="", metavar="FILE", help="questions, one a line")
    facts.add_argument("--output", default="", metavar="FILE", help="write the table as XLSX")
    _common(facts)


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--base", required=True, metavar="NAME")
    command.add_argument("--model", default="", metavar="ID", help="instead of the base's own")
    command.add_argument("--again", action="store_true", help="even if it was made before")
