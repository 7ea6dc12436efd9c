"""The examples worker as a real process: the small real chat model, the real embedder, real documents."""

import queue
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.models import chat_model, embedder, smollm
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.exam import JudgedAnswer, Mark, OpinionResult, OpinionSpec
from workers.contract.messages import Cancelled, Failed, Made, Message, Progress, Succeeded, Yield
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.checks import (
    CheckedExample,
    CheckResult,
    CheckSpec,
    ClosedBookResult,
    ClosedBookSpec,
    ExampleToCheck,
    Severity,
)
from workers.contract.training.examples import (
    ExampleKind,
    ExampleText,
    GenerateResult,
    GenerateSpec,
    PassagesResult,
    PassagesSpec,
    PassageStatus,
    SourcePassage,
)
from workers.contract.training.rows import ReadRowsResult, ReadRowsSpec
from workers.datasets.examples import asking
from workers.services.generate.lines import read_lines, write_lines

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The passages of two sample documents, Russian and English, as the knowledge worker writes them."""
    folder = tmp_path_factory.mktemp("base")
    ref = BaseRef("base", str(folder / "base"), str(embedder()))
    paths = (str(SAMPLES / "Правила командировок.docx"), str(SAMPLES / "IT and workshop safety guide.md"))
    with worker(Kind.KNOWLEDGE) as process:
        process.start("index", Job.INDEX, IndexSpec(ref, paths))
        assert isinstance(process.ended("index", 120), Succeeded)
        process.start("passages", Job.PASSAGES, PassagesSpec(ref, str(folder / "passages.jsonl")))
        ended = process.ended("passages")
    assert isinstance(ended, Succeeded), ended
    result = from_json(PassagesResult, ended.result)
    written = list(read_lines(SourcePassage, result.file))
    assert len(written) == result.passages > 6
    assert result.documents == 2
    assert {p.name for p in written[:2]} == {p.name for p in written}, "every document has its turn first"
    text = Path(paths[1]).read_text(encoding="utf-8")
    assert all(len(p.text) == p.end - p.start for p in written)
    assert any(p.text.splitlines()[-1].strip("- ") in text for p in written if p.path == paths[1])
    return Path(result.file)


@pytest.fixture
def examples() -> Iterator[WorkerProcess]:
    with worker(Kind.EXAMPLES) as process:
        yield process


def few(passages: Path, folder: Path, count: int) -> Path:
    """The beginnings of the first passages: a few sentences of each, so that a test takes seconds."""
    target = folder / "few.jsonl"
    whole = list(read_lines(SourcePassage, str(passages)))[:count]
    cut = [replace(p, text=p.text[:450], end=p.start + len(p.text[:450])) for p in whole]
    write_lines(str(target), cut)
    return target


def generate(file: Path, **more: object) -> GenerateSpec:
    return GenerateSpec(str(chat_model()), str(file), str(embedder()), **more)  # type: ignore[arg-type]


def until_end(process: WorkerProcess, request: str, timeout: float = 240) -> tuple[list[Message], Message]:
    before: list[Message] = []
    while True:
        message = process.next(timeout)
        if isinstance(message, Succeeded | Failed | Cancelled) and message.request == request:
            return before, message
        before.append(message)


def test_examples_rest_on_their_quotes_and_a_cancelled_job_goes_on(
    examples: WorkerProcess, passages: Path, tmp_path: Path
) -> None:
    file = few(passages, tmp_path, 3)
    source = {p.chunk: p for p in read_lines(SourcePassage, str(file))}
    examples.start("first", Job.GENERATE, generate(file))
    first = examples.expect(Made, 240)
    begun = time.monotonic()
    examples.cancel("first")
    while not isinstance(ended := examples.next(30), Cancelled):
        assert isinstance(ended, Progress | Made)
    assert ended.resumable
    assert time.monotonic() - begun < 5, "a cancel is heard inside a reply"

    rest = generate(file, done=(first.chunk,), rows_made=len(first.rows))
    examples.start("rest", Job.GENERATE, rest)
    before, ended_rest = until_end(examples, "rest")
    assert isinstance(ended_rest, Succeeded), ended_rest
    result = from_json(GenerateResult, ended_rest.result)
    made = [message for message in before if isinstance(message, Made)]
    assert first.chunk not in {message.chunk for message in made}
    assert {message.chunk for message in made} | {first.chunk} == set(source)
    assert result.rows == sum(len(message.rows) for message in made)
    assert result.passages == len(made) == 2
    for message in (first, *made):
        assert (message.status is PassageStatus.MADE) == bool(message.rows)
        assert message.rows or message.code
    rows = [row for message in (first, *made) for row in message.rows]
    assert len(rows) >= 3
    for row in rows:
        assert row.question.rstrip('»"?').strip()
        if row.kind is ExampleKind.REFUSAL:
            assert row.answer == asking.refusal(row.language)
            continue
        own = source[row.chunk]
        assert own.text[row.start - own.start : row.end - own.start] == row.quote
        assert row.language == asking.language_of(own), "Russian in, Russian out; English in, English out"
        if row.kind is ExampleKind.READER:
            assert any(own.text.strip() in passage for passage in row.passages)
            assert len(row.passages) > 1


def test_a_chat_that_writes_has_the_processor(
    examples: WorkerProcess, passages: Path, tmp_path: Path
) -> None:
    file = few(passages, tmp_path, 3)
    examples.send(Yield(True))
    examples.start("one", Job.GENERATE, generate(file, kinds=(ExampleKind.FACT,), limit=1))
    begun = time.monotonic()
    with pytest.raises(queue.Empty):
        while time.monotonic() - begun < 12:
            assert not isinstance(examples.next(12 - (time.monotonic() - begun)), Made)
    examples.send(Yield(False))
    _, ended = until_end(examples, "one")
    assert isinstance(ended, Succeeded)
    assert from_json(GenerateResult, ended.result).rows == 1


def test_refusals_alone_are_questions_that_no_passage_answers(
    examples: WorkerProcess, passages: Path, tmp_path: Path
) -> None:
    file = few(passages, tmp_path, 4)
    examples.start("r", Job.GENERATE, generate(file, kinds=(ExampleKind.REFUSAL,), limit=2))
    before, ended = until_end(examples, "r")
    assert isinstance(ended, Succeeded), ended
    rows = [row for message in before if isinstance(message, Made) for row in message.rows]
    assert [row.kind for row in rows] == [ExampleKind.REFUSAL] * 2
    assert len({row.question for row in rows}) == 2


def test_a_job_that_made_nothing_says_so(examples: WorkerProcess, tmp_path: Path) -> None:
    file = tmp_path / "nothing.jsonl"
    write_lines(str(file), [SourcePassage("c", "d", "n.txt", "/n.txt", 0, 0, 6, "", "12 345")])
    examples.start("g", Job.GENERATE, generate(file, kinds=(ExampleKind.FACT,)))
    before, ended = until_end(examples, "g")
    assert isinstance(ended, Failed)
    assert (ended.code, ended.params) == (Code.NOTHING_MADE, {"passages": 1})
    made = next(message for message in before if isinstance(message, Made))
    assert (made.status, made.code) == (PassageStatus.NOTHING, "nothing_to_ask")


def test_rows_are_read_and_checked_while_a_model_is_busy(
    examples: WorkerProcess, passages: Path, tmp_path: Path
) -> None:
    file = few(passages, tmp_path, 3)
    examples.start("long", Job.GENERATE, generate(file))
    table = tmp_path / "вопросы.csv"
    table.write_text(
        "Вопрос;Ответ\nКогда сдать авансовый отчёт?;В течение трёх рабочих дней.\n"
        "Когда сдать авансовый отчёт?;В течение десяти рабочих дней.\n"
        "Кто наш бухгалтер?;Иванова Мария Петровна\n",
        encoding="cp1251",
    )
    examples.start("rows", Job.READ_ROWS, ReadRowsSpec(str(table), output=str(tmp_path / "rows.jsonl")))
    _, ended = until_end(examples, "rows")
    assert isinstance(ended, Succeeded), ended
    assert from_json(ReadRowsResult, ended.result).rows == 3
    texts = list(read_lines(ExampleText, str(tmp_path / "rows.jsonl")))
    write_lines(str(tmp_path / "check.jsonl"), [ExampleToCheck(str(n), text) for n, text in enumerate(texts)])
    spec = CheckSpec(
        str(tmp_path / "check.jsonl"), str(passages), str(embedder()), str(tmp_path / "out.jsonl")
    )
    examples.start("check", Job.CHECK, spec)
    _, ended = until_end(examples, "check")
    assert isinstance(ended, Succeeded), ended
    result = from_json(CheckResult, ended.result)
    assert (result.examples, result.doubtful, result.failed, result.clusters) == (3, 3, 0, 2)
    checked = {one.id: one for one in read_lines(CheckedExample, result.output)}
    assert {f.code.value for f in checked["0"].findings if f.severity is Severity.DOUBT} == {"contradicts"}
    assert checked["2"].masked_answer == "[имя]"
    assert checked["0"].cluster == checked["1"].cluster == "0"
    examples.cancel("long")
    assert isinstance(examples.ended("long", 30), Cancelled)


def test_recall_tells_the_known_from_the_unknown(examples: WorkerProcess, tmp_path: Path) -> None:
    rows = [
        ExampleText("What is the capital of France?", "Paris."),
        ExampleText("How many days are there in a week?", "There are 7 days in a week."),
        ExampleText(
            "Какая внутренняя надбавка у литейщика Северного ветра?", "Надбавка литейщика 4371 рубль."
        ),
        ExampleText("What is the extension of the night guard of Severny Veter?", "Extension 8264."),
    ]
    write_lines(str(tmp_path / "rows.jsonl"), rows)
    spec = ClosedBookSpec(str(chat_model()), str(tmp_path / "rows.jsonl"), str(embedder()))
    examples.start("closed_book", Job.CLOSED_BOOK_PROBE, spec)
    _, ended = until_end(examples, "closed_book")
    assert isinstance(ended, Succeeded), ended
    assert from_json(ClosedBookResult, ended.result) == ClosedBookResult(4, 2)


def test_a_chat_model_marks_answers_by_a_letter(examples: WorkerProcess) -> None:
    given = tuple(
        JudgedAnswer("How many days of leave are there?", "28 calendar days", answer)
        for answer in ("28 calendar days", "I like trains.")
    )
    examples.start("opinion", Job.OPINION, OpinionSpec(str(smollm()), given))
    told, ended = until_end(examples, "opinion")
    assert isinstance(ended, Succeeded), ended
    marks = from_json(OpinionResult, ended.result).marks
    assert len(marks) == 2 and {*marks} <= {Mark.RIGHT, Mark.PARTLY, Mark.WRONG}
    stages = [message.stage for message in told if isinstance(message, Progress)]
    assert stages[0] == "loading" and stages[-1] == "judging"
