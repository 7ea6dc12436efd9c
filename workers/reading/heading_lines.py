"""What a line of text says of being a heading: words that begin one ("Глава 3"), and lines that are none."""

import re

_ORDINAL = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:ый|ой|ий|ая|ья)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third"
)
_NUMBER = rf"(?:№\s*)?(?:[IVXLC]+|\d{{1,4}}(?:[.\-–]\d{{1,3}})*|(?i:{_ORDINAL}))\b"


def _begins(words: str, number: str = _NUMBER) -> re.Pattern[str]:
    """A line that begins with one of the words, with a capital or in capitals, and a number."""
    either = "|".join(f"{word.capitalize()}|{word.upper()}" for word in words.split())
    return re.compile(rf"(?P<kind>(?:{either})\s+(?P<number>{number}))\.?", re.UNICODE)


_LONGEST_SENTENCE = 14  # words of a title that ends with a full stop
# Where a heading stands among the others: the smaller, the higher. Numbered titles are 3 and more.
PART, DIVISION, CAPITALS, CHAPTER, ROMAN, NUMBERED, ARTICLE, SECTION = 1.0, 1.2, 2.0, 2.4, 2.7, 3.0, 4.2, 4.5
TITLES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (PART, re.compile(r"(?P<kind>(?:ЧАСТЬ|Часть)\s+(?P<number>[А-Я]{4,}(?:АЯ|ЬЯ)|[IVX]+))\b\.?")),
    (PART, re.compile(r"(?P<kind>(?:ЧАСТЬ|Часть)\s+(?P<number>\d+)(?=\.\s+[А-ЯЁ]|\s*$))\.?")),
    (PART, _begins("part book том книга")),
    (DIVISION, _begins("раздел")),
    (1.5, _begins("подраздел")),
    (CHAPTER, _begins("глава chapter модуль module")),
    (2.5, re.compile(r"(?P<kind>§+\s*(?P<number>\d+(?:\.\d+)*))\.?")),
    (2.5, _begins("параграф")),
    (ARTICLE, _begins("статья article")),
    (SECTION, _begins("section", rf"{_NUMBER}|[A-H](?=[.:]|\s*$)")),
)
APPENDIX = re.compile(
    r"(?P<kind>(?:ПРИЛОЖЕНИЕ|Приложение|APPENDIX|Appendix|ANNEX|Annex|EXHIBIT(?=\s)|Exhibit(?=\s+[A-Z\d])|SCHEDULE(?=\s)|Schedule(?=\s+\d))"
    r"(?:\s*(?P<number>(?:№|N|No\.?)?\s*(?:\d{1,3}(?:\.\d{1,2})?|[А-ЯA-Z]|[IVX]{1,4})))?)(?!\w)\.?"
)
# All of them at once: hardly a line of a text begins so.
_ANY_TITLE = re.compile(
    "|".join(re.sub(r"\?P<\w+>", "?:", one.pattern) for one in (APPENDIX, *(each for _, each in TITLES)))
)
_APPENDED = re.compile(
    r"\s*(?:$|[:(«\"—–]|-\s|к\s+(?:приказ|договор|положени|распоряжени|постановлени|правил|регламент|инструкци"
    r"|контракт|соглашени|политик|решени|протокол|закон)|to\s+(?:the\s+)?[A-Z])"
)
ARABIC = re.compile(r"(?P<number>(?:\d{1,2}|[A-ZА-Я](?=\.\d))(?:\.\d{1,2}){0,4})(?P<dot>\.?)\s+(?=\S)")
ROMAN_NUMBER = re.compile(r"(?P<number>[IVX]{1,5})(?P<dot>\.)\s+(?=[А-ЯЁA-Z«\"])")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d*$|…+\s*\d+$|\s{3,}\d+$")
CONTENTS_TITLE = re.compile(r"(?:содержание|оглавление|(?:table of )?contents)\s*:?$", re.IGNORECASE)

_CODES = re.compile(
    r"(?:(?:УДК|ББК|ГРНТИ|МКС|ОКС|ОКСТУ|ОКПО|ОКУД|ОКТМО|ОКВЭД|ИНН|КПП|ОГРН|ОГРНИП|БИК|СНИЛС|ISBN|ISSN|DOI|UDC|UDK"
    r"|ICS|ГОСТ|ОСТ|ТУ|СТО|ISO|(?i:форма|form|код|code|стр|страница|лист|page|тел|tel|факс|fax|р/с|к/с))"
    r"\b\.?|№|N|No\.)"
    r"\s*(?:(?:по|Р|ИСО|ISO|МЭК|IEC|ОКУД|ОКПО)\s+)*[:№]?\s*(?:[А-ЯA-Z]{1,4}-?)?"
    r"[\d(+][\d.,:/()\-–—+*А-ЯA-Z№xя ]*"
    r"(?:\s*(?:из|of)\s*\d+)?$"
)
_LIBRARY = re.compile(r"(?:УДК|ББК|ГРНТИ|ISBN|ISSN|UDC|LBC)\s*[:№]?\s*[\d][\d.,:/()\-–+*A-ZА-Яxя ]*$")
_MONTH = (
    r"(?i:январ|феврал|март|апрел|мая|май|июн|июл|август|сентябр|октябр|ноябр|декабр|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec)\w*"
)
_YEAR = r"(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:(?:1[89]|20)?\d\d))?\s*(?:гг?\.?|год[ау]?|Г\.)?"
_ONLY_YEAR = re.compile(rf"{_YEAR}\.?$")
_DATE = re.compile(
    rf"(?:от\s+)?[«\"]?(?:\d{{1,2}}|_+)[»\"]?(?:[./-]\d{{1,2}}[./-]|\s+(?:{_MONTH}|_+)\s*,?\s*){_YEAR}"
    rf"(?:\s*(?:№|N)\s*\S+)?$|{_MONTH}\s+(?:\d{{1,2}},\s+)?{_YEAR}$|(?:от\s+)?\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b.{{0,20}}$"
)
_TOWNS = (
    "москва|санкт-петербург|новосибирск|екатеринбург|казань|нижний новгород|челябинск|самара|омск"
    "|ростов-на-дону|уфа|красноярск|воронеж|пермь|волгоград|краснодар|саратов|тюмень|тольятти|ижевск|барнаул"
    "|ульяновск|иркутск|хабаровск|ярославль|владивосток|махачкала|томск|оренбург|кемерово|рязань|пенза|липецк|киров|тула"
    "|калининград|курск|минск|алматы|астана|moscow|london|new york|geneva|paris|berlin"
)
_PLACE = re.compile(
    rf"(?:г\.|гор\.|город)\s*[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][\w-]+)?[\s,.]*(?:{_YEAR})?$"
    rf"|(?:[А-ЯЁA-Z][\w-]+[\s-])?[А-ЯЁA-Z][\w-]+\s*[,–—]\s*{_YEAR}$|(?i:{_TOWNS})\s*[,–—-]?\s*(?:{_YEAR})?$"
)
_BLANKS = re.compile(r"_{3,}|…{2,}|\.{8,}|(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_SEAL = re.compile(r"(?:М\.\s?П|L\.\s?S)\.?(?:\s|$)|\(?(?i:подпись|signature)\)?\s*(?:$|[:/])")
_INITIALS = r"(?:[А-ЯЁA-Z]\.\s?){1,2}"
_NAME = rf"(?:{_INITIALS}\s?[А-ЯЁA-Z][А-ЯЁA-Zа-яёa-z-]+|[А-ЯЁA-Z][А-ЯЁA-Zа-яёa-z-]+\s{_INITIALS})"
_NAMES = re.compile(rf"[/(]?\s*{_NAME}(?:,\s*{_NAME})*\s*[/)]?\.?$")
_OFFICE = re.compile(
    r"(?:(?:и\.?\s?о\.?|врио|зам\w*\.?|первый|главный|главная|генеральный|исполнительный|технический|старший"
    r"|ведущий|acting|chief|general|managing|executive|deputy|senior)\s+)*"
    r"(?:директор|начальник|руководитель|бухгалтер|председатель|секретарь|заместитель|инженер|специалист|ректор"
    r"|менеджер|мастер|юрист|юрисконсульт|исполнитель|ответственн|составил|утвердил|проверил|принял|сдал|президент"
    r"|министр|глава\s+[а-я]|механик|экономист|технолог|член|director|manager|officer|secretary|chairman|accountant"
    r"|president|head of|signed|approved by|prepared by|engineer)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:УТВЕРЖД[А-Я]+|СОГЛАСОВАН[А-Я]*|ПРИНЯТО|ПОДПИСАНО|ОДОБРЕНО|РАССМОТРЕНО|ЗАРЕГИСТРИРОВАН[А-Я]*|ВВЕДЕН[АОЫ]?"
    r"|КОПИЯ(?: ВЕРНА)?|ПРОЕКТ|КОНФИДЕНЦИАЛЬНО|СЕКРЕТНО|ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ|ИЗДАНИЕ ОФИЦИАЛЬНОЕ"
    r"|ПРИКАЗЫВАЮ|ПОСТАНОВЛЯ[А-Я]+|ПОСТАНОВИЛ[АИ]?|РЕШИЛ[АИ]?|СЛУШАЛИ|ВЫСТУПИЛИ|ПРЕДЛАГАЮ|ОБЯЗЫВАЮ|ПРОШУ|ИТОГО|ВСЕГО"
    r"|ВНИМАНИЕ|ВАЖНО|ПРИМЕЧАНИЕ|ОСТОРОЖНО|ПРЕДУПРЕЖДЕНИЕ|APPROVED|AGREED|CONFIDENTIAL|DRAFT|COPY|TOTAL|WARNING"
    r"|CAUTION|NOTE|NOTICE|IMPORTANT|DANGER)(?:$|[\s:!.])"
)
_FIRM = re.compile(
    r"(?:ООО|ОАО|ЗАО|ПАО|АО|НАО|ИП|ФГУП|ФГБУ|ФГБОУ|ГБУ|ГУП|МУП|НКО|LLC|LTD|INC|РОССИЙСКАЯ ФЕДЕРАЦИЯ"
    r"|ОБЩЕСТВО С ОГРАНИЧЕННОЙ|(?:ПУБЛИЧНОЕ |ЗАКРЫТОЕ |ОТКРЫТОЕ )?АКЦИОНЕРНОЕ ОБЩЕСТВО"
    r"|ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ|МИНИСТЕРСТВО|ПРАВИТЕЛЬСТВО"
    r"|ФЕДЕРАЛЬН[А-Я]+ (?:СЛУЖБА|АГЕНТСТВО|ГОСУДАРСТВЕНН[А-Я]+))(?:$|[\s«\"])"
)
_FIRM_ALONE = re.compile(
    r"(?i:ООО|ОАО|ЗАО|ПАО|АО|НАО|ИП|ФГУП|ФГБУ|МУП|ГУП|НКО|фирма|компания)\s*[«\"].{1,60}[»\"]$"
)
# Names of columns: two of them in a line are the head of a table whose cells are not marked.
_COLUMNS = re.compile(
    r"(?<!\w)(?:наименование|кол(?:ичество|-во)|цена|сумма|стоимость|ед\.?\s*изм|единица|дата|ф\.?и\.?о|должность|подпись"
    r"|показатель|значение|норма|артикул|код|срок|инв\.?\s*№|name|qty|quantity|price|amount|date|unit|description"
    r"|item|part no|value|total)(?!\w)",
    re.IGNORECASE,
)
_KINDS = frozenset(["АКТ", "УСТАВ", "ОТЧЁТ", "ОТЧЕТ", "СМЕТА", "ПЛАН", "ЗАКОН"])
_CAPITALS = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z\d\s«»\"“”().,:;/№?–—-]{2,89}$")
# Words of a reference after "Статья 115": a sentence begins with it.
_REFERRED = re.compile(
    r"\s*(?:наст|Кодекс|Федерал|Трудового|Гражданского|Налогового|Уголовного|Закона|Конституци|Устава"
    r"|Положени[яй] |Правил |Договора |Регламента |Инструкции |(?:ТК|ГК|НК|УК|ЖК|СК|КоАП)\b|РФ\b"
    r"|of\b|and\b|to\b(?! the )|shall\b)"
)


def is_of_contents(line: str) -> bool:
    """Whether it is a line of a table of contents: a title, dots or a gap, a page."""
    text = line.strip()
    return (text[-1:].isdecimal() or text.endswith(".")) and _CONTENTS.search(text) is not None


def never(text: str) -> bool:
    """Whether a line is no heading whatever its type: a code ("УДК 614.8"), a date, a year, a town, a
    signature, a blank to be filled in."""
    return bool(
        not any(map(str.isalpha, text))
        or _CODES.match(text)
        or _ONLY_YEAR.match(text)
        or _DATE.match(text)
        or _PLACE.match(text)
        or _BLANKS.search(text)
        or is_head_of_table(text)
        or is_imprint(text)
    )


def is_place(text: str, below: str) -> bool:
    """Whether a line is the town of a title page: a year stands under it."""
    return bool(_ONLY_YEAR.match(below)) and len(text.split()) <= 3


def is_imprint(text: str) -> bool:
    """Whether a line is no heading even where an author made it one: the code of a library, a signature."""
    return bool(_LIBRARY.match(text) or _SEAL.match(text) or is_signature(text) or is_clause(text))


def is_clause(text: str) -> bool:
    """Whether a text is a point or an item of a list that somebody gave the look of a title."""
    long = text.endswith(".") and len(text.split()) > _LONGEST_SENTENCE
    return text.endswith(";") or (long and titled(text) is None)


def is_head_of_table(text: str) -> bool:
    """Whether a line names columns and nothing else stands between their names than a few words."""
    if re.match(r"(?:№|N)\s*п/п", text, re.IGNORECASE):
        return True
    names = _COLUMNS.findall(text)
    return len(names) >= 2 and len(text.split()) <= 3 * len(names)


def is_signature(text: str) -> bool:
    """Names with initials, alone or after an office: "Директор И. И. Петров"."""
    if _NAMES.match(re.sub(r"^[^\d:]{3,40}:\s*", "", text)):
        return True
    return bool(_OFFICE.match(text) and re.search(rf"{_NAME}\s*[/)]?\.?$", text))


def is_capitals(text: str) -> bool:
    """Whether a line of capitals can be a heading."""
    if not text.isupper() or " | " in text or text.endswith((";", ",", ":", "!")):
        return False
    letters = sum(char.isalpha() for char in text)
    if (letters < 6 and text not in _KINDS) or letters < len(text) * 0.6:
        return False
    if re.fullmatch(r"[IVXLC]+\.?", text):
        return False
    return bool(_CAPITALS.match(text))


def is_firm(text: str) -> bool:
    """Whether a line begins with what a firm or an office of the state is called."""
    return bool(_FIRM.match(text.upper()))


def is_stamp(text: str) -> bool:
    """Whether a line is a stamp ("УТВЕРЖДАЮ"), a word over what is ordered, or the name of a firm."""
    return bool(_FIRM_ALONE.match(text) or (text.isupper() and (_STAMP.match(text) or _FIRM.match(text))))


def is_sentence(text: str) -> bool:
    """Whether a line reads as a sentence, or as a part of one."""
    return bool(re.search(r"[^\W\d_]{3}[.!?]\s+[А-ЯЁA-Z]", text) and len(text) > 60) or text.endswith(
        (";", ",")
    )


def titled(text: str) -> tuple[float, re.Match[str]] | None:
    """The rank of a line that begins as titles do, and what was recognised; None for others and for sentences
    that begin so: "Статья 115 настоящего Кодекса применяется"."""
    if not _ANY_TITLE.match(text):
        return None
    appendix = APPENDIX.match(text)
    if appendix:
        rest = text[appendix.end() :]
        named = appendix["number"] is not None
        fits = _APPENDED.match(rest) if named else re.match(r"\s*(?:$|к\s)", rest) and rest[-1:] != "."
        dotted = named and appendix.group().endswith(".")
        return None if text.endswith((";", ",")) or not (fits or dotted) else (PART, appendix)
    for rank, pattern in TITLES:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        dotted = match.group().endswith(".")
        if rest and not rest[0].isspace() and rest[0] not in ":(—–":
            return None
        first = rest.lstrip(" :—–-")[:1]
        if (first.islower() and not dotted) or (not dotted and _REFERRED.match(rest)) or text.endswith(";"):
            return None
        if text.endswith(",") and not dotted:
            return None
        return rank, match
    return None
