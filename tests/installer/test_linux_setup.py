"""setup.sh and uninstall.sh with a small folder in place of the frozen application."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from desktop.features.models.services.pack_places import places
from installer.linux.self_extracting import OPTIONS, UnknownHeader, make, talking

HERE = Path(__file__).resolve().parents[2] / "installer" / "linux"


class User:
    """A home whose name has Cyrillic letters and a space, and setups unpacked beside it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "Иван Петров"
        self.home.mkdir()
        self.disk = folder / "диск из магазина"
        self.disk.mkdir()
        self.place = self.home / ".local" / "opt" / "bukvar"
        self._folder = folder

    def unpacked(self, name: str, *files: str) -> Path:
        """A setup whose application is made of these files."""
        folder = self._folder / name
        for file in ("bukvar", "_internal/library.txt", *files):
            (folder / "bukvar" / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / "bukvar" / file).write_text(name, encoding="utf-8")
        for part in ("setup.sh", "uninstall.sh", "words.sh", "bukvar.desktop", "bukvar-mime.xml"):
            shutil.copy2(HERE / part, folder)
        (folder / "bukvar.svg").write_text("<svg/>", encoding="utf-8")
        return folder

    def run(self, script: Path, **more: str) -> str:
        """As the self-extracting archive does, which was opened in a folder of its own; what it says."""
        environment = {**os.environ, "HOME": str(self.home), "LANG": "C.UTF-8", **more}
        environment |= {"USER_PWD": str(self.disk.parent), "ARCHIVE_DIR": self.disk.name}
        for name in ("BUKVAR_PREFIX", "XDG_DATA_HOME"):
            environment.pop(name, None)
        done = subprocess.run(
            ["sh", script],
            env=environment, stdin=subprocess.DEVNULL, check=True, capture_output=True, timeout=60,
            text=True,
        )  # fmt: skip
        return done.stdout + done.stderr

    def files(self) -> dict[str, str]:
        """Path below the program's folder → text, aside from what the setup itself needs."""
        own = {"manifest", "words.sh", "uninstall.sh", "installed-from.txt"}
        below = [file for file in self.place.rglob("*") if file.is_file()]
        named = {file.relative_to(self.place).as_posix(): file for file in below}
        return {name: file.read_text(encoding="utf-8") for name, file in named.items() if name not in own}


@pytest.fixture
def user(tmp_path: Path) -> User:
    return User(tmp_path)


def test_an_upgrade_keeps_what_somebody_has_put_there(user: User) -> None:
    user.run(user.unpacked("old", "_internal/only_old.txt", "packs/starter.bukvarpack") / "setup.sh")
    (user.place / "packs" / "наш набор.bukvarpack").write_text("own", encoding="utf-8")
    user.run(user.unpacked("new", "packs/starter.bukvarpack") / "setup.sh")
    assert user.files() == {
        "bukvar": "new",
        "_internal/library.txt": "new",
        "packs/starter.bukvarpack": "new",
        "packs/наш набор.bukvarpack": "own",
    }
    user.run(user.place / "uninstall.sh")
    assert user.files() == {"packs/наш набор.bukvarpack": "own"}


def test_one_that_was_cut_off_between_two_names_is_gone_on_with(user: User) -> None:
    """The old version had made room and the new one was not there yet."""
    user.run(user.unpacked("old") / "setup.sh")
    (user.place / "моё.txt").write_text("own", encoding="utf-8")
    user.place.rename(user.place.with_name("bukvar.old"))
    user.run(user.unpacked("new") / "setup.sh")
    assert user.files() == {"bukvar": "new", "_internal/library.txt": "new", "моё.txt": "own"}
    assert [path.name for path in user.place.parent.iterdir()] == ["bukvar"]


def test_packs_are_looked_for_where_it_was_installed_from(user: User) -> None:
    user.run(user.unpacked("new") / "setup.sh")
    assert str(user.disk) in places(program=user.place)


def test_who_sees_no_terminal_is_told_in_a_window(user: User, tmp_path: Path) -> None:
    """A file manager starts it without one."""
    tools = tmp_path / "tools"
    tools.mkdir()
    zenity = tools / "zenity"
    zenity.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/shown"\n', encoding="utf-8")
    zenity.chmod(0o755)
    user.run(
        user.unpacked("new") / "setup.sh",
        DISPLAY=":9", PATH=f"{tools}:{os.environ['PATH']}", LANG="ru_RU.UTF-8", LC_ALL="ru_RU.UTF-8",
    )  # fmt: skip
    until = time.monotonic() + 10
    while not (tmp_path / "shown").is_file() and time.monotonic() < until:
        time.sleep(0.05)
    assert (tmp_path / "shown").read_text(encoding="utf-8").startswith("--info --text Готово.")


needs_makeself = pytest.mark.skipif(shutil.which("makeself") is None, reason="Debian's package makeself")


@needs_makeself
@pytest.mark.parametrize(
    ("language", "begins", "damaged"),
    [
        ("ru_RU.UTF-8", "Проверяю и распаковываю Букварь…", "Файл установки повреждён"),
        ("C.UTF-8", "Checking and unpacking Bukvar…", "The installer is damaged"),
    ],
)
def test_the_one_file_speaks_the_users_language(
    user: User, tmp_path: Path, language: str, begins: str, damaged: str
) -> None:
    """From its first line, also where it is damaged; nothing of makeself's own talk is left."""
    archive = tmp_path / "bukvar.run"
    make(user.unpacked("new"), archive, "0.1.0")
    environment = {**os.environ, "HOME": str(user.home), "LC_ALL": language, "LANG": language}

    def started(*more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", archive, *more],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = started()
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == begins and len(said) >= 3
    assert "MD5" not in done.stdout + done.stderr and "Uncompressing" not in done.stdout + done.stderr
    assert user.files()["bukvar"] == "new"
    quiet = started("--quiet", "--nox11")  # what scripts of administrators pass
    assert quiet.returncode == 0 and begins not in quiet.stdout
    size = archive.stat().st_size
    with archive.open("r+b") as stream:
        stream.seek(size - 200)
        was = stream.read(1)
        stream.seek(size - 200)
        stream.write(bytes([was[0] ^ 1]))
    broken = started()
    assert broken.returncode != 0 and damaged in broken.stderr
    archive.write_bytes(archive.read_bytes()[:-100])
    assert damaged in started().stderr
    assert user.files()["bukvar"] == "new"


def test_a_makeself_with_other_sentences_stops_the_build() -> None:
    with pytest.raises(UnknownHeader):
        talking("#!/bin/sh\necho something else\n")
    assert "--sha256" in OPTIONS


def test_what_the_system_lacks_is_told_as_one_command(user: User, tmp_path: Path) -> None:
    """What lies in the program's own folder is not missing; the rest has the name of its package."""
    tools = tmp_path / "tools"
    tools.mkdir()
    ldd = tools / "ldd"
    ldd.write_text(
        '#!/bin/sh\ncase "$LD_LIBRARY_PATH" in */opt/bukvar/_internal) ;;\n'
        '*) echo "libown.so.1 => not found" ;; esac\n'
        'echo "\tlibGL.so.1 => not found\n\tlibEGL.so.1 => not found"\n',
        encoding="utf-8",
    )
    (tools / "apt-get").write_text("#!/bin/sh\n", encoding="utf-8")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    setup = user.unpacked("new", "_internal/PySide6/libqxcb.so")
    (setup / "packages.txt").write_text("libGL.so.1 libgl1\nlibEGL.so.1 libegl1\n", encoding="utf-8")
    said = user.run(setup / "setup.sh", PATH=f"{tools}:{os.environ['PATH']}")
    assert "sudo apt-get install libegl1 libgl1" in said and "libown" not in said
