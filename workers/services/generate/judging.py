"""The `opinion` job: how a chat model marks answers, beside the rules."""

from workers.answering import prompting
from workers.answering.prompting import PromptMessage
from workers.contract.exam import JudgedAnswer, Mark, OpinionResult, OpinionSpec
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.services.generate.writing import Writer
from workers.text.language import language_of

# One token in every vocabulary, whatever the language: the first letters of words may be the same.
_LETTERS = {"A": Mark.RIGHT, "B": Mark.PARTLY, "C": Mark.WRONG}
# Characters of an answer that are read: what was expected stands at the beginning or not at all.
_MOST = 2000


def judge(spec: OpinionSpec, context: Context, throttle: Throttle) -> OpinionResult:
    """One mark an answer, in order: the letter that the model would rather write. Raises MODEL_MISSING and
    what else a model refuses with, `RequestCancelled`."""
    context.progress("loading", 0, 1, "steps")
    writer = Writer(spec.model, spec.gpu_layers, spec.threads, context, throttle)
    try:
        marks = []
        for number, given in enumerate(spec.answers):
            context.progress("judging", number, len(spec.answers), "answers", given.question[:120])
            marks.append(_LETTERS[writer.choose(_messages(given), tuple(_LETTERS))])
        context.progress("judging", len(spec.answers), len(spec.answers), "answers")
        return OpinionResult(tuple(marks))
    finally:
        writer.close()


def _messages(given: JudgedAnswer) -> list[PromptMessage]:
    folder = prompting.FOLDER / language_of(given.question)
    request = (folder / "opinion_answer.txt").read_text("utf-8").strip()
    texts = {"question": given.question, "expected": given.expected, "answer": given.answer}
    shown = {name: " ".join(text[:_MOST].split()) for name, text in texts.items()}
    system = (folder / "opinion.txt").read_text("utf-8").strip()
    return [PromptMessage("system", system), PromptMessage("user", request.format_map(shown))]
