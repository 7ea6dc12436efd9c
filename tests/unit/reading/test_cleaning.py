"""Cleaning, and the way back from cleaned to raw positions."""

import random

import pytest

from workers.reading.cleaning import clean, clean_line, clean_with_origin


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("один\u00a0два\u202fтри", "один два три"),
        ("раз\r\nдва\r\n\r\n\r\n\r\nтри", "раз\nдва\n\nтри"),
        ("  лишние   пробелы \n и\tотступы  ", "лишние пробелы\nи отступы"),
        ("нуль\0байт и \x07звонок", "нульбайт и звонок"),
        ("продол\ufffeжительность", "продолжительность"),
        ("продол\u00ad\r\nжительность", "продолжительность"),
        ("продол-\nжительность", "продолжительность"),
        ("какой\ufffeлибо, северо-\nзападный", "какой-либо, северо-западный"),
        ("1991\ufffe1995", "1991-1995"),
        ("ноль\u200bширины\ufeff", "нольширины"),
        ("страница\fвторая", "страница\n\nвторая"),
        ("битая\ud800пара", "битаяпара"),
        ("", ""),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected
    assert clean_with_origin(raw).text == expected


def test_a_line() -> None:
    assert clean_line(" раз\n\nдва\t три ") == "раз два три"


def test_every_character_knows_its_origin() -> None:
    source = random.Random(3)
    raw = "".join(source.choice("абв гд\n\r\u00ad\ufffe\u00a0.-\0\t") for _ in range(4000))
    cleaned = clean_with_origin(raw)
    assert cleaned.text == clean(raw)
    assert len(cleaned.origin) == len(cleaned.text)
    assert list(cleaned.origin) == sorted(cleaned.origin)
    for char, position in zip(cleaned.text, cleaned.origin, strict=True):
        assert char == raw[position] or char in " \n-"
