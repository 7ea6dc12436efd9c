"""Training, merging and converting at every write. They need the environment of the training component: the
campaign starts this very module there, which loads the libraries once and does each case in a fork.

`python -m tests.faults.training PART OPERATION SEED CASES` prints a tally a line, in JSON.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults import at_writes, faulty_disk
from tests.faults.tally import Tally

NAMES = ("training", "merge", "conversion of a model")
_MEMORY = 40 << 30  # of addresses: the libraries map far more than they use
_ROWS = 24


def run(name: str, part: str, seed: int, cases: int) -> Iterator[Tally]:
    """Cases of an operation; yields after each."""
    from tests.helpers.tuning import ROOT, tune_launch

    launch = tune_launch()
    command = [launch.program, "-X", "utf8", "-m", "tests.faults.training", part, name, str(seed), str(cases)]
    outside = {key: value for key, value in launch.environment.items() if key not in faulty_disk.PRELOADED}
    with subprocess.Popen(
        command, env={**outside, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if line.startswith("{"):
                    yield Tally.read(json.loads(line))
        finally:
            process.terminate()
    assert process.returncode in (0, -15), f"the environment of training ended with {process.returncode}"


def main(part: str, name: str, seed: int, cases: int) -> None:
    """In that environment."""
    from workers.runtime.environment import harden

    harden("tune")
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    faulty_disk.preload()
    import peft  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    import transformers  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    import trl  # type: ignore[import-not-found,unused-ignore]  # noqa: F401

    for tally in at_writes.run(name, _works()[name], part, seed, cases):
        print(json.dumps(tally.values()), flush=True)


def _works() -> dict[str, at_writes.Work]:
    return {
        "training": at_writes.Work(_lay_out, _train, _look_at_run, _MEMORY),
        "merge": at_writes.Work(_lay_out_trained, _merge, _look_at_model, _MEMORY),
        "conversion of a model": at_writes.Work(_lay_out, _convert, _look_at_model, _MEMORY),
    }


# --- operations ---------------------------------------------------------------------------------------


def _one_thread() -> None:
    import torch  # type: ignore[import-not-found,unused-ignore]

    torch.set_num_threads(1)  # its pool would not survive a fork


def _lay_out(root: Path) -> None:
    """A random model of two layers, and rows."""
    from tests.helpers.tuning import write_tiny

    _one_thread()
    write_tiny(root)
    rows = [{"question": f"Code of door {n}?", "answer": f"It is {n * 37 % 100}."} for n in range(_ROWS)]
    for name, lines in (("rows", rows), ("validation", rows[:6])):
        text = "".join(json.dumps(row) + "\n" for row in lines)
        (root / f"{name}.jsonl").write_text(text, encoding="utf-8")


def _lay_out_trained(root: Path) -> None:
    _lay_out(root)
    _convert(root, root)
    _train(root, root)
    for name, new in (("base/model.gguf", "model.gguf"), ("base/run/adapter.gguf", "adapter.gguf")):
        (root / name).rename(root / new)
    shutil.rmtree(root / "base")


def _train(folder: Path, root: Path) -> None:
    """Nine steps with a point after each third."""
    from workers.contract.training.tuning import TuneSettings, TuneSpec
    from workers.runtime.context import Context
    from workers.training.run import TrainingRun

    _one_thread()
    settings = TuneSettings(
        backend="peft_cpu", epochs=3, learning_rate=5e-3, rank=8, batch=8, micro_batch=4, length=512,
        patience=0, evaluations=3, checkpoint_steps=3, replay=0.0,
    )  # fmt: skip
    run_folder = folder / "base" / "run"
    run_folder.mkdir(parents=True, exist_ok=True)
    spec = TuneSpec(
        run="run", model="tiny", base=str(root / "tiny"),
        weights=str(folder / "base" / "weights"), folder=str(run_folder), rows=str(root / "rows.jsonl"),
        validation=str(root / "validation.jsonl"), settings=settings, probes=1,
    )  # fmt: skip
    TrainingRun(spec, Context("1", lambda message: None)).do()


def _convert(folder: Path, root: Path) -> None:
    from workers.contract.training.adapters import ConvertModelSpec
    from workers.training.gguf_writing import convert

    _one_thread()
    output = folder / "base" / "model.gguf"
    output.parent.mkdir(exist_ok=True)
    convert(ConvertModelSpec(str(root / "tiny"), str(output)), lambda *now: None, lambda: False)


def _merge(folder: Path, root: Path) -> None:
    from workers.contract.training.adapters import MergeSpec
    from workers.training.merging import merge

    _one_thread()
    spec = MergeSpec(
        str(root / "model.gguf"), str(root / "adapter.gguf"), str(folder / "base" / "model.gguf")
    )
    merge(spec, lambda *now: None, lambda: False)


# --- an independent look --------------------------------------------------------------------------------


def _look_at_run(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
    """The adapter is whole or not there, and every step was done once."""
    run_folder = folder / "base" / "run"
    wrong, found = _file(run_folder / "adapter.gguf")
    ended = run_folder / "ended.json"
    if ended.exists():
        try:
            losses = json.loads(ended.read_bytes())["state"]["losses"]
            found["steps"] = str(len(losses))
        except (ValueError, KeyError) as error:
            wrong.append(f"ended.json: {error!r}")
    return wrong + _left(folder, at_rest), found


def _look_at_model(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
    wrong, found = _file(folder / "base" / "model.gguf")
    return wrong + _left(folder, at_rest), found


def _file(file: Path) -> tuple[list[str], dict[str, str]]:
    """Its length stands for the whole of it: numbers differ where a run was taken up from a point."""
    if not file.exists():
        return [], {}
    with file.open("rb") as stream:
        head = stream.read(4)
    return ([] if head == b"GGUF" else [f"{file.name}: {head!r}"]), {file.name: str(file.stat().st_size)}


def _left(folder: Path, at_rest: bool) -> list[str]:
    names = (path.name for path in (folder / "base").rglob("*")) if at_rest else ()
    return [f"left over: {name}" for name in names if name.endswith(".part") or name.startswith(".new-")]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
