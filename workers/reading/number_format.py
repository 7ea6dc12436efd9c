"""Numbers and dates of spreadsheets as a person sees them (ECMA-376 part 1, 18.8.31), in Russian notation:
3,75 %, 1 234,50 ₽, 000417, (15 300), 27:30."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|\[([^\]]*)\]|_.|\*.|([0#?]+)|(E[+-])|(General|Основной|Standard)|(.)', re.I | re.S
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


def is_plain(code: str | None) -> bool:
    """Whether a format says nothing of how a number is shown."""
    return not code or code.casefold() in {"general", "@", "основной", "standard"}


def shown(value: float, code: str) -> str:
    """A number in a format. A format that is not understood gives the number as it is."""
    sections = _sections(code)
    chosen, bare = _choose(value, sections)
    try:
        text = _write(abs(value) if bare else value, chosen)
    except (ValueError, ArithmeticError):
        text = plain(value)
    return " ".join(text.split())


def plain(value: float) -> str:
    """A number as it stands, without the noise of binary fractions and never with an exponent that hides
    digits: 1200.0 → "1200", 4607001234567 → all of them."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return f"{value:.10g}"


def date(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    """A date or a time: with what its format shows of it, in Russian order. Hours may be more than 24."""
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(abs(value).total_seconds() + 0.5), 60)
        sign = "-" if value < datetime.timedelta() else ""
        written = f"{sign}{minutes // 60}:{minutes % 60:02d}"
        return f"{written}:{seconds:02d}" if seconds or "s" in code.casefold() else written
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code or "").casefold()
    has_time = isinstance(value, datetime.datetime | datetime.time) and ("h" in bare or ":" in bare)
    seconds = isinstance(value, datetime.datetime | datetime.time) and value.second and "s" in bare
    clock = value.strftime("%H:%M:%S" if seconds else "%H:%M") if has_time else ""
    if isinstance(value, datetime.time):
        return clock or value.strftime("%H:%M")
    day, year = "d" in bare, "y" in bare
    month = "m" in re.sub(r"(?<=h:)m+|m+(?=:s)", "", bare)
    if month and year and not day:
        written = f"{_MONTHS[value.month - 1]} {value.year}"
    elif year and not month and not day:
        written = str(value.year)
    elif not (day or month or year) and has_time:
        written = ""
    else:
        written = value.strftime("%d.%m.%Y")
    if not code and isinstance(value, datetime.datetime) and value.time() != datetime.time():
        clock = value.strftime("%H:%M")
    return " ".join(part for part in (written, clock) if part)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    """The parts of a format between semicolons that stand free."""
    parts, at = [""], 0
    while at < len(code):
        match = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]|.', re.S).match(code, at)
        assert match is not None
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
        at = match.end()
    return tuple(parts[:4])


def _choose(value: float, sections: tuple[str, ...]) -> tuple[str, bool]:
    """The section for a value, and whether it writes the sign itself."""
    conditions = [_CONDITION.search(one) if "[" in one else None for one in sections]
    for section, condition in zip(sections, conditions, strict=True):
        if condition is not None and _holds(value, condition[1], float(condition[2])):
            return section, value < 0 and section is not sections[0]
    if any(conditions):
        free = [one for one, condition in zip(sections, conditions, strict=True) if condition is None]
        return (free[0] if free else sections[-1]), False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit, ">": value > limit, "<=": value <= limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _write(value: float, section: str) -> str:
    tokens = _tokens(section)
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds or "text" in kinds:
        return "".join(plain(value) if kind in {"general", "text"} else text for kind, text in tokens)
    if "digits" not in kinds:
        return "".join(text for _, text in tokens)  # words alone: "нет"
    if "exponent" in kinds or "/" in section:
        return plain(value)
    point = next((at for at, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    last = max(at for at, kind in enumerate(kinds) if kind == "digits")
    number = Decimal(repr(value)) * Decimal(100) ** kinds.count("percent")
    for at in range(last + 1, len(tokens)):  # "0," and "0.0," show thousands
        if tokens[at] == ("sign", ","):
            number /= 1000
        elif tokens[at][0] == "digits":
            break
    places = "".join(text for kind, text in tokens[point:] if kind == "digits")
    number = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    first = min(at for at, kind in enumerate(kinds) if kind == "digits")
    grouped = any(tokens[at] == ("sign", ",") for at in range(first, min(last, point)))
    before = _whole(tokens[:point], "" if whole == "0" else whole, grouped)
    sign = "-" if number < 0 else ""
    return sign + before + _fraction(tokens[point:], fraction, places)


def _whole(tokens: list[tuple[str, str]], digits: str, grouped: bool) -> str:
    """The digits before the decimal point put into their places, from the right; what is left goes to the
    first place."""
    written: list[str] = []
    places = [at for at, (kind, _) in enumerate(tokens) if kind == "digits"]
    shown_digits = 0
    for at in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[at]
        if kind != "digits":
            written.append("" if text == "," and kind == "sign" else text[::-1])
            continue
        for place in reversed(text):
            digit, digits = (digits[-1:], digits[:-1]) if digits else ("0" if place == "0" else "", "")
            if digit:
                written.append(" " if grouped and shown_digits and shown_digits % 3 == 0 else "")
                written.append(digit)
                shown_digits += 1
        while at == places[0] and digits:
            written.append(" " if grouped and shown_digits and shown_digits % 3 == 0 else "")
            written.append(digits[-1])
            digits = digits[:-1]
            shown_digits += 1
    return "".join(written)[::-1]


def _fraction(tokens: list[tuple[str, str]], digits: str, places: str) -> str:
    kept = digits
    while kept and kept[-1] == "0" and places[len(kept) - 1] != "0":
        kept = kept[:-1]
    written, done = "", False
    for at, (kind, text) in enumerate(tokens):
        if at == 0 and (kind, text) == ("sign", "."):
            continue
        if kind == "digits":
            written += "" if done or not kept else f",{kept}"
            done = True
        elif not (kind == "sign" and text == ","):
            written += text
    return written


@lru_cache(maxsize=512)
def _tokens(section: str) -> list[tuple[str, str]]:
    """(kind, text): "digits" places, "sign" one of . and , "percent", "words", "exponent",
    "general", "text"."""
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(section):
        quoted, escaped, bracket, digits, exponent, general, other = match.groups()
        if quoted is not None or escaped is not None:
            tokens.append(("words", quoted if quoted is not None else escaped))
        elif bracket is not None:
            currency = _CURRENCY.fullmatch(bracket)
            if currency:
                tokens.append(("words", currency[1]))
        elif digits:
            tokens.append(("digits", digits))
        elif exponent:
            tokens.append(("exponent", exponent))
        elif general:
            tokens.append(("general", general))
        elif other == "@":
            tokens.append(("text", other))
        elif other in {".", ","}:
            tokens.append(("sign", other))
        elif other == "%":
            space = tokens and tokens[-1][0] == "digits"
            tokens.append(("percent", " %" if space else "%"))
        elif other is not None:
            tokens.append(("words", other))
        elif match[0][0] == "_":
            tokens.append(("words", " "))
    return tokens


def value_text(value: Any, code: str = "") -> str:
    """A cell's value in readable form, as its format `code` shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return date(value, code)
    if isinstance(value, int | float):
        return plain(value) if is_plain(code) else shown(value, code)
    return " ".join(str(value).split())
