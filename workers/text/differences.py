"""Two texts beside each other, sentence by sentence: what is the same, changed, moved, added, removed.

Runs of sentences that are the same are found first (`difflib`), what lies between them is paired by the words
that two sentences share, in the order of both texts. Standard library only; no model.
"""

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workers.text import numerals, sentences
from workers.text.folding import key, plain

# Share of common words (Dice) from which two sentences are one sentence in other words.
ALIKE = 0.5
# So many sentences that are the same in a row stand at the same place of both texts.
_RUN = 3
# A word that stands in more sentences of a gap than this tells none of them apart.
_COMMON = 60
# Shorter sentences that stand elsewhere as well say nothing of having moved.
_MOVED_FROM = 20
# "1 250 000" is one word: what of it is another is the whole number.
_TOKEN = re.compile(rf"{numerals.THOUSANDS.pattern}(?:[.,]\d+)?|\w+(?:[.,]\d+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences (numbers) that belong together; None where one text has none. `same`: word for word.
    `elsewhere`: of one that has moved, its number in the other text."""

    first: int | None
    second: int | None
    same: bool = False
    elsewhere: int | None = None


def compared(first: str, second: str) -> tuple[list[Span], list[Span], list[SentencePair]]:
    """The sentences of both texts (half-open offsets), and how they pair, in the order of both. A moved one
    stands at both of its places."""
    spans = sentences.split(first), sentences.split(second)
    keys = [[key(text[a:b]) for a, b in own] for text, own in zip((first, second), spans, strict=True)]
    pairs: list[SentencePair] = []
    at = other = 0
    blocks = SequenceMatcher(None, keys[0], keys[1]).get_matching_blocks()
    for a, b, size in (block for block in blocks if block.size >= _RUN or block.size == 0):
        pairs += _gap(keys, range(at, a), range(other, b))
        pairs += [SentencePair(a + place, b + place, same=True) for place in range(size)]
        at, other = a + size, b + size
    return spans[0], spans[1], _with_moves(pairs, keys)


def changed_words(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """What of two sentences the other one does not have, as half-open offsets of whole words; what stands
    between two changed words belongs to them."""
    tokens = [list(_TOKEN.finditer(text)) for text in (first, second)]
    words = [[plain(token.group()) for token in own] for own in tokens]
    found: tuple[list[Span], list[Span]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind != "equal":
            for own, spans, low, high in ((tokens[0], found[0], a, b), (tokens[1], found[1], c, d)):
                if low < high:
                    spans.append((own[low].start(), own[high - 1].end()))
    return found


def figures(text: str) -> Counter[str]:
    """The numbers of a text, in digits or words, as "1200"."""
    words = [word.group() for word in _WORD.finditer(numerals.joined(plain(text)))]
    found: Counter[str] = Counter()
    at = 0
    while at < len(words):
        value, used = numerals.number_at(words, at)
        if used:
            found[value] += 1
        at += used or 1
    return found


def share_of_same(
    first: str, second: str, spans: tuple[list[Span], list[Span]], pairs: Sequence[SentencePair]
) -> float:
    """How much of the words of both texts stands in sentences that are the same (0…1)."""
    lengths = [
        [len(_WORD.findall(text[a:b])) for a, b in own]
        for text, own in zip((first, second), spans, strict=True)
    ]
    total = sum(map(sum, lengths))
    same = 0
    for pair in pairs:
        if pair.same:
            same += lengths[0][pair.first] if pair.first is not None else 0
            same += lengths[1][pair.second] if pair.second is not None else 0
    return same / total if total else 1.0


def _gap(keys: list[list[str]], first: range, second: range) -> Iterator[SentencePair]:
    """What lies between two places that are the same, in the order of both texts."""
    at, other = first.start, second.start
    for a, b in _alike(keys, first, second):
        yield from (SentencePair(one, None) for one in range(at, a))
        yield from (SentencePair(None, one) for one in range(other, b))
        yield SentencePair(a, b, same=keys[0][a] == keys[1][b])
        at, other = a + 1, b + 1
    yield from (SentencePair(one, None) for one in range(at, first.stop))
    yield from (SentencePair(None, one) for one in range(other, second.stop))


def _alike(keys: list[list[str]], first: range, second: range) -> list[tuple[int, int]]:
    """Pairs of sentences that are the same or say it in other words: of all that cross no other those that
    share most words."""
    bags = {at: Counter(_WORD.findall(keys[1][at])) for at in second}
    holding: dict[str, list[int]] = defaultdict(list)
    for at, bag in bags.items():
        for word in bag:
            holding[word].append(at)
    links: list[tuple[int, int, float]] = []
    for at in first:
        bag = Counter(_WORD.findall(keys[0][at]))
        near = {place for word in bag if len(holding[word]) <= _COMMON for place in holding[word]}
        for place in near:
            both = sum((bag & bags[place]).values())
            alike = 2 * both / (bag.total() + bags[place].total())
            if alike >= ALIKE:
                links.append((at, place, both * alike))
    return _uncrossed(links)


def _uncrossed(links: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest rising chain of links: for each length of the second side the best weight so far is kept,
    rising in both."""
    ends: list[tuple[int, float, int]] = []  # (second, weight of the best chain that ends there, its link)
    before: list[int] = []
    ordered = sorted(range(len(links)), key=lambda at: (links[at][0], -links[at][1]))
    came_from = [-1] * len(links)
    for at in ordered:
        _, place, weight = links[at]
        where = bisect.bisect_left(ends, (place, 0.0, 0))
        total = weight + (ends[where - 1][1] if where else 0.0)
        came_from[at] = ends[where - 1][2] if where else -1
        stop = where
        while stop < len(ends) and ends[stop][1] <= total:
            stop += 1
        if where < len(ends) and ends[where][0] == place and ends[where][1] >= total:
            continue
        ends[where:stop] = [(place, total, at)]
    at = ends[-1][2] if ends else -1
    while at >= 0:
        before.append(at)
        at = came_from[at]
    return [links[at][:2] for at in reversed(before)]


def _with_moves(pairs: list[SentencePair], keys: list[list[str]]) -> list[SentencePair]:
    """What is gone at one place and new at another, word for word, has moved."""
    gone: dict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        if pair.second is None and pair.first is not None and len(keys[0][pair.first]) >= _MOVED_FROM:
            gone[keys[0][pair.first]].append(place)
    moved = list(pairs)
    for place, pair in enumerate(pairs):
        if pair.first is None and pair.second is not None and gone.get(keys[1][pair.second]):
            origin = gone[keys[1][pair.second]].pop(0)
            moved[origin] = SentencePair(pairs[origin].first, None, same=True, elsewhere=pair.second)
            moved[place] = SentencePair(None, pair.second, same=True, elsewhere=pairs[origin].first)
    return moved
