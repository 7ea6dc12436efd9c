"""The prompts by which a chat model writes an example, and how its reply is read.

Texts lie in `resources/prompts/<language>/make_*.txt`. What does not change stands first, so that it stays in
the model's cache: instructions and shots."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workers.answering import claims, prompting, short_texts
from workers.answering.prompting import PromptMessage
from workers.contract.training.examples import ExampleKind, SourcePassage
from workers.datasets.examples.focus import Focus, topic
from workers.text import language as languages

MAX_TOKENS = 220
_TIME = re.compile(
    r"позднее|ранее|в течение|\bс \d|\bдо \d|срок|within|before|later than|deadline|\bfrom \d|until", re.I
)


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What the model wrote, without blanks at the ends."""

    question: str
    answer: str


def language_of(passage: SourcePassage) -> str:
    """The language that the passage is written in, and its examples shall be."""
    return languages.language_of(passage.text)


def messages(passage: SourcePassage, focus: Focus) -> list[PromptMessage]:
    """The conversation up to where the reply begins. The model sees the sentence under its headings alone:
    shown the whole passage, one of 0.5B asks about any other sentence of it."""
    language = language_of(passage)
    sentence = words(language, "sentence", sentence=line_of(passage.text[focus.start : focus.end]))
    return conversation(passage, sentence, words(language, focus.kind.value, topic=topic(passage)))


def refusal_messages(passage: SourcePassage) -> list[PromptMessage]:
    """As `messages`, for a question on a neighbouring topic that the passage does not answer."""
    language = language_of(passage)
    sentence = words(language, "sentence", sentence=line_of(passage.text)[:300])
    return conversation(passage, sentence, words(language, "refusal"))


def conversation(
    passage: SourcePassage, shown: str, request: str, *, of: str = "make"
) -> list[PromptMessage]:
    """Instructions and shots of the texts named `of`, then what is shown of a passage with the request."""
    language = language_of(passage)
    title = " › ".join(part for part in (passage.name, passage.heading) if part)
    return [
        PromptMessage("system", _text(language, f"{of}_system")),
        *_shots(language, of),
        PromptMessage("user", f"{title}\n{shown}\n{request}"),
    ]


def refusal_schema(language: str) -> str:
    """The JSON schema of the reply to `refusal_messages`; its answer is not used."""
    return reply_schema(
        (
            *choices(language, "begin_how"),
            *choices(language, "begin_may"),
            *choices(language, "begin_number")[:1],
        ),
        answered=False,
    )


def schema(passage: SourcePassage, focus: Focus) -> str:
    """The JSON schema of the reply, for `json_grammar`."""
    openers = _openers(language_of(passage), passage.text[focus.start : focus.end], focus.kind)
    return reply_schema(openers, end="[.?]" if focus.kind is ExampleKind.CLASSIFY else "[?]")


def reply_schema(openers: Sequence[str], *, end: str = "[?]", answered: bool = True) -> str:
    """A reply of two texts: the answer first, since whoever has it writes the better question (it is "" and
    comes last where none is wanted); a question begins with a word that fits and ends with its mark."""
    question = {"type": "string", "pattern": f'^({"|".join(openers)}) [^"?\\\\\\n]+{end}$'}
    answer: dict[str, object] = {"type": "string"} if answered else {"const": ""}
    names = ("answer", "question") if answered else ("question", "answer")
    properties = {name: question if name == "question" else answer for name in names}
    return json.dumps(
        {"type": "object", "properties": properties, "required": list(names), "additionalProperties": False}
    )


def _openers(language: str, sentence: str, kind: ExampleKind) -> tuple[str, ...]:
    if kind is ExampleKind.CLASSIFY:
        return choices(language, "begin_classify")
    if kind is ExampleKind.TERM:
        return choices(language, "begin_term")
    said = claims.claim(sentence)
    found = choices(language, "begin_may") if said.allowed else ()
    if _TIME.search(sentence):
        found += choices(language, "begin_time")
    if said.numbers:
        found += choices(language, "begin_number")
    if kind is ExampleKind.HOW_TO:
        found += choices(language, "begin_how")
    return found or choices(language, "begin_fact")


def read(untrusted_reply: str) -> RowDraft | None:
    """The draft in a reply; None when it is not the JSON that was asked for (cut off by its length)."""
    try:
        body = json.loads(untrusted_reply)
        return RowDraft(line_of(body["question"]), line_of(body["answer"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def words(language: str, name: str, *, of: str = "make", **values: str) -> str:
    """A short text of `make_words.txt` (or another maker's) with its values put in."""
    return short_texts.words(language, of, name, **values)


def choices(language: str, name: str, *, of: str = "make") -> tuple[str, ...]:
    """Words of which one is chosen. Asked freely, a small model begins every question with "Какие условия …":
    a question begins with one of the words that fit what the sentence says (`begin_…`)."""
    return tuple(words(language, name, of=of).split("|"))


def refusal(language: str) -> str:
    """The answer of rows that teach that the documents do not say."""
    return words(language, "refused")


def line_of(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


@cache
def _text(language: str, name: str) -> str:
    return (prompting.FOLDER / language / f"{name}.txt").read_text("utf-8").strip()


@cache
def _shots(language: str, of: str) -> tuple[PromptMessage, ...]:
    parts = re.split(r"^=== (user|assistant)$", _text(language, f"{of}_examples"), flags=re.M)[1:]
    return tuple(
        PromptMessage(role, text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True)
    )
