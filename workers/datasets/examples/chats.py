"""Examples in the JSON of trainers: ShareGPT, Alpaca, OpenAI messages, and plain objects.

A conversation gives an example for each of its answers, with the turns before it, as the chat has them: a
follow-up ("А за границей?") keeps its sense. Of long ones the turns longest ago are left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from workers.contract.training.examples import ExampleText

SHAREGPT, ALPACA, MESSAGES, PLAIN = "sharegpt", "alpaca", "messages", "jsonl"
EARLIER_CHARACTERS = 4000
_USER = frozenset(("user", "human", "prompter", "question"))
_ASSISTANT = frozenset(("assistant", "gpt", "model", "bot", "chatgpt", "answer"))


def format_of(untrusted: Mapping[str, Any]) -> str:
    """Which format the first object of a file has."""
    if isinstance(untrusted.get("messages"), list):
        return MESSAGES
    if isinstance(untrusted.get("conversations"), list) or isinstance(untrusted.get("conversation"), list):
        return SHAREGPT
    if "instruction" in untrusted and "output" in untrusted:
        return ALPACA
    return PLAIN


def conversation(untrusted: Mapping[str, Any]) -> list[ExampleText | str]:
    """The examples of a conversation, or the one reason why there are none (see `SkippedRow.reason`)."""
    turns = untrusted.get("messages", untrusted.get("conversations", untrusted.get("conversation")))
    if not isinstance(turns, list):
        return ["no_pair"]
    said = [turn for turn in map(_turn, turns) if turn is not None]
    system = next((text for role, text in said if role == "system"), str(untrusted.get("system") or ""))
    talk = [(role, text) for role, text in said if role != "system" and text]
    if not any(role == "assistant" for role, _ in talk):
        return ["no_answer"]
    examples: list[ExampleText | str] = []
    earlier: list[tuple[str, str]] = []
    asked: list[str] = []
    for role, text in talk:
        if role == "user":
            asked.append(text)
        elif asked:  # a greeting that nobody asked for is left out
            question = "\n\n".join(asked)
            examples.append(ExampleText(question, text, system=system.strip(), earlier=_latest(earlier)))
            earlier.append((question, text))
            asked = []
    return examples or ["no_question"]


def alpaca(untrusted: Mapping[str, Any]) -> ExampleText | str:
    """The example of an Alpaca object: what stands in `input` belongs to the question."""
    parts = [text_of(untrusted.get(name)) for name in ("instruction", "input")]
    question = "\n".join(part for part in parts if part)
    answer = text_of(untrusted.get("output"))
    if not question or not answer:
        return "no_question" if not question else "no_answer"
    return ExampleText(question, answer, system=text_of(untrusted.get("system")))


def text_of(untrusted: Any) -> str:
    """A JSON value as text; the parts of OpenAI's list form are joined."""
    if isinstance(untrusted, list):
        parts = [part.get("text") if isinstance(part, dict) else part for part in untrusted]
        return "\n".join(part for part in parts if isinstance(part, str)).strip()
    if untrusted is None or isinstance(untrusted, dict | bool):
        return ""
    return str(untrusted).strip()


def _turn(untrusted: Any) -> tuple[str, str] | None:
    if not isinstance(untrusted, dict):
        return None
    role = str(untrusted.get("role", untrusted.get("from", ""))).lower()
    text = text_of(untrusted.get("content", untrusted.get("value")))
    if role in _USER:
        return "user", text
    if role in _ASSISTANT:
        return "assistant", text
    return ("system", text) if role == "system" else None


def _latest(turns: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    kept: list[tuple[str, str]] = []
    room = EARLIER_CHARACTERS
    for question, answer in reversed(turns):
        room -= len(question) + len(answer)
        if room < 0:
            break
        kept.insert(0, (question, answer))
    return tuple(kept)
