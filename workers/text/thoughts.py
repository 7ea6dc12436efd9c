"""Thoughts of reasoning models: what a model writes for itself before it answers. They are not the answer."""

from dataclasses import dataclass

# What opens thoughts and what closes them, by families: DeepSeek, Qwen3, GLM and others; Magistral; Command;
# Seed-OSS; Kimi; OpenThinker; EXAONE; Gemma 4 and MedGemma; gpt-oss.
_TAGS = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<reasoning>", "</reasoning>"),
    ("[THINK]", "[/THINK]"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<seed:think>", "</seed:think>"),
    ("◁think▷", "◁/think▷"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ("<|channel>", "<channel|>"),
    ("<unused94>", "<unused95>"),
    ("<|channel|>", "<|channel|>final<|message|>"),
)
_CLOSING = dict(_TAGS)
# gpt-oss names a channel before each message; the answer stands in this one.
_CHANNEL, _FINAL = "<|channel|>", "<|channel|>final<|message|>"
_NEXT_MESSAGE = "<|end|><|start|>assistant"
# Control tokens that a reply has to show for its thoughts to be told from the answer.
MARKS = frozenset({mark for tags in _TAGS for mark in tags if mark != _FINAL} | {"<|message|>", "<|start|>"})


@dataclass(frozen=True, slots=True)
class Opened:
    """Thoughts that were opened by `tag`; `shown` is the text that stands behind it already."""

    tag: str
    shown: str = ""


def left_open(prompt: str) -> Opened | None:
    """The thoughts that the end of a prompt opens, if it does."""
    text = prompt.rstrip()
    tag = next((tag for tag in _CLOSING if tag != _CHANNEL and text.endswith(tag)), None)
    return Opened(tag, prompt[len(text) :]) if tag else None


def close_of(opened: Opened) -> str:
    """What closes thoughts, so that the answer is written next."""
    if opened.tag == _CHANNEL:
        return _NEXT_MESSAGE + _FINAL
    breaks = "\n" if opened.shown.endswith("\n") else "\n\n"
    return f"{breaks}{_CLOSING[opened.tag]}\n\n"


class ThoughtFilter:
    """Takes a reply as it is written and gives what of it is answer. Thoughts stand at its beginning; what
    looks like them further on is text."""

    def __init__(self, opened: Opened | None = None) -> None:
        """`opened`: thoughts that the prompt has opened (`left_open`)."""
        self._opened = opened
        self._answering = False
        self._waiting = ""

    @property
    def thinking(self) -> Opened | None:
        """The thoughts that are not closed yet."""
        return self._opened

    def feed(self, piece: str) -> str:
        """What of the reply can be shown now."""
        if self._answering:
            return piece
        self._waiting += piece
        while self._opened or self._waiting:
            if self._opened:
                closing = _CLOSING[self._opened.tag]
                _, found, rest = self._waiting.partition(closing)
                if not found:
                    # The end may be the beginning of what closes them.
                    self._waiting = self._waiting[-(len(closing) - 1) :]
                    return ""
                self._opened, self._waiting = None, rest
                continue
            begun = self._waiting.lstrip()
            if any(mark.startswith(begun) for tags in _TAGS for mark in tags):
                return ""
            closing = next((mark for mark in _CLOSING.values() if begun.startswith(mark)), "")
            if closing:
                self._waiting = begun[len(closing) :]
                continue
            tag = next((tag for tag in _CLOSING if begun.startswith(tag)), None)
            if tag is None:
                self._answering, self._waiting = True, ""
                return begun
            self._opened, self._waiting = Opened(tag, "\n"), begun[len(tag) :]
        return ""

    def close(self) -> str:
        """Ends the thoughts; returns what has to stand in the prompt for the answer to be written next."""
        assert self._opened is not None
        closing = close_of(self._opened)
        self._opened, self._waiting = None, ""
        return closing

    def finish(self) -> str:
        """What was held back because it could have become thoughts."""
        held, self._waiting = self._waiting, ""
        return "" if self._opened else held.strip()


def without(reply: str) -> str:
    """A whole reply without its thoughts; "" when it consists of them."""
    thoughts = ThoughtFilter()
    return thoughts.feed(reply) + thoughts.finish()
