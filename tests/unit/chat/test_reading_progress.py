"""How far the model is with what it reads before the first word."""

import itertools

from desktop.core.answers import AnswerInProgress
from desktop.core.entities import ASSISTANT, ChatMessage
from desktop.features.chat.services.chat_service import _blank
from workers.contract.answer_mode import AnswerMode
from workers.contract.messages import Message, Progress
from workers.runtime.context import Context
from workers.services.chat.reading import ReadingProgress


def told(parts: int, reads: list[list[tuple[int, int]]]) -> list[float]:
    heard: list[Message] = []
    context = Context("r1", heard.append)
    progress = ReadingProgress(context, parts)
    for done, total in itertools.chain(*reads):
        progress(done, total)
    return [one.done / one.total for one in heard if isinstance(one, Progress)]


def test_prompts_one_after_another_are_one_way_that_only_goes_on() -> None:
    shares = told(3, [[(512, 900), (900, 900)], [(60, 60)], [(512, 600), (600, 600)]])
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_more_prompts_than_expected_stay_at_the_end() -> None:
    assert told(1, [[(10, 10)], [(10, 10)], [(10, 10)]])[-1] == 1.0


def test_what_is_told_never_goes_back() -> None:
    running = AnswerInProgress(_blank("", AnswerMode.DOCUMENTS), lambda _: None)
    assert isinstance(running.message, ChatMessage) and running.message.role == ASSISTANT
    shown: list[tuple[float, float | None]] = []
    running.on_change.append(lambda one: shown.append((one.read, one.left)))
    for second, share in enumerate((0.0, 0.2, 0.4, 0.35, 0.5, 0.5, 0.5, 0.9, 1.0)):
        running.read_on(share, float(second))
    reads = [read for read, _ in shown]
    lefts = [left for _, left in shown if left is not None]
    assert reads == sorted(reads) and lefts == sorted(lefts, reverse=True) and lefts
