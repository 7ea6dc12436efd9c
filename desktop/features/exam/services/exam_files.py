"""Exam questions as files for people: JSON, JSON lines, tables; all can be imported again."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.core.exam_entities import ExamQuestion
from desktop.core.saving import save_text

_TABLE = (
    "number", "question", "answer", "kind", "quote", "document", "page", "must", "must_not", "language",
    "state", "reviewed_by", "reviewed_at",
)  # fmt: skip
# Key facts of one question in a cell of a table; "|" stands between alternatives of one fact.
_BETWEEN = "; "


def exported(row: ExamQuestion) -> dict[str, Any]:
    """A question as one object; an empty answer = the documents do not say."""
    text = row.text
    return {
        "number": row.number,
        "id": row.id,
        "question": text.question,
        "answer": text.answer,
        "kind": text.kind.value,
        "quote": text.quote,
        "document": text.document_name,
        "page": text.page,
        "must": list(text.must),
        "must_not": list(text.must_not),
        "language": text.language,
        "state": row.state.value,
        "source": row.source.value,
        "origin": row.origin,
        "half": row.half.value,
        "lost": row.lost,
        "reviewed_by": row.reviewed_by,
        "reviewed_at": row.reviewed_at.isoformat() if row.reviewed_at else "",
        "edited": row.edited,
    }


def write_questions(path: Path, rows: Sequence[ExamQuestion]) -> None:
    """A table when the name ends with .csv (RFC 4180, with the mark by which spreadsheets know UTF-8), JSON
    lines with .jsonl, else one JSON list. Raises FOLDER_NOT_WRITABLE."""
    objects = [exported(row) for row in rows]
    form = path.suffix.lower()
    if form == ".csv":
        save_text(path, _table(objects))
    elif form == ".jsonl":
        save_text(path, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects))
    else:
        save_text(path, json.dumps(objects, ensure_ascii=False, indent=1) + "\n")


def _table(objects: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_TABLE)
    for one in objects:
        facts = {**one, "must": _BETWEEN.join(one["must"]), "must_not": _BETWEEN.join(one["must_not"])}
        table.writerow([facts[name] for name in _TABLE])
    return "\ufeff" + out.getvalue()
