"""Numbers as they are typed; each raises what argparse makes a sentence of wrong usage."""

import argparse


def positive_number(typed: str) -> float:
    """A number above 0, to 1000."""
    number = float(typed)
    if not 0 < number <= 1000:
        raise argparse.ArgumentTypeError("a number above 0 is expected")
    return number


def share(typed: str) -> float:
    """A number from 0 to 1."""
    number = float(typed)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("a number from 0 to 1 is expected")
    return number


def positive_integer(typed: str) -> int:
    """A whole number from 1."""
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 is expected")
    return number
