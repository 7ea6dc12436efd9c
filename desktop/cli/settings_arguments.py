"""What is typed for `bukvar settings`, `bukvar policy` and `bukvar report`."""

import argparse
from collections.abc import Callable

from workers.text.language import LANGUAGES

Grouped = Callable[[str, str], Callable[[str, str], argparse.ArgumentParser]]


def add(grouped: Grouped) -> None:
    """The three groups of commands."""
    settings = grouped("settings", "list, show or change settings")
    settings("list", "list all settings with their values")
    settings("get", "print the value of a setting").add_argument("setting", metavar="NAME")
    setting = settings("set", "change a setting")
    setting.add_argument("setting", metavar="NAME")
    setting.add_argument("value", metavar="VALUE")
    policy = grouped("policy", "what the administrator of this computer fixed")
    policy("show", "show the policy that holds here")
    words = "say what a policy file would mean, and what is wrong with it"
    policy("check", words).add_argument("file", metavar="FILE")
    report = grouped("report", "write a report about this computer")
    security = report("security", "one page for a security officer")
    security.add_argument("--output", required=True, metavar="FILE", help="a .pdf or .html file")
    security.add_argument("--language", choices=LANGUAGES, default="")
    support = report("support", "what support needs, without a word of your documents")
    words = "a .zip file; without it everything is only shown"
    support.add_argument("--output", default="", metavar="FILE", help=words)
