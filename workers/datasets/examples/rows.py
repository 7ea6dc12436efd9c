"""Examples out of CSV, XLSX, JSON lines or a JSON array. Runs in a reader process: files are anybody's."""

import csv
import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workers.contract.codec import json_line
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText
from workers.contract.training import Columns, ExampleText, ReadRowsResult, ReadRowsSpec, SkippedRow
from workers.datasets.examples import chats, exam_rows
from workers.datasets.examples.columns import guess
from workers.files import written_whole
from workers.reading.archive import opened
from workers.reading.encodings import detect
from workers.reading.formats.delimited import delimiter_of
from workers.reading.number_format import value_text
from workers.text.language import language_of

PREVIEW, SKIPPED = 10, 200
LONGEST = 20_000  # characters of a question or an answer
_HEAD = 200_000  # bytes by which encoding and delimiter are told
_GUESS_FROM = 50
_MAX_COLUMNS = 200
_LONGEST_NAME = 100
_SHOWN = 2000
_LONGEST_LINE = 8_000_000
_TEXTS = ("question", "answer", "quote", "system")
Row = dict[str, str]
_Read = ExampleText | ExamText | str | None  # what a row is, why it is nothing, None = it is empty


@dataclass(slots=True)
class _Taken:
    """What was read so far; examples go straight to the output."""

    rows: int = 0
    preview: list[ExampleText] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    skipped_total: int = 0

    def skip(self, row: int, reason: str) -> None:
        self.skipped_total += 1
        if len(self.skipped) < SKIPPED:
            self.skipped.append(SkippedRow(row, reason))


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
        return _table(spec, "xlsx", _sheet(path))
    if b"\0" in head[:1000] and not detect(head).startswith("utf-16"):
        raise ProblemError(Code.ROWS_UNREADABLE, "binary", file=path.name)
    encoding = detect(head)
    opening = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")[:1]
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson") or opening in "{[":
        return _objects(spec, _json_rows(path, encoding, array=opening == "["))
    return _table(spec, "csv", _delimited(path, encoding, head))


# --- tables --------------------------------------------------------------------------------------


def _table(spec: ReadRowsSpec, form: str, lines: Iterable[list[str]]) -> ReadRowsResult:
    iterator = iter(lines)
    names = _header(next((line for line in iterator if any(line)), []))
    if not names:
        raise ProblemError(Code.EMPTY_FILE)
    rows = (dict(zip(names, line, strict=False)) for line in iterator)
    first = [row for _, row in zip(range(_GUESS_FROM), rows, strict=False)]
    columns = _columns(spec, names, first)
    make = _of_row(spec, names, columns)

    def examples() -> Iterator[_Read]:
        for source in (first, rows):
            for row in source:
                yield make(row) if any(row.values()) else None

    return _finish(spec, form, tuple(names), columns, examples())


def _header(line: list[str]) -> list[str]:
    """Column names, each once; an unnamed one gets its number."""
    names: list[str] = []
    for index, name in enumerate(line[:_MAX_COLUMNS], 1):
        name = " ".join(name.split())[:_LONGEST_NAME] or f"{index}"
        names.append(name if name not in names else f"{name} {index}")
    return names


def _columns(spec: ReadRowsSpec, names: list[str], first: list[Row]) -> Columns:
    wanted = [name for name in (spec.columns.question, spec.columns.answer) if name]
    columns = guess(names, first, spec.columns)
    if not columns.question or not columns.answer or any(name not in names for name in wanted):
        listed = ", ".join(names[:20])
        raise ProblemError(Code.COLUMNS_UNKNOWN, file=Path(spec.path).name, columns=listed[:500])
    return columns


def _of_row(spec: ReadRowsSpec, names: list[str], columns: Columns) -> Callable[[Row], _Read]:
    """What makes an example, or an exam question, of a row."""
    if spec.exam:
        return exam_rows.maker(names, columns)
    return lambda row: _pair(row, columns)


def _pair(row: Row, columns: Columns) -> ExampleText | str:
    question, answer = row.get(columns.question, "").strip(), row.get(columns.answer, "").strip()
    if not question or not answer:
        return "no_question" if not question else "no_answer"
    quote, system = row.get(columns.quote, "").strip(), row.get(columns.system, "").strip()
    return ExampleText(question, answer, quote=quote, system=system)


def _delimited(path: Path, encoding: str, head: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_LINE)
    delimiter = delimiter_of(head.decode(encoding, "replace"))
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            for line in csv.reader((text.replace("\0", "") for text in file), delimiter=delimiter):
                yield [value.strip().lstrip("\ufeff") for value in line]
        except csv.Error as error:
            raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=path.name) from error


def _sheet(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet that has any."""
    import openpyxl

    with opened(path):
        pass  # the limits of what the container may unpack to
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not know concern the look alone
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = 0
                for values in sheet.iter_rows(values_only=True):
                    rows += any(value is not None for value in values)
                    yield [_cell(value) for value in values[:_MAX_COLUMNS]]
                if rows > 1:
                    return
        finally:
            book.close()


def _cell(value: Any) -> str:
    # A text keeps its lines; numbers and dates get a readable form.
    return value.strip() if isinstance(value, str) else value_text(value)


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
    found = dict.fromkeys(name for row in objects for name in row if len(name) <= _LONGEST_NAME)
    names = list(found)[:_MAX_COLUMNS]
    make, columns = _maker(spec, form, names, objects)

    def examples() -> Iterator[_Read]:
        for source in (first, rows):
            for row in source:
                yield make(row) if isinstance(row, dict) else "not_json" if row is not None else None

    return _finish(spec, form, tuple(names), columns, examples())


def _maker(
    spec: ReadRowsSpec, form: str, names: list[str], objects: list[dict[str, Any]]
) -> tuple[Callable[[dict[str, Any]], _Read], Columns]:
    own = ("", "messages", "conversations", "conversation", "instruction")
    chosen = spec.exam or spec.columns.question not in own
    if form in (chats.MESSAGES, chats.SHAREGPT) and not chosen:
        name = "messages" if form == chats.MESSAGES else "conversations"
        return chats.conversation, Columns(question=name)
    if form == chats.ALPACA and not chosen:
        return chats.alpaca, Columns("instruction", "output", system="system" if "system" in names else "")

    def texts(row: dict[str, Any]) -> Row:
        return {name: chats.text_of(row.get(name)) for name in names}

    columns = _columns(spec, names, [texts(row) for row in objects])
    make = _of_row(spec, names, columns)
    return lambda row: make(texts(row)), columns


# --- both ----------------------------------------------------------------------------------------


def _finish(
    spec: ReadRowsSpec, form: str, names: tuple[str, ...], columns: Columns,
    examples: Iterator[_Read],
) -> ReadRowsResult:  # fmt: skip
    taken = _Taken()
    with written_whole(Path(spec.output)) if spec.output else nullcontext() as file:
        for number, example in enumerate(examples, 1):
            kept = _kept(example, number, taken)
            if kept is not None and file is not None:
                file.write(json_line(kept))
    return ReadRowsResult(
        form, names, columns, taken.rows, tuple(taken.preview), tuple(taken.skipped), taken.skipped_total,
        spec.output,
    )  # fmt: skip


def _kept(example: _Read, number: int, taken: _Taken) -> ExampleText | ExamText | None:
    if example is None:
        return None
    if isinstance(example, str):
        taken.skip(number, example)
        return None
    if max(len(getattr(example, name, "")) for name in _TEXTS) > LONGEST:
        taken.skip(number, "too_long")
        return None
    taken.rows += 1
    if isinstance(example, ExamText):
        return example
    example = replace(example, language=language_of(example.question))
    if len(taken.preview) < PREVIEW:
        taken.preview.append(_short(example))
    return example


def _short(example: ExampleText) -> ExampleText:
    """As much of an example as a preview shows: ten of them fit into one line of the wire."""
    texts = {name: getattr(example, name)[:_SHOWN] for name in _TEXTS}
    return replace(example, **texts)
