"""The half of the job `repair` that is about vectors: they are made again from the texts."""

from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import RepairSpec
from workers.engines.stores.vector_store import discard
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.maintenance.checking import vector_damage
from workers.services.knowledge.maintenance.marks import unmark
from workers.services.knowledge.reconcile import compare_stores, distrust
from workers.services.knowledge.vectors import opening, soundness


def repair_vectors(bases: Bases, spec: RepairSpec, context: Context) -> int:
    """Throw away vectors that are not as they were written, all of them where they cannot be told apart; how
    many are lacking then. The next reconciliation makes them again from the texts. Without the search model
    they are left for a later look."""
    ref, folder = spec.base, Path(spec.base.folder)
    if not ref.server and not soundness.can_be_read(folder, opening.collection_of(bases.text(ref))):
        discard(folder, ref.id)
    try:
        base = bases.get(ref)
    except ProblemError as error:
        if error.code is Code.EMBEDDER_MISSING:
            return 0
        raise
    damage = vector_damage(base, context)
    if damage.indexes:
        bases.close(ref.id)
        discard(folder, ref.id, ref.server)
        base = bases.get(ref)
    base.vectors.delete(damage.points)
    lacking = sum(compare_stores(base).lacking.values())
    if lacking:
        distrust(base)
    unmark(folder)
    return lacking
