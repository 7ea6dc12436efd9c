"""Words of others inside Markdown."""

import pytest

from desktop.ui.words.markdown import without_active_parts


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("a <b>", r"a \<b>"),
        (r"От: \<zueva@mail.example>", r"От: \<zueva@mail.example>"),  # a letter already
        (r"a \\<b>", r"a \\\<b>"),  # behind a backslash that is one itself
        ("1 < 2", "1 < 2"),
        ("![p](x)", "!\\[p]\\(x)"),
    ],
)
def test_html_links_and_pictures_are_letters(written: str, safe: str) -> None:
    assert without_active_parts(written) == safe
