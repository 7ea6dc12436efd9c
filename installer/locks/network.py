"""How packages are reached from this computer: what its administrator has told pip, uv or the system.

A company sets its mirror, proxy and certificate once, mostly for pip. uv reads nothing of that, and it is
called without its own files of configuration, since those can also change what is installed. So what is
about the network, and nothing else, is gathered here and handed to both as variables.

    python -m installer.locks.network COMMAND…   runs a command with them
"""

import configparser
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Variables of uv that say how something is reached or kept; every other one could change what is installed.
_ALLOWED = (
    "UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS",
    "UV_INDEX_STRATEGY", "UV_HTTP_TIMEOUT", "UV_HTTP_CONNECT_TIMEOUT", "UV_HTTP_RETRIES",
    "UV_REQUEST_TIMEOUT", "UV_CACHE_DIR",
    "UV_NO_CACHE", "UV_LINK_MODE", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "UV_INSECURE_HOST", "UV_OFFLINE",
    "UV_KEYRING_PROVIDER", "UV_CONCURRENT_DOWNLOADS", "UV_CONCURRENT_INSTALLS", "UV_CONCURRENT_BUILDS",
)  # fmt: skip
# What pip would install otherwise than the lock says, or to another place.
_PIP_REFUSED = (
    "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "PIP_REQUIREMENT", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT",
    "PIP_USER", "PIP_UPGRADE", "PIP_PRE", "PIP_ONLY_BINARY", "PIP_NO_BINARY", "PIP_REQUIRE_VIRTUALENV",
    "PIP_NO_DEPS", "PIP_DRY_RUN", "PIP_PYTHON", "PIP_QUIET", "PIP_VERBOSE",
)  # fmt: skip
_SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RED OS
    "/etc/ssl/ca-bundle.pem",  # openSUSE
)
# What pip calls the same; for who has told uv alone.
_SHARED = {
    "UV_INDEX_URL": "PIP_INDEX_URL",
    "UV_DEFAULT_INDEX": "PIP_INDEX_URL",
    "UV_INSECURE_HOST": "PIP_TRUSTED_HOST",
    "SSL_CERT_FILE": "PIP_CERT",
}
_UV_FILES = ("/etc/uv/uv.toml", "~/.config/uv/uv.toml")


def environment(
    given: dict[str, str] | None = None, pip: dict[str, str] | None = None, uv_files: list[Path] | None = None
) -> dict[str, str]:
    """The variables for uv and pip, from those that are `given` (default: this process's), pip's settings and
    the files of uv; what is set nearer to the call goes before what is set further away."""
    values = dict(os.environ if given is None else given)
    settings = pip_settings(values) if pip is None else pip
    files = [Path(name).expanduser() for name in _UV_FILES] if uv_files is None else uv_files
    kept = {
        name: value
        for name, value in values.items()
        if (not name.startswith("UV_") or name in _ALLOWED) and name not in _PIP_REFUSED
    }
    for file in reversed(files):
        _take(kept, _of_uv_file(file))
    _take(kept, _of_pip(settings))
    for ours, pips in _SHARED.items():
        if kept.get(ours):
            kept.setdefault(pips, kept[ours])
    certificate = next((file for file in _SYSTEM_CERTIFICATES if Path(file).is_file()), "")
    if certificate:
        kept.setdefault("PIP_CERT", certificate)
    kept.setdefault("UV_SYSTEM_CERTS", "1")
    # Hashes are pinned: which of several indexes delivers a file makes no difference.
    kept.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    kept.setdefault("UV_HTTP_TIMEOUT", "180")
    # Never a Python that uv would download.
    return kept | {"UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_PYTHON_PREFERENCE": "only-system"}


def pip_settings(values: dict[str, str]) -> dict[str, str]:
    """pip's settings from its variables and files, by their short names (`index-url`): those of the command
    `install` go before those for all commands, variables before files."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    done = subprocess.run(command, env=values, capture_output=True, text=True, check=False)
    found: dict[str, str] = {}
    lines = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=False)
    lines.read_string("[pip]\n" + "\n".join(_one_line(done.stdout)))
    ranks = {"global": 0, "install": 1, ":env:": 2, "env": 2}
    ranked = sorted(lines["pip"].items(), key=lambda item: ranks.get(item[0].rpartition(".")[0], -1))
    for name, value in ranked:
        section, _, short = name.rpartition(".")
        if section in ranks:
            found[short] = value.strip("'\"").replace("\\n", "\n").strip()
    return found


def _one_line(text: str) -> list[str]:
    return [line for line in text.splitlines() if "=" in line and not line.startswith((" ", "\t"))]


def _of_pip(settings: dict[str, str]) -> dict[str, str]:
    found = {
        "UV_DEFAULT_INDEX": settings.get("index-url", ""),
        "UV_INDEX": " ".join(_reachable(settings.get("extra-index-url", "").split())),
        "UV_FIND_LINKS": ",".join(_reachable(settings.get("find-links", "").split())),
        "UV_INSECURE_HOST": " ".join(settings.get("trusted-host", "").split()),
        "SSL_CERT_FILE": settings.get("cert", ""),
    }
    if proxy := settings.get("proxy", ""):
        found |= {"HTTPS_PROXY": proxy, "HTTP_PROXY": proxy}
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        found["UV_NO_INDEX"] = "1"
    return found


def _of_uv_file(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    for part in (values, values.get("pip", {})):
        indexes = part.get("index", []) if isinstance(part.get("index"), list) else []
        default = next((one["url"] for one in indexes if one.get("default") and "url" in one), "")
        others = [one["url"] for one in indexes if not one.get("default") and "url" in one]
        if default or others or "index-url" in part or "extra-index-url" in part or "find-links" in part:
            return {
                "UV_DEFAULT_INDEX": default or str(part.get("index-url", "")),
                "UV_INDEX": " ".join([*others, *part.get("extra-index-url", [])]),
                "UV_FIND_LINKS": ",".join(part.get("find-links", [])),
                "UV_INSECURE_HOST": " ".join(part.get("allow-insecure-host", [])),
            }
    return {}


def _take(kept: dict[str, str], found: dict[str, str]) -> None:
    older = {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}
    for name, value in found.items():
        if value and name not in kept and older.get(name, name) not in kept:
            kept[name] = value


def _reachable(places: list[str]) -> list[str]:
    """Without folders that are not there: pip passes over them, uv ends with an error."""
    kept = []
    for place in places:
        address = urlsplit(place)
        local = unquote(address.path) if address.scheme == "file" else place if "://" not in place else ""
        if not local or Path(local).exists():
            kept.append(place)
    return kept


if __name__ == "__main__":
    os.execvpe(sys.argv[1], sys.argv[1:], environment())
