"""Spellings that are compared as one. Standard library only."""


def one_spelling(text: str) -> str:
    """The text with ё as е, as it is mostly written; every offset stays."""
    return text.replace("ё", "е").replace("Ё", "Е")


def plain(text: str) -> str:
    """As `one_spelling`, in lower case; what search, claims and marks compare."""
    return one_spelling(text.lower())


def aligned(text: str) -> str:
    """As `plain`, with every offset as it was: of letters that become two the first one stands for both."""
    folded = plain(text)
    if len(folded) == len(text):
        return folded
    return "".join(plain(letter)[0] for letter in text)


def key(text: str) -> str:
    """What two texts share that differ in case, ё and white space alone."""
    return " ".join(one_spelling(text.casefold()).split())
