"""Personal data in an example: names, passports, SNILS, INN, phones, addresses of mail, salaries.

Names by morphology (pymorphy3: Name, Patr, Surn), never by a capital letter alone; numbers by their
checksums: SNILS modulo 101 (Pension Fund of Russia), INN modulo 11 (Federal Tax Service of Russia)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pymorphy3

from workers.contract.training.checks import FindingCode
from workers.datasets.examples import asking

C = FindingCode


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data at start…end of a text."""

    code: FindingCode
    start: int
    end: int


def find(text: str) -> list[Personal]:
    """All personal data of a text in order; what was taken for one kind is not looked at for another."""
    found: list[Personal] = []
    for search in (_emails, _snils, _inns, _passports, _phones, _names, _salaries):
        for item in search(text):
            if not any(item.start < other.end and other.start < item.end for other in found):
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def mask(text: str, language: str) -> str:
    """The text with "[имя]" (in an English row "[name]") and the like; "" when there is nothing to mask."""
    found = find(text)
    if not found:
        return ""
    pieces, at = [], 0
    for item in found:
        pieces += [text[at : item.start], asking.words(language, item.code.value)]
        at = item.end
    return "".join([*pieces, text[at:]])


# --- numbers and addresses -----------------------------------------------------------------------

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SNILS = re.compile(
    r"(?<!\d)(\d{3})[- ](\d{3})[- ](\d{3})[- ](\d{2})(?!\d)|(?<=снилс)\D{0,12}(\d{11})(?!\d)", re.I
)
_INN = re.compile(r"(?<![\d.,-])(\d{12}|\d{10})(?![\d.,-]?\d)")
_PASSPORT = re.compile(
    r"(?:паспорт\w*|passport)[^\d.!?]{0,40}(?:сери\w+\s*)?(\d{2}\s?\d{2})\D{0,12}(\d{6})(?!\d)"
    r"|сери\w+\s*(\d{2}\s?\d{2})\s*,?\s*(?:№|номер\w*|n)?\s*(\d{6})(?!\d)"
    r"|(?<!\d)(\d{2} \d{2})\s*№?\s*(\d{6})(?!\d)",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\d.])(?:\+7|8|\+\d{1,3})[\s\u00a0-]*\(?\d{3,5}\)?(?:[\s\u00a0-]*\d){5,7}(?!\d)"
    r"|(?<![\d.])\(\d{3,5}\)\s*\d{1,3}(?:[\s-]?\d{2}){2}(?!\d)"
    r"|(?:тел(?:ефон\w*|\.)?|доб(?:авочный|\.)?|phone|ext\.?|extension|call)\s*:?\s*(?:№\s*)?(\d{3,4}|\d{1,3}-\d{2}-\d{2})(?![\d-])",
    re.I,
)


# What the mailboxes of a function are called by: they are nobody's.
_FUNCTIONS = frozenset(
    re.findall(
        r"\w+",
        """
        info office mail post contact contacts help helpdesk desk support service services security safety
        abuse admin administrator postmaster webmaster root hr it jobs career careers personnel sales order
        orders shop store pr press media marketing accounting accounts billing finance invoices legal
        privacy dpo noreply no reply reception secretary team hello feedback request requests zakaz sklad
        buh buhgalter kadry otdel kanc priem priemnaya spravka tender zakupki
        """,
    )
)


def _emails(text: str) -> Iterator[Personal]:
    for match in _EMAIL.finditer(text):
        name = re.split(r"[._+\d-]+", match.group().partition("@")[0].lower())
        if not _FUNCTIONS.issuperset(part for part in name if part):
            yield Personal(C.PERSONAL_EMAIL, match.start(), match.end())


def _snils(text: str) -> Iterator[Personal]:
    for match in _SNILS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if is_snils(digits):
            start = match.start(5) if match.group(5) else match.start()
            yield Personal(C.PERSONAL_SNILS, start, match.end())


def is_snils(digits: str) -> bool:
    """Whether eleven digits have the right checksum; numbers up to 001-001-998 have none."""
    if len(digits) != 11:
        return False
    if int(digits[:9]) <= 1001998:
        return False
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9])) % 101
    return int(digits[9:]) == (0 if total == 100 else total)


def _inns(text: str) -> Iterator[Personal]:
    for match in _INN.finditer(text):
        # That of a company (10 digits) is public; it is flagged where the text says whose number it is.
        named = "инн" in text[max(0, match.start() - 20) : match.start()].lower() or "inn" in text.lower()
        if is_inn(match.group(1)) and (len(match.group(1)) == 12 or named):
            yield Personal(C.PERSONAL_INN, match.start(), match.end())


def is_inn(digits: str) -> bool:
    """Whether ten or twelve digits have the right checksums."""

    def check(weights: tuple[int, ...]) -> int:
        return sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % 11 % 10

    ten = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    if len(digits) == 10:
        return check(ten) == int(digits[9])
    return (
        len(digits) == 12 and check((7, *ten)) == int(digits[10]) and check((3, 7, *ten)) == int(digits[11])
    )


def _passports(text: str) -> Iterator[Personal]:
    for match in _PASSPORT.finditer(text):
        group = next(index for index in (1, 3, 5) if match.group(index))
        yield Personal(C.PERSONAL_PASSPORT, match.start(group), match.end(group + 1))


def _phones(text: str) -> Iterator[Personal]:
    """Telephone numbers. An extension of a few digits is that of a post or a place, or of emergencies, unless
    somebody is named."""
    named = any(True for _ in _names(text))
    for match in _PHONE.finditer(text):
        if match.group(1) and len(match.group(1)) <= _EXTENSION and not named:
            continue
        yield Personal(C.PERSONAL_PHONE, match.start(1) if match.group(1) else match.start(), match.end())


_EXTENSION = 4  # digits


# --- salaries ------------------------------------------------------------------------------------

_MONEY = re.compile(r"\d{1,3}(?:[ \u00a0.,]\d{3})+|\d{4,}|\d+(?:[.,]\d+)?(?=\s*(?:тыс|thousand))", re.I)
_CURRENCY = re.compile(r"\s*(?:тыс\w*\.?\s*)?(?:руб|₽|р\.|\$|€|долл|евро|roubles|rubles|dollars|euros)", re.I)
_PAY = re.compile(r"\b(?:оклад\w*|зарплат\w*|заработн\w+ плат\w*|salary|salaries|wages?|paid|earns?)\b", re.I)


def _salaries(text: str) -> Iterator[Personal]:
    """An amount of money beside a word for pay, where a person is named."""
    if not _PAY.search(text) or not any(True for _ in _names(text)):
        return
    for match in _MONEY.finditer(text):
        near = text[max(0, match.start() - 80) : match.end() + 60]
        if _PAY.search(near) and (
            _CURRENCY.match(text, match.end()) or "оклад" in near.lower() or "salary" in near.lower()
        ):
            yield Personal(C.PERSONAL_SALARY, match.start(), match.end())


# --- names ---------------------------------------------------------------------------------------

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
# "И. И. Соколов" before "Соколов И. И.": of "Звоните Е. А. Крыловой" the verb is not the family name.
_INITIALS = (
    re.compile(rf"(?<![\w.])[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?({_WORD})(?!\w)"),
    re.compile(rf"(?<![\w.])({_WORD})\s+[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?(?!\w)"),
)
_RUN = re.compile(rf"(?<![\w«\"]){_WORD}(?:[ \u00a0]{_WORD}){{0,3}}(?!\w)")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")
# Given names that are common in documents; a family name alone is not told from another capital word.
_GIVEN = (
    "James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Charles|Daniel|Matthew|Anthony|Mark|"
    "Paul|Steven|Andrew|Kenneth|George|Kevin|Brian|Edward|Peter|Mary|Patricia|Jennifer|Linda|Elizabeth|"
    "Barbara|Susan|Jessica|Sarah|Karen|Lisa|Nancy|Betty|Margaret|Sandra|Ashley|Emily|Anna|Maria|Olga|"
    "Elena|Irina|Natalia|Natalya|Svetlana|Tatiana|Tatyana|Ekaterina|Yulia|Ivan|Sergey|Sergei|Alexander|"
    "Alexey|Alexei|Dmitry|Dmitri|Andrey|Andrei|Vladimir|Nikolay|Nikolai|Mikhail|Igor|Oleg|Pavel|Petr|"
    "Pyotr|Yury|Yuri|Viktor|Victor|Roman|Denis|Anton|Maxim|Konstantin|Alice|Emma|Laura|Helen|Kate|Jane|"
    "Jack|Henry|Harry|Simon|Martin"
)
_ENGLISH = re.compile(rf"\b(?:{_GIVEN})\s+(?:[A-Z]\.\s*)?[A-Z][a-z]+\b")


def _names(text: str) -> Iterator[Personal]:
    taken: list[tuple[int, int]] = []
    for start, end in (*_with_initials(text), *_russian(text), *_english(text)):
        if not any(start < other_end and other < end for other, other_end in taken):
            taken.append((start, end))
            yield Personal(C.PERSONAL_NAME, start, end)


def _with_initials(text: str) -> Iterator[tuple[int, int]]:
    """ "Иванов И. И.", "И.И. Иванову"."""
    for pattern in _INITIALS:
        for match in pattern.finditer(text):
            word = match.group(1)
            # Two initials are enough; one ("г. Пермь", "Приложение А.") wants a family name.
            double = len(re.findall(r"[А-ЯЁ]\.", match.group())) == 2
            if _is(word, "Surn") or (double and not _common(word)):
                yield match.start(), match.end()


def _russian(text: str) -> Iterator[tuple[int, int]]:
    """Family name, given name, patronymic in any sensible combination of two and more."""
    for match in _RUN.finditer(text):
        words = [
            (m.start() + match.start(), m.end() + match.start(), m.group())
            for m in re.finditer(_WORD, match.group())
        ]
        kinds = [_kind(word) for _, _, word in words]
        best: tuple[int, int] | None = None
        for first in range(len(words)):
            for last in range(len(words), first + 1, -1):
                if _sensible(kinds[first:last]) and (best is None or last - first > best[1] - best[0]):
                    best = (first, last)
        if best:
            yield words[best[0]][0], words[best[1] - 1][1]


_COMBINATIONS = {"NS", "SN", "NP", "SNP", "NPS"}


def _sensible(kinds: list[str]) -> bool:
    """Whether each word can play its part: N given name, P patronymic, S family name."""
    return any(
        len(order) == len(kinds) and all(part in kind for part, kind in zip(order, kinds, strict=True))
        for order in _COMBINATIONS
    )


def _english(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLE.finditer(text):
        yield match.start(1), match.end(1)
    for match in _ENGLISH.finditer(text):
        yield match.start(), match.end()


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def _kind(word: str) -> str:
    """Which parts of a name a word can be."""
    known = "".join(letter for letter, tag in (("N", "Name"), ("P", "Patr"), ("S", "Surn")) if _is(word, tag))
    # A family name that no dictionary has, beside a given name: it ends like one.
    if (
        not known
        and re.search(
            r"(?:ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ина|ская|цкая|енко|ко|ук|юк|ян|дзе|швили)(?:а|у|ым|ой|е)?$",
            word,
        )
        and not _common(word)
    ):
        return "S"
    return known


@lru_cache(maxsize=50_000)
def _is(word: str, grammeme: str) -> bool:
    return any(grammeme in parse.tag and parse.score >= 0.05 for parse in _morphology().parse(word))


@lru_cache(maxsize=50_000)
def _common(word: str) -> bool:
    """Whether the dictionary has the word as something that is no part of a name."""
    parses = _morphology().parse(word)
    return _morphology().word_is_known(word) and not any(
        tag in parse.tag for parse in parses for tag in ("Name", "Surn", "Patr")
    )
