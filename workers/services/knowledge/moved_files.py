"""Recognises a document whose file was moved or renamed, by its content: it keeps its id, and with it its
chunks, the citations of chats, and the examples made of it."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePath

from workers.contract.paths import system_path
from workers.contract.specs.bases import ItemStatus, document_id
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.text_store import TextStore
from workers.files import sha256_of
from workers.reading.find_files import FoundFile

_AWAY = (ItemStatus.MISSING, ItemStatus.UNREACHABLE)


class MovedFiles:
    """For one job. `lost`: paths of documents whose files it did not find."""

    def __init__(self, text: TextStore, lost: Collection[str]) -> None:
        self._text, self._lost = text, lost
        self._by_hash: dict[str, list[StoredDocument]] = {}
        self._hashes: dict[str, str] = {}

    def find(
        self, fresh: Sequence[FoundFile], check: Callable[[], None]
    ) -> Iterator[tuple[StoredDocument, FoundFile]]:
        """Documents with the files that they are now, each once; a file of the same name comes before others.
        `check` may raise between two files."""
        sizes = set[int]()
        for document in self._text.documents_of_sizes(file.size for file in fresh):
            if self._is_away(document):
                self._by_hash.setdefault(document.hash, []).append(document)
                sizes.add(document.size)
        left = [file for file in fresh if file.size in sizes]
        for same_name in (True, False):
            others = []
            for file in left:
                check()
                known = self._match(file, same_name)
                if known is None:
                    others.append(file)
                else:
                    self._by_hash[known.hash].remove(known)
                    yield known, file
            left = others

    def _match(self, file: FoundFile, same_name: bool) -> StoredDocument | None:
        name = PurePath(file.path).name
        for known in self._by_hash.get(self._hash(file.path), ()):
            if not same_name or PurePath(known.path).name == name:
                return known
        return None

    def _is_away(self, known: StoredDocument) -> bool:
        away = known.status in _AWAY or known.path in self._lost
        return away or not os.path.lexists(system_path(known.path))

    def _hash(self, path: str) -> str:
        """An empty text for a file that cannot be read: whoever reads it says why."""
        if path not in self._hashes:
            try:
                self._hashes[path] = sha256_of(Path(system_path(path)))
            except OSError:
                self._hashes[path] = ""
        return self._hashes[path]


def new_ids(base: str, text: TextStore, paths: Sequence[str]) -> dict[str, str]:
    """Ids by path for documents that are new. One that was moved away has kept the id of its old path."""
    found: dict[str, str] = {}
    again = ""
    while paths:
        ids = {path: document_id(base, path + again) for path in paths}
        used = text.ids_in_use(list(ids.values()))
        found |= ids
        paths = [path for path, key in ids.items() if key in used]
        again += "\n"
    return found
