"""Comparisons with numbers and with days that a question makes: "больше 25 дней", "после 1 марта 2026"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from workers.tables.lexicon import lemma_of
from workers.tables.plan import Comparison
from workers.tables.values import day_of, month_of
from workers.tables.vocabulary import of_language, pairs, pattern, words

Inside = Callable[[re.Match[str] | None], set[int]]
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SIGNS = {"<": Comparison.LESS, ">": Comparison.MORE, "<=": Comparison.AT_MOST, ">=": Comparison.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with a number; `words` are those that it takes; `measure` is the concept that its word
    names ("price" of "дороже")."""

    test: Comparison
    numbers: tuple[float, ...]
    words: frozenset[int]
    measure: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A day ("2026-10-01", "10-01" in any year), a month ("2026-10", "10") or a year that rows are asked
    for."""

    test: Comparison
    text: str
    words: frozenset[int]


def bounds_of(text: str, inside: Inside, measure_of: Callable[[str], str]) -> tuple[Bound, ...]:
    """The comparisons with numbers; `inside` gives the words of a match."""
    found: list[Bound] = []
    taken: set[int] = set()
    for form, test in _forms():
        for match in form.finditer(text):
            words_of_match = inside(match)
            after = text[match.end("a") :]
            if words_of_match & taken or re.match(rf"\s*(?:{_months()}|-\d|[.:]\d)", after):
                continue
            numbers = [_number(match, "a")]
            year = _FIRST_YEAR <= numbers[0] <= _LAST_YEAR
            if year and (
                test is Comparison.BETWEEN or re.match(rf"\s*(?:(?:{pattern('of a year')})|$)", after)
            ):
                continue
            if test is Comparison.BETWEEN:
                numbers.append(_number(match, "b"))
            taken |= words_of_match
            kind = _SIGNS.get(match.groupdict().get("sign") or "", test)
            found.append(Bound(kind, tuple(numbers), frozenset(words_of_match), measure_of(match.group())))
    return tuple(found)


def times_of(text: str, inside: Inside, taken: set[int]) -> tuple[When, ...]:
    """The days, months and years, the more exact ones first."""
    found: list[When] = []
    held = set(taken)

    def add(match: re.Match[str], test: Comparison, said: str, more: set[int] | None = None) -> None:
        words_of_match = inside(match) | (more or set())
        if said and words_of_match and not words_of_match & held:
            held.update(words_of_match)
            found.append(When(test, said, frozenset(words_of_match)))

    for match in _dated().finditer(text):
        full = re.search(r"\d{4}", match["day"])
        day = day_of(match["day"], 0 if full else 2000)
        test = _test_of(match["how"])
        add(match, test, day if full or not day else day[5:])
    for match in re.finditer(r"\b(?P<month>[^\W\d_]{3,9})\b(?:\s+(?P<year>(?:19|20)\d\d))?", text):
        month = month_of(match["month"]) if match["month"] not in words("no months") else 0
        if month:
            add(match, Comparison.MONTH, f"{match['year']}-{month:02d}" if match["year"] else f"{month:02d}")
    for match in _years().finditer(text):
        later = _later().match(text, match.end())
        test = Comparison.AT_LEAST if later else _test_of(match["how"])
        edge = {
            Comparison.MORE: "12-31",
            Comparison.AT_MOST: "12-31",
            Comparison.LESS: "01-01",
            Comparison.AT_LEAST: "01-01",
        }
        if test in edge:
            add(match, test, f"{match['year']}-{edge[test]}", inside(later))
        else:
            add(match, Comparison.YEAR, match["year"])
    return tuple(found)


def number_of(text: str) -> float:
    """The first number of a text, in digits or as a word; 1 where there is none."""
    digits = re.search(r"\d+", text)
    if digits:
        return float(digits.group())
    return float(next((_spelled()[lemma_of(one)] for one in text.split() if lemma_of(one) in _spelled()), 1))


def _number(match: re.Match[str], name: str) -> float:
    raw, scale = match[name], match[f"{name}s"] or ""
    by = next((int(times) for stem, times in pairs("scales").items() if scale.startswith(stem)), 1)
    if not raw[0].isdigit():
        return float(_spelled().get(lemma_of(raw), 0)) * by
    bare = re.sub(r"[ \u00a0\u202f]", "", raw)
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", bare)
    return float(bare.replace(",", "") if thousands else bare.replace(",", ".")) * by


def _test_of(how: str | None) -> Comparison:
    sections = {
        "after a day": Comparison.MORE, "since a day": Comparison.AT_LEAST, "before a day": Comparison.LESS,
        "until a day": Comparison.AT_MOST,
    }  # fmt: skip
    return next(
        (test for name, test in sections.items() if how and how in pattern(name).split("|")), Comparison.DAY
    )


@cache
def _spelled() -> dict[str, int]:
    """Numbers in words, of each language in the same order."""
    values = [*range(1, 11), 20, 30, 40, 50, 100, 1000, 1_000_000]
    found: dict[str, int] = {}
    for said in of_language("number words"):
        found.update(zip(map(lemma_of, said), values, strict=False))
    return found


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Comparison], ...]:
    def number(name: str) -> str:
        scales = "|".join(re.escape(stem) for stem in pairs("scales"))
        return rf"(?P<{name}>{_DIGITS}|(?:{pattern('number forms')})\b)\s*(?P<{name}s>(?:{scales})\w*\.?)?"

    a, b = number("a"), number("b")
    than = rf"(?:\s+(?:{pattern('than')}))?"
    unit = r"\s*(?:[%₽$€]|[^\W\d_]+\.?)?"
    of = {
        Comparison.BETWEEN: rf"\b(?:{pattern('between')})\s+{a}{unit}\s*\b(?:{pattern('between and')})\s+{b}",
        Comparison.AT_MOST: rf"\b(?:{pattern('at most')})\s+{a}",
        Comparison.AT_LEAST: rf"\b(?:{pattern('at least')})\s+{a}",
        Comparison.MORE: rf"\b(?:{pattern('more than')}){than}\s+{a}",
        Comparison.LESS: rf"\b(?:{pattern('less than')}){than}\s+{a}",
        Comparison.EQUAL: rf"(?P<sign>[<>]=?)\s*{a}",
    }
    behind = (
        (re.compile(rf"{a}{unit}\s+(?:{pattern('and more')})\b"), Comparison.AT_LEAST),
        (re.compile(rf"{a}{unit}\s+(?:{pattern('and less')})\b"), Comparison.AT_MOST),
    )
    return (*behind, *((re.compile(form), test) for test, form in of.items()))


@cache
def _months() -> str:
    return "|".join(words("months"))


@cache
def _dated() -> re.Pattern[str]:
    hows = "|".join(pattern(f"{one} a day") for one in ("after", "since", "before", "until"))
    year = rf"(?:,?\s+\d{{4}})?(?:\s+(?:{pattern('of a year')}))?"
    suffix = r"(?:-?(?:[а-я]{1,2}|st|nd|rd|th))?"
    day = (
        rf"\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}{suffix}\s+(?:{_months()})\w*{year}"
        rf"|(?:{_months()})\w*\s+\d{{1,2}}{suffix}{year}"
    )
    return re.compile(rf"(?:\b(?P<how>{hows})\s+)?\b(?P<day>{day})(?!\w)")


@cache
def _later() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{pattern('between and')}|or)\s+(?:{pattern('after a day')}|later)\b")


@cache
def _years() -> re.Pattern[str]:
    hows = "|".join(pattern(f"{one} a day") for one in ("after", "since", "before", "until"))
    year = rf"\b(?P<year>(?:19|20)\d\d)(?:-?[а-я]{{1,2}})?\b(?:\s+(?:{pattern('of a year')}))?"
    return re.compile(rf"(?:\b(?P<how>{hows})\s+)?{year}")
