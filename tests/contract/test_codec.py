"""Dataclasses to JSON values and back."""

from dataclasses import dataclass, field
from enum import StrEnum

import pytest

from workers.contract.codec import CodecError, from_json, to_json


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    number: int
    share: float = 0.5


@dataclass(frozen=True)
class Outer:
    name: str
    inner: Inner
    many: tuple[Inner, ...] = ()
    lists: list[str] = field(default_factory=list)
    table: dict[str, int | str] = field(default_factory=dict)
    colour: Colour = Colour.RED
    perhaps: Inner | None = None
    nested: tuple[tuple[float, ...], ...] = ()


FULL = Outer(
    "имя", Inner(1, 0.25), (Inner(2), Inner(3)), ["a"], {"x": 1, "y": "z"}, Colour.BLUE, Inner(4),
    ((1.0, 2.0), ()),
)  # fmt: skip


def test_there_and_back() -> None:
    value = to_json(FULL)
    assert value["many"] == [{"number": 2, "share": 0.5}, {"number": 3, "share": 0.5}]
    assert value["colour"] == "blue"
    assert from_json(Outer, value) == FULL


def test_defaults_and_unknown_fields() -> None:
    read = from_json(Outer, {"name": "n", "inner": {"number": 1, "later": True}, "also": 1})
    assert read == Outer("n", Inner(1))


def test_a_whole_number_is_a_float_where_one_is_expected() -> None:
    assert from_json(Inner, {"number": 1, "share": 2}) == Inner(1, 2.0)


@pytest.mark.parametrize(
    "value",
    [
        None, [], 7, {}, {"name": 1, "inner": {"number": 1}}, {"name": "n"}, {"name": "n", "inner": None},
        {"name": "n", "inner": {"number": "1"}}, {"name": "n", "inner": {"number": True}},
        {"name": "n", "inner": {"number": 1.0}}, {"name": "n", "inner": {"number": 1}, "many": {}},
        {"name": "n", "inner": {"number": 1}, "many": [7]},
        {"name": "n", "inner": {"number": 1}, "lists": "ab"},
        {"name": "n", "inner": {"number": 1}, "table": {"x": []}},
        {"name": "n", "inner": {"number": 1}, "colour": "green"},
        {"name": "n", "inner": {"number": 1}, "perhaps": {}},
        {"name": "n", "inner": {"number": 1}, "nested": [["1"]]},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(CodecError, match="Outer"):
        from_json(Outer, value)
