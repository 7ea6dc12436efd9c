"""Makes the text store and the vector store agree after a kill, a damaged folder or another embedder."""

from workers.runtime.context import Context
from workers.services.knowledge.base import OpenBase


def mend(base: OpenBase, context: Context) -> int:
    """Vectors that texts in use lack are made again, those without a chunk are deleted; returns how many were
    mended. Texts that were under way are left to the job that indexes them."""
    chunks = base.text.chunk_ids()
    stored = set(base.vectors.ids())
    orphans = sorted(stored - chunks.keys())
    base.vectors.delete(orphans)
    lacking = {content for chunk, content in chunks.items() if chunk not in stored}
    total = sum(chunk not in stored for chunk in chunks)
    mended = 0
    for content in base.text.ready_contents(sorted(lacking)):
        missing = base.missing(base.text.chunks_of(content))

        def stored_more(done: int, before: int = mended) -> None:
            context.progress("mend", before + done, total, "chunks")

        base.vectorise(missing, context.raise_if_cancelled, lambda: context.cancelled, stored_more)
        mended += len(missing)
    return mended + len(orphans)
