"""What holds a process that opens something untrusted: names of its guards, as it says itself, and what it is
told of its surroundings. Standard library only."""

import os
import sys

FILES, CALLS, LIMITS, NAMESPACES = "files", "calls", "limits", "namespaces"
JOB, TOKEN = "job", "token"  # on Windows
# What the session of a person lends to programs, and no worker needs: the display, the bus, agents with keys.
SESSION_VARIABLES = (
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "ICEAUTHORITY", "SESSION_MANAGER", "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "SSH_AUTH_SOCK",
    "SSH_AGENT_PID", "GPG_AGENT_INFO", "GNOME_KEYRING_CONTROL", "DOCKER_HOST", "PULSE_SERVER",
    "NOTIFY_SOCKET", "TMUX", "STY",
)  # fmt: skip
# What a child that opens untrusted files is told of its surroundings: nothing of the person's session.
_NAMES = frozenset(
    ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "HOME", "TOKENIZERS_PARALLELISM", "SNAP")
)
_BEGINNINGS = ("PYTHON", "BUKVAR_", "LC_", "OMP_", "OPENBLAS_", "MKL_", "LD_", "DYLD_", "TESSDATA_")


def expected_on(platform: str) -> tuple[str, ...]:
    """The guards that a system of this name (`sys.platform`) can have."""
    if platform == "linux":
        return (FILES, CALLS, LIMITS, NAMESPACES)
    return (JOB, TOKEN) if platform == "win32" else (LIMITS,)


def child_environment() -> dict[str, str]:
    """The environment of a child that opens untrusted files; on Windows all of it, since libraries there find
    the system by it."""
    if sys.platform == "win32":
        return dict(os.environ)
    return {
        name: value for name, value in os.environ.items() if name in _NAMES or name.startswith(_BEGINNINGS)
    }
