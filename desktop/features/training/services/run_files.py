"""The folder of a training run: what the trainer reads is written whole or not at all."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.core.jobs.background import delete_folder
from desktop.core.ports import Paths
from desktop.core.saving import saving
from desktop.core.training_entities import Example
from desktop.features.training.domain.tuning_rules import Split
from workers.contract.codec import CodecError, decode_json, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import TuneSettings, TuneSpec
from workers.files import publish

ROWS, VALIDATION, REPLAY, SPEC, NOTES = (
    "rows.jsonl", "validation.jsonl", "replay.jsonl", "spec.json", "notes.json",
)  # fmt: skip
ADAPTER, MODEL, PROBES = "adapter.gguf", "model.gguf", "probes.jsonl"
_UNDER_WAY = ".part"


@dataclass(frozen=True, slots=True)
class Notes:
    """What the registry wants to know of the rows of a run: who approved them, how they were split."""

    rows: int
    approved_by: tuple[str, ...] = ()
    split_by: str = ""
    kinds: dict[str, int] = field(default_factory=dict)


class RunFiles:
    """Made by the application. `runs/<run>/` appears with all that the trainer needs, in one rename."""

    def __init__(self, paths: Paths) -> None:
        self._runs, self._models = paths.data / "runs", paths.models
        self._resources = paths.resources / "training"

    def folder(self, run: str) -> Path:
        """Where the files of a run lie, whether it is there or not."""
        return self._runs / run

    def weights(self, model: str) -> Path:
        """Where the bf16 copy of a model is kept for all runs."""
        return self._models / model / "trainer"

    def has_weights(self, model: str) -> bool:
        """Whether the copy has been made; the trainer says it whole itself."""
        return any(self.weights(model).glob("*.safetensors"))

    def spec(self, run: str, model: str, base: str, settings: TuneSettings) -> TuneSpec:
        """How the trainer is told of a run. `base` is the path of the GGUF."""
        folder = self.folder(run)
        replay = folder / REPLAY
        return TuneSpec(
            run=run,
            model=model,
            base=base,
            weights=str(self.weights(model)),
            folder=str(folder),
            rows=str(folder / ROWS),
            validation=str(folder / VALIDATION),
            replay=str(replay) if settings.replay > 0 and replay.exists() else "",
            settings=settings,
        )

    def write(self, spec: TuneSpec, rows: Split, languages: Sequence[str]) -> TuneSpec:
        """Write a run's folder; one of the same name is replaced. Returns the spec with its general rows.
        Raises FOLDER_NOT_WRITABLE."""
        examples = (*rows.train, *rows.validation)
        kinds: dict[str, int] = {}
        for row in examples:
            kinds[row.text.kind.value] = kinds.get(row.text.kind.value, 0) + 1
        people = tuple(sorted({row.reviewed_by for row in examples if row.reviewed_by}))
        general = self._general(languages) if spec.settings.replay > 0 else []
        if general:
            spec = replace(spec, replay=str(Path(spec.folder) / REPLAY))
        contents: dict[str, str] = {
            ROWS: _lines(row.text for row in rows.train),
            VALIDATION: _lines(row.text for row in rows.validation),
            NOTES: _json(to_json(Notes(len(examples), people, rows.by, kinds))),
            SPEC: _json(to_json(spec)),
        }
        if general:
            contents[REPLAY] = "".join(f"{line}\n" for line in general)
        self._appear(Path(spec.folder), contents)
        return spec

    def copy(self, before: str, spec: TuneSpec) -> TuneSpec:
        """Write the folder of a run on exactly the rows of another one, like `write`. Raises RUN_UNKNOWN when
        those are gone, FOLDER_NOT_WRITABLE."""
        contents: dict[str, str] = {}
        for name in (ROWS, VALIDATION, REPLAY, NOTES):
            try:
                contents[name] = (self.folder(before) / name).read_text(encoding="utf-8")
            except FileNotFoundError as error:
                if name in (ROWS, VALIDATION):
                    raise ProblemError(Code.RUN_UNKNOWN, str(error), run=before) from error
        if REPLAY in contents and spec.settings.replay > 0:
            spec = replace(spec, replay=str(Path(spec.folder) / REPLAY))
        contents[SPEC] = _json(to_json(spec))
        self._appear(Path(spec.folder), contents)
        return spec

    def notes(self, run: str) -> Notes:
        """What was noted at the start of a run (nothing, when its folder is gone)."""
        try:
            return from_json(Notes, decode_json((self.folder(run) / NOTES).read_text(encoding="utf-8")))
        except (OSError, ValueError, CodecError):
            return Notes(0)

    def remove(self, run: str) -> None:
        """Delete the folder of a run; errors of the disk are ignored, and `sweep` tries again."""
        delete_folder(self.folder(run))

    def delete_training_files(self, run: str) -> None:
        """Delete what a full training leaves behind once its model is kept: many times the model's size."""
        for name in ("checkpoints", "best"):
            delete_folder(self.folder(run) / name)
        (self.folder(run) / MODEL).unlink(missing_ok=True)

    def sweep(self, known: set[str]) -> None:
        """At start-up: folders whose runs a kill left without a row, or whose removal it cut off."""
        if self._runs.is_dir():
            for folder in self._runs.iterdir():
                # The trainer's own caches (`.cache`) serve all runs.
                if folder.name not in known and not folder.name.startswith("."):
                    delete_folder(folder)

    def _general(self, languages: Sequence[str]) -> list[str]:
        """The shipped general rows of these languages, as lines."""
        lines: list[str] = []
        for language in languages:
            file = self._resources / f"general_{language}.jsonl"
            if not file.is_file():  # none come along in this language
                continue
            lines += [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return lines

    def _appear(self, folder: Path, contents: dict[str, str]) -> None:
        temporary = folder.with_name(folder.name + _UNDER_WAY)
        with saving(folder):
            shutil.rmtree(temporary, ignore_errors=True)
            temporary.mkdir(mode=0o700, parents=True)
            for name, text in contents.items():
                (temporary / name).write_text(text, encoding="utf-8", newline="\n")
            shutil.rmtree(folder, ignore_errors=True)
            publish(temporary, folder)


def documents_of(examples: Iterable[Example]) -> tuple[str, ...]:
    """Ids of the documents that rows came from, each once."""
    return tuple(dict.fromkeys(row.text.document for row in examples if row.text.document))


def _lines(texts: Iterable[ExampleText]) -> str:
    return "".join(json.dumps(to_json(text), ensure_ascii=False) + "\n" for text in texts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
