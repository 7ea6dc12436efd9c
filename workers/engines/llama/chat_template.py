"""A conversation as the text a model was trained on, by the Jinja template in its own metadata.

Templates and messages are both untrusted: the template runs in a sandbox that can change nothing, and
the text of a message never becomes a control token (see `Segment`).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_RENDERED = 1 << 20


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the prompt; `role` is "system", "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the rendered prompt. `control`: it came from the template, so `<|im_start|>` and the like
    are control tokens in it; in a message's own text the same characters stay plain text."""

    text: str
    control: bool


class TemplateError(ValueError):
    """The template refuses this conversation or is broken."""


# Used for models whose file carries no template: told by the control tokens of their vocabulary.
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LLAMA3 = (
    "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m.role }}<|end_header_id|>\n\n"
    "{{ m.content }}<|eot_id|>{% endfor %}"
    "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}"
)
GEMMA = (
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}"
    "{{ raise_exception('no system role') }}{% endif %}"
    "<start_of_turn>{{ 'model' if m.role == 'assistant' else m.role }}\n{{ m.content }}<end_of_turn>\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
PLAIN = (
    "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content }}\n\n{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
_FALLBACKS = (("<|im_start|>", CHATML), ("<|start_header_id|>", LLAMA3), ("<start_of_turn>", GEMMA))

# The place of a message's text while the template runs; private-use characters, which templates never hold.
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000(\\d+)\ue001")


def fallback(has_token: Any) -> str:
    """The template for a model without its own; `has_token(text) -> bool` asks its vocabulary."""
    return next((template for token, template in _FALLBACKS if has_token(token)), PLAIN)


class ChatTemplate:
    """Renders conversations. Raises `TemplateError` when `untrusted_source` is not a sound template."""

    def __init__(self, untrusted_source: str, bos: str = "", eos: str = "") -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols], undefined=jinja2.Undefined
        )
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = lambda pattern: datetime.now().strftime(pattern)
        self._tokens = {"bos_token": bos, "eos_token": eos}
        try:
            self._template = environment.from_string(untrusted_source)
        except jinja2.TemplateError as error:
            raise TemplateError(str(error)) from error

    def render(self, messages: list[Message]) -> list[Segment]:
        """The prompt up to the point where the model's reply begins."""
        try:
            return self._render(messages)
        except TemplateError:
            # Some families know no system role: their own instructions say to put it into the first question.
            if messages and messages[0].role == "system" and len(messages) > 1:
                first = Message(messages[1].role, f"{messages[0].text}\n\n{messages[1].text}")
                return self._render([first, *messages[2:]])
            raise

    def _render(self, messages: list[Message]) -> list[Segment]:
        stand_ins = [{"role": m.role, "content": _MARK.format(i)} for i, m in enumerate(messages)]
        try:
            rendered = self._template.render(
                messages=stand_ins,
                add_generation_prompt=True,
                enable_thinking=False,
                tools=None,
                **self._tokens,
            )
        except (
            jinja2.TemplateError,
            TypeError,
            ValueError,
            ArithmeticError,
            LookupError,
            AttributeError,
        ) as error:
            raise TemplateError(str(error)) from error
        if len(rendered) > MAX_RENDERED:
            raise TemplateError("the template makes too much text")
        segments, at, seen = [], 0, set()
        for mark in _MARKS.finditer(rendered):
            segments.append(Segment(rendered[at : mark.start()], control=True))
            segments.append(Segment(messages[int(mark.group(1))].text, control=False))
            seen.add(int(mark.group(1)))
            at = mark.end()
        segments.append(Segment(rendered[at:], control=True))
        if seen != set(range(len(messages))):
            raise TemplateError("the template leaves out a message")
        return [segment for segment in segments if segment.text]


def _refuse(message: str = "") -> None:
    raise TemplateError(message)
