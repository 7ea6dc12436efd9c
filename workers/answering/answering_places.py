"""Which of the places that were found answer a question, asked of the model itself before a word is shown.

A small model finds the right sentence among several passages far less often than the search does, and its own
words are often wrong. But whether one short place answers a question it tells well, by how much rather it
would say "yes" than "no" (figures: `tests/bench/RESULTS.md`). So the answer of such a model begins with the
place that it takes for the answer, word for word; and where no place is one, the documents do not say.
"""

import math
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from workers.answering import asked_measure, listing, passage_windows, prompting
from workers.answering.passage_windows import Window
from workers.answering.prompting import PromptMessage
from workers.answering.quotation import Quotation, quotation
from workers.answering.short_texts import words
from workers.contract.specs.answers import Question
from workers.contract.specs.search import Passage
from workers.text import clause_mentions, sentences
from workers.text.language import DEFAULT

# Characters of a place that is judged and quoted, and of a second one that is quoted with it. Of 108
# questions (one half of the sets of `tests/bench`, answers) the first place found holds the answer of 59 in
# 600 characters, of 64 in 750, of 66 in 900; with 300 of a second one of 71, with 450 of it as well.
PLACE_CHARACTERS = 750
SECOND_CHARACTERS = 300
# A place that answers is quoted on to the end of its section, up to so many: the exception and the next step
# stand there, and to quote more takes no time of the model's. Of 96 questions (the same halves) a place among
# the first three says the answer of 70 as it is judged, of 76 with what follows up to here, of 72 up to 900.
QUOTED_CHARACTERS = 1200
# A list that is asked for is quoted whole up to so many.
LIST_CHARACTERS = 1600
# So many places are judged, as many as the time allows; for a thorough answer all that a search brings.
FEWEST, MOST, MOST_THOROUGH = 2, 5, 10

# What a model says of a place is taken as a share of the way from what it says of texts that do not answer to
# what it says of those that do. To it comes how clearly the search puts the place first: a unit of its lead
# in the search's score is worth `LEAD` of the way, each rank behind costs `STEP`. From the first share on a
# place may be quoted behind one that answers, from the second on (with its rank) it answers, from the third
# on this is not doubted and no other is looked at. Chosen on one half of two sets of `tests/bench` (RESULTS).
LEAD, STEP = 3.0, 0.15
BESIDE, ANSWERS, UNDOUBTED = 0.1, 0.5, 0.7
# A model that is far surer of one place than of the texts that answer, or of another than of those that do
# not, tells no more by it.
LEAST, MOST_SAID = -1.5, 2.0
# A place that was not judged, because one before it was not doubted, is quoted behind it when its score in
# the search reaches this share of that one's.
NEAR = 0.95
# So many of the pairs of an answering and a silent text have to be told apart for the judgement to count.
SEPARABLE = 0.8

# What a section begins with: a line with a mark or a word of titles, or a short line without a stop between
# a sentence's end and a line that begins with a capital or a number.
_TITLE = re.compile(
    r"[ \t]*(?:(?:статья|глава|раздел|подраздел|параграф|приложение"
    r"|article|chapter|section|appendix|annex)\s+(?:№\s*)?(?:[\dIVX]+\b|[а-яё]{4,}[аы]?[яй]\b)|§|\#{1,6}\s)",
    re.I,
)
_SHORT_TITLE = re.compile(
    r"[ \t]*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?[ \t]+)?[A-ZА-ЯЁ«][^\n.!?;:,|]{1,78}[^\s.!?;:,|–—-][ \t]*"
    r"(?:\n\s*[A-ZА-ЯЁ\d«(]|\Z)"
)

# How much rather a model says one word than another behind messages.
Odds = Callable[[Sequence[PromptMessage], str, str], float]


@dataclass(frozen=True, slots=True)
class Scale:
    """What a model's odds mean: `no` and `yes` are the means of those of texts that do not answer and of
    texts that do. `usable` False: it cannot tell them apart."""

    no: float
    yes: float
    usable: bool

    def share(self, odds: float) -> float:
        """How far odds lie on the way from `no` to `yes` (`LEAST` … `MOST_SAID`)."""
        return min(max((odds - self.no) / (self.yes - self.no), LEAST), MOST_SAID)


@dataclass(frozen=True, slots=True)
class JudgedPlace:
    """A place with the model's judgement of it (see `Scale.share`; minus infinity: it cannot answer), and
    what that is worth with its rank in the search."""

    window: Window
    said: float
    worth: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The places that answer, quoted (None: none does), and every judged place, the likeliest first."""

    quoted: Quotation | None
    judged: tuple[JudgedPlace, ...]


def scale(language: str, odds: Odds) -> Scale:
    """The scale of a model, by texts of which is known whether they answer."""
    said: dict[str, list[float]] = {"yes": [], "no": []}
    window = None
    for kind, text in _pairs(language):
        if kind == "text":
            title, _, body = text.partition("\n")
            window = Window(
                Passage("", "", title, "", 0, 0, 0, len(body), "", body, 1.0), 0, len(body), body, ""
            )
        elif window is not None:
            said[kind].append(odds(*check(text, language, window)))
    yes, no = said["yes"], said["no"]
    separable = statistics.fmean(one > other for one in yes for other in no)
    low, high = statistics.fmean(no), statistics.fmean(yes)
    return Scale(low, high, separable >= SEPARABLE and high > low)


def texts_of_scale(language: str) -> int:
    """How many texts `scale` has a model judge."""
    return sum(kind != "text" for kind, _ in _pairs(language))


def choose(question: Question, odds: Odds, by: Scale, most: int = MOST) -> Choice:
    """Judge the first `most` places of a question with passages that count in what it asks for; of a model
    that cannot judge the first ones found are quoted, unasked. Raises as `odds` does."""
    windows = _windows(question, PLACE_CHARACTERS)
    judged = _judged(question, windows, odds, by, most)
    if not judged:
        return Choice(None, ())  # of the passages nothing is left but what belongs to pages
    unread = windows[len(judged) :][:1] if judged[-1].worth >= UNDOUBTED else []
    judged = sorted(judged, key=lambda one: -one.worth)
    best = judged[0]
    if best.worth < ANSWERS:
        return Choice(None, tuple(judged))
    second = [one.window for one in judged[1:2] if one.said >= BESIDE] or [
        window
        for window in unread
        if window.passage.score >= NEAR * best.window.passage.score and not _lacks(question, window)
    ]
    shorter = {window.passage.chunk: window for window in _windows(question, SECOND_CHARACTERS)}
    shown = [shorter[one.passage.chunk] for one in second if one.passage.chunk in shorter]
    first, said = _with_list(question, best.window)
    if best.worth < UNDOUBTED:
        said = f"{said} {words(question.language or DEFAULT, 'quoted', 'doubted')}".strip()
    return Choice(quotation([first, *shown], said), tuple(judged))


def _judged(
    question: Question, windows: Sequence[Window], odds: Odds, by: Scale, most: int
) -> list[JudgedPlace]:
    """The places in the order of the search, up to the first that answers without a doubt."""
    judged: list[JudgedPlace] = []
    asked = 0
    clause = clause_mentions.clause_in(_understood(question))
    for window, lead in zip(windows, _leads(windows), strict=True):
        if asked >= (most if by.usable else 1):
            break
        if clause is not None and clause.dotted and clause_mentions.begins(window.passage.text, clause):
            judged.append(JudgedPlace(window, MOST_SAID, math.inf))  # what was asked for by its number
            break
        if _lacks(question, window):
            counting = _counting(question, window)
            if counting is None:
                judged.append(JudgedPlace(window, -math.inf, -math.inf))
                continue
            window = counting
        asked += 1
        messages = check(_understood(question), question.language, window)
        said = by.share(odds(*messages)) if by.usable else MOST_SAID
        judged.append(JudgedPlace(window, said, said + lead if by.usable else math.inf))
        if judged[-1].worth >= UNDOUBTED:
            break
    return judged


def _leads(windows: Sequence[Window]) -> list[float]:
    """What the search says for each of the places that it found, in shares (see `LEAD`)."""
    scores = [window.passage.score for window in windows]
    leads = [LEAD * min(score - scores[0], 0.0) - STEP * rank for rank, score in enumerate(scores)]
    if len(scores) > 1:
        leads[0] = LEAD * max(scores[0] - max(scores[1:]), 0.0)
    return leads


def _lacks(question: Question, window: Window) -> bool:
    """Whether a place cannot answer: it counts nothing in what the question asks for."""
    place = f"{passage_windows.title_of(window.passage)}\n{window.text}"
    return asked_measure.lacks(_understood(question), place, window.passage.text)


def _counting(question: Question, window: Window) -> Window | None:
    """Another part of the same passage, around the nearest of its sentences that count in what is asked; None
    where it has none."""
    passage, asked = window.passage, _understood(question)
    spans = [(one.start, one.end) for one in passage.sentences]
    near = {(one.start, one.end): one.cosine for one in passage.sentences}
    counts = [
        at
        for at, span in enumerate(spans)
        if not asked_measure.lacks(asked, passage.text[slice(*span)], passage.text)
    ]
    if not counts:
        return None
    first = last = max(counts, key=lambda at: near[spans[at]])
    while True:
        for before, after in ((first - 1, last), (first, last + 1)):
            inside = before >= 0 and after < len(spans)
            if inside and spans[after][1] - spans[before][0] <= PLACE_CHARACTERS:
                first, last = before, after
                break
        else:
            break
    told = spans[max(counts, key=lambda at: near[spans[at]])]
    moved = passage_windows.moved(window, spans[first][0], spans[last][1], question.passages, told)
    return None if _lacks(question, moved) else moved


def _with_list(question: Question, window: Window) -> tuple[Window, str]:
    """The place with the whole list that it is of, where one is asked for, and what is to be said of it."""
    wants_list = listing.asked(_understood(question))
    found = listing.around(window.passage.text, window.told) if wants_list else None
    if found is None:
        return _read_on(question, window), ""
    start, end = min(window.start, found.start), max(window.end, found.end)
    if end - start > LIST_CHARACTERS:
        start, end = found.start, found.end
    if end - start <= LIST_CHARACTERS:
        window = passage_windows.moved(window, start, end, question.passages)
    whole = found.whole and window.start <= found.start and found.end <= window.end
    return window, words(question.language or DEFAULT, "quoted", "whole" if whole else "part")


def _read_on(question: Question, window: Window) -> Window:
    """The place with the sentences that follow it in its section and, of a table, in that."""
    text, end = window.passage.text, window.end
    spans = [(one.start, one.end) for one in window.passage.sentences] or sentences.split(text)
    for start, after in spans:
        if after <= end:
            continue
        if after - window.start > QUOTED_CHARACTERS or (start >= end and _ends_before(text, start)):
            break
        end = after
    if end == window.end:
        return window
    end = window.start + passage_windows.before_next_title(text[window.start : end], more=end < len(text))
    return passage_windows.moved(window, window.start, max(end, window.end), question.passages)


def _ends_before(text: str, start: int) -> bool:
    """Whether a section, or a table, ends before the sentence at `start`."""
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    before = text[:start].rstrip().rpartition("\n")[2]
    if " | " in before or sentences.rows(before, before):
        return not (" | " in line or sentences.rows(before, line))
    at_line = "\n" in text[len(text[:start].rstrip()) : start]
    titled = _TITLE.match(text, start) or (before[-1:] in ".!?…;" and _SHORT_TITLE.match(text, start))
    return at_line and bool(titled)


def check(question: str, language: str, window: Window) -> tuple[tuple[PromptMessage, ...], str, str]:
    """The messages that ask whether a place answers a question, and the words for yes and no."""

    def said(name: str, **values: str) -> str:
        return words(language or DEFAULT, "check", name, line="\n", **values)

    title = passage_windows.title_of(window.passage)
    asked = said("place", title=title, text=window.text, question=question.strip())
    messages = PromptMessage("system", said("system")), PromptMessage("user", asked)
    return messages, said("yes"), said("no")


def _understood(question: Question) -> str:
    """The question with what it leans on, mended."""
    return question.searched or question.asked


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    body = (prompting.FOLDER / language / "check_pairs.txt").read_text("utf-8")
    parts = re.split(r"^=== (text|yes|no)$", body, flags=re.M)[1:]
    return tuple((kind, text.strip()) for kind, text in zip(parts[::2], parts[1::2], strict=True))


def _windows(question: Question, characters: int) -> list[Window]:
    every = characters * len(question.passages)
    return passage_windows.select(_understood(question), question.passages, every, (characters, characters))
