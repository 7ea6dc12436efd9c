"""How an answer is worded: what stands in it as it is written, whether it says yes, no or nothing."""

import re

from workers.answering import refusal_detection
from workers.answering.claims import claim
from workers.grading.vocabulary import NO, VERDICT
from workers.text import folding, sentences

_MARKS = re.compile(r"[*_`#\"«»“”„'’]+")
_NOT_WORDS = re.compile(r"[^\w%₽$€°+.,:/@-]+")
_LOOSE_MARKS = re.compile(r"(?<![\w%°])[.,:/@+-]+|[.,:/@+-]+(?!\w)")
# What a model says of itself when no documents are shown to it.
_KNOWS_NOT = re.compile(
    r"\bне\s+(?:знаю|располага\w+|облада\w+|име[юе]\w*\s+(?:доступ|информаци|данны|сведени)\w*|"
    r"могу\s+(?:точно\s+|сейчас\s+)?(?:предостав|сказат|ответ|дать|указат|назват|найти|определ|сообщит|помочь)\w*|"
    r"мо(?:гу|жем)\s+\w+\s+(?:ответ|информаци)\w*)|\bмне\s+(?:не\s*)?(?:не)?известн\w+|"
    r"\bнет\s+(?:доступа|такой\s+информации|информации|сведений|данных)|\bу\s+меня\s+нет\b|"
    r"\b(?:do\s+not|don't)\s+(?:know|have\s+(?:\w+\s+){0,2}(?:access|information|details?|data|knowledge))|"
    r"\b(?:not|un)\s*(?:able|aware|familiar)\b|\bunable\s+to\b|"
    r"\bcannot\s+(?:provide|answer|tell|determine|confirm|access|assist|help)|"
    r"\bcan't\s+(?:provide|answer|tell|determine|confirm|access|assist|help)",
    re.I,
)
# … and where it sends the person instead: no claim, but nothing that would be refused either.
_ADVICE = re.compile(
    r"\b(?:обратит\w+|рекоменду\w+|советую|уточн\w+|свяжит\w+|провер(?:ьте|ить)|please\s+(?:check|contact|refer|consult|"
    r"provide)|i\s+(?:recommend|suggest)|you\s+(?:should|can|may)\s+(?:check|contact|consult|ask|refer))",
    re.I,
)
_DENIES = re.compile(
    r"^\W*(?:нет|неверно|no)\b|\b(?:не\s*верно|не\s*правильно|не\s*правда|это\s+не\s+так|не\s+соответству\w+|ошиб\w+|"
    r"на\s+самом\s+деле|в\s+действительности|incorrect|not\s+(?:true|correct|right|accurate|so)|false|actually|wrong|mistaken)\b",
    re.I,
)


def plain(text: str) -> str:
    """Lower case, one blank between words, without emphasis, quotation marks and loose punctuation."""
    text = _MARKS.sub(" ", folding.plain(text))
    text = _LOOSE_MARKS.sub(" ", _NOT_WORDS.sub(" ", text))
    return " ".join(text.split())


def stands(part: str, text: str) -> bool:
    """Whether `part` stands in `text` as whole words; both as `plain` leaves them."""
    return bool(part) and f" {part} " in f" {text} "


def parts(answer: str) -> list[str]:
    """The sentences of an answer."""
    return [answer[start:end] for start, end in sentences.split(answer)]


def verdict(answer: str) -> bool | None:
    """Whether an answer begins with yes (True) or no (False)."""
    found = VERDICT.match(answer)
    return None if found is None else found.group(1).lower() not in NO


def denies(answer: str) -> bool:
    """Whether an answer says that something is not so."""
    return bool(_DENIES.search(answer.replace("’", "'")))


def refuses(answer: str, question: str) -> bool:
    """Whether an answer says no more than that it cannot say: a sentence refuses, and none that comes after
    or before it claims a number which the question does not hold."""
    said = parts(answer)
    refusing_ones = [part for part in said if _refuses(part)]
    if not refusing_ones:
        return False
    asked = claim(question).numbers
    others = [part for part in said if part not in refusing_ones and not _ADVICE.search(part)]
    first = next(index for index, part in enumerate(said) if part in refusing_ones)
    return first < 2 and not any(claim(part).numbers - asked for part in others)


def _refuses(sentence: str) -> bool:
    return refusal_detection.is_refusal(sentence) or bool(_KNOWS_NOT.search(sentence.replace("’", "'")))
