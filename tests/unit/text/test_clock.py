"""Times of day in one spelling."""

import pytest

from workers.text import clock, dates, measures, numerals


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("в 8:30", "в #8:30"),
        ("в половине девятого", "#~8:30"),
        ("без четверти два", "#~1:45"),
        ("без пяти минут шесть", "#~5:55"),
        ("до 6 вечера", "до #18:00"),
        ("в 7 часов 15 минут", "в #7:15"),
        ("в 3 часа дня", "в #15:00"),
        ("до часу дня", "до #13:00"),
        ("в 12 ночи", "в #0:00"),
        ("в полночь", "в #0:00"),
        ("at half past eleven", "at #~11:30"),
        ("at a quarter to eight", "at #~7:45"),
        ("at 10 p.m.", "at #22:00"),
        ("at noon", "at #12:00"),
        ("за 3 дня", "за 3 дня"),
        ("полчаса", "полчаса"),
        ("8.30", "8.30"),
        ("3 to 5 days", "3 to 5 days"),
        ("в соотношении 30:70", "в соотношении 30:70"),
    ],
)
def test_times(written: str, read: str) -> None:
    assert " ".join(clock.clocked(written).split()) == read


def test_which_times_are_one() -> None:
    assert clock.equal("#13:45", "#~1:45") and not clock.equal("#13:45", "#1:45")
    assert clock.may_be("#8:30", "8.30") and clock.may_be("#22:00", "22")
    assert not clock.may_be("#8:30", "8.3.1") and not clock.may_be("#8:05", "8.5")
    assert clock.may_be("#0:00", "24") and not clock.may_be("#17:00", "41")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("полторы тысячи", "1500"),
        ("две с половиной тысячи", "2500"),
        ("two and a half thousand", "2500"),
        ("one and a half", "1.5"),
        ("two dozen", "24"),
        ("fifteen hundred", "1500"),
        ("2,5 млн", "2500000"),
    ],
)
def test_halves_and_dozens(written: str, value: str) -> None:
    words = written.split()
    assert numerals.number_at(words, 0) == (value, len(words))


def test_spelled_numbers_units_and_months() -> None:
    assert numerals.joined("Forty-five of 1,200") == "Forty five of 1200"
    assert measures.spelled("10 км/ч, 3 кв. м") == "10 км в час, 3 квадратных метров"
    assert dates.months("в сентябре, in may, it may") == "в @0000-09-00, in @0000-05-00, it may"
    assert dates.months("5 мая") == "5 мая"
