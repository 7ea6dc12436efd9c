"""A conversation as the text a model was trained on, by the Jinja template in its own metadata.

Templates and messages are both untrusted: the template runs in a process with limits and never sees the text
of a message, which never becomes a control token (see `Segment`).
"""

from dataclasses import dataclass
from typing import Any

from workers.engines.llama.template_child import TemplateChild
from workers.engines.llama.template_rendering import Rendered, TemplateRenderer
from workers.engines.llama.template_rendering import TemplateError as TemplateError
from workers.text import thoughts


@dataclass(frozen=True, slots=True)
class TemplateMessage:
    """One message of the prompt; `role` is "system", "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the rendered prompt. `control`: it came from the template, so `<|im_start|>` and the like
    are control tokens in it; in a message's own text the same characters stay plain text."""

    text: str
    control: bool


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
_OURS = frozenset({CHATML, LLAMA3, GEMMA, PLAIN})


def fallback(has_token: Any) -> str:
    """The template for a model without its own; `has_token(text) -> bool` asks its vocabulary."""
    return next((template for token, template in _FALLBACKS if has_token(token)), PLAIN)


class ChatTemplate:
    """Renders conversations. What a template writes depends on the roles alone, so it runs once for each
    sequence of them."""

    def __init__(self, untrusted_source: str, bos: str = "", eos: str = "") -> None:
        ours = untrusted_source in _OURS
        self._renderer = TemplateRenderer(untrusted_source) if ours else TemplateChild(untrusted_source)
        self._tokens = bos, eos
        self._rendered: dict[tuple[str, ...], Rendered] = {}

    def close(self) -> None:
        """Ends the process of the template."""
        if isinstance(self._renderer, TemplateChild):
            self._renderer.close()

    def render(self, messages: list[TemplateMessage], *, thinking: bool = False) -> list[Segment]:
        """The prompt up to the point where the model's reply begins. A thought that the template opens for
        the model is closed again, unless `thinking`. Raises `TemplateError` when the template is not sound,
        refuses these roles in each form, or takes too long (`TemplateOverrun`)."""
        roles = tuple(message.role for message in messages)
        if roles not in self._rendered:
            self._rendered[roles] = self._renderer.render(roles, *self._tokens)
        rendered = self._rendered[roles]
        segments = []
        for part in rendered.parts:
            if isinstance(part, str):
                segments.append(Segment(part, control=True))
            else:
                joined = "\n\n".join(messages[index].text for index in rendered.groups[part])
                segments.append(Segment(joined, control=False))
        last = rendered.parts[-1] if rendered.parts else ""
        opened = thoughts.left_open(last) if isinstance(last, str) and not thinking else None
        if opened:
            segments.append(Segment(thoughts.close_of(opened), control=True))
        return [segment for segment in segments if segment.text]
