"""Whether a person asks for a text to be written ("Напиши ответ на письмо поставщика"), which the model
writes from the documents, and not for what stands in them ("Напиши, сколько дней отпуска"). Russian and
English.
"""

import re

from workers.text.folding import plain

_TEXT = (
    r"(?:ответн\w+\s+)?(?:письм(?:о|а|ецо)|e-?mail|имейл|сообщени[ея]|объявлени[ея]|заявлени[ея]|уведомлени[ея]|"
    r"(?:служебн|докладн|объяснительн|пояснительн)\w+(?:\s+записк[уи])?|записк[уи]|памятк[уи]|претензи[юи]|"
    r"жалоб[уы]|"
    r"приглашени[ея]|поздравлени[ея]|благодарност[ьи]|напоминани[ея]|извинени[ея]|обращени[ея]|запрос|отзыв|"
    r"рекламаци[юи]|расписк[уи]|доверенност[ьи]|характеристик[уи]|приказ|распоряжени[ея]|инструкци[юи]|"
    r"пресс-релиз|пост|реклам[уы]|речь|тост|эссе|рассказ|стих\w*|черновик|проект|шаблон|заготовк[уи])"
)
_REPLY = r"ответ(?!\s*[:—–-])(?!\s+на\s+(?:\w+\s+)?вопрос)\s+(?:на\s+\w+|\w+(?:у|ю|е|ам|ям|ой|ей)\b)"
_WORDING = (
    r"текст(?!\s+(?:стать|пункт|раздел|глав|абзац|приложени|параграф|из\b))\s+(?:для\s+)?[а-я]+"
    r"(?!\s*(?:№|\d|от\s+\d))"
)
_ORDER = r"(?:напиши|составь|подготовь|сочини|набросай|оформи|сформулируй|придумай|пиши)(?:те|-ка|те-ка)?"
_WISH = (
    r"(?:помоги(?:те)?|с?можешь|с?можете|не\s+мог(?:ла|ли)?\s+бы|прошу|давай(?:те)?|хочу)(?:\s+\w+){0,3}\s+"
    r"(?:написать|составить|подготовить|сочинить|набросать|оформить|сформулировать|придумать|напишем|составим|"
    r"подготовим)"
)
_NEED = (
    r"(?:мне\s+)?(?:нужно|надо|необходимо|требуется)\s+(?:\w+\s+){0,2}"
    r"(?:написать|составить|подготовить|оформить)"
)
# What may stand between the verb and what is written.
_BETWEEN = r"(?:\s+(?!(?:что|как|кто|где|когда|почему|сколько|как(?:ой|ая|ие|ое)|чем)\b)[\w-]+){0,3}?"
_OPENING = r"^\W*(?:(?:пожалуйста|привет|здравствуй(?:те)?|добрый\s+день|слушай|а|и|теперь|тогда)\W+){0,2}"
_RU = re.compile(
    rf"{_OPENING}(?:{_ORDER}|{_WISH})(?:\W+пожалуйста\W+)?{_BETWEEN}\W+(?:{_TEXT}|{_REPLY}|{_WORDING})(?!\w)"
)
_RU_NEED = re.compile(rf"{_OPENING}{_NEED}{_BETWEEN}\s+(?:{_TEXT}|{_REPLY}|{_WORDING})(?!\w)")
# What stands in the documents: "напиши номер приказа", "напиши приказ № 12".
_EXISTING = re.compile(
    rf"{_ORDER}\s+(?:номер|дат[уы]|тем[уы]|адрес|сумм[уы]|названи\w+|перечень|список|выдержк\w+|цитат\w+)|"
    rf"{_ORDER}(?:\s+\w+)?\s+{_TEXT}\s+(?:№|от\s+\d)"
)
_ASKED = re.compile(r"\b(?:сколько|как(?:ой|ая|ие|ое)|кто|где|когда|почему|зачем|нужно ли|надо ли)\b")

_TEXT_EN = (
    r"(?:letters?|e-?mails?|mails?|repl(?:y|ies)|response|answer|memo|notice|notification|announcement|message|post|"
    r"application|complaint|claim|invitation|reminder|apology|statement|draft|template|speech|press release|"
    r"thank-you note|note|poem|story|essay|ad|advertisement)"
)
_ADJECTIVES_EN = r"(?:(?!(?:what|how|who|when|where|why|which|down)\b)[\w-]+\s+){0,4}?"
_EN = re.compile(
    r"^\W*(?:(?:please|hi|hello|hey|now|then|ok|okay)\W+){0,2}"
    r"(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:help\s+me\s+)?|help\s+(?:me|us)\s+(?:to\s+)?|let's\s+|"
    r"i\s+(?:need|want|would\s+like)\s+(?:you\s+)?to\s+)?"
    rf"(?:write|draft|compose|prepare|word|phrase)\s+{_ADJECTIVES_EN}{_TEXT_EN}\b"
    r"(?!\s*:)(?!\s+to\s+(?:the|my|this|that)\s+question)"
)


def asks_for_text(question: str) -> bool:
    """Whether a text is to be written, not to be found."""
    asked = plain(question)
    if _EXISTING.search(asked):
        return False
    if _RU.search(asked):
        return True
    if _RU_NEED.search(asked):
        return not _ASKED.search(asked) and "?" not in asked
    return bool(_EN.search(asked))
