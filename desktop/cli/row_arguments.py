"""What may be typed after `bukvar dataset` and `bukvar exam` about their rows."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowArguments:
    """How the rows of a command are called: the actions that make and list them, the rows in words."""

    make: str
    list: str
    rows: str
    files: str
    kinds: Iterable[str]


def of_base(
    group: Callable[[str, str], argparse.ArgumentParser],
) -> Callable[[str, str], argparse.ArgumentParser]:
    """What makes the parser of an action that names its base."""

    def action(name: str, words: str) -> argparse.ArgumentParser:
        made = group(name, words)
        made.add_argument("--base", required=True, metavar="NAME")
        return made

    return action


def add(
    action: Callable[[str, str], argparse.ArgumentParser], said: RowArguments
) -> tuple[
    argparse.ArgumentParser, argparse.ArgumentParser, argparse.ArgumentParser, argparse.ArgumentParser
]:
    """The actions that both commands have; the parsers of bringing in, making, reviewing and giving out,
    which may have more arguments in each."""
    importing = action("import", f"take {said.rows} from {said.files} files")
    importing.add_argument("files", nargs="+", metavar="FILE")
    making = action(said.make, f"make {said.rows} from the documents with the chat model")
    making.add_argument("--kinds", nargs="+", choices=list(said.kinds), metavar="KIND")
    listing = action(said.list, f"list the {said.rows}")
    listing.add_argument("--state", choices=("pending", "approved", "rejected"), default="")
    review = action("review", f"approve, reject or mend {said.rows}, by number or id")
    review.add_argument("--approve", nargs="+", metavar="ID")
    review.add_argument("--approve-all", action="store_true", help="all that wait")
    review.add_argument("--reject", nargs="+", metavar="ID")
    review.add_argument("--mend", default="", metavar="ID", help="approve one in other words")
    review.add_argument("--question", metavar="TEXT", help="what it shall ask")
    review.add_argument("--answer", metavar="TEXT", help="what is right")
    review.add_argument("--undo", action="store_true", help="take the last action back")
    review.add_argument("--by", default="", metavar="WHO", help="who decides; kept with each decision")
    export = action("export", f"give the {said.rows} out")
    words = f"a .csv, .json or .jsonl file; without it the {said.rows} go to standard output"
    export.add_argument("file", nargs="?", default="", metavar="FILE", help=words)
    return importing, making, review, export


def wrong(parsed: argparse.Namespace) -> str:
    """What is wrong with the arguments of a review taken together ("" = nothing)."""
    if parsed.command not in ("dataset", "exam") or parsed.action != "review":
        return ""
    command = f"bukvar {parsed.command} review"
    if (parsed.question is not None or parsed.answer is not None) != bool(parsed.mend):
        return f"{command}: give --mend ID with --question or --answer\n"
    if parsed.question is not None and not parsed.question.strip():
        return f"{command}: --question has no words\n"
    if parsed.command == "dataset" and parsed.answer is not None and not parsed.answer.strip():
        return f"{command}: --answer has no words\n"
    decides = bool(parsed.approve or parsed.approve_all or parsed.reject or parsed.mend)
    if not decides and not parsed.undo:
        return f"{command}: give --approve, --approve-all, --reject, --mend or --undo\n"
    if decides and not parsed.by.strip():
        return f"{command}: say who decides with --by WHO\n"
    return ""
