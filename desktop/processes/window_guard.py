"""The window's own guard against the network: the same audit hook as the workers have.

The kernel's filter is for workers alone: it would be inherited by the programs in which the window opens the
user's files. Qt itself makes Unix sockets only (the screen, the one-instance socket).
"""

from workers.contract.sealed import SEAL as GUARD

__all__ = ["GUARD"]
