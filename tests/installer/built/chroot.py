"""A clean Debian in a folder: what an installer finds on somebody else's computer.

The folder is unpacked anew from an archive that debootstrap has filled once. Commands run in it with
`chroot`; `offline` ones in a network namespace of their own, which has no way out.
"""

import os
import shutil
import subprocess
from pathlib import Path

from installer.newcomer.bare_system import archive_of

ROOT = Path(__file__).resolve().parents[3]
SUITE = "bookworm"


class Chroot:
    """Needs root. `close` unmounts; the folder goes with the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        subprocess.run(["tar", "-C", folder, "-xf", archive_of(SUITE, ROOT / ".cache")], check=True)
        shutil.copy2("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        for certificates in ("/etc/ssl/certs", "/usr/local/share/ca-certificates"):
            if Path(certificates).is_dir():
                shutil.copytree(certificates, folder / certificates[1:], dirs_exist_ok=True)
        for configuration in Path("/etc/apt/apt.conf.d").glob("*prox*"):
            shutil.copy2(configuration, folder / "etc/apt/apt.conf.d")
        self._mounts = []
        for kind, place in (("proc", "proc"), ("devtmpfs", "dev"), ("tmpfs", "dev/shm")):
            (folder / place).mkdir(exist_ok=True)
            subprocess.run(["mount", "-t", kind, kind, folder / place], check=True)
            self._mounts.append(folder / place)

    def run(
        self,
        *command: str,
        offline: bool = False,
        user: str = "root",
        check: bool = True,
        stdin: str | None = None,
        **environment: str,
    ) -> "subprocess.CompletedProcess[str]":
        """A command inside; its home is the user's. Fails with what it said."""
        outside = ["unshare", "--net"] if offline else []
        home = "/root" if user == "root" else f"/home/{user}"
        values = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home,
            "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **environment,
        }  # fmt: skip
        as_user = ["--userspec", user] if user != "root" else []
        inside = [*outside, "chroot", *as_user, str(self.folder), *command]
        done = subprocess.run(inside, env=values, input=stdin, capture_output=True, text=True, check=False)
        if check:
            assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done

    def apt(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """apt-get, quiet and with yes."""
        return self.run("apt-get", "-qq", "-y", "--no-install-recommends", *arguments)

    def put(self, file: Path, place: str) -> str:
        """A copy of a file or folder inside; returns its path there."""
        target = self.folder / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            shutil.copytree(file, target, dirs_exist_ok=True)
        else:
            shutil.copy2(file, target)
        return place

    def path(self, place: str) -> Path:
        """Where something inside lies outside."""
        return self.folder / place.lstrip("/")

    def close(self) -> None:
        """Unmount; processes that were left behind are killed."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.readlink(entry / "root").startswith(str(self.folder)):
                        os.kill(int(entry.name), 9)
                except OSError:
                    continue
        for place in reversed(self._mounts):
            subprocess.run(["umount", "-l", place], check=False)
