"""Texts cut at a word. Standard library only."""


def shorten(text: str, limit: int, loose: str = " ,;:.–—-") -> str:
    """The text; one of more than `limit` characters is cut at a word, without the `loose` marks before the
    cut, and ends with "…"."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(loose) + "…"
