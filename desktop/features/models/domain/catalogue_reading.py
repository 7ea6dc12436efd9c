"""Reads catalogues of models, and checks what their entries say.

The product's own (`resources/models.json`) must be right as a whole. What an administrator or a model pack
adds is read entry by entry: what is wrong with one is told, and the others count.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.features.models.domain.catalogue import (
    Additions,
    Catalogue,
    CatalogueModel,
    Origin,
    SkippedEntry,
)
from workers.contract.codec import CodecError, from_json
from workers.contract.packs import is_name
from workers.contract.specs.models import Companion, Source
from workers.text.language import DEFAULT, LANGUAGES, SOURCE

FILE_LIMIT = 4 << 20  # bytes of a catalogue file; a hundred entries of wheels in parts are some 500 KiB
# In which a text for people must be there; it may be in the others.
_NEEDED = frozenset({DEFAULT, SOURCE})
_HASH = re.compile(r"[0-9a-f]{64}")
_LICENCE_TEXT = re.compile(r"(texts/)?[A-Za-z0-9][A-Za-z0-9.-]*")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}==[A-Za-z0-9][A-Za-z0-9.+!_-]{0,49}")
_ID = re.compile(r"[\w.-]{1,100}")
_TEXT = 500  # characters that somebody else's description of a model may have
_ADDRESS = 2000
_ENTRIES, _SOURCES, _PARTS, _COMPANIONS = 200, 16, 256, 16
_SIZE = 1 << 50  # bytes
_TOKENS, _PARAMETERS, _CACHE = 1 << 31, 1 << 50, 1 << 32


def parse(untrusted: Any) -> Catalogue:
    """The product's catalogue in decoded JSON; raises `CodecError` when it does not fit or contradicts
    itself."""
    catalogue = from_json(Catalogue, _without_nulls(untrusted))
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
    model = replace(from_json(CatalogueModel, _without_null(untrusted)), origin=Origin.PRODUCT).plain()
    _check(model)
    _check_limits(model)
    return model


def parse_additions(untrusted: Any, where: str, origin: Origin) -> Additions:
    """What somebody adds: an object with `models` (as the product's own) and, from an administrator,
    `replace`. Raises `CodecError` for what is no such object; what is wrong with one entry is told of and
    the entry skipped."""
    if not isinstance(untrusted, Mapping) or not isinstance(untrusted.get("models"), list):
        raise CodecError("an object with a list of models is expected")
    entries = untrusted["models"]
    if len(entries) > _ENTRIES:
        raise CodecError(f"{len(entries)} models, at most {_ENTRIES} are read")
    models: dict[str, CatalogueModel] = {}
    skipped = []
    for at, entry in enumerate(entries):
        name = _name_of(entry, at)
        try:
            model = replace(from_json(CatalogueModel, _without_null(entry)), origin=origin)
            if origin is not Origin.ADMINISTRATOR:
                model = model.plain()
            _check(model)
            _check_limits(model)
            _check_sources(model, origin)
            if model.id in models:
                raise CodecError("another entry has this id")
        except (CodecError, RecursionError) as error:
            skipped.append(SkippedEntry(where, name, str(error)[:_TEXT]))
            continue
        models[model.id] = model
    replacing = origin is Origin.ADMINISTRATOR and untrusted.get("replace") is True
    return Additions(tuple(models.values()), tuple(skipped), replacing)


def _name_of(untrusted: Any, at: int) -> str:
    """How an entry that may be anything is named: by its id, else by its number from 1."""
    name = untrusted.get("id") if isinstance(untrusted, Mapping) else None
    return name if isinstance(name, str) and _ID.fullmatch(name) else f"#{at + 1}"


def _without_nulls(untrusted: Any) -> Any:
    """With `"sha256": null` (not known) as "", in every entry."""
    if not isinstance(untrusted, Mapping) or not isinstance(untrusted.get("models"), list):
        return untrusted
    return {**untrusted, "models": [_without_null(entry) for entry in untrusted["models"]]}


def _without_null(untrusted: Any) -> Any:
    if not isinstance(untrusted, Mapping):
        return untrusted
    entry = {key: value for key, value in untrusted.items() if key != "sha256" or value is not None}
    sources = entry.get("sources")
    if isinstance(sources, list):
        entry["sources"] = [
            {key: value for key, value in source.items() if key != "sha256" or value is not None}
            if isinstance(source, Mapping)
            else source
            for source in sources
        ]
    return entry


def _is_told(text: Mapping[str, str]) -> bool:
    return _NEEDED <= set(text) <= set(LANGUAGES)


def _check(model: CatalogueModel) -> None:
    texts = [model.name, *(text for text in (model.description, model.makeshift) if text)]
    if not all(map(_is_told, texts)):
        raise CodecError(f"{model.id}: a text is needed in {sorted(_NEEDED)}")
    for part in (model.id, model.file):
        if not is_name(part):
            raise CodecError(f"{model.id}: {part!r} is no name of a file")
    if model.licence_text and _LICENCE_TEXT.fullmatch(model.licence_text) is None:
        raise CodecError(f"{model.id}: {model.licence_text!r} is no licence of ours")
    _check_hash(model.id, model.sha256, model.hash_from)
    if model.size <= 0:
        raise CodecError(f"{model.id}: a size is needed")
    if model.russian == "good" and not _is_told(model.russian_source):
        raise CodecError(f"{model.id}: who says that its Russian is good?")
    if model.active_parameters > max(model.parameters, 0):
        raise CodecError(f"{model.id}: more active parameters than there are")
    for source in model.sources:
        _check_source(model, source)


def _check_hash(model: str, sha256: str, hash_from: str) -> None:
    if sha256 and _HASH.fullmatch(sha256) is None:
        raise CodecError(f"{model}: sha256")
    if hash_from not in ("", "hub") or (sha256 and hash_from):
        raise CodecError(f"{model}: hash_from")


def _check_source(model: CatalogueModel, source: Source) -> None:
    if source.type not in ("http", "wheel", "file"):
        raise CodecError(f"{model.id}: source {source.type!r}")
    _check_hash(model.id, source.sha256, source.hash_from)
    if source.type == "wheel" and sum(part.size for part in source.parts) != model.size:
        raise CodecError(f"{model.id}: the parts do not add up to its size")
    if source.convert and not source.file:
        raise CodecError(f"{model.id}: a source in another form needs a file name")
    named = (source.file, *(companion.file for companion in source.companions))
    if any(name and not is_name(name) for name in named):
        raise CodecError(f"{model.id}: a source names no file")
    if not source.file and source.type != "file":
        for mine, its in ((model.sha256, source.sha256), (str(model.size), str(source.size or model.size))):
            if its and mine and mine != its:
                raise CodecError(f"{model.id}: a source is another file than the entry")


def _check_limits(model: CatalogueModel) -> None:
    """What somebody else's entry may hold."""
    words = [model.publisher, model.licence, model.architecture, model.quantization, model.template]
    for texts in (model.name, model.description, model.makeshift, model.russian_source):
        words += texts.values()
    if model.embedding is not None:
        facts = model.embedding
        words += [facts.query_prefix, facts.passage_prefix, facts.pooling, facts.name]
    if any(len(text) > _TEXT or not text.isprintable() for text in words):
        raise CodecError(f"{model.id}: a text is too long, or none")
    limits = (
        (model.size, _SIZE), (model.context, _TOKENS), (model.window, _TOKENS),
        (model.parameters, _PARAMETERS), (model.active_parameters, _PARAMETERS),
        (model.kv_bytes, _CACHE), (model.window_kv_bytes, _CACHE), (model.state_bytes, _SIZE),
        (model.recommended, 100),
    )  # fmt: skip
    if any(not 0 <= value <= limit for value, limit in limits):
        raise CodecError(f"{model.id}: a figure is beyond all reason")
    if model.russian not in ("", "good", "fair", "poor"):
        raise CodecError(f"{model.id}: russian {model.russian!r}")


def _check_sources(model: CatalogueModel, origin: Origin) -> None:
    """Where somebody else's entry may send this computer: to web addresses and packages whose files are known
    by their hashes. An administrator may name folders, and addresses without a hash, too."""
    if not 0 < len(model.sources) <= _SOURCES:
        raise CodecError(f"{model.id}: between 1 and {_SOURCES} sources are needed")
    trusted = origin is Origin.ADMINISTRATOR
    for source in model.sources:
        if len(source.parts) > _PARTS or len(source.companions) > _COMPANIONS:
            raise CodecError(f"{model.id}: too many parts")
        if source.type == "file" and not trusted:
            raise CodecError(f"{model.id}: a pack names no folders")
        if source.type == "http":
            known = bool(source.sha256 or (model.sha256 and not source.file))
            _check_address(model.id, source.address, known or trusted, trusted)
        for part in source.parts:
            if _HASH.fullmatch(part.sha256) is None or not 0 < part.size <= _SIZE:
                raise CodecError(f"{model.id}: a part without hash or size")
            if _REQUIREMENT.fullmatch(part.requirement) is None:
                raise CodecError(f"{model.id}: {part.requirement[:80]!r} is no package and its version")
        for companion in source.companions:
            _check_companion(model.id, companion, trusted)


def _check_companion(model: str, companion: Companion, trusted: bool) -> None:
    if not companion.file or not 0 <= companion.size <= _SIZE:
        raise CodecError(f"{model}: a companion without name or size")
    known = _HASH.fullmatch(companion.sha256) is not None
    if companion.sha256 and not known:
        raise CodecError(f"{model}: sha256 of {companion.file}")
    _check_address(model, companion.address, known or trusted, trusted)


def _check_address(model: str, address: str, known: bool, trusted: bool) -> None:
    schemes = ("https://", "http://") if trusted else ("https://",)
    if not address.startswith(schemes) or len(address) > _ADDRESS or not address.isprintable():
        raise CodecError(f"{model}: {address[:80]!r} is no address that may be asked")
    if not known:
        raise CodecError(f"{model}: what comes from {address[:80]} could not be checked: no sha256")
