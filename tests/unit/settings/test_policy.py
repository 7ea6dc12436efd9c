"""The administrator's policy: what a file may say, whom it is believed, what a user can no longer change."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.paths import AppPaths
from desktop.settings.file_trust import administrators_alone, sddl_is_trusted
from desktop.settings.policy import NO_POLICY, NOBODY, Expected, Policy, PolicyState
from desktop.settings.policy_file import VARIABLE, check_policy, expand, read_policy
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.problems import advice
from desktop.ui.i18n.translator import Translator
from tests.helpers.gui import RESOURCES, qt_app
from workers.contract.codes import Code, Problem, ProblemError
from workers.text.language import ENGLISH, RUSSIAN

KEY, SHA = "ab" * 32, "CD" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "etc" / "bukvar"
    folder.mkdir(parents=True, mode=0o755)
    return folder / "policy.json"


def written(file: Path, body: Any) -> Path:
    if isinstance(body, bytes):
        file.write_bytes(body)
    else:
        file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    file.chmod(0o644)
    return file


def trusted(file: Path) -> bool:
    """As if whoever runs the tests were the administrator."""
    return administrators_alone(file, owners=(0, os.getuid()), top=file.parent)


def read(file: Path, **environment: str) -> Policy:
    return read_policy(file, trusted, environment)


def codes(policy: Policy) -> list[tuple[Code, object]]:
    return [(note.code, note.params.get("key", "")) for note in policy.notes]


def test_without_a_file_everything_is_free(file: Path) -> None:
    assert read(file) == NO_POLICY
    assert read(file.parent / "nowhere" / "policy.json") == NO_POLICY
    assert NO_POLICY.fixed() == {}
    assert NO_POLICY.allows("anything", "", known=False)


def test_every_key_is_followed(file: Path) -> None:
    home, user = expand("~"), expand("$USER")
    policy = read(
        written(
            file,
            {
                "comment": "for room 12",
                "data_folder": "/srv/bukvar/$USER",
                "log_folder": "~/logs",
                "model_folders": ["/srv/models", "/srv/models", "/opt/модели"],
                "mirror": "https://mirror.example/models",
                "sealed": True,
                "language": "ru",
                "allowed_models": ["qwen", SHA],
                "pack_keys": [KEY.upper()],
                "training": False,
                "watch_folders": False,
            },
        )
    )
    assert policy.notes == () and policy.state is PolicyState.HONOURED
    assert policy.data_folder == f"/srv/bukvar/{user}"
    assert policy.log_folder == f"{home}/logs"
    assert policy.model_folders == ("/srv/models", "/opt/модели")
    assert policy.allowed_models == ("qwen", SHA.lower())
    assert policy.pack_keys == (KEY,)
    assert policy.training is False
    assert policy.fixed() == {
        "mirror": "https://mirror.example/models", "sealed": True, "language": "ru", "pack_keys": [KEY],
        "watch_folders": False,
    }  # fmt: skip


def test_a_variable_of_the_environment_fools_nobody(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "mallory")
    monkeypatch.setenv("HOME", "/tmp/mallory")
    policy = read(written(file, {"data_folder": "/srv/$USER", "log_folder": "~/logs"}))
    assert "mallory" not in policy.data_folder + policy.log_folder


def test_what_is_not_understood_is_told_and_the_rest_holds(file: Path) -> None:
    policy = read(
        written(
            file,
            {
                "seeled": True,
                "mirror": "mirror.example",
                "data_folder": "relative/folder",
                "log_folder": "/srv/$HOSTNAME",
                "model_folders": ["/srv/models", 7],
                "language": "de",
                "training": False,
            },
        )
    )
    assert sorted(codes(policy)) == sorted(
        [
            (Code.POLICY_KEY, "seeled"),
            *((Code.POLICY_VALUE, key)
              for key in ("mirror", "data_folder", "log_folder", "model_folders", "language")),
        ]
    )  # fmt: skip
    assert policy.model_folders == ("/srv/models",)
    assert policy.training is False
    assert policy.fixed() == {"sealed": True}  # for a mirror is wanted, and nobody knows which


def test_of_two_readings_the_stricter_holds(file: Path) -> None:
    policy = read(
        written(
            file, {"sealed": "yes", "training": "no", "allowed_models": "qwen", "pack_keys": ["key of Anna"]}
        )
    )
    assert {key for _, key in codes(policy)} == {"sealed", "training", "allowed_models", "pack_keys"}
    assert policy.sealed and not policy.training
    assert not policy.allows("qwen", "", known=True)
    assert policy.pack_keys == (NOBODY,)


@pytest.mark.parametrize("body", ["{", "[1]", "", '{"sealed": false,}', b"\xff\xfe\x00", "[" * 100_000])
def test_a_file_that_is_none_seals(file: Path, body: Any) -> None:
    policy = read(written(file, body))
    assert (policy.state, policy.sealed) == (PolicyState.DAMAGED, True)
    assert codes(policy) == [(Code.POLICY_DAMAGED, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_windows_editors_are_read(file: Path, encoding: str) -> None:
    policy = read(written(file, json.dumps({"model_folders": ["/srv/Модели"]}).encode(encoding)))
    assert (policy.state, policy.model_folders) == (PolicyState.HONOURED, ("/srv/Модели",))


def test_a_key_that_stands_there_twice_is_told(file: Path) -> None:
    policy = read(written(file, '{"training": false, "training": false}'))
    assert codes(policy) == [(Code.POLICY_VALUE, "training")]


def test_of_two_values_of_one_key_the_stricter_holds(file: Path) -> None:
    twice = [
        '"sealed": true', '"sealed": false', '"training": false', '"training": true',
        '"allowed_models": ["qwen"]', '"allowed_models": ["other"]', f'"pack_keys": ["{KEY}"]',
        '"pack_keys": []', '"mirror": "https://good.example"', '"mirror": "https://evil.example"',
    ]  # fmt: skip
    policy = read(written(file, "{" + ", ".join(twice) + "}"))
    assert policy.sealed and not policy.training and policy.mirror == ""
    assert policy.allowed_models == () and policy.pack_keys == (NOBODY,)
    keys = ["sealed", "training", "allowed_models", "pack_keys", "mirror"]
    assert codes(policy) == [(Code.POLICY_VALUE, key) for key in keys]
    assert {note.params["expected"] for note in policy.notes} == {"once"}
    # Also where only the mirror is in doubt.
    body = '{"mirror": "https://good.example", "mirror": "/srv/models"}'
    assert read(written(file, body)).sealed


def test_a_key_that_stands_twice_in_a_comment_is_nobodys_fault(file: Path) -> None:
    policy = read(written(file, '{"comment": {"sealed": 1, "sealed": 2}, "comment": "", "sealed": false}'))
    assert policy.notes == () and not policy.sealed


@pytest.mark.parametrize(
    ("mirror", "understood"),
    [
        ("HTTPS://Mirror.example/Models", "https://Mirror.example/Models"),
        ("/srv/models", "/srv/models"),
        ("", ""),
        ("htps://mirror.example", None),
        ("https://[x", None),
        ("https://", None),
        ("mirror.example", None),
        (7, None),
    ],
)
def test_a_mirror_that_is_not_understood_closes_the_network(
    file: Path, mirror: object, understood: str | None
) -> None:
    policy = read(written(file, {"mirror": mirror}))
    assert (policy.mirror, policy.sealed) == (understood or "", understood is None)
    assert bool(policy.notes) is (understood is None)


def test_what_a_key_wants_is_said_in_the_language_of_the_sentence() -> None:
    qt_app()
    translator = Translator(RESOURCES / "i18n")
    translator.apply("ru")
    try:
        for expected in Expected:
            said = advice(Problem(Code.POLICY_VALUE, {"key": "mirror", "expected": expected.value}))
            wanted = said.removeprefix("Нужно: ").partition("; остальные")[0]
            assert wanted != said and re.search("[а-я]{3}", wanted), said
            assert expected.value not in wanted.split()
    finally:
        translator.apply("en")


@pytest.mark.parametrize("mode", [0o666, 0o664])
def test_a_file_that_others_may_write_is_refused_aloud(file: Path, mode: int) -> None:
    written(file, {"sealed": False, "mirror": "https://evil.example"}).chmod(mode)
    policy = read(file)
    assert (policy.state, policy.mirror, policy.sealed) == (PolicyState.REFUSED, "", True)
    assert codes(policy) == [(Code.POLICY_REFUSED, "")]


def test_a_folder_that_others_may_write_is_no_better(file: Path) -> None:
    written(file, {"language": "ru"})
    file.parent.chmod(0o777)
    assert read(file).state is PolicyState.REFUSED
    file.parent.chmod(0o755)
    assert read(file).state is PolicyState.HONOURED


def test_a_file_of_somebody_else_is_refused(file: Path) -> None:
    written(file, {"language": "ru"})
    policy = read_policy(
        file, lambda path: administrators_alone(path, owners=(4_000_000,), top=path.parent), {}
    )
    assert policy.state is PolicyState.REFUSED


def test_a_link_is_followed_to_what_it_names(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "policy.json"
    real.parent.mkdir()
    written(real, {"language": "ru"}).chmod(0o666)
    file.symlink_to(real)
    assert read_policy(
        file, lambda path: administrators_alone(path, (0, os.getuid()), tmp_path), {}
    ).state is (PolicyState.REFUSED)
    file.unlink()
    # A link in the middle: its target is an administrator's, the folder that holds it is everybody's.
    real.chmod(0o644)
    everybodys = tmp_path / "everybody"
    everybodys.mkdir()
    (everybodys / "middle").symlink_to(real.parent)
    file.symlink_to(everybodys / "middle" / "policy.json")
    for mode, state in ((0o777, PolicyState.REFUSED), (0o755, PolicyState.HONOURED)):
        everybodys.chmod(mode)
        found = read_policy(file, lambda path: administrators_alone(path, (0, os.getuid()), tmp_path), {})
        assert found.state is state
    file.unlink()
    file.symlink_to(tmp_path / "gone.json")
    assert read(file).state is PolicyState.DAMAGED  # a link to nowhere is no invitation


def test_the_variable_is_for_computers_without_a_policy_alone(file: Path, tmp_path: Path) -> None:
    own = written(tmp_path / "own.json", {"language": "en"})
    assert read(file, **{VARIABLE: str(own)}).language == "en"
    nowhere = read(file, **{VARIABLE: str(tmp_path / "mistyped.json")})
    assert (nowhere.state, nowhere.sealed) == (PolicyState.DAMAGED, True)
    assert nowhere.notes[0].params == {"file": str(tmp_path / "mistyped.json")}
    written(file, {"language": "ru", "sealed": True})
    policy = read(file, **{VARIABLE: str(own)})
    assert (policy.language, policy.sealed) == ("ru", True)
    written(file, "{")
    assert read(file, **{VARIABLE: str(own)}).state is PolicyState.DAMAGED


def test_checking_does_not_ask_who_owns_it(file: Path) -> None:
    written(file, {"sealed": True}).chmod(0o666)
    assert check_policy(file).state is PolicyState.HONOURED


def test_ids_count_for_known_models_and_hashes_for_all() -> None:
    policy = replace(NO_POLICY, allowed_models=("qwen", "ab"))
    assert policy.allows("qwen", "", known=True)
    assert not policy.allows("qwen", "cd", known=False)  # somebody's own file that calls itself so
    assert policy.allows("mine", "ab", known=False)
    assert not policy.allows("other", "", known=True)


# --- what it does to settings and folders ---


def test_a_fixed_setting_stands_over_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    SettingsStore(file).change(language="en", text_size=130)
    store = SettingsStore(file, fixed={"language": "ru", "sealed": True, "pack_keys": [KEY]})
    assert store.values.language == RUSSIAN
    assert (store.values.sealed, store.values.pack_keys, store.values.text_size) == (True, [KEY], 130)
    for name, value in (("language", ENGLISH), ("sealed", False), ("pack_keys", [])):
        with pytest.raises(ProblemError) as caught:
            store.change(**{name: value})
        assert caught.value.problem.code is Code.SET_BY_ADMINISTRATOR
        assert caught.value.problem.params == {"setting": name}
    store.change(sealed=True, text_size=115)  # the same value is no change
    again = SettingsStore(file).values
    assert (again.language, again.sealed, again.text_size) == (ENGLISH, False, 115)


def test_data_lie_where_the_administrator_wants_them(tmp_path: Path) -> None:
    wanted = tmp_path / "Данные" / "anna"
    policy = replace(NO_POLICY, data_folder=str(wanted), log_folder=str(tmp_path / "logs"))
    paths = replace(AppPaths.standard(policy), settings_file=tmp_path / "s.json", pages=tmp_path / "pages")
    paths.prepare()
    assert (paths.data, paths.logs) == (wanted, tmp_path / "logs")
    AppPaths.under(wanted / "trial", policy).prepare()
    with pytest.raises(ProblemError) as caught:
        AppPaths.under(tmp_path / "elsewhere", policy).prepare()
    assert caught.value.problem.code is Code.SET_BY_ADMINISTRATOR
    assert not (tmp_path / "elsewhere").exists()


# --- Windows, as its own language of permissions says it ---

FILE = "O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)"


@pytest.mark.parametrize(
    ("sddl", "good"),
    [
        (FILE, True),
        (FILE.replace("O:BA", "O:SY"), True),
        (FILE + "(A;OICIIO;GA;;;CO)", True),
        (FILE + "(D;;FA;;;WD)", True),
        (FILE.replace("O:BA", "O:S-1-5-21-1-2-3-1001"), False),  # a user made it
        (FILE + "(A;;0x1301bf;;;BU)", False),  # users may modify
        (FILE + "(A;;FW;;;AU)", False),
        (FILE + "(A;CI;WDWO;;;S-1-5-21-1-2-3-1001)", False),
        ("O:BAG:SY", False),
        ("O:BAD:NO_ACCESS_CONTROL", False),
    ],
)
def test_permissions_of_windows(sddl: str, good: bool) -> None:
    assert sddl_is_trusted(sddl) is good
