"""Training examples as a kind of rows that a person reviews, and how they are given out."""

from dataclasses import fields
from typing import Any

from desktop.core.changes import Changes
from desktop.core.review.kind import RowKind
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import ExampleText
from workers.text.folding import key

_SAID = ("question", "answer", "system", "earlier")  # messages
_TEXT = [field.name for field in fields(ExampleText) if field.name not in _SAID]
_HISTORY = ("number", "state", "source", "origin", "reviewed_by", "edited")


def identity(text: ExampleText) -> tuple[str, ...]:
    """What makes two examples the same: question, answer and what stands before them."""
    before = (part for turn in text.earlier for part in turn)
    return tuple(key(part) for part in (text.system, *text.passages, *before, text.question, text.answer))


def exported(example: Example, names: dict[str, str]) -> dict[str, Any]:
    """An example as one object: OpenAI's `messages` and beside them what else is known. `names`: document id
    → file name."""
    text = example.text
    messages = [{"role": "system", "content": text.system}] if text.system else []
    for asked, said in (*text.earlier, (text.question, text.answer)):
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": said}]
    return {
        "messages": messages,
        "id": example.id,
        **{name: to_json(getattr(text, name)) for name in _TEXT},
        "document_name": names.get(text.document, ""),
        **{name: getattr(example, name) for name in _HISTORY},
        "reviewed_at": example.reviewed_at.isoformat() if example.reviewed_at else "",
    }


def _cells(example: Example, names: dict[str, str]) -> dict[str, Any]:
    text, facts = example.text, exported(example, names)
    said = {"question": text.question, "answer": text.answer, "system": text.system}
    return {**facts, **said, "document": facts["document_name"]}


EXAMPLES: RowKind[Example, ExampleText] = RowKind(
    text=ExampleText,
    job=Job.GENERATE,
    exam=False,
    identity=identity,
    changes=lambda base: Changes(examples_of=frozenset({base})),
    unknown=lambda row: ProblemError(Code.EXAMPLE_UNKNOWN, example=row),
    none=lambda name: ProblemError(Code.NO_EXAMPLES, name=name),
    given=frozenset({RowState.APPROVED}),
    exported=exported,
    table=(
        "number", "question", "answer", "kind", "quote", "document", "page", "language", "system", "state",
        "reviewed_by", "reviewed_at",
    ),
    cells=_cells,
)  # fmt: skip
