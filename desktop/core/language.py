"""In which language a question is asked, by its letters."""

# Cyrillic io is mostly written as ie.
_SAME = {ord("ё"): "е", ord("Ё"): "Е"}


def one_spelling(text: str) -> str:
    """The text with ё as е; every offset stays."""
    return text.translate(_SAME)


def language_of(text: str, default: str = "ru") -> str:
    """ "ru" when at least a third of the letters are Cyrillic, else "en"; `default` without letters.
    A Russian question with a foreign name in it stays Russian."""
    cyrillic = sum("а" <= sign <= "я" or sign == "ё" for sign in text.lower())
    latin = sum("a" <= sign <= "z" for sign in text.lower())
    if not cyrillic and not latin:
        return default
    return "ru" if 2 * cyrillic >= latin else "en"
