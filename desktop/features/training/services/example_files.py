"""Lists of examples as files: JSON lines between the halves, JSON lines and tables for people."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from desktop.core.saving import saving
from desktop.core.training_entities import Example
from workers.contract.codec import json_line, to_json
from workers.contract.training import ExampleText
from workers.files import written_whole

FOLDER = "training"
_TEXT = [field.name for field in fields(ExampleText) if field.name not in ("question", "answer", "system")]
_HISTORY = ("number", "state", "source", "origin", "reviewed_by", "reviewed_at", "edited")
_TABLE = (
    "number", "question", "answer", "kind", "quote", "document", "page", "language", "system", "state",
    "reviewed_by", "reviewed_at",
)  # fmt: skip


def write_lines(file: Path, values: Iterable[object]) -> None:
    """Values as JSON lines; the file appears whole or not at all. Raises FOLDER_NOT_WRITABLE."""
    with saving(file.parent), written_whole(file) as stream:
        stream.writelines(map(json_line, values))


def exported(example: Example, names: dict[str, str]) -> dict[str, Any]:
    """An example as one object: OpenAI's `messages` and beside them what else is known. `names`: document id
    → file name."""
    text = example.text
    messages = [
        {"role": role, "content": content}
        for role, content in (("system", text.system), ("user", text.question), ("assistant", text.answer))
        if content or role != "system"
    ]
    facts = {name: to_json(getattr(text, name)) for name in _TEXT}
    history = {name: getattr(example, name) for name in _HISTORY}
    history["reviewed_at"] = example.reviewed_at.isoformat() if example.reviewed_at else ""
    return {
        "messages": messages,
        "id": example.id,
        **facts,
        "document_name": names.get(text.document, ""),
        **history,
    }


def as_jsonl(examples: Sequence[Example], names: dict[str, str]) -> str:
    """One object a line."""
    return "".join(json.dumps(exported(row, names), ensure_ascii=False) + "\n" for row in examples)


def as_csv(examples: Sequence[Example], names: dict[str, str]) -> str:
    """A table with a heading (RFC 4180), with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_TABLE)
    for example in examples:
        text = example.text
        values = {
            **{field.name: getattr(text, field.name) for field in fields(ExampleText)},
            "number": example.number,
            "document": names.get(text.document, ""),
            "state": example.state.value,
            "reviewed_by": example.reviewed_by,
            "reviewed_at": example.reviewed_at.isoformat() if example.reviewed_at else "",
        }
        table.writerow([values[name] for name in _TABLE])
    return "\ufeff" + out.getvalue()
