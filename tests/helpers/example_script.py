"""What a scripted knowledge and examples worker say about examples."""

import json
from pathlib import Path

from desktop.core.entities import Document, DocumentState
from desktop.core.training_entities import Example
from tests.helpers.scripted import Desk, Sent
from workers.contract.codec import from_json, to_json
from workers.contract.messages import Made
from workers.contract.specs.bases import document_id
from workers.contract.specs.jobs import Job
from workers.contract.training.checks import CheckedExample, CheckResult, ExampleToCheck, Finding
from workers.contract.training.examples import ExampleText, PassagesResult, PassageStatus, SourcePassage

PATH = "/папка/Положение.pdf"


def with_document(desk: Desk, path: str = PATH) -> str:
    """A base with one more document that is read; its id."""
    base = desk.bases.current
    key = document_id(base, path)
    desk.documents._store.put([Document(key, base, path, DocumentState.READY, "c" * 64, 3, 9, 100, 1.0)])
    return key


def passage(document: str, number: int, text: str = "Отпуск длится 28 календарных дней.") -> SourcePassage:
    return SourcePassage(
        f"chunk-{number}", document, "Положение.pdf", PATH, 2, 100, 100 + len(text), "", text
    )


def give_passages(desk: Desk, *passages: SourcePassage) -> None:
    """Answer all that wait for passages."""
    for sent in desk.workers.open(Job.PASSAGES):
        file = Path(sent.message.params["file"])
        write(file, passages)
        sent.succeed(to_json(PassagesResult(str(file), len(passages), 1)))


def write(file: Path, values: object) -> None:
    assert isinstance(values, list | tuple)
    lines = [json.dumps(to_json(value), ensure_ascii=False) for value in values]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def text(number: int, document: str = "", **values: object) -> ExampleText:
    facts = {"document": document, "chunk": f"chunk-{number}" if document else "", "language": "ru"}
    return ExampleText(f"Вопрос {number}?", f"Ответ {number}.", **(facts | values))  # type: ignore[arg-type]


def made(sent: Sent, number: int, document: str, rows: int = 2) -> Made:
    """A passage with so many rows."""
    texts = tuple(text(number * 10 + place, document) for place in range(rows))
    status = PassageStatus.MADE if rows else PassageStatus.NOTHING
    return Made(
        sent.request, f"chunk-{number}", document, status, "" if rows else "nothing_to_ask", {}, texts
    )


def given(sent: Sent) -> list[ExampleToCheck]:
    """What a check was told to look at."""
    lines = Path(sent.message.params["examples"]).read_text(encoding="utf-8").splitlines()
    return [from_json(ExampleToCheck, json.loads(line)) for line in lines]


def check_all(desk: Desk, found: dict[str, Finding] | None = None, **clusters: str) -> None:
    """Answer the check that runs: `found` by question; everything else is in order."""
    (sent,) = desk.workers.open(Job.CHECK)
    rows = given(sent)
    checked = [
        CheckedExample(
            row.id,
            (found[row.text.question],) if found and row.text.question in found else (),
            "ru",
            clusters.get("all", row.id),
            masked_answer="Ответ скрыт." if "Иванов" in row.text.answer else "",
        )
        for row in rows
    ]
    write(Path(sent.message.params["output"]), checked)
    sent.succeed(to_json(CheckResult(sent.message.params["output"], len(rows), 0, 0, len(rows))))


def filled(desk: Desk, count: int) -> list[Example]:
    """A base with so many checked pending examples from a file."""
    taking = desk.examples.importer.import_rows(desk.bases.current, "/строки.csv")
    (sent,) = desk.workers.open(Job.READ_ROWS)
    answer_rows(sent, [text(number) for number in range(count)])
    taking.result()
    check_all(desk)
    return desk.examples.rows.list(desk.bases.current)


def answer_rows(sent: Sent, texts: list[ExampleText]) -> None:
    """Answer a reading of rows."""
    write(Path(sent.message.params["output"]), texts)
    columns = {"question": "Вопрос", "answer": "Ответ"}
    sent.succeed(
        {
            "format": "csv",
            "names": list(columns.values()),
            "columns": columns,
            "rows": len(texts),
            "output": sent.message.params["output"],
        }
    )
