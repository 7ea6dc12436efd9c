"""What a report says in its language, which need not be that of the window."""

import re
from datetime import datetime

from PySide6.QtCore import QTranslator

from desktop.paths import RESOURCES
from desktop.ui.i18n import formats
from workers.text.language import LANGUAGES

_CONTEXT = "Report"  # of all sentences of reports in the translation files
_MINUS = "\u2212"
_PLACE = re.compile(r"%(?:([a-z]+)%|n(?![a-z]))")


class Words:
    """The sentences of the translation files in one language; raises ValueError for one that we do not
    have. Where its file is missing, they are those of the sources, in English."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"there are no reports in {language!r}")
        self.language = language
        self._translator = QTranslator()
        self._translator.load(f"bukvar_{language}", str(RESOURCES / "i18n"))

    def tr(self, source: str, n: int | None = None, **values: object) -> str:
        """A sentence: `%name%` is filled in, `%n` is the number `n`, which also chooses the
        plural form. Raises KeyError for a name without a value."""
        text = self._translator.translate(_CONTEXT, source, "", -1 if n is None else n) or source
        number = "" if n is None else self.number(n)
        return _PLACE.sub(lambda place: str(values[place[1]]) if place[1] else number, text)

    def marked(self, context: str, source: str) -> str:
        """A text without values that is marked where it stands, for the window as well."""
        return self._translator.translate(context, source) or source

    def number(self, value: float, digits: int = 0) -> str:
        """1846.5 → "1 846,5" (ru), "1,846.5" (en) with one digit."""
        return formats.number(value, digits, self.language)

    @staticmethod
    def points(difference: float) -> str:
        """A difference of shares in points with its sign: 0.03 → "+3"."""
        value = round(difference * 100)
        return f"{'+' if value > 0 else _MINUS if value < 0 else ''}{abs(value)}"

    def day(self, at: datetime) -> str:
        """The day at this computer's place: "12.05.2026" (ru), "2026-05-12" (en)."""
        return formats.numeric_day(at, self.language)

    def moment(self, at: datetime) -> str:
        """The day and the time: "12.05.2026 09:30:07"."""
        return f"{self.day(at)} {at.astimezone():%H:%M:%S}"

    def values(self) -> dict[str, object]:
        """What every template may call."""
        return {
            "language": self.language, "tr": self.tr, "number": self.number, "percent": formats.percent,
            "points": self.points, "day": self.day, "moment": self.moment,
        }  # fmt: skip
