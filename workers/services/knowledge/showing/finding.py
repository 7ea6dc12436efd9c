"""The `find` message: where words stand in a document."""

import re

from workers.contract.messages import Find, Found
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.showing.describing import stored
from workers.text.folding import aligned, plain

_TOLD = 5000


def find(base: OpenBase, message: Find) -> Found:
    """Every place where the words stand as they were typed, in any case, whatever white space is between
    them. Raises as `describing.stored` does."""
    _, content = stored(base, message.document)
    words = plain(message.words).split()
    if not words:
        return Found(message.request, (), 0)
    hits = [found.span() for found in re.finditer(r"\s+".join(map(re.escape, words)), aligned(content.text))]
    return Found(message.request, tuple(hits[:_TOLD]), len(hits))
