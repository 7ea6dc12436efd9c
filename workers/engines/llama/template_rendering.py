"""Renders a model's Jinja template, in a process of its own (`template_child.py`).

The template comes from a file that anybody may have written. The sandbox lets it change nothing; that it may
loop without end or make a text without end is the reason for the process.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

import jinja2
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Characters that a template adds to a conversation, and that a rendered one has in all.
MAX_RENDERED = 1 << 16
# The place of a message's text while the template runs; private-use characters, which templates never hold.
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000(\\d{1,6})\ue001")
# How families name what switches thoughts off or keeps them short (Qwen3 and GLM; DeepSeek and Granite;
# Command; Seed-OSS; gpt-oss). One that knows only the first may refuse another's value.
_SWITCHES: tuple[dict[str, Any], ...] = (
    {
        "enable_thinking": False, "thinking": False, "reasoning": False, "thinking_budget": 0,
        "reasoning_effort": "low",
    },
    {"enable_thinking": False},
)  # fmt: skip


class TemplateError(ValueError):
    """The template refuses this conversation or is broken."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered conversation: `parts` are texts of the template and, as numbers, messages; message n is made
    of those that `groups[n]` numbers, joined by an empty line."""

    parts: tuple[str | int, ...]
    groups: tuple[tuple[int, ...], ...]


class TemplateRenderer:
    """A compiled template. Raises `TemplateError` for one that is not sound."""

    def __init__(self, untrusted_source: str) -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols], undefined=jinja2.Undefined
        )
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = lambda pattern: datetime.now().strftime(pattern)
        try:
            self._template = environment.from_string(untrusted_source)
        except Exception as error:  # a template may bring the parser to anything
            raise TemplateError(repr(error)[:500]) from error

    def render(self, roles: Sequence[str], bos: str, eos: str) -> Rendered:
        """A conversation of these roles, up to where the reply begins, in the first form that the template
        takes: without a system role the instructions open the first question, and where turns have to
        alternate those of one role become one. Content is a text or, for models that also see pictures, a
        list of parts. Raises `TemplateError`: of the first form, when it takes none."""
        refused: TemplateError | None = None
        tokens = {"bos_token": bos, "eos_token": eos}
        for groups, as_parts, switches in product(_forms(roles), (False, True), _SWITCHES):
            try:
                parts = self._rendered(roles, groups, as_parts, {**switches, **tokens})
            except TemplateError as error:
                refused = refused or error
                continue
            return Rendered(parts, groups)
        assert refused is not None
        raise refused

    def _rendered(
        self, roles: Sequence[str], groups: Sequence[tuple[int, ...]], as_parts: bool, values: dict[str, Any]
    ) -> tuple[str | int, ...]:
        messages = []
        for number, group in enumerate(groups):
            text = _MARK.format(number)
            content = [{"type": "text", "text": text}] if as_parts else text
            messages.append({"role": roles[group[-1]], "content": content})
        pieces, length = [], 0
        try:
            for piece in self._template.generate(
                messages=messages, add_generation_prompt=True, tools=None, **values
            ):
                pieces.append(piece)
                length += len(piece)
                if length > MAX_RENDERED:
                    raise TemplateError("the template makes too much text")
        except TemplateError:
            raise
        except Exception as error:  # whatever the template brings about
            raise TemplateError(repr(error)[:500]) from error
        split = _MARKS.split("".join(pieces))
        parts = tuple(part if at % 2 == 0 else int(part) for at, part in enumerate(split) if part)
        numbers = [part for part in parts if isinstance(part, int)]
        if sorted(numbers) != list(range(len(groups))):
            raise TemplateError("the template leaves out a message or repeats one")
        return parts


def _forms(roles: Sequence[str]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Which messages become one, from the conversation as it is to turns that alternate."""
    whole: tuple[tuple[int, ...], ...] = tuple((index,) for index in range(len(roles)))
    yield whole
    folded = whole
    if len(roles) > 1 and roles[0] == "system":
        folded = ((0, 1), *whole[2:])
        yield folded
    turns: list[tuple[int, ...]] = []
    for group in folded:
        if turns and roles[turns[-1][-1]] == roles[group[-1]]:
            turns[-1] += group
        else:
            turns.append(group)
    if tuple(turns) != folded:
        yield tuple(turns)


def _refuse(message: str = "") -> None:
    raise TemplateError(str(message)[:500])
