"""The checks of Health that are about the computer: rules of the administrator, crashes that are remembered,
folders, database, memory, processor, engines. They raise `ProblemError` for what is wrong as a whole;
`HealthRun` sets their limits of time."""

from pathlib import Path

from desktop.core.requests import start
from desktop.features.health.domain.health import LIMITS, Check, CheckName, CheckVerdict
from desktop.features.health.services.health_parts import Parts
from desktop.settings.policy import Policy, PolicyState
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.engine import EngineReport
from workers.contract.health import TryFoldersResult, TryFoldersSpec
from workers.contract.specs.hardware import Hardware
from workers.contract.specs.jobs import Job, Kind

# Bytes; less does not hold a model and an index, or the small model beside the system.
LITTLE_DISK, LITTLE_MEMORY = 2 * 1000**3, 4 * 1024**3


def policy_checks(policy: Policy) -> list[Check]:
    """Whether the administrator's rules are understood; none where there are no rules."""
    facts: dict[str, str | int | float] = {"file": policy.file}
    if policy.state is PolicyState.NONE:
        return []
    if not policy.notes:
        return [Check(CheckName.POLICY, CheckVerdict.OK, facts=facts)]
    return [Check(CheckName.POLICY, CheckVerdict.BAD, problem=note, facts=facts) for note in policy.notes]


def crash_checks(parts: Parts) -> list[Check]:
    """Of what is in use now: a model that was given up for another is nobody's trouble any more."""
    chosen = parts.models.selected("")
    used = {chosen.id if chosen is not None else "", *(base.model for base in parts.bases.list())}
    return [
        Check(CheckName.CRASHES, CheckVerdict.BAD, problem=explained, subject=crash.model or crash.kind)
        for crash, explained in parts.crashes.problems()
        if crash.kind != Kind.CHAT or not crash.model or crash.model in used
    ]


async def folders(parts: Parts) -> list[Check]:
    """Write into each folder of ours; a check for each that takes nothing, one for the others, and one for
    the room on their disks."""
    paths = parts.paths
    roles = {
        "data": paths.data, "models": paths.models, "bases": paths.bases, "downloads": paths.downloads,
        "logs": paths.logs, "pages": paths.pages, "settings": parts.settings_file.parent,
    }  # fmt: skip
    role_of = {str(folder): role for role, folder in reversed(roles.items())}
    name = CheckName.FOLDERS
    checks, good = [], []
    for one in (await _try(parts, TryFoldersSpec(tuple(role_of)))).folders:
        if one.error:
            wrong = Problem(Code.FOLDER_NOT_WRITABLE, {"folder": one.folder}, one.error)
            checks.append(Check(name, CheckVerdict.BAD, one.seconds, wrong, {"role": role_of[one.folder]}))
        else:
            good.append(one)
    if good:
        verdict = LIMITS[name].verdict(max(one.seconds for one in good))
        whole = sum(one.seconds for one in good)
        checks.append(Check(name, verdict, whole, facts={"folders": len(good)}))
        free = min(one.free for one in good)
        lack = Problem(Code.DISK_FULL, {"need": LITTLE_DISK, "free": free}) if free < LITTLE_DISK else None
        verdict = CheckVerdict.BAD if lack else CheckVerdict.OK
        checks.append(Check(CheckName.DISK, verdict, problem=lack, facts={"free": free}))
    return checks


async def shared_folder(parts: Parts, folder: str) -> Check:
    """Read a folder of models that the administrator shares. Raises MODEL_FOLDER_MISSING."""
    (tried,) = (await _try(parts, TryFoldersSpec((), (folder,)))).readable
    if tried.error:
        raise ProblemError(Code.MODEL_FOLDER_MISSING, tried.error, folder=folder)
    return Check(CheckName.SHARED, CheckVerdict.OK, tried.seconds)


async def _try(parts: Parts, spec: TryFoldersSpec) -> TryFoldersResult:
    result = await start(parts.workers, Kind.PROBE, Job.TRY_FOLDERS, to_json(spec))
    return from_json(TryFoldersResult, result)


async def database(parts: Parts) -> Check:
    """Write into the database."""
    parts.database.try_write()
    return Check(CheckName.DATABASE, CheckVerdict.OK)


async def hardware(parts: Parts) -> list[Check]:
    """Look at the computer anew; engines that nobody has tried yet prove themselves meanwhile."""
    begin = parts.clock()
    found = await parts.computer.probe()
    return hardware_checks(found, parts.clock() - begin, parts.models.embedder())


def hardware_checks(found: Hardware, seconds: float, embedder: Path | None) -> list[Check]:
    """What a look at the computer, which took so many seconds, says: memory, processor, the engine for
    answers and that of the search model in use; others are remembered too, and say nothing of this work."""
    free, total = found.memory_free_bytes, found.memory_bytes
    memory = CheckVerdict.OK if total >= LITTLE_MEMORY else CheckVerdict.SLOW
    processor = CheckVerdict.OK if found.avx2 else CheckVerdict.SLOW
    checks = [
        Check(CheckName.MEMORY, memory, facts={"free": free, "total": total}),
        Check(
            CheckName.PROCESSOR, processor, seconds,
            facts={"cpu": found.cpu, "cores": found.cores, "threads": found.threads,
                   "avx2": int(found.avx2), "cards": ", ".join(card.name for card in found.gpus)},
        ),
    ]  # fmt: skip
    reports = (found.engine_report, found.search_reports.get(str(embedder)))
    return [*checks, *(_engine_check(report) for report in reports if report is not None)]


def _engine_check(report: EngineReport) -> Check:
    """What proved itself; `subject` is "search" for a search model."""
    failed = ", ".join(f"{one.name} ({one.device or '?'}): {one.result}" for one in report.failed)
    facts: dict[str, str | int | float] = {
        "engine": report.chosen, "device": report.device, "failed": failed,
    }  # fmt: skip
    wrong = None
    if not report.usable:
        wrong = Problem(Code.SEARCH_UNUSABLE if report.folder else Code.ENGINE_UNUSABLE, {"tried": failed})
    verdict = CheckVerdict.BAD if wrong else CheckVerdict.SLOW if report.fell_back else CheckVerdict.OK
    subject = "search" if report.folder else ""
    return Check(CheckName.ENGINE, verdict, report.seconds, wrong, facts, subject)
