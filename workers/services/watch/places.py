"""What kind of place a folder is: which one, and who else may change it."""

import os
from pathlib import PurePath

import psutil

from workers.contract.paths import system_path

Identity = tuple[int, int]  # device and number of a folder
# File systems whose files other computers change, without this one being told.
_NETWORK = frozenset(
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "coda",
        "ceph", "glusterfs", "lustre", "beegfs", "davfs", "webdav", "9p", "virtiofs", "vboxsf", "vmhgfs",
        "prl_fs", "drvfs", "fuse", "osxfuse", "macfuse",
    }
)  # fmt: skip


def identity_of(folder: str) -> Identity | None:
    """Which folder it is; None when it is not there, or may not be listed."""
    try:
        with os.scandir(system_path(folder)):
            facts = os.stat(system_path(folder))
    except (OSError, ValueError):
        return None
    return facts.st_dev, facts.st_ino


def is_on_network(folder: str) -> bool:
    """Whether other computers may change the folder's files."""
    real = os.path.realpath(system_path(folder))
    if real.startswith("\\\\"):
        return True
    best, network = -1, False
    for disk in psutil.disk_partitions(all=True):
        if len(disk.mountpoint) > best and PurePath(real).is_relative_to(disk.mountpoint):
            kind = disk.fstype.lower()
            best = len(disk.mountpoint)
            network = kind in _NETWORK or kind.startswith("fuse.") or "remote" in disk.opts.split(",")
    return network
