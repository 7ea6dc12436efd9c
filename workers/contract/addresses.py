"""Addresses that people type: which of them are web addresses, and how one is named without its secrets."""

import re
from pathlib import PurePath
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")
# As it stands in an address whose scheme was forgotten, also where that was taken for a folder.
_CREDENTIALS = re.compile(r"[^/\\@:]+:[^/\\@]*@")


def web_address(text: str) -> str:
    """`text` with its scheme in lower case when it is an http or https address that names a server; else ""
    (a folder, a package, something mistyped)."""
    scheme, found, rest = text.strip().partition("://")
    if not found or scheme.lower() not in _SCHEMES or not server(text):
        return ""
    return f"{scheme.lower()}://{rest}"


def is_place(text: str) -> bool:
    """Whether a text says without doubt where files lie: a web address, or a folder by its whole path
    (~ = the home). What is neither may be an address without its scheme, with a password in it."""
    return bool(web_address(text)) or PurePath(text).is_absolute() or text.startswith("~")


def server(address: str) -> str:
    """The server of an address, with its port, without user and password; "" where there is none."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # brackets that are not closed, a port that is no number
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{port}" if host and port is not None else host


def without_secrets(address: str) -> str:
    """An address with neither user nor password nor query: as it may be shown and logged. A folder stays as
    it is, but for `user:password@` in it."""
    clean = web_address(address)
    if not clean:
        scheme, found, _ = address.partition("://")
        return f"{scheme}://" if found else _CREDENTIALS.sub("", address)
    parts = urlsplit(clean)
    return f"{parts.scheme}://{server(clean)}{parts.path}"
