"""Words that are numbers or bound them, Russian and English: "полгода", "дважды", "не более", "второй"; and
which words say nothing beside their grammar.
"""

import re

from workers.answering.evidence.grammar import (
    EXCEED,
    FORBID,
    MAX,
    MAY_WORD,
    MIN,
    MUST_WORD,
    ONLY,
    RARER,
    RELEASED,
)
from workers.answering.evidence.words import CYRILLIC, is_comparative
from workers.retrieval import lexical
from workers.text.measures import dimension_of


def _each(value: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), value)


BOUND_WORDS = {
    **_each(
        MIN,
        "более больше выше позднее позже дольше старше дороже тяжелее длиннее чаще свыше превышает превышают "
        "превышающий минимум more later over above longer older exceeds exceeding least minimum",
    ),
    **_each(
        MAX,
        "менее меньше ниже ранее раньше моложе младше дешевле легче короче ближе реже максимум "
        "ограничены ограничен ограничена ограничено ограничивается предел потолок less fewer earlier below "
        "under younger shorter nearer closer maximum limited limit",
    ),
}
# "Максимальный размер", "предельный срок".
_ADJECTIVES = (
    (
        MAX,
        re.compile(
            r"(?:максимальн|предельн|наибольш)(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ом|ых|ими|ыми|ий|ие|его|ей|ем|их)$|maximal$"
        ),
    ),
    (
        MIN,
        re.compile(
            r"(?:минимальн|наименьш)(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ом|ых|ими|ыми|ий|ие|его|ей|ем|их)$|minimal$"
        ),
    ),
)
_TIMES = {
    **_each("1", "одинарный однократный single"),
    **_each("1.5", "полуторный полуторакратный"),
    **_each("2", "двойной двукратный удвоенный double twofold"),
    **_each("3", "тройной трехкратный утроенный triple"),
}


def bound_of(text: str) -> str:
    """How a word bounds the number after it: MAX, MIN or ""."""
    return BOUND_WORDS.get(text) or next((way for way, word in _ADJECTIVES if word.match(text)), "")


def times_of(text: str) -> str:
    """How many times a word like "двойного" says; "" for others."""
    if CYRILLIC.search(text):
        text = str(lexical.morphology().parse(text)[0].normal_form)
    return _TIMES.get(text, "")


def is_grammar(text: str) -> bool:
    """Whether a word is read as mood, denial, unit or bound and says nothing else."""
    return bool(
        FORBID.match(text)
        or MAY_WORD.match(text)
        or MUST_WORD.match(text)
        or RELEASED.match(text)
        or text in ONLY
        or bound_of(text)
        or text in EXCEED
        or text in RARER
        or dimension_of(text)
        or is_comparative(text)
    )
