"""A chat as a tree: a question that is asked in other words begins a branch beside the one that is there."""

from collections.abc import Iterable, Sequence

from desktop.core.entities import ChatMessage


def branch(messages: Sequence[ChatMessage], tip: str = "") -> list[ChatMessage]:
    """The branch that ends with message `tip`, from its beginning; that of the latest message where `tip` is
    unknown. `messages` are those of one chat in the order in which they were begun."""
    known = {row.id: row for row in messages}
    last = known.get(tip) or (messages[-1] if messages else None)
    found: list[ChatMessage] = []
    while last is not None and len(found) < len(messages):
        found.append(last)
        last = known.get(last.parent or "")
    return found[::-1]


def beside(messages: Iterable[ChatMessage], message: str) -> list[ChatMessage]:
    """The message with those that stand in its place in other branches, the oldest first."""
    rows = list(messages)
    parent = next((row.parent for row in rows if row.id == message), None)
    return [row for row in rows if row.parent == parent]


def tip_of(messages: Sequence[ChatMessage], message: str) -> str:
    """The last message of the latest branch through `message`."""
    latest = {row.parent: row.id for row in messages}
    for _ in messages:
        if message not in latest:
            break
        message = latest[message]
    return message
