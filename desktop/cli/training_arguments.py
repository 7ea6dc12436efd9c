"""The arguments of the commands about training examples, training, adapters and the tuning component."""

import argparse
from collections.abc import Callable

from desktop.cli import row_arguments, typed
from desktop.cli.row_arguments import RowArguments
from workers.contract.training.examples import GENERATED_KINDS
from workers.contract.training.tuning import Optimizer
from workers.text.language import LANGUAGES


def add_dataset(dataset: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Making, bringing in, checking and reviewing training examples."""
    action = row_arguments.of_base(dataset)
    kinds = [kind.value for kind in GENERATED_KINDS]
    said = RowArguments("generate", "list", "examples", "CSV, XLSX or JSONL", kinds)
    importing, making, review, export = row_arguments.add(action, said)
    importing.add_argument("--question", default="", metavar="COLUMN", help="the column with questions")
    importing.add_argument("--answer", default="", metavar="COLUMN", help="the column with answers")
    making.add_argument(
        "--limit", type=typed.positive_integer, default=0, metavar="N", help="at most so many examples"
    )
    words = "with --approve-all: also without a look at a sample of them"
    review.add_argument("--unseen", action="store_true", help=words)
    samples = action("samples", "take the reviewed examples that come with the sample documents")
    samples.add_argument("--language", choices=LANGUAGES, required=True)
    action("check", "check all examples again")
    action("stats", "count the examples")
    export.add_argument("--all", action="store_true", help="also those that are not approved")


def add_tuning(
    command: Callable[..., argparse.ArgumentParser],
    grouped: Callable[[str, str], Callable[[str, str], argparse.ArgumentParser]],
) -> None:
    """Commands about training, adapters and the tuning component."""
    tune = command("tune", "train the chat's model on the approved examples of a base")
    tune.add_argument("--base", required=True, metavar="NAME")
    tune.add_argument("--model", default="", metavar="ID")
    tune.add_argument("--dry-run", action="store_true", help="only say how long it will take")
    tune.add_argument(
        "--epochs",
        type=typed.positive_number,
        default=0.0,
        help="passes over the examples (3; more for facts in a tiny model)",
    )
    rate = "size of a step, for experts (chosen by the number of rows and the size of the model)"
    tune.add_argument("--learning-rate", type=typed.positive_number, default=0.0, metavar="RATE", help=rate)
    words = "keep the model's weights in four bits (chosen by itself where 16 do not fit into memory)"
    tune.add_argument("--four-bit", action="store_true", help=words)
    words = "train all weights into a model of its own, not an adapter: for models of up to a billion weights"
    tune.add_argument("--full", action="store_true", help=words)
    words = "read the documents as they are, word after word (continued pretraining): for small models"
    tune.add_argument("--text", action="store_true", help=words)
    words = "who makes the steps (adamw; adamw_8bit where a card lacks memory for all weights)"
    tune.add_argument("--optimizer", choices=[one.value for one in Optimizer], default="", help=words)
    words = "rows of a portion behind each other instead of padded (where the dry run finds it quicker)"
    tune.add_argument("--packed", choices=["yes", "no"], default="", help=words)
    words = "train to the end, also when unfamiliar questions get worse"
    tune.add_argument("--no-early-stop", action="store_true", help=words)
    tune.add_argument("--resume", default="", metavar="RUN", help="go on with a run that was cut off")

    adapters = grouped("adapters", "list, choose, give away, take in or remove adapters")
    adapters("list", "list the adapters").add_argument("--base", default="", metavar="NAME")
    override = "switch on against the exam; kept with the name of who answers for it"
    for action in ("use", "activate"):
        use = adapters(action, "answer with an adapter that did no worse at its exam")
        use.add_argument("adapter", metavar="ADAPTER")
        use.add_argument("--strength", type=typed.share, default=None, metavar="0…1")
        use.add_argument("--override-by", default="", metavar="WHO", help=override)
    adapters("off", "answer without one").add_argument("--base", required=True, metavar="NAME")
    words = "answer again with what was on before the last change"
    adapters("back", words).add_argument("--base", required=True, metavar="NAME")
    words = "hold an exam of an adapter at four strengths, and propose the best"
    adapters("sweep", words).add_argument("adapter", metavar="ADAPTER")
    strength = adapters("strength", "how much an adapter changes the model")
    strength.add_argument("adapter", metavar="ADAPTER")
    strength.add_argument("strength", type=typed.share, metavar="0…1")
    strength.add_argument("--override-by", default="", metavar="WHO", help=override)
    export = adapters("export", "write an adapter with its manifest into one file")
    export.add_argument("adapter", metavar="ADAPTER")
    export.add_argument("file", metavar="FILE")
    taking = adapters("import", "take an adapter from such a file")
    taking.add_argument("--base", required=True, metavar="NAME")
    taking.add_argument("file", metavar="FILE")
    adapters("remove", "delete an adapter").add_argument("adapter", metavar="ADAPTER")
    merge = adapters("merge", "bake an adapter into a new model")
    merge.add_argument("adapter", metavar="ADAPTER")
    merge.add_argument("--quantization", default="Q4_K_M")

    tuning = grouped("tuning", "install, look at or remove the tuning component")
    install = tuning("install", "install the tuning component")
    install.add_argument("--wheelhouse", default="", metavar="DIR", help="a folder of wheels: no network")
    words = "from the package index, even where a folder with the packages is found by itself"
    install.add_argument("--online", action="store_true", help=words)
    install.add_argument("--accept-licence", action="store_true", help="the licence was read")
    repair = tuning("repair", "compare every file of it, and install again what is not as it came")
    repair.add_argument("--wheelhouse", default="", metavar="DIR", help="a folder of wheels: no network")
    repair.add_argument("--online", action="store_true", help=words)
    tuning("licence", "show under which licences it comes")
    tuning("status", "say whether it is there")
    tuning("remove", "delete it from this computer")
