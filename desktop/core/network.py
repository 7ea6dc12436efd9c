"""Whether this computer is connected to any network, as its own system says: nothing is sent to find out."""

import socket

import psutil

_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_LOCAL = ("127.", "::1", "fe80:", "169.254.")  # loopback, and addresses that a computer gives to itself


def is_up() -> bool:
    """Whether some interface that is up has an address that somebody else gave it."""
    try:
        states, addresses = psutil.net_if_stats(), psutil.net_if_addrs()
    except OSError:
        return True  # the system does not say: let whoever tries find out
    for name, state in states.items():
        given = (entry.address for entry in addresses.get(name, ()) if entry.family in _FAMILIES)
        if state.isup and any(not address.startswith(_LOCAL) for address in given):
            return True
    return False
