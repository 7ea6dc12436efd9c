"""The setup as it is handed out, with the 32-bit stub of the official NSIS, where wine has both halves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.newcomer.bare_system import BareSystem
from installer.windows.build import make
from tests.installer.built.test_windows import program, staged

pytestmark = pytest.mark.timeout(1800)
__all__ = ["program"]  # a fixture
VALUES = {
    "WINEPREFIX": "/root/prefix", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "winemenubuilder.exe=d",
    "LANG": "C.UTF-8",
}  # fmt: skip
VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
PATH = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"


def wine(debian: BareSystem, *words: str, check: bool = True) -> str:
    """What a program of Windows prints. Its end is when all that it has started has ended and the registry is
    on the disk: what goes on alone ends with the command."""
    waits = 'wine "$@"; code=$?; wineserver -w; exit $code'
    done = debian.run("sh", "-c", waits, "sh", *words, check=check, **VALUES)
    return done.stdout if done.returncode == 0 else ""


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareSystem]:
    made = BareSystem("bookworm", tmp_path_factory.mktemp("wine32") / "room")
    made.run("dpkg", "--add-architecture", "i386")
    made.apt("update")
    made.apt("install", "wine", "wine64", "wine32:i386")
    wine(made, "wineboot", "-i")
    wine(made, "reg", "add", VERSION, "/v", "CurrentBuildNumber", "/d", "19045", "/f", "/reg:64")
    yield made
    made.remove()


def test_both_ways_to_install_it(debian: BareSystem, program: Path, tmp_path: Path) -> None:
    """A 32-bit program sees other folders and another registry than the 64-bit one that it installs."""
    setup = make(staged(tmp_path / "stage", program), "0.1.0", tmp_path)
    head = setup.read_bytes()[:4096]
    start = int.from_bytes(head[0x3C:0x40], "little")
    assert head[start + 4 : start + 6] == b"\x4c\x01"  # Intel 386
    debian.put(setup, "/tmp/setup.exe")
    drive = debian.path("/root/prefix/drive_c")
    own = drive / "users" / "root" / "AppData" / "Local" / "Programs" / "Bukvar"
    everyones = drive / "Program Files" / "Bukvar"
    for place, arguments, hive in ((own, (), "HKCU"), (everyones, ("/ALLUSERS",), "HKLM")):
        wine(debian, "/tmp/setup.exe", "/S", *arguments)
        assert (place / "bukvar.exe").is_file() and (place / "_internal/тест/файл $x.txt").is_file()
        key = f"{hive}\\Software\\Bukvar"
        assert "0.1.0" in wine(debian, "reg", "query", key, "/v", "Version", "/reg:64")
        wine(debian, str(place / "uninstall.exe").removeprefix(str(debian.folder)), "/S")
        assert not place.exists()
        assert wine(debian, "reg", "query", key, "/reg:64", check=False) == ""
    assert not (drive / "Program Files (x86)" / "Bukvar").exists()
    assert "Bukvar" not in wine(debian, "reg", "query", PATH, "/v", "Path")
