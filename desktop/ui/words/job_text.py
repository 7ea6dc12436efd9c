"""A job as a person reads it: one sentence, a per cent, what it does just now."""

from dataclasses import dataclass

from desktop.core.entities import JobRecord, JobState
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import left_out_words
from desktop.ui.words.names import counted
from desktop.ui.words.problem_text import in_full
from workers.contract.paths import pure_path

BYTES = "bytes"
_ONE_BY_ONE = ("exam", "search_instructions", "summary", "facts", "opinion")
_LONGEST = 60  # letters of the name of a file in a sentence


@dataclass(frozen=True, slots=True)
class JobText:
    """What a `JobCard` shows; `state` is running, paused, failed or done."""

    sentence: str
    fraction: float
    percent: str
    subject: str
    state: str


def describe(job: JobRecord, seconds_left: float | None = None) -> JobText:
    """`seconds_left` as estimated by the job service; None while there is no estimate."""
    fraction = min(job.done / job.total, 1.0) if job.total else 0.0
    percent = formats.percent(fraction) if job.total else ""
    if job.state in (JobState.RUNNING, JobState.QUEUED):
        return JobText(_running(job, seconds_left), fraction, percent, _subject(job), "running")
    if job.state in (JobState.PAUSED, JobState.INTERRUPTED):
        return JobText(_paused(job), fraction, percent, "", "paused")
    if job.state is JobState.FAILED:
        said = fill(translate("JobText", "%1: %2"), work(job), in_full(job.problem))
        return JobText(said, fraction, "", "", "failed")
    return JobText(_ended(job), 1.0, "", "", "done")


def work(job: JobRecord) -> str:
    """What kind of work it is, with the name of what it is about where it has one: "Summary of “X.pdf”"."""
    names = {
        "index": translate("JobText", "Reading documents"),
        "fetch": translate("JobText", "Getting a model"),
        "convert": translate("JobText", "Preparing the search model"),
        "verify": translate("JobText", "Checking a model"),
        "remove": translate("JobText", "Removing documents"),
        "generate": translate("JobText", "Making examples"),
        "check": translate("JobText", "Checking examples"),
        "make_exam": translate("JobText", "Making exam questions"),
        "exam": translate("JobText", "Exam"),
        "search_instructions": translate("JobText", "Search for instructions"),
        "summary": translate("JobText", "Summary"),
        "facts": translate("JobText", "Table of facts"),
        "opinion": translate("JobText", "Second opinion"),
        "tune": translate("JobText", "Training"),
        "install": translate("JobText", "Installing the training component"),
        "install_pack": translate("JobText", "Installing models"),
        "make_pack": translate("JobText", "Making a model pack"),
    }
    name = names.get(job.kind, translate("JobText", "Work"))
    if job.params.get("quick"):
        name = translate("JobText", "Quick look at the base")
    if _recognises(job):  # all else of the documents is read
        return translate("JobText", "Recognising scans")
    if job.kind == "index" and job.params.get("retry"):
        count = len(job.params["paths"])
        name = counted(translate("JobText", "Reading %n document(s) again", "", count), count)
    about = str(job.params.get("name") or "")
    return fill(translate("JobText", "%1 (%2)"), name, about) if about else name


def _recognises(job: JobRecord) -> bool:
    return (job.kind, job.stage) == ("index", "recognise")


def _count(job: JobRecord, done: int | None = None) -> str:
    """ "214 of 312" or "640 MB of 1.1 GB"; with `done` instead of how many there are."""
    show = formats.size if job.unit == BYTES else formats.number
    shown = show(job.done if done is None else done)
    return fill(translate("JobText", "%1 of %2"), shown, show(job.total))


def _running(job: JobRecord, seconds_left: float | None) -> str:
    if not job.total:
        return _beginning(job)
    names = {
        "index": translate("JobText", "Reading documents: %1"),
        "fetch": translate("JobText", "Getting: %1"),
        "convert": translate("JobText", "Preparing the search model: %1"),
        "verify": translate("JobText", "Checking the model: %1"),
        "remove": translate("JobText", "Removing: %1"),
        "generate": translate("JobText", "Making examples: %1 places read"),
        "make_exam": translate("JobText", "Making exam questions: %1"),
        "exam": translate("JobText", "Exam: answer %1"),
        "search_instructions": translate("JobText", "Looking for instructions: answer %1"),
        "summary": translate("JobText", "Summary: step %1"),
        "facts": translate("JobText", "Table of facts: cell %1"),
        "opinion": translate("JobText", "Second opinion: answer %1"),
        "tune": translate("JobText", "Training: step %1"),
        "install": translate("JobText", "Installing the training component: %1"),
        "install_pack": translate("JobText", "Installing models: %1"),
        "make_pack": translate("JobText", "Making the model pack: %1"),
    }
    words = names.get(job.kind, "%1")
    if (job.kind, job.stage) == ("install", "check"):
        words = translate("JobText", "Checking the training component: %1")
    if (job.kind, job.stage) == ("fetch", "download_again"):
        words = translate("JobText", "Getting once more from the beginning: %1")
    if job.quiet:
        words = translate("JobText", "Reading what changed in the folders: %1")
    if _recognises(job):
        words = translate("JobText", "Recognising scans: page %1")
    if job.params.get("quick"):
        words = {
            "make_exam": translate("JobText", "A quick look at the base: preparing question %1"),
            "exam": translate("JobText", "A quick look at the base: answer %1"),
        }[job.kind]
    # Nobody waits for answer 0: the one that is under way is told.
    one_by_one = job.kind in _ONE_BY_ONE or _recognises(job) or bool(job.params.get("quick"))
    words = fill(words, _count(job, min(job.done + 1, job.total) if one_by_one else None))
    if seconds_left is None:
        return words
    return fill(translate("JobText", "%1, %2 left"), words, formats.duration(seconds_left))


def _beginning(job: JobRecord) -> str:
    if job.state is JobState.QUEUED:
        return fill(translate("JobText", "%1: waiting for its turn"), work(job))
    names = {
        "index": translate("JobText", "Looking for documents…"),
        "fetch": translate("JobText", "Connecting to the source…"),
        "convert": translate("JobText", "Preparing the search model…"),
        "verify": translate("JobText", "Checking the model…"),
        "remove": translate("JobText", "Removing documents…"),
        "generate": translate("JobText", "Preparing to make examples…"),
        "make_exam": translate("JobText", "Preparing to make exam questions…"),
        "exam": translate("JobText", "Preparing the exam…"),
        "search_instructions": translate("JobText", "Preparing to look for instructions…"),
        "summary": translate("JobText", "Preparing the summary…"),
        "facts": translate("JobText", "Preparing the table of facts…"),
        "opinion": translate("JobText", "Preparing the second opinion…"),
        "tune": translate("JobText", "Preparing the training…"),
        "install": translate("JobText", "Installing the training component…"),
        "install_pack": translate("JobText", "Opening the model pack…"),
        "make_pack": translate("JobText", "Making the model pack…"),
    }
    if job.params.get("quick"):
        return translate("JobText", "A quick look at the base is about to begin…")
    if job.quiet:
        return translate("JobText", "Comparing the folders…")
    return names.get(job.kind, translate("JobText", "Working…"))


def _paused(job: JobRecord) -> str:
    interrupted = job.state is JobState.INTERRUPTED
    if not job.total:
        if interrupted:
            return fill(translate("JobText", "%1 interrupted before it began"), work(job))
        return fill(translate("JobText", "%1 paused"), work(job))
    if interrupted:
        pattern = translate("JobText", "%1 interrupted: %2")
    else:
        pattern = translate("JobText", "%1 paused: %2")
    return fill(pattern, work(job), _count(job))


def _subject(job: JobRecord) -> str:
    if job.kind == "index" and job.subject:
        now = translate("JobText", "Now: %1. You can already ask about the ready ones.")
        return fill(now, _short(pure_path(job.subject).name))
    if job.params.get("quick"):
        return translate(
            "JobText",
            "I ask myself twenty questions to see what the base answers well. Your questions go first; "
            "Settings › General turns this off.",
        )
    if job.kind in ("summary", "facts") and job.subject:
        return fill(translate("JobText", "Now: %1"), _short(job.subject))
    return ""


def _short(name: str) -> str:
    """A long name without its middle: the sentence behind it is to be read whole."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 20]}…{name[-18:]}"


def _ended(job: JobRecord) -> str:
    if job.state is JobState.CANCELLED:
        if job.total:
            stopped = translate("JobText", "%1 stopped: %2")
            return fill(stopped, work(job), _count(job))
        return fill(translate("JobText", "%1 stopped"), work(job))
    if job.kind == "index":
        count = int(job.result.get("indexed", 0))
        if not count:
            said = translate("JobText", "Nothing new among the documents")
        else:
            said = translate("JobText", "%n document(s) read", "", count)
        return ". ".join(filter(None, (said, left_out_words.summary(job.result))))
    names = {
        "fetch": translate("JobText", "The model is here"),
        "convert": translate("JobText", "The search model is ready"),
        "verify": translate("JobText", "The model is checked"),
        "remove": translate("JobText", "The documents are removed"),
        "generate": translate("JobText", "The examples are made"),
        "make_exam": translate("JobText", "The exam questions are made"),
        "exam": translate("JobText", "The exam is over"),
        "search_instructions": translate("JobText", "The search for instructions is over"),
        "summary": translate("JobText", "The summary is made"),
        "facts": translate("JobText", "The table of facts is made"),
        "opinion": translate("JobText", "The second opinion is there"),
        "tune": translate("JobText", "The training has ended"),
        "install": translate("JobText", "The training component is here"),
        "install_pack": translate("JobText", "The models are here"),
        "make_pack": translate("JobText", "The model pack is made"),
    }
    said = names.get(job.kind, translate("JobText", "Done"))
    about = str(job.params.get("name") or "")
    return fill(translate("JobText", "%1 (%2)"), said, about) if about else said
