"""What is typed after `bukvar models` and `bukvar pack`."""

import argparse
from collections.abc import Callable

_PUBLIC = "where a mirror is set and lacks the model: ask the catalogue's own sources this once"


def add(models: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The actions of `bukvar models` with their arguments."""
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


def add_packs(pack: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The actions of `bukvar pack` with their arguments."""
    making = pack("make", "put models of this computer into one file, for computers without a network")
    making.add_argument("file", metavar="FILE")
    words = "which models; without them those that a new computer needs"
    making.add_argument("models", nargs="*", metavar="MODEL", help=words)
    words = "a chat model alone; without this the search model comes along"
    making.add_argument("--without-search-model", action="store_true", help=words)
    words = "add the entries of this catalogue file to the catalogue of whoever installs the pack"
    making.add_argument("--catalogue", default="", metavar="FILE", help=words)
    making.add_argument("--name", default="", help="what the pack is called")
    making.add_argument("--sign", default="", metavar="KEYFILE", help="sign with this private key")
    showing = pack("show", "say what a pack holds and what of it is here")
    showing.add_argument("file", metavar="FILE")
    showing.add_argument("--licences", action="store_true", help="with the licences in full")
    pack("install", "install the models of a pack that are not here yet").add_argument("file", metavar="FILE")
    pack("find", "look for packs beside the program, on disks that were put in, among the downloads")
    key = pack("key", "make a pair of keys to sign packs with")
    key.add_argument("file", metavar="FILE", help="for the private key; the public one gets the end .pub")
    words = "accept only packs signed by these makers; without KEY list whom this computer trusts"
    trust = pack("trust", words)
    trust.add_argument("keys", nargs="*", metavar="KEY", help="a file with a public key, or the key itself")
    trust.add_argument("--forget", action="store_true", help="trust these no longer")
