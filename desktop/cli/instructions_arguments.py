"""What is typed behind `bukvar instructions`."""

import argparse
from collections.abc import Callable

OFF = "off"


def add(instructions: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The arguments of `bukvar instructions`."""

    def of_base(action: str, words: str) -> argparse.ArgumentParser:
        made = instructions(action, words)
        made.add_argument("--base", required=True, metavar="NAME")
        return made

    search = of_base("search", "try instructions and examples at the exam's questions, and keep the best")
    search.add_argument("--minutes", type=_minutes, default=20.0, help="how long it may answer (20)")
    search.add_argument("--seed", type=int, default=3407, help="the same seed tries the same (3407)")
    of_base("list", "list the versions")
    write = of_base("write", "keep instructions of your own as a version")
    write.add_argument("text", metavar="TEXT", help="how to answer, not what")
    write.add_argument("--try", action="store_true", dest="tried", help="and try them on ten questions")
    trying = of_base("try", "put ten questions without and with a version, and show what changed")
    trying.add_argument("version", metavar="VERSION", help="a version's number or id")
    use = of_base("use", "tell the model a version from now on")
    use.add_argument("version", metavar="VERSION", help=f"a version's number or id, or {OFF}")
    words = "switch on against the exam; kept with the name of who answers for it"
    use.add_argument("--override-by", default="", metavar="WHO", help=words)


def _minutes(typed: str) -> float:
    number = float(typed)
    if not 0 < number <= 24 * 60:
        raise argparse.ArgumentTypeError("minutes from 0 to 1440 are expected")
    return number
