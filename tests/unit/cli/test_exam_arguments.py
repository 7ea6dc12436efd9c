"""What may be typed after `bukvar exam`."""

import pytest

from desktop.cli.command import UsageError
from desktop.cli.main import parse

REVIEW = ("exam", "review", "--base", "Б")


@pytest.mark.parametrize(
    "typed",
    [
        ("exam",),
        ("exam", "make"),
        ("exam", "make", "--base", "Б", "--questions", "0"),
        ("exam", "make", "--base", "Б", "--kinds", "general"),
        ("exam", "import", "--base", "Б"),
        REVIEW,
        (*REVIEW, "--approve", "1"),
        (*REVIEW, "--approve", "1", "--by", "  "),
        (*REVIEW, "--by", "Анна"),
        (*REVIEW, "--mend", "1", "--by", "Анна"),
        (*REVIEW, "--answer", "x", "--by", "Анна"),
        (*REVIEW, "--approve-all", "--question", "x", "--by", "Анна"),
    ],
)
def test_what_makes_no_command_is_said(typed: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        parse(typed)
    assert caught.value.code == 2 and "bukvar exam" in caught.value.text


@pytest.mark.parametrize(
    "typed",
    [
        ("exam", "make", "--base", "Б", "--questions", "30", "--kinds", "fact", "no_answer"),
        ("exam", "import", "--base", "Б", "а.csv", "б.json", "--by", "Анна"),
        ("exam", "show", "--base", "Б", "--state", "pending", "--json"),
        ("exam", "export", "--base", "Б"),
        (*REVIEW, "--approve-all", "--reject", "1", "2", "--by", "Анна"),
        (*REVIEW, "--mend", "1", "--answer", "", "--by", "Анна"),
    ],
)
def test_what_makes_one(typed: tuple[str, ...]) -> None:
    parsed = parse(typed)
    assert (parsed.command, parsed.action, parsed.base) == ("exam", typed[1], "Б")


def test_sixty_questions_are_made_where_nothing_else_is_said() -> None:
    parsed = parse(("exam", "make", "--base", "Б"))
    assert (parsed.questions, parsed.kinds) == (60, None)
