"""Chats by when they were last used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.core.entities import Chat
from desktop.ui.i18n import formats


@dataclass(frozen=True, slots=True)
class ChatGroup:
    """`title` is Pinned, Today, This week or Earlier."""

    title: str
    chats: tuple[Chat, ...]


def group(chats: Sequence[Chat], now: datetime | None = None) -> list[ChatGroup]:
    """`chats` (latest first) in groups without the empty ones; the week goes seven days back."""
    today = (now or datetime.now(UTC)).astimezone().date()
    names = (
        QCoreApplication.translate("ChatGroups", "Pinned"),
        QCoreApplication.translate("ChatGroups", "Today"),
        QCoreApplication.translate("ChatGroups", "This week"),
        QCoreApplication.translate("ChatGroups", "Earlier"),
    )
    parts: tuple[list[Chat], ...] = ([], [], [], [])
    for chat in chats:
        day = aware(chat.updated).astimezone().date()
        age = 1 if day >= today else 2 if day > today - timedelta(days=7) else 3
        parts[0 if chat.pinned else age].append(chat)
    return [ChatGroup(name, tuple(part)) for name, part in zip(names, parts, strict=True) if part]


def caption(chat: Chat, now: datetime | None = None) -> str:
    """ "10:42 · 2 answers", "Tuesday · 3 answers", "14 May · 1 answer"."""
    today = (now or datetime.now(UTC)).astimezone().date()
    moment = aware(chat.updated)
    day = moment.astimezone().date()
    if day >= today:
        when = formats.clock(moment)
    elif day > today - timedelta(days=7):
        when = formats.weekday(moment)
    else:
        when = formats.day(moment)
    if not chat.answers:
        return when
    answers = QCoreApplication.translate("ChatGroups", "%n answer(s)", "", chat.answers)
    return f"{when} · {answers}"


def aware(moment: datetime) -> datetime:
    """The database's UTC times with their zone."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
