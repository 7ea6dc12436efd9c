"""The .deb and the .rpm looked into: what menus, software centres and other distributions read of them."""

import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from installer.freeze.contents import taken
from installer.linux.needs import RPM_DEPENDS
from installer.linux.packages import APPSTREAM, SIZES
from tests.installer.built.test_linux import newest

pytestmark = pytest.mark.timeout(600)


def said(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The .deb unpacked."""
    folder = tmp_path_factory.mktemp("deb") / "tree"
    said("dpkg-deb", "--raw-extract", newest("bukvar_*_amd64.deb"), folder)
    return folder


def test_software_centres_can_show_it(tree: Path) -> None:
    """By the tools of Debian 12, whose catalogue of keys is older than the newest specification."""
    said("appstreamcli", "validate", "--no-net", tree / "usr/share/metainfo" / APPSTREAM)
    done = said("desktop-file-validate", tree / "usr/share/applications/bukvar.desktop")
    assert done == ""
    icons = tree / "usr/share/icons/hicolor"
    for size in SIZES:
        assert QImage(str(icons / f"{size}x{size}/apps/bukvar.png")).width() == size
    assert (icons / "scalable/apps/bukvar.svg").is_file()


def test_the_description_names_who_hands_it_out(tree: Path) -> None:
    control = (tree / "DEBIAN" / "control").read_text(encoding="utf-8")
    found = re.search(r"(?m)^Maintainer: .+ <(.+@.+)>$", control)
    assert found and not found[1].endswith("localhost")
    assert "libxcb1" in control and "libglib2.0-0 | libglib2.0-0t64" in control


def test_nothing_of_the_building_computer_is_in_it_but_what_is_listed(tree: Path) -> None:
    """A desktop's libraries that happened to be installed there stay there."""
    known = set(re.findall(r"(?m)^\s+(\S+) \(", said("ldconfig", "-p")))
    inside = [file.name for file in (tree / "opt/bukvar/_internal").glob("*.so*") if not file.is_symlink()]
    assert len(inside) > 20
    assert [name for name in inside if name in known and not taken(name)] == []


def test_the_rpm_is_whole_and_asks_for_libraries_by_their_own_names() -> None:
    """Fedora, RED OS, ALT and openSUSE call their packages differently. It is not installed here."""
    package = newest("bukvar-*.rpm")
    assert "digests OK" in said("rpm", "--checksig", "--nosignature", package)
    asked = set(said("rpm", "--query", "--package", "--requires", package).splitlines())
    assert set(RPM_DEPENDS) <= asked and not [one for one in asked if one.startswith("libgl1")]
    files = said("rpm", "--query", "--package", "--list", package).splitlines()
    assert {"/opt/bukvar/bukvar", "/usr/bin/bukvar", f"/usr/share/metainfo/{APPSTREAM}"} <= set(files)
    assert "/opt" not in files
    scripts = said("rpm", "--query", "--package", "--scripts", package)
    assert "~/.local/share/bukvar" in scripts and "update-desktop-database" in scripts
