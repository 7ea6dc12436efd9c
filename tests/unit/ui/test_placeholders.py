"""Values in translated texts."""

import pytest

from desktop.ui.i18n.placeholders import fill


@pytest.mark.parametrize(
    ("text", "values", "named", "filled"),
    [
        ("Source %1 of %2", (2, 7), {}, "Source 2 of 7"),
        ("%2 before %1", ("b", "a"), {}, "a before b"),
        ("%1, again %1", ("here",), {}, "here, again here"),
        (
            "The file is %size%, the limit %limit%.",
            (),
            {"size": 3, "limit": 2},
            "The file is 3, the limit 2.",
        ),
        ("“%words” under “%place”", (), {"words": "x", "place": "y"}, "“x” under “y”"),
        ("%n page(s) of %1", ("a",), {"n": 5}, "5 page(s) of a"),
        ("%text% is a name like any other", (), {"text": "So"}, "So is a name like any other"),
    ],
)
def test_values_take_their_places(
    text: str, values: tuple[str | int, ...], named: dict[str, str | int], filled: str
) -> None:
    assert fill(text, *values, **named) == filled


def test_what_stands_in_a_value_is_no_placeholder() -> None:
    assert fill("Add %1 to “%2”", "100 %2.docx", "My %1 base") == "Add 100 %2.docx to “My %1 base”"
    assert fill("%file% in %folder%", file="%folder%", folder="%file%") == "%folder% in %file%"


def test_a_placeholder_without_a_value_and_other_per_cents_stay() -> None:
    assert fill("%1 of %2, 95 % from %low%, 100%", "one") == "one of %2, 95 % from %low%, 100%"
