"""What is typed after `bukvar pack`."""

import argparse
from collections.abc import Callable


def add(pack: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The actions with their arguments."""
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
