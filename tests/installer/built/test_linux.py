"""The .deb and the .run on a clean Debian: installed, used with the network cut, upgraded, removed."""

import json
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.newcomer.bare_system import BareSystem
from installer.project import ROOT
from tests.helpers.commands import run
from tests.helpers.models import CHAT, EMBEDDER, install_into

pytestmark = pytest.mark.timeout(1800)
OLDER = "0.0.9"
BASE, QUESTION = "Северный ветер", "Сколько календарных дней длится основной отпуск?"
HOME = "/root"
DATA = f"{HOME}/.local/share/bukvar"
CALLS = "/tmp/calls.log"
WATCHED = (
    "strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,sendmmsg", "-o", CALLS,
)  # fmt: skip
SAMPLES = ROOT / "resources" / "samples"


def newest(pattern: str) -> Path:
    """An installer in dist/, or a failure that says how to make it."""
    found = sorted((ROOT / "dist").glob(pattern), key=lambda file: file.stat().st_mtime)
    assert found, f"no dist/{pattern}: run `python -m installer linux`"
    return found[-1]


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareSystem]:
    made = BareSystem("bookworm", tmp_path_factory.mktemp("debian") / "корень")
    made.apt("update")
    made.put(SAMPLES, "/tmp/samples")
    yield made
    made.remove()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("models")
    install_into(data)
    assert run(data, "pack", "make", "Первые", CHAT, EMBEDDER, folder=data).code == 0
    return data / "Первые.bukvarpack"


@pytest.fixture(scope="module")
def installed(debian: BareSystem, pack: Path) -> BareSystem:
    """The package with what it depends on, and a pack with models where it was received."""
    debian.put(newest("bukvar_*_amd64.deb"), "/tmp/bukvar.deb")
    debian.apt("install", "/tmp/bukvar.deb")
    debian.put(pack, f"{HOME}/Downloads/{pack.name}")
    return debian


def rows(said: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return [row for row in found if "progress" not in row]


def outgoing(debian: BareSystem) -> list[str]:
    """What the watched processes asked of the network, refused by the seal or not, as strace has seen it."""
    calls = debian.path(CALLS).read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("AF_UNIX" in line for line in calls)  # it did watch
    return [line for line in calls if re.search(r"AF_INET|AF_PACKET|sin6?_port=", line)]


def test_it_is_no_larger_than_promised(installed: BareSystem) -> None:
    assert newest("bukvar_*_amd64.deb").stat().st_size <= 130e6
    said = installed.run("dpkg-query", "--show", "--showformat", "${Installed-Size}", "bukvar").stdout
    assert int(said) <= 380 * 1024  # KiB


def test_no_library_is_missing(installed: BareSystem) -> None:
    script = "find /opt/bukvar -name '*.so*' -type f -exec ldd {} + 2>/dev/null | grep 'not found' | sort -u"
    lost = installed.run("sh", "-c", script, check=False, LD_LIBRARY_PATH="/opt/bukvar/_internal").stdout
    # Loaded only where a graphics card has its loader, or the desktop is one of Wayland.
    assert [line.strip() for line in lost.splitlines() if not re.match(r"\s*lib(vulkan|wayland)", line)] == []


@pytest.mark.parametrize("kind", ["chat", "examples", "fetch", "knowledge", "probe", "watch"])
def test_every_worker_starts(installed: BareSystem, kind: str) -> None:
    """Each loads libraries of its own; the window would tell of a missing one only when it is needed."""
    said = installed.run("/opt/bukvar/bukvar-worker", kind, offline=True, check=False, stdin="")
    assert rows(said.stdout)[0]["type"] == "hello", said.stderr[-2000:]


def test_from_installed_to_a_cited_answer_without_a_network(installed: BareSystem) -> None:
    installed.apt("install", "strace")
    for words in (
        ("models", "prepare"),
        ("base", "create", BASE),
        ("import", "--base", BASE, "/tmp/samples"),
        ("ask", "--base", BASE, "--json", QUESTION),
    ):
        done = installed.run(*WATCHED, "bukvar", *words, offline=True, QT_QPA_PLATFORM="offscreen")
        assert outgoing(installed) == []
    (answer,) = rows(done.stdout)
    assert "28" in str(answer["answer"]) and answer["citations"]
    assert [str(file) for file in installed.path(f"{HOME}/.cache").rglob("*") if not file.is_dir()] == []


def test_the_window_opens_and_is_looked_at(installed: BareSystem) -> None:
    installed.apt("install", "xvfb")
    settings = installed.path(f"{HOME}/.config/bukvar/settings.json")
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"language": "ru", "first_start_done": True}), encoding="utf-8")
    script = (
        "mkdir -p /tmp/screen && Xvfb :7 -screen 0 1280x840x24 -fbdir /tmp/screen >/dev/null 2>&1 & sleep 2; "
        f"DISPLAY=:7 QT_QPA_PLATFORM=xcb {' '.join(WATCHED)} timeout 25 bukvar >/tmp/window.log 2>&1; true"
    )
    command = installed.command("sh", "-c", script, offline=True)
    values = {
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": HOME,
        "LANG": "ru_RU.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    with subprocess.Popen(command, env=values) as process:
        time.sleep(15)
        screen = installed.path("/tmp/screen/Xvfb_screen0")
        picture = ROOT / "build" / "installed.png"
        picture.parent.mkdir(exist_ok=True)
        shutil.copy2(screen, picture.with_suffix(".xwd"))
        process.wait(60)
    subprocess.run(["convert", f"xwd:{picture.with_suffix('.xwd')}", picture], check=True)
    log = installed.path("/tmp/window.log").read_text(encoding="utf-8", errors="replace")
    assert outgoing(installed) == []
    assert "Traceback" not in log and "could not load" not in log.lower(), log
    colours = subprocess.run(
        ["identify", "-format", "%k", picture], capture_output=True, text=True, check=True
    ).stdout
    assert int(colours) > 200  # a painted window, no empty screen


def test_files_are_opened_by_it(installed: BareSystem) -> None:
    entry = installed.path("/usr/share/applications/bukvar.desktop").read_text(encoding="utf-8")
    assert "application/vnd.bukvar.pack" in entry and "application/x-gguf" in entry
    assert installed.path("/usr/share/mime/packages/bukvar.xml").is_file()
    assert installed.run("bukvar", "--help").stdout.startswith("usage: bukvar")


def test_it_knows_its_version(installed: BareSystem) -> None:
    version = installed.run("dpkg-query", "--show", "--showformat", "${Version}", "bukvar").stdout
    assert installed.run("bukvar", "--version").stdout == f"Bukvar {version}\n"
    parts = json.loads(installed.path("/opt/bukvar/licences/bukvar.cdx.json").read_text(encoding="utf-8"))
    assert parts["metadata"]["component"]["version"] == version
    page = "/tmp/security.html"
    installed.run("bukvar", "report", "security", "--output", page, offline=True, QT_QPA_PLATFORM="offscreen")
    assert f"Bukvar {version}" in installed.path(page).read_text(encoding="utf-8")


def older(package: Path, folder: Path) -> Path:
    """The package as an earlier release: another version, and a file that this one no longer has."""
    tree, made = folder / "tree", folder / "older.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    control.write_text(re.sub(r"(?m)^Version: .*$", f"Version: {OLDER}", text), encoding="utf-8")
    place = tree / "opt" / "bukvar"
    place.joinpath("VERSION").write_text(f"{OLDER}\n", encoding="utf-8")
    place.joinpath("_internal", "former.so").write_bytes(b"of the earlier release")
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, made], check=True)
    shutil.rmtree(tree)
    return made


def test_an_upgrade_keeps_and_upgrades_the_data_with_a_copy(installed: BareSystem, tmp_path: Path) -> None:
    """From an earlier package, and from data that a much earlier program has written."""
    installed.put(older(newest("bukvar_*_amd64.deb"), tmp_path), "/tmp/older.deb")
    installed.apt("install", "--allow-downgrades", "/tmp/older.deb")
    assert installed.run("bukvar", "--version").stdout == f"Bukvar {OLDER}\n"
    former = installed.path("/opt/bukvar/_internal/former.so")
    assert former.is_file()
    database = installed.path(f"{DATA}/bukvar.sqlite")
    database.rename(database.with_suffix(".now"))
    for more in ("-wal", "-shm"):
        Path(f"{database}{more}").unlink(missing_ok=True)
    old = sqlite3.connect(database)
    old.executescript((ROOT / "tests/fixtures/version_1.sql").read_text(encoding="utf-8"))
    old.close()
    installed.apt("install", "/tmp/bukvar.deb")
    assert installed.run("bukvar", "--version").stdout != f"Bukvar {OLDER}\n" and not former.exists()
    said = installed.run("bukvar", "base", "list", "--json", offline=True).stdout
    assert rows(said)
    assert list(installed.path(f"{DATA}/backups").iterdir())
    database.with_suffix(".now").replace(database)
    for more in ("-wal", "-shm"):
        Path(f"{database}{more}").unlink(missing_ok=True)


def test_an_older_program_refuses_newer_data_and_changes_nothing(installed: BareSystem) -> None:
    database = installed.path(f"{DATA}/bukvar.sqlite")
    connection = sqlite3.connect(database)
    (version,) = connection.execute("SELECT version FROM schema_version").fetchone()
    connection.execute("UPDATE schema_version SET version = ?", (version + 1000,))
    connection.commit()
    connection.close()
    before = database.read_bytes()
    refused = installed.run("bukvar", "base", "list", offline=True, check=False)
    assert refused.returncode == 1 and "newer" in refused.stderr
    assert database.read_bytes() == before
    connection = sqlite3.connect(database)
    connection.execute("UPDATE schema_version SET version = ?", (version,))
    connection.commit()
    connection.close()


def test_removing_leaves_the_users_data(installed: BareSystem) -> None:
    said = installed.run("apt-get", "-y", "remove", "bukvar", LC_ALL="ru_RU.UTF-8").stdout
    assert "остались у каждого пользователя в ~/.local/share/bukvar" in said
    assert not installed.path("/opt/bukvar").exists()
    assert installed.path("/opt").is_dir()  # it is the system's, though nothing lies in it now
    assert not installed.path("/usr/bin/bukvar").is_symlink()
    assert installed.path(f"{DATA}/bukvar.sqlite").is_file()
    assert "Bukvar is removed" in installed.run("dpkg", "--purge", "bukvar").stdout
    assert installed.path("/opt").is_dir() and installed.path(f"{DATA}/bukvar.sqlite").is_file()


def test_a_user_installs_it_without_root(installed: BareSystem) -> None:
    """On a computer that has what a desktop has, in a home with Cyrillic letters and a space.

    Twice, which is an upgrade; then it goes by its list.
    """
    debian, user, home = installed, "ivan", "/home/Иван Петров"
    debian.apt("install", "xz-utils", "bzip2")
    debian.run("useradd", "--create-home", "--home-dir", home, user)
    debian.put(newest("bukvar-*.run"), "/tmp/bukvar.run")
    for _ in range(2):
        done = debian.run("sh", "/tmp/bukvar.run", user=user, HOME=home, LANG="ru_RU.UTF-8", offline=True)
        assert "Готово" in done.stdout, done.stdout
    place = debian.path(f"{home}/.local/opt/bukvar")
    assert not place.with_name("bukvar.old").exists() and not place.with_name("bukvar.new").exists()
    program = f"{home}/.local/bin/bukvar"
    created = debian.run(program, "base", "create", BASE, "--json", user=user, HOME=home, offline=True)
    assert rows(created.stdout)[0]["base"] == BASE
    entry = debian.path(f"{home}/.local/share/applications/bukvar.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/opt/bukvar/bukvar" %F' in entry
    foreign = place / "моё.txt"
    foreign.write_text("не трогать", encoding="utf-8")
    gone = debian.run(f"{home}/.local/opt/bukvar/uninstall.sh", user=user, HOME=home, offline=True)
    assert "Bukvar is removed" in gone.stdout
    assert [file.name for file in place.rglob("*") if not file.is_dir()] == ["моё.txt"]
    assert debian.path(f"{home}/.local/share/bukvar/bukvar.sqlite").is_file()
    assert not debian.path(program).is_symlink()
