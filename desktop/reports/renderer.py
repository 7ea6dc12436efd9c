"""Fills the templates of `resources/reports`: every value is text, never markup.

A template says its sentences with `tr("…", name=value)` and, by number, `tr("%n line(s)", n=3)`; see `Words`.
"""

from functools import cache
from typing import TYPE_CHECKING

from desktop.paths import RESOURCES

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: object) -> str:
    """The text of a template. Raises what Jinja2 raises for a template that is wrong: a defect."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # loaded with the first report

    environment = Environment(
        loader=FileSystemLoader(RESOURCES / "reports", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["px"] = lambda value: f"{value:.1f}"
    environment.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    return environment
