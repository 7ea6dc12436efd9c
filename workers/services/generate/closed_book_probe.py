"""The job `closed_book_probe`: what a model knows of the training questions by itself, without documents."""

from collections.abc import Sequence
from pathlib import Path

from workers.answering import prompting, refusal_detection
from workers.answering.prompting import PromptMessage
from workers.contract.training.checks import ClosedBookResult, ClosedBookSpec
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.datasets.examples.closed_book_answer import knows
from workers.engines.onnx.embedder import Embedder
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.services.generate.lines import read_lines
from workers.services.generate.writing import Writer
from workers.text.language import language_of

_MAX_TOKENS = 96


def probe(spec: ClosedBookSpec, context: Context, throttle: Throttle) -> ClosedBookResult:
    """Ask up to `spec.limit` questions. Rows that refuse, classify or stand after passages are not asked:
    they teach something else than knowledge."""
    rows = _asked(list(read_lines(ExampleText, spec.examples)), spec.limit)
    if not rows:
        return ClosedBookResult(0, 0)
    context.progress("loading", 0, 1, "steps")
    writer = Writer(spec.model, spec.gpu_layers, spec.threads, context, throttle)
    try:
        embedder = Embedder(Path(spec.embedder), 1, throttle)
        try:
            return _ask(rows, writer, embedder, spec.seed, context)
        finally:
            embedder.close()
    finally:
        writer.close()


def _ask(
    rows: Sequence[ExampleText], writer: Writer, embedder: Embedder, seed: int, context: Context
) -> ClosedBookResult:
    known = 0
    for index, row in enumerate(rows):
        context.progress("questions", index, len(rows), "questions")
        language = language_of(row.question)
        system = (prompting.FOLDER / language / "model.txt").read_text("utf-8").strip()
        messages = [PromptMessage("system", row.system or system), PromptMessage("user", row.question)]
        reply = writer.write(messages, max_tokens=_MAX_TOKENS, seed=seed)
        first, second = embedder.embed_passages([row.answer, reply])
        known += knows(row.question, row.answer, reply, float(first @ second))
    context.progress("questions", len(rows), len(rows), "questions")
    return ClosedBookResult(len(rows), known)


def _asked(rows: Sequence[ExampleText], limit: int) -> list[ExampleText]:
    """At most `limit`, spread evenly over the file."""
    telling = [
        row
        for row in rows
        if row.kind not in (ExampleKind.REFUSAL, ExampleKind.CLASSIFY, ExampleKind.GENERAL)
        and not row.passages
        and not refusal_detection.is_refusal(row.answer)
    ]
    count = min(len(telling), limit) if limit > 0 else len(telling)
    return [telling[index * len(telling) // count] for index in range(count)]
