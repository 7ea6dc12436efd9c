"""Misspelt words of a question ("трудвого" → "трудового").

Only a word that no dictionary and no document knows is touched, so a rare but right word stays as it is; the
nearest word of the documents takes its place when it is very near. A word of the dictionary that is one
mistake away comes before one of the documents that is two ("мксимум" is no "минимум"), and what is two
mistakes away, or stands in no document, or is not Russian and so in no dictionary here ("stationery" is no
"stationary"), has to be more of a word than what was typed: fewer pieces to the tokenizer of the search
model. Distance: Damerau–Levenshtein in its restricted form (insertion, deletion, substitution, swap of
neighbours).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from workers.retrieval import lexical
from workers.text.folding import plain

# Parts of a compound ("давным-давно") are no words of their own.
_WORD = re.compile(r"(?<![\w–-])[^\W\d_]+(?![\w–-])")
_SHORTEST = 4
# Two mistakes are forgiven from this length on, one below.
_LONG = 7
_MOST = 8
_ENDING = 2
_FEW = 0.25
_RUSSIAN = re.compile("[а-я]")
_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# The dictionary has neighbours for every short word.
_FROM_DICTIONARY = 6
# First letters that are heard alike.
_ALIKE = ("ао", "еиэя", "бп", "вф", "гк", "дт", "жшщ", "зс", "цс", "чщ", "ck", "kc", "iy", "ea")
_HEARD = str.maketrans("оиэябвгдзж", "аееепфктсш", "ъь")
_TSA = re.compile("ться|тся")
_DOUBLED = re.compile(r"(.)\1")
# Question words as they are spoken; no mistake of so short a word can be told from another word. Words that
# mean something of their own ("сила тока") are none of them, nor are those that stand in the documents.
SPOKEN = {
    "скока": "сколько", "скоко": "сколько", "скокльо": "сколько", "када": "когда",
    "щас": "сейчас", "щаз": "сейчас", "токо": "только", "нада": "надо",
    "че": "что", "шо": "что", "чо": "что", "ваще": "вообще", "вобще": "вообще", "изза": "из-за", "каг": "как",
    "сколко": "сколько", "чтоли": "что ли", "пачиму": "почему", "почиму": "почему", "каво": "кого",
    "ково": "кого", "чево": "чего",
    "ихний": "их", "ихние": "их", "своево": "своего", "моево": "моего",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of the documents (lower case, е for ё) and the number of chunks that hold it."""

    text: str
    chunks: int


# Words that begin with a letter and have a length within bounds.
Nearby = Callable[[str, int, int], Iterable[IndexedWord]]


def corrections(
    question: str,
    unknown: Callable[[Sequence[str]], set[str]],
    nearby: Nearby,
    pieces: Callable[[str], int],
) -> dict[str, str]:
    """What was typed → what was meant, for the misspelt words of a question. `unknown` says which of the
    words (lower case) neither stand in the documents nor share a term with them; `pieces`: how many tokens a
    word is to the search model, one for common words of any language."""
    words = {match.group(): plain(match.group()) for match in _WORD.finditer(question)}
    spoken = sorted({word for typed, word in words.items() if word in SPOKEN and typed[1:].islower()})
    found = {word: SPOKEN[word] for word in unknown(spoken)} if spoken else {}
    doubtful = [
        word
        for word in words.values()
        if len(word) >= _SHORTEST
        and word not in found
        and not lexical.is_word(word)
        and (_RUSSIAN.search(word) or pieces(word) > 1)
    ]
    strange = unknown(sorted(set(doubtful))[:_MOST]) if doubtful else set()
    if not any(_RUSSIAN.search(word) for word in strange) and len(strange) > _FEW * len(words):
        strange = set()  # a question in the language the base is not written in
    begins = _WORD.search(question)
    named = {plain(typed) for typed in words if typed[0].isupper() and begins and typed != begins.group()}
    for word in strange:
        if reflexive := _reflexive(word):
            found[word] = reflexive
            continue
        near, mistakes = _nearest(word, nearby, name=word in named)
        fewer = near if near and pieces(near) < pieces(word) else ""
        if not _RUSSIAN.search(word):
            near = fewer
        elif mistakes > 1 and word not in named:
            one, many = _of_dictionary(word, unknown, pieces)
            near = one if one or many else fewer
        found[word] = near
    return {typed: found[word] for typed, word in words.items() if found.get(word)}


def is_other_form(typed: str, meant: str) -> bool:
    """Whether two words differ in their endings alone: another form of the word, and no mistake."""
    shared = max(len(typed), len(meant)) - _ENDING
    return plain(typed)[:shared] == meant[:shared]


def with_words(question: str, meant: dict[str, str]) -> str:
    """The question with words in place of others."""
    return _WORD.sub(lambda match: meant.get(match.group(), match.group()), question)


def _nearest(word: str, nearby: Nearby, *, name: bool) -> tuple[str, int]:
    """The nearest word of the documents, the more frequent of equals, and how many mistakes it is away; ""
    when none is near. Of a `name` another one is soon near: one mistake, not in its first letter."""
    limit = 1 if name or len(word) < _LONG else 2
    best, nearest = (limit + 1, True, 0), ""
    letters = set(word)
    for letter in word[0] if name else _first_letters(word):
        for candidate in nearby(letter, len(word) - limit, len(word) + limit):
            if len(letters.symmetric_difference(candidate.text)) > 2 * limit:
                continue  # an edit changes at most two letters of the set: quicker than the distance
            away = distance(word, candidate.text, limit)
            key = (away, _sound(word) != _sound(candidate.text), -candidate.chunks)
            if away <= limit and key < best:
                best, nearest = key, candidate.text
    return nearest, best[0]


def _reflexive(word: str) -> str:
    """The verb of a word that is written as it is heard: "судица" is "судиться"; "" when it is none."""
    stem = re.sub("ц+а$", "", word)
    return next((stem + end for end in ("ться", "тся") if stem != word and lexical.is_word(stem + end)), "")


def _sound(word: str) -> str:
    """What of a word is heard: vowels without stress, voiced consonants and doubled letters are mistaken for
    others ("алементы", "комисия")."""
    heard = _TSA.sub("ца", word).translate(_HEARD)
    return _DOUBLED.sub(r"\1", heard)


def _first_letters(word: str) -> str:
    """Letters with which the word that was meant may begin: its own, one heard alike, its second one."""
    alike = "".join(letters for letters in _ALIKE if word[0] in letters)
    return "".join(dict.fromkeys(word[0] + alike + word[1]))


def _of_dictionary(
    word: str, unknown: Callable[[Sequence[str]], set[str]], pieces: Callable[[str], int]
) -> tuple[str, bool]:
    """The Russian word that is one mistake away, "" where several are and none is the commonest, and whether
    there are any. One that sounds alike comes first, then one that the documents have in another form; a
    common word is fewer pieces than a rare one."""
    if len(word) < _FROM_DICTIONARY:
        return "", False
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swaps = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    losses = {a + b[1:] for a, b in cuts if b}
    others = {a + letter + b[1:] for a, b in cuts if b for letter in _ALPHABET}
    more = {a + letter + b for a, b in cuts for letter in _ALPHABET}
    every = sorted(one for one in swaps | losses | others | more if lexical.is_word(one))
    found = [one for one in every if _sound(one) == _sound(word)] or every
    held = set(found) - unknown(found)
    fewest = min(map(pieces, held or found), default=0)
    best = [one for one in held or found if pieces(one) == fewest and (held or fewest < pieces(word))]
    lemmas = {str(lexical.morphology().parse(one)[0].normal_form) for one in best}
    return min(best) if len(lemmas) == 1 else "", bool(found)


def distance(one: str, other: str, limit: int) -> int:
    """The distance of two words, or limit + 1 when it is larger."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return min(last[-1], limit + 1)
