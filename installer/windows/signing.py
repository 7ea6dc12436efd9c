"""`python -m installer.windows.signing FILE…`: signs programs with the certificate that the environment
names, by signtool where that is (Windows), else by osslsigncode. `python -m installer windows` chooses it:

a file        a certificate with its key (PKCS#12); its password is in BUKVAR_SIGN_PASSWORD
the store     the thumbprint of a certificate of Windows' own store, where a token's driver shows it, too
a token       its driver (signtool: a cryptographic provider; osslsigncode: a PKCS#11 module), the certificate
              as a file and, in BUKVAR_SIGN_KEY, the name of the key on it, which may hold the PIN
a service     Azure Trusted Signing: its library and the description of the account

BUKVAR_SIGN_TIMESTAMP is the address of a time-stamping service (RFC 3161): with it signatures hold after the
certificate has ended.
"""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

CHOSEN = "BUKVAR_SIGN"  # a `Signer` as JSON, for the program that makensis starts
PASSWORD, KEY, TIMESTAMP = "BUKVAR_SIGN_PASSWORD", "BUKVAR_SIGN_KEY", "BUKVAR_SIGN_TIMESTAMP"
# Where Windows' own kit puts its tools, and NSIS itself: neither is on the PATH.
_PLACES = ("Windows Kits/10/bin/*/x64", "Windows Kits/10/App Certification Kit", "NSIS")
_SIGNED = {".exe", ".dll", ".pyd"}
# Of the optional header of a program: where its list of tables begins, by the kind of the header.
_TABLES = {0x10B: 96, 0x20B: 112}
_CERTIFICATES = 4  # in that list


class SigningError(Exception):
    """A file was not signed; it is as it was. The text says why."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Where the key is; empty texts are not used. One of `pkcs12`, `thumbprint`, `provider` or `module` (with
    `certificate`), `library` (with `account`) is set; paths are absolute."""

    pkcs12: str = ""
    thumbprint: str = ""
    provider: str = ""  # a cryptographic provider of Windows
    module: str = ""  # a PKCS#11 library
    certificate: str = ""  # the file without a key, beside `provider` or `module`
    library: str = ""  # signtool's /dlib
    account: str = ""  # signtool's /dmdf

    def wrong(self) -> str:
        """What is missing or too much; "" when it is one whole way to sign."""
        ways = [
            name for name in ("pkcs12", "thumbprint", "provider", "module", "library") if getattr(self, name)
        ]
        if len(ways) != 1:
            return "Name one way to sign: a file, a thumbprint, a provider, a module or a library."
        if ways[0] in ("provider", "module") and not (self.certificate and os.environ.get(KEY)):
            return f"A token takes its certificate as a file, and the name of its key in {KEY}."
        if ways[0] == "library" and not (self.account and os.environ.get(TIMESTAMP)):
            return "The service takes the account's description, and the address of a time-stamping service."
        return ""

    def tell(self) -> None:
        """For the programs that are started from here: makensis has the uninstaller signed by one."""
        os.environ[CHOSEN] = json.dumps(asdict(self))


def chosen() -> Signer:
    """What the environment names. Raises `SigningError`."""
    try:
        return Signer(**json.loads(os.environ[CHOSEN]))
    except (KeyError, ValueError, TypeError) as error:
        raise SigningError(f"{CHOSEN} names no way to sign.") from error


def main(arguments: list[str]) -> int:
    """0 when all are signed; 1 when one could not be; 2 on wrong usage."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        signer = chosen()
        for file in arguments:
            sign(Path(file), signer)
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def unsigned(folder: Path) -> list[Path]:
    """The programs and libraries below a folder that carry no signature of their makers: rules of companies
    (AppLocker, Windows Defender Application Control) look at libraries as well."""
    below = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in _SIGNED and file.is_file()]
    return [file for file in below if is_signed(file) is False]


def is_signed(file: Path) -> bool | None:
    """Whether a Windows program has a signature, by its header; None for what is no such program."""
    with file.open("rb") as stream:
        head = stream.read(4096)
    try:
        if head[:2] != b"MZ":
            return None
        (start,) = struct.unpack_from("<I", head, 0x3C)
        if head[start : start + 4] != b"PE\0\0":
            return None
        optional = start + 24
        (kind,) = struct.unpack_from("<H", head, optional)
        place, size = struct.unpack_from("<II", head, optional + _TABLES[kind] + 8 * _CERTIFICATES)
    except (struct.error, KeyError):
        return None
    return bool(place and size)


def sign(file: Path, signer: Signer) -> None:
    """Sign one program in place; a signature that it has is replaced. Raises `SigningError`."""
    if signtool := tool("signtool"):
        _run([signtool, *signtool_words(signer), file], file)
        return
    if (osslsigncode := tool("osslsigncode")) is None:
        raise SigningError("Neither signtool (Windows SDK) nor osslsigncode (Debian: osslsigncode) is here.")
    if not (signer.pkcs12 or signer.module):
        raise SigningError("This way to sign needs signtool of the Windows SDK, on Windows.")
    signed = file.with_name(f"{file.name}.signed")
    signed.unlink(missing_ok=True)  # of a run that was cut off: osslsigncode writes over nothing
    timestamp = os.environ.get(TIMESTAMP, "")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as secret:
        secret.write(os.environ.get(PASSWORD, ""))
        secret.flush()
        command: list[str | Path] = [osslsigncode, "sign"]
        if signer.pkcs12:
            command += ["-pkcs12", signer.pkcs12]
        else:
            command += ["-pkcs11module", signer.module, "-key", os.environ[KEY], "-certs", signer.certificate]
        command += ["-readpass", secret.name, "-h", "sha256", "-n", "Bukvar"]
        command += [*(["-ts", timestamp] if timestamp else []), "-in", file, "-out", signed]
        _run(command, file)
    shutil.copymode(file, signed)
    signed.replace(file)


def signtool_words(signer: Signer) -> list[str]:
    """The arguments of signtool, all but the file."""
    password, timestamp = os.environ.get(PASSWORD, ""), os.environ.get(TIMESTAMP, "")
    words = ["sign", "/q", "/fd", "sha256", "/d", "Bukvar"]
    if signer.pkcs12:
        # /p would be seen in the list of processes, but signtool reads passwords from nowhere else.
        words += ["/f", signer.pkcs12, *(["/p", password] if password else [])]
    elif signer.thumbprint:
        words += ["/sha1", signer.thumbprint]
    elif signer.provider:
        words += ["/f", signer.certificate, "/csp", signer.provider, "/kc", os.environ[KEY]]
    elif signer.library:
        words += ["/dlib", signer.library, "/dmdf", signer.account]
    else:
        raise SigningError("A PKCS#11 module is for osslsigncode; signtool takes the token's provider.")
    return [*words, *(["/tr", timestamp, "/td", "sha256"] if timestamp else [])]


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
