"""A trained model and a run in words."""

from desktop.core.training_entities import Run, RunState
from desktop.features.training.viewmodels.adapters_model import AdapterShown
from desktop.features.training.viewmodels.gate_text import BACKENDS, backend_name
from desktop.ui.i18n import formats, problems
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from workers.contract.codes import Code, Problem


def about(shown: AdapterShown) -> str:
    """Model, day, examples, error."""
    adapter = shown.adapter
    parts = [shown.model, formats.day(adapter.created)]
    if not adapter.run:
        parts.append(translate("AdapterWords", "from a file"))
    if adapter.rows:
        words = translate("AdapterWords", "%n example(s)", "", adapter.rows)
        parts.append(counted(words, adapter.rows))
    if adapter.validation_loss:
        error = translate("AdapterWords", "error on unfamiliar questions %1")
        parts.append(fill(error, formats.number(adapter.validation_loss, 2)))
    return " · ".join(parts)


def approved(shown: AdapterShown) -> str:
    """Who checked the examples."""
    names = [name for name in shown.adapter.approved_by if name]
    if not names:
        return ""
    return fill(translate("AdapterWords", "Examples checked by: %1"), ", ".join(names))


def agreement(shown: AdapterShown) -> str:
    """Whether the chat answers as the trainer did."""
    adapter = shown.adapter
    if not adapter.asked:
        return ""
    words = translate("AdapterWords", "In the chat %1 of %2 answers are word for word those of the training.")
    return fill(words, formats.number(adapter.same), formats.number(adapter.asked))


def ended(run: Run) -> tuple[str, str]:
    """(state in a word, why) of a run that left no trained model."""
    if run.state is RunState.FAILED:
        try:
            code = Code(run.code)
        except ValueError:
            code = Code.BUG
        return translate("AdapterWords", "Failed"), problems.sentence(Problem(code, run.problem_params))
    if run.state is RunState.CANCELLED:
        return translate("AdapterWords", "Cancelled"), ""
    return translate("AdapterWords", "Trained model removed"), ""


def details(shown: AdapterShown) -> list[tuple[str, str]]:
    """(name, value) for those who want to repeat it elsewhere."""
    adapter, run = shown.adapter, shown.run
    pairs = [
        (translate("AdapterWords", "SHA-256 of the model"), adapter.model_sha256),
        (translate("AdapterWords", "SHA-256 of the file"), adapter.sha256),
        (translate("AdapterWords", "Size"), formats.size(adapter.size)),
        (translate("AdapterWords", "Rank"), formats.number(adapter.rank)),
    ]
    pairs += _of_run(run) if run is not None else _of_provenance(adapter.provenance)
    return [(name, value) for name, value in pairs if value]


def _of_run(run: Run) -> list[tuple[str, str]]:
    settings, result = run.settings, run.result
    words = translate("AdapterWords", "%1 steps, best step %2")
    pairs = [
        (translate("AdapterWords", "Hash of the data"), run.data_hash),
        (translate("AdapterWords", "Seed"), str(settings.seed)),
        (translate("AdapterWords", "Learning rate"), formats.plain(settings.learning_rate)),
        (translate("AdapterWords", "Epochs"), formats.decimal(settings.epochs)),
        (translate("AdapterWords", "Batch"), formats.number(settings.batch)),
        (translate("AdapterWords", "Length"), formats.number(settings.length)),
    ]
    if result is not None:
        steps = fill(words, formats.number(result.steps), formats.number(result.best_step))
        versions = ", ".join(f"{name} {value}" for name, value in sorted(result.versions.items()))
        pairs += [
            (translate("AdapterWords", "Steps"), steps),
            (translate("AdapterWords", "Trained by"), backend_name(result.backend.value)),
            (translate("AdapterWords", "Took"), formats.duration(result.seconds)),
            (translate("AdapterWords", "Versions"), versions),
        ]
    return pairs


def _of_provenance(provenance: dict[str, str | int | float]) -> list[tuple[str, str]]:
    """What came with an imported file, as it stands there."""
    names = {
        "data_hash": translate("AdapterWords", "Hash of the data"),
        "seed": translate("AdapterWords", "Seed"),
        "learning_rate": translate("AdapterWords", "Learning rate"),
        "epochs": translate("AdapterWords", "Epochs"),
        "batch": translate("AdapterWords", "Batch"),
        "length": translate("AdapterWords", "Length"),
        "backend": translate("AdapterWords", "Trained by"),
        "versions": translate("AdapterWords", "Versions"),
    }
    pairs = []
    for key, name in names.items():
        value = str(provenance.get(key, ""))
        pairs.append((name, backend_name(value) if value in BACKENDS else value))
    return pairs
