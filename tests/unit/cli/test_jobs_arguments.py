"""What may be typed behind `bukvar jobs`."""

import pytest

from desktop.cli.arguments import parse
from desktop.cli.command import UsageError


@pytest.mark.parametrize("typed", [(), ("j", "--all")])
def test_nothing_is_dropped_that_was_not_meant(typed: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="name each JOB, or give --all"):
        parse(["jobs", "drop", *typed])


def test_work_is_dropped_by_name_or_all_of_it() -> None:
    assert parse(["jobs", "drop", "j", "k"]).job == ["j", "k"]
    assert parse(["jobs", "drop", "--all"]).all
    assert parse(["jobs", "resume"]).job == []
