"""The terms of messages on SQLAlchemy."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import FoundMessage, MessageState
from desktop.storage.tables import ChatRow, MessageRow, MessageTermRow

_READ = ""  # the term that every message has that was read


class SqlMessageTerms:
    """Which messages hold which terms. They go with their message, and when its text changes."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def unread(self, base: str, most: int) -> list[tuple[str, str]]:
        """Messages whose terms are not known, with their texts, the latest first."""
        known = exists().where(MessageTermRow.message == MessageRow.id, MessageTermRow.term == _READ)
        query = (
            select(MessageRow.id, MessageRow.text)
            .join(ChatRow, ChatRow.id == MessageRow.chat)
            .where(ChatRow.base == base, MessageRow.state != MessageState.WRITING, ~known)
            .order_by(MessageRow.created.desc())
            .limit(most)
        )
        with self._session() as session:
            return [(message, text) for message, text in session.execute(query)]

    def save(self, terms: Mapping[str, Sequence[str]]) -> None:
        """Keep the terms of messages, of those that are still there."""
        with self._session.begin() as session:
            there = set(session.scalars(select(MessageRow.id).where(MessageRow.id.in_(list(terms)))))
            for message in there:
                for term in {_READ, *terms[message]}:
                    session.merge(MessageTermRow(message=message, term=term[:64]))

    def find(self, base: str, words: Sequence[tuple[Sequence[str], str]], most: int) -> list[FoundMessage]:
        """The latest messages that hold each of the words: one of its terms, or one that begins with the
        second of the pair ("" = none)."""
        query = (
            select(MessageRow.chat, ChatRow.title, MessageRow.id, MessageRow.text)
            .join(ChatRow, ChatRow.id == MessageRow.chat)
            .where(ChatRow.base == base)
            .order_by(MessageRow.created.desc())
            .limit(most)
        )
        for terms, beginning in words:
            one: ColumnElement[bool] = MessageTermRow.term.in_(list(terms))
            if beginning:
                last = f"{beginning}\U0010ffff"
                one = or_(one, and_(MessageTermRow.term >= beginning, MessageTermRow.term < last))
            query = query.where(MessageRow.id.in_(select(MessageTermRow.message).where(one)))
        with self._session() as session:
            return [FoundMessage(*row) for row in session.execute(query)]
