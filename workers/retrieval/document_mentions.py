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

# Endings of nouns: "приказ", "заявление", "заявка".
_HARD, _SOFT, _FIRST = (
    "(?:а|у|ом|е|ы|и|ов|ам|ами|ах)?", "(?:е|я|ю|ем|и|й|ям|ями|ях)", "(?:а|и|ы|е|у|ой|ам|ами|ах)",
)  # fmt: skip
# Kinds with the words for them. Whole words: "письменный" is no letter, "в счет" no invoice, "in order to" no
# order.
_KINDS = {
    "order": rf"приказ{_HARD}|распоряжени{_SOFT}|(?<!\bin )orders?|order(?!\s+(?:to|for|that)\b)",
    "contract": rf"договор{_HARD}|контракт{_HARD}|contracts?|agreements?",
    "agreement": rf"соглашени{_SOFT}|addend(?:um|ums|a)",
    "letter": rf"письм(?:о|а|у|ом|е|ам|ами|ах)|писем|переписк{_FIRST}|letters?|e-?mails?",
    "minutes": rf"протокол{_HARD}|(?:совещани|заседани|собрани){_SOFT}|minutes|meetings?|protocols?",
    "act": r"акт(?:а|у|е|ом|ы|ов|ам|ах|ами)?|acts?",
    "invoice": r"счет(?:а|у|ом|е|ов|ам|ами|ах)|(?<!\bв )(?<!\bза )(?<!\bна )счет|счет(?=\s*(?:№|номер))|"
    r"накладн(?:ая|ой|ую|ые|ых|ым|ыми)(?!\s+расход)|упд|invoices?|waybills?",
    "request": rf"заявк{_FIRST}|заявок|заявлени{_SOFT}|applications?|requests?",
    "power": r"доверенност(?:ь|и|ью|ей|ям|ями|ях)|powers? of attorney",
    "rules": rf"регламент{_HARD}|положени{_SOFT}|правило|правил{_HARD}|инструкцией|инструкци{_SOFT}|"
    rf"памятк{_FIRST}|памяток|политик{_FIRST}|regulations?|rules|manuals?|polic(?:y|ies)|instructions?",
    "memo": rf"записк{_FIRST}|записок|memos?|memorand(?:um|ums|a)",
    "report": rf"отчет{_HARD}|справк{_FIRST}|справок|reports?|certificates?",
    "table": rf"табель|табелей|табел{_SOFT}|прайс{_HARD}|смет{_FIRST}?|бюджет{_HARD}|расписани{_SOFT}|"
    rf"график{_HARD}|price lists?|budgets?|schedules?",
}
# Any of these words.
KIND = "|".join(_KINDS.values())
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
# A date is a document's own behind its kind or number; behind "до", "by", "on" it is of something else.
_OWN = re.compile(r"[\s,(]*(?:(?:от|of|dated)\s+)?(?:the\s+)?$")
_OF_DAY = re.compile(r"\b(?:от|of|dated)\s+(?:the\s+)?$")
_FORMS = re.compile(r"\b(?:ООО|ОАО|ПАО|ЗАО|АО|ИП)\b")
_FILE = re.compile(
    r"(?<![\w.№#])[\w№#][^\s«»\"“”/\\]*\.(?:pdf|docx?|xlsx?|csv|pptx?|odt|ods|odp|txt|md|rtf|eml|msg|html?)(?!\w)",
    re.IGNORECASE,
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
    none is said. `file`: of a name with spaces its end. `sure`: it cannot be anything else, so a document
    that does not exist can be told. `inside`: what stands in it is asked for ("в приказе № 12", not "по
    приказу № 12")."""

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
        named, word = str(kind.lastgroup), text[kind.start() : kind.end()]
        for following in _KIND.finditer(plain(tail)):
            before = tail[: following.start()]
            # "протокол совещания № 22" goes on, "приказ № 12 от приказа № 13" is two.
            if following.lastgroup != named or _mention(named, word, before):
                tail = before
                break
        if mention := _mention(named, word, tail):
            inside = mention.inside and bool(_INSIDE.search(plain(text[: kind.start()])))
            found.append(replace(mention, inside=inside))
    # "протокол совещания № 22": both words are of one mention.
    return [one for at, one in enumerate(found) if not any(_same(one, other) for other in found[:at])]


def _mention(kind: str, word: str, tail: str) -> Mention | None:
    low = plain(tail)
    number = _NUMBER.search(low)
    iso = dated(low)
    day = _DAY.search(iso)
    bare = None if number else _BARE.match(low)
    if bare and _DAY.match(dated(low[bare.start() :]).lstrip()):
        bare = None
    year = None if day else _YEAR.search(low)
    if bare and year and bare["number"] == year.group():
        bare = None
    name = _NAME.search(tail)
    said = number or bare
    own = day is not None and _is_own(iso, day.start())
    # A number tells the document; what does not belong to it there is of something else.
    if number:
        day = day if own else None
        year = year if year and _is_own(low, year.start()) else None
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
        sure=bool(number) or own,
        inside=not day or own or bool(_OF_DAY.search(iso[: day.start()])),
    )


def _is_own(tail: str, at: int) -> bool:
    """Whether what stands at an offset belongs to the kind before the tail, or to its number."""
    number = _NUMBER.search(tail) or _BARE.match(tail)
    begin = number.end() if number and number.end() <= at else 0
    return _OWN.match(tail[begin:at]) is not None


def _same(one: Mention, other: Mention) -> bool:
    return bool(one.number or one.day) and (one.number, one.day) == (other.number, other.day)


def fits(mention: Mention, face: Face) -> bool:
    """Whether a document is the one that is named."""
    if mention.file:
        name, file = plain(face.name), plain(mention.file)
        return name == file or name.endswith(f" {file}")
    titles = _titles(mention.kind, face)
    if titles is None:
        return False
    return (
        (not mention.number or _has_number(mention.number, titles, face))
        and (not mention.day or _has_day(mention.day, face))
        and (not mention.year or _has_year(mention.year, face))
        and (not mention.name or _has_name(mention.name, face))
    )


def means(mention: Mention, other: Mention) -> bool:
    """Whether two mentions are of one document; the other may say more."""
    if mention.kind != other.kind or plain(mention.file) != plain(other.file):
        return False
    return (
        (not mention.number or mention.number == other.number)
        and (not mention.day or _is_day(mention.day, other.day))
        and (not mention.name or set(lexical.terms(mention.name)) == set(lexical.terms(other.name)))
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
    return any(_is_day(day, one) for one in days)


def _is_day(day: str, other: str) -> bool:
    """Whether two days are the same, as far as their years are said."""
    return day == other or (day[5:] == other[5:] and "@0000" in (day[:5], other[:5]))


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
