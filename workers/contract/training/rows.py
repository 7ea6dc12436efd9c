"""Rows of tables as training examples."""

from dataclasses import dataclass

from workers.contract.training.examples import ExampleText


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what ("" = none). Chat formats of JSONL have `question` "messages" or
    "conversations" and need no `answer`."""

    question: str = ""
    answer: str = ""
    quote: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class ReadRowsSpec:
    """Read examples from a CSV, XLSX or JSONL file (ShareGPT, Alpaca, OpenAI messages). With `output` "" only
    a preview is made. Columns left "" are guessed. `exam`: the rows are exam questions, those without an
    answer too; `output` then gets ExamText lines (`document_name` as the file says it) and there is no
    preview."""

    path: str
    columns: Columns = Columns()
    output: str = ""
    max_bytes: int = 256 * 1024 * 1024
    exam: bool = False


@dataclass(frozen=True, slots=True)
class RowsRequest:
    """To a reader: read examples as `spec` says; the `ReadRowsResult` is written as JSON to `output`."""

    spec: ReadRowsSpec
    output: str
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that cannot be an example, with the reason. `row` is its number as a spreadsheet or an editor
    shows it, from 1; `sheet` is named where rows of several are taken."""

    row: int
    reason: str  # no_question, no_answer, too_long, not_json, no_pair, cut, header
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ReadRowsResult:
    """`format`: csv, xlsx, sharegpt, alpaca, messages, jsonl. `names` are the file's columns, `columns` the
    guess or the choice; `preview` the first ten examples. `output` holds ExampleText lines. `doubles` counts
    rows that were in the base before (set by the window). `passed`: sheets without such columns;
    `hidden`: hidden ones that were left out."""

    format: str
    names: tuple[str, ...]
    columns: Columns
    rows: int
    preview: tuple[ExampleText, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    skipped_total: int = 0
    output: str = ""
    doubles: int = 0
    passed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
