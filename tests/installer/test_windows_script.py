"""What the Windows setup is told: where files go, what uninstalling deletes, versions."""

from pathlib import Path

import pytest

from installer.windows.build import HERE, listed, numbers, unpacking


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
