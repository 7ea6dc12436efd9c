"""Markdown of a model as the words that a person reads. Standard library only."""

import re

_PRIVATE = 0xF000  # an escaped sign is kept there while signs are read as syntax
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = re.compile(f"[{chr(_PRIVATE + 33)}-{chr(_PRIVATE + 126)}]")
_BEGINNING = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+|(?:```|~~~).*)")
_RULE = frozenset("-:| \t\r")  # of the line under the heads of a table, or between two parts
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\([^()\s]*\)")
_PAIR = re.compile(  # a single sign within words or figures is none: 5*10*2, a_b_c
    r"(\*{2,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])(\*|_{1,3})(?=\S)(.+?)(?<=\S)\3(?![\w*])"
)


def shown_words(markdown: str) -> str:
    """The text without marks of emphasis, headings, bullets, code, links, tables and quotations, line by
    line. What is quoted are words of a document: of these only bold is a mark."""
    return "\n".join(map(_shown, markdown.split("\n"))).strip()


def _shown(line: str) -> str:
    if line.startswith("> "):
        return line[2:].replace("**", "").rstrip()
    if "---" in line and _RULE.issuperset(line):
        return ""
    line = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), line)
    line = _LINK.sub(lambda found: "" if found[1] else found[2], _BEGINNING.sub("", line))
    before = ""
    while line != before:
        before, line = line, _PAIR.sub(lambda found: found[2] or found[4], line)
    if line.startswith("|"):
        line = " ".join(line.strip("| ").split("|"))
    return _KEPT.sub(lambda found: chr(ord(found[0]) - _PRIVATE), line).rstrip()
