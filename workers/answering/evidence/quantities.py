"""Words that are numbers or bound them, Russian and English: "полгода", "дважды", "не более", "второй"."""

from workers.answering.evidence.grammar import MAX, MIN
from workers.answering.evidence.words import CYRILLIC
from workers.retrieval import lexical


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
_TIMES = {
    **_each("1", "одинарный однократный single"),
    **_each("1.5", "полуторный полуторакратный"),
    **_each("2", "двойной двукратный удвоенный double twofold"),
    **_each("3", "тройной трехкратный утроенный triple"),
}


def times_of(text: str) -> str:
    """How many times a word like "двойного" says; "" for others."""
    if CYRILLIC.search(text):
        text = str(lexical.morphology().parse(text)[0].normal_form)
    return _TIMES.get(text, "")
