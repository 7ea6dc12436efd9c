"""setup.exe under wine with a staged payload: small real programs in the places of the frozen ones."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.windows.build import make, sign

pytestmark = pytest.mark.timeout(900)
WINE = next(
    (path for path in ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine") if Path(path).is_file()),
    "wine",
)
USER = "Иван Петров"
SLEEPER = """
#include <windows.h>
int WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR line, int d) {
    if (line[0] == 'w') Sleep(15000);
    return 0;
}
"""


class Windows:
    """A wine prefix whose user has Cyrillic letters and a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "USER": USER, "LOGNAME": USER,
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d", "LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self.environment.pop("DISPLAY", None)
        subprocess.run(
            [WINE, "wineboot", "-i"], env=self.environment, check=True, capture_output=True, timeout=300
        )
        self.home = folder / "drive_c" / "users" / USER
        self.local = self.home / "AppData" / "Local"
        self.place = self.local / "Programs" / "Bukvar"

    def run(self, program: Path, *arguments: str) -> int:
        done = subprocess.run([WINE, program, *arguments], env=self.environment, timeout=300, check=False)
        return done.returncode

    def value(self, key: str, name: str) -> str:
        """A text of the user's registry; "" when it is not there."""
        command = (
            [WINE, "reg", "query", f"HKCU\\{key}", "/v", name]
            if name
            else [WINE, "reg", "query", f"HKCU\\{key}", "/ve"]
        )
        done = subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=60)
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        found = [line.split("REG_SZ", 1)[1].strip() for line in lines if "REG_SZ" in line]
        return found[0] if found else ""

    def uninstall(self, *arguments: str) -> None:
        """The uninstaller copies itself away and goes on there: its end is waited for."""
        self.run(self.place / "uninstall.exe", "/S", *arguments)
        until = time.monotonic() + 60
        while self.value("Software\\Bukvar", "Version") and time.monotonic() < until:
            time.sleep(0.5)
        time.sleep(1)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    made = Windows(tmp_path_factory.mktemp("wine") / "prefix")
    yield made
    subprocess.run([WINE.replace("wine64", "wineserver"), "-k"], env=made.environment, check=False)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program")
    (folder / "sleeper.c").write_text(SLEEPER, encoding="utf-8")
    compiler = "x86_64-w64-mingw32-gcc"
    subprocess.run([compiler, "-s", "-o", folder / "sleeper.exe", folder / "sleeper.c"], check=True)
    return folder / "sleeper.exe"


def staged(folder: Path, program: Path, *more: str) -> Path:
    for name in ("bukvar.exe", "bukvar-cli.exe", "bukvar-worker.exe"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy2(program, folder / name)
    for name in ("_internal/тест/файл $x.txt", *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory, program: Path) -> tuple[Path, Path]:
    """An older and a newer one; a pack lies beside them."""
    folder = tmp_path_factory.mktemp("установщики")
    old = make(staged(folder / "старая", program, "_internal/only_old.dll"), "0.0.9", folder)
    new = make(staged(folder / "новая", program, "_internal/new.dll"), "0.1.0", folder)
    (folder / "packs").mkdir()
    (folder / "packs" / "starter.bukvarpack").write_bytes(b"pack")
    return old, new


def files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_installed_upgraded_and_removed_by_its_list(windows: Windows, setups: tuple[Path, Path]) -> None:
    old, new = setups
    assert windows.run(old, "/S") == 0
    assert files(windows.place) == [
        "_internal/only_old.dll", "_internal/тест/файл $x.txt", "bukvar-cli.exe", "bukvar-worker.exe",
        "bukvar.exe", "manifest.txt", "packs/starter.bukvarpack", "uninstall.exe",
    ]  # fmt: skip
    assert windows.value("Software\\Bukvar", "Version") == "0.0.9"
    assert windows.value("Software\\Classes\\.bukvarpack", "") == "Bukvar.Pack"
    opened = windows.value("Software\\Classes\\Bukvar.Pack\\shell\\open\\command", "")
    assert opened.startswith('"C:') and opened.endswith('Programs\\Bukvar\\bukvar.exe" "%1"')
    data = windows.local / "bukvar" / "bukvar.sqlite"
    data.parent.mkdir(parents=True)
    data.write_text("база", encoding="utf-8")
    foreign = windows.place / "моё.txt"
    foreign.write_text("не трогать", encoding="utf-8")

    assert windows.run(new, "/S") == 0
    now = files(windows.place)
    assert "_internal/new.dll" in now and "_internal/only_old.dll" not in now and "моё.txt" in now
    assert (
        windows.value("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Bukvar", "DisplayVersion")
        == "0.1.0"
    )
    assert windows.run(old, "/S") == 3  # nothing newer is overwritten
    assert "_internal/new.dll" in files(windows.place)

    windows.uninstall()
    assert files(windows.place) == ["моё.txt"]
    assert data.read_text(encoding="utf-8") == "база"
    assert windows.value("Software\\Bukvar", "Version") == ""
    assert windows.value("Software\\Classes\\.bukvarpack", "") == ""


def test_an_administrator_chooses_components_and_a_folder(
    windows: Windows, setups: tuple[Path, Path]
) -> None:
    _, new = setups
    assert windows.run(new, "/S", "/COMPONENTS=app,models", "/D=C:\\Отдел\\Букварь") == 0
    place = windows.folder / "drive_c" / "Отдел" / "Букварь"
    assert (place / "bukvar.exe").is_file() and (place / "packs" / "starter.bukvarpack").is_file()
    assert windows.value("Software\\Classes\\.bukvarpack", "") == ""
    windows.place = place
    windows.uninstall("/DATA=1")
    assert not place.exists()
    assert not (windows.local / "bukvar").exists()  # ticked


def test_a_running_program_is_not_overwritten(windows: Windows, setups: tuple[Path, Path]) -> None:
    windows.place = windows.local / "Programs" / "Bukvar"
    old, new = setups
    assert windows.run(old, "/S") == 0
    with subprocess.Popen([WINE, windows.place / "bukvar.exe", "w"], env=windows.environment) as running:
        time.sleep(3)
        assert windows.run(new, "/S") == 4
        assert "_internal/only_old.dll" in files(windows.place)
        running.terminate()
        running.wait(60)
    windows.uninstall()


def test_a_certificate_that_is_given_signs_it(setups: tuple[Path, Path], tmp_path: Path) -> None:
    key, certificate, both = tmp_path / "k.pem", tmp_path / "c.pem", tmp_path / "both.p12"
    subject = ["-subj", "/CN=Bukvar test", "-days", "2", "-nodes", "-newkey", "rsa:2048"]
    request = ["openssl", "req", "-x509", *subject, "-keyout", key, "-out", certificate]
    subprocess.run(request, check=True, capture_output=True)
    command = [
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-out",
        both,
        "-passout",
        "pass:",
    ]
    subprocess.run(command, check=True, capture_output=True)
    setup = tmp_path / "setup.exe"
    shutil.copy2(setups[1], setup)
    sign(setup, both)
    said = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", certificate, setup], capture_output=True, text=True
    )
    assert "CN=Bukvar test" in said.stdout
    assert setup.stat().st_size > setups[1].stat().st_size
