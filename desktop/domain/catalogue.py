"""The catalogue of known models: what `resources/models.json` says, as typed values."""

from dataclasses import dataclass, field
from typing import Any

from desktop.domain.entities import ModelPurpose, ModelRecord, ModelState
from desktop.domain.fit import memory_needed
from workers.contract.codec import CodecError, from_json
from workers.contract.specs import Source

# Where a converted embedder lies within its model's folder.
EMBEDDER_FOLDER = "embedder"
_LANGUAGES = frozenset({"ru", "en"})
_HEX = frozenset("0123456789abcdef")
_TEXT = 500  # characters that somebody else's description of a model may have


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """One known model. `size` in bytes (with no `sha256` it is about right and not checked), `context` in
    tokens, `kv_bytes` a token's keys and values over all layers at 16 bits. `file` is its name on the disk;
    `convert` names the format that a `convert` job turns into the embedder's folder ("" = used as it is)."""

    id: str
    name: dict[str, str]
    purpose: ModelPurpose
    publisher: str
    licence: str
    file: str
    size: int
    sources: tuple[Source, ...]
    sha256: str = ""
    licence_text: str = ""  # file in resources/licenses
    context: int = 0
    parameters: int = 0
    architecture: str = ""
    quantization: str = ""
    kv_bytes: int = 0
    template: str = "metadata"  # where the chat template comes from
    russian: str = ""
    trial: bool = False
    starter: bool = False
    convert: str = ""
    description: dict[str, str] = field(default_factory=dict)

    @property
    def tried(self) -> bool:
        """Whether some source was seen to work when the catalogue was written."""
        return any(source.tried for source in self.sources)

    def record(self) -> ModelRecord:
        """The model as one that is available, not here."""
        return ModelRecord(
            id=self.id,
            name=self.name,
            purpose=self.purpose,
            publisher=self.publisher,
            licence=self.licence,
            size=self.size,
            sha256=self.sha256,
            state=ModelState.AVAILABLE,
            context=self.context,
            parameters=self.parameters,
            architecture=self.architecture,
            quantization=self.quantization,
            russian=self.russian,
            trial=self.trial,
            starter=self.starter,
            memory=memory_needed(self.size, self.kv_bytes, self.context),
            tried=self.tried,
            description=self.description,
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All known models, in the order in which they are shown."""

    models: tuple[CatalogueModel, ...]

    def get(self, model: str) -> CatalogueModel | None:
        return next((item for item in self.models if item.id == model), None)

    def by_sha256(self, sha256: str) -> CatalogueModel | None:
        return next((item for item in self.models if sha256 and item.sha256 == sha256), None)


def parse(untrusted: Any) -> Catalogue:
    """The catalogue in decoded JSON; raises `CodecError` when it does not fit or contradicts itself."""
    catalogue = from_json(Catalogue, untrusted)
    ids = [model.id for model in catalogue.models]
    if len(set(ids)) != len(ids):
        raise CodecError("two models have one id")
    for model in catalogue.models:
        _check(model)
        if not model.sources:
            raise CodecError(f"{model.id}: a source is needed")
    return catalogue


def parse_entry(untrusted: Any) -> CatalogueModel:
    """One entry that came with its model, so without sources; raises `CodecError`."""
    model = from_json(CatalogueModel, untrusted)
    _check(model)
    words = (*model.name.values(), model.publisher, model.licence, model.architecture, model.quantization)
    if any(len(text) > _TEXT or not text.isprintable() for text in (*words, *model.description.values())):
        raise CodecError(f"{model.id}: a text is too long, or none")
    return model


def _check(model: CatalogueModel) -> None:
    texts = [model.name] + ([model.description] if model.description else [])
    if any(set(text) != _LANGUAGES for text in texts):
        raise CodecError(f"{model.id}: a text is needed in {sorted(_LANGUAGES)}")
    for part in (model.id, model.file):
        if not part or part in (".", "..") or any(sign in part for sign in '/\\:*?"<>|'):
            raise CodecError(f"{model.id}: {part!r} is no name of a file")
    if model.sha256 and (len(model.sha256) != 64 or not set(model.sha256) <= _HEX):
        raise CodecError(f"{model.id}: sha256")
    if model.size <= 0:
        raise CodecError(f"{model.id}: a size is needed")
    for source in model.sources:
        if source.type not in ("http", "wheel", "file"):
            raise CodecError(f"{model.id}: source {source.type!r}")
        if source.type == "wheel" and sum(part.size for part in source.parts) != model.size:
            raise CodecError(f"{model.id}: the parts do not add up to its size")
