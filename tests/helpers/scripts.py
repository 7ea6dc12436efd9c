"""Programs in Python that tests put in the place of others."""

import sys


def head() -> str:
    """The first lines of one, whatever the path of the interpreter is: a line "#!" ends at a space. The shell
    takes the second for a command, Python the second and third for a text."""
    return f"#!/bin/sh\n'''exec' \"{sys.executable}\" \"$0\" \"$@\"\n' '''\n"
