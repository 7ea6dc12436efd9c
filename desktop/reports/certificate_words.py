"""What a certificate says in a language, whatever the language of the window is."""

import json
from datetime import datetime
from pathlib import Path

_NBSP = "\u00a0"
_MINUS = "\u2212"


class Words:
    """Sentences of `resources/certificate/LANGUAGE.json`, plain text. Raises KeyError for an unknown key."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self._words: dict[str, str | list[str]] = json.loads(
            (folder / f"{language}.json").read_text(encoding="utf-8")
        )

    def plain(self, key: str, **values: str) -> str:
        """The sentence of a key with `{name}` filled in."""
        words = self._words[key]
        assert isinstance(words, str), f"{key} has several forms"
        return words.format_map(values)

    def counted(self, key: str, n: int, **values: str) -> str:
        """The sentence of a key in the form that goes with a number, which is `{n}`."""
        forms = self._words[key]
        assert isinstance(forms, list), f"{key} has one form"
        return forms[_form(self.language, n)].format_map({"n": self.number(n), **values})

    def number(self, value: float, digits: int = 0) -> str:
        """1846.5 → "1 846,5" (ru), "1,846.5" (en) with one digit."""
        text = f"{value:,.{digits}f}"
        if self.language == "ru":
            text = text.replace(",", _NBSP).replace(".", ",")
        return text

    def percent(self, share: float) -> str:
        """0.69 → "69 %"; not quite everything is never shown as 100."""
        value = round(share * 100)
        return f"{99 if value == 100 and share < 1 else value}{_NBSP}%"

    def points(self, difference: float) -> str:
        """A difference of shares in points with its sign: 0.03 → "+3"."""
        value = round(difference * 100)
        return f"{'+' if value > 0 else _MINUS if value < 0 else ''}{abs(value)}"

    def day(self, at: datetime) -> str:
        """The day at this computer's place: "12.05.2026" (ru), "2026-05-12" (en)."""
        return at.astimezone().strftime("%d.%m.%Y" if self.language == "ru" else "%Y-%m-%d")


def _form(language: str, n: int) -> int:
    """Which of the plural forms: of two in English, of three in Russian (CLDR)."""
    if language != "ru":
        return 0 if n == 1 else 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
