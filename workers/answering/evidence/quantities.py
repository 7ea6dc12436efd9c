"""Words that are numbers or bound them, Russian and English: "полгода", "дважды", "не более", "второй"."""

from workers.answering.evidence.grammar import MAX, MIN
from workers.answering.evidence.words import CYRILLIC
from workers.retrieval import lexical


def _each(value: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), value)


BOUND_WORDS = {
    **_each(
        MIN,
        "более больше выше позднее позже дольше старше дороже тяжелее длиннее свыше превышает превышают "
        "превышающий минимум more later over above longer older exceeds exceeding least minimum",
    ),
    **_each(
        MAX,
        "менее меньше ниже ранее раньше моложе младше дешевле легче короче максимум ограничены ограничен "
        "ограничена ограничено ограничивается предел потолок less fewer earlier below under younger shorter "
        "maximum limited limit",
    ),
}
# A number with its unit ("" = that of the next word, "раз" = so many times).
HALVES = {
    "полчаса": ("0.5", "час"), "получаса": ("0.5", "час"),
    "полгода": ("0.5", "год"), "полугода": ("0.5", "год"),
    "полмесяца": ("0.5", "месяц"), "полдня": ("0.5", "день"), "полтора": ("1.5", ""), "полутора": ("1.5", ""),
    "полторы": ("1.5", ""), "вдвое": ("2", ""), "дважды": ("2", "раз"), "трижды": ("3", "раз"),
    "once": ("1", "раз"), "twice": ("2", "раз"), "половина": ("0.5", ""), "половину": ("0.5", ""),
    "половины": ("0.5", ""), "половине": ("0.5", ""), "half": ("0.5", ""), "четверть": ("0.25", ""),
    "четверти": ("0.25", ""), "quarter": ("0.25", ""),
}  # fmt: skip
# Without a unit they are shares, in percent.
SHARES = {
    **_each("50", "половина половину половины половине half"),
    **_each("25", "четверть четверти"),
}
PERIODS = {
    **_each("год", "ежегодно annually yearly"),
    **_each("месяц", "ежемесячно monthly"),
    **_each("день", "ежедневно daily"),
    **_each("неделя", "еженедельно weekly"),
    **_each("квартал", "ежеквартально quarterly"),
    **_each("час", "ежечасно hourly"),
}
ORDINALS = {
    name: str(value)
    for value, names in enumerate(
        (
            "второй", "третий third", "четвертый fourth", "пятый fifth", "шестой sixth", "седьмой seventh",
            "восьмой eighth", "девятый ninth", "десятый tenth",
        ),
        2,
    )
    for name in names.split()
}  # fmt: skip
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
