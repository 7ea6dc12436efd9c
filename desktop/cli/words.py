"""Words of the commands for a person, in the language of the window."""

from collections.abc import Mapping, Sequence

from desktop.core.exam_entities import QuestionCounts
from desktop.core.training_entities import ExampleCounts
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.i18n.worker_words import guard_words, worker_words
from workers.contract.notes import ranges
from workers.contract.specs.jobs import Kind


def refused(written: str = "") -> str:
    """The documents hold no answer; `written`: what the model wrote all the same."""
    line = translate("Commands", "The documents do not say. Nearest places:")
    said = translate("Commands", "The model wrote, without a source in the documents: %1")
    return f"{fill(said, written)}\n{line}" if written else line


def place(name: str, page: int) -> str:
    """Where something stands: the document, and its page where it has pages."""
    if not page:
        return name
    return fill(translate("Commands", "%1, page %2"), name, page)


def answering(so_far: str) -> str:
    """While an answer is searched for and written."""
    return fill(translate("Commands", "Searching, reading and answering; %1 so far"), so_far)


def taking_pictures(so_far: str) -> str:
    """While the demonstration takes its pictures."""
    return fill(translate("Commands", "Taking pictures of the window; %1 so far"), so_far)


def ready(pictures: int, folder: str) -> str:
    """The end of the demonstration."""
    text = translate("Commands", "%n picture(s) of the window: %1", "", pictures)
    return fill(text, folder)


def examples(counts: ExampleCounts) -> str:
    """What a base has to train on."""
    text = translate("Commands", "Examples: %1; approved: %2; waiting: %3; rejected: %4")
    numbers = (counts.total, counts.approved, counts.pending, counts.rejected)
    return fill(text, *numbers)


def nearly_the_same(numbers: Sequence[int]) -> str:
    """Examples that the check found to be those of others in nearly the same words."""
    text = translate("Commands", "%n example(s) say nearly the same as one before: %1", "", len(numbers))
    return fill(text, ranges(numbers))


def questions(counts: QuestionCounts) -> str:
    """What a base can be examined with."""
    text = translate(
        "Commands", "Exam questions: %1; reviewed: %2; waiting: %3; rejected: %4; without an answer: %5"
    )
    numbers = (counts.total, counts.approved, counts.pending, counts.rejected, counts.unanswered)
    return fill(text, *numbers)


def nothing_better() -> str:
    """A search for instructions ended without any."""
    return translate("Commands", "Nothing that was tried did better: no instructions are kept.")


def by_administrator() -> str:
    """Behind a setting that a user cannot change."""
    return translate("Commands", "set by your administrator")


def left_out() -> str:
    """Before a report for support."""
    inside = translate(
        "Commands", "In the report: versions, checks, logs in technical words, models, counts."
    )
    outside = translate(
        "Commands", "Not in it: text and names of documents, questions, answers, names of bases and people."
    )
    return f"{inside}\n{outside}"


def sealing(sealed: bool, attempts: int, guards: Mapping[Kind, Sequence[str]]) -> list[str]:
    """Whether any process may use the network, how many attempts were refused, what guards each process."""
    closed = translate("Commands", "Sealed: no process opens a connection.")
    opened = translate("Commands", "Not sealed: the process that gets models may open connections.")
    refused = fill(translate("Commands", "Attempts refused: %1"), attempts)
    lines = [closed if sealed else opened, refused]
    return [*lines, *(f"{worker_words(kind)}: {guard_words(found)}" for kind, found in guards.items())]
