"""pip as it comes with the product: a module of our own Python, or a part of the frozen worker."""

import sys


def command() -> list[str]:
    """What runs it; its arguments follow. A frozen build has no Python to hand modules to: its worker takes
    the word `pip` instead of a kind."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "pip"]
    return [sys.executable, "-I", "-m", "pip"]
