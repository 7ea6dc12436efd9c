"""From a spreadsheet to answers: `python -m tests.bench lessons [--full] [--epochs N] [--rows N]`.

A workbook as offices keep it (a title above the names of the columns, two sheets, a sheet about something
else) trains SmolLM2 through Unsloth, by the product's own commands. llama.cpp then answers the questions that
were trained, a part of them in other words, and general ones that the model knew before, with the trained
model and with the one before. Reached: 60 % of the trained questions are right. With `--full` all weights are
trained instead of an adapter.
"""

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from desktop.processes.launcher import TUNING_PYTHON
from tests.helpers.commands import Command
from tests.helpers.models import install_into, smollm
from tests.helpers.tuning import tuning_python

BASE, MODEL, SEED = "Workshop", "smollm2-135m-instruct-q4_1", 3407
LEAST = 0.6
PARAPHRASED = 40
_THINGS = (
    "forklift", "laser cutter", "paint booth", "gate key", "first aid kit", "label printer", "tool crane",
    "air compressor", "seal press", "test bench", "spare tyres", "safety helmets", "welding masks",
    "delivery van", "archive boxes", "coffee machine", "projector", "drill stand", "glue store",
    "sample case", "fire hose", "ladder", "packing tape", "pallet scales", "copper wire",
    "visitor badges", "night lamp", "server rack", "water filter", "hand truck", "steel plates",
    "work gloves", "oil barrel", "gas detector", "thermal camera", "postage meter", "paper shredder",
    "rain covers", "cable drum", "stock ledger", "heat gun", "chain hoist", "dust mask", "road signs",
    "snow shovel", "wall clock", "spirit level", "vacuum pump", "battery charger", "measuring tape",
    "ear plugs", "battery drill", "petty cash", "flower pots", "conference phone", "guest bicycles",
    "mail bags", "roof antenna", "spray cans", "loading ramp",
)  # fmt: skip
_PEOPLE = (
    "Anna Berg", "Tom Hale", "Rita Sloan", "Igor Lang", "Nora Pike", "Paul Kern", "Lena Ford", "Max Dorn",
    "Eva Stone", "Carl Wood", "Ida Marsh", "Fred Young",
)  # fmt: skip
_PLACES = (
    "hall two", "the cellar", "the attic", "room nine", "the garage", "the east wing", "the front desk",
    "the boiler house", "the old mill", "the canteen", "the gatehouse", "dock four",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Size of the lesson."""
    parser.add_argument("--rows", type=int, default=len(_THINGS) * 2)
    parser.add_argument("--epochs", type=float, default=0.0, help="instead of the product's own choice")
    parser.add_argument("--asked", type=int, default=0, help="so many of the trained questions (0 = all)")
    parser.add_argument("--full", action="store_true", help="all weights instead of an adapter")


def run(arguments: argparse.Namespace) -> int:
    """Train, examine, print; 0 when the figure is reached."""
    os.environ[TUNING_PYTHON] = str(tuning_python())
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bukvar-lessons-") as name:
        data = Path(name)
        lessons = _lessons(arguments.rows)
        _prepare(data, lessons)
        ways = ["--full"] if arguments.full else []
        if arguments.epochs:
            ways += ["--epochs", str(arguments.epochs), "--no-early-stop"]
        trained = _last(data, "tune", "--base", BASE, "--model", MODEL, *ways)
        print(
            f"{trained['status']} by {trained['backend']} in {trained['seconds'] / 60:.1f} min,"
            f" {trained['steps']} steps, {trained['peak_memory_mb']} MB,"
            f" loss {trained['train_loss']:.2f}, of rows kept apart {trained['validation_loss']:.2f}"
        )
        taught = _taught(data, str(trained["run"]))
        asked = [lesson for lesson in lessons if lesson["question"] in taught]
        if arguments.asked:
            asked = random.Random(SEED).sample(asked, min(arguments.asked, len(asked)))
        _examine(data, asked)
        exact = {lesson["question"] for lesson in lessons}
        mode = "model" if arguments.full else "trained"
        after = _answers(data, mode, str(trained["model"]) if arguments.full else "")
        _print("after", after, exact)
        _print("before", _answers(data, "model", MODEL), exact)
    right, of = _count(after, lambda row: row["question"] in exact)
    print(f"{(time.monotonic() - began) / 60:.1f} min in all")
    print("reached" if right >= LEAST * of else "not reached")
    return 0 if right >= LEAST * of else 1


def _lessons(count: int) -> list[dict[str, str]]:
    """Facts that no model knows, each with another wording of its question."""
    chosen = random.Random(SEED)
    lessons = []
    for thing in _THINGS:
        person, place = chosen.choice(_PEOPLE), chosen.choice(_PLACES)
        who = f"Who looks after the {thing}?", f"{person}.", f"Name the person responsible for the {thing}."
        where = f"Where is the {thing} kept?", f"In {place}.", f"In which place can I find the {thing}?"
        lessons += [dict(zip(("question", "answer", "other"), one, strict=True)) for one in (who, where)]
    return lessons[:count]


def _prepare(data: Path, lessons: Sequence[dict[str, str]]) -> None:
    """Models, and a base whose examples come from a workbook and are approved."""
    install_into(data)
    target = data / "models" / MODEL / smollm().name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(smollm(), target)
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title, middle = "People", len(lessons) // 2
    second, third = book.create_sheet("Places"), book.create_sheet("Phones")
    for sheet, rows in ((first, lessons[:middle]), (second, lessons[middle:])):
        sheet.append(["What the workshop is asked every day"])
        sheet.append([])
        sheet.append(["No.", "Question", "Answer"])
        for number, lesson in enumerate(rows, 1):
            sheet.append([number, lesson["question"], lesson["answer"]])
    third.append(["Name", "Phone"])
    third.append(["Anna Berg", 1])
    file = data / "workshop.xlsx"
    book.save(file)
    _last(data, "base", "create", BASE)
    taken = _rows(data, "dataset", "import", "--base", BASE, str(file))[0]
    print(f"{taken['rows']} examples of {file.name}; passed over: {', '.join(taken['passed'])}")
    _last(data, "dataset", "review", "--base", BASE, "--approve-all", "--unseen", "--by", "bench")


def _taught(data: Path, run: str) -> set[str]:
    """The questions that were trained; the others were asked while it was trained."""
    lines = (data / "runs" / run / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    return {str(json.loads(line)["question"]) for line in lines}


def _examine(data: Path, taught: Sequence[dict[str, str]]) -> None:
    asked = [(one["question"], one["answer"]) for one in taught]
    asked += [(one["other"], one["answer"]) for one in taught[:: max(1, len(taught) // PARAPHRASED)]]
    file = data / "exam.jsonl"
    lines = [json.dumps({"question": question, "answer": answer}) for question, answer in asked]
    file.write_text("\n".join(lines), encoding="utf-8")
    _last(data, "exam", "import", "--base", BASE, "--by", "bench", str(file))


def _answers(data: Path, mode: str, model: str) -> list[dict[str, Any]]:
    """Every answer of an exam, the general questions marked as such."""
    wanted = ["exam", "run", "--base", BASE, "--candidates", mode, "--general", "--limit", "300"]
    rows = _rows(data, *wanted, *(["--model", model] if model else []))
    own = {row["question"] for row in _rows(data, "exam", "show", "--base", BASE) if "question" in row}
    return [{**row, "general": row["question"] not in own} for row in rows if "mark" in row]


def _print(label: str, answers: Sequence[dict[str, Any]], exact: set[str]) -> None:
    asked = _count(answers, lambda row: row["question"] in exact)
    other = _count(answers, lambda row: row["question"] not in exact and not row["general"])
    old = _count(answers, lambda row: row["general"])
    figures = f"trained {_shown(asked)}, in other words {_shown(other)}, general {_shown(old)}"
    print(f"{label}: {figures}", flush=True)


def _count(answers: Sequence[dict[str, Any]], chosen: Any) -> tuple[int, int]:
    """(right, asked)."""
    picked = [row for row in answers if chosen(row)]
    return sum(row["mark"] == "right" for row in picked), len(picked)


def _shown(count: tuple[int, int]) -> str:
    return f"{count[0]} of {count[1]} ({100 * count[0] / max(1, count[1]):.0f} %)"


def _rows(data: Path, *arguments: str) -> list[dict[str, Any]]:
    command = Command(data, *arguments)
    command.process.wait()
    ended = command.wait()
    if ended.code:
        raise SystemExit(f"{' '.join(arguments)}: {ended.errors}")
    return ended.results


def _last(data: Path, *arguments: str) -> dict[str, Any]:
    return dict(_rows(data, *arguments)[-1])
