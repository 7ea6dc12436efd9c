"""Lists of examples as files: JSON lines between the halves, JSON lines and tables for people."""

import contextlib
import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from desktop.core.training_entities import Example
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.training import ExampleText

FOLDER = "training"
_TEXT = [field.name for field in fields(ExampleText) if field.name not in ("question", "answer", "system")]
_HISTORY = ("number", "state", "source", "origin", "reviewed_by", "reviewed_at", "edited")
_TABLE = (
    "number", "question", "answer", "kind", "quote", "document", "page", "language", "system", "state",
    "reviewed_by", "reviewed_at",
)  # fmt: skip


def write_lines(file: Path, values: Iterable[object]) -> None:
    """Values as JSON lines; the file appears whole or not at all. Raises FOLDER_NOT_WRITABLE."""
    write_whole(file, "".join(json.dumps(to_json(value), ensure_ascii=False) + "\n" for value in values))


def write_whole(file: Path, text: str) -> None:
    """The file appears whole or not at all. Raises FOLDER_NOT_WRITABLE."""
    partial = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):  # a parent of it may be a file
            partial.unlink(missing_ok=True)
        raise ProblemError(Code.FOLDER_NOT_WRITABLE, str(error), folder=str(file.parent)) from error


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
