"""What makes a question useless without its text: pointing words, a foreign language, the answer in it."""

import re

from workers.answering import claims
from workers.text.folding import one_spelling
from workers.text.language import KNOWN

_TEXT_RU = (
    r"(?:текст\w*|отрывк\w*|отрывок|абзац\w*|предложени\w+|фрагмент\w*|документ\w*|"
    r"пункт\w*|раздел\w*|таблиц\w*|рисунк\w*|списк\w*|положени\w+|стать\w+)"
)
_POINTING = re.compile(
    rf"\b(?:в|из|по|согласно|к)\s+(?:этом|этого|этому|этой|данном|данного|данному|данной|приведенн\w+|"
    rf"предоставленн\w+|указанн\w+|настоящ\w+|следующ\w+)\s+(?:\w+\s+)?{_TEXT_RU}"
    r"|\b(?:в|из)\s+(?:тексте|текста|отрывке|отрывка|предложении|предложения|абзаце|фрагменте)\b"
    r"|\b(?:текст|отрыв|предложени)\w*\s+выше\b|\b(?:сказано|указано|упомянут\w*|описан\w*)\s+(?:выше|ниже)\b|\bвышеуказанн\w+|\bвышеизложенн\w+"
    r"|\b(?:in|from|by|of|to)\s+(?:this|the (?:given|above|following|provided|present)|these)\s+(?:\w+\s+)?"
    r"(?:text|passage|paragraph|sentence|excerpt|document|section|table|list|article|guide)s?\b"
    r"|\b(?:in|from|to|by) the (?:text|passage|paragraph|sentence|excerpt)\b"
    r"|\b(?:the\s+)?(?:text|passage|sentence|paragraph)s?\s+(?:above|below)\b"
    r"|\b(?:mentioned|described|stated)\s+(?:above|below|in the (?:text|passage|document|sentence))\b"
    r"|\baccording to (?:the|this) (?:text|passage|sentence|paragraph|excerpt|document)\b",
    re.I,
)
_LETTER = re.compile(r"[^\W\d_]")
_KNOWN = re.compile("|".join(language.letters for language in KNOWN.values()), re.I)


def points_at_text(text: str) -> str:
    """The words that point at a text beside it ("в этом документе", "the passage above"), "" for none."""
    found = _POINTING.search(one_spelling(text))
    return found.group().strip() if found else ""


def mixes(text: str) -> bool:
    """Whether more than a few letters are of no known language: small models slip into Chinese."""
    letters = _LETTER.findall(text)
    strange = sum(1 for letter in letters if not _KNOWN.match(letter) and not letter.isascii())
    latin = "".join(letters).isascii()
    return not latin and strange > max(1, len(letters) // 50)


def leaks(question: str, answer: str) -> bool:
    """Whether a question already holds all that its answer says. A yes or no is no leak: the words of the
    question are confirmed."""
    if claims.verdict(answer) is not None or re.match(r"\W*(?:да|нет|yes|no)\b", answer, re.I):
        return False
    said, asked = claims.claim(answer), claims.claim(question)
    telling = {term for term in said.terms if not claims.is_light(term)}
    if not telling and not said.numbers:
        return False
    return said.numbers <= asked.numbers and telling <= asked.terms
