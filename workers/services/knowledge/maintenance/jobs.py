"""The jobs of this folder by their names."""

from pathlib import Path
from typing import Any

from workers.contract.codec import from_json
from workers.contract.maintenance.backups import MakeBackupSpec, ReadBackupSpec, RestoreBackupSpec
from workers.contract.specs.bases import CheckBaseSpec, RepairSpec
from workers.contract.specs.jobs import Job
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.maintenance.backing_up import make_backup, restore_backup
from workers.services.knowledge.maintenance.checking import check_base
from workers.services.knowledge.maintenance.repairing import repair
from workers.transfer.backup_file import opened

MAINTENANCE_JOBS = frozenset(
    {Job.CHECK_BASE, Job.REPAIR, Job.MAKE_BACKUP, Job.READ_BACKUP, Job.RESTORE_BACKUP}
)


def maintenance_job(job: Job, params: dict[str, Any], bases: Bases, context: Context) -> object:
    """Do one of `MAINTENANCE_JOBS`."""
    if job is Job.CHECK_BASE:
        return check_base(bases, from_json(CheckBaseSpec, params), context)
    if job is Job.REPAIR:
        return repair(bases, from_json(RepairSpec, params), context)
    if job is Job.MAKE_BACKUP:
        return make_backup(bases, from_json(MakeBackupSpec, params), context)
    if job is Job.RESTORE_BACKUP:
        return restore_backup(from_json(RestoreBackupSpec, params), context)
    spec = from_json(ReadBackupSpec, params)
    with opened(Path(spec.path), spec.password) as backup:
        return backup.facts()
