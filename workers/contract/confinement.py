"""Names of what holds a process that opens something untrusted, as it says itself. Standard library only."""

FILES, CALLS, LIMITS, NAMESPACES = "files", "calls", "limits", "namespaces"
JOB, TOKEN = "job", "token"  # on Windows
# What the session of a person lends to programs, and no worker needs: the display, the bus, agents with keys.
SESSION_VARIABLES = (
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "ICEAUTHORITY", "SESSION_MANAGER", "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "SSH_AUTH_SOCK",
    "SSH_AGENT_PID", "GPG_AGENT_INFO", "GNOME_KEYRING_CONTROL", "DOCKER_HOST", "PULSE_SERVER",
    "NOTIFY_SOCKET", "TMUX", "STY",
)  # fmt: skip


def expected_on(platform: str) -> tuple[str, ...]:
    """The guards that a system of this name (`sys.platform`) can have."""
    if platform == "linux":
        return (FILES, CALLS, LIMITS, NAMESPACES)
    return (JOB, TOKEN) if platform == "win32" else (LIMITS,)
