"""What may be typed: the commands with their arguments, and what of it makes no sense together."""

import argparse
import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from desktop.cli import (
    exam_arguments,
    instructions_arguments,
    models_arguments,
    row_arguments,
    settings_arguments,
    training_arguments,
    typed,
)
from desktop.cli.analysis import arguments as analysis_arguments
from desktop.cli.command import DONE, UsageError
from desktop.version import bukvar_version
from workers.contract.answer_mode import BASE_MODES
from workers.contract.exam import Task


class _Parser(argparse.ArgumentParser):
    """Raises instead of printing and exiting: the text may belong to another process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.format_usage()}{self.prog}: {message}\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise UsageError(message or "", status)

    def print_help(self, file: Any = None) -> None:
        text = io.StringIO()
        super().print_help(text)
        raise UsageError(text.getvalue(), DONE)


class _Version(argparse.Action):
    def __call__(self, *_: object, **__: object) -> NoReturn:
        raise UsageError(f"Bukvar {bukvar_version()}\n", DONE)


@cache
def parser() -> argparse.ArgumentParser:
    """All commands with their arguments; made once in a process, for a command is parsed several times."""
    top_common, common = _common(None, False), _common(argparse.SUPPRESS, argparse.SUPPRESS)

    top = _Parser(
        prog="bukvar",
        description="Answers questions from your own documents, on this computer, without the internet. "
        "Without a command the window opens.",
        parents=[top_common],
    )
    top.add_argument("--version", action=_Version, nargs=0, help="say which Bukvar this is")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, words: str, **options: Any) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, parents=[common], **options)

    def grouped(name: str, words: str) -> Callable[[str, str], argparse.ArgumentParser]:
        group = command(name, words).add_subparsers(
            dest="action", metavar="ACTION", required=True, parser_class=_Parser
        )
        return lambda action, text: group.add_parser(action, help=text, description=text, parents=[common])

    opening = command("open", "open the window with files, as if they were dropped on it")
    opening.add_argument("files", nargs="+", metavar="FILE")
    commands.add_parser("rest", parents=[common])  # not for people: see `standby`
    demo = command("demo", "show the whole path on the sample documents")
    demo.add_argument("--out", default="screenshots", metavar="DIR", help="folder for pictures of the window")
    doctor = command("doctor", "check the computer, the folders, the models and the workers, by using them")
    doctor.add_argument("--fix", action="store_true", help="do what the checks propose, and check again")

    _backup(command)
    copies = grouped("backups", "the copies that are made of the database every day")
    copies("list", "list them, the newest first")
    restore = copies("restore", "put the newest sound copy in the database's place; what was there is kept")
    restore.add_argument("name", nargs="?", default="", metavar="NAME", help="another one of the list")
    words = "put an empty database in the place of a lost or damaged one; what is left is kept"
    anew = copies("begin-anew", words)
    anew.add_argument(
        "--anyway", action="store_true", help="also one that can be opened: a row may be damaged"
    )

    jobs = grouped("jobs", "list unfinished work, go on with it, or give it up")
    jobs("list", "list what was cut off, paused or has failed")
    words = "go on, and wait for the end"
    jobs("resume", words).add_argument("job", nargs="*", metavar="JOB", help="of the list; none: all")
    drop = jobs("drop", "give up; what is done stays done")
    drop.add_argument("job", nargs="*", metavar="JOB", help="of the list")
    drop.add_argument("--all", action="store_true", help="everything on it")

    data = grouped("data", "where the folder of data lies, and moving it to another disk")
    data("where", "print the folder")
    words = "copy the data, compare every file, and use the new folder from then on; nothing may be running"
    data("move", words).add_argument("folder", metavar="FOLDER")
    data("remove-former", "delete the old copy after a move")
    words = "delete what a move that did not end has copied"
    data("drop-copy", words).add_argument("folder", metavar="FOLDER")

    base = grouped("base", "create, list or remove knowledge bases")
    create = base("create", "create a base")
    create.add_argument("name")
    create.add_argument("--server", default="", metavar="URL", help="keep its vectors on a Qdrant server")
    base("list", "list the bases")
    base("remove", "remove a base with its index and chats; your files stay").add_argument("name")

    importing = command("import", "read files and folders into a base")
    importing.add_argument("--base", required=True, metavar="NAME")
    importing.add_argument("paths", nargs="+", metavar="PATH")
    words = "passwords of locked files, one a line; each is tried on all of them"
    importing.add_argument("--password-file", default="", metavar="FILE", help=words)
    check = command("check", "compare the database, the stores and the files of bases")
    check.add_argument("--base", default="", metavar="NAME", help="only this base")
    words = "also compare models and adapters with their hashes; reads each file whole"
    check.add_argument("--files", action="store_true", help=words)
    check.add_argument("--repair", action="store_true", help="mend what needs no decision, then compare")
    words = "with --repair: take what the files no longer give from this backup; may be repeated"
    check.add_argument("--backup", action="append", metavar="FILE", help=words)
    documents = command("documents", "list the documents of a base")
    documents.add_argument("--base", required=True, metavar="NAME")

    reading = command("read", "show what is read of a file, page by page, and what is not")
    reading.add_argument("file", metavar="FILE")
    reading.add_argument("--password-file", default="", metavar="FILE", help=words)

    search = command("search", "find places in the documents")
    search.add_argument("--base", required=True, metavar="NAME")
    search.add_argument("-k", type=typed.positive_integer, default=10, help="how many places (10)")
    _explaining(search)
    _questions(search)

    ask = command("ask", "answer a question from the documents")
    ask.add_argument("--base", required=True, metavar="NAME")
    ask.add_argument("--model", default="", metavar="ID")
    words = "by what was chosen for this task (`exam tasks --use`)"
    ask.add_argument("--task", default="", choices=[task.value for task in Task], help=words)
    ask.add_argument("--mode", choices=[mode.value for mode in BASE_MODES], default="documents")
    _explaining(ask)
    _questions(ask)

    training_arguments.add_dataset(
        grouped("dataset", "make, bring in, check, review or give out training examples")
    )

    words = "estimate what the documents are worth: questions, scans, doubles, contradictions"
    command("worth", words).add_argument("--base", required=True, metavar="NAME")
    advising = command("advise", "say which way of learning is right for a base, and why")
    advising.add_argument("--base", required=True, metavar="NAME")
    words = "also ask the model what it knows, and what could train here (minutes)"
    advising.add_argument("--ask", action="store_true", help=words)
    analysis_arguments.add(command)
    exam_arguments.add(grouped("exam", "examine what the base and its models know"), typed.positive_integer)
    told = grouped("instructions", "search, list or choose what the model is told before each question")
    instructions_arguments.add(told)
    training_arguments.add_tuning(command, grouped)
    sealed = grouped("seal", "let no process open a connection, or allow getting models again")
    for action, words in (
        ("on", "no connections at all"),
        ("off", "models may be got"),
        ("passphrase", "ask for one, where no window is open, before anything is opened"),
        ("status", "say it"),
    ):
        sealed(action, words)
    settings_arguments.add(grouped)
    licences = command("licences", "list what Bukvar is built of, with the licence of each part")
    licences.add_argument("name", nargs="?", default="", metavar="PART", help="show the texts of one part")
    licences.add_argument("--all", action="store_true", help="also what the parts bring along")
    words = "list, prepare, get, add, check or remove models; say where they come from"
    models_arguments.add(grouped("models", words))
    models_arguments.add_packs(grouped("pack", "make, look at or install model packs"))
    return top


def _backup(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Bases in one file, and back."""
    password = "its first line is the password of the file"
    backup = command("backup", "write bases with chats, examples, exams and adapters into one file")
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--base", action="append", metavar="NAME", help="only this base; may be repeated")
    backup.add_argument("--models", action="store_true", help="with all models, for another computer")
    backup.add_argument("--password-file", default="", metavar="FILE", help=f"encrypt it; {password}")
    restore = command("restore", "put bases of a backup beside those that are here")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--base", action="append", metavar="NAME", help="only this one; may be repeated")
    restore.add_argument("--name", default="", metavar="NAME", help="what one base is called here")
    restore.add_argument("--list", action="store_true", help="only say what is in it")
    restore.add_argument("--without-models", action="store_true", help="leave its models out")
    restore.add_argument("--password-file", default="", metavar="FILE", help=password)


def _common(data_dir: object, as_json: object) -> _Parser:
    """Options that may stand before the command or behind it: what is not given behind it must not hide what
    stands before."""
    common = _Parser(add_help=False)
    words = "keep everything in this folder"
    common.add_argument("--data-dir", metavar="DIR", default=data_dir, help=words)
    words = "one JSON object a line on standard output"
    common.add_argument("--json", action="store_true", default=as_json, help=words)
    return common


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as a namespace (`command` None = the window); raises `UsageError`."""
    parsed = parser().parse_args(_opening(list(arguments)))
    if parsed.data_dir == "":  # of a script whose variable is empty: never the user's own data instead
        raise UsageError("bukvar: --data-dir names no folder\n")
    if parsed.command in ("search", "ask") and bool(parsed.question) == bool(parsed.questions):
        raise UsageError(f"bukvar {parsed.command}: give one QUESTION, or --questions FILE\n")
    if parsed.command in ("search", "ask") and parsed.page and not parsed.document:
        raise UsageError(f"bukvar {parsed.command}: --page is a page of --document\n")
    if (parsed.command, getattr(parsed, "action", "")) == ("jobs", "drop") and parsed.all == bool(parsed.job):
        raise UsageError("bukvar jobs drop: name each JOB, or give --all\n")
    if wrong := row_arguments.wrong(parsed):
        raise UsageError(wrong)
    return parsed


def _opening(arguments: list[str]) -> list[str]:
    """With the word `open` where files stand in a command's place: so file managers start a program."""
    skipped = False
    for at, word in enumerate(arguments):
        if skipped or word.startswith("-"):
            skipped = word == "--data-dir"
            continue
        is_file = ("/" in word or "\\" in word or "." in word) and Path(word).exists()
        return [*arguments[:at], "open", *arguments[at:]] if is_file else arguments
    return arguments


def _explaining(command: argparse.ArgumentParser) -> None:
    words = "tell what was searched, the scores of each place, and what was read of it"
    command.add_argument("--explain", action="store_true", help=words)
    command.add_argument("--document", default="", metavar="NAME", help="why is this document not found?")
    command.add_argument(
        "--page", type=typed.positive_integer, default=0, metavar="N", help="why is this page of it not?"
    )
    command.add_argument("--quote", default="", metavar="WORDS", help="why is a place with these words not?")


def _questions(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="?", default="", metavar="QUESTION")
    command.add_argument(
        "--questions", metavar="FILE", help='JSON list of strings or of {"question": …, "id": …, "after": …}'
    )
