"""The headless commands: what is typed, and which coroutine does it.

A command runs on the services of an `Application`, in the process that holds the data folder: the one it was
typed in, or a window or command that is already running. Exit codes: 0 done, 1 a known problem, 2 usage.
"""

import argparse
import errno
import io
import logging
from collections.abc import Callable, Coroutine, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.cli import (
    exam_arguments,
    instructions_arguments,
    models_arguments,
    pack_arguments,
    row_arguments,
    settings_arguments,
)
from desktop.cli.analysis import arguments as analysis_arguments
from desktop.cli.command import DONE, PROBLEM, Ask, Call, UsageError, nobody
from desktop.cli.output import Output
from desktop.cli.row_arguments import RowArguments
from desktop.core.future import Future, spawn
from desktop.core.requests import CancelledError
from desktop.core.unexpected import known_cause
from desktop.version import bukvar_version
from workers.contract.answer_mode import BASE_MODES
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.exam import Task
from workers.contract.paths import shown_name
from workers.contract.training.examples import GENERATED_KINDS
from workers.contract.training.tuning import Optimizer
from workers.text.language import LANGUAGES

if TYPE_CHECKING:
    from desktop.app import Application

_log = logging.getLogger(__name__)


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
    commands.add_parser("rest", parents=[common])  # not for people: see `resting`
    demo = command("demo", "show the whole path on the sample documents")
    demo.add_argument("--out", default="screenshots", metavar="DIR", help="folder for pictures of the window")
    doctor = command("doctor", "check the computer, the folders, the models and the workers, by using them")
    doctor.add_argument("--fix", action="store_true", help="do what the checks propose, and check again")

    _backup(command)
    copies = grouped("backups", "the copies that are made of the database every day")
    copies("list", "list them, the newest first")
    restore = copies("restore", "put the newest sound copy in the database's place; what was there is kept")
    restore.add_argument("name", nargs="?", default="", metavar="NAME", help="another one of the list")
    copies("begin-anew", "put an empty database in the place of a lost or damaged one; what is left is kept")

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
    search.add_argument("-k", type=_positive, default=10, help="how many places (10)")
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

    _dataset(grouped("dataset", "make, bring in, check, review or give out training examples"))

    words = "estimate what the documents are worth: questions, scans, doubles, contradictions"
    command("worth", words).add_argument("--base", required=True, metavar="NAME")
    advising = command("advise", "say which way of learning is right for a base, and why")
    advising.add_argument("--base", required=True, metavar="NAME")
    words = "also ask the model what it knows, and what could train here (minutes)"
    advising.add_argument("--ask", action="store_true", help=words)
    analysis_arguments.add(command)
    exam_arguments.add(grouped("exam", "examine what the base and its models know"), _positive)
    told = grouped("instructions", "search, list or choose what the model is told before each question")
    instructions_arguments.add(told)
    _tuning(command, grouped)
    words = "list, prepare, get, add, check or remove models; say where they come from"
    models_arguments.add(grouped("models", words))
    pack_arguments.add(grouped("pack", "make, look at or install model packs"))
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


def _dataset(dataset: Callable[[str, str], argparse.ArgumentParser]) -> None:
    action = row_arguments.of_base(dataset)
    kinds = [kind.value for kind in GENERATED_KINDS]
    said = RowArguments("generate", "list", "examples", "CSV, XLSX or JSONL", kinds)
    importing, making, review, export = row_arguments.add(action, said)
    importing.add_argument("--question", default="", metavar="COLUMN", help="the column with questions")
    importing.add_argument("--answer", default="", metavar="COLUMN", help="the column with answers")
    making.add_argument("--limit", type=_positive, default=0, metavar="N", help="at most so many examples")
    words = "with --approve-all: also without a look at a sample of them"
    review.add_argument("--unseen", action="store_true", help=words)
    samples = action("samples", "take the reviewed examples that come with the sample documents")
    samples.add_argument("--language", choices=LANGUAGES, required=True)
    action("check", "check all examples again")
    action("stats", "count the examples")
    export.add_argument("--all", action="store_true", help="also those that are not approved")


def _tuning(
    command: Callable[..., argparse.ArgumentParser],
    grouped: Callable[[str, str], Callable[[str, str], argparse.ArgumentParser]],
) -> None:
    """Commands about training, adapters and the tuning component."""
    tune = command("tune", "train the chat's model on the approved examples of a base")
    tune.add_argument("--base", required=True, metavar="NAME")
    tune.add_argument("--model", default="", metavar="ID")
    tune.add_argument("--dry-run", action="store_true", help="only say how long it will take")
    tune.add_argument(
        "--epochs",
        type=_epochs,
        default=0.0,
        help="passes over the examples (3; more for facts in a tiny model)",
    )
    rate = "size of a step, for experts (chosen by the number of rows and the size of the model)"
    tune.add_argument("--learning-rate", type=_epochs, default=0.0, metavar="RATE", help=rate)
    words = "keep the model's weights in four bits (chosen by itself where 16 do not fit into memory)"
    tune.add_argument("--four-bit", action="store_true", help=words)
    words = "train all weights into a model of its own, not an adapter: for models of up to a billion weights"
    tune.add_argument("--full", action="store_true", help=words)
    words = "read the documents as they are, word after word (continued pretraining): for small models"
    tune.add_argument("--text", action="store_true", help=words)
    words = "who makes the steps (adamw; adamw_8bit where a card lacks memory for all weights)"
    tune.add_argument("--optimizer", choices=[one.value for one in Optimizer], default="", help=words)
    words = "rows of a portion behind each other instead of padded (where the dry run finds it quicker)"
    tune.add_argument("--packed", choices=["yes", "no"], default="", help=words)
    words = "train to the end, also when unfamiliar questions get worse"
    tune.add_argument("--no-early-stop", action="store_true", help=words)
    tune.add_argument("--resume", default="", metavar="RUN", help="go on with a run that was cut off")

    adapters = grouped("adapters", "list, choose, give away, take in or remove adapters")
    adapters("list", "list the adapters").add_argument("--base", default="", metavar="NAME")
    override = "switch on against the exam; kept with the name of who answers for it"
    for action in ("use", "activate"):
        use = adapters(action, "answer with an adapter that did no worse at its exam")
        use.add_argument("adapter", metavar="ADAPTER")
        use.add_argument("--strength", type=_share, default=None, metavar="0…1")
        use.add_argument("--override-by", default="", metavar="WHO", help=override)
    adapters("off", "answer without one").add_argument("--base", required=True, metavar="NAME")
    words = "answer again with what was on before the last change"
    adapters("back", words).add_argument("--base", required=True, metavar="NAME")
    words = "hold an exam of an adapter at four strengths, and propose the best"
    adapters("sweep", words).add_argument("adapter", metavar="ADAPTER")
    strength = adapters("strength", "how much an adapter changes the model")
    strength.add_argument("adapter", metavar="ADAPTER")
    strength.add_argument("strength", type=_share, metavar="0…1")
    strength.add_argument("--override-by", default="", metavar="WHO", help=override)
    export = adapters("export", "write an adapter with its passport into one file")
    export.add_argument("adapter", metavar="ADAPTER")
    export.add_argument("file", metavar="FILE")
    taking = adapters("import", "take an adapter from such a file")
    taking.add_argument("--base", required=True, metavar="NAME")
    taking.add_argument("file", metavar="FILE")
    adapters("remove", "delete an adapter").add_argument("adapter", metavar="ADAPTER")
    merge = adapters("merge", "bake an adapter into a new model")
    merge.add_argument("adapter", metavar="ADAPTER")
    merge.add_argument("--quantization", default="Q4_K_M")

    sealed = grouped("seal", "let no process open a connection, or allow getting models again")
    for action, words in (
        ("on", "no connections at all"),
        ("off", "models may be got"),
        ("passphrase", "ask for one, where no window is open, before anything is opened"),
        ("status", "say it"),
    ):
        sealed(action, words)
    settings_arguments.add(grouped)
    tuning = grouped("tuning", "install, look at or remove the tuning component")
    install = tuning("install", "install the tuning component")
    install.add_argument("--wheelhouse", default="", metavar="DIR", help="a folder of wheels: no network")
    words = "from the package index, even where a folder with the packages is found by itself"
    install.add_argument("--online", action="store_true", help=words)
    install.add_argument("--accept-licence", action="store_true", help="the licence was read")
    repair = tuning("repair", "compare every file of it, and install again what is not as it came")
    repair.add_argument("--wheelhouse", default="", metavar="DIR", help="a folder of wheels: no network")
    repair.add_argument("--online", action="store_true", help=words)
    tuning("licence", "show under which licences it comes")
    tuning("status", "say whether it is there")
    tuning("remove", "delete it from this computer")

    licences = command("licences", "list what Bukvar is built of, with the licence of each part")
    licences.add_argument("name", nargs="?", default="", metavar="PART", help="show the texts of one part")
    licences.add_argument("--all", action="store_true", help="also what the parts bring along")


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


def run(
    application: "Application",
    arguments: Sequence[str],
    folder: Path,
    output: Callable[[bool], Output],
    ask: Ask = nobody,
) -> Future[int]:
    """Do a command; the value is its exit code. `output` makes the sink, told whether JSON is wanted; `ask`
    asks on its terminal. Cancelling the value cancels what the command waits for."""
    return spawn(_run(application, arguments, folder, output, ask))


async def _run(
    application: "Application",
    arguments: Sequence[str],
    folder: Path,
    output: Callable[[bool], Output],
    ask: Ask,
) -> int:
    try:
        parsed = parse(arguments)
    except UsageError as usage:
        sink = output(False)
        sink.note(usage.text.rstrip("\n")) if usage.code == DONE else sink.error(usage.text)
        return usage.code
    from desktop.cli import jobs

    sink = output(parsed.json)
    try:
        for note in application.take_notes():
            sink.problem(note)
        call = Call(parsed, folder, sink, ask)
        code = await _command(parsed)(application, call)
        if parsed.command != "jobs" and not parsed.json:
            jobs.remind(application, call)
        return code
    except ProblemError as error:
        sink.problem(error.problem)
        return PROBLEM
    except CancelledError:
        return PROBLEM
    except Exception as error:
        cause = known_cause(error)
        known = cause.problem if cause is not None else _of_what_was_typed(error)
        if known is None:
            _log.exception("The command failed")
        sink.problem(known or Problem(Code.BUG))
        return PROBLEM


def _of_what_was_typed(error: Exception) -> Problem | None:
    """What no system takes: bytes that are no letters, a name that is too long."""
    if isinstance(error, UnicodeEncodeError) and "surrogate" in error.reason:
        return Problem(Code.NOT_TEXT)
    if isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return Problem(Code.FILE_UNREADABLE, {"file": shown_name(str(error.filename or ""))})
    return None


def _command(parsed: argparse.Namespace) -> Callable[["Application", Call], Coroutine[Any, Any, int]]:
    from desktop.cli import data_commands, jobs
    from desktop.cli.analysis import commands as analysis
    from desktop.cli.commands import (
        adapters,
        advise,
        ask,
        backups,
        bases,
        check,
        dataset,
        demo,
        doctor,
        exam,
        instructions,
        licences,
        models,
        pack,
        read,
        security,
        settings,
        tune,
        tuning,
    )

    return {
        "advise": advise.advise,
        "worth": advise.worth,
        "base": bases.base,
        "import": bases.import_paths,
        "check": check.check,
        "documents": bases.documents,
        "read": read.read,
        "search": ask.search,
        "ask": ask.ask,
        "summary": analysis.summary,
        "compare": analysis.compare,
        "facts": analysis.facts,
        "models": models.models,
        "pack": pack.pack,
        "dataset": dataset.dataset,
        "exam": exam.exam,
        "seal": security.seal,
        "report": security.report,
        "settings": settings.settings,
        "policy": settings.policy,
        "instructions": instructions.instructions,
        "tune": tune.tune,
        "adapters": adapters.adapters,
        "tuning": tuning.tuning,
        "licences": licences.licences,
        "doctor": doctor.doctor,
        "backup": backups.backup,
        "restore": backups.restore,
        "backups": backups.backups,
        "jobs": jobs.jobs,
        "data": data_commands.data,
        "demo": demo.demo,
    }[parsed.command]


def _explaining(command: argparse.ArgumentParser) -> None:
    words = "tell what was searched, the scores of each place, and what was read of it"
    command.add_argument("--explain", action="store_true", help=words)
    command.add_argument("--document", default="", metavar="NAME", help="why is this document not found?")
    command.add_argument("--page", type=_positive, default=0, metavar="N", help="why is this page of it not?")
    command.add_argument("--quote", default="", metavar="WORDS", help="why is a place with these words not?")


def _questions(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="?", default="", metavar="QUESTION")
    command.add_argument(
        "--questions", metavar="FILE", help='JSON list of strings or of {"question": …, "id": …, "after": …}'
    )


def _epochs(typed: str) -> float:
    number = float(typed)
    if not 0 < number <= 1000:
        raise argparse.ArgumentTypeError("a number above 0 is expected")
    return number


def _share(typed: str) -> float:
    number = float(typed)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("a number from 0 to 1 is expected")
    return number


def _positive(typed: str) -> int:
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 is expected")
    return number
