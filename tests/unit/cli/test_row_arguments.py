"""What may be typed after `bukvar dataset` and `bukvar exam`."""

import pytest

from desktop.cli.arguments import parse
from desktop.cli.command import UsageError

BASE = ("--base", "Б")
REVIEW = ("review", *BASE)


@pytest.mark.parametrize("command", ["dataset", "exam"])
@pytest.mark.parametrize(
    "typed",
    [
        (),
        ("import", *BASE),
        REVIEW,
        (*REVIEW, "--approve", "1"),
        (*REVIEW, "--approve", "1", "--by", "  "),
        (*REVIEW, "--by", "Анна"),
        (*REVIEW, "--mend", "1", "--by", "Анна"),
        (*REVIEW, "--mend", "1", "--question", " ", "--by", "Анна"),
        (*REVIEW, "--answer", "x", "--by", "Анна"),
        (*REVIEW, "--approve-all", "--question", "x", "--by", "Анна"),
        (*REVIEW, "--undo", "--reject", "1"),
    ],
)
def test_what_makes_no_command_is_said(command: str, typed: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        parse((command, *typed))
    assert caught.value.code == 2 and f"bukvar {command}" in caught.value.text


@pytest.mark.parametrize("command", ["dataset", "exam"])
@pytest.mark.parametrize(
    "typed",
    [
        ("import", *BASE, "а.csv", "б.json"),
        ("export", *BASE),
        (*REVIEW, "--approve-all", "--reject", "1", "2", "--by", "Анна"),
        (*REVIEW, "--mend", "1", "--answer", "Да", "--by", "Анна"),
        (*REVIEW, "--undo"),
    ],
)
def test_what_makes_one(command: str, typed: tuple[str, ...]) -> None:
    parsed = parse((command, *typed))
    assert (parsed.command, parsed.action, parsed.base) == (command, typed[0], "Б")


@pytest.mark.parametrize(
    "typed",
    [
        ("exam", "make"),
        ("exam", "make", *BASE, "--questions", "0"),
        ("exam", "make", *BASE, "--kinds", "general"),
        ("dataset", "generate", *BASE, "--limit", "0"),
        ("dataset", *REVIEW, "--mend", "1", "--answer", "", "--by", "Анна"),  # an example has an answer
    ],
)
def test_what_one_kind_of_rows_does_not_know(typed: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        parse(typed)
    assert caught.value.code == 2


@pytest.mark.parametrize(
    "typed",
    [
        ("exam", "make", *BASE, "--questions", "30", "--kinds", "fact", "no_answer"),
        ("exam", "import", *BASE, "а.csv", "--by", "Анна"),
        ("exam", "show", *BASE, "--state", "pending", "--json"),
        ("exam", *REVIEW, "--mend", "1", "--answer", "", "--by", "Анна"),  # the documents do not say
        ("dataset", "list", *BASE, "--state", "pending", "--json"),
        ("dataset", "import", *BASE, "а.csv", "--question", "Вопрос", "--answer", "Ответ"),
    ],
)
def test_what_one_kind_of_rows_knows(typed: tuple[str, ...]) -> None:
    parsed = parse(typed)
    assert (parsed.command, parsed.action, parsed.base) == (*typed[:2], "Б")


def test_a_hundred_questions_are_made_where_nothing_else_is_said() -> None:
    parsed = parse(("exam", "make", *BASE))
    assert (parsed.questions, parsed.kinds) == (100, None)
