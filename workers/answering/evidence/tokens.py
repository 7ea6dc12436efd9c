"""A sentence as tokens for reading: numbers in one spelling, dates as "@2025-09-15", times of day as
"#18:00", without what only opens it.
"""

import re
from dataclasses import dataclass

from workers.retrieval import abbreviations
from workers.text import clock, dates, measures, numerals
from workers.text.folding import plain

_LIST_MARK = re.compile(r"^\s*(?:[-*•–—]|\(?\d{1,2}[.)])\s+")
_TOKEN = re.compile(
    r"@\d{4}-\d{2}-\d{2}(?!\d)|#~?\d+:\d+|\d+(?:[.,:/]\d+)*(?:[-–]\d+(?:[.,:]\d+)?)+|\d+(?:[.,:]\d+)*(?![^\W\d_]*-\d)|"
    r"[^\W_]+(?:[-'’][^\W_]+)+|[^\W_]+|[%₽$€№°]|[;:,.!?()—–-]"
)
# "Больше не действует" says that it is cancelled.
_ENDED = re.compile(r"\b(?:больше|уже)\s+не\s+действу(?:ет|ют)\b|\bутрати\w*\s+силу\b")
# Where a rule stands ("см. п. 4.2", "по статье 80") is no figure that it states.
_REFERENCE = re.compile(
    r"\(?(?:\b(?:см|согласно|в соответствии с|по|see|under|according to)\b\.?\s+)?"
    r"\b(?:п|пп|подп|ст|гл|пункт\w*|подпункт\w*|стать\w{1,3}|section|article|clause)\b\.?\s*№?\s*\d+(?:\.\d+)*\)?,?"
)
# "На 3-м этаже", "the 3rd floor".
_ENDING = re.compile(r"(?<=\d)(?:-(?:го|му|ми|ый|ий|ой|ая|ое|ом|ым|ых|й|я|е|м|х|ю)|st|nd|rd|th)\b")
# "По номеру 112": the number is said.
_NUMBERED = re.compile(r"\b(?:номер(?:а|у|ом|е)?|number)\s+(?=\d)")
# Who bears the cost: "за счёт арендатора", "за свой счёт", "at its own expense".
_PAID = re.compile(
    r"\bза (?:(?:свой|собственный|их|его|ее) )?счет\b|\bза (?:свои|собственные) (?:деньги|средства)\b|"
    r"\bиз (?:своего|собственного) кармана\b"
)
_PAID_EN = re.compile(r"\bat (?:the |(?:its|their|his|her|your|our) (?:own )?)(?:expense|cost)(?: of\b)?")
_FREE = re.compile(r"\bfree of charge\b|\bat no (?:extra |additional )?(?:cost|charge)\b|\bwithout charge\b")
# "тел.", "каб."
_SHORT = re.compile(r"\b([а-яa-z]{2,7})\.(?!\w)")
# Before nothing it is the head of a list: "Нельзя:".
_OPENING = re.compile(r"^\W*(?:да|нет|нельзя|можно|нужно|не нужно|yes|no)\s*(?:[,:;—–-]|\.\s)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class ClauseToken:
    """A word in lower case, a number, or a mark; `capital`: it was capitalised inside the sentence."""

    text: str
    capital: bool = False

    @property
    def mark(self) -> bool:
        return not (self.text[0].isalnum() or self.text[0] in "@#%₽$€№°")


def tokens(text: str) -> list[ClauseToken]:
    """The tokens of a sentence, ё as е."""
    text = _ENDING.sub("", text)
    text = numerals.joined(_LIST_MARK.sub("", text).replace("*", ""))
    capitals = {plain(m.group()) for m in re.finditer(r"(?<=[\w,»)] )[A-ZА-ЯЁ][^\W\d_]+", text)}
    text = _ENDED.sub("отменен", plain(text))
    text = _PAID.sub("оплачивает", _FREE.sub("free", _PAID_EN.sub("pays", text)))
    text = _SHORT.sub(lambda match: abbreviations.word_of(match[1]) or match[0], text)
    text = _NUMBERED.sub("", text)
    text = numerals.fractions(measures.spelled(numerals.compounds(_PROVISO.sub("", text))))
    text = dates.months(dates.dated(text))
    text = clock.clocked(_REFERENCE.sub(" ", _OPENING.sub("", text)))
    return [ClauseToken(found, found in capitals) for found in _TOKEN.findall(text)]


# "если иное не установлено настоящим Кодексом" stands everywhere and says nothing of this rule.
_PROVISO = re.compile(
    r",?\s*если (?:ин\w+)\s[^,.;]{0,40}?\bне\s+(?:установ|предусм|определ|указан)[^,.;]*"
    r"|,?\s*за исключением случаев,? (?:предусмотренн|установленн|указанн|определенн)\w+[^.;]*"
    r"|,?\s*(?:unless|except as) otherwise [^,.;]*"
)
