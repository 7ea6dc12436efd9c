"""A bare Debian or Ubuntu in a folder: what somebody has who starts or installs Bukvar for the first time.

debootstrap fills an archive once, from which each folder is unpacked anew. A command runs in namespaces of
its own (mounts, processes), so nothing is left mounted or running when it ends, however it ends. Needs root.
"""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from installer.project import ROOT
from installer.tools import missing

SUITES = ("bookworm", "trixie", "noble")
_UBUNTU = ("noble",)
# What debootstrap made, kept between runs.
_ARCHIVES = ROOT / ".cache"
# Where an administrator puts the certificates that his company's network needs.
_COMPANY = Path("/usr/local/share/ca-certificates")
_INSIDE = """
root=$1; user=$2; shift 2
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t devtmpfs dev "$root/dev"
mkdir -p "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 pts "$root/dev/pts" 2>/dev/null || true
exec chroot --userspec "$user" "$root" "$@"
"""


class MissingTool(Exception):
    """This computer cannot make a bare system; the text says what to install."""


class CommandError(Exception):
    """A command inside failed; the text is the command and the end of what it printed."""


class BareSystem:
    """A suite unpacked into `folder`, which must not exist; `remove` deletes it."""

    def __init__(self, suite: str, folder: Path) -> None:
        archive = _archive_of(suite)
        self.folder = folder
        folder.mkdir(parents=True)
        subprocess.run(["tar", "-C", folder, "-xf", archive], check=True)
        shutil.copy("/etc/resolv.conf", self.path("/etc/resolv.conf"))
        hosts = f"127.0.0.1 localhost {socket.gethostname()}\n"
        self.path("/etc/hosts").write_text(hosts, encoding="utf-8")
        for file in Path("/etc/apt/apt.conf.d").glob("*prox*"):
            self.put(file, str(file))
        if suite in _UBUNTU:
            # As an installed Ubuntu has it.
            sources = self.path("/etc/apt/sources.list")
            base = (
                sources.read_text(encoding="utf-8").strip().replace(f"{suite} main", f"{suite} main universe")
            )
            updates = base.replace(f" {suite} ", f" {suite}-updates ")
            sources.write_text(f"{base}\n{updates}\n", encoding="utf-8")
        if _COMPANY.is_dir() and any(_COMPANY.iterdir()):
            # In a network with certificates of its own a computer without them reaches nothing.
            self.put(_COMPANY, str(_COMPANY))
            self.apt("update")
            self.apt("install", "ca-certificates")

    def command(self, *words: str, user: str = "root", offline: bool = False) -> list[str]:
        """The command line, for this computer, that runs a command inside. `offline` gives it a network of
        its own, which has no way out. Whatever it has started ends with it."""
        namespaces = [
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            *(["--net"] if offline else []),
        ]
        return [*namespaces, "sh", "-euc", _INSIDE, "sh", str(self.folder), user, *words]

    def run(
        self,
        *words: str,
        user: str = "root",
        offline: bool = False,
        check: bool = True,
        stdin: str | None = None,
        **environment: str,
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command inside; its home is the user's. Raises `CommandError` unless `check` is off."""
        values = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "dumb",
            "HOME": "/root" if user == "root" else f"/home/{user}", "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive", **environment,
        }  # fmt: skip
        done = subprocess.run(
            self.command(*words, user=user, offline=offline), env=values, input=stdin or "",
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
        if check and done.returncode:
            raise CommandError(f"{words}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done

    def apt(self, *words: str) -> None:
        """apt-get, quiet and with yes."""
        self.run("apt-get", "-qq", "-y", "--no-install-recommends", *words)

    def add_user(self, name: str, home: str) -> None:
        """A user who may become root by sudo and whose desktop is Russian."""
        self.apt("update")
        self.apt("install", "sudo", "locales")
        self.run("localedef", "-i", "ru_RU", "-f", "UTF-8", "ru_RU.UTF-8")
        self.path("/etc/default/locale").write_text("LANG=ru_RU.UTF-8\n", encoding="utf-8")
        self.run("useradd", "--create-home", "--home-dir", home, "--shell", "/bin/bash", name)
        rule = self.path(f"/etc/sudoers.d/{name}")
        rule.write_text(f"{name} ALL=(ALL) NOPASSWD: ALL\n", encoding="utf-8")
        rule.chmod(0o440)
        self.path(f"{home}/.bash_profile").write_text("export LANG=ru_RU.UTF-8\n", encoding="utf-8")

    def put(self, source: Path, place: str) -> None:
        """Copy a file or folder of this computer to a place inside."""
        target = self.path(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)

    def path(self, place: str) -> Path:
        """Where something inside lies for this computer."""
        return self.folder / place.lstrip("/")

    def size(self) -> int:
        """Bytes on the disk."""
        done = subprocess.run(["du", "-sx", "-B1", self.folder], capture_output=True, text=True, check=False)
        return int(done.stdout.split()[0])

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _archive_of(suite: str) -> Path:
    """The packed suite, made the first time. Raises `MissingTool`."""
    archive = _ARCHIVES / f"{suite}.tar"
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
