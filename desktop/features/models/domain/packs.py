"""What a model pack would bring to this computer. Rules only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.features.models.domain.catalogue import EMBEDDER_FOLDER, CatalogueModel, ModelCatalogue, Origin
from desktop.features.models.domain.catalogue_reading import parse_additions, parse_entry
from workers.contract.codec import CodecError
from workers.contract.packs import PackFacts, PackModel, PackTarget


@dataclass(frozen=True, slots=True)
class PlannedModel:
    """One model of a pack. `record` is the model as it would be here (its `id` may differ from the pack's
    `model`, when another model has that id), `size` bytes in the pack, `here` = there is nothing to do."""

    model: str
    entry: CatalogueModel
    record: ModelRecord
    licence_text: str
    size: int
    here: bool


@dataclass(frozen=True, slots=True)
class PackPlan:
    """A pack as it concerns this computer. `key` is whose signature holds ("" = not signed); `entries` are
    what it adds to the catalogue, as they came, and `offers` what counts of them."""

    path: str
    name: str
    size: int
    created: str
    made_by: str
    key: str
    models: tuple[PlannedModel, ...]
    entries: tuple[dict[str, Any], ...] = ()
    offers: tuple[CatalogueModel, ...] = ()

    @property
    def new(self) -> tuple[PlannedModel, ...]:
        """What is not here yet."""
        return tuple(model for model in self.models if not model.here)

    @property
    def targets(self) -> tuple[PackTarget, ...]:
        """What is not here yet, as an installation names it."""
        return tuple(PackTarget(planned.model, planned.record.id) for planned in self.new)

    @property
    def new_size(self) -> int:
        """Bytes of what is not here yet."""
        return sum(model.size for model in self.new)


def plan(facts: PackFacts, catalogue: ModelCatalogue, records: Sequence[ModelRecord]) -> PackPlan:
    """What a pack would bring, beside the `records` of all models. A model for search that this version does
    not know is left out. Raises `CodecError` for a model that does not fit its own description."""
    taken = {record.id for record in records}
    planned = []
    for model in facts.pack.models:
        one = _plan_model(model, catalogue, records, taken)
        if one is not None:
            taken.add(one.record.id)
            planned.append(one)
    pack = facts.pack
    origin = Origin.PACK_SIGNED if facts.key else Origin.PACK
    offers = parse_additions({"models": list(pack.catalogue)}, pack.name, origin).models
    return PackPlan(
        facts.path, pack.name, facts.size, pack.created, pack.made_by, facts.key, tuple(planned),
        pack.catalogue, tuple(entry for entry in offers if catalogue.get(entry.id) != entry),
    )  # fmt: skip


def _plan_model(
    model: PackModel, catalogue: ModelCatalogue, records: Sequence[ModelRecord], taken: set[str]
) -> PlannedModel | None:
    entry = parse_entry(model.entry)
    if entry.purpose is ModelPurpose.EMBEDDING:
        known = catalogue.get(entry.id)
        if known is None or known.purpose is not ModelPurpose.EMBEDDING or not known.used:
            return None
        if model.unit != EMBEDDER_FOLDER:
            raise CodecError(f"{entry.id}: an embedder is a folder")
        return _planned(model, known, records)
    file = model.files[0]
    if len(model.files) != 1 or file.path != entry.file or not entry.file.lower().endswith(".gguf"):
        raise CodecError(f"{entry.id}: one GGUF file is expected")
    known = catalogue.by_sha256(file.sha256)
    same = catalogue.get(entry.id)
    if known is None and same is not None and not same.sha256 and same.purpose is ModelPurpose.CHAT:
        known = same  # the catalogue does not say which of its builds is meant
    if known is not None:
        return _planned(model, known, records)
    entry = replace(entry, sha256=file.sha256, size=file.size, sources=(), starter=False, convert="")
    own = next((record for record in records if record.sha256 == file.sha256), None)
    if own is not None:
        return _planned(model, replace(entry, id=own.id), records)
    return _planned(model, replace(entry, id=_free_id(entry.id, taken)), records)


def _planned(model: PackModel, entry: CatalogueModel, records: Sequence[ModelRecord]) -> PlannedModel:
    record = next((record for record in records if record.id == entry.id), entry.record())
    here = record.state is ModelState.READY
    return PlannedModel(model.id, entry, record, model.licence_text, model.size, here)


def _free_id(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
