"""A question about a document as a whole: "О чём приказ № 12?", "Summarise this contract"."""

import re

from workers.retrieval.document_mentions import KIND
from workers.text.folding import plain

# Said of the document that was spoken of; "самый" and "данные" are not.
_POINTING = r"(?:эт(?:от|а|о|у|и|ого|ой|ому|им|ом|их)|данн(?:ый|ое|ая|ого|ой|ому|ую|ым|ом)|this)"
_ITSELF = "сам(?:ого|ом|ому|им)?"

_WHOLE = re.compile(
    r"\b(?:о чем|про что|кратко|вкратце|в двух словах|переска\w+|резюм\w+|суть|главное|"
    r"кратк(?:ое|ий|ая|ую|ого|им) (?:содержани|изложени|описани|пересказ|обзор|вывод|итог|сводк|справк)\w*|"
    rf"содержани(?:е|я|ю|ем|и) (?:(?:{_POINTING}|{_ITSELF}|всего) )?(?:документ\w*|файл\w*|{KIND})|"
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
    rf"\b(?:{_POINTING}\s+(?:\w+\s+)?|{_ITSELF}\s+)(?:документ\w*|файл\w*|приказ\w*|договор\w*|"
    r"письм(?!енн)\w*|протокол\w*|отчет(?!н)\w*|document|file|order|contract|agreement|letter|report)|"
    r"\b(?:о чем|про что) документ\b"
)


def asks(question: str) -> bool:
    """Whether it asks what a document is about, and for no part of it."""
    low = plain(question)
    return bool(_WHOLE.search(low)) and not _PART.search(low)


def points(question: str) -> bool:
    """Whether it speaks of a document that was spoken of before, or is the only one: "этот договор"."""
    return bool(_THIS.search(plain(question)))
