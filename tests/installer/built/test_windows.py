"""setup.exe under wine with a staged payload: small real programs in the places of the frozen ones."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from installer.windows import build
from installer.windows.build import PROGRAMS
from installer.windows.signing import Signer

pytestmark = pytest.mark.timeout(900)
WINE = next(
    (path for path in ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine") if Path(path).is_file()),
    "wine",
)
USER = "Иван Петров"
# wine of 64 bits has no place for programs of 32: the stub that is handed out is tried by test_windows_32.py.
STUB = {"TARGET": "amd64-unicode"}
VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
ENTRY = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Bukvar"
APP_PATHS = "Software\\Microsoft\\Windows\\CurrentVersion\\App Paths"
COMPUTER_PATH = "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment"
SLEEPER = """
#include <windows.h>
int WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR line, int d) {
    if (line[0] == 'w') Sleep(60000);
    if (line[0] == 't') return 7; /* "tuning install" fails */
    return 0;
}
"""


def make(stage: Path, version: str, out: Path, signer: Signer | None = None, **more: str) -> Path:
    """A setup that runs under this wine."""
    return build.make(stage, version, out, signer, {**STUB, **more})


class Windows:
    """A wine prefix whose user has Cyrillic letters and a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "USER": USER, "LOGNAME": USER,
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d", "LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self.environment.pop("DISPLAY", None)
        self.charset = "utf-8"  # of what its commands print
        subprocess.run(
            [WINE, "wineboot", "-i"], env=self.environment, check=True, capture_output=True, timeout=300
        )
        self.write(VERSION, "CurrentBuildNumber", "19045", root="HKLM")  # wine says that it is a Windows 7
        self.home = folder / "drive_c" / "users" / USER
        self.local = self.home / "AppData" / "Local"
        self.place = self.local / "Programs" / "Bukvar"

    def run(self, program: Path, *arguments: str) -> int:
        done = subprocess.run([WINE, program, *arguments], env=self.environment, timeout=300, check=False)
        return done.returncode

    def value(self, key: str, name: str, root: str = "HKCU") -> str:
        """A text of the registry, the user's or (`root` HKLM) the computer's; "" when it is not there."""
        command = [WINE, "reg", "query", f"{root}\\{key}", *(["/v", name] if name else ["/ve"])]
        done = subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=60)
        lines = done.stdout.decode(self.charset, "replace").splitlines()
        found = [re.split("REG_(?:EXPAND_)?SZ", line, maxsplit=1) for line in lines if "_SZ" in line]
        return found[0][1].strip() if found else ""

    def write(self, key: str, name: str, value: str, kind: str = "REG_SZ", root: str = "HKCU") -> None:
        """Put a text into the registry."""
        command = [WINE, "reg", "add", f"{root}\\{key}", "/v", name, "/t", kind, "/d", value, "/f"]
        subprocess.run(command, env=self.environment, capture_output=True, check=True, timeout=60)

    def path(self) -> str:
        """The user's own PATH, letter by letter: what `reg query` prints has lost Cyrillic ones."""
        file = self.folder / "drive_c" / "environment.reg"
        command = [WINE, "reg", "export", "HKCU\\Environment", "C:\\environment.reg", "/y"]
        subprocess.run(command, env=self.environment, capture_output=True, check=True, timeout=60)
        text = file.read_text(encoding="utf-16").replace("\\\n", "")
        if found := re.search(r'(?mi)^"path"=hex\(2\):(.*)$', text):
            return bytes.fromhex(re.sub("[ ,]", "", found[1])).decode("utf-16-le").rstrip("\0")
        found = re.search(r'(?mi)^"path"="(.*)"$', text)
        return found[1].replace("\\\\", "\\") if found else ""

    def forget(self, key: str, name: str) -> None:
        """Take a value of the user's out of the registry."""
        command = [WINE, "reg", "delete", f"HKCU\\{key}", "/v", name, "/f"]
        subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=60)

    def uninstall(self, *arguments: str, root: str = "HKCU") -> None:
        """The uninstaller copies itself away and goes on there: its end is waited for."""
        self.run(self.place / "uninstall.exe", "/S", *arguments)
        until = time.monotonic() + 60
        while self.value("Software\\Bukvar", "Version", root) and time.monotonic() < until:
            time.sleep(0.5)
        time.sleep(1)

    def remove_everything(self) -> None:
        """For the next test: nothing installed, no data."""
        self.write(VERSION, "CurrentBuildNumber", "19045", root="HKLM")
        self.place = self.folder / "drive_c" / "Program Files" / "Bukvar"
        if (self.place / "uninstall.exe").is_file():
            self.uninstall(root="HKLM")
        self.place = self.local / "Programs" / "Bukvar"
        if (self.place / "uninstall.exe").is_file():
            self.uninstall("/DATA=1")
        shutil.rmtree(self.place, ignore_errors=True)


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    made = Windows(tmp_path_factory.mktemp("wine") / "prefix")
    yield made
    subprocess.run([WINE.replace("wine64", "wineserver"), "-k"], env=made.environment, check=False)


@pytest.fixture
def windows(prefix: Windows) -> Iterator[Windows]:
    """Before and after each test nothing is installed."""
    yield prefix
    prefix.remove_everything()


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
        "bukvar.exe", "installed-from.txt", "manifest.txt", "packs.txt", "packs/starter.bukvarpack",
        "uninstall.exe",
    ]  # fmt: skip
    came_from = (windows.place / "installed-from.txt").read_text(encoding="utf-16")
    assert came_from.endswith(str(old.parent).replace("/", "\\"))  # where packs may lie, too
    assert windows.value("Software\\Bukvar", "Version") == "0.0.9"
    assert windows.value("Software\\Classes\\.bukvarpack", "") == "Bukvar.Pack"
    opened = windows.value("Software\\Classes\\Bukvar.Pack\\shell\\open\\command", "")
    assert opened.startswith('"C:') and opened.endswith('Programs\\Bukvar\\bukvar.exe" "%1"')
    data = windows.local / "bukvar" / "bukvar.sqlite"
    data.parent.mkdir(parents=True)
    data.write_text("база", encoding="utf-8")
    foreign = windows.place / "моё.txt"
    foreign.write_text("не трогать", encoding="utf-8")
    own = windows.place / "packs" / "свой.bukvarpack"
    own.write_bytes(b"own")

    assert windows.run(new, "/S") == 0
    now = files(windows.place)
    assert "_internal/new.dll" in now and "_internal/only_old.dll" not in now and "моё.txt" in now
    assert windows.value(ENTRY, "DisplayVersion") == "0.1.0"
    assert windows.run(old, "/S") == 3  # nothing newer is overwritten
    assert "_internal/new.dll" in files(windows.place)

    windows.uninstall()
    assert files(windows.place) == ["packs/свой.bukvarpack", "моё.txt"]  # nothing but what the setup brought
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
    data = windows.local / "bukvar" / "bukvar.sqlite"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text("база", encoding="utf-8")
    windows.place = place
    windows.uninstall("/DATA=1")
    assert not place.exists()
    assert not (windows.local / "bukvar").exists()  # ticked


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_running_program_is_not_overwritten(windows: Windows, setups: tuple[Path, Path], name: str) -> None:
    """The window, a command, a worker: a silent setup touches nothing while one of them runs."""
    old, new = setups
    assert windows.run(old, "/S") == 0
    before = files(windows.place)
    with subprocess.Popen([WINE, windows.place / name, "w"], env=windows.environment) as running:
        time.sleep(3)
        assert windows.run(new, "/S") == 4
        assert files(windows.place) == before
        running.terminate()
        running.wait(60)
    assert windows.run(new, "/S") == 0


def test_a_file_that_cannot_be_written_stops_it_and_the_next_run_mends_it(
    windows: Windows, setups: tuple[Path, Path]
) -> None:
    old, new = setups
    assert windows.run(old, "/S") == 0
    in_the_way = windows.place / "_internal" / "new.dll" / "somebody's own"
    in_the_way.mkdir(parents=True)
    assert windows.run(new, "/S") == 2
    assert windows.value("Software\\Bukvar", "Version") == "0.0.9"  # not yet the new one
    assert (windows.place / "manifest.txt").is_file() and (windows.place / "uninstall.exe").is_file()
    shutil.rmtree(in_the_way.parent)
    assert windows.run(new, "/S") == 0
    assert "_internal/new.dll" in files(windows.place)
    assert windows.value("Software\\Bukvar", "Version") == "0.1.0"


def test_another_folder_takes_the_program_along(windows: Windows, setups: tuple[Path, Path]) -> None:
    old, new = setups
    assert windows.run(old, "/S") == 0
    foreign = windows.place / "моё.txt"
    foreign.write_text("не трогать", encoding="utf-8")
    # Two words, since NSIS wants no quotes around what follows /D=.
    assert windows.run(new, "/S", "/D=C:\\Другая", "папка") == 0
    assert files(windows.place) == ["моё.txt"]
    windows.place = windows.folder / "drive_c" / "Другая папка"
    assert {"bukvar.exe", "packs/starter.bukvarpack"} <= set(files(windows.place))
    windows.uninstall()
    assert not windows.place.exists()


def test_without_room_nothing_is_changed(
    windows: Windows,
    setups: tuple[Path, Path],
    program: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert windows.run(setups[0], "/S") == 0
    before = files(windows.place)
    monkeypatch.setattr(build, "kibibytes", lambda stage: 2_000_000_000)  # more than the disk has
    huge = make(staged(tmp_path / "большая", program), "0.2.0", tmp_path)
    assert windows.run(huge, "/S") == 5
    assert files(windows.place) == before
    assert windows.value("Software\\Bukvar", "Version") == "0.0.9"


def test_a_training_component_that_fails_is_told_by_the_exit_code(
    windows: Windows, setups: tuple[Path, Path]
) -> None:
    """The staged `bukvar-cli tuning install` ends with an error; the application is installed."""
    _, new = setups
    assert windows.run(new, "/S", "/COMPONENTS=app,tuning") == 2
    assert windows.value("Software\\Bukvar", "Version") == "0.1.0"
    assert (windows.place / "bukvar.exe").is_file() and not (windows.place / "packs").exists()


def killed(windows: Windows, setup: Path, moment: Callable[[], bool]) -> None:
    """Start a silent setup and kill everything in the prefix when the moment has come."""
    with subprocess.Popen([WINE, setup, "/S"], env=windows.environment) as running:
        while running.poll() is None and not moment():
            time.sleep(0.01)
        subprocess.run(
            [WINE.replace("wine64", "wineserver"), "-k9", "-w"], env=windows.environment, check=False
        )
        running.wait(60)


def test_killed_in_the_middle_it_is_mended_by_the_next_run(
    windows: Windows, program: Path, setups: tuple[Path, Path], tmp_path: Path
) -> None:
    """Many files, so that a kill meets it while it writes them; then the same setup, and nothing is left over
    by the uninstaller."""
    count = 800
    stage = staged(tmp_path / "много", program)
    for number in range(count):
        (stage / "_internal" / f"{number}.bin").write_bytes(os.urandom(2000))
    setup = make(stage, "0.1.0", tmp_path)

    def written() -> int:
        return len(list((windows.place / "_internal").glob("*.bin")))

    in_the_middle = 0
    for share in (0.1, 0.4, 0.8):
        assert windows.run(setups[0], "/S") == 0
        killed(windows, setup, lambda share=share: written() > share * count)
        in_the_middle += 0 < written() < count
        assert windows.run(setup, "/S") == 0
        assert written() == count
        assert "_internal/only_old.dll" not in files(windows.place)
        windows.uninstall()
        assert not windows.place.exists()
    assert in_the_middle


def test_an_old_windows_is_told_so_and_not_changed(windows: Windows, setups: tuple[Path, Path]) -> None:
    windows.write(VERSION, "CurrentBuildNumber", "17134", root="HKLM")  # Windows 10 1803
    assert windows.run(setups[1], "/S") == 7
    assert not windows.place.exists() and windows.value("Software\\Bukvar", "Version") == ""


def test_for_all_users_it_lies_where_nobody_but_an_administrator_writes(
    windows: Windows, setups: tuple[Path, Path]
) -> None:
    old, new = setups
    drive = windows.folder / "drive_c"
    before = windows.value(COMPUTER_PATH, "Path", "HKLM")
    assert before  # wine has one
    assert windows.run(old, "/S", "/ALLUSERS") == 0
    windows.place = drive / "Program Files" / "Bukvar"
    assert {"bukvar.exe", "packs/starter.bukvarpack"} <= set(files(windows.place))
    assert not (windows.local / "Programs" / "Bukvar").exists()
    assert windows.value("Software\\Bukvar", "Version") == ""
    assert windows.value("Software\\Bukvar", "Version", "HKLM") == "0.0.9"
    assert windows.value("Software\\Classes\\.bukvarpack", "", "HKLM") == "Bukvar.Pack"
    assert windows.value(f"{APP_PATHS}\\bukvar-cli.exe", "", "HKLM").endswith("Bukvar\\bukvar-cli.exe")
    assert windows.value(COMPUTER_PATH, "Path", "HKLM") == before + ";C:\\Program Files\\Bukvar"
    (shortcut,) = drive.joinpath("ProgramData").rglob("*.lnk")
    # The policy of an administrator and somebody's data: neither is the setup's.
    policy, data = (
        drive / "ProgramData" / "bukvar" / "policy.json",
        windows.local / "bukvar" / "bukvar.sqlite",
    )
    for file in (policy, data):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("их", encoding="utf-8")

    assert windows.run(new, "/S") == 0  # an upgrade needs no switch
    assert windows.value(ENTRY, "DisplayVersion", "HKLM") == "0.1.0"
    assert windows.value(COMPUTER_PATH, "Path", "HKLM") == before + ";C:\\Program Files\\Bukvar"
    assert windows.run(old, "/S", "/CURRENTUSER") == 3  # it could not open what the newer one has written

    windows.uninstall("/DATA=1", root="HKLM")
    assert not windows.place.exists() and not shortcut.exists()
    assert windows.value(COMPUTER_PATH, "Path", "HKLM") == before
    assert windows.value(f"{APP_PATHS}\\bukvar-cli.exe", "", "HKLM") == ""
    assert policy.is_file() and not data.exists()  # of who removed it, as it was asked for


def test_for_all_users_takes_an_administrator(windows: Windows, program: Path, tmp_path: Path) -> None:
    """Who is none is told by the exit code, and nothing is half done; for oneself it goes on."""
    setup = make(staged(tmp_path / "этап", program), "0.1.0", tmp_path, ACCOUNT="User")
    assert windows.run(setup, "/S", "/ALLUSERS") == 6
    assert windows.value("Software\\Bukvar", "Version", "HKLM") == ""
    assert not (windows.folder / "drive_c" / "Program Files" / "Bukvar").exists()
    assert windows.run(setup, "/S") == 0
    assert (windows.place / "bukvar.exe").is_file()


def test_the_account_of_the_system_installs_for_all(windows: Windows, setups: tuple[Path, Path]) -> None:
    """As SCCM, Intune or a start-up script of a group policy do: its own profile is nobody's."""
    folders = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders"
    own = windows.value(folders, "Local AppData")
    profile = "C:\\windows\\system32\\config\\systemprofile\\AppData\\Local"
    windows.write(folders, "Local AppData", profile, "REG_EXPAND_SZ")
    try:
        assert windows.run(setups[1], "/S") == 0
    finally:
        windows.write(folders, "Local AppData", own or "%USERPROFILE%\\AppData\\Local", "REG_EXPAND_SZ")
    assert (windows.folder / "drive_c" / "Program Files" / "Bukvar" / "bukvar.exe").is_file()
    assert windows.value("Software\\Bukvar", "Version", "HKLM") == "0.1.0"


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("", "REG_EXPAND_SZ"),
        ("C:\\Средства", "REG_SZ"),
        ("%USERPROFILE%\\bin;C:\\Средства;", "REG_EXPAND_SZ"),
        (";".join(f"C:\\Program Files\\Программа номер {number}" for number in range(120)), "REG_EXPAND_SZ"),
    ],
    ids=["none", "one", "its end", "longer than a text of NSIS"],
)
def test_only_its_own_folder_joins_and_leaves_path(
    windows: Windows, setups: tuple[Path, Path], before: str, kind: str
) -> None:
    if before:
        windows.write("Environment", "Path", before, kind)
    else:
        windows.forget("Environment", "Path")
    assert windows.run(setups[0], "/S") == 0
    own = f"C:\\users\\{USER}\\AppData\\Local\\Programs\\Bukvar"
    joint = before + ("" if not before or before.endswith(";") else ";")
    assert windows.path() == joint + own
    assert windows.run(setups[1], "/S") == 0  # not a second time
    assert windows.path() == joint + own
    # Somebody else's setup came later.
    windows.write("Environment", "Path", f"{joint}{own};D:\\Ещё", kind)
    windows.uninstall()
    assert windows.path() == f"{joint}D:\\Ещё"


def test_a_folder_that_was_in_path_before_stays_there(windows: Windows, setups: tuple[Path, Path]) -> None:
    own = f"C:\\users\\{USER}\\AppData\\Local\\Programs\\Bukvar"
    windows.write("Environment", "Path", f"C:\\a;{own.upper()};C:\\b")
    assert windows.run(setups[1], "/S") == 0
    windows.uninstall()
    assert windows.path() == f"C:\\a;{own.upper()};C:\\b"


def test_path_is_left_alone_where_the_component_is_not_chosen(
    windows: Windows, setups: tuple[Path, Path]
) -> None:
    windows.write("Environment", "Path", "C:\\a")
    assert windows.run(setups[1], "/S", "/COMPONENTS=app,files") == 0
    assert windows.path() == "C:\\a"
    windows.uninstall()
    assert windows.path() == "C:\\a"
