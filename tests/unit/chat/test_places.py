"""Where messages stand: the same sums, in whatever order heights change and places are asked for."""

import random

from desktop.features.chat.views.column.places import Places

GAP, ABOVE, BELOW = 16, 24, 8


def summed(heights: list[int], at: int) -> int:
    return ABOVE + sum(height + GAP for height in heights[:at])


def test_places_follow_every_change() -> None:
    chance = random.Random(7)
    places = Places(GAP, ABOVE, BELOW)
    heights = [chance.randrange(10, 300) for _ in range(60)]
    places.reset(heights)
    for _ in range(400):
        at = chance.randrange(len(heights))
        height = chance.choice((heights[at], chance.randrange(10, 300)))
        assert places.set_height(at, height) == (height != heights[at])
        heights[at] = height
        asked = chance.randrange(len(heights))
        if chance.random() < 0.7:
            assert places.top(asked) == summed(heights, asked)
        if chance.random() < 0.3:
            assert places.total == summed(heights, len(heights)) - GAP + BELOW
        if chance.random() < 0.5:
            top = chance.randrange(places.total)
            bottom = top + chance.randrange(1, 900)
            reach = [
                one
                for one, high in enumerate(heights)
                if summed(heights, one) < bottom and summed(heights, one) + high > top
            ]
            assert list(places.between(top, bottom)) == reach


def test_nothing_has_no_height_but_the_margins() -> None:
    places = Places(GAP, ABOVE, BELOW)
    places.reset([5, 6])
    places.reset([])
    assert len(places) == 0 and places.total == ABOVE + BELOW
    assert not places.between(0, 100)
