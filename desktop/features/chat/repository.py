"""Chats, messages and their citations on SQLAlchemy."""

import builtins
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import Chat, ChatMessage, MessageState
from desktop.storage.repositories import in_portions
from desktop.storage.tables import ChatRow, CitationRow, DraftRow, MessageRow, MessageTermRow
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.specs.answers import Citation, Sentence, TableAnswer, Timings
from workers.contract.specs.search import Understood

_CITATION = [field.name for field in fields(Citation)]


class SqlChats:
    """Implements `ChatRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> list[Chat]:
        """Most recently used first."""
        answers = (
            select(func.count())
            .where(MessageRow.chat == ChatRow.id, MessageRow.role == "assistant")
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
            of_chat = (MessageRow.chat == chat, MessageRow.role == "assistant")
            count = session.scalar(select(func.count()).select_from(MessageRow).where(*of_chat))
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
            rows = session.scalars(
                select(MessageRow).where(MessageRow.chat == chat).order_by(MessageRow.position)
            ).all()
            cited: dict[tuple[str, bool], builtins.list[Citation]] = defaultdict(builtins.list)
            for portion in in_portions([row.id for row in rows]):
                query = select(CitationRow).where(CitationRow.message.in_(portion))
                for citation in session.scalars(query.order_by(CitationRow.ordinal)):
                    values = {name: getattr(citation, name) for name in _CITATION}
                    cited[citation.message, citation.nearest].append(Citation(**values))
        return [_message(row, tuple(cited[row.id, False]), tuple(cited[row.id, True])) for row in rows]

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
                    values = {name: getattr(citation, name) for name in _CITATION}
                    session.add(CitationRow(message=message.id, nearest=nearest, ordinal=ordinal, **values))

    def remove_message(self, message: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(MessageRow).where(MessageRow.id == message))

    def stop_writing(self) -> None:
        with self._session.begin() as session:
            session.execute(
                update(MessageRow)
                .where(MessageRow.state == MessageState.WRITING)
                .values(state=MessageState.STOPPED)
            )


def _chat(row: ChatRow, answers: int) -> Chat:
    return Chat(row.id, row.base, row.title, row.created, row.updated, answers, row.pinned, row.tip)


def _message(row: MessageRow, citations: tuple[Citation, ...], nearest: tuple[Citation, ...]) -> ChatMessage:
    return ChatMessage(
        id=row.id,
        chat=row.chat,
        role=row.role,
        text=row.text,
        created=row.created,
        state=MessageState(row.state),
        way=AnswerMode(row.way),
        model=row.model,
        adapter=row.adapter,
        strength=row.strength,
        citations=citations,
        sentences=tuple(from_json(Sentence, sentence) for sentence in row.sentences),
        nearest=nearest,
        timings=from_json(Timings, row.timings),
        code=row.code,
        problem_params=row.problem_params,
        table=from_json(TableAnswer, row.reckoned) if row.reckoned else None,
        understood=from_json(Understood, row.understood),
        read=tuple(row.read),
        parent=row.parent,
        attached=tuple(row.attached),
        corrected=row.corrected,
        resembles=row.resembles,
    )
