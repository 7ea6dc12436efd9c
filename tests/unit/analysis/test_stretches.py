"""How a document is cut for a summary."""

import pytest

from desktop.features.analysis.domain import stretches
from workers.contract.training.examples import SourcePassage


def passages(*sizes: int, headings: str = "") -> list[SourcePassage]:
    at, made = 0, []
    for number, size in enumerate(sizes):
        heading = headings[number] if headings else ""
        made.append(SourcePassage(f"c{number}", "d", "д", "/д", 1, at, at + size, heading, "а" * size))
        at += size + 2
    return made


def test_nothing_is_lost_doubled_or_out_of_order() -> None:
    given = passages(900, 1200, 800, 5000, 10, 400)
    cut = stretches.stretches(list(reversed(given)))
    assert [one for stretch in cut for one in stretch] == given
    assert all(
        sum(len(one.text) for one in stretch) <= stretches.STRETCH or len(stretch) == 1 for stretch in cut
    )


def test_a_heading_begins_a_stretch_once_the_one_before_is_long_enough() -> None:
    cut = stretches.stretches(passages(400, 400, 900, 300, headings="ААБВ"))
    assert [len(stretch) for stretch in cut] == [3, 1]


@pytest.mark.parametrize(("count", "total"), [(1, 1), (2, 3), (8, 9), (9, 12), (100, 116)])
def test_the_steps_are_those_that_are_made(count: int, total: int) -> None:
    made, level = count, list(range(count))
    while len(level) > 1:
        together = stretches.groups(level) if len(level) > stretches.GROUP else [level]
        assert [one for group in together for one in group] == level
        level = list(range(len(together)))
        made += len(level)
    assert stretches.steps(count) == made == total
