"""What is installed from a lock is the lock: against an index that offers something newer of everything, with
configuration lying about that asks for it."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer.locks import LOCKS, entries, uv
from installer.locks import install as installing
from installer.locks.make import NAMES
from installer.locks.network import environment, pip_settings
from installer.project import ROOT

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<marker>[^\\]*)")
# Configuration that would replace pins, as it may lie in the project, above it, or at the user's.
_HOSTILE = """
override-dependencies = [{wishes}]
constraint-dependencies = [{wishes}]
resolution = "highest"
prerelease = "allow"
"""


class MadeUpIndex:
    """A folder that is a package index: of each pinned package an empty wheel of that version and of a
    newer version. `lock` is the real lock with the hashes of the empty wheels."""

    def __init__(self, folder: Path, lock: Path) -> None:
        self.folder = folder / "index"
        self.names: list[str] = []
        text = []
        for one in entries(lock.read_text(encoding="utf-8")):
            pin = _PIN.match(one)
            assert pin, one
            name, version = pin["name"], pin["version"]
            self.names.append(name)
            digest = self._wheel(name, version)
            self._wheel(name, "9999.1")
            text.append(f"{name}=={version}{pin['marker'].rstrip()} --hash=sha256:{digest}\n")
        self.lock = folder / lock.name
        self.lock.write_text("".join(text), encoding="utf-8")
        self._pages()

    def _wheel(self, name: str, version: str) -> str:
        normal = re.sub(r"[-_.]+", "_", name).lower()
        place = self.folder / normal.replace("_", "-")
        place.mkdir(parents=True, exist_ok=True)
        wheel, information = place / f"{normal}-{version}-py3-none-any.whl", f"{normal}-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as file:
            metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            file.writestr(f"{information}/METADATA", metadata)
            file.writestr(
                f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            file.writestr(f"{information}/RECORD", "")
        return hashlib.sha256(wheel.read_bytes()).hexdigest()

    def _pages(self) -> None:
        for place in self.folder.iterdir():
            links = "".join(f'<a href="{file.name}">{file.name}</a>' for file in sorted(place.glob("*.whl")))
            (place / "index.html").write_text(f"<html><body>{links}</body></html>", encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_other_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this computer's administrator has told pip is not part of these tests."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for variable in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("UV_INDEX", "UV_FIND_LINKS"):
        monkeypatch.setenv(variable, "")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder whose parents, user and variables all ask for other versions."""
    wishes = ", ".join(
        f'"{name}>=9999"' for name in ("certifi", "numpy", "uv", "cmake", "pytest", "nfpm", "torch")
    )
    settings = _HOSTILE.format(wishes=wishes)
    below = tmp_path / "above" / "project"
    below.mkdir(parents=True)
    project = f'[project]\nname = "other"\nversion = "1"\n[tool.uv]\n{settings}'
    (below / "pyproject.toml").write_text(project, encoding="utf-8")
    (tmp_path / "above" / "uv.toml").write_text(settings, encoding="utf-8")
    user = tmp_path / "user"
    (user / "uv").mkdir(parents=True)
    (user / "uv" / "uv.toml").write_text(settings, encoding="utf-8")
    overrides = tmp_path / "overrides.txt"
    overrides.write_text("certifi>=9999\nnumpy>=9999\n", encoding="utf-8")
    for variable in ("UV_OVERRIDE", "UV_CONSTRAINT", "PIP_CONSTRAINT"):
        monkeypatch.setenv(variable, str(overrides))
    monkeypatch.setenv("UV_RESOLUTION", "highest")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(user))
    monkeypatch.chdir(below)
    return below


@pytest.mark.parametrize("name", NAMES)
def test_an_environment_is_its_lock_file_by_file(
    name: str, tmp_path: Path, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = MadeUpIndex(tmp_path, LOCKS / f"{name}.txt")
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.folder.as_uri())
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "environment"
    installing.install(folder, [index.lock], python=sys.executable)
    installed = _installed(folder)
    expected = _expected(index.lock)
    assert installed == expected
    assert len(installed) > (0 if name == "uv" else 5)


def test_without_the_guard_a_newer_one_would_come(
    tmp_path: Path, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The configuration of this file's other tests does what it threatens to."""
    index = MadeUpIndex(tmp_path, LOCKS / "app.txt")
    values = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    values |= {"UV_DEFAULT_INDEX": index.folder.as_uri(), "UV_CACHE_DIR": str(tmp_path / "cache")}
    command = [
        uv(), "pip", "compile", "--quiet", "--no-header", str(index.lock), "--python-version", "3.11",
        "--no-annotate",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=hostile, env=values, capture_output=True, text=True, check=False)
    assert "certifi==9999.1" in done.stdout, done.stderr


def test_what_no_lock_names_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = MadeUpIndex(tmp_path, LOCKS / "build.txt")
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.folder.as_uri())
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    folder, first, *_ = tmp_path / "environment", *index.names
    installing.install(folder, [index.lock], python=sys.executable)
    shorter = tmp_path / "shorter.txt"
    shorter.write_text(
        "".join(
            one for one in entries(index.lock.read_text(encoding="utf-8")) if not one.startswith(f"{first}==")
        ),
        encoding="utf-8",
    )
    installing.install(folder, [shorter])
    assert _installed(folder) == _expected(shorter)


def test_what_is_left_out_stays_while_the_rest_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program may be running from the environment that another set-up brings up to date."""
    index = MadeUpIndex(tmp_path, LOCKS / "build.txt")
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.folder.as_uri())
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "environment"
    installing.install(folder, [index.lock], python=sys.executable)
    before = _installed(folder)
    installing.install(folder, [index.lock], without=[index.names[0]])
    assert _installed(folder) == before


def test_the_project_is_found_from_a_folder_of_any_name_in_any_locale(tmp_path: Path) -> None:
    folder = tmp_path / "Мой Букварь"
    place = folder / "lib" / "python3.11" / "site-packages"
    place.mkdir(parents=True)
    (place / "_editable_impl_bukvar.pth").write_text(f"{folder}\n", encoding="utf-8")
    installing._point_relatively(folder)
    line = (place / "_editable_impl_bukvar.pth").read_text(encoding="ascii").strip()
    assert (place / line).resolve() == ROOT


def test_locks_that_differ_are_refused(tmp_path: Path) -> None:
    for name, version in (("a", "1"), ("b", "2")):
        (tmp_path / f"{name}.txt").write_text(f"numpy=={version} \\\n    --hash=sha256:{version * 64}\n")
    with pytest.raises(ValueError, match="numpy==1 and numpy==2"):
        installing.requirements([tmp_path / "a.txt", tmp_path / "b.txt"], (), ())


def test_the_locks_of_one_environment_agree() -> None:
    locks = [LOCKS / f"{name}.txt" for name in ("build", "app", "dev", "package")]
    text = installing.requirements(locks, ("llama-cpp-python",), ())
    assert "sqlalchemy==" in text
    assert "llama-cpp-python" not in text


def test_every_pin_has_a_hash() -> None:
    for lock in LOCKS.glob("*.txt"):
        for one in entries(lock.read_text(encoding="utf-8")):
            assert _PIN.match(one), one
            assert "--hash=sha256:" in one, one


def test_nothing_of_the_project_configures_uv() -> None:
    assert "[tool.uv" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for caller in [
        *(ROOT / "installer").rglob("*.py"),
        *(ROOT / "installer").rglob("*.ps1"),
        ROOT / "bootstrap.sh",
    ]:
        for line in caller.read_text(encoding="utf-8").splitlines():
            if re.search(r"""uv(\(\)|\.exe|")?[",' ]+pip["', ]+(install|sync|compile)""", line):
                assert "--no-config" in line, f"{caller}: {line}"


def test_a_companys_network_counts_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "uv.toml"
    file.write_text(
        '[[index]]\nurl = "https://mirror.example/simple"\ndefault = true\n[pip]\nresolution = "lowest"\n',
        encoding="utf-8",
    )
    values = environment(
        {"UV_OVERRIDE": "x", "UV_HTTP_TIMEOUT": "7", "PIP_CONSTRAINT": "y", "PATH": "/bin"},
        {"cert": "/company.crt", "proxy": "http://proxy.example:3128", "trusted-host": "a b"},
        [file],
    )
    assert values["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert values["SSL_CERT_FILE"] == "/company.crt"
    assert values["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert values["UV_INSECURE_HOST"] == "a b"
    assert values["UV_HTTP_TIMEOUT"] == "7"
    assert not {"UV_OVERRIDE", "PIP_CONSTRAINT", "UV_RESOLUTION"} & values.keys()


def test_what_was_told_to_uv_alone_counts_for_pip() -> None:
    values = environment({"UV_DEFAULT_INDEX": "https://mirror.example/simple", "PATH": "/bin"}, {}, [])
    assert values["PIP_INDEX_URL"] == "https://mirror.example/simple"


def test_pips_mirror_goes_before_uvs_own_file_only_where_it_is_nearer(tmp_path: Path) -> None:
    file = tmp_path / "uv.toml"
    file.write_text('index-url = "https://file.example/simple"\n', encoding="utf-8")
    from_file = environment({"PATH": "/bin"}, {"index-url": "https://pip.example/simple"}, [file])
    assert from_file["UV_DEFAULT_INDEX"] == "https://file.example/simple"
    given = environment({"UV_INDEX_URL": "https://given.example/simple"}, {}, [file])
    assert "UV_DEFAULT_INDEX" not in given


def test_pips_own_files_and_variables_are_read(tmp_path: Path) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text(
        "[global]\nindex-url = https://global.example/simple\ntrusted-host = one\n"
        "[install]\nindex-url = https://install.example/simple\n",
        encoding="utf-8",
    )
    values = {**os.environ, "PIP_CONFIG_FILE": str(configuration), "PIP_TRUSTED_HOST": "two"}
    found = pip_settings(values)
    assert found["index-url"] == "https://install.example/simple"
    assert found["trusted-host"] == "two"


def _installed(folder: Path) -> set[tuple[str, str]]:
    (packages,) = folder.glob("lib/python*/site-packages")
    names = (entry.name.removesuffix(".dist-info").rsplit("-", 1) for entry in packages.glob("*.dist-info"))
    return {(name.replace("_", "-").lower(), version) for name, version in names}


def _expected(lock: Path) -> set[tuple[str, str]]:
    """The pins whose markers hold here, as pip judges them."""
    from packaging.markers import Marker

    found = set()
    for one in entries(lock.read_text(encoding="utf-8")):
        pin = _PIN.match(one)
        assert pin
        marker = pin["marker"].split("--hash")[0].strip().removeprefix(";").strip()
        if not marker or Marker(marker).evaluate():
            found.add((re.sub(r"[-_.]+", "-", pin["name"]).lower(), pin["version"]))
    return found
