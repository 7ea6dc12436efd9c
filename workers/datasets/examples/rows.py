"""Examples out of CSV, XLSX, JSON lines or a JSON array. Runs in a reader process: files are anybody's."""

import csv
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workers.answering.refusal_detection import is_refusal
from workers.contract.codec import json_line
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.rows import Columns, ReadRowsResult, ReadRowsSpec, SkippedRow
from workers.datasets.examples import chats, columns, exam_rows, talks
from workers.datasets.examples.columns import guess, quote_of
from workers.datasets.examples.sheets import (
    LONGEST_NAME,
    MOST_COLUMNS,
    Row,
    SheetRows,
    of_delimited,
    of_workbook,
    table_of,
)
from workers.files import written_whole
from workers.reading.encodings import detect
from workers.text.language import language_of

PREVIEW, SKIPPED = 10, 200
LONGEST = 20_000  # characters of a question or an answer
_HEAD = 200_000  # bytes by which encoding and delimiter are told
_GUESS_FROM = 50
_SHOWN = 2000
_LONGEST_LINE = 8_000_000
# What stands in place of an answer: a dash, or that it stands in another row.
_NO_ANSWER = re.compile(
    r"[\W_]+|(?:см\.?|смотри(?:те)?)\s+(?:выше|ниже)\W*|(?:то|там)\s+же\W*|(?:see|as|same\s+as)\s+(?:above|below)\W*|n/a",
    re.I,
)
_TEXTS = ("question", "answer", "quote", "system")
_Read = ExampleText | ExamText | str  # what a row is, or why it is nothing


@dataclass(frozen=True, slots=True)
class _Numbered:
    """What came of a row of the file: nothing of an empty one, several of a conversation."""

    number: int
    read: Sequence[_Read]
    sheet: str = ""


@dataclass(slots=True)
class _Taken:
    """What was read so far; examples go straight to the output."""

    rows: int = 0
    preview: list[ExampleText] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    skipped_total: int = 0

    def skip(self, row: _Numbered, reason: str) -> None:
        self.skipped_total += 1
        if len(self.skipped) < SKIPPED:
            self.skipped.append(SkippedRow(row.number, reason, row.sheet))


def read_rows(spec: ReadRowsSpec) -> ReadRowsResult:
    """Read a file; examples are written to `spec.output`, if it is given. Raises TOO_LARGE (size, limit),
    EMPTY_FILE, PASSWORD, ROWS_UNREADABLE (file), COLUMNS_UNKNOWN (file, columns)."""
    path = Path(spec.path)
    size = path.stat().st_size
    if size > spec.max_bytes:
        raise ProblemError(Code.TOO_LARGE, size=size, limit=spec.max_bytes)
    if size == 0:
        raise ProblemError(Code.EMPTY_FILE)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return _tables(spec, "xlsx", of_workbook(path))
    if b"\0" in head[:1000] and not detect(head).startswith("utf-16"):
        raise ProblemError(Code.ROWS_UNREADABLE, "binary", file=path.name)
    encoding = detect(head)
    opening = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")[:1]
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson") or opening in "{[":
        return _objects(spec, _json_rows(path, encoding, array=opening == "["))
    try:
        return _tables(spec, "csv", of_delimited(path))
    except csv.Error as error:
        raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=path.name) from error


# --- tables --------------------------------------------------------------------------------------


def _tables(spec: ReadRowsSpec, form: str, sheets: Sequence[SheetRows]) -> ReadRowsResult:
    """The rows of all sheets whose columns are named, else of the first one whose content tells them."""
    found = [table for sheet in sheets if (table := table_of(sheet, spec.columns)) is not None]
    if not found:
        raise ProblemError(Code.EMPTY_FILE)
    # What somebody hid is taken only where nothing else is there.
    hidden = tuple(table.sheet.name for table in found if table.sheet.hidden and table.named)
    seen = [table for table in found if not table.sheet.hidden]
    found, hidden = (seen, hidden) if seen else (found, ())
    whole = [table for table in found if table.columns.question and table.columns.answer]
    wanted = [name for name in (spec.columns.question, spec.columns.answer) if name]
    whole = [table for table in whole if all(name in table.names for name in wanted)]
    named = [table for table in whole if table.named]
    if not named and not wanted and not spec.exam:
        talk = next((turns for table in found if (turns := talks.exchanges(table.sheet))), None)
        if talk is not None:
            return replace(_of_talk(spec, form, found[0].names, talk), hidden=hidden)
    taken = named or whole[:1]
    if not taken:
        raise _unknown(spec, found[0].names)
    passed = tuple(table.sheet.name for table in found if table not in taken)

    def examples() -> Iterator[_Numbered]:
        for table in taken:
            makers = [
                (each, _of_row(spec, table.names, each))
                for each in (table.columns, *columns.beside(table.names, table.columns))
            ]
            name = table.sheet.name if len(taken) > 1 else ""
            for number, row in table.rows():
                if isinstance(row, str):
                    yield _Numbered(number, [row], name)
                elif any(row.values()):
                    read = [
                        make(row)
                        for each, make in makers
                        if each is table.columns or row.get(each.question) or row.get(each.answer)
                    ]
                    yield _Numbered(number, read, name)

    result = _finish(spec, form, tuple(taken[0].names), taken[0].columns, examples())
    return replace(result, passed=passed, hidden=hidden)


def _of_talk(
    spec: ReadRowsSpec, form: str, names: Sequence[str], talk: Iterator[talks.Exchange]
) -> ReadRowsResult:
    examples = (_Numbered(number, read) for number, read in talk)
    return _finish(spec, form, tuple(names), Columns(), examples)


def _columns(spec: ReadRowsSpec, names: list[str], first: list[Row]) -> Columns:
    wanted = [name for name in (spec.columns.question, spec.columns.answer) if name]
    columns = guess(names, first, spec.columns)
    if not columns.question or not columns.answer or any(name not in names for name in wanted):
        raise _unknown(spec, names)
    return columns


def _unknown(spec: ReadRowsSpec, names: Sequence[str]) -> ProblemError:
    listed = ", ".join(names[:20])
    return ProblemError(Code.COLUMNS_UNKNOWN, file=Path(spec.path).name, columns=listed[:500])


def _of_row(spec: ReadRowsSpec, names: list[str], columns: Columns) -> Callable[[Row], _Read]:
    """What makes an example, or an exam question, of a row."""
    if spec.exam:
        return exam_rows.maker(names, columns)
    return lambda row: _pair(row, columns)


def _pair(row: Row, columns: Columns) -> ExampleText | str:
    question, answer = row.get(columns.question, "").strip(), row.get(columns.answer, "").strip()
    if not question or not answer or _NO_ANSWER.fullmatch(answer):
        return "no_question" if not question else "no_answer"
    system = row.get(columns.system, "").strip()
    return ExampleText(question, answer, quote=quote_of(row, columns), system=system)


# --- JSON ----------------------------------------------------------------------------------------


def _json_rows(path: Path, encoding: str, *, array: bool) -> Iterator[Any]:
    """Objects, or the reason "not_json" for a line that is none; None for an empty line."""
    with path.open(encoding=encoding, errors="replace") as file:
        if array:
            try:
                body = json.loads(file.read().lstrip("\ufeff"))
            except (ValueError, RecursionError) as error:
                raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=path.name) from error
            yield from body
            return
        if path.suffix.lower() == ".json" and (rows := _listed(file.read())):
            yield from rows
            return
        file.seek(0)
        while line := file.readline(_LONGEST_LINE):
            text = line.strip().lstrip("\ufeff")
            try:
                yield json.loads(text) if text else None
            except (ValueError, RecursionError):
                yield "not_json"


def _listed(text: str) -> list[Any]:
    """The rows of a file that is one object with one list of objects in it; [] for any other."""
    try:
        body = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return []
    lists = [rows for rows in body.values() if isinstance(rows, list)] if isinstance(body, dict) else []
    lists = [rows for rows in lists if rows and all(isinstance(row, dict) for row in rows)]
    return lists[0] if len(lists) == 1 and not isinstance(body.get("messages"), list) else []


def _objects(spec: ReadRowsSpec, rows: Iterator[Any]) -> ReadRowsResult:
    first = [row for _, row in zip(range(_GUESS_FROM), rows, strict=False)]
    objects = [row for row in first if isinstance(row, dict)]
    if not objects:
        raise ProblemError(Code.ROWS_UNREADABLE, "no object", file=Path(spec.path).name)
    form = chats.format_of(objects[0])
    names = _names(objects)
    make, columns = _maker(spec, form, names, objects)

    def examples() -> Iterator[_Numbered]:
        for number, row in enumerate(itertools.chain(first, rows), 1):
            read = make(row) if isinstance(row, dict) else ["not_json"] if row is not None else []
            yield _Numbered(number, read)

    return _finish(spec, form, tuple(names), columns, examples())


def _names(objects: Sequence[dict[str, Any]]) -> list[str]:
    found = dict.fromkeys(name for row in objects for name in row if len(name) <= LONGEST_NAME)
    return list(found)[:MOST_COLUMNS]


def _maker(
    spec: ReadRowsSpec, form: str, names: list[str], objects: list[dict[str, Any]]
) -> tuple[Callable[[dict[str, Any]], Sequence[_Read]], Columns]:
    own = ("", "messages", "conversations", "conversation", "instruction")
    chosen = spec.exam or spec.columns.question not in own
    kinds = dict.fromkeys(map(chats.format_of, objects))
    if len(kinds) > 1 and not chosen:
        return _mixed(spec, form, kinds, objects)
    if form in (chats.MESSAGES, chats.SHAREGPT) and not chosen:
        name = "messages" if form == chats.MESSAGES else "conversations"
        return chats.conversation, Columns(question=name)
    if form == chats.ALPACA and not chosen:
        return lambda row: [chats.alpaca(row)], Columns(
            "instruction", "output", system="system" if "system" in names else ""
        )

    def texts(row: dict[str, Any]) -> Row:
        return {name: chats.text_of(row.get(name)) for name in names}

    columns = _columns(spec, names, [texts(row) for row in objects])
    make = _of_row(spec, names, columns)
    return lambda row: [make(texts(row))], columns


def _mixed(
    spec: ReadRowsSpec, form: str, kinds: Iterable[str], objects: list[dict[str, Any]]
) -> tuple[Callable[[dict[str, Any]], Sequence[_Read]], Columns]:
    """Of a file whose objects have several forms: each by its own."""
    makers = {}
    for kind in kinds:
        mine = [row for row in objects if chats.format_of(row) == kind]
        try:
            makers[kind] = _maker(spec, kind, _names(mine), mine)
        except ProblemError:
            if kind == form:
                raise
    return lambda row: _by_form(makers, row), makers[form][1]


def _by_form(
    makers: Mapping[str, tuple[Callable[[dict[str, Any]], Sequence[_Read]], Columns]], row: dict[str, Any]
) -> Sequence[_Read]:
    make = makers.get(chats.format_of(row))
    return ["no_pair"] if make is None else make[0](row)


# --- both ----------------------------------------------------------------------------------------


def _finish(
    spec: ReadRowsSpec, form: str, names: tuple[str, ...], columns: Columns,
    examples: Iterator[_Numbered],
) -> ReadRowsResult:  # fmt: skip
    taken = _Taken()
    with written_whole(Path(spec.output), private=True) if spec.output else nullcontext() as file:
        for numbered in examples:
            for read in numbered.read:
                kept = _kept(read, numbered, taken)
                if kept is not None and file is not None:
                    file.write(json_line(kept))
    return ReadRowsResult(
        form, names, columns, taken.rows, tuple(taken.preview), tuple(taken.skipped), taken.skipped_total,
        spec.output,
    )  # fmt: skip


def _kept(example: _Read, source: _Numbered, taken: _Taken) -> ExampleText | ExamText | None:
    if isinstance(example, str):
        taken.skip(source, example)
        return None
    if max(len(getattr(example, name, "")) for name in _TEXTS) > LONGEST:
        taken.skip(source, "too_long")
        return None
    taken.rows += 1
    if isinstance(example, ExamText):
        return example
    example = replace(example, language=language_of(example.question))
    if is_refusal(example.answer):
        example = replace(example, kind=ExampleKind.REFUSAL)
    if len(taken.preview) < PREVIEW:
        taken.preview.append(_short(example))
    return example


def _short(example: ExampleText) -> ExampleText:
    """As much of an example as a preview shows: ten of them fit into one line of the wire."""
    texts = {name: getattr(example, name)[:_SHOWN] for name in _TEXTS}
    return replace(example, **texts)
