"""Signatures of setup.exe and of what it installs: by a file with a key, and by a token."""

import subprocess
from pathlib import Path

import pytest

from installer.windows import build
from installer.windows.build import PROGRAMS
from installer.windows.signing import KEY, PASSWORD, Signer, is_signed
from tests.installer.built.test_windows import Windows, make, prefix, program, staged, windows

pytestmark = pytest.mark.timeout(600)
__all__ = ["prefix", "program", "windows"]  # fixtures
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "123456"


class Authority:
    """A key and its certificate, in files."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.key, self.certificate = name, folder / f"{name}.key", folder / f"{name}.pem"
        request = ["openssl", "req", "-x509", "-subj", f"/CN={name}", "-days", "2", "-nodes"]
        files = ["-newkey", "rsa:2048", "-keyout", self.key, "-out", self.certificate]
        subprocess.run([*request, *files], check=True, capture_output=True)

    def pkcs12(self, file: Path, password: str) -> Path:
        export = ["openssl", "pkcs12", "-export", "-inkey", self.key, "-in", self.certificate, "-out", file]
        subprocess.run([*export, "-passout", f"pass:{password}"], check=True, capture_output=True)
        return file

    def has_signed(self, file: Path) -> bool:
        command = ["osslsigncode", "verify", "-CAfile", self.certificate, file]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return f"CN={self.name}" in said


def test_a_certificate_that_is_given_signs_everything(
    windows: Windows, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setup, the programs and libraries that it unpacks and the uninstaller; the certificate's file has a
    password. A library that its own makers have signed keeps their signature."""
    ours, theirs = Authority(tmp_path, "Bukvar test"), Authority(tmp_path, "Somebody")
    password = "пароль 1"
    both = ours.pkcs12(tmp_path / "наш ключ.p12", password)
    stage = staged(tmp_path / "сборка", program, "_internal/no program.dll")
    libraries = ("_internal/Qt6Core.dll", "_internal/numpy/core.pyd")
    for name in (*libraries, "_internal/python313.dll"):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(program.read_bytes())
    monkeypatch.setenv(PASSWORD, password)
    other = theirs.pkcs12(tmp_path / "их.p12", password)
    build.sign(stage / "_internal/python313.dll", Signer(pkcs12=str(other)))
    before = (stage / "_internal/python313.dll").read_bytes()

    setup = make(stage, "0.1.0", tmp_path, Signer(pkcs12=str(both)))
    assert windows.run(setup, "/S") == 0
    for file in (setup, *(windows.place / name for name in ("uninstall.exe", *PROGRAMS, *libraries))):
        assert ours.has_signed(file) and is_signed(file), file
    assert (windows.place / "_internal/python313.dll").read_bytes() == before
    assert theirs.has_signed(windows.place / "_internal/python313.dll")
    assert is_signed(program) is False and is_signed(stage / "_internal/no program.dll") is None

    monkeypatch.setenv(PASSWORD, "не тот")
    asked = ["--stage", str(stage), "--version", "0.1.0", "--out", str(tmp_path)]
    assert build.main([*asked, "--sign", str(both)]) == 1


def test_a_token_signs_without_giving_its_key(
    windows: Windows, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every certificate of a public authority since 2023; the token is a software one behind PKCS#11."""
    assert MODULE.is_file(), "Debian's packages softhsm2 and libengine-pkcs11-openssl are missing"
    authority = Authority(tmp_path, "Bukvar token")
    (tmp_path / "tokens").mkdir()
    configuration = tmp_path / "softhsm.conf"
    configuration.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    command = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "bukvar",
        "--so-pin",
        "1234",
        "--pin",
        PIN,
    ]
    subprocess.run(command, check=True, capture_output=True)
    put = ["softhsm2-util", "--import", authority.key, "--token", "bukvar", "--label", "signer", "--id", "a1"]
    subprocess.run([*put, "--pin", PIN], check=True, capture_output=True)
    authority.key.unlink()

    monkeypatch.setenv(PASSWORD, PIN)
    monkeypatch.setenv(KEY, "pkcs11:token=bukvar;object=signer;type=private")
    signer = Signer(module=str(MODULE), certificate=str(authority.certificate))
    setup = make(staged(tmp_path / "сборка", program), "0.1.0", tmp_path, signer)
    assert windows.run(setup, "/S") == 0
    for file in (setup, *(windows.place / name for name in ("uninstall.exe", *PROGRAMS))):
        assert authority.has_signed(file), file
