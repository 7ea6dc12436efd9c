"""The setup as it is handed out, with the 32-bit stub of the official NSIS, where wine has both halves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.windows.build import make
from tests.installer.built.chroot import Chroot
from tests.installer.built.test_windows import program, staged

pytestmark = pytest.mark.timeout(1800)
__all__ = ["program"]  # a fixture
VALUES = {
    "WINEPREFIX": "/root/prefix", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "winemenubuilder.exe=d",
    "LANG": "C.UTF-8",
}  # fmt: skip
VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
PATH = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroot]:
    made = Chroot(tmp_path_factory.mktemp("wine32") / "room")
    made.run("dpkg", "--add-architecture", "i386")
    made.apt("update")
    made.apt("install", "wine", "wine64", "wine32:i386")
    made.run("wineboot", "-i", **VALUES)
    made.run(
        "wine", "reg", "add", VERSION, "/v", "CurrentBuildNumber", "/d", "19045", "/f", "/reg:64", **VALUES
    )
    yield made
    made.close()


def test_both_ways_to_install_it(debian: Chroot, program: Path, tmp_path: Path) -> None:
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
        debian.run("wine", "/tmp/setup.exe", "/S", *arguments, **VALUES)
        assert (place / "bukvar.exe").is_file() and (place / "_internal/тест/файл $x.txt").is_file()
        key = f"{hive}\\Software\\Bukvar"
        said = debian.run("wine", "reg", "query", key, "/v", "Version", "/reg:64", **VALUES)
        assert "0.1.0" in said.stdout
        debian.run("wine", str(place / "uninstall.exe").removeprefix(str(debian.folder)), "/S", **VALUES)
        debian.run("wineserver", "-w", **VALUES)  # its copy goes on alone
        assert not place.exists()
        assert debian.run("wine", "reg", "query", key, "/reg:64", check=False, **VALUES).returncode
    assert not (drive / "Program Files (x86)" / "Bukvar").exists()
    assert "Bukvar" not in debian.run("wine", "reg", "query", PATH, "/v", "Path", **VALUES).stdout
