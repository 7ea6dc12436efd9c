"""Spellings that are compared as one. Standard library only."""

# Cyrillic io is mostly written as ie.
_SAME = {ord("ё"): "е", ord("Ё"): "Е"}


def one_spelling(text: str) -> str:
    """The text with ё as е; every offset stays."""
    return text.translate(_SAME)


def plain(text: str) -> str:
    """As `one_spelling`, in lower case; what search, claims and marks compare."""
    return one_spelling(text.lower())


def key(text: str) -> str:
    """What two texts share that differ in case, ё and white space alone."""
    return " ".join(one_spelling(text.casefold()).split())
