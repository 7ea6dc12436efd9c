"""Which sentences of answers the passages support: `python -m tests.bench attribution FILE [--half report]`.

FILE is a JSON list of sentences `{id, language, question, passages: [{id, title, heading, text}], sentence,
label, kind, …}` with the labels supported, contradicted, not_supported. Each is judged as the whole answer to
its question; no model runs. A list of `{text, refusal}` instead is given to the recognition of refusals.

A set is halved by its passages, so that the halves share no document: what is chosen on `develop` is reported
on `report`. The last line is one JSON object `{precision, recall, kinds, …}`: precision is the share of the
sentences called supported that are, recall the share of the supported ones that are called so.
"""

import argparse
import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.helpers.models import embedder
from workers.answering import refusal_detection
from workers.answering.attribution import Checker
from workers.answering.evidence.guards import GUARDS, Guard
from workers.answering.evidence.meaning import Meaning
from workers.contract.specs.search import Passage
from workers.engines.onnx.embedder import Embedder
from workers.retrieval import synonyms

HALVES = ("develop", "report")
Row = dict[str, Any]


def rows_of(file: Path) -> list[Row]:
    """The rows of a file: a list, or an object whose `sentences` name groups of its `passages`."""
    content = json.loads(file.read_text("utf-8"))
    if isinstance(content, list):
        return content
    return [{**row, "passages": content["passages"][row["passages"]]} for row in content["sentences"]]


def half_of(row: Row) -> str:
    """The half of a sentence: that of its passages; of a phrase without any that of its text."""
    names = sorted(str(passage["id"]) for passage in row.get("passages", ())) or [str(row["text"])]
    return HALVES[hashlib.sha256("|".join(names).encode()).digest()[0] & 1]


def passages_of(row: Row) -> list[Passage]:
    """The passages of a sentence as a search gives them."""
    return [
        Passage(
            chunk=passage["id"],
            document=passage["title"],
            name=passage["title"],
            path=f"/{passage['title']}",
            page=1,
            page_end=1,
            start=0,
            end=len(passage["text"]),
            heading=passage["heading"],
            text=passage["text"],
            score=1.0 / (rank + 1),
        )
        for rank, passage in enumerate(row["passages"])
    ]


def cited(row: Row, meaning: Meaning | None = None, guards: Collection[Guard] = GUARDS) -> bool:
    """Whether each checked sentence of the answer gets a source."""
    checker = Checker(passages_of(row), row["question"], meaning=lambda: meaning, guards=guards)
    checker.update(row["sentence"], final=True)
    checked = [sentence for sentence in checker.marks.sentences if sentence.checked]
    return bool(checked) and all(sentence.citations for sentence in checked)


def measure(
    rows: Sequence[Row], meaning: Meaning | None = None, guards: Collection[Guard] = GUARDS
) -> dict[str, Any]:
    """Precision, recall and counts by kind, and the milliseconds of CPU that a sentence took."""
    kinds: dict[str, dict[str, int]] = defaultdict(
        lambda: {"supported": 0, "found": 0, "unsupported": 0, "false": 0}
    )
    wrong = []
    begin = time.process_time()
    for row in rows:
        gold, got = row["label"] == "supported", cited(row, meaning, guards)
        kind = kinds[row["kind"]]
        kind["supported" if gold else "unsupported"] += 1
        kind["found" if gold else "false"] += got
        if got != gold:
            wrong.append(row["id"])
    spent = time.process_time() - begin
    found, false, supported = (
        sum(kind[key] for kind in kinds.values()) for key in ("found", "false", "supported")
    )
    return {
        "precision": _share(found, found + false),
        "recall": _share(found, supported),
        "kinds": dict(kinds),
        "sentences": len(rows),
        "cpu_ms": round(1000 * spent / max(len(rows), 1), 2),
        "wrong": wrong,
    }


def ablation(rows: Sequence[Row], meaning: Meaning | None) -> Iterable[str]:
    """What each part is worth, a line each: precision, recall, wrong ones cited, right ones not."""
    yield f"{'without':14} precision recall  false  missed"
    yield _line("nothing", measure(rows, meaning))
    for guard in Guard:
        yield _line(guard, measure(rows, meaning, GUARDS - {guard}))
    yield _line("meaning", measure(rows))
    with patch.object(synonyms, "words", dict), patch.object(synonyms, "pairs", dict):
        yield _line("synonyms", measure(rows, meaning))


def _line(name: str, result: dict[str, Any]) -> str:
    kinds = result["kinds"].values()
    false = sum(kind["false"] for kind in kinds)
    missed = sum(kind["supported"] - kind["found"] for kind in kinds)
    return f"{name:14} {result['precision']:9.3f} {result['recall']:6.3f} {false:6} {missed:7}"


def measure_refusals(rows: Sequence[Row]) -> dict[str, Any]:
    """Refusals recognised, and answers taken for refusals."""
    found = [(bool(row["refusal"]), refusal_detection.is_refusal(row["text"]), row["text"]) for row in rows]
    recognised = sum(gold and got for gold, got, _ in found)
    return {
        "precision": _share(recognised, sum(got for _, got, _ in found)),
        "recall": _share(recognised, sum(gold for gold, _, _ in found)),
        "kinds": {
            "refusal": {"phrases": sum(gold for gold, _, _ in found), "found": recognised},
            "answer": {
                "phrases": sum(not gold for gold, _, _ in found),
                "false": sum(got and not gold for gold, got, _ in found),
            },
        },
        "wrong": [text for gold, got, text in found if gold != got],
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def table(kinds: dict[str, dict[str, int]]) -> Iterable[str]:
    """The counts by kind, a line each."""
    for name, counts in kinds.items():
        yield f"{name:22}" + "".join(f"  {key} {value:3}" for key, value in counts.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("file", type=Path, help="a set of sentences, or of phrases that refuse")
    parser.add_argument("--half", choices=HALVES, help="only one half of the set")
    parser.add_argument("--words-alone", action="store_true", help="without the embedder")
    parser.add_argument("--ablation", action="store_true", help="also without one part after the other")
    parser.add_argument("--json", action="store_true", help="only the JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the table and the JSON object; always 0: the figures are compared by the reader."""
    rows = [row for row in rows_of(arguments.file) if arguments.half in (None, half_of(row))]
    if rows and "refusal" in rows[0]:
        result = measure_refusals(rows)
    else:
        meaning = None if arguments.words_alone else Meaning(Embedder(embedder(), threads=1))
        result = measure(rows, meaning)
        if arguments.ablation:
            print("\n".join(ablation(rows, meaning)))
    if not arguments.json:
        print("\n".join(table(result["kinds"])))
    print(json.dumps(result, ensure_ascii=False))
    return 0
