"""The prompt of an answer: instructions, earlier turns, passages, question, within the model's context.

Texts lie in `resources/prompts/<language>/`, chosen by the language that the question
came with. Passages are shortened to the
sentences that speak of the question: a processor reads 140 to 260 tokens a second, so every sentence
that does not help costs waiting time.
"""

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from workers.answering import claims
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Question, Shot, Turn
from workers.contract.specs.search import Passage
from workers.retrieval import everyday_words
from workers.text import planted_orders, sentences
from workers.text.language import DEFAULT, language_of
from workers.text.shortening import shorten

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "prompts"
# Room that the passages may take, in characters: as many as are read in the seconds that a person waits for
# the first word, in one of these sizes, so that a prompt does not change with every measurement.
BUDGETS = (1500, 1800, 2100, 2500, 3000, 3600, 4300, 5000, 6000, 7500, 9000, 12000)
CONTEXT_CHARACTERS = 3000
# A passage gives at most this much; the first one, which is right more often than all others, more.
PASSAGE_CHARACTERS = 560
FIRST_CHARACTERS = 900
# Where there is more room, these shares of it.
FIRST_SHARE = 0.5
PASSAGE_SHARE = 0.25
# What the meaning of a sentence weighs, in standard deviations of its cosine, beside the share of the
# question's words. Of 101 questions (one half of the sets of `tests/bench`, answers) 75 had their place in
# 1500 characters without it and 78 with it, in 3000 characters 79 and 81.
MEANING = 0.6
# Earlier turns kept, and the length to which an earlier answer is cut.
HISTORY_TURNS = 4
HISTORY_CHARACTERS = 400

# Parameters from which a model reads well enough to answer in its own words alone, and is told that it may
# refuse. The 1.5B, told so in any words tried, refused 7 to 12 of 12 questions whose answer stood in its
# prompt; untold it answers, and code refuses for it. For what its answers begin with see `quotation`.
READS_WELL_FROM = 3_000_000_000
# Instructions that would have to be cut below so many tokens say nothing any more.
MIN_INSTRUCTION = 16
# A line in so many passages belongs to the page, not to the text.
BOILERPLATE_TIMES = 3

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message; `role` is "system", "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """What is read of a passage: `text` stands in `passage.text[start:end]`, without what belongs to the page
    and without what speaks to a model; `telling` is that sentence of it which speaks most of the question,
    `told` where it stands in `passage.text`."""

    passage: Passage
    start: int
    end: int
    text: str
    telling: str
    told: tuple[int, int] = (0, 0)


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
    system = (
        ""
        if question.way is AnswerMode.TRAINED
        else prompt_text(language, "system" if documents else "model")
    )
    if documents and may_refuse and not trained:
        system += "\n" + prompt_text(language, "refusal")
    # A fifth of the room stays free for what the chat template adds and for counting text by text.
    room = int((context - question.max_tokens) * 0.95) - count(system) - count(question.asked) - 80
    style_instruction = _style_instruction(question.instructions, language, count, room // 3)
    system = f"{system}\n\n{style_instruction}".strip()
    room -= count(style_instruction) if style_instruction else 0
    shown = () if trained else _shown(question, language, count, room // 3)
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


def title_of(passage: Passage) -> str:
    """The document and the heading of a passage, as a model may read them."""
    return " › ".join(map(planted_orders.title_as_data, filter(None, (passage.name, passage.heading))))


def select(
    question: str, passages: Sequence[Passage], characters: int, limits: tuple[int, int] | None = None
) -> list[Window]:
    """The passages' most telling parts within `characters`, best passage first: of each passage the
    sentences around those that share rare words with the question. `limits`: the most characters of the first
    passage and of each other one (None: by their shares of `characters`)."""
    if not passages:
        return []
    spans = [_spans(passage) for passage in passages]
    nearness = _nearness(passages, spans)
    asked = _asked_terms(question)
    weights = _weights(passages, spans)
    boilerplate_lines = _boilerplate_lines(passages)
    first, other = limits or (
        max(FIRST_CHARACTERS, int(characters * FIRST_SHARE)),
        max(PASSAGE_CHARACTERS, int(characters * PASSAGE_SHARE)),
    )
    chosen: list[Window] = []
    for index, (passage, pieces) in enumerate(zip(passages, spans, strict=True)):
        limit = min(characters, first if index == 0 else other)
        if characters < 150 and chosen:
            break
        start, end = _window(passage, pieces, asked, weights, nearness[index], limit)
        end = start + before_next_title(passage.text[start:end], more=end < len(passage.text))

        text = _read(passage, start, end, boilerplate_lines)
        if not text:
            continue
        told = _telling(passage, pieces, asked, weights, nearness[index], (start, end))
        telling = _read(passage, *told, boilerplate_lines)
        chosen.append(Window(passage, start, end, text, telling, told))
        characters -= len(text)
    return chosen


def _asked_terms(question: str) -> frozenset[str]:
    """The terms of a question, and of what documents write for what it says, in whatever language."""
    said = (question, *everyday_words.written(question), *everyday_words.translated(question))
    return frozenset[str]().union(*(claims.claim(text).terms for text in said))


def moved(
    window: Window, start: int, end: int, passages: Sequence[Passage], told: tuple[int, int] | None = None
) -> Window:
    """The window of other borders in its passage, one of the `passages`; `told`: its telling sentence (None:
    the same as before)."""
    lines = _boilerplate_lines(passages)
    text = _read(window.passage, start, end, lines)
    if told is None:
        return replace(window, start=start, end=end, text=text)
    return Window(window.passage, start, end, text, _read(window.passage, *told, lines), told)


def _read(passage: Passage, start: int, end: int, boilerplate_lines: set[str]) -> str:
    """A part of a passage as it is read."""
    return planted_orders.as_data(_readable(passage.text[start:end], boilerplate_lines))


_NEXT_TITLE = re.compile(
    r"\n[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?[ \t]+[^\n.;:!?]{2,100}"
    r"(?P<first>[ \t\n]+\d{1,3}(?:\.\d{1,3}){1,3}\.?)?\s*\Z"
)
_LINE_NUMBER = re.compile(r"[ \t]*(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?[ \t]")


def before_next_title(text: str, *, more: bool) -> int:
    """Where a text ends without the title of a section that has nothing else in it. `more`: it goes on. The
    last item of a list is no title: the line before it has a number of the same depth."""
    found = _NEXT_TITLE.search(text)
    if found is None or not (more or found["first"]):
        return len(text)
    before = _LINE_NUMBER.match(text[: found.start()].rstrip().rpartition("\n")[2])
    if before and before[1].count(".") == found["number"].count("."):
        return len(text)
    return len(text[: found.start()].rstrip())


_NOTE = re.compile(r"\s*\((?:в ред\.|введен[аоы]?\s|см\. текст|п\. .{1,12} введен)[^()]{0,160}\)")


def _readable(text: str, boilerplate_lines: set[str]) -> str:
    """A passage as the model reads it: no page headers, no notes of editors, no broken lines."""
    lines = [line.strip() for line in _NOTE.sub("", text).split("\n")]
    kept = [line for line in lines if line and _shape(line) not in boilerplate_lines]
    return "\n".join(kept)


def _boilerplate_lines(passages: Sequence[Passage]) -> set[str]:
    """Short lines that stand in several passages, whatever their numbers: headers and footers of pages."""
    seen: Counter[str] = Counter()
    for passage in passages:
        seen.update({_shape(line) for line in passage.text.split("\n") if 0 < len(line.strip()) <= 80})
    return {shape for shape, times in seen.items() if times >= BOILERPLATE_TIMES and len(shape) > 3}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip().lower())


def _spans(passage: Passage) -> list[tuple[int, int]]:
    text = passage.text
    known = [(sentence.start, sentence.end) for sentence in passage.sentences]
    found = [(start, end) for start, end in known or sentences.split(text) if text[start:end].strip()]
    return found or [(0, len(text))]


def _nearness(passages: Sequence[Passage], spans: Sequence[list[tuple[int, int]]]) -> list[list[float]]:
    """How near each sentence is to the question, in standard deviations over all of them; 0 where it is not
    known."""
    known = [{(s.start, s.end): s.cosine for s in passage.sentences} for passage in passages]
    cosines = [cosine for one in known for cosine in one.values()]
    mean = statistics.fmean(cosines) if cosines else 0.0
    spread = statistics.pstdev(cosines) if len(cosines) > 1 else 0.0
    return [
        [(one[span] - mean) / spread if spread and span in one else 0.0 for span in pieces]
        for one, pieces in zip(known, spans, strict=True)
    ]


def _weights(passages: Sequence[Passage], spans: Sequence[list[tuple[int, int]]]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    total = 0
    for passage, pieces in zip(passages, spans, strict=True):
        for start, end in pieces:
            frequency.update(claims.claim(passage.text[start:end]).terms)
            total += 1
    return {term: math.log(1 + total / df) for term, df in frequency.items()}


def _telling(
    passage: Passage,
    pieces: list[tuple[int, int]],
    asked: frozenset[str],
    weights: dict[str, float],
    nearness: list[float],
    window: tuple[int, int],
) -> tuple[int, int]:
    """The sentence of a window that holds most of the question's weight and is nearest to its meaning."""
    whole = sum(weights.get(term, 0.0) for term in asked) or 1.0

    def score(at: int) -> float:
        held = claims.claim(passage.text[slice(*pieces[at])]).terms & asked
        return sum(weights.get(term, 0.0) for term in held) / whole + MEANING * nearness[at]

    inside = [at for at, (start, end) in enumerate(pieces) if start >= window[0] and end <= window[1]]
    return pieces[max(inside, key=score)] if inside else window


def _window(
    passage: Passage,
    pieces: list[tuple[int, int]],
    asked: frozenset[str],
    weights: dict[str, float],
    nearness: list[float],
    limit: int,
) -> tuple[int, int]:
    """The run of sentences of at most `limit` characters that holds most of the question's weight and is
    nearest to its meaning: the chunk that was found with what fits around it, or a part of that."""
    text = passage.text
    if len(text) <= limit:
        return 0, len(text)
    terms = [claims.claim(text[start:end]).terms & asked for start, end in pieces]
    whole = sum(weights.get(term, 0.0) for term in asked) or 1.0
    low, high = passage.core or (0, len(text))
    core = [at for at, (start, end) in enumerate(pieces) if start >= low and end <= high]
    core = core or list(range(len(pieces)))
    begin = pieces[core[0]][0]
    best, best_score = (begin, min(len(text), begin + limit)), -math.inf
    around = bool(passage.core) and pieces[core[-1]][1] - begin <= limit
    for first in range(len(pieces)):
        held: set[str] = set()
        repeated = 0.0
        for last in range(first, len(pieces)):
            if last > first and pieces[last][1] - pieces[first][0] > limit:
                break
            repeated += sum(weights.get(term, 0.0) for term in terms[last])
            held |= terms[last]
            end = min(pieces[last][1], pieces[first][0] + limit)
            if around and not first <= core[0] <= core[-1] <= last:
                continue
            if not around and not core[0] <= first <= last <= core[-1]:
                continue
            # Different words count first, then how often they come, then room used: context helps.
            score = (sum(weights.get(term, 0.0) for term in held) + 0.2 * repeated) / whole
            near = sorted(nearness[first : last + 1])[-2:]
            score += MEANING * (near[-1] + 0.3 * sum(near) / len(near))
            score += 0.1 * (end - pieces[first][0]) / limit
            if score > best_score:
                best, best_score = (pieces[first][0], end), score
    return best
