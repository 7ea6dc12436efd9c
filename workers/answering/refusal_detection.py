"""How a model says in its own words that the documents do not hold the answer. Russian and English."""

import re

from workers.text import folding

# What the text speaks of: documents, passages, information.
_SOURCE_RU = (
    r"(?:предоставленн\w+|приведенн\w+|указанн\w+|данн\w+|имеющ\w+|этих|этом|представленн\w+|ваших|самих)?\s*"
    r"(?:документ\w*|отрыв\w*|текст\w*|фрагмент\w*|контекст\w*|источник\w*|материал\w*|информаци\w+|данных|кодекс\w*)"
)
_SOURCE_EN = (
    r"(?:the|these|this|your|any of the|given|provided)?\s*(?:provided|given|available|supplied)?\s*"
    r"(?:documents?|passages?|texts?|excerpts?|context|sources?|information)"
)
_PATTERNS = [
    # «нет ответа», «ответа нет», «ответ не найден»
    rf"\b(?:в|из|среди|согласно)\s+{_SOURCE_RU}[^.!?]{{0,80}}?\b(?:нет|не\s+(?:содерж|указ|найден|упомина|сказан|говорит|привед|описан|"
    r"предусм|установл|раскры|представл|дан|имеется|определ|уточн|следует)\w*|отсутству\w+)",
    rf"\b{_SOURCE_RU}\s+(?:об?\s[^.!?]{{0,80}}\s)?(?:не\s+(?:содерж|указ|упомина|говор|отвеча|да[ею]т|включа|предоставл|описыва|раскрыва|"
    r"имеет|найден|привед|представл)\w*|отсутству\w+|нет\b)",
    r"\b(?:ответа?|информаци\w+|сведени\w+|данных|упоминани\w+)\s[^.!?]{0,90}?(?:\bнет\b|отсутству\w+|не\s+(?:найден|указан|содерж|привед|"
    r"упомянут|представлен|предоставлен)\w*)",
    r"\bнет\s+(?:прямо\w+\s+|точно\w+\s+|конкретн\w+\s+|никак\w+\s+)?(?:ответа|информации|сведений|данных|упоминани\w+|указани\w+)",
    r"\bответа\s+нет\b|\bответ\s+не\s+найден|\bне\s+(?:могу|удалось|удается)\s+(?:найти|ответить|дать|определить)",
    r"^\W*(?:извините|к сожалению)[^.!?]*\b(?:не|нет)\b",
    rf"\b{_SOURCE_EN}\s+(?:do(?:es)?\s+not|don'?t|doesn'?t|did\s+not)\s+(?:\w+\s+){{0,2}}"
    r"(?:say|state|contain|mention|specify|provide|answer|include|give|have|tell|address|cover|hold)",
    r"\b(?:is|are|was|were)\s+(?:not|n't)\s+(?:\w+\s+)?(?:mentioned|specified|stated|provided|given|found|included|available|"
    r"in\s+the\s+(?:documents?|passages?|text|context))",
    r"\b(?:no|not\s+enough|insufficient)\s+(?:\w+\s+)?(?:information|answer|mention|data|details)\b",
    r"\b(?:cannot|can'?t|could\s+not|couldn'?t|unable\s+to)\s+(?:\w+\s+)?(?:find|answer|determine|provide)",
    r"^\W*(?:i'?m\s+)?sorry\b",
]
_REFUSAL = [re.compile(pattern, re.I) for pattern in _PATTERNS]

# How such a reply begins: these words are held back until it is clear what they become.
_LEADS = (
    "в документ", "в предоставленн", "в приведенн", "в данн", "в этих", "в отрыв", "в указанн", "в текст",
    "в представленн", "в имеющ", "документы не", "документ не", "отрывки не", "ответа нет", "нет ответа",
    "ответ не найден", "к сожалению", "извините", "информация о", "информации о", "нет информации",
    "the documents", "the provided", "the passages", "the given", "the text", "the document", "there is no",
    "no information", "no answer", "i'm sorry", "sorry", "unfortunately", "i cannot", "i could not",
    "this information",
)  # fmt: skip


def _plain(text: str) -> str:
    return folding.plain(text).replace("’", "'")


def is_refusal(sentence: str) -> bool:
    """True when a sentence says that the documents do not answer."""
    plain = _plain(sentence)
    return any(pattern.search(plain) for pattern in _REFUSAL)


def may_become_refusal(beginning: str) -> bool:
    """True while the beginning of a reply could still grow into a refusal."""
    plain = _plain(beginning).lstrip(" \n«\"'*-")
    if not plain:
        return True
    return any(lead.startswith(plain) or plain.startswith(lead) for lead in _LEADS)
