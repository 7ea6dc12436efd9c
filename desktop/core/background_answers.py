"""Questions that no person waits for: whoever does goes first, also before one that is being answered."""

from collections.abc import Callable

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import ChatMessage, MessageState
from desktop.core.feature_ports import Answers
from desktop.core.future import Future
from workers.contract.codes import ProblemError
from workers.contract.specs.search import Passage


async def ask_behind_people(
    answers: Answers,
    request: AnswerRequest,
    on_change: Callable[[AnswerInProgress], None] = lambda running: None,
) -> tuple[ChatMessage, tuple[Passage, ...]]:
    """A finished answer with the passages it was made from; raises what it failed with. An answer that gave
    way to a person is made again from the beginning, also for `on_change`."""
    while True:
        await after_people(answers)
        running = answers.put(request)
        running.on_change.append(on_change)
        message = await running.finished
        if running.gave_way and message.state is MessageState.STOPPED:
            continue
        if message.state is MessageState.FAILED:
            raise ProblemError.of(message.problem)
        return message, running.passages.passages if running.passages else ()


async def after_people(answers: Answers) -> None:
    """Settles when nobody waits for an answer."""
    while writing := [one for one in answers.writing.values() if not one.is_done()]:
        # Calling the background work off must not end the person's answer: the wait has a value of its own.
        await _end_of(writing[0])


def _end_of(running: AnswerInProgress) -> Future[None]:
    """Settles when an answer is there; calling it off leaves that answer alone."""
    ended: Future[None] = Future(lambda: ended.resolve(None))
    running.finished.then(lambda _: ended.resolve(None))
    return ended
