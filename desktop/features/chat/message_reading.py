"""Messages as they are read from the database: thousands at once, so by columns and not by objects."""

import json
from collections import defaultdict
from dataclasses import fields
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Text, select, type_coerce
from sqlalchemy.orm import Session

from desktop.core.entities import ChatMessage, MessageState
from desktop.storage.repositories import in_portions
from desktop.storage.tables import CitationRow, MessageRow
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json
from workers.contract.specs.answers import Citation, Sentence, TableAnswer, Timings
from workers.contract.specs.search import Understood

CITATION = [field.name for field in fields(Citation)]
_PLAIN = (
    "id", "chat", "role", "text", "created", "state", "way", "model", "adapter", "strength", "code",
    "parent", "corrected", "resembles",
)  # fmt: skip
_JSON = ("sentences", "timings", "problem_params", "reckoned", "understood", "read", "attached")
_NOTHING = ("[]", "{}", "null")


def read_messages(session: Session, which: ColumnElement[bool]) -> list[ChatMessage]:
    """Those that the condition names, by their position."""
    plain = [getattr(MessageRow, name) for name in _PLAIN]
    undecoded = [type_coerce(getattr(MessageRow, name), Text) for name in _JSON]
    rows = session.execute(select(*plain, *undecoded).where(which).order_by(MessageRow.position)).all()
    cited: dict[tuple[str, bool], list[Citation]] = defaultdict(list)
    columns = [getattr(CitationRow, name) for name in CITATION]
    for portion in in_portions([row[0] for row in rows]):
        query = select(CitationRow.message, CitationRow.nearest, *columns)
        query = query.where(CitationRow.message.in_(portion)).order_by(CitationRow.ordinal)
        for message, nearest, *values in session.execute(query):
            cited[message, nearest].append(Citation(*values))
    return [_message(tuple(row), tuple(cited[row[0], False]), tuple(cited[row[0], True])) for row in rows]


def _message(
    row: tuple[Any, ...], citations: tuple[Citation, ...], nearest: tuple[Citation, ...]
) -> ChatMessage:
    values = dict(zip(_PLAIN, row, strict=False))
    sentences, timings, params, reckoned, understood, read, attached = row[len(_PLAIN) :]
    values["state"], values["way"] = MessageState(values["state"]), AnswerMode(values["way"])
    return ChatMessage(
        **values,
        citations=citations,
        nearest=nearest,
        sentences=tuple(from_json(Sentence, one) for one in _list(sentences)),
        timings=_timings(timings),
        problem_params=_object(params),
        table=from_json(TableAnswer, _object(reckoned)) if _object(reckoned) else None,
        understood=_understood(understood),
        read=tuple(_list(read)),
        attached=tuple(_list(attached)),
    )


def _list(text: str | None) -> list[Any]:
    return [] if text is None or text in _NOTHING else list(json.loads(text))


def _object(text: str | None) -> dict[str, Any]:
    return {} if text is None or text in _NOTHING else dict(json.loads(text))


# Most messages say the same nothing here: it is read once.
@lru_cache(maxsize=256)
def _timings(text: str) -> Timings:
    return from_json(Timings, json.loads(text))


@lru_cache(maxsize=256)
def _understood(text: str) -> Understood:
    return from_json(Understood, json.loads(text))
