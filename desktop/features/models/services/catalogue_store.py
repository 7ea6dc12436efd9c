"""The catalogue as it counts on this computer: the product's own, what the administrator adds or puts in its
place, what model packs brought."""

import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.core.entities import ModelPurpose
from desktop.features.models.domain.catalogue import (
    Additions,
    Catalogue,
    CatalogueModel,
    Origin,
    SkippedEntry,
)
from desktop.features.models.domain.catalogue_reading import FILE_LIMIT, parse_additions
from workers.contract.codec import CodecError, decode_json
from workers.files import read_file, sha256, write_whole

_PACKS = 64  # packs whose entries are kept
_NEEDED = (ModelPurpose.CHAT, ModelPurpose.EMBEDDING)


class CatalogueStore:
    """Made by the application; read by the services of models and packs. `administrators` is a file that may
    not be there; `trusted` says whether a file is in the hands of administrators alone; `keys` gives the
    public keys one of which must have signed a pack, where there are any."""

    def __init__(
        self,
        product: Catalogue,
        folder: Path,
        administrators: Path | None = None,
        trusted: Callable[[Path], bool] = lambda file: True,
        keys: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._product, self._folder = product, folder
        self._file, self._trusted, self._keys = administrators, trusted, keys
        self._catalogue = product
        self._skipped: tuple[SkippedEntry, ...] = ()
        self.reload()

    # --- what it says ---

    @property
    def models(self) -> tuple[CatalogueModel, ...]:
        """All models, in the order in which they are shown."""
        return self._catalogue.models

    @property
    def skipped(self) -> tuple[SkippedEntry, ...]:
        """What does not count of that which was added, and why."""
        return self._skipped

    def get(self, model: str) -> CatalogueModel | None:
        """By id; None for a model that no source of the catalogue has."""
        return self._catalogue.get(model)

    def by_sha256(self, sha256: str) -> CatalogueModel | None:
        """The model whose file has this hash (hex); None when none has, or for ""."""
        return self._catalogue.by_sha256(sha256)

    # --- what changes it ---

    def reload(self) -> None:
        """Read everything again, the administrator's last: what he says counts more than a pack."""
        catalogue = self._product
        skipped: list[SkippedEntry] = []
        for file in self._pack_files():
            origin, additions = self._read_pack(file)
            skipped += additions.skipped
            new, refused = self._of_a_pack(additions.models, origin, file.name)
            catalogue = catalogue.with_entries(new)
            skipped += refused
        own = self._read_administrators()
        skipped += own.skipped
        if own.replace:
            given = {entry.purpose for entry in own.models}
            kept = [m for m in self._product.models if m.purpose in _NEEDED and m.purpose not in given]
            catalogue = Catalogue(tuple(kept))
        self._catalogue, self._skipped = catalogue.with_entries(own.models), tuple(skipped)
        for each in skipped:
            sys.stderr.write(f"catalogue {each.where}: {each.entry} is skipped: {each.reason}\n")

    def add_from_pack(self, untrusted_entries: Sequence[Any], pack: str, key: str) -> Additions:
        """Keep the entries of a pack whose description was read and whose signature (`key`, "" = none) holds.
        Returns what counts of them and what does not."""
        origin = Origin.PACK_SIGNED if key else Origin.PACK
        additions = parse_additions({"models": list(untrusted_entries)}, pack, origin)
        if additions.models:
            content = {"pack": pack, "key": key, "models": list(untrusted_entries)}
            written = json.dumps(content, ensure_ascii=False, sort_keys=True)
            write_whole(self._folder / f"{sha256(written)[:32]}.json", written, private=True)
            self.reload()
        new, refused = self._of_a_pack(additions.models, origin, pack)
        return Additions(tuple(new), (*additions.skipped, *refused))

    # --- reading ---

    def _pack_files(self) -> list[Path]:
        """Oldest first."""
        try:
            files = list(self._folder.glob("*.json"))
        except OSError:
            return []
        return sorted(files, key=_changed)[-_PACKS:]

    def _read_pack(self, file: Path) -> tuple[Origin, Additions]:
        """The entries that a pack brought. Whose signature counts is asked anew: keys may have changed."""
        try:
            untrusted = _read(file)
            key = str(untrusted.get("key", ""))
            name = str(untrusted.get("pack", ""))[:200]
            trusted = self._keys()
            if trusted and key not in trusted:
                reason = "the pack is not signed by a key that is trusted here"
                return Origin.PACK, Additions((), (SkippedEntry(name, "", reason),))
            origin = Origin.PACK_SIGNED if key else Origin.PACK
            return origin, parse_additions(untrusted, name, origin)
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            return Origin.PACK, Additions((), (SkippedEntry(file.name, "", repr(error)[:200]),))

    def _of_a_pack(
        self, entries: Sequence[CatalogueModel], origin: Origin, where: str
    ) -> tuple[list[CatalogueModel], list[SkippedEntry]]:
        """Which entries of a pack count. One that nobody signed does not take the place of the product's: the
        same name would lead to other bytes."""
        known = {model.id: model for model in self._product.models}
        good, refused = [], []
        unsigned = "the product has a model of this id, and the pack is not signed"
        otherwise = "the product's model of this id has another use"
        for entry in entries:
            replaced = known.get(entry.id)
            if replaced is None:
                good.append(entry)
            elif origin is Origin.PACK_SIGNED and replaced.purpose is entry.purpose:
                good.append(entry.standing_as(replaced))
            else:
                reason = otherwise if origin is Origin.PACK_SIGNED else unsigned
                refused.append(SkippedEntry(where, entry.id, reason))
        return good, refused

    def _read_administrators(self) -> Additions:
        file = self._file
        if file is None:
            return Additions(())
        try:
            if not stat.S_ISREG(file.stat().st_mode):
                return Additions((), (SkippedEntry(str(file), "", "it is not a file"),))
            if not self._trusted(file):
                return Additions(
                    (), (SkippedEntry(str(file), "", "others than administrators may change it"),)
                )
            return parse_additions(_read(file), str(file), Origin.ADMINISTRATOR)
        except (FileNotFoundError, NotADirectoryError):
            # A link that leads nowhere was meant to be a catalogue.
            missing = SkippedEntry(str(file), "", "a link that leads to no file")
            return Additions((), (missing,) if os.path.islink(file) else ())
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            return Additions((), (SkippedEntry(str(file), "", repr(error)[:200]),))


def _changed(file: Path) -> float:
    """When a file was changed; 0 for one that cannot be looked at (reading it tells why)."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _read(file: Path) -> Any:
    """The JSON object in a file of reasonable length; raises OSError, ValueError."""
    untrusted = decode_json(read_file(file, FILE_LIMIT))
    if not isinstance(untrusted, dict):
        raise CodecError("an object is expected")
    return untrusted
