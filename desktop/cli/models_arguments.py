"""What is typed after `bukvar models`."""

import argparse
from collections.abc import Callable

_PUBLIC = "where a mirror is set and lacks the model: ask the catalogue's own sources this once"


def add(models: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The actions with their arguments."""
    models("list", "list the models")
    preparing = models("prepare", "get the starter models, where they are not here yet")
    preparing.add_argument("--public", action="store_true", help=_PUBLIC)
    adding = models("add", "add a model from a GGUF file, or from a model folder (Hugging Face)")
    adding.add_argument("path", metavar="FILE|FOLDER")
    words = "of a folder (F16 for small models, else Q4_K_M)"
    kinds = ("F16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
    adding.add_argument("--quantization", default="", choices=kinds, help=words)
    fetch = models("fetch", "get a model")
    fetch.add_argument("model", metavar="ID")
    fetch.add_argument(
        "--from", dest="source", metavar="SOURCE", help="a folder, a disk or a mirror's address"
    )
    fetch.add_argument("--public", action="store_true", help=_PUBLIC)
    models("verify", "compare models with their hashes").add_argument("model", nargs="?", metavar="ID")
    models("remove", "delete a model from this computer").add_argument("model", metavar="ID")
    words = "show where models are looked for, or look for them on a company's mirror and nowhere else"
    mirror = models("mirror", words)
    mirror.add_argument("address", nargs="?", metavar="ADDRESS", help="an address or a folder")
    mirror.add_argument("--forget", action="store_true", help="use the catalogue's own sources again")
    models("catalogue", "list what was added to the catalogue of models, by whom, and what does not count")
