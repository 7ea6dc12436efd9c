"""What the Windows setup is told: where files go, what uninstalling deletes, versions, how it is signed."""

import re
import struct
from pathlib import Path

import pytest

from installer.windows.build import HERE, listed, main, numbers, unpacking
from installer.windows.signing import (
    CHOSEN,
    KEY,
    PASSWORD,
    TIMESTAMP,
    Signer,
    SigningError,
    chosen,
    is_signed,
    signtool_words,
    unsigned,
)


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    folder = tmp_path / "сборка"
    for name in (
        "bukvar.exe",
        "_internal/тест/файл $x.txt",
        "_internal/base.dll",
        "_internal/тест/глубже/a.bin",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "packs").mkdir()
    return folder


def test_every_file_is_put_where_it_was(stage: Path) -> None:
    lines = unpacking(stage).splitlines()
    place, found = "", []
    for line in lines:
        word, _, value = line.partition(" ")
        if word == "SetOutPath":
            place = value.strip('"')
        else:
            found.append((place, Path(value.strip('"')).relative_to(stage).as_posix()))
    assert found == [
        ("$INSTDIR", "bukvar.exe"),
        ("$INSTDIR\\_internal", "_internal/base.dll"),
        ("$INSTDIR\\_internal\\тест", "_internal/тест/файл $x.txt"),
        ("$INSTDIR\\_internal\\тест\\глубже", "_internal/тест/глубже/a.bin"),
    ]


def test_a_dollar_in_a_folder_is_no_variable(tmp_path: Path) -> None:
    (tmp_path / "a$INSTDIR").mkdir()
    (tmp_path / "a$INSTDIR" / "x").touch()
    assert 'SetOutPath "$INSTDIR\\a$$INSTDIR"' in unpacking(tmp_path)


def test_uninstalling_deletes_files_first_and_inner_folders_before_outer_ones(stage: Path) -> None:
    lines = listed(stage)
    folders = [line for line in lines if line.endswith("\\")]
    assert lines[: -len(folders)] == [
        "_internal\\base.dll", "_internal\\тест\\глубже\\a.bin", "_internal\\тест\\файл $x.txt", "bukvar.exe",
    ]  # fmt: skip
    assert folders == ["_internal\\тест\\глубже\\", "_internal\\тест\\", "_internal\\", "packs\\"]


@pytest.mark.parametrize(
    ("version", "expected"), [("0.1.0", "0.1.0.0"), ("1.2rc3", "1.2.3.0"), ("7", "7.0.0.0")]
)
def test_a_version_has_four_numbers(version: str, expected: str) -> None:
    assert numbers(version) == expected


def test_nothing_is_deleted_with_everything_in_it_but_the_data_that_was_ticked() -> None:
    script = (HERE / "bukvar.nsi").read_text(encoding="utf-8")
    recursive = [line.strip() for line in script.splitlines() if "RMDir /r" in line]
    assert recursive == ['RMDir /r "$LOCALAPPDATA\\bukvar"']
    section = script[script.index('Section /o "un.$(Data)"') :]
    assert recursive[0] in section[: section.index("SectionEnd")]


def test_both_languages_say_the_same() -> None:
    script = (HERE / "bukvar.nsi").read_text(encoding="utf-8")
    said = [line.split()[1:3] for line in script.splitlines() if line.startswith("LangString")]
    names = {name for name, _ in said}
    assert {(name, language) for name, language in map(tuple, said)} == {
        (name, language) for name in names for language in ("${LANG_RUSSIAN}", "${LANG_ENGLISH}")
    }


def test_the_stub_is_the_one_that_the_official_nsis_has() -> None:
    """Its default. Another one is for tests, under a name of its own."""
    script = (HERE / "bukvar.nsi").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\s*Target .*$", script) == ["  Target ${TARGET}"]
    assert "!ifdef TARGET\n  Target ${TARGET}\n!endif\n" in script


def test_every_switch_component_and_exit_code_is_described() -> None:
    script = (HERE / "bukvar.nsi").read_text(encoding="utf-8")
    page = (HERE / "README.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"SetErrorLevel (\d)", script)) | {"0", "1"}  # NSIS' own: done, given up
    assert codes == set(re.findall(r"(?m)^\| (\d) \|", page))
    components = set(re.findall(r'!insertmacro Choose \$\{\w+\} "(\w+)"', script)) | {"app"}
    assert components == set(re.findall(r"(?m)^\| `(\w+)` \|", page))
    for switch in re.findall(r'\$\{GetOptions\} \$R0 "(/\w+=?)"', script):
        assert switch in page, switch


def program(file: Path, bits: int, signature: bool) -> Path:
    """The head of a Windows program: DOS stub, then the header with its list of tables."""
    optional = struct.pack("<H", 0x10B if bits == 32 else 0x20B).ljust(96 if bits == 32 else 112, b"\0")
    tables = b"\0" * 32 + struct.pack("<II", *((4096, 900) if signature else (0, 0)))
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 128)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(head.ljust(128, b"\0") + b"PE\0\0" + b"\0" * 20 + optional + tables)
    return file


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("signature", [True, False])
def test_a_signature_is_seen_in_the_header(tmp_path: Path, bits: int, signature: bool) -> None:
    assert is_signed(program(tmp_path / "a.dll", bits, signature)) is signature


def test_libraries_that_nobody_has_signed_are_signed_as_well(tmp_path: Path) -> None:
    theirs = program(tmp_path / "_internal" / "python313.dll", 64, signature=True)
    ours = [program(tmp_path / name, 64, signature=False) for name in ("_internal/a.pyd", "_internal/b.DLL")]
    (tmp_path / "_internal" / "c.dll").write_text("no program", encoding="utf-8")
    (tmp_path / "data.bin").write_bytes(theirs.read_bytes())
    assert unsigned(tmp_path) == ours


@pytest.mark.parametrize(
    ("signer", "words"),
    [
        (Signer(pkcs12="our.p12"), ["/f", "our.p12", "/p", "secret"]),
        (Signer(thumbprint="AB12"), ["/sha1", "AB12"]),
        (
            Signer(provider="eToken Base Cryptographic Provider", certificate="our.cer"),
            ["/f", "our.cer", "/csp", "eToken Base Cryptographic Provider", "/kc", "[{{1234}}]=name"],
        ),
        (Signer(library="Dlib.dll", account="m.json"), ["/dlib", "Dlib.dll", "/dmdf", "m.json"]),
    ],
)
def test_signtool_is_told_where_the_key_is(
    signer: Signer, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "secret")
    monkeypatch.setenv(KEY, "[{{1234}}]=name")
    monkeypatch.setenv(TIMESTAMP, "http://time.example")
    assert signer.wrong() == ""
    start, end = (
        ["sign", "/q", "/fd", "sha256", "/d", "Bukvar"],
        ["/tr", "http://time.example", "/td", "sha256"],
    )
    assert signtool_words(signer) == [*start, *words, *end]
    monkeypatch.setenv(CHOSEN, "")
    with pytest.raises(SigningError):
        chosen()
    signer.tell()
    assert chosen() == signer  # what makensis' helper reads


@pytest.mark.parametrize(
    "words",
    [
        ["--sign", "a.p12", "--sign-thumbprint", "AB"],  # two ways
        ["--sign-provider", "eToken"],  # no certificate
        ["--sign-library", "a.dll", "--sign-account", "m.json"],  # no time-stamping service
        ["--sign-certificate", "a.cer"],  # no key
    ],
)
def test_half_a_way_to_sign_is_refused_before_anything_is_signed(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY, "key")
    monkeypatch.delenv(TIMESTAMP, raising=False)
    monkeypatch.setattr("installer.windows.build.tool", lambda name: name)
    for name in ("bukvar.exe", "bukvar-cli.exe", "bukvar-worker.exe"):
        program(tmp_path / name, 64, signature=False)
    assert main(["--stage", str(tmp_path), *words]) == 1
    said = capsys.readouterr().err
    assert "Name one way" in said or "takes" in said
    assert is_signed(tmp_path / "bukvar.exe") is False
