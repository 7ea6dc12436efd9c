"""Texts cut at a word."""

import pytest

from workers.text.shortening import shorten


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Отпуск", 6, "Отпуск"),
        ("Отпуск длится", 12, "Отпуск…"),
        ("Отпуск — это время", 11, "Отпуск…"),
        ("Отпускдлится", 6, "Отпуск…"),
        ("", 0, ""),
    ],
)
def test_what_is_too_long_ends_at_a_word(text: str, limit: int, cut: str) -> None:
    assert shorten(text, limit) == cut


def test_only_the_marks_that_are_named_go() -> None:
    assert shorten("Статья 5. Отпуск", 11, " ,;:") == "Статья 5.…"
