"""`python -m installer windows --stage FOLDER`: setup.exe of a payload, by NSIS, wherever makensis is.

--stage FOLDER   the frozen application (on Windows: installer/windows/build.ps1 makes it)
--version V      instead of the project's own
--sign FILE      a certificate with its key (PKCS#12) to sign with; its password in BUKVAR_SIGN_PASSWORD
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installer.linux.build import project_version

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
WORK, RESULTS = ROOT / "build" / "windows", ROOT / "dist"
PROGRAM = "bukvar.exe"


def main(arguments: list[str]) -> int:
    """0 when the setup is there; 1 when a tool is missing or the stage is no payload."""
    parser = argparse.ArgumentParser(prog="python -m installer windows")
    parser.add_argument("--stage", type=Path, required=True)
    parser.add_argument("--version", default=project_version())
    parser.add_argument("--sign", type=Path, metavar="PKCS12")
    parser.add_argument("--out", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    if not (asked.stage / PROGRAM).is_file():
        print(f"{asked.stage} holds no {PROGRAM}", file=sys.stderr)
        return 1
    if shutil.which("makensis") is None:
        print("makensis is missing (Debian: nsis)", file=sys.stderr)
        return 1
    setup = make(asked.stage.resolve(), asked.version, asked.out.resolve())
    if asked.sign:
        sign(setup, asked.sign)
    print(f"{setup} ({setup.stat().st_size / 1e6:.1f} MB)")
    return 0


def make(stage: Path, version: str, out: Path) -> Path:
    """`OUT/bukvar-VERSION-setup.exe`."""
    WORK.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    files, manifest = WORK / "files.nsh", WORK / "manifest.txt"
    files.write_text(unpacking(stage), encoding="utf-8-sig")
    # UTF-16 as NSIS reads it, without a mark: names may hold any letters.
    manifest.write_bytes("".join(f"{line}\r\n" for line in listed(stage)).encode("utf-16-le"))
    size = sum(file.stat().st_size for file in stage.rglob("*") if file.is_file())
    setup = out / f"bukvar-{version}-setup.exe"
    defines = {
        "VERSION": version, "NUMBERS": numbers(version), "OUT": setup, "FILES": files, "MANIFEST": manifest,
        "SIZE": size // 1024, "ICON": HERE / "bukvar.ico", "SIDE": HERE / "side.bmp",
        "LICENCE": ROOT / "LICENSE",
    }  # fmt: skip
    command: list[str | Path] = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", "-NOCD"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    subprocess.run([*command, HERE / "bukvar.nsi"], check=True, cwd=ROOT)
    return setup


def entries(stage: Path) -> tuple[list[str], list[str]]:
    """(files, folders below the stage), as Windows writes them, in order."""
    below = sorted(stage.rglob("*"), key=lambda path: path.relative_to(stage).as_posix())
    files = ["\\".join(path.relative_to(stage).parts) for path in below if path.is_file()]
    folders = ["\\".join(path.relative_to(stage).parts) for path in below if path.is_dir()]
    return files, folders


def unpacking(stage: Path) -> str:
    """The commands of NSIS that put every file in its place. In a place a `$` would be a variable, in a
    source's name it is not."""
    files, folders = entries(stage)
    lines = []
    for folder in ["", *folders]:
        here = [name for name in files if name.rpartition("\\")[0] == folder]
        place = f"$INSTDIR\\{_quoted(folder)}" if folder else "$INSTDIR"
        lines.append(f'SetOutPath "{place}"')
        lines += [f'File "{stage.joinpath(*name.split(chr(92)))}"' for name in here]
    return "\n".join(lines) + "\n"


def listed(stage: Path) -> list[str]:
    """What uninstalling deletes: files, then folders from the innermost (they end with a backslash)."""
    files, folders = entries(stage)
    return [*files, *(f"{folder}\\" for folder in sorted(folders, key=lambda name: -name.count("\\")))]


def numbers(version: str) -> str:
    """Four numbers, as the version of a Windows file wants them."""
    found = re.findall(r"\d+", version)[:4]
    return ".".join([*found, "0", "0", "0", "0"][:4])


def sign(setup: Path, certificate: Path) -> None:
    """Sign in place: by osslsigncode, or signtool where that is (Windows)."""
    password = os.environ.get("BUKVAR_SIGN_PASSWORD", "")
    if shutil.which("signtool"):
        command: list[str | Path] = [
            "signtool",
            "sign",
            "/fd",
            "sha256",
            "/f",
            certificate,
            "/p",
            password,
            setup,
        ]
        subprocess.run(command, check=True)
        return
    signed = setup.with_suffix(".signed")
    command = [
        "osslsigncode", "sign", "-pkcs12", certificate, "-pass", password, "-h", "sha256", "-n", "Bukvar",
        "-in", setup, "-out", signed,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    signed.replace(setup)


def _quoted(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"')
