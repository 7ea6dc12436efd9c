"""A question about a document as a whole: "О чём приказ № 12?", "Summarise this contract"."""

import re

from workers.text.folding import plain

_WHOLE = re.compile(
    r"\b(?:о чем|про что|кратк\w+|вкратце|в двух словах|переска\w+|резюм\w+|суть|содержани\w+|главное|"
    r"основн\w+ (?:положени|пункт|мысл|тезис|вывод)\w*|что это за (?:документ|файл|приказ|договор|письмо)|"
    r"summar\w+|overview|gist|in short|main points|key points)\b|"
    r"\bwhat (?:is|are|was) .{1,60} about\b|\bwhat does .{1,60} (?:cover|say)\s*\??$"
)
# A part of it is asked for.
_PART = re.compile(
    r"\b(?:пункт\w*|подпункт\w*|раздел\w*|глав[аеуы]|стать[яеию]\w*|страниц\w*|абзац\w*|приложени\w*|"
    r"clauses?|sections?|articles?|chapters?|paragraphs?|pages?|annex\w*)\b"
)
_THIS = re.compile(
    r"\b(?:эт\w{1,3}|данн\w+|сам\w*|this|the)\s+(?:\w+\s+)?(?:документ\w*|файл\w*|приказ\w*|договор\w*|"
    r"письм\w*|протокол\w*|отчет\w*|document|file|order|contract|agreement|letter|report)|"
    r"\b(?:о чем|про что) документ\b"
)


def asks(question: str) -> bool:
    """Whether it asks what a document is about, and for no part of it."""
    low = plain(question)
    return bool(_WHOLE.search(low)) and not _PART.search(low)


def points(question: str) -> bool:
    """Whether it speaks of a document that was spoken of before, or is the only one: "этот договор"."""
    return bool(_THIS.search(plain(question)))
