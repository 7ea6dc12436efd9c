"""The bundle as packages of the system (Debian's, and RPM), for all users, by an administrator."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from PySide6.QtCore import QByteArray, QDate, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.linux import needs, self_extracting
from installer.project import ROOT

WORK, RESULTS = ROOT / "build" / "linux", ROOT / "dist"
HERE = ROOT / "installer" / "linux"
PLACE = "/opt/bukvar"
# What a bundle and its packages are made by, and the packages of Debian that have them.
TOOLS = {
    "strip": "binutils", "readelf": "binutils", "makeself": "makeself", "xz": "xz-utils",
    "dpkg-deb": "dpkg", "cc": "gcc",
}  # fmt: skip
# Sizes that menus, docks and file managers ask for; the rest they draw from the SVG.
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
APPSTREAM = "io.github.bukvar.bukvar.metainfo.xml"


def maintainer() -> str:
    """Who hands the packages out, as Debian's own tools are told; without it an address that says it is
    none."""
    name, address = os.environ.get("DEBFULLNAME", ""), os.environ.get("DEBEMAIL", "")
    return f"{name or 'Bukvar developers'} <{address or 'nobody@bukvar.invalid'}>"


def deb(bundle: Path, version: str, tools: Path) -> Path:
    """`dist/bukvar_VERSION_amd64.deb`; `tools` is the folder of programs that holds nfpm."""
    stage = _stage("deb", version)
    result = _nfpm(bundle, version, stage, tools, "deb")
    # nfpm's own xz packs a quarter worse than the real one.
    tree = stage / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", result, tree], check=True)
    pack: list[str | Path] = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, result]
    subprocess.run(pack, check=True, capture_output=True)
    shutil.rmtree(tree)
    return result.replace(RESULTS / result.name)  # whole, or not there


def rpm(bundle: Path, version: str, tools: Path) -> Path:
    """`dist/bukvar-VERSION-1.x86_64.rpm`, for Fedora, RED OS, ALT, openSUSE and others with glibc 2.34."""
    result = _nfpm(bundle, version, _stage("rpm", version), tools, "rpm")
    return result.replace(RESULTS / result.name)


def _stage(kind: str, version: str) -> Path:
    """An empty folder with what both kinds of packages hold beside the bundle."""
    stage = WORK / kind
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    desktop_entry(stage / "bukvar.desktop", f"{PLACE}/bukvar")
    icon(stage / "bukvar.svg")
    pictures(stage / "bukvar.svg", stage)
    text = (HERE / APPSTREAM).read_text(encoding="utf-8").replace("@VERSION@", version)
    today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
    (stage / APPSTREAM).write_text(text.replace("@DATE@", today), encoding="utf-8")
    return stage


def _nfpm(bundle: Path, version: str, stage: Path, tools: Path, kind: str) -> Path:
    config = stage / "nfpm.yaml"
    config.write_text(_description(bundle, version, stage), encoding="utf-8")
    names = {"deb": f"bukvar_{version}_amd64.deb", "rpm": f"bukvar-{version}-1.x86_64.rpm"}
    result = stage / names[kind]
    command: list[str | Path] = [
        tools / "nfpm", "package", "--config", config, "--packager", kind, "--target", result,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return result


def _description(bundle: Path, version: str, stage: Path) -> str:
    def listed(words: tuple[str, ...] | dict[str, tuple[str, ...]], indent: int = 2) -> str:
        return "".join(f'\n{" " * indent}- "{word}"' for word in words)

    icons = "".join(
        f"""  - src: {stage}/{size}.png
    dst: /usr/share/icons/hicolor/{size}x{size}/apps/bukvar.png
"""
        for size in SIZES
    )
    return f"""name: bukvar
arch: amd64
platform: linux
version: "{version}"
section: office
priority: optional
maintainer: {maintainer()}
license: Apache-2.0
description: |
  Answers questions from your own documents, offline.
  Bukvar reads folders of documents, searches them in Russian and English, and lets a local language model
  answer with numbered sources. No document leaves the computer.
deb:
  compression: none
rpm:
  compression: zstd
  group: Applications/Productivity
  summary: Answers questions from your own documents, offline
overrides:
  deb:
    depends:{listed(needs.DEPENDS, 6)}
    recommends:{listed((*needs.RECOMMENDS, *needs.PROGRAMS), 6)}
    suggests:{listed(needs.SUGGESTS, 6)}
  rpm:
    depends:{listed(needs.RPM_DEPENDS, 6)}
    recommends:{listed((*needs.RPM_RECOMMENDS, *needs.RPM_PROGRAMS), 6)}
contents:
  - src: {bundle}/
    dst: {PLACE}
    type: tree
  - src: {PLACE}/bukvar
    dst: /usr/bin/bukvar
    type: symlink
  - src: {stage}/bukvar.desktop
    dst: /usr/share/applications/bukvar.desktop
  - src: {stage}/{APPSTREAM}
    dst: /usr/share/metainfo/{APPSTREAM}
  - src: {HERE}/bukvar-mime.xml
    dst: /usr/share/mime/packages/bukvar.xml
  - src: {stage}/bukvar.svg
    dst: /usr/share/icons/hicolor/scalable/apps/bukvar.svg
{icons}  - src: {ROOT}/LICENSE
    dst: /usr/share/doc/bukvar/copyright
scripts:
  postinstall: {HERE}/refresh.sh
  postremove: {HERE}/removed.sh
"""


def run(bundle: Path, version: str) -> Path:
    """`dist/bukvar-VERSION.run`: one file that installs for the user who starts it. Raises
    `self_extracting.UnknownHeader`."""
    stage, result = WORK / "run" / "bukvar", WORK / "run" / f"bukvar-{version}.run"
    shutil.rmtree(stage.parent, ignore_errors=True)
    stage.mkdir(parents=True)
    subprocess.run(["cp", "-a", "--reflink=auto", bundle, stage / "bukvar"], check=True)
    for name in ("setup.sh", "words.sh", "uninstall.sh", "bukvar-mime.xml"):
        shutil.copy2(HERE / name, stage)
    owners = [(library, package) for package, names in needs.DEPENDS.items() for library in names]
    lines = [f"{library} {package.split()[0]}\n" for library, package in owners]
    (stage / "packages.txt").write_text("".join(lines), encoding="utf-8")
    icon(stage / "bukvar.svg")
    desktop_entry(stage / "bukvar.desktop", "@PLACE@/bukvar")
    self_extracting.make(stage, result, version)
    return result.replace(RESULTS / result.name)


def pictures(drawing: Path, folder: Path) -> None:
    """`SIZE.png` of a drawing for each of `SIZES`."""
    renderer = QSvgRenderer(QByteArray(drawing.read_bytes()))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            raise OSError(f"{folder}/{size}.png was not written")


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
