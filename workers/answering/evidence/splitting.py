"""Where a sentence parts into coordinate clauses."""

from collections.abc import Sequence

from workers.answering.evidence.grammar import DETERMINERS, SUBORDINATE
from workers.answering.evidence.tokens import ClauseToken
from workers.answering.evidence.words import FOREIGN, NOUN, is_predicate, word
from workers.text import numerals
from workers.text.measures import dimension_of
from workers.text.numerals import HALVES


def split(tokens: list[ClauseToken]) -> list[list[ClauseToken]]:
    """Where a comma, a semicolon or a conjunction joins what could stand alone: each side has a verb or a
    figure of its own, and neither is subordinate."""
    parts: list[list[ClauseToken]] = []
    current: list[ClauseToken] = []
    for index, token in enumerate(tokens):
        if current and _joins(tokens, index) and _may_split(current, tokens, index):
            parts.append(current)
            current = []
        current.append(token)
    return [*parts, current]


def _may_split(current: Sequence[ClauseToken], tokens: Sequence[ClauseToken], at: int) -> bool:
    following = _until_next(tokens, at)
    if tokens[at].text == ";":
        return all(sum(not t.mark for t in side) > 2 for side in (current, following)) and all(
            t.text != ":" for t in current
        )
    if not _stands(following):
        words = [token.text for token in current if not token.mark]
        return tokens[at].text == "," and _has_dash(following) and _has_verb(words)
    joined = (
        tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in ("and", "but", "while")
    )
    named = joined and at + 2 < len(tokens) and tokens[at + 2].text in DETERMINERS
    if (
        not named
        and not _has_verb([token.text for token in following if not token.mark])
        and not any(_is_number(token.text) for token in current)
    ):
        return False  # "доноров, учащихся и работников моложе 18 лет" are things of one kind
    return _stands(current) or (
        joined and sum(not t.mark for t in current) > 2 and current[0].text not in SUBORDINATE
    )


def _joins(tokens: Sequence[ClauseToken], at: int) -> bool:
    text = tokens[at].text
    if text == ";":
        return True
    if text == ",":
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return following not in SUBORDINATE and not (
            following == "в" and at + 2 < len(tokens) and tokens[at + 2].text in SUBORDINATE
        )
    return text in ("и", "а", "но", "and", "but", "while") and tokens[at - 1].text not in (",",)


def _until_next(tokens: Sequence[ClauseToken], at: int) -> list[ClauseToken]:
    part: list[ClauseToken] = []
    for token in tokens[at + 1 :]:
        if token.text in (";", ",") and part:
            break
        part.append(token)
    return part


def _stands(part: Sequence[ClauseToken]) -> bool:
    """Whether tokens could be a sentence: a verb or a figure, not under a conjunction."""
    words = [token.text for token in part if not token.mark]
    while words and words[0] in ("и", "а", "но", "and", "but", "также", "then", "затем", "while"):
        words = words[1:]
    if len(words) < 2 or words[0] in SUBORDINATE:
        return False
    return _has_verb(words) or _names_and_counts(words)


def _has_verb(words: Sequence[str]) -> bool:
    return any(is_predicate(text) for text in words) or any(
        _is_english_verb(*three) for three in zip(["the", *words], words, words[1:], strict=False)
    )


def _is_english_verb(before: str, text: str, after: str) -> bool:
    """Whether an English word is a verb in the third person: "payroll calculates the balance"."""
    return (
        text.isascii()
        and text.endswith("s")
        and not text.endswith("ss")
        and len(text) > 3
        and before not in DETERMINERS
        and (after in DETERMINERS or after[0].isdigit())
    )


def _has_dash(part: Sequence[ClauseToken]) -> bool:
    """Whether a dash stands for the verb of the clause before: "…, капитальный - Арендодатель"."""
    return any(token.text in "-–—" for token in part[1:-1])


def _is_number(text: str) -> bool:
    return text[0] in "@#" or text in HALVES or bool(numerals.number_at([text], 0)[1])


def _names_and_counts(words: Sequence[str]) -> bool:
    """Whether a noun comes before a figure ("во дворе 10 км/ч"), which does without a verb."""
    named = False
    for index, text in enumerate(words):
        if text[0] in "@#" or text in HALVES or numerals.number_at([*words[index:]], 0)[1]:
            return named
        known = word(text)
        named = named or bool(known and known.kind in (NOUN, FOREIGN) and not dimension_of(text))
    return False
