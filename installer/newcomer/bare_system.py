"""A bare Debian or Ubuntu in a folder: what somebody has who starts Bukvar for the first time.

debootstrap fills an archive once, from which each folder is unpacked anew. A command runs in namespaces of
its own (mounts, processes), so nothing is left mounted or running when it ends, however it ends. Needs root.
"""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from installer.tools import missing

SUITES = ("bookworm", "trixie", "noble")
_UBUNTU = ("noble",)
# Where an administrator puts the certificates that his company's network needs.
_COMPANY = Path("/usr/local/share/ca-certificates")
_INSIDE = """
root=$1; shift
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t devtmpfs dev "$root/dev"
mkdir -p "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 pts "$root/dev/pts" 2>/dev/null || true
exec chroot "$root" "$@"
"""


class MissingTool(Exception):
    """This computer cannot make a bare system; the text says what to install."""


class BareSystem:
    """A suite unpacked into `folder`, which must not exist. `archives` keeps what debootstrap made."""

    def __init__(self, suite: str, folder: Path, archives: Path) -> None:
        archive = archive_of(suite, archives)
        self.folder = folder
        folder.mkdir(parents=True)
        subprocess.run(["tar", "-C", folder, "-xf", archive], check=True)
        shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        name = socket.gethostname()
        (folder / "etc" / "hosts").write_text(f"127.0.0.1 localhost {name}\n", encoding="utf-8")
        for file in Path("/etc/apt/apt.conf.d").glob("*prox*"):
            shutil.copy(file, folder / "etc/apt/apt.conf.d")
        if suite in _UBUNTU:
            # As an installed Ubuntu has it.
            sources = folder / "etc/apt/sources.list"
            base = (
                sources.read_text(encoding="utf-8").strip().replace(f"{suite} main", f"{suite} main universe")
            )
            updates = base.replace(f" {suite} ", f" {suite}-updates ")
            sources.write_text(f"{base}\n{updates}\n", encoding="utf-8")
        if _COMPANY.is_dir() and any(_COMPANY.iterdir()):
            # In a network with certificates of its own a computer without them reaches nothing.
            shutil.copytree(_COMPANY, folder / _COMPANY.relative_to("/"), dirs_exist_ok=True)
            self.apt("ca-certificates")

    def command(self, user: str, text: str) -> list[str]:
        """The command line that runs `text` in a login shell of `user`."""
        login = ["su", "-l", user, "-c", text]
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [*namespaces, "sh", "-euc", _INSIDE, "sh", str(self.folder), *login]

    def run(self, user: str, text: str) -> str:
        """What a command prints; raises `subprocess.CalledProcessError`."""
        environment = {"PATH": os.environ["PATH"], "TERM": "dumb"}
        done = subprocess.run(
            self.command(user, text), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, text, done.stdout)
        return done.stdout

    def apt(self, *packages: str) -> None:
        """Install packages that such a system has when it reaches its user."""
        install = f"apt-get install -y -qq --no-install-recommends {' '.join(packages)}"
        self.run("root", f"export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && {install}")

    def add_user(self, name: str, home: str) -> None:
        """A user who may become root by sudo and whose desktop is Russian."""
        self.apt("sudo", "locales")
        self.run(
            "root", "localedef -i ru_RU -f UTF-8 ru_RU.UTF-8 && echo LANG=ru_RU.UTF-8 > /etc/default/locale"
        )
        self.run("root", f"useradd --create-home --home-dir '{home}' --shell /bin/bash {name}")
        rule = self.folder / "etc/sudoers.d" / name
        rule.write_text(f"{name} ALL=(ALL) NOPASSWD: ALL\n", encoding="utf-8")
        rule.chmod(0o440)
        profile = self.folder / home.lstrip("/") / ".bash_profile"
        profile.write_text("export LANG=ru_RU.UTF-8\n", encoding="utf-8")

    def size(self) -> int:
        """Bytes on the disk."""
        done = subprocess.run(["du", "-sx", "-B1", self.folder], capture_output=True, text=True, check=False)
        return int(done.stdout.split()[0])

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def archive_of(suite: str, archives: Path) -> Path:
    """The packed suite in the folder `archives`, made there the first time. Raises `MissingTool`."""
    archive = archives / f"{suite}.tar"
    if not archive.is_file():
        _bootstrap(suite, archive)
    return archive


def _bootstrap(suite: str, archive: Path) -> None:
    if lost := missing({"debootstrap": "debootstrap", "unshare": "util-linux", "chroot": "coreutils"}):
        raise MissingTool(lost)
    if os.geteuid() != 0:
        raise MissingTool("A bare system can only be made by root.")
    archive.parent.mkdir(parents=True, exist_ok=True)
    folder = archive.with_suffix(".folder")
    shutil.rmtree(folder, ignore_errors=True)
    rules = _rules(suite, archive.with_suffix(".rules"))
    command = ["debootstrap", "--variant=minbase", suite, str(folder), *_mirror(suite, rules)]
    done = subprocess.run(
        command,
        env={**os.environ, "DEBOOTSTRAP_DIR": str(rules)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Cannot check Release signature" in done.stdout + done.stderr:
        print(f"The signature of {suite} was not checked: its keyring is not installed here.", flush=True)
    if done.returncode:
        raise MissingTool(f"debootstrap could not make {suite}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    partial = archive.with_suffix(".part")
    subprocess.run(["tar", "-C", folder, "-cf", partial, "."], check=True)
    shutil.rmtree(folder)
    partial.replace(archive)


def _rules(suite: str, folder: Path) -> Path:
    """debootstrap's folder of rules. One older than the Ubuntu asked for gets them under the new name:
    they are the same for each since 2007."""
    own = Path("/usr/share/debootstrap")
    if (own / "scripts" / suite).exists():
        return own
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(own, folder, symlinks=True)
    (folder / "scripts" / suite).symlink_to("gutsy")
    return folder


def _mirror(suite: str, rules: Path) -> list[str]:
    """The mirror that the rules name for an Ubuntu on a PC: on a Debian, debootstrap would look for it among
    Debian's suites."""
    if suite not in _UBUNTU:
        return []
    named = re.findall(r"default_mirror (\S+)", (rules / "scripts" / suite).read_text(encoding="utf-8"))
    return [next(one for one in named if "old-releases" not in one and "ports" not in one)]
