"""A model pack: models with their licences in one file, for computers that have no network. Standard library.

A `.bukvarpack` is an uncompressed tar: `pack.json` first (`Pack`), then `pack.sig` where it is signed
(`Signature`), then the files of the models, `models/ID/PATH`, in the order in which `pack.json` names them.
The signature is Ed25519 over the bytes of `pack.json`, which holds the sha256 of everything else.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from workers.contract.codec import CodecError, from_json

SUFFIX = ".bukvarpack"
FORMAT = 1
MANIFEST, SIGNATURE = "pack.json", "pack.sig"
LICENCE_FILE = "LICENCE.txt"  # what the licence becomes in an installed model's folder
# A description travels in one line of the protocol, letters of licences escaped or not.
MANIFEST_LIMIT = 256 << 10  # bytes
_MODELS, _FILES, _SIZE, _TEXT = 64, 64, 1 << 50, 500
_MEMBER = 100  # bytes of a name that a plain header holds
_PART = re.compile(r'[^/\\:*?"<>|\x00-\x1f\x7f]{1,200}')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a model: `path` within the model's folder, with `/`; bytes; sha256 in hexadecimals."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackModel:
    """One model: its entry in the catalogue (without sources), its licence in full, its files."""

    entry: dict[str, Any]
    licence_text: str
    files: tuple[PackFile, ...]

    @property
    def id(self) -> str:
        """The model's id in the catalogue; "" when its entry has none."""
        return str(self.entry.get("id", ""))

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(file.size for file in self.files)

    @property
    def unit(self) -> str:
        """What appears in the model's folder at once: its one file, or the folder that holds its files."""
        return self.files[0].path.split("/")[0]


@dataclass(frozen=True, slots=True)
class Pack:
    """The contents of `pack.json`. `created` is a date, `made_by` the program and its version; `catalogue`
    are entries that the computer's catalogue of models gains: untrusted, for
    `desktop.features.models.domain.catalogue`."""

    format: int
    name: str
    models: tuple[PackModel, ...]
    created: str = ""
    made_by: str = ""
    catalogue: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """The contents of `pack.sig`: public key and signature as hexadecimal digits."""

    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a pack says of itself, read and checked but for the models' own bytes. `key` is whose signature
    holds ("" = not signed)."""

    path: str
    size: int
    pack: Pack
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReadPackSpec:
    """Read the description of one pack. With `keys` only their signatures are accepted."""

    path: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindPacksSpec:
    """Look for packs in folders and in the folders within them; what is no sound pack is passed by."""

    places: tuple[str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPacks:
    """In the order of the places."""

    packs: tuple[PackFacts, ...]


@dataclass(frozen=True, slots=True)
class PackTarget:
    """A model of a pack that is wanted, and the id that it gets here."""

    model: str
    id: str


@dataclass(frozen=True, slots=True)
class InstallPackSpec:
    """Copy models out of a pack into `folder/ID/`; each appears there whole or not at all. `work` holds what
    is under way (resumable) and lies on the same disk."""

    path: str
    targets: tuple[PackTarget, ...]
    folder: str
    work: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is in its place now. `path` is its file, or the embedder's folder."""

    id: str
    entry: dict[str, Any]
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InstallPackResult:
    """All that were wanted."""

    models: tuple[InstalledModel, ...]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file to be packed: its `path` in the pack and where it lies."""

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A model to be packed."""

    entry: dict[str, Any]
    licence_text: str
    files: tuple[PackedFile, ...]


@dataclass(frozen=True, slots=True)
class MakePackSpec:
    """Write a pack. `key` is a file with a private key ("" = not signed); `catalogue` as in `Pack`."""

    path: str
    name: str
    models: tuple[PackedModel, ...]
    made_by: str = ""
    created: str = ""
    key: str = ""
    catalogue: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class MakeKeySpec:
    """Make a pair of keys: the private one into a new file, the public one beside it (`.pub`)."""

    path: str


@dataclass(frozen=True, slots=True)
class MadeKey:
    """The public key, as hexadecimal digits."""

    key: str
    files: tuple[str, ...] = field(default_factory=tuple)


def parse(untrusted: Any) -> Pack:
    """`pack.json` as decoded JSON; raises `CodecError` for what no pack may hold."""
    pack = from_json(Pack, untrusted)
    counts = (len(pack.models), len(pack.catalogue))
    if not any(counts) or max(counts) > _MODELS:
        raise CodecError("models")
    ids = [model.id for model in pack.models]
    if len({name.casefold() for name in ids}) != len(ids) or not all(is_name(name) for name in ids):
        raise CodecError("ids of the models")
    if any(len(text) > _TEXT or not text.isprintable() for text in (pack.name, pack.created, pack.made_by)):
        raise CodecError("texts")
    for model in pack.models:
        _check_files(model)
    return pack


def is_name(part: str) -> bool:
    """Whether a text names one file or folder, and the same one, on every system."""
    plain = part.rstrip(". ") == part and part not in ("", ".", "..")
    return plain and _PART.fullmatch(part) is not None and _RESERVED.fullmatch(part) is None


def member(model: PackModel, file: PackFile) -> str:
    """The name of a file within the container; a short one where the plain one would need an extension of
    the format."""
    plain = f"models/{model.id}/{file.path}"
    return plain if len(plain.encode()) <= _MEMBER else f"models/{file.sha256}"


def _check_files(model: PackModel) -> None:
    paths = [file.path.casefold() for file in model.files]
    if not 0 < len(paths) <= _FILES or len(set(paths)) != len(paths) or model.unit == LICENCE_FILE:
        raise CodecError(f"{model.id}: files")
    for file in model.files:
        parts = file.path.split("/")
        if not all(is_name(part) for part in parts):
            raise CodecError(f"{model.id}: {file.path!r} is no path")
        # One file, or files of one folder: what can be put into its place in one step.
        if parts[0] != model.unit or len(parts) > 2 or (len(paths) > 1 and len(parts) == 1):
            raise CodecError(f"{model.id}: {file.path!r} stands alone")
        if not 0 < file.size <= _SIZE or _SHA256.fullmatch(file.sha256) is None:
            raise CodecError(f"{model.id}: {file.path}")
