"""Addresses that people type: understood, or named as no address; shown without anybody's secrets."""

import getpass
from pathlib import Path

import pytest

from desktop.core.entities import ModelPurpose
from desktop.features.health.domain.log_redaction import HIDDEN
from desktop.features.health.services.support_report import shown_place
from desktop.features.models.domain.catalogue import CatalogueModel
from desktop.features.models.services.model_files import sources_at
from desktop.paths import user_path
from workers.contract.addresses import is_place, server, web_address, without_secrets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://mirror.example/models", "https://mirror.example/models"),
        (" HTTP://Mirror.example:8080 ", "http://Mirror.example:8080"),
        ("https://u:p@[::1]:80/x", "https://u:p@[::1]:80/x"),
        ("https://[x", ""),
        ("https://x:port/", ""),
        ("https://", ""),
        ("ftp://x/y", ""),
        ("/srv/models", ""),
        ("vasya:pw@host/models", ""),
    ],
)
def test_which_are_web_addresses(typed: str, meant: str) -> None:
    assert web_address(typed) == meant


def test_a_place_is_a_web_address_or_a_whole_path() -> None:
    for typed in ("https://u:p@mirror.example", "/srv/models", "~", "~/models"):
        assert is_place(typed), typed
    for typed in ("vasya:pw@host/models", "host/models", "htps://host", "ftp://host/x", "models"):
        assert not is_place(typed), typed


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://u:p@mirror.example:80/models?token=1#2", "https://mirror.example:80/models"),
        ("http://u:p@[::1]:80/x", "http://[::1]:80/x"),
        ("https://u:p@[x", "https://"),
        ("/srv/models", "/srv/models"),
        ("/srv/models@office", "/srv/models@office"),
        ("vasya:pw@host/models", "host/models"),
        ("/home/vasya/vasya:pw@host/models", "/home/vasya/host/models"),
    ],
)
def test_no_secret_is_shown(address: str, shown: str) -> None:
    assert without_secrets(address) == shown
    assert server("https://u:p@mirror.example:80/x") == "mirror.example:80"


@pytest.mark.parametrize("mirror", ["https://[x", "https://u:p@h:port/x", "vasya:pw@host/models", "C:pw@x"])
def test_the_report_hides_what_it_does_not_understand(mirror: str) -> None:
    assert shown_place(mirror) == HIDDEN


def test_the_report_is_made_for_a_user_whom_no_directory_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> str:
        raise KeyError("getpwuid(): uid not found: 4242")

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(getpass, "getuser", unknown)
    monkeypatch.setattr(Path, "home", homeless)
    assert shown_place("/srv/models") == "/srv/models"


def test_the_home_of_nobody_is_a_folder_that_is_not_there() -> None:
    typed = "~nouser-of-this-computer/x"
    entry = CatalogueModel("m", {}, ModelPurpose.CHAT, "", "MIT", "m.gguf", 1, ())
    (source,) = sources_at(typed, entry)
    assert (source.type, source.address) == ("file", str(Path(typed).absolute()))
    assert user_path(typed) == Path(typed).absolute()
    assert [one.address for one in sources_at("HTTPS://mirror.example/", entry)] == [
        "https://mirror.example/m.gguf", "https://mirror.example/m/m.gguf",
    ]  # fmt: skip
