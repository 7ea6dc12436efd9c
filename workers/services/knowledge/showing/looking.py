"""What is asked about one document, by its message."""

from workers.contract.messages import Describe, Find, Message, Render
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.showing.describing import describe
from workers.services.knowledge.showing.finding import find
from workers.services.knowledge.showing.rendering import show


def look(base: OpenBase, message: Render | Describe | Find, readers: ReaderPool, context: Context) -> Message:
    """The answer. Raises as `describing.stored` does."""
    if isinstance(message, Find):
        return find(base, message)
    if isinstance(message, Describe):
        return describe(base, message, readers, context)
    return show(base, message, readers, context)
