"""Exchanges that stand in a table otherwise than in a column of questions beside one of answers: the turns of
a talk a row each ("Клиент" | "Здравствуйте …"), or question and answer in one cell or one below the other,
each with a word for what it is ("Вопрос: …")."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from workers.contract.training.examples import ExampleText
from workers.datasets.examples import chats, columns
from workers.datasets.examples.sheets import Line, SheetRows

Exchange = tuple[int, Sequence[ExampleText | str]]
_LOOKED_AT = 60
_MOST = 0.8  # of the cells of a column have to say who speaks
_ASKS, _ANSWERS = "вопрос|question", "ответ|answer"
_USERS = (
    "клиент|покупатель|пользователь|сотрудник|работник|заявитель|абонент|user|customer|client|employee|caller"
)
_HELPERS = (
    "оператор|специалист|консультант|поддержка|менеджер|бот|ассистент|эксперт|support|operator|agent|assistant|bot|"
    "advisor|expert"
)
_ROLE = re.compile(rf"(?:(?P<user>{_ASKS}|{_USERS})|{_ANSWERS}|{_HELPERS})$")
_LABEL = re.compile(
    rf"^\s*(?:\d+[.)]\s*)?(?:(?P<asks>{_ASKS})|(?P<answers>{_ANSWERS})|(?P<user>{_USERS})|(?:{_HELPERS})"
    r"|(?P<q>[qв])|(?P<a>[aо]))"
    r"(?:\s*№?\s*\d+)?\s*(?:[:.]|\s[–—-])\s*(?=\S)",
    re.I | re.M,
)
# Columns that tell one talk from the next.
_TALKS = ("диалог", "чат", "обращение", "тикет", "заявка", "разговор", "сессия", "номер", "dialog", "chat",
          "conversation", "ticket", "thread", "session", "case", "id")  # fmt: skip


def exchanges(sheet: SheetRows) -> Iterator[Exchange] | None:
    """The exchanges with the numbers of their rows, or the reason why a row is none; None where the sheet has
    no such turns."""
    head = list(islice(sheet.lines(), _LOOKED_AT))
    width = max(map(len, head), default=0)
    for at in range(width):
        roles = [role for line in head[1:] if (role := _cell(line, at))]
        known = [match for role in roles if (match := _ROLE.match(columns.plain(role)))]
        if len(known) >= max(2, _MOST * len(roles)) and len({bool(match["user"]) for match in known}) == 2:
            return _by_roles(sheet, head, at)
    labelled = [sum(bool(_LABEL.match(_cell(line, at))) for line in head) for at in range(width)]
    best = max(range(width), key=lambda at: labelled[at], default=0)
    filled = sum(bool(_cell(line, best)) for line in head)
    if width and labelled[best] and 2 * labelled[best] >= filled:
        return _by_labels(sheet, best)
    return None


def _cell(line: Line, at: int) -> str:
    return line[at] if at < len(line) else ""


def _by_roles(sheet: SheetRows, head: Sequence[Line], role: int) -> Iterator[Exchange]:
    """Rows of one talk follow each other; a column may tell which one they are of."""
    first = next(at for at, line in enumerate(head) if _ROLE.match(columns.plain(_cell(line, role))))
    names = [columns.plain(name) for name in head[first - 1]] if first else []
    told = (at for name in _TALKS for at, found in enumerate(names) if at != role and found.startswith(name))
    talk = next(told, -1)
    others = [at for at in range(max(map(len, head))) if at not in (role, talk)]
    text = max(others, key=lambda at: sum(len(_cell(line, at)) for line in head[first:]), default=role)
    rows = ((number, line) for number, line in enumerate(sheet.lines(), 1) if number > first and any(line))
    for _, found in groupby(rows, key=lambda row: _cell(row[1], talk) if talk >= 0 else ""):
        turns = list(found)
        messages = []
        for _, line in turns:
            match = _ROLE.match(columns.plain(_cell(line, role)))
            if match:
                speaker = "user" if match["user"] else "assistant"
                messages.append({"role": speaker, "content": _cell(line, text)})
        yield turns[0][0], chats.conversation({"messages": messages})


def _by_labels(sheet: SheetRows, at: int) -> Iterator[Exchange]:
    """A question waits for its answer in the cells below; a talk ends with its cell."""
    waiting: tuple[int, str] | None = None
    for number, line in enumerate(sheet.lines(), 1):
        cell = _cell(line, at)
        labels = list(_LABEL.finditer(cell))
        if not labels:
            continue  # a title, an empty row
        ends = [*(label.start() for label in labels[1:]), len(cell)]
        turns = [(label, cell[label.end() : end].strip()) for label, end in zip(labels, ends, strict=True)]
        if not any(label["asks"] or label["answers"] or label["q"] or label["a"] for label in labels):
            messages = [
                {"role": "user" if label["user"] else "assistant", "content": text} for label, text in turns
            ]
            yield number, chats.conversation({"messages": messages})
            continue
        for label, text in turns:
            if label["asks"] or label["q"] or label["user"]:
                if waiting is not None:
                    yield waiting[0], ["no_answer"]
                waiting = number, text
            elif waiting is None:
                yield number, ["no_question"]
            else:
                yield waiting[0], [ExampleText(waiting[1], text)]
                waiting = None
    if waiting is not None:
        yield waiting[0], ["no_answer"]
