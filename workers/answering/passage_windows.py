"""What is read of the passages of a question: of each the sentences that speak of it, as it may be read.

A processor reads 140 to 260 tokens a second, so every sentence that does not help costs waiting time.
"""

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.answering import claims
from workers.contract.specs.search import Passage
from workers.retrieval import everyday_words
from workers.text import planted_orders, sentences

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
# A line in so many passages belongs to the page, not to the text.
BOILERPLATE_TIMES = 3
_NEXT_TITLE = re.compile(
    r"\n[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?[ \t]+[^\n.;:!?]{2,100}"
    r"(?P<first>[ \t\n]+\d{1,3}(?:\.\d{1,3}){1,3}\.?)?\s*\Z"
)
_LINE_NUMBER = re.compile(r"[ \t]*(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?[ \t]")
_NOTE = re.compile(r"\s*\((?:в ред\.|введен[аоы]?\s|см\. текст|п\. .{1,12} введен)[^()]{0,160}\)")


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
