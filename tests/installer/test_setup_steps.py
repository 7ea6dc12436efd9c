"""Setting up as a newcomer sees it: steps in their place, signs of life, causes with advice, a cut off."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from installer.newcomer.run import longest_silence
from installer.project import ROOT

SETUP = ROOT / "installer" / "setup"
# What the tools really say, and the words that the advice must have, in English and Russian.
CAUSES = {
    "disk": (
        "error: failed to write: No space left on device (os error 28)",
        "free some room",
        "освободите место",
    ),
    "memory": ("c++: fatal error: Killed signal terminated program cc1plus", "memory", "памяти"),
    "certificate": (
        "error sending request\n  Caused by: invalid peer certificate: UnknownIssuer",
        "PIP_CERT",
        "PIP_CERT",
    ),
    "pip certificate": (
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]",
        "PIP_CERT",
        "PIP_CERT",
    ),
    "proxy": ("Tunnel connection failed: 407 Proxy Authentication Required", "HTTPS_PROXY", "HTTPS_PROXY"),
    "hash": ("error: Hash mismatch for `certifi==2026.10.18`", "installer/locks", "installer/locks"),
    "lock": (
        "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12",
        "Another program",
        "другая программа",
    ),
    "universe": ("E: Unable to locate package libxcb-cursor0", "universe", "universe"),
    "network": (
        "error: Failed to fetch: dns error: failed to lookup address information",
        "internet",
        "интернет",
    ),
    "apt network": (
        "E: Failed to fetch http://x/y.deb  Temporary failure resolving 'x'",
        "internet",
        "интернет",
    ),
    "gone": ("No solution found: only numpy<2 is available", "mirror", "зеркало"),
    "write": ("mkdir: cannot create directory 'x': Permission denied", "may write", "можно писать"),
    "compiler": ("x.cpp:1:10: fatal error: y.h: No such file or directory", "developers", "разработчикам"),
    "other": ("Traceback (most recent call last):\n  ValueError", "start again", "запустите"),
}


def script(folder: Path, text: str, heartbeat: int = 2) -> str:
    """A shell script that has the machinery of setting up."""
    (folder / "build").mkdir(exist_ok=True)
    return (
        f"set -eu; bukvar_root='{folder}'; bukvar_log='{folder}/build/setup.log'; bukvar_steps=3\n"
        f". '{SETUP}/words.sh'; . '{SETUP}/steps.sh'; . '{SETUP}/packages.sh'\n"
        f"bukvar_heartbeat={heartbeat}\n{text}\n"
    )


def run(folder: Path, text: str, language: str = "en", **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "LANG": f"{language}_XX", "HOME": str(folder), **more}
    return subprocess.run(
        ["bash", "-c", script(folder, text)], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_step_tells_its_place_its_part_and_its_time(tmp_path: Path) -> None:
    work = 'work() { for i in 1 2 3 4 5; do echo "[$i/5] compiling"; sleep 1; done; }'
    done = run(
        tmp_path,
        f'{work}\nbukvar_step compiling "usually 5 min" work\nbukvar_step other "usually short" true',
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 0
    assert lines[0] == "1 of 3: compiling, usually 5 min"
    assert re.fullmatch(r"1 of 3: compiling \(part \d of 5\), usually 5 min, 0:0\d so far", lines[1])
    assert lines[-3].startswith("1 of 3: compiling: done in 0:0")
    assert lines[-2] == "2 of 3: other, usually short"
    assert re.fullmatch(r"2 of 3: other: done in 0:0\d", lines[-1])
    assert "compiling" in (tmp_path / "build" / "setup.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("said", ["Getting: 52 MB of 1.1 GB", "Загрузка: 52 МБ из 1,1 ГБ"])
def test_a_download_tells_how_much_is_there(tmp_path: Path, said: str) -> None:
    done = run(tmp_path, f'work() {{ echo "{said}"; sleep 4; }}\nbukvar_step models soon work')
    assert f"1 of 3: models ({said.split(': ')[1]}), soon, 0:0" in done.stderr


def test_the_longest_silence_is_below_ten_seconds() -> None:
    """In a pipe; on a terminal the line is renewed each second."""
    (beat,) = re.findall(
        r"^bukvar_heartbeat=(\d+)", (SETUP / "steps.sh").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert int(beat) + 1 < 10


def test_a_silence_of_pytest_is_none_of_the_set_up() -> None:
    told = [
        (2.0, "1 of 2: lint\n"),
        (9.0, "1 of 2: done\n"),
        (12.5, "=== test session starts ===\n"),
        (40.0, "....\n"),
    ]
    assert longest_silence(told) == 7.0
    assert longest_silence([*told[:2], (40.0, "a step that hung\n")]) == 31.0


def test_on_a_terminal_one_line_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "step.sh").write_text(
        script(tmp_path, "work() { sleep 3; }\nbukvar_step compiling soon work")
    )
    said = subprocess.run(
        ["script", "-qec", f"stty cols 30; bash '{tmp_path}/step.sh'", "/dev/null"],
        stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60,
        env={"PATH": os.environ["PATH"], "LANG": "en"},
    ).stdout.decode()  # fmt: skip
    assert "\r\x1b[K1 of 3: compiling, soon" in said
    assert said.count("\n") == 1
    assert all(len(line) < 30 for line in said.split("\r\x1b[K")[:-1])  # the last one stays


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("cause", CAUSES)
def test_a_failure_is_one_sentence_and_an_advice(tmp_path: Path, cause: str, language: str) -> None:
    said, english, russian = CAUSES[cause]
    (tmp_path / "said.txt").write_text(f"{said}\n", encoding="utf-8")
    done = run(
        tmp_path, f"fails() {{ cat '{tmp_path}/said.txt' >&2; return 7; }}\nbukvar_step x y fails", language
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(lines) == 5  # the step, told twice; what failed; what to do; where the rest is
    assert (english if language == "en" else russian).lower() in lines[3].lower()
    assert lines[4].endswith("build/setup.log")


def test_a_step_with_a_sentence_of_its_own_ends_with_it(tmp_path: Path) -> None:
    said = "Бумага не найдена. Положите бумагу."
    done = run(
        tmp_path, f'fails() {{ echo "{said}" >&2; return 1; }}\nbukvar_own_words=1\nbukvar_step x y fails'
    )
    assert done.stderr.splitlines()[3] == said
    crash = "fails() { printf 'Traceback (most recent call last):\\n  KeyError: 3\\n' >&2; return 1; }"
    done = run(tmp_path, f"{crash}\nbukvar_own_words=1\nbukvar_step x y fails")
    assert "Traceback" not in done.stderr


def test_only_what_the_failed_step_said_counts(tmp_path: Path) -> None:
    earlier = 'earlier() { echo "No space left on device"; }\nbukvar_step x y earlier'
    done = run(tmp_path, f'{earlier}\nlater() {{ echo "dns error" >&2; return 1; }}\nbukvar_step x y later')
    assert "internet" in done.stderr
    assert "free some room" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_interruption_ends_the_step_with_all_its_processes(tmp_path: Path, number: int) -> None:
    text = f"work() {{ sleep 987 & echo $! >'{tmp_path}/pid'; wait; }}\nbukvar_step x y work"
    process = subprocess.Popen(["bash", "-c", script(tmp_path, text)], stderr=subprocess.PIPE, text=True)
    grandchild = _eventually(lambda: int((tmp_path / "pid").read_text()))
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "start the same command again" in said
    _eventually(lambda: _gone(grandchild))


def test_a_second_one_waits_for_what_a_killed_one_left_at_work(tmp_path: Path) -> None:
    text = f"bukvar_lock; work() {{ sleep 6; echo done >'{tmp_path}/result'; }}\nbukvar_step x y work"
    first = subprocess.Popen(["bash", "-c", script(tmp_path, text)], stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    first.kill()
    first.wait()
    second = run(tmp_path, f"bukvar_lock; cat '{tmp_path}/result'; bukvar_unlock")
    assert second.stdout == "done\n"
    assert "waiting for its end" in second.stderr


def test_both_languages_have_all_sentences() -> None:
    text = (SETUP / "words.sh").read_text(encoding="utf-8")
    russian, english = text.split("    *)\n")
    names = [re.findall(r"^        (\w+)=", part, re.MULTILINE) for part in (russian, english)]
    assert names[0] == names[1]
    for name in names[0]:
        used = any(f"${name}" in file.read_text(encoding="utf-8") for file in _shell_files())
        assert used, name
    for place in re.findall(
        r"\$(say_\w+|title_\w+|advice_\w+|minutes_\w+)", "".join(f.read_text() for f in _shell_files())
    ):
        assert place in names[0], place


def test_a_folder_that_python_cannot_work_in_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "a:b"
    shutil.copytree(SETUP, folder / "installer" / "setup")
    shutil.copy(ROOT / "bootstrap.sh", folder)
    done = subprocess.run(
        ["bash", "-euc", f". '{folder}/bootstrap.sh'; bukvar_bootstrap app 6"],
        env={"PATH": os.environ["PATH"], "LANG": "en"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("Rename it and start again.")


def test_an_empty_program_in_place_of_the_installer_is_replaced(tmp_path: Path) -> None:
    """A disk that was full leaves such files; bash takes an empty one for a success."""
    text = (ROOT / "bootstrap.sh").read_text(encoding="utf-8")
    assert '--version 2>/dev/null)" == "uv "*' in text
    (tmp_path / "uv").write_text("")
    (tmp_path / "uv").chmod(0o755)
    done = run(
        tmp_path,
        f"""[[ "$('{tmp_path}/uv' --version 2>/dev/null)" == "uv "* ]] && echo whole || echo broken""",
    )
    assert done.stdout == "broken\n"


def test_run_starts_through_a_link_and_with_cdpath(tmp_path: Path) -> None:
    """What it finds is the folder of the file, wherever it was typed and whatever the shell looks through."""
    (tmp_path / "real").mkdir()
    for name in ("run", "bootstrap.sh"):
        shutil.copy(ROOT / name, tmp_path / "real")
    shutil.copytree(SETUP, tmp_path / "real" / "installer" / "setup")
    with (tmp_path / "real" / "bootstrap.sh").open("a") as file:
        file.write('bukvar_bootstrap() { echo "$bukvar_root"; exit 0; }\n')
    (tmp_path / "link").symlink_to(tmp_path / "real" / "run")
    for command in ([str(tmp_path / "link")], ["bash", "real/run"]):
        done = subprocess.run(
            command, cwd=tmp_path, env={"PATH": os.environ["PATH"], "CDPATH": str(tmp_path)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stdout == f"{tmp_path}/real\n", done.stderr


class Fake:
    """A folder of made-up programs in front of the real ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self.calls = folder / "calls.txt"

    def add(self, name: str, text: str) -> None:
        program = self.folder / name
        program.write_text(f'#!/bin/bash\necho "{name} $*" >>"{self.calls}"\n{text}\n', encoding="utf-8")
        program.chmod(0o755)

    def run(self, text: str, language: str = "en", **more: str) -> "subprocess.CompletedProcess[str]":
        path = f"{self.folder}:{os.environ['PATH']}"
        return run(self.folder.parent, text, language, PATH=path, **more)

    def called(self) -> str:
        return self.calls.read_text(encoding="utf-8") if self.calls.exists() else ""


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(tmp_path)


def test_who_may_not_use_sudo_reads_what_to_ask_for(fake: Fake) -> None:
    fake.add("id", "echo 1000")
    fake.add("sudo", 'echo "anna is not in the sudoers file." >&2; exit 1')
    done = fake.run("bukvar_system_packages libmissing9:libmissing.so.9 libother1:bin/no-such-program")
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends libmissing9 libother1" in done.stderr
    assert "sudoers" not in done.stderr
    assert "apt-get" not in fake.called()


def test_packages_are_installed_with_sudo_that_asks_nothing(fake: Fake) -> None:
    fake.add("id", "echo 1000")
    fake.add("sudo", 'shift; [ "$1" = true ] || "$@"')
    fake.add("apt-get", "exit 0")
    done = fake.run("bukvar_system_packages libmissing9:libmissing.so.9")
    assert done.returncode == 0, done.stderr
    assert re.search(r"apt-get install -y .*libmissing9", fake.called())


def test_one_of_several_programs_is_enough(fake: Fake) -> None:
    fake.add("no-such-program-b", "exit 0")
    here, missing = "bin/no-such-program-a|no-such-program-b", "bin/no-such-program-a|no-such-program-c"
    done = fake.run(f'bukvar_missing "$(bukvar_python)" "here:{here}" "missing:{missing}"')
    assert "here" not in done.stdout and "missing" in done.stdout.split()


def test_a_system_without_apt_gets_the_names(fake: Fake, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("grep", "date", "wc", "tail", "cat", "find", "id", "head", "sed", "sleep"):
        (tools / name).symlink_to(shutil.which(name) or "")
    (tools / "bash").symlink_to("/bin/bash")
    (tools / "python3").symlink_to(os.path.realpath(sys.executable))
    done = run(tmp_path, "bukvar_system_packages libmissing9:libmissing.so.9", PATH=str(tools))
    assert done.returncode == 1
    assert "libmissing9" in done.stderr
    assert "your system may call them otherwise" in done.stderr


def test_an_old_python_is_told_before_anything_is_installed(fake: Fake) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        fake.add(name, 'case "$1" in --version) echo Python 3.10.12 ;; *) exit 1 ;; esac')
    fake.add("apt-get", "exit 0")
    done = fake.run("bukvar_system_packages libmissing9:libmissing.so.9")
    assert done.returncode == 1
    assert "here is Python 3.10.12" in done.stderr
    assert "BUKVAR_SYSTEM_PYTHON" in done.stderr
    assert "apt-get" not in fake.called()


def test_another_python_can_be_chosen(fake: Fake) -> None:
    fake.add("python3", "exit 1")
    fake.add("my-python", f'exec "{os.path.realpath(ROOT / ".venv" / "bin" / "python")}" "$@"')
    done = fake.run("bukvar_python", BUKVAR_SYSTEM_PYTHON=str(fake.folder / "my-python"))
    assert done.stdout == str(fake.folder / "my-python")


def test_the_range_of_pythons_is_the_projects() -> None:
    text = (SETUP / "packages.sh").read_text(encoding="utf-8")
    oldest, newest = (
        re.findall(rf"^bukvar_python_{name}=(\d+)", text, re.MULTILINE)[0] for name in ("oldest", "newest")
    )
    wanted = re.findall(
        r'^requires-python = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert wanted == [f">=3.{oldest},<3.{int(newest) + 1}"]


def _eventually(ask: Callable[[], int]) -> int:
    """What `ask` answers as soon as it answers without an error."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return ask()
        except (OSError, ValueError, AssertionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _gone(pid: int) -> int:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0
    assert ") Z " in state, f"{pid} is still at work"
    return 0


def _shell_files() -> list[Path]:
    return [ROOT / "bootstrap.sh", ROOT / "run", ROOT / "test", SETUP / "steps.sh", SETUP / "packages.sh"]
