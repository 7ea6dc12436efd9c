"""Numbers, sizes, times and dates in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n import formats
from desktop.ui.i18n.translator import Translator
from tests.helpers.gui import RESOURCES, qt_app

NBSP = formats.NBSP


@pytest.fixture(scope="module")
def words() -> Iterator[Translator]:
    from installer.strings import compile_all

    qt_app()
    compile_all()
    translator = Translator(RESOURCES / "i18n")
    yield translator
    translator.apply("en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ru",
            ["1 846", "1,1 ГБ", "640 МБ", "16 ГБ", "69 %", "99 %", "3 мин", "2 ч 10 мин", "40 с", "3,1 с"],
        ),
        (
            "en",
            ["1,846", "1.1 GB", "640 MB", "16 GB", "69 %", "99 %", "3 min", "2 h 10 min", "40 s", "3.1 s"],
        ),
    ],
)
def test_values(words: Translator, language: str, expected: list[str]) -> None:
    assert words.apply(language) == language
    made = [
        formats.number(1846),
        formats.size(1_117_320_768),
        formats.size(640_000_000),
        formats.memory(16 * 1024**3),
        formats.percent(0.69),
        formats.percent(0.999),
        formats.duration(170),
        formats.duration(7800),
        formats.duration(41),
        formats.seconds(3.14),
    ]
    assert made == [text.replace(" ", NBSP) for text in expected]


def test_days(words: Translator) -> None:
    words.apply("ru")
    today = date(2026, 5, 16)

    def moment(month: int, day: int, year: int = 2026) -> datetime:
        return datetime(year, month, day, 12, tzinfo=UTC)

    assert formats.day(moment(5, 16), today) == "сегодня"
    assert formats.day(moment(5, 15), today) == "вчера"
    assert formats.day(moment(5, 14), today) == f"14{NBSP}мая"
    assert formats.day(moment(5, 14, 2024), today) == f"14{NBSP}мая{NBSP}2024"
    words.apply("en")
    assert formats.day(moment(5, 14), today) == f"14{NBSP}May"


def test_languages_name_themselves() -> None:
    assert formats.own_name("ru") == "Русский"
    assert formats.own_name("en") == "English"


def test_a_missing_translation_leaves_the_window_english(tmp_path: object) -> None:
    from pathlib import Path

    qt_app()
    translator = Translator(Path(str(tmp_path)))
    assert translator.apply("ru") == "en"
    assert formats.size(1_100_000_000) == f"1.1{NBSP}GB"


@pytest.mark.parametrize(("count", "said"), [(1, "слова"), (2, "слов"), (12, "слов"), (61, "слова")])
def test_about_takes_the_genitive(words: Translator, count: int, said: str) -> None:
    words.apply("ru")
    estimated = QCoreApplication.translate("ModelWords", "about %n word(s)/s", "", count)
    assert estimated == f"около {count} {said}/с"
