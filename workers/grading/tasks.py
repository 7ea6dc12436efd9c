"""Marks of two tasks whose answers have a form of their own: a class, and the fields of a text."""

import re

from workers.contract.exam import ExamText, Mark, Reason, ReasonCode
from workers.grading import facts, wording

_OF_SEVERAL = re.compile(r"[,;/|\n]|\b(?:или|либо|or)\b", re.I)
_DENIED = re.compile(r"\b(?:не|нет|not|no|neither)\b", re.I)
_ROOM = 6  # words around a class: "Это обращение относится к теме …"
_FIELD = re.compile(r"""^[\s{"'*–•-]*([^:=\n]{1,60}?)["'*\s]*[:=][\s"'*]*(\S.*?)[\s"',;}*.]*$""")
_BETWEEN = re.compile(r"[;\n]+|(?<=[\"'])\s*,\s*(?=[\"'])")
_SOME = 0.5  # of the fields


def classified(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """The class is named, and no other one beside it."""
    named, wanted = answer.rsplit(":", 1)[-1].strip(" .\n"), wording.plain(question.answer)
    said = wording.plain(named)
    short = len(said.split()) <= len(wanted.split()) + _ROOM
    alone = short and not _OF_SEVERAL.search(named) and not _DENIED.search(named)
    if said == wanted or (alone and wording.stands(wanted, said)):
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    return Mark.WRONG, [Reason(ReasonCode.KEY_FACT_MISSING, False, {"fact": question.answer})]


def extracted(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """Each field has its value, in any order and notation (lines, semicolons, JSON); fields without names are
    looked for in the whole answer."""
    expected, given = _fields(question.answer), _fields(answer)
    named = {wording.plain(name): value for name, value in given if name}
    right = 0
    for name, value in expected:
        known = named.get(wording.plain(name)) if name and named else answer
        right += known is not None and facts.says(value, known)
    counts: dict[str, str | int | float] = {"found": right, "expected": len(expected)}
    share = right / max(1, len(expected))
    mark = Mark.RIGHT if share == 1 else Mark.PARTLY if share >= _SOME else Mark.WRONG
    return mark, [Reason(ReasonCode.ITEMS, share == 1, counts)]


def _fields(text: str) -> list[tuple[str, str]]:
    """(name, value) of each field; "" as the name of a value alone."""
    found = []
    for part in _BETWEEN.split(text):
        match = _FIELD.match(part)
        bare = part.strip(" \t{}\"'.,")
        if match or bare:
            found.append((match[1], match[2]) if match else ("", bare))
    return found
