"""The bundle as a Debian package (for all users, by an administrator) and as a `.run` (for one user,
without)."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK, RESULTS = ROOT / "build" / "linux", ROOT / "dist"
HERE = ROOT / "installer" / "linux"
PLACE = "/opt/bukvar"
# What the bundle loads from the system. glibc: the floor of PySide6's libraries.
DEPENDS = (
    "libc6 (>= 2.34)", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libxkbcommon-x11-0",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0",
    "libxcb-xkb1", "libxcb-shape0", "libxcb-randr0", "libxcb-xinerama0", "libx11-xcb1", "libdbus-1-3",
    "libglib2.0-0 | libglib2.0-0t64", "fonts-dejavu-core",
)  # fmt: skip
# Chat on a graphics card, desktops on Wayland; a Python for the training component.
RECOMMENDS = ("libvulkan1", "libwayland-cursor0", "libwayland-egl1")
SUGGESTS = ("python3-venv",)


def deb(bundle: Path, version: str, tools: Path) -> Path:
    """`dist/bukvar_VERSION_amd64.deb`; `tools` is the folder of programs that holds nfpm."""
    stage = WORK / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    desktop_entry(stage / "bukvar.desktop", f"{PLACE}/bukvar")
    icon(stage / "bukvar.svg")
    config = stage / "nfpm.yaml"
    config.write_text(_nfpm(bundle, version, stage), encoding="utf-8")
    result = stage / f"bukvar_{version}_amd64.deb"
    command: list[str | Path] = [
        tools / "nfpm",
        "package",
        "--config",
        config,
        "--packager",
        "deb",
        "--target",
        result,
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    # nfpm's own xz packs a quarter worse than the real one.
    tree = stage / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", result, tree], check=True)
    pack: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, result]
    subprocess.run(pack, check=True, capture_output=True)
    shutil.rmtree(tree)
    return result.replace(RESULTS / result.name)  # whole, or not there


def _nfpm(bundle: Path, version: str, stage: Path) -> str:
    def listed(words: tuple[str, ...]) -> str:
        return "".join(f'\n  - "{word}"' for word in words)

    return f"""name: bukvar
arch: amd64
platform: linux
version: "{version}"
section: office
priority: optional
maintainer: Bukvar developers <bukvar@localhost>
license: Apache-2.0
description: |
  Answers questions from your own documents, offline.
  Bukvar reads folders of documents, searches them in Russian and English, and lets a local language model
  answer with numbered sources. No document leaves the computer.
depends:{listed(DEPENDS)}
recommends:{listed(RECOMMENDS)}
suggests:{listed(SUGGESTS)}
deb:
  compression: none
contents:
  - src: {bundle}/
    dst: {PLACE}
    type: tree
  - src: {PLACE}/bukvar
    dst: /usr/bin/bukvar
    type: symlink
  - src: {stage}/bukvar.desktop
    dst: /usr/share/applications/bukvar.desktop
  - src: {HERE}/bukvar-mime.xml
    dst: /usr/share/mime/packages/bukvar.xml
  - src: {stage}/bukvar.svg
    dst: /usr/share/icons/hicolor/scalable/apps/bukvar.svg
  - src: {ROOT}/LICENSE
    dst: /usr/share/doc/bukvar/copyright
scripts:
  postinstall: {HERE}/refresh.sh
  postremove: {HERE}/refresh.sh
"""


def run(bundle: Path, version: str) -> Path:
    """`dist/bukvar-VERSION.run`: one file that installs for the user who starts it."""
    stage, result = WORK / "run", WORK / f"bukvar-{version}.run"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    subprocess.run(["cp", "-a", "--reflink=auto", bundle, stage / "bukvar"], check=True)
    for name in ("setup.sh", "words.sh", "uninstall.sh", "bukvar-mime.xml"):
        shutil.copy2(HERE / name, stage)
    icon(stage / "bukvar.svg")
    desktop_entry(stage / "bukvar.desktop", "@PLACE@/bukvar")
    result.unlink(missing_ok=True)
    command: list[str | Path] = [
        "makeself",
        "--xz",
        "--nox11",
        "--quiet",
        "--tar-quietly",
        stage,
        result,
        f"Bukvar {version}",
        "./setup.sh",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return result.replace(RESULTS / result.name)


def icon(file: Path) -> None:
    """The logo in the colours of the light theme."""
    text = (ROOT / "resources" / "icons" / "brand" / "logo.svg").read_text(encoding="utf-8")
    colours = json.loads((ROOT / "resources" / "qss" / "tokens.light.json").read_text(encoding="utf-8"))[
        "colour"
    ]
    for role in ("on_accent", "accent"):
        text = text.replace(f'"@{role}"', f'"{colours[role]["value"]}"')
    file.write_text(text, encoding="utf-8")


def desktop_entry(file: Path, program: str) -> None:
    """What menus and file managers know of the application."""
    text = (HERE / "bukvar.desktop").read_text(encoding="utf-8")
    file.write_text(text.replace("@PROGRAM@", program), encoding="utf-8")
