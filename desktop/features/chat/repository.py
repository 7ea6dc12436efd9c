"""Chats, messages and their citations on SQLAlchemy."""

import builtins
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Text, delete, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import ASSISTANT, Chat, ChatMessage, MessageState
from desktop.storage.repositories import in_portions
from desktop.storage.tables import ChatRow, CitationRow, DraftRow, MessageRow, MessageTermRow
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.specs.answers import Citation, Sentence, TableAnswer, Timings
from workers.contract.specs.search import Understood

_KEPT_CHATS = 4
# A question that only ended in a problem has no answer.
_IS_ANSWER = (
    MessageRow.role == ASSISTANT,
    MessageRow.state.not_in((MessageState.FAILED, MessageState.WRITING)),
    or_(MessageRow.state != MessageState.STOPPED, MessageRow.text != ""),  # stopped before a word of it
)
CITATION = [field.name for field in fields(Citation)]
_PLAIN = (
    "id", "chat", "role", "text", "created", "state", "way", "model", "adapter", "strength", "code",
    "parent", "corrected", "resembles",
)  # fmt: skip
_JSON = ("sentences", "timings", "problem_params", "reckoned", "understood", "read", "attached")
_NOTHING = ("[]", "{}", "null")


class SqlChats:
    """Implements `ChatRepository`. Messages of the chats asked for last stay in memory: a page asks at every
    change, and the database has no other client."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session
        self._kept: dict[str, dict[str, ChatMessage]] = {}  # chat → its messages by id, the latest chat last

    def list(self, base: str) -> list[Chat]:
        """Most recently used first."""
        answers = (
            select(func.count())
            .where(MessageRow.chat == ChatRow.id, *_IS_ANSWER)
            .correlate(ChatRow)
            .scalar_subquery()
        )
        query = select(ChatRow, answers).where(ChatRow.base == base).order_by(ChatRow.updated.desc())
        with self._session() as session:
            rows = session.execute(query).all()
        return [_chat(row, count) for row, count in rows]

    def get(self, chat: str) -> Chat | None:
        with self._session() as session:
            row = session.get(ChatRow, chat)
            if row is None:
                return None
            of_chat = select(func.count()).select_from(MessageRow).where(MessageRow.chat == chat)
            count = session.scalar(of_chat.where(*_IS_ANSWER))
        return _chat(row, count or 0)

    def save(self, chat: Chat) -> None:
        with self._session.begin() as session:
            session.merge(
                ChatRow(
                    id=chat.id,
                    base=chat.base,
                    title=chat.title,
                    created=chat.created,
                    updated=chat.updated,
                    pinned=chat.pinned,
                    tip=chat.tip,
                )
            )

    def remove(self, chat: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(ChatRow).where(ChatRow.id == chat))
            session.execute(delete(DraftRow).where(DraftRow.chat == chat))

    def draft(self, base: str, chat: str) -> str:
        """What is typed and not sent; "" where nothing is."""
        with self._session() as session:
            row = session.get(DraftRow, (base, chat))
        return row.text if row is not None else ""

    def save_draft(self, base: str, chat: str, text: str) -> None:
        """Replace a draft; an empty one goes."""
        with self._session.begin() as session:
            if text:
                session.merge(DraftRow(base=base, chat=chat, text=text))
            else:
                session.execute(delete(DraftRow).where(DraftRow.base == base, DraftRow.chat == chat))

    def messages(self, chat: str) -> Sequence[ChatMessage]:
        """All branches, in the order in which they were begun."""
        with self._session() as session:
            of_chat = select(func.count()).select_from(MessageRow).where(MessageRow.chat == chat)
            count = session.scalar(of_chat) or 0
            kept = self._kept.pop(chat, {})
            if len(kept) != count:  # with a base go its chats
                kept = {row.id: row for row in read_messages(session, MessageRow.chat == chat)}
        self._kept[chat] = kept
        while len(self._kept) > _KEPT_CHATS:
            self._kept.pop(next(iter(self._kept)))
        return builtins.list(kept.values())

    def save_message(self, message: ChatMessage) -> None:
        with self._session.begin() as session:
            row = session.get(MessageRow, message.id)
            if row is None:
                of_chat = select(MessageRow.id, MessageRow.position).where(MessageRow.chat == message.chat)
                last = session.execute(of_chat.order_by(MessageRow.position.desc()).limit(1)).first()
                before, position = last if last is not None else ("", 0)
                row = MessageRow(id=message.id, chat=message.chat, position=position + 1, parent=before)
                session.add(row)
            row.role, row.text, row.created, row.state = (
                message.role, message.text, message.created, message.state,
            )  # fmt: skip
            row.way, row.model, row.code = message.way, message.model, message.code
            row.adapter, row.strength = message.adapter, message.strength
            row.sentences = [to_json(sentence) for sentence in message.sentences]
            row.timings = to_json(message.timings)
            row.problem_params = dict(message.problem_params)
            row.reckoned = to_json(message.table) if message.table is not None else {}
            row.understood, row.read = to_json(message.understood), list(message.read)
            row.attached, row.corrected = list(message.attached), message.corrected
            row.resembles = message.resembles
            if message.parent is not None:
                row.parent = message.parent
            session.flush()
            session.execute(delete(MessageTermRow).where(MessageTermRow.message == message.id))
            session.execute(delete(CitationRow).where(CitationRow.message == message.id))
            for nearest, citations in ((False, message.citations), (True, message.nearest)):
                for ordinal, citation in enumerate(citations):
                    values = {name: getattr(citation, name) for name in CITATION}
                    session.add(CitationRow(message=message.id, nearest=nearest, ordinal=ordinal, **values))
        if message.chat in self._kept:
            with self._session() as session:
                (saved,) = read_messages(session, MessageRow.id == message.id)
            self._kept[message.chat][message.id] = saved

    def remove_message(self, message: str) -> None:
        for kept in self._kept.values():
            kept.pop(message, None)
        with self._session.begin() as session:
            session.execute(delete(MessageRow).where(MessageRow.id == message))

    def stop_writing(self) -> None:
        self._kept.clear()
        with self._session.begin() as session:
            session.execute(
                update(MessageRow)
                .where(MessageRow.state == MessageState.WRITING)
                .values(state=MessageState.STOPPED)
            )


def _chat(row: ChatRow, answers: int) -> Chat:
    return Chat(row.id, row.base, row.title, row.created, row.updated, answers, row.pinned, row.tip)


def read_messages(session: Session, which: ColumnElement[bool]) -> list[ChatMessage]:
    """Those that the condition names, by their position: thousands at once, so by columns."""
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
