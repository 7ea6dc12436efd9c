"""Addresses that people type: which of them are web addresses, and how one is named without its secrets."""

from urllib.parse import urlsplit

_SCHEMES = ("http", "https")


def web_address(text: str) -> str:
    """`text` with its scheme in lower case when it is an http or https address that names a server; else ""
    (a folder, a package, something mistyped)."""
    scheme, found, rest = text.strip().partition("://")
    if not found or scheme.lower() not in _SCHEMES or not server(text):
        return ""
    return f"{scheme.lower()}://{rest}"


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
    """An address with neither user nor password nor query: as it may be shown and logged. Anything that is no
    web address (a folder) stays as it is."""
    clean = web_address(address)
    if not clean:
        return address if "://" not in address else address.split("://", 1)[0] + "://"
    parts = urlsplit(clean)
    return f"{parts.scheme}://{server(clean)}{parts.path}"
