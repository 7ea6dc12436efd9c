"""The pages of setup.exe and of the uninstaller, walked through by keyboard on a screen of their own, in both
languages. Pictures of them are left in build/windows/pages."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from installer.windows.build import WORK
from tests.installer.built.test_windows import USER, WINE, Windows, files, make, program, staged

pytestmark = pytest.mark.timeout(600)
__all__ = ["program"]  # a fixture
PICTURES = WORK / "pages"
LANGUAGES = {"ru": ("ru_RU.UTF-8", "Букварь"), "en": ("en_US.UTF-8", "Bukvar")}
# Welcome, licence, components, folder; the last two, progress and the end, come by themselves.
PAGES = ("welcome", "licence", "components", "folder")


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both locales, since few systems have both: without its locale wine takes names for ASCII."""
    folder = tmp_path_factory.mktemp("locales")
    for locale, _ in LANGUAGES.values():
        name, charset = locale.split(".")
        subprocess.run(["localedef", "-i", name, "-f", charset, folder / locale], check=True)
    return folder


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    reading, writing = os.pipe()
    server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "720x540x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
        running.terminate()


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show different pages: a cursor that blinks makes no difference."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts) - counts[0] > 1000


class Hands:
    """A keyboard and a camera at a display."""

    def __init__(self, windows: Windows, display: str, folder: Path) -> None:
        self._environment = {**windows.environment, "DISPLAY": display}
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._empty = self._grab("now")

    def seen(self, name: str) -> Image.Image:
        """The picture of a page, once it is there and has stopped changing."""
        last, now = self._empty, self._grab(name)
        until = time.monotonic() + 60
        while differ(now, last) or not differ(now, self._empty):
            assert time.monotonic() < until, f"{name} does not come to rest"
            time.sleep(0.7)
            last, now = now, self._grab(name)
        return now

    def press(self, key: str, page: Image.Image) -> None:
        """Press until the page is another one."""
        until = time.monotonic() + 60
        while not differ(self._grab("now"), page):
            assert time.monotonic() < until, f"{key} does nothing"
            subprocess.run(["xdotool", "key", key], env=self._environment, check=True)
            time.sleep(1)

    def _grab(self, name: str) -> Image.Image:
        file = self._folder / f"{name}.png"
        command = ["import", "-window", "root", file]
        subprocess.run(command, env=self._environment, check=True, capture_output=True)
        with Image.open(file) as picture:
            return picture.convert("L")


@contextmanager
def started(windows: Windows, program: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A program of the prefix; at the end nothing of the prefix runs any more."""
    with subprocess.Popen([WINE, program], env=windows.environment) as running:
        try:
            yield running
        finally:
            server = WINE.replace("wine64", "wineserver")
            subprocess.run([server, "-k", "-w"], env=windows.environment, check=False, timeout=60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_its_pages(
    language: str, screen: str, locales: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale, name = LANGUAGES[language]
    monkeypatch.setenv("LOCPATH", str(locales))
    windows = Windows(tmp_path / "prefix")
    windows.environment |= {"LC_ALL": locale, "LANG": locale, "DISPLAY": screen}
    windows.charset = "cp866" if language == "ru" else "cp437"  # a Windows with its own locale, so of DOS
    setup = make(staged(tmp_path / "stage", program), "0.1.0", tmp_path)
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "starter.bukvarpack").write_bytes(b"pack")
    hands = Hands(windows, screen, PICTURES / language)
    pictures = []
    with started(windows, setup) as running:
        for page in PAGES:
            pictures.append(hands.seen(page))
            hands.press("Return", pictures[-1])
        pictures.append(hands.seen("end"))
        assert USER in str(windows.place) and "bukvar.exe" in files(windows.place)
        hands.press("Return", pictures[-1])
        assert running.wait(60) == 0
    assert all(differ(one, other) for one, other in pairwise(pictures))
    assert "packs/starter.bukvarpack" in files(windows.place)
    entry = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Bukvar"
    assert windows.value(entry, "DisplayName") == name

    with started(windows, windows.place / "uninstall.exe"):
        for page in ("uninstall", "uninstall-components"):
            hands.press("Return", hands.seen(page))
        until = time.monotonic() + 30
        while windows.place.exists() and time.monotonic() < until:
            time.sleep(0.5)
        hands.seen("uninstalled")
    assert not windows.place.exists()
    (PICTURES / language / "now.png").unlink()
