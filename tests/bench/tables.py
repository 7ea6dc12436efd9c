"""Questions over tables: `python -m tests.bench tables [--documents FOLDER --questions FILE] [--json]`.

Without documents those of `tables_exam.json` are asked: seven tables of other domains, of which half the
questions (`dev`) were looked at while the rules were made, and the other half (`test`) only counted.
The documents go through the product's own `index` job, each question through its search, which asks the
tables. A question whose `kind` is one of `KINDS` is *right* when the tables answer it as its regular
expressions say, *wrong* when they answer otherwise, *passed on* when they leave it to the model. The other
kinds are about texts: whatever tables say of them is a *false catch*, unless it is right. Rows have the form
of `office-a/questions.json` of the evaluation sets: `question`, `kind`, `must`, `must_not`.
"""

import argparse
import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.bench.evaluation_sets import require
from tests.bench.retrieval import temporary_base
from tests.bench.table_documents import write_all
from tests.helpers.direct import DirectContext
from workers.contract.specs.answers import TableAnswer
from workers.contract.specs.bases import IndexSpec
from workers.contract.specs.search import Filters
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge import table_answers
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.indexing import Indexing
from workers.text.language import language_of

KINDS = frozenset({"sum", "count", "average", "difference", "ratio", "max_min", "list_all", "compare"})
GOAL = 0.90
EXAM = Path(__file__).with_name("tables_exam.json")
_MARKS = re.compile(r"[*`]|\[\d+\]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which documents and questions."""
    parser.add_argument("--documents", type=Path, help="a folder of documents")
    parser.add_argument("--questions", type=Path, default=EXAM)
    parser.add_argument("--half", choices=("dev", "test"), help="of the product's own questions")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object, last")
    parser.add_argument("--show", action="store_true", help="every answer beside what was wanted")


def run(arguments: argparse.Namespace) -> int:
    """Ask all questions; 0 when the goal is reached and no text was taken for a table."""
    require(arguments.questions, *([arguments.documents] if arguments.documents else []))
    untrusted = json.loads(arguments.questions.read_text(encoding="utf-8-sig"))
    rows = untrusted["questions"] if isinstance(untrusted, dict) else untrusted
    rows = [row for row in rows if arguments.half in (None, row.get("half"))]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: list[float] = []
    with temporary_base() as base, tempfile.TemporaryDirectory() as written:
        if arguments.documents is None:
            write_all(untrusted["tables"], Path(written))
        index(base, arguments.documents or Path(written))
        for row in rows:
            begin = time.process_time()
            answer = ask(base, row["question"])
            seconds.append(time.process_time() - begin)
            verdict = judge(row, answer)
            counts[row["kind"]][verdict] += 1
            if arguments.show and (row["kind"] in KINDS or answer is not None):
                said = answer.text if answer else "-"
                print(f"{verdict:12} {row.get('id', '')} {row['question']}")
                print(f"{'':13}{said}\n{'':13}wanted: {row.get('answer', '')}")
    result = figures(counts, seconds)
    for kind, found in sorted(counts.items()):
        print(f"{kind:24} " + ", ".join(f"{name} {count}" for name, count in sorted(found.items())))
    print(
        f"tables: right {result['right']} of {result['asked']}, wrong {result['wrong']}, passed on "
        f"{result['passed_on']}; texts: false catches {result['false_catches']} of {result['texts']}; "
        f"{result['cpu_ms']:.0f} ms of CPU a question"
    )
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
    reached = not result["asked"] or result["right"] >= GOAL * result["asked"]
    return 0 if reached and not result["false_catches"] else 1


def index(base: OpenBase, documents: Path) -> None:
    """Put a folder into the base."""
    readers = ReaderPool(2)
    try:
        Indexing(base, IndexSpec(base.ref, (str(documents),)), DirectContext(), readers).run()
    finally:
        readers.close()


def ask(base: OpenBase, question: str) -> TableAnswer | None:
    """What the tables of the base answer."""
    return table_answers.reckon(base, question, language_of(question), Filters())


def judge(row: dict[str, Any], answer: TableAnswer | None) -> str:
    """ "right", "wrong" or "passed on"; of texts "false catch" or "left alone"."""
    of_table = row["kind"] in KINDS
    if answer is None:
        return "passed on" if of_table else "left alone"
    said = _MARKS.sub("", answer.text)
    flags = re.IGNORECASE | re.DOTALL
    right = bool(row.get("must")) and all(re.search(one, said, flags) for one in row["must"])
    right = right and not any(re.search(one, said, flags) for one in row.get("must_not", ()))
    if right:
        return "right"
    return "wrong" if of_table else "false catch"


def figures(counts: dict[str, Counter[str]], seconds: list[float]) -> dict[str, Any]:
    """Sums over the kinds of tables, and over those of texts."""
    tables = sum((found for kind, found in counts.items() if kind in KINDS), Counter[str]())
    texts = sum((found for kind, found in counts.items() if kind not in KINDS), Counter[str]())
    return {
        "asked": tables.total(),
        "right": tables["right"],
        "wrong": tables["wrong"],
        "passed_on": tables["passed on"],
        "texts": texts.total(),
        "right_of_texts": texts["right"],
        "false_catches": texts["false catch"],
        "kinds": {kind: dict(found) for kind, found in sorted(counts.items())},
        "cpu_ms": 1000 * sum(seconds) / max(1, len(seconds)),
    }
