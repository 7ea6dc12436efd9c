"""What a bundle takes of the computer that builds it, and what it needs of another one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from installer.engine import build as engine
from installer.freeze.contents import forbidden, of_system, wanted
from installer.linux import packages
from installer.linux.needs import DEPENDS, RPM_DEPENDS, needed, unmet
from installer.linux.packages import SIZES, icon, maintainer, pictures
from installer.tools import missing

LINUX, SITE = "/usr/lib/x86_64-linux-gnu", "/home/a/env/lib/python3.11/site-packages"
PYTHON = "C:\\Users\\a\\AppData\\Local\\Programs\\Python\\Python313"
WINDOWS_SITE = f"{PYTHON}\\Lib\\site-packages"


@pytest.mark.parametrize(
    ("name", "folder", "goes"),
    [
        # Of the system what is listed, and nothing that a desktop happens to have.
        ("libssl.so.3", LINUX, True),
        ("libxcb-cursor.so.0", LINUX, True),
        ("libXcomposite.so.1", LINUX, False),
        ("libgtk-3.so.0", LINUX, False),
        ("libatspi.so.0", LINUX, False),
        ("libreadline.so.8", LINUX, False),
        ("libmadeup.so.7", "/usr/local/lib", False),
        ("libvulkan.so.1", LINUX, False),
        # Packages bring their own, but for what Bukvar does not use.
        ("libscipy_openblas64_-3.so", f"{SITE}/numpy.libs", True),
        ("libXau-154567c4.so.6.0.0", f"{SITE}/pillow.libs", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", SITE, True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", SITE, False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", SITE, False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", SITE, True),
        ("llama_cpp/lib/libggml-cpu-haswell.so", SITE, True),
        ("llama_cpp/lib/libggml-cpu-cooperlake.so", SITE, False),
        ("llama_cpp/lib/libggml-vulkan.so", SITE, True),
        ("_ssl.cpython-311-x86_64-linux-gnu.so", "/usr/lib/python3.11/lib-dynload", True),
        ("PySide6/Qt/translations/qtbase_ru.qm", SITE, True),
        ("PySide6/Qt/translations/qtbase_de.qm", SITE, False),
        ("resources/i18n/bukvar_ru.ts", "/work", False),
        # The same by Windows' names.
        ("PySide6\\Qt6Core.dll", WINDOWS_SITE, True),
        ("PySide6\\Qt6Quick.dll", WINDOWS_SITE, False),
        ("PySide6\\Qt6Qml.dll", WINDOWS_SITE, False),
        ("PySide6\\opengl32sw.dll", WINDOWS_SITE, False),
        ("PySide6\\translations\\qtbase_de.qm", WINDOWS_SITE, False),
        ("llama_cpp\\lib\\ggml-cpu-cannonlake.dll", WINDOWS_SITE, False),
        ("llama_cpp\\lib\\ggml-cpu-haswell.dll", WINDOWS_SITE, True),
        ("llama_cpp\\lib\\llama.dll", WINDOWS_SITE, True),
        ("python313.dll", PYTHON, True),
        ("libssl-3.dll", f"{PYTHON}\\DLLs", True),
        ("VCRUNTIME140_1.dll", "C:\\Windows\\System32", True),
        ("VCOMP140.DLL", "C:\\Windows\\System32", True),
        ("vulkan-1.dll", "C:\\Windows\\System32", False),
        ("opencl.dll", "C:\\WINDOWS\\system32", False),
    ],
)
def test_what_goes_into_the_bundle(name: str, folder: str, goes: bool) -> None:
    separator = "\\" if "\\" in folder else "/"
    assert wanted(name, f"{folder}{separator}{name}") is goes


def test_what_may_not_be_handed_out_is_known_by_both_systems_names() -> None:
    refused = (
        "libQt6Charts.so.6",
        "Qt6Charts.dll",
        "libreadline.so.8",
        "_gdbm.pyd",
        "libdb-5.3.so",
        "Qt6Graphs.dll",
    )
    assert all(forbidden(name) for name in refused)
    assert not any(
        forbidden(name) for name in ("Qt6Core.dll", "libQt6Gui.so.6", "readline.txt", "_decimal.pyd")
    )
    assert of_system("/usr/lib/x86_64-linux-gnu/libc.so.6") and not of_system("/opt/python/lib/libc.so.6")


needs_compiler = pytest.mark.skipif(
    shutil.which("gcc") is None or shutil.which("readelf") is None, reason="gcc and binutils"
)


def library(folder: Path, name: str, *needs: str) -> Path:
    """A shared library that asks for others; they lie in `folder`, or are only made up to link with."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        files = [Path(beside, other) for other in needs]
        for file in files:
            command = ["gcc", "-shared", "-nostdlib", "-x", "c", "/dev/null", f"-Wl,-soname,{file.name}"]
            subprocess.run([*command, "-o", file], check=True)
        command = ["gcc", "-shared", "-nostdlib", "-x", "c", "/dev/null", "-x", "none", "-Wl,--no-as-needed"]
        subprocess.run([*command, *files, f"-Wl,-soname,{name}", "-o", folder / name], check=True)
    return folder / name


@needs_compiler
def test_a_library_that_nobody_brings_stops_the_build(tmp_path: Path) -> None:
    """The bundle would start on the computer that built it and on no other."""
    bundle = tmp_path / "bundle"
    first = library(bundle / "_internal", "libone.so.1", "libtwo.so.2", "libc.so.6", "libGL.so.1")
    assert needed(bundle) == {first: ["libtwo.so.2", "libc.so.6", "libGL.so.1"]}
    assert unmet(bundle) == ["_internal/libone.so.1 needs libtwo.so.2"]
    library(bundle / "_internal" / "deep", "libtwo.so.2")
    assert unmet(bundle) == []


def test_both_kinds_of_packages_ask_for_the_same_libraries() -> None:
    """RPM by the libraries' own names, since distributions call their packages differently."""
    asked = {name.removesuffix("()(64bit)") for name in RPM_DEPENDS}
    listed = {library for libraries in DEPENDS.values() for library in libraries}
    assert asked == listed - {"ld-linux-x86-64.so.2"}


def test_tools_are_looked_for_before_anything_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = {
        "sh": "dash",
        "no-such-tool": "its-package",
        "/no/such/*.file": "b-package",
        "nor-this": "its-package",
    }
    assert "sudo apt-get install --no-install-recommends b-package its-package" in missing(tools)
    assert missing({"sh": "dash", "/bin/*sh": "dash"}) == ""
    from installer.linux import build

    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ["--plain-engine", "--python", str(tmp_path / "python3"), "--with-starter", str(tmp_path / "no")]
    assert build.main(asked) == 1
    said = capsys.readouterr().err
    assert all(package in said for package in {*packages.TOOLS.values(), "g++"})
    assert said.count("apt-get") == 1 and "no is not there" in said and "python3 is no Python" in said


@needs_compiler
def test_headers_for_graphics_cards_are_looked_for_before_anything_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made-up ones, of a version that llama.cpp cannot be compiled with and of one that it can."""
    library(tmp_path, "libvulkan.so")
    monkeypatch.setenv("LIBRARY_PATH", str(tmp_path))
    for name in ("spirv/unified1/spirv.hpp", "vulkan/vulkan.h"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    header, glslc = tmp_path / "vulkan" / "vulkan.h", tmp_path / "glslc"
    glslc.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(engine, "_build", lambda folder, flags: None)  # would compile
    monkeypatch.setattr(engine, "WORK", tmp_path / "work")
    for version, said in (("239", "--without-vulkan leaves graphics cards out"), ("280", "")):
        header.write_text(f"#define VK_HEADER_VERSION {version}\n", encoding="utf-8")
        assert engine.main(["--vulkan-include", str(tmp_path)]) == 1
        assert (said in (found := capsys.readouterr().err)) and bool(found) is bool(said)


def test_pictures_of_every_size_are_drawn(tmp_path: Path) -> None:
    icon(tmp_path / "bukvar.svg")
    pictures(tmp_path / "bukvar.svg", tmp_path)
    from PySide6.QtGui import QImage

    for size in SIZES:
        image = QImage(str(tmp_path / f"{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        middle = image.pixelColor(size // 2, size // 2)
        assert middle.alpha() > 0 and image.pixelColor(0, 0).alpha() < 255


def test_who_hands_it_out_is_told_as_debians_tools_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBFULLNAME", raising=False)
    monkeypatch.delenv("DEBEMAIL", raising=False)
    assert maintainer().endswith(".invalid>")  # a name that says that there is no such address
    monkeypatch.setenv("DEBFULLNAME", "ООО «Ромашка»")
    monkeypatch.setenv("DEBEMAIL", "it@romashka.example")
    assert maintainer() == "ООО «Ромашка» <it@romashka.example>"
