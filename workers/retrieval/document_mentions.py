"""A question that names a document: "в приказе № 12", "in the letter of 3 March", "в договоре с ООО Ромашка".

A mention is a kind of document with what tells one from another: a number, a date, a year, a name; or a file
name. A document has a kind by its file name, by the line of its title, or because it is a letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from workers.retrieval import lexical
from workers.text.dates import dated
from workers.text.folding import plain

# Kinds with the words for them, as they begin.
_KINDS = {
    "order": r"приказ\w*|распоряжени\w*|orders?",
    "contract": r"договор\w*|контракт\w*|contracts?|agreements?",
    "agreement": r"соглашени\w*|addend\w+",
    "letter": r"письм\w*|писем|переписк\w*|letters?|e-?mails?",
    "minutes": r"протокол\w*|совещани\w*|заседани\w*|собрани\w*|minutes|meetings?|protocols?",
    "act": r"акт(?:а|у|е|ом|ы|ов|ам|ах|ами)?|acts?",
    "invoice": r"счет\w*|накладн\w+|упд|invoices?|waybills?",
    "request": r"заявк\w*|заявлени\w*|applications?|requests?",
    "power": r"доверенност\w*|powers? of attorney",
    "rules": r"регламент\w*|положени\w*|правил\w*|инструкци\w*|памятк\w*|политик\w*|regulations?|rules|"
    r"manuals?|polic\w+|instructions?",
    "memo": r"записк\w*|memos?|memorand\w+",
    "report": r"отчет\w*|справк\w*|reports?|certificates?",
    "table": r"табел\w*|прайс\w*|смет\w*|бюджет\w*|расписани\w*|график\w*|price lists?|budgets?|schedules?",
}
_KIND = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _KINDS.items()) + r")(?![\w-])")
_DAY = re.compile(r"@\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,/-]*\d)")
# What stands between a kind and its number, date or name: no other sentence, no long way.
_NEAR = 60
_NUMBER = re.compile(r"(?:№|\bn\b|\bno\b\.?|#|\bномер\w*|\bnumber)\s*(?P<number>\d[\w/.-]*)")
_BARE = re.compile(
    r"\s+(?P<number>\d{1,4}(?:[-/]\w{1,6})*)(?!\w|\s*(?:%|руб|раз|дн|ден|час|мин|мес|год|лет|г\.|шт|экз|человек|"
    r"страниц|лист|квартал|пункт|days?|hours?|pages?|copies|years?))(?![.,]\d)"
)
_INSIDE = re.compile(
    r"\b(?:в|во|из|об?|про|in|from|of|пункт\w*|раздел\w*|подпункт\w*|стать\w+|страниц\w*|clause|section)"
    r"\s+(?:[\w.)]+\s+){0,2}$"
)
_ENDS = re.compile(r"[?!;]|(?<!\bno)\.(?=\s|$)")
_NAME = re.compile(
    r"\s+(?:[сc]о?|от|для|with|from|for)\s+(?:the\s+)?(?:компани\w+\s+|фирм\w+\s+)?"
    r"(?P<name>(?:(?:ООО|ОАО|ПАО|ЗАО|АО|ИП)\s+)?(?:[«“\"][^»”\"]{2,60}[»”\"]|[А-ЯЁA-Z][\w-]+(?:\s+[A-ZА-ЯЁ][\w-]*)*))"
)
_FORMS = re.compile(r"\b(?:ООО|ОАО|ПАО|ЗАО|АО|ИП)\b")
_FILE = re.compile(
    r"[^\s«»\"“”]+\.(?:pdf|docx?|xlsx?|csv|pptx?|odt|ods|odp|txt|md|rtf|eml|msg|html?)(?!\w)", re.IGNORECASE
)
_LETTERS = (".eml", ".msg")
# A document's own number and date stand at its beginning.
_TITLE, _HEAD, _PARTIES = 400, 700, 1500
# Of a line that speaks of another document.
_REFERS = re.compile(
    r"основани|утвержд|взамен|согласно|соответстви|отмен|approved|according|pursuant|instead of|reference"
)
_BETWEEN = re.compile(r"[_\W]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """What names a document. `words`: as the question has them; `day`: "@2026-03-03", with the year 0000 when
    none is said. `sure`: it cannot be anything else, so a document that does not exist can be told. `inside`:
    what stands in it is asked for ("в приказе № 12", not "по приказу № 12")."""

    words: str
    kind: str = ""
    number: str = ""
    day: str = ""
    year: str = ""
    name: str = ""
    file: str = ""
    sure: bool = True
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Face:
    """What tells documents from one another: the file's name and the beginning of its text."""

    name: str
    head: str


def speaks_of_others(question: str, named: Sequence[Mention]) -> bool:
    """Whether a question speaks of documents beside those that it names: they are compared, or one is asked
    about another."""
    kinds = {str(match.lastgroup) for match in _KIND.finditer(plain(_FILE.sub(" ", question)))}
    return not kinds <= {one.kind for one in named}


def mentions(question: str) -> list[Mention]:
    """The documents that a question names."""
    found = [Mention(match.group(), file=match.group()) for match in _FILE.finditer(question)]
    text = _FILE.sub(lambda match: " " * len(match.group()), question)
    for kind in _KIND.finditer(plain(text)):
        tail = text[kind.end() : kind.end() + _NEAR]
        if end := _ENDS.search(plain(tail)):
            tail = tail[: end.start()]
        if (following := _KIND.search(plain(tail))) and following.lastgroup != kind.lastgroup:
            tail = tail[: following.start()]
        if mention := _mention(str(kind.lastgroup), text[kind.start() : kind.end()], tail):
            inside = bool(_INSIDE.search(plain(text[: kind.start()])))
            found.append(replace(mention, inside=inside))
    # "протокол совещания № 22": both words are of one mention.
    return [one for at, one in enumerate(found) if not any(_same(one, other) for other in found[:at])]


def _mention(kind: str, word: str, tail: str) -> Mention | None:
    low = plain(tail)
    number = _NUMBER.search(low)
    day = _DAY.search(dated(low))
    bare = None if number else _BARE.match(low)
    if bare and _DAY.match(dated(low[bare.start() :]).lstrip()):
        bare = None
    year = None if day else _YEAR.search(low)
    if bare and year and bare["number"] == year.group():
        bare = None
    name = _NAME.search(tail)
    said = number or bare
    if not (said or day or year or name):
        return None
    ends = [match.end() for match in (number, bare, year, name) if match]
    last = len(tail) if day and not number else max(ends)
    return Mention(
        " ".join((word + tail[:last]).split()),
        kind,
        said["number"].rstrip("./-") if said else "",
        day.group() if day else "",
        year.group() if year else "",
        _FORMS.sub("", name["name"]).strip(' «»“”"') if name else "",
        sure=bool(number or day),
    )


def _same(one: Mention, other: Mention) -> bool:
    return bool(one.number or one.day) and (one.number, one.day) == (other.number, other.day)


def fits(mention: Mention, face: Face) -> bool:
    """Whether a document is the one that is named."""
    if mention.file:
        return plain(face.name) == plain(mention.file)
    titles = _titles(mention.kind, face)
    if titles is None:
        return False
    return (
        (not mention.number or _has_number(mention.number, titles, face))
        and (not mention.day or _has_day(mention.day, face))
        and (not mention.year or _has_year(mention.year, face))
        and (not mention.name or _has_name(mention.name, face))
    )


def _titles(kind: str, face: Face) -> list[str] | None:
    """The lines of a document that give it a kind; None when it is of another."""
    pattern = re.compile(rf"(?<![\w-])(?:{_KINDS[kind]})(?![\w-])")
    lines = [line for line in plain(face.head[:_TITLE]).split("\n") if pattern.search(line)]
    titles = [line for line in lines if not _REFERS.search(line) and _opens(pattern, line)]
    name = _BETWEEN.sub(" ", plain(PurePath(face.name).stem))
    named = bool(pattern.search(name)) and not _other_kind(kind, name)
    letter = kind == "letter" and PurePath(face.name).suffix.lower() in _LETTERS
    return titles if titles or named or letter else None


def _opens(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a kind stands at the beginning of a line, behind two words at most."""
    found = pattern.search(line)
    before = line[: found.start()] if found else ":"
    return len(before.split()) <= 2 and not re.search("[:.]", before)


def _other_kind(kind: str, name: str) -> bool:
    """Whether a file's name begins with another kind: "Акт к договору 5"."""
    first = _KIND.search(name)
    return first is not None and first.lastgroup != kind


def _has_number(number: str, titles: Sequence[str], face: Face) -> bool:
    wanted = rf"(?<![\w/-]){re.escape(number)}(?![\w]|[-/.]\w)"
    if any(re.search(wanted, line) for line in titles):
        return True
    name = plain(PurePath(face.name).stem).replace("_", " ")
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", name) is not None


def _has_day(day: str, face: Face) -> bool:
    days = _DAY.findall(dated(plain(face.head[:_HEAD])))
    days += _DAY.findall(dated(plain(PurePath(face.name).stem).replace("_", " ")))
    return any(one == day or (day.startswith("@0000") and one[5:] == day[5:]) for one in days)


def _has_year(year: str, face: Face) -> bool:
    name = plain(PurePath(face.name).stem)
    if _YEAR.search(name.replace("_", " ")):
        return year in name
    days = _DAY.findall(dated(plain(face.head[:_TITLE])))
    return any(one[1:5] == year for one in days[:1]) if days else year in face.head[:_TITLE]


def _has_name(name: str, face: Face) -> bool:
    wanted = set(lexical.terms(name))
    shown = f"{PurePath(face.name).stem.replace('_', ' ')} {face.head[:_PARTIES]}"
    return bool(wanted) and wanted <= set(lexical.terms(shown))
