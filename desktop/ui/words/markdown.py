"""Words of others inside Markdown, where nothing in them is to be taken for syntax."""

import re

# What Markdown takes for more than letters: anywhere, and at the beginning of a line.
_INLINE = re.compile(r"([\\`*_~\[\]<])")
_LINE = re.compile(r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$))|(?=[#+=>-])))")
_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])")  # one that is a letter already stays one


def literal(text: str) -> str:
    """A piece of a line, letter by letter."""
    return _INLINE.sub(r"\\\1", text)


def literal_beginning(line: str) -> str:
    """A line that begins neither a list nor a heading."""
    return _LINE.sub(lambda begin: f"{begin[1] or ''}\\", line)


def literal_lines(text: str) -> str:
    """A text letter by letter, with its line breaks."""
    lines = (literal_beginning(literal(line).replace("|", "\\|")) for line in text.split("\n"))
    return "\\\n".join(line or " " for line in lines)


def without_active_parts(markdown: str) -> str:
    """Markdown of a model whose links, pictures and HTML are the letters they are made of: whoever opens the
    file is led nowhere."""
    return _TAG.sub(r"\1\\<", markdown).replace("](", "]\\(").replace("![", "!\\[")
