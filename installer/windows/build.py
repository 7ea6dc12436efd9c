"""`python -m installer windows --stage FOLDER`: setup.exe of a payload, by NSIS, wherever makensis is.

--stage FOLDER   the frozen application (on Windows: installer/windows/build.ps1 makes it)
--version V      instead of the project's own
--timestamp URL  a time-stamping service, so that signatures hold after the certificate has ended

To sign the payload's programs and libraries, where they are, the uninstaller and the setup, one of:

--sign FILE                a certificate with its key (PKCS#12); the password is in BUKVAR_SIGN_PASSWORD
--sign-thumbprint SHA1     a certificate of Windows' own store, where a token's driver shows it, too
--sign-provider NAME       a token by its cryptographic provider (signtool), or
--sign-module FILE         by its PKCS#11 library (osslsigncode), with --sign-certificate FILE; the name of
                           the key is in BUKVAR_SIGN_KEY
--sign-library FILE        Azure Trusted Signing: its library, with --sign-account FILE (its metadata.json)
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installer.project import ROOT, project_version
from installer.windows.signing import TIMESTAMP, Signer, SigningError, sign, tool, unsigned

HERE = Path(__file__).resolve().parent
WORK, RESULTS = ROOT / "build" / "windows", ROOT / "dist"
PROGRAMS = ("bukvar.exe", "bukvar-cli.exe", "bukvar-worker.exe")
ICON = ROOT / "resources" / "icons" / "brand" / "bukvar.ico"
# Windows opens paths of up to 259 letters; what is left is for the folder of the program.
LONGEST = 180


def main(arguments: list[str]) -> int:
    """0 when the setup is there; 1 when a tool is missing or the stage is no payload."""
    parser = argparse.ArgumentParser(prog="python -m installer windows")
    parser.add_argument("--stage", type=Path, required=True)
    parser.add_argument("--version", default=project_version())
    for option in ("", "-certificate", "-module", "-library", "-account"):
        parser.add_argument(f"--sign{option}", type=Path, metavar="FILE")
    parser.add_argument("--sign-thumbprint", metavar="SHA1", default="")
    parser.add_argument("--sign-provider", metavar="NAME", default="")
    parser.add_argument("--timestamp", metavar="URL")
    parser.add_argument("--out", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    if wrong := unfit(asked.stage):
        print(wrong, file=sys.stderr)
        return 1
    if tool("makensis") is None:
        print("makensis is missing (Debian: nsis)", file=sys.stderr)
        return 1
    if asked.timestamp:
        os.environ[TIMESTAMP] = asked.timestamp
    signer = signer_of(asked)
    if signer and (wrong := signer.wrong()):
        print(wrong, file=sys.stderr)
        return 1
    try:
        setup = make(asked.stage.resolve(), asked.version, asked.out.resolve(), signer)
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:  # makensis has said why
        print(f"makensis ended with {error.returncode}", file=sys.stderr)
        return 1
    print(f"{setup} ({setup.stat().st_size / 1e6:.1f} MB)")
    return 0


def signer_of(asked: argparse.Namespace) -> Signer | None:
    """How the command line wants it signed; None for not at all."""

    def path(file: Path | None) -> str:
        return str(file.resolve()) if file else ""

    signer = Signer(
        path(asked.sign), asked.sign_thumbprint, asked.sign_provider, path(asked.sign_module),
        path(asked.sign_certificate), path(asked.sign_library), path(asked.sign_account),
    )  # fmt: skip
    return None if signer == Signer() else signer


def unfit(stage: Path) -> str:
    """Why a folder is no payload; "" when it is one."""
    missing = [name for name in PROGRAMS if not (stage / name).is_file()]
    if missing:
        return f"{stage} holds no {', '.join(missing)}"
    files, _ = entries(stage)
    longest = max(files, key=len)
    return f"this path is too long for Windows: {longest}" if len(longest) > LONGEST else ""


def make(
    stage: Path, version: str, out: Path, signer: Signer | None = None, more: Mapping[str, str] | None = None
) -> Path:
    """`OUT/bukvar-VERSION-setup.exe`. With a signer the payload's programs and libraries, the uninstaller and
    the setup are signed. `more` are definitions of bukvar.nsi beside its own (tests). Raises `SigningError`;
    `CalledProcessError` of makensis."""
    WORK.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    if signer:
        signer.tell()
        programs = [stage / name for name in PROGRAMS]
        for file in [*programs, *(file for file in unsigned(stage) if file not in programs)]:
            sign(file, signer)
    files, manifest, licence = WORK / "files.nsh", WORK / "manifest.txt", WORK / "licence_ru.txt"
    files.write_text(unpacking(stage), encoding="utf-8-sig")
    # UTF-16 as NSIS reads it, without a mark: names may hold any letters.
    manifest.write_bytes("".join(f"{line}\r\n" for line in listed(stage)).encode("utf-16-le"))
    preface = (HERE / "licence_ru.txt").read_text(encoding="utf-8")
    licence.write_text(preface + (ROOT / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8-sig")
    setup = out / f"bukvar-{version}-setup.exe"
    defines = {
        "VERSION": version, "NUMBERS": numbers(version), "OUT": setup, "FILES": files, "MANIFEST": manifest,
        "SIZE": kibibytes(stage), "ICON": ICON, "SIDE": HERE / "side.bmp", "LICENCE": ROOT / "LICENSE",
        "LICENCE_RU": licence, **(more or {}),
    }  # fmt: skip
    if signer:
        defines["SIGN"] = _signing()
    command: list[str | Path] = [tool("makensis") or "makensis", "-V2", "-INPUTCHARSET", "UTF8", "-NOCD"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    subprocess.run([*command, HERE / "bukvar.nsi"], check=True, cwd=ROOT)
    if signer:
        sign(setup, signer)
    return setup


def kibibytes(stage: Path) -> int:
    """What the payload takes on a disk."""
    return sum(file.stat().st_size for file in stage.rglob("*") if file.is_file()) // 1024


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


def _signing() -> str:
    """The command by which makensis has the uninstaller signed before it is packed."""
    command = f'"{sys.executable}" -m installer.windows.signing "%1"'
    # cmd.exe takes the first and the last quote of a line away.
    return f'"{command}"' if os.name == "nt" else command


def _quoted(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"')
