"""`python -m installer.windows.signing CERTIFICATE FILE…`: signs programs with the certificate of who hands
them out, by signtool where that is (Windows), else by osslsigncode.

CERTIFICATE is a PKCS#12 file with its key; its password is read from BUKVAR_SIGN_PASSWORD.
BUKVAR_SIGN_TIMESTAMP is the address of a time-stamping service (RFC 3161): with it signatures hold after the
certificate has ended.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PASSWORD, TIMESTAMP = "BUKVAR_SIGN_PASSWORD", "BUKVAR_SIGN_TIMESTAMP"
# Where Windows' own kit puts its tools, and NSIS itself: neither is on the PATH.
_PLACES = ("Windows Kits/10/bin/*/x64", "Windows Kits/10/App Certification Kit", "NSIS")


def main(arguments: list[str]) -> int:
    """0 when all are signed; 1 when one could not be; 2 on wrong usage."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    certificate, *files = map(Path, arguments)
    try:
        for file in files:
            sign(file, certificate)
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


class SigningError(Exception):
    """A file was not signed; it is as it was. The text says why."""


def sign(file: Path, certificate: Path) -> None:
    """Sign one program in place; a signature that it has is replaced. Raises `SigningError`."""
    password, timestamp = os.environ.get(PASSWORD, ""), os.environ.get(TIMESTAMP, "")
    if signtool := tool("signtool"):
        # /p would be seen in the list of processes, but signtool reads passwords from nowhere else.
        command: list[str | Path] = [signtool, "sign", "/q", "/fd", "sha256", "/f", certificate]
        command += ["/p", password] if password else []
        command += ["/tr", timestamp, "/td", "sha256"] if timestamp else []
        _run([*command, file], file)
        return
    if (osslsigncode := tool("osslsigncode")) is None:
        raise SigningError("Neither signtool (Windows SDK) nor osslsigncode (Debian: osslsigncode) is here.")
    signed = file.with_name(f"{file.name}.signed")
    signed.unlink(missing_ok=True)  # of a run that was cut off: osslsigncode writes over nothing
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as secret:
        secret.write(password)
        secret.flush()
        command = [osslsigncode, "sign", "-pkcs12", certificate, "-readpass", secret.name, "-h", "sha256"]
        command += ["-n", "Bukvar", *(["-ts", timestamp] if timestamp else []), "-in", file, "-out", signed]
        _run(command, file)
    shutil.copymode(file, signed)
    signed.replace(file)


def tool(name: str) -> str | None:
    """The path of a program: on the PATH, or where its own setup puts it on Windows; None when missing."""
    if found := shutil.which(name):
        return found
    for root in ("ProgramFiles(x86)", "ProgramFiles"):
        folder = Path(os.environ.get(root, "") or os.devnull)
        for place in _PLACES:
            # The latest kit, by its name.
            if made := sorted(folder.glob(f"{place}/{name}.exe")):
                return str(made[-1])
    return None


def _run(command: list[str | Path], file: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SigningError(f"{file.name} was not signed:\n{(done.stdout + done.stderr)[-1500:]}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
