"""Cells of a table that hold HTML, as help desks and sites give them out, as the text that they show."""

import html
import re

_TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|span|div|font|a|ul|ol|li|h[1-6]|table|tbody|tr|td|th|sup|sub|img|hr|blockquote)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/h[1-6]|/blockquote)(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|laquo|raquo|mdash|ndash|apos|#\d{2,5}|#x[\da-f]{2,5});", re.I)


def shown(cell: str) -> str:
    """The cell without tags, its breaks as lines, its entities as their signs; another one as it is."""
    tagged = "<" in cell and _TAG.search(cell) is not None
    if not tagged and not ("&" in cell and _ENTITY.search(cell)):
        return cell
    if tagged:
        cell = _TAG.sub("", _BREAK.sub("\n", " ".join(cell.split())))
    lines = (" ".join(line.split()) for line in html.unescape(cell).split("\n"))
    return "\n".join(line for line in lines if line)
