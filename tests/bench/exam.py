"""The exam on the Labour Code: `python -m tests.bench exam [--model FILE] [--limit N] [--twice]`.

The questions of `labour_exam.json`, reviewed by hand, are put to every way that can be had, by the product's
own commands. Printed: the table and the comparisons. Reached: every quote stands in the document on its page,
and search in documents is better than the model alone with an interval that excludes zero; with `--twice`
also that a second exam with the same seed gives the same marks.

Instructions are searched for with half of these questions, so their line is on the half they know as well;
the search's own figures, which are printed, are on the other half alone. With `--data` an exam that was cut
off goes on, and what is there already (base, adapter, instructions) is taken.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2

from tests.bench.evaluation_sets import OPENDOC, require
from tests.helpers.models import install_into
from workers.text.folding import one_spelling

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = Path(__file__).with_name("labour_exam.json")
BASE = "Labour Code"
LEAST = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is examined, and for how long."""
    parser.add_argument("--model", type=Path, help="a GGUF file; the small trial model without it")
    parser.add_argument("--adapter", type=Path, help="an adapter of that model, exported by the product")
    parser.add_argument("--instructions", type=float, default=0.0, metavar="MINUTES", help="search for some")
    parser.add_argument("--candidates", default="", help="as of `bukvar exam run`; all that can be had")
    parser.add_argument("--limit", type=int, default=LEAST)
    parser.add_argument("--seed", type=int, default=3407)
    parser.add_argument("--general", action="store_true", help="the general questions too")
    parser.add_argument("--twice", action="store_true", help="again with the same seed")
    parser.add_argument("--data", type=Path, help="keep everything in this folder and go on from it")


def run(arguments: argparse.Namespace) -> int:
    """0 when the figures are reached."""
    require(OPENDOC / "labour.pdf")
    lost = missing_quotes(OPENDOC / "labour.pdf")
    print(f"quotes: {len(lost)} are not in the document")
    for quote in lost:
        print(f"  not there: {quote}")
    with tempfile.TemporaryDirectory(prefix="bukvar-exam-") as name:
        data = (arguments.data or Path(name)).resolve()
        model = _prepare(data, arguments)
        rows = _hold(data, model, arguments)
        better = _shown(rows[-1])
        same = not arguments.twice or _marks(rows) == _marks(_hold(data, model, arguments))
        if arguments.twice:
            print(f"the second exam gives {'the same' if same else 'other'} marks")
    reached = not lost and same and better
    print("reached" if reached else "not reached")
    return 0 if reached else 1


def missing_quotes(document: Path) -> list[str]:
    """Quotes of the questions that do not stand on the page they name, spaces aside."""
    with pypdfium2.PdfDocument(document) as pages:
        texts = [_plain(page.get_textpage().get_text_bounded()) for page in pages]
    quoting = [row for row in json.loads(QUESTIONS.read_text(encoding="utf-8")) if row["quote"]]
    return [row["quote"] for row in quoting if _plain(row["quote"]) not in texts[row["page"] - 1]]


def _plain(text: str) -> str:
    return " ".join(one_spelling(text.replace("\ufffe", "")).split())


def _prepare(data: Path, arguments: argparse.Namespace) -> str:
    """Models, base, document and questions in a data folder, where they are not there yet; the model's id
    ("" = the trial one)."""
    install_into(data)
    if not any(row["base"] == BASE for row in _command(data, "base", "list")):
        _command(data, "base", "create", BASE)
    _command(data, "import", "--base", BASE, str(OPENDOC / "labour.pdf"))
    _command(data, "exam", "import", "--base", BASE, "--by", "bench", str(QUESTIONS))
    model = ""
    if arguments.model:
        model = str(_command(data, "models", "add", str(arguments.model.resolve()))[-1]["model"])
    if arguments.adapter:
        _command(data, "adapters", "import", "--base", BASE, str(arguments.adapter.resolve()))
    if arguments.instructions:
        wanted = ("instructions", "search", "--base", BASE, "--minutes", str(arguments.instructions))
        print(f"instructions: {_command(data, *wanted)[-1]}")
    return model


def _hold(data: Path, model: str, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    wanted = ["exam", "run", "--base", BASE, "--limit", str(arguments.limit), "--seed", str(arguments.seed)]
    for name, value in (("--model", model), ("--candidates", arguments.candidates)):
        wanted += [name, value] if value else []
    return _command(data, *wanted, *(["--general"] if arguments.general else []))


def _shown(last: dict[str, Any]) -> bool:
    """Print the table; whether there were enough questions and search is better than the model alone."""
    print(
        f"{'':24}{'right':>9}  {'interval':>11}  part wrong refused invented  cited  general  median s  MiB"
    )
    for row in last["table"]:
        print(
            f"{row['candidate']:24}{row['right']:>3} of {row['asked']:<3}"
            f"  {row['low']:>5.2f}–{row['high']:.2f}"
            f"  {row['partly']:>4} {row['wrong']:>5} {row['refused']:>7} {row['false_answers']:>8}"
            f"  {row['citations_right']}/{row['cited']}  {row['general']}/{row['general_asked']}"
            f"  {row['seconds_median']:>8.1f}  {row['memory'] >> 20}"
        )
    for verdict in last["verdicts"]:
        print(
            f"{verdict['better']} against {verdict['worse']}: {verdict['difference']:+.3f}"
            f" ({verdict['low']:.3f}…{verdict['high']:.3f}), {verdict['verdict']}"
        )
    print(f"recommended: {last['recommended']}")
    enough = all(row["asked"] >= LEAST for row in last["table"])
    return enough and any(
        (one["better"], one["worse"]) == ("documents", "model") and one["low"] > 0 for one in last["verdicts"]
    )


def _marks(rows: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    return {(row["candidate"], row["question"]): row["mark"] for row in rows if "mark" in row}


def _command(data: Path, *arguments: str) -> list[dict[str, Any]]:
    """The rows of a command that has ended well; what it is at stands on standard error."""
    command = [sys.executable, "-m", "desktop", *arguments, "--json", "--data-dir", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    rows = []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            row = json.loads(line)
            if "progress" in row:
                continue
            rows.append(row)
            if "mark" in row:
                print(f"{len(rows)}: {row['mark']} {row['candidate']}", file=sys.stderr, flush=True)
    if process.returncode:
        raise SystemExit(f"bukvar {' '.join(arguments)} ended with {process.returncode}")
    return rows
