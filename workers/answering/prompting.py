"""The prompt of an answer: instructions, earlier turns, passages, question, within the model's context.

Texts lie in `resources/prompts/<language>/`, chosen by the language that the question
came with. Passages are shortened to the
sentences that speak of the question (`passage_windows`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workers.answering import text_requests
from workers.answering.passage_windows import PASSAGE_CHARACTERS, Window, select, title_of
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Question, Shot, Turn
from workers.contract.specs.search import Passage
from workers.text import sentences
from workers.text.language import DEFAULT, language_of
from workers.text.shortening import shorten

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "prompts"
# Room that the passages may take, in characters: as many as are read in the seconds that a person waits for
# the first word, in one of these sizes, so that a prompt does not change with every measurement.
BUDGETS = (1500, 1800, 2100, 2500, 3000, 3600, 4300, 5000, 6000, 7500, 9000, 12000)
CONTEXT_CHARACTERS = 3000
# Earlier turns kept, and the length to which an earlier answer is cut.
HISTORY_TURNS = 4
HISTORY_CHARACTERS = 400

# Parameters from which a model reads well enough to answer in its own words alone, and is told that it may
# refuse. The 1.5B, told so in any words tried, refused 7 to 12 of 12 questions whose answer stood in its
# prompt; untold it answers, and code refuses for it. For what its answers begin with see `quotation`.
READS_WELL_FROM = 3_000_000_000
# Instructions that would have to be cut below so many tokens say nothing any more.
MIN_INSTRUCTION = 16

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message; `role` is "system", "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model reads. `used` are the passages whose words are in it, in order; `left_out` counts
    passages and earlier turns that did not fit."""

    messages: tuple[PromptMessage, ...]
    used: tuple[Passage, ...]
    left_out: int
    language: str


def build(
    question: Question,
    count: Count,
    context: int,
    characters: int = CONTEXT_CHARACTERS,
    *,
    may_refuse: bool = False,
    windows: Sequence[Window] | None = None,
) -> Prompt:
    """The prompt for `question`. `count` gives the tokens of a text, `context` is the model's room for
    prompt and answer together, `characters` the room for passages. `may_refuse`: the model is told that it
    may say that the documents do not answer; a small one then says so nearly always (see `READS_WELL_FROM`).
    `windows`: what it reads of the passages (None: the most telling parts of them all).

    The base's own instructions and shots take at most a third of the room each: instructions are cut at a
    sentence, shots that do not fit are left out. The trained ways have the form of the rows an adapter was
    trained on, since it knows no other: the question alone, or passages with the instruction and without
    examples."""
    language = question.language or DEFAULT
    documents, trained = question.way.searches, question.way.trained
    writes = documents and not trained and text_requests.asks_for_text(question.asked)
    found = "writing" if writes else "system"
    system = (
        "" if question.way is AnswerMode.TRAINED else prompt_text(language, found if documents else "model")
    )
    if documents and may_refuse and not trained and not writes:
        system += "\n" + prompt_text(language, "refusal")
    # A fifth of the room stays free for what the chat template adds and for counting text by text.
    room = int((context - question.max_tokens) * 0.95) - count(system) - count(question.asked) - 80
    style_instruction = _style_instruction(question.instructions, language, count, room // 3)
    system = f"{system}\n\n{style_instruction}".strip()
    room -= count(style_instruction) if style_instruction else 0
    shown = () if trained or writes else _shown(question, language, count, room // 3)
    room -= _cost(shown, count)
    turns, turns_out = _history(question.history, count, room // 3)
    room -= sum(count(turn.text) + 8 for turn in turns)
    used: tuple[Passage, ...] = ()
    if not documents:
        user, passages_out = question.asked, 0
    else:
        user, used, passages_out = with_passages(question, language, count, room, characters, windows=windows)
    messages = (
        *([PromptMessage("system", system)] if system else []),
        *shown,
        *(PromptMessage(turn.role, turn.text) for turn in turns),
        PromptMessage("user", user),
    )
    return Prompt(messages, used, turns_out + passages_out, language)


def budget(tokens: float, characters_a_token: float) -> int:
    """The largest of `BUDGETS` that `tokens` hold, the smallest where none fits."""
    return max((size for size in BUDGETS if size <= tokens * characters_a_token), default=BUDGETS[0])


@cache
def prompt_text(language: str, name: str) -> str:
    """A text of `resources/prompts` in a language."""
    return (FOLDER / language / f"{name}.txt").read_text("utf-8").strip()


@cache
def examples(language: str) -> tuple[PromptMessage, ...]:
    """Questions with their answers that show a small model the form. They stand before everything that
    changes, so they are read once and then stay in the model's cache."""
    parts = re.split(r"^=== (user|assistant)$", prompt_text(language, "examples"), flags=re.M)[1:]
    return tuple(
        PromptMessage(role, text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True)
    )


def _cost(messages: Sequence[PromptMessage], count: Count) -> int:
    """Tokens of messages with what the template puts around each."""
    return sum(count(message.text) + 8 for message in messages)


# --- the base's own instructions and examples ------------------------------------------------------


def _style_instruction(text: str, language: str, count: Count, room: int) -> str:
    """The base's instructions as the system prompt says them; what does not fit is cut at a sentence."""
    text = text.strip()
    if text and (cost := count(text)) > room:
        text = _cut(text, len(text) * room // cost) if room >= MIN_INSTRUCTION else ""
    return prompt_text(language, "instructions").format(text=text) if text else ""


def _shown(question: Question, language: str, count: Count, room: int) -> tuple[PromptMessage, ...]:
    """The examples before the question: the base's own, else the built-in ones of the way with documents.
    A small model answers in the language of its examples, so those in another one are passed by."""
    documents = question.way.searches
    own = [shot for shot in question.shots if language_of(shot.question, language) == language]
    if not own:
        builtin = examples(language) if documents else ()
        return builtin if _cost(builtin, count) < room else ()
    shown: list[PromptMessage] = []
    for shot in own:
        pair = shot_messages(shot, language, documents=documents)
        cost = _cost(pair, count)
        if cost <= room:
            room -= cost
            shown += pair
    return tuple(shown)


def shot_messages(shot: Shot, language: str, *, documents: bool) -> tuple[PromptMessage, PromptMessage]:
    """A shot as it stands in the prompt, in the very form of a real question: with its place where the way
    searches, alone otherwise. One without an answer refuses in the words that are known as a refusal."""
    asked = shot.question.strip()
    if documents:
        place = _cut(shot.source.strip(), PASSAGE_CHARACTERS)
        if place and shot.title.strip():
            place = prompt_text(language, "passage").format(number=1, title=shot.title.strip(), text=place)
        asked = prompt_text(language, "question").format(passages=place, question=asked).strip()
    refused = prompt_text(language, "refused" if documents else "unknown")
    return PromptMessage("user", asked), PromptMessage("assistant", shot.answer.strip() or refused)


# --- earlier turns -------------------------------------------------------------------------------


def _history(history: Sequence[Turn], count: Count, room: int) -> tuple[list[Turn], int]:
    """The latest turns that fit, beginning with a question; long answers are cut at a sentence."""
    kept: list[Turn] = []
    turns = [turn for turn in history if turn.text.strip()]
    for turn in reversed(turns[-HISTORY_TURNS:]):
        shorter = Turn(turn.role, _cut(turn.text.strip(), HISTORY_CHARACTERS))
        cost = count(shorter.text) + 8
        if cost > room:
            break
        room -= cost
        kept.insert(0, shorter)
    # Templates want questions and answers in turn; an answer without its question helps nobody.
    paired: list[Turn] = []
    for turn in kept:
        wanted = "user" if len(paired) % 2 == 0 else "assistant"
        if turn.role == wanted:
            paired.append(turn)
        elif turn.role == "user":
            paired[-1] = turn
    if len(paired) % 2:
        paired.pop()
    return paired, max(0, len(turns) - len(paired))


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    ends = [end for _, end in sentences.split(text[:limit])[:-1]]
    return text[: ends[-1]] if ends else shorten(text, limit)


# --- passages ------------------------------------------------------------------------------------


def with_passages(
    question: Question,
    language: str,
    count: Count,
    room: int,
    characters: int,
    there: str = "",
    windows: Sequence[Window] | None = None,
) -> tuple[str, tuple[Passage, ...], int]:
    """The message of a question with its passages, those that are in it or `there`, and how many are not.
    `there`: what stands before it in the prompt; `windows`: see `build`."""
    frame = prompt_text(language, "question")
    room -= count(frame)
    blocks: list[str] = []
    used: list[Passage] = []
    if windows is None:
        windows = select(question.searched or question.asked, question.passages, characters)
    for number, window in enumerate(windows, 1):
        passage, text = window.passage, window.text
        block = prompt_text(language, "passage").format(number=number, title=title_of(passage), text=text)
        cost = 0 if text in there else count(block) + 2
        if cost > room:
            break
        room -= cost
        used.append(passage)
        if cost:
            blocks.append(block)
    # The best passage stands next to the question: small models read best what they read last.
    text = frame.format(passages="\n\n".join(reversed(blocks)), question=question.asked).strip()
    return text, tuple(used), len(question.passages) - len(used)
