"""Marks of two tasks whose answers have a form of their own: a class, and the fields of a text."""

import re
from collections.abc import Sequence

from workers.contract.exam import ExamText, Mark, Reason, ReasonCode
from workers.grading import facts, wording

_OF_SEVERAL = re.compile(r"[,;/|\n]|\b(?:или|либо|or)\b", re.I)
_DENIED = re.compile(r"\b(?:не|нет|not|no|neither)\b", re.I)
_CLASS = "\ue000"  # stands for the class
_ROOM = 6  # words around a class: "Это обращение относится к теме …"
_FIELD = re.compile(
    r"""^(?:\s*\d{1,2}[.)]\s)?[\s{"'*–•-]*([^:=\n]{1,60}?)["'*\s]*[:=][\s"'*]*(\S.*?)[\s"',;}*.]*$"""
)
_BETWEEN = re.compile(r"[;\n]+|(?<=[\"'])\s*,\s*(?=[\"'])")
_SOME = 0.5  # of the fields


def classified(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """The class is named, and no other one beside it."""
    wanted = wording.plain(question.answer)
    # A name may have a colon or a comma of its own.
    whole = re.sub(rf"(?<!\w){re.escape(question.answer.strip())}(?!\w)", _CLASS, answer, flags=re.I)
    named = whole.rsplit(":", 1)[-1].strip(" .\n")
    said = wording.plain(named.replace(_CLASS, question.answer))
    short = len(said.split()) <= len(wanted.split()) + _ROOM
    alone = short and not _OF_SEVERAL.search(named) and not _DENIED.search(named)
    if said == wanted or (alone and wording.stands(wanted, said)):
        return Mark.RIGHT, [Reason(ReasonCode.EXACT, True)]
    return Mark.WRONG, [Reason(ReasonCode.KEY_FACT_MISSING, False, {"fact": question.answer})]


def extracted(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """Each field has its value, in any order and notation (lines, numbered or not, semicolons, commas before
    the names of the expected fields, JSON); fields without names are looked for in the whole answer."""
    expected = _fields(question.answer)
    given = _fields(_apart(answer, [name for name, _ in expected if name]))
    named = {wording.plain(name): value for name, value in given if name}
    right = 0
    for name, value in expected:
        known = named.get(wording.plain(name)) if name and named else answer
        right += known is not None and facts.says(value, known)
    counts: dict[str, str | int | float] = {"found": right, "expected": len(expected)}
    share = right / max(1, len(expected))
    mark = Mark.RIGHT if share == 1 else Mark.PARTLY if share >= _SOME else Mark.WRONG
    return mark, [Reason(ReasonCode.ITEMS, share == 1, counts)]


def _apart(answer: str, names: Sequence[str]) -> str:
    """An answer with a line break instead of a comma before each of these names."""
    if not names:
        return answer
    listed = "|".join(re.escape(name) for name in names)
    return re.sub(rf",\s*(?=[\"'*]*(?:{listed})[\"'*]*\s*[:=])", "\n", answer, flags=re.I)


def _fields(text: str) -> list[tuple[str, str]]:
    """(name, value) of each field; "" as the name of a value alone."""
    found = []
    for part in _BETWEEN.split(text):
        match = _FIELD.match(part)
        bare = part.strip(" \t{}\"'.,")
        if match or bare:
            found.append((match[1], match[2]) if match else ("", bare))
    return found
