"""The language of an example. No library but `re`: reader processes load this."""

import re


def language_of(text: str, default: str = "ru") -> str:
    """ "ru" or "en" by most letters of a text; `default` when it has as many of both."""
    cyrillic = len(re.findall(r"[а-яё]", text, re.I))
    latin = len(re.findall(r"[a-z]", text, re.I))
    if cyrillic == latin:
        return default
    return "ru" if cyrillic > latin else "en"
