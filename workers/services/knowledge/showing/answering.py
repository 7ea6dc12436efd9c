"""What is asked of a base and is no job: searches, and looks into its documents."""

import re

from workers.contract.messages import Describe, Find, Found, Message, Render, Search
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.search.as_typed import search_typed
from workers.services.knowledge.search.searching import search
from workers.services.knowledge.showing.describing import describe, stored
from workers.services.knowledge.showing.rendering import show
from workers.text.folding import aligned, plain

_TOLD = 5000


def answer(
    bases: Bases, message: Search | Render | Describe | Find, readers: ReaderPool, context: Context
) -> Message:
    """The answer, a message of its own. Raises what the four of them raise."""
    if isinstance(message, Search) and message.typing:
        return search_typed(bases.text(message.base), bases.opened(message.base), message)
    base = bases.get(message.base)
    if isinstance(message, Search):
        return search(base, message, bases.reranker(message.reranker))
    if isinstance(message, Find):
        return find(base, message)
    if isinstance(message, Describe):
        return describe(base, message, readers, context)
    return show(base, message, readers, context)


def find(base: OpenBase, message: Find) -> Found:
    """Every place where the words stand as they were typed, in any case, whatever white space is between
    them. Raises as `describing.stored` does."""
    _, content = stored(base, message.document)
    words = plain(message.words).split()
    if not words:
        return Found(message.request, (), 0)
    hits = [found.span() for found in re.finditer(r"\s+".join(map(re.escape, words)), aligned(content.text))]
    return Found(message.request, tuple(hits[:_TOLD]), len(hits))
