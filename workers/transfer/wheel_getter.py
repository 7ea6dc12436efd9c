"""Wheels of a package index, got with Range from where a killed installation ended. Two halves of one pipe.

The lower half (`main`) is run by the Python of the environment that is filled, with pip's own parts, so that
a company's index, proxy, credentials and certificates count, and its tags decide. It imports pip and nothing
of ours. Where it cannot do its work, `WheelGetter` says so and pip installs as ever.

Lines down: a package as JSON. Lines up: {"size": bytes} for what is asked about; {"done"} while a wheel
comes, then {"file": name}; {"problem": words} instead.
"""

import contextlib
import functools
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_BLOCK = 1 << 18
_TRIES = 5  # for a wheel whose bytes stop coming in the middle
_PART = ".part"
_HASHES = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class WheelGetter:
    """The upper half; a context manager. `folder` keeps what is under way over kills. `None` answers mean
    that pip shall do it."""

    def __init__(self, python: Path, folder: Path, on_cancel: Callable[[Callable[[], None]], None]) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        found = importlib.util.find_spec("pip")
        place = Path(str(found.origin)).parent.parent if found else Path()
        command = [str(python), "-I", str(Path(__file__).resolve()), str(place), str(folder)]
        environment = {**os.environ, "PIP_CONSTRAINT": "", "PIP_USER": "0"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=folder,
            encoding="utf-8",
        )  # fmt: skip
        on_cancel(self._end)

    def __enter__(self) -> "WheelGetter":
        return self

    def __exit__(self, *error: object) -> None:
        self._end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def size(self, name: str, version: str, lines: str) -> int:
        """Bytes of the wheel that would be got; 0 = not known."""
        answer = self._ask(name, version, lines, "size")
        return int(answer.get("size", 0)) if answer else 0

    def get(self, name: str, version: str, lines: str, on_progress: Callable[[int], object]) -> Path | None:
        """The wheel, whole and with one of the hashes in `lines`; `on_progress` gets the bytes so far."""
        from workers.files import sha256_of  # the lower half, which is this file too, does without

        for _ in range(2):  # a beginning that turns out wrong is dropped, and got once more from its start
            answer = self._ask(name, version, lines, "get", on_progress)
            if answer is None or "file" not in answer:
                return None
            part = self.folder / Path(str(answer["file"])).name
            if part.is_file() and sha256_of(part) in _HASHES.findall(lines):
                return part.replace(part.with_suffix(""))
            part.unlink(missing_ok=True)
        return None

    def _ask(
        self, name: str, version: str, lines: str, what: str, on_progress: Callable[[int], object] = bool
    ) -> dict[str, Any] | None:
        asked = {"what": what, "name": name, "version": version, "hashes": _HASHES.findall(lines)}
        down, up = self._process.stdin, self._process.stdout
        assert down is not None and up is not None
        try:
            down.write(json.dumps(asked) + "\n")
            down.flush()
            while line := up.readline():
                untrusted = json.loads(line)
                if "done" not in untrusted:
                    if "problem" in untrusted:
                        sys.stderr.write(f"{name} is left to pip: {untrusted['problem']}\n")
                        return None
                    return dict(untrusted)
                on_progress(int(untrusted["done"]))
        except (OSError, ValueError, TypeError):
            return None
        return None

    def _end(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()


def main(pip: str, folder: str) -> None:
    """Serve the lines of standard input."""
    sys.path.insert(0, pip)
    # pip is of a pinned version and comes with the product.
    from pip._internal.commands.install import InstallCommand

    command = InstallCommand("install", "")
    options, _ = command.parse_args(["--only-binary=:all:", "--no-input", "--progress-bar=off", "x"])
    with command.main_context():
        session = command.enter_context(command._build_session(options))
        finder = command._build_package_finder(options, session)
        for line in sys.stdin:
            asked = json.loads(line)
            _say(_answer(functools.partial(_serve, finder, session, asked, Path(folder))))


def _answer(serve: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Whatever pip's parts say: it is left to pip itself. Not in its own words: an address in them may hold a
    password or a signature."""
    try:
        return serve()
    except Exception as error:
        return {"problem": getattr(error, "strerror", None) or type(error).__name__}


def _serve(finder: Any, session: Any, asked: dict[str, Any], folder: Path) -> dict[str, Any]:
    from pip._internal.utils.hashes import Hashes
    from pip._vendor.packaging.specifiers import SpecifierSet

    hashes = Hashes({"sha256": asked["hashes"]})
    best = finder.find_best_candidate(asked["name"], SpecifierSet(f"=={asked['version']}"), hashes)
    if best.best_candidate is None:
        return {"problem": "no wheel of it fits"}
    link = best.best_candidate.link
    url = link.url_without_fragment
    if not url.startswith("http"):
        return {"problem": "it does not come from a server"}
    if asked["what"] == "size":
        head = session.head(url, allow_redirects=True, headers={"Accept-Encoding": "identity"})
        return {"size": int(head.headers.get("Content-Length", 0)) if head.ok else 0}
    # Its last part alone: on Windows a name may hold backslashes.
    return _get(session, url, folder / f"{Path(link.filename).name}{_PART}")


def _get(session: Any, url: str, file: Path) -> dict[str, Any]:
    """The rest of a wheel, behind the bytes of it that are in `file`; asked for again where it breaks."""
    for left in reversed(range(_TRIES)):
        try:
            problem = _more(session, url, file)
        except OSError:  # those of pip's session are such
            if not left:
                raise
            continue
        if not problem:
            return {"file": file.name}
        if not left or problem.startswith("status"):
            break
    return {"problem": problem}


def _more(session: Any, url: str, file: Path) -> str:
    """Get what one answer brings; returns what kept it from being the whole ("" = nothing)."""
    there = file.stat().st_size if file.is_file() else 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={there}-"} if there else {})}
    with file.open("ab") as out, session.get(url, headers=headers, stream=True) as answer:
        if answer.status_code not in (200, 206, 416):
            return f"status {answer.status_code}"
        if answer.status_code == 200:  # the server knows no ranges
            out.truncate(0)
            there = 0
        if answer.status_code == 416:
            return ""  # nothing is left
        # Where the line breaks, pip's session ends as if that were all.
        whole = there + int(answer.headers.get("Content-Length") or 0)
        for block in answer.iter_content(_BLOCK):
            out.write(block)
            there += len(block)
            _say({"done": there})
    return "" if there >= whole else f"{there} of {whole} bytes"


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
