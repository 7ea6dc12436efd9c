"""The prompt of a question that goes on from the one before.

What the model has read stays in its cache as long as the prompt begins with the very same words. So an
earlier question keeps its passages, and the new one is added behind its answer with those passages alone that
are not there yet; when that does not fit any more, all earlier turns lose their passages at once
(`prompting.build`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.answering import prompting
from workers.answering.prompting import Count, Prompt, PromptMessage
from workers.contract.specs.answers import Question, Turn
from workers.contract.specs.search import Passage


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was answered: what the model read, what it wrote, and the answer as the chat has it."""

    question: Question
    prompt: Prompt
    written: str
    answer: str


def goes_on(question: Question, earlier: Exchange) -> bool:
    """Whether a question is the next one of the same chat, asked in the same way."""
    before = earlier.question
    turns = Turn("user", before.text), Turn("assistant", earlier.answer)
    alike = replace(
        before, text=question.text, history=question.history, passages=question.passages,
        relevant=question.relevant, read=question.read, searched=question.searched,
    )  # fmt: skip
    return alike == question and question.history == (*before.history, *turns) and bool(earlier.answer)


def begin_again(question: Question, earlier: Exchange) -> tuple[PromptMessage, ...] | None:
    """The messages of a question that is not known yet, behind `earlier`; None where it does not go on."""
    if not goes_on(question, earlier):
        return None
    said = PromptMessage("assistant", earlier.written.strip())
    return (*earlier.prompt.messages, said, PromptMessage("user", question.text))


def continued(
    question: Question, earlier: Exchange, count: Count, context: int, characters: int
) -> Prompt | None:
    """The prompt behind what was read for `earlier`; None where it does not go on from there, or does not
    fit. For the parameters see `prompting.build`."""
    if question.fresh or not goes_on(question, earlier):
        return None
    said = (*earlier.prompt.messages, PromptMessage("assistant", earlier.written.strip()))
    there = "\n".join(message.text for message in said if message.role == "user")
    room = int((context - question.max_tokens) * 0.95) - sum(count(message.text) + 8 for message in said)
    room -= count(question.asked) + 80
    if room <= 0:
        return None
    text, left_out = question.asked, 0
    used: tuple[Passage, ...] = ()
    if question.way.searches:
        text, used, left_out = prompting.with_passages(
            question, earlier.prompt.language, count, room, characters, there
        )
        if not used:
            return None
    messages = (*said, PromptMessage("user", text))
    return Prompt(messages, _united(used, earlier.prompt.used), left_out, earlier.prompt.language)


def _united(new: Sequence[Passage], earlier: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that the model sees, each once, those of the question first."""
    known = {passage.chunk for passage in new}
    return (*new, *(passage for passage in earlier if passage.chunk not in known))
