"""Gets one model file from the first source that gives it, and lets it appear only when it is whole.

Used by the `fetch` worker, the one process that may reach the network.
"""

import hashlib
import json
import shutil
from pathlib import Path

from workers.contract.codes import Code, KnownProblem
from workers.contract.specs import FetchResult, FetchSpec, Source, VerifySpec
from workers.engines.partial_file import BLOCK, PartialFile, Reporter, hash_file
from workers.engines.sources import file_source, http_source, wheel_source

# Of several failed sources the most telling problem is shown.
_TELLING = (Code.HASH_MISMATCH, Code.SOURCE_UNREACHABLE)


def fetch(spec: FetchSpec, reporter: Reporter) -> FetchResult:
    """Try the sources in order; continue what is under way in `spec.work`. A file that fails its checksum is
    dropped and fetched once more. Raises `KnownProblem`: NO_SOURCE, SOURCE_UNREACHABLE, HASH_MISMATCH,
    DISK_FULL."""
    target = Path(spec.target)
    there = _already_there(spec, target, reporter)
    if there is not None:
        return there
    if not spec.sources:
        raise KnownProblem(Code.NO_SOURCE, model=spec.model)
    partial = PartialFile(Path(spec.work), target.name, reporter)
    problems: list[KnownProblem] = []
    try:
        for source in spec.sources:
            try:
                sha256 = _fill_and_check(source, spec, partial, reporter)
            except KnownProblem as problem:
                if problem.fault.code not in _TELLING:
                    raise
                problems.append(problem)
                continue
            size = partial.done
            partial.publish(target)
            _tidy(Path(spec.work))
            return FetchResult(str(target), sha256, size, source.address or source.type)
    finally:
        partial.close()
    raise min(problems, key=lambda problem: _TELLING.index(problem.fault.code))


def verify(spec: VerifySpec, reporter: Reporter) -> FetchResult:
    """Hash an installed file, or an embedder's folder against its own description, and compare. Raises
    MODEL_DAMAGED, MODEL_MISSING."""
    path = Path(spec.path)
    try:
        if path.is_dir():
            sha256, expected, size = _hash_embedder(path, reporter)
        else:
            sha256, expected, size = hash_file(path, reporter), spec.sha256, path.stat().st_size
    except FileNotFoundError as error:
        raise KnownProblem(Code.MODEL_MISSING, str(error), model=path.name) from error
    except OSError as error:
        raise KnownProblem(Code.FILE_UNREADABLE, str(error), file=path.name) from error
    if expected and sha256 != expected:
        raise KnownProblem(Code.MODEL_DAMAGED, f"{sha256}, not {expected}", model=path.name)
    return FetchResult(str(path), sha256, size, "")


def _already_there(spec: FetchSpec, target: Path, reporter: Reporter) -> FetchResult | None:
    """The target from a run that was killed after its last step; a damaged one is fetched again."""
    if not target.is_file() or not spec.sha256:
        return None
    if hash_file(target, reporter) != spec.sha256:
        return None
    return FetchResult(str(target), spec.sha256, target.stat().st_size, "")


def _fill_and_check(source: Source, spec: FetchSpec, partial: PartialFile, reporter: Reporter) -> str:
    """Fill `partial` from one source; returns its sha256. A wrong result is dropped and fetched once more."""
    for last in (False, True):
        try:
            named = _fill(source, spec, partial, reporter)
            expected = spec.sha256 or named
            if expected in ("", partial.sha256) and spec.size in (0, partial.done):
                return partial.sha256
            problem = KnownProblem(
                Code.HASH_MISMATCH, f"{partial.sha256}, not {expected}", file=Path(spec.target).name
            )
        except KnownProblem as error:
            if error.fault.code is not Code.HASH_MISMATCH:
                raise
            problem = error
        partial.restart()
        if last:
            raise problem
    raise AssertionError("two tries end above")


def _fill(source: Source, spec: FetchSpec, partial: PartialFile, reporter: Reporter) -> str:
    """Returns the sha256 that the source itself names, or ""."""
    if spec.size and partial.done > spec.size:
        partial.restart()
    if spec.sha256 and spec.size and partial.done == spec.size:
        return ""  # complete when the last run ended; the checksum decides
    if source.type == "file":
        path = file_source.find(Path(source.address), _names(spec), spec.size)
        file_source.fill(path, spec.size, spec.sha256, partial, reporter)
    elif source.type == "http":
        return http_source.fill(source.address, spec.size, spec.sha256, partial, reporter)
    elif source.type == "wheel" and source.parts:
        wheel_source.fill(source.parts, partial, reporter)
    else:
        raise KnownProblem(Code.SOURCE_UNREACHABLE, "unknown kind of source", source=source.type)
    return ""


def _names(spec: FetchSpec) -> frozenset[str]:
    """File names, in lower case, under which a folder or a disk may hold the model."""
    suffix = Path(spec.target).suffix
    names = {Path(spec.target).name, f"{spec.model}{suffix}"}
    names |= {
        source.address.rsplit("/", 1)[-1].split("?")[0] for source in spec.sources if source.type == "http"
    }
    names |= {part.member.rsplit("/", 1)[-1] for s in spec.sources if len(s.parts) == 1 for part in s.parts}
    if spec.sha256:
        names |= {spec.sha256, f"{spec.sha256}{suffix}"}
    return frozenset(name.lower() for name in names)


def _tidy(work: Path) -> None:
    """Remove the folder of what was under way when nothing else is in it."""
    for leftover in work.glob("*.wheels"):
        shutil.rmtree(leftover, ignore_errors=True)
    if not any(work.iterdir()):
        work.rmdir()


def _hash_embedder(folder: Path, reporter: Reporter) -> tuple[str, str, int]:
    """(sha256 of graph and tokenizer, the one noted at conversion, bytes) of an embedder's folder."""
    try:
        untrusted = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
        expected = str(untrusted["identity"])
    except (ValueError, KeyError, TypeError) as error:
        raise KnownProblem(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error
    files = [folder / "model.onnx", folder / "tokenizer.json"]
    total, done, digest = sum(path.stat().st_size for path in files), 0, hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                reporter.check()
                digest.update(block)
                done += len(block)
                reporter.progress("verify", done, total)
    return digest.hexdigest(), expected, total
