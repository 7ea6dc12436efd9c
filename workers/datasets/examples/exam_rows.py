"""Exam questions out of the rows of a file. No library but `re`: reader processes load this."""

import re
from collections.abc import Callable, Mapping, Sequence

from workers.contract.exam import ExamText, QuestionKind
from workers.contract.training.rows import Columns
from workers.datasets.examples.columns import plain, quote_of
from workers.text.language import LANGUAGES, language_of

# How columns besides question, answer and quote are called.
_COLUMNS = {
    "document_name": ("document name", "document", "документ", "имя документа", "file", "файл"),
    "kind": ("kind", "вид", "тип", "type", "вид вопроса", "тип вопроса"),
    "must": ("must", "обязательно", "ключевые факты", "key facts"),
    "must_not": ("must not", "нельзя", "недопустимо"),
    "language": ("language", "язык"),
}
# Words for the kinds, besides their own names; plain.
_KINDS = {
    QuestionKind.FACT: ("факт", "simple"),
    QuestionKind.HOW_TO: ("how to", "procedure", "порядок", "как сделать", "инструкция"),
    QuestionKind.LIST: ("перечень", "список"),
    QuestionKind.NUMBER: ("число", "цифра", "date", "дата"),
    QuestionKind.FALSE_PREMISE: (
        "false premise", "ложная посылка", "ложное утверждение", "неверная посылка", "incorrect by design",
    ),
    QuestionKind.NO_ANSWER: (
        "no answer", "no info", "unanswerable", "нет ответа", "без ответа", "нет в документах",
    ),
    QuestionKind.STYLE: ("стиль", "манера", "rewrite", "переписать", "переписывание"),
    QuestionKind.CLASSIFY: ("классификация", "класс", "classification", "topic", "тема"),
    QuestionKind.EXTRACT: ("извлечение", "поля", "extraction", "fields"),
}  # fmt: skip
_BETWEEN = re.compile(r"[;\n]")
_LONGEST_NAME = 500


def maker(names: Sequence[str], columns: Columns) -> Callable[[Mapping[str, str]], ExamText | str]:
    """What makes a question of a row, or the reason why it is none (see `SkippedRow.reason`)."""
    taken = {columns.question, columns.answer, columns.quote}
    found = {part: _named(names, known, taken) for part, known in _COLUMNS.items()}
    return lambda row: _question(row, columns, found)


def kind_of(word: str, answerable: bool) -> QuestionKind:
    """The kind that a file names, as far as it is known, else what the answer makes it."""
    wanted = plain(word)
    for kind, words in _KINDS.items():
        if wanted and (wanted == plain(kind.value) or wanted in words):
            return kind
    return QuestionKind.FACT if answerable else QuestionKind.NO_ANSWER


def _question(row: Mapping[str, str], columns: Columns, found: Mapping[str, str]) -> ExamText | str:
    question, answer = row.get(columns.question, "").strip(), row.get(columns.answer, "").strip()
    if not question:
        return "no_question"
    kind = kind_of(row.get(found["kind"], ""), bool(answer))
    quote = quote_of(row, columns)
    if kind is QuestionKind.NO_ANSWER:
        answer = quote = ""  # what stands there then is one of many ways to say no
    elif not answer and kind is not QuestionKind.FALSE_PREMISE:
        kind = QuestionKind.NO_ANSWER
    said = row.get(found["language"], "").strip().lower()
    return ExamText(
        question,
        answer,
        kind,
        quote,
        document_name=row.get(found["document_name"], "").strip()[:_LONGEST_NAME],
        language=said if said in LANGUAGES else language_of(question),
        must=_parts(row.get(found["must"], "")),
        must_not=_parts(row.get(found["must_not"], "")),
    )


def _named(names: Sequence[str], known: Sequence[str], taken: set[str]) -> str:
    for wanted in known:
        for name in names:
            if name not in taken and plain(name) == wanted:
                return name
    return ""


def _parts(cell: str) -> tuple[str, ...]:
    """Facts of a cell, between semicolons or line breaks."""
    return tuple(part for piece in _BETWEEN.split(cell) if (part := piece.strip()))
