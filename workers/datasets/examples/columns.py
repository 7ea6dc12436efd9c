"""Which column of a table is the question and which the answer: by name, else by what stands in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workers.contract.training.rows import Columns
from workers.text import folding

_NAMES = {
    "question": (
        "вопрос", "вопросы", "текст вопроса", "текст обращения", "содержание обращения", "суть обращения",
        "текст запроса", "запрос", "обращение", "инструкция", "задание", "вход",
        "проблема", "ситуация","жалоба", "issue", "problem",
        "question", "questions", "q", "query", "prompt", "instruction", "input", "user", "request",
        "faq",
    ),
    "answer": (
        "полный ответ", "развернутый ответ", "full answer", "detailed answer",
        "ответ", "ответы", "текст ответа", "эталонный ответ", "решение", "выход", "resolution", "solution",
        "answer", "answers", "a",
        "completion",        "output", "response", "reply", "assistant", "target",
    ),
    "quote": ("цитата", "источник", "выдержка", "фрагмент", "quote", "context", "evidence", "passage"),
    "system": ("система", "роль", "системная инструкция", "system", "system prompt"),
}  # fmt: skip
_NOTHING = Columns()
_NUMBERED = re.compile(r"(\D+?)\s*(\d{0,2})")
_EDGE = re.compile(r"[\W_]+")
_QUESTION_SHARE = 0.3
_FEWEST_WORDS = 4  # of a quote
_PLACE = re.compile(
    r"(?:\b(?:п|пп|пункт|ст|статья|стр|раздел|глава|приложение|page|section|clause|article)\b\.?|[§№])"
    r"\s*[\d.,–-]+\W*$|\.[a-zа-я]{2,4}\W*$",
    re.I,
)


def guess(names: Sequence[str], rows: Sequence[Mapping[str, str]], chosen: Columns = _NOTHING) -> Columns:
    """The columns of a table with `names` whose first rows are `rows`; what is `chosen` stays. `question` or
    `answer` is "" where nothing fits."""
    found = named(names, chosen)
    taken = {found.question, found.answer, found.quote, found.system}
    rest = [name for name in names if name not in taken and any(row.get(name) for row in rows)]
    if not found.question:
        found = replace(found, question=_asking(rest, rows))
        rest = [name for name in rest if name != found.question]
    if not found.answer and found.question:
        found = replace(found, answer=_longest(rest, rows))
    return found


def named(names: Sequence[str], chosen: Columns) -> Columns:
    """As `guess`, by names alone."""
    taken = {name for name in (chosen.question, chosen.answer, chosen.quote, chosen.system) if name}
    found = {}
    for part, known in _NAMES.items():
        found[part] = getattr(chosen, part) or _by_name(names, known, taken)
        taken.add(found[part])
    return Columns(**found)


def quote_of(row: Mapping[str, str], columns: Columns) -> str:
    """The quote of a row. A column "Источник" often names places ("Положение об отпусках, п. 3") instead:
    looked for as a quote, such a place would be found nowhere."""
    quote = row.get(columns.quote, "").strip()
    places = plain(columns.quote).startswith("источник")
    return "" if places and (len(quote.split()) < _FEWEST_WORDS or _PLACE.search(quote)) else quote


def beside(names: Sequence[str], first: Columns) -> list[Columns]:
    """Further pairs of a row: whose names differ by their number ("Вопрос 2", "Ответ 2" beside "Вопрос 1"),
    or that are called so in other words."""
    bases = [_NUMBERED.fullmatch(plain(name)) for name in (first.question, first.answer)]
    if not all(bases):
        return []
    numbered: dict[tuple[str, str], str] = {}
    for name in names:
        found = _NUMBERED.fullmatch(plain(name))
        if found:
            numbered.setdefault((found[1], found[2] or "1"), name)
    question, answer = (base[1] if base else "" for base in bases)
    further = [
        replace(first, question=name, answer=numbered[answer, number], quote="")
        for (base, number), name in numbered.items()
        if base == question and name != first.question and (answer, number) in numbered
    ]
    taken = {name for one in (first, *further) for name in (one.question, one.answer)}
    other = named([name for name in names if name not in taken and is_known(name)], Columns())
    if other.question and other.answer:  # "Question", "Answer" beside "Вопрос", "Ответ"
        further.append(replace(first, question=other.question, answer=other.answer, quote=""))
    return further


def is_known(name: str) -> bool:
    """Whether a name is one of those that say what a column holds."""
    return any(plain(name) in known for known in _NAMES.values())


def plain(name: str) -> str:
    """A column's name without case and marks."""
    return _EDGE.sub(" ", folding.plain(name)).strip()


def _by_name(names: Sequence[str], known: Sequence[str], taken: set[str]) -> str:
    free = [name for name in names if name not in taken]
    for wanted in known:
        for name in free:
            if plain(name) == wanted:
                return name
    for wanted in known:
        if len(wanted) > 3:
            for name in free:
                if wanted in plain(name).split() or plain(name).startswith(wanted):
                    return name
    return ""


def _asking(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """The column with the most question marks, if they are many."""
    shares = {name: _share(rows, name) for name in names}
    best = max(names, key=lambda name: shares[name], default="")
    return best if best and shares[best] >= _QUESTION_SHARE else ""


def _share(rows: Sequence[Mapping[str, str]], name: str) -> float:
    filled = [row[name] for row in rows if row.get(name)]
    return sum(value.rstrip().endswith("?") for value in filled) / len(filled) if filled else 0.0


def _longest(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """The column with the longest texts; numbers and dates are no answers."""

    def words(name: str) -> float:
        values = [row.get(name, "") for row in rows]
        return sum(len(re.findall(r"[^\W\d_]{2,}", value)) for value in values) / max(1, len(values))

    best = max(names, key=words, default="")
    return best if best and words(best) >= 1 else ""
