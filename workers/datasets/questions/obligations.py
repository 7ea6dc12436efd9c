"""What is to be done: questions about sentences of duty in Russian, "when A happens, X must do B"."""

import re

from workers.datasets.questions.agents import Agent, phrase
from workers.datasets.questions.premises import small, statement

_DUTY = re.compile(
    r"^(?P<before>.+?)\s(?P<duty>обязан[аоы]?|долж(?:ен|на|но|ны)|следует|необходимо|нужно)\s"
    r"(?P<do>[а-яё]+(?:ть|ти|чь)(?:ся)?)\s(?P<rest>.+)$",
    re.I,
)
_CONDITION = re.compile(
    r"^(?:При|В случае|После|По окончании|По истечении|До|Перед|Для|По требованию|По просьбе|По заявлению)\s"
)
_LEAST_CONDITION = 3  # words


def of_sentence(sentence: str, around: str) -> Agent | None:
    """What somebody must do in a case, or whom to tell; None where the sentence does not lend itself."""
    found = _DUTY.match(statement(sentence))
    if found is None or found["do"] == "быть" or re.search(r"[—–]|\bне$", found["before"]):
        return None
    before, duty, do, rest = found["before"], found["duty"].lower(), found["do"], found["rest"]
    if duty in ("следует", "необходимо", "нужно"):
        words = re.findall(r"[^\W\d_]+", rest)
        taken = phrase(words[:3], "datv")
        if not taken or "," in before:
            return None
        person = " ".join(words[:taken])
        if not rest.startswith(person):
            return None
        return Agent(f"Кому {small(before, around)} {duty} {do}{rest[len(person) :]}?", person)
    if not _CONDITION.match(before):
        return None
    who = _subject(before)
    condition = before[: len(before) - len(who)].rstrip(" ,")
    if not who or len(condition.split()) < _LEAST_CONDITION or "," in condition:
        return None
    return Agent(f"Что {duty} сделать {who} {small(condition, around)}?", f"{do} {rest}")


def _subject(before: str) -> str:
    """The words in the nominative that end a text: who must."""
    words = before.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        last = words[-count:]
        if phrase(last, "nomn") == count and all(word.isalpha() for word in last):
            return " ".join(last)
    return ""
