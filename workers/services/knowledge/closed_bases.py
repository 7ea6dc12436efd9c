"""The texts of bases that are not open yet: words are found in them before the search model is loaded."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import BaseRef
from workers.engines.stores.text_connection import FILE
from workers.engines.stores.text_store import TextStore


def texts_are_there(ref: BaseRef) -> bool:
    """Whether the folder of a base is where it was, if anything was stored in it."""
    return not ref.read or (Path(ref.folder) / FILE).exists()


def texts_of(ref: BaseRef) -> TextStore:
    """The texts of a base, opened. Raises what `TextStore` does, and STORE_GONE where the folder is gone (a
    disk that was taken away): an empty store would be made and taken for the base."""
    if not texts_are_there(ref):
        raise ProblemError(Code.STORE_GONE)
    return TextStore(Path(ref.folder))


class ClosedBases:
    """Thread-safe. `open_base` opens a base whole, which takes a second or more."""

    def __init__(self, open_base: Callable[[BaseRef], object]) -> None:
        self._open_base = open_base
        self._ahead: threading.Thread | None = None
        self._texts: dict[str, TextStore] = {}
        self._lock = threading.Lock()

    def open_ahead(self, ref: BaseRef) -> None:
        """Open the base by and by, one at a time."""
        if self._ahead is None or not self._ahead.is_alive():
            self._ahead = threading.Thread(target=self._open, args=(ref,), name="open", daemon=True)
            self._ahead.start()

    def text(self, ref: BaseRef) -> TextStore:
        """The texts of a base. Raises as `texts_of`."""
        with self._lock:
            if not texts_are_there(ref):  # what is held is of a disk that went: no use when it comes back
                self._let_go(ref.id)
            if ref.id not in self._texts:
                self._texts[ref.id] = texts_of(ref)
            return self._texts[ref.id]

    def names(self) -> list[str]:
        """The ids of those whose texts are held."""
        return list(self._texts)

    def close(self, base: str) -> None:
        """Let the texts of one base go."""
        with self._lock:
            self._let_go(base)

    def _let_go(self, base: str) -> None:
        if (text := self._texts.pop(base, None)) is not None:
            text.close()

    def _open(self, ref: BaseRef) -> None:
        with suppress(ProblemError):  # whoever needs it is told
            self._open_base(ref)
