"""Files of one question: read into a store of their own, which no base knows and which goes at the end."""

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.answers import AnswerRequest
from desktop.core.future import CancelledError, Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import new_id, send, start
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Item, Message, Passages, Search
from workers.contract.specs.bases import BaseRef, IndexSpec, ItemStatus, document_id
from workers.contract.specs.jobs import Job, Kind
from workers.temporary import OwnedFolder

_HELD = 8  # stores that are kept; of more the oldest goes
# Path, time of the last change in ns, bytes; empty for a file that is not there.
_Stamp = tuple[str, int, int] | tuple[()]
_READABLE = (ItemStatus.INDEXED, ItemStatus.UNCHANGED, ItemStatus.COPY)


def _stamp(path: str) -> _Stamp:
    try:
        found = Path(path).stat()
    except OSError:
        return ()
    return path, found.st_mtime_ns, found.st_size


@dataclass(slots=True)
class AttachedSet:
    """Files that are asked about together. `documents`: id → path of what was read; `failed`: path → why it
    was not; `done` settles when all were looked at."""

    ref: BaseRef
    paths: tuple[str, ...]
    documents: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Problem] = field(default_factory=dict)
    done: Future[None] | None = None


class AttachedFiles:
    """Used by `ChatService`. The stores lie in a temporary folder that is deleted when the window ends,
    however it does."""

    def __init__(self, workers: Workers, embedder: Callable[[], Path | None]) -> None:
        self._workers, self._embedder = workers, embedder
        self._folder: OwnedFolder | None = None
        self._sets: OrderedDict[tuple[_Stamp, ...], AttachedSet] = OrderedDict()

    def read(self, paths: Sequence[str]) -> AttachedSet:
        """Begin to read files; those that are read already, and have not changed, are not read again. Raises
        EMBEDDER_MISSING."""
        names = tuple(sorted(str(path) for path in paths))
        wanted = tuple(_stamp(path) for path in names)
        if not all(wanted):  # a file that is gone was read while it was there
            wanted = next((key for key, one in reversed(self._sets.items()) if one.paths == names), wanted)
        known = self._sets.get(wanted)
        if known is not None and not known.failed:
            self._sets.move_to_end(wanted)
            return known
        if known is not None:
            self._drop(known)
        embedder = self._embedder()
        if embedder is None:
            raise ProblemError(Code.EMBEDDER_MISSING)
        self._folder = self._folder or OwnedFolder()
        # Of the files as they are: read again after a restart, their places are those that answers name.
        identity = document_id("", f"{names} {wanted}")
        folder = self._folder.path / new_id()
        folder.mkdir(mode=0o700)
        made = self._sets[wanted] = AttachedSet(BaseRef(identity, str(folder), str(embedder)), names)
        made.done = spawn(self._read(made, wanted))
        made.done.then(lambda _: None, lambda error: None)  # told to whoever asks
        while len(self._sets) > _HELD:
            self._drop(self._sets.popitem(last=False)[1])
        return made

    async def search(self, request: AnswerRequest, k: int, language: str) -> Passages:
        """The best places of the files of a question. Rejects with why they could not be read."""
        found = self.read(request.attached)
        assert found.done is not None
        await found.done
        answers: list[Passages] = []

        def on_message(message: Message) -> None:
            if isinstance(message, Passages):
                answers.append(message)

        wanted = Search("", found.ref, request.text, k, "", language=language, reckon=True, gather=True)
        await send(
            self._workers, Kind.KNOWLEDGE, lambda identity: replace(wanted, request=identity), on_message
        )
        return answers[-1]

    def holds(self, document: str) -> str:
        """Path of a document that is one of these files; "" for any other."""
        return next((one.documents[document] for one in self._sets.values() if document in one.documents), "")

    async def ref_of(self, document: str) -> BaseRef | None:
        """Where a document that is one of these files is kept, once those that are being read are; None for
        any other."""
        for one in list(self._sets.values()):
            if document not in one.documents and one.done is not None:
                with contextlib.suppress(ProblemError, CancelledError):  # told to whoever attached them
                    await one.done
            if document in one.documents:
                return one.ref
        return None

    def close(self) -> None:
        """At the quit: nothing of the files stays."""
        self._sets.clear()
        if self._folder is not None:
            self._folder.close()
            self._folder = None

    async def _read(self, found: AttachedSet, stamps: tuple[_Stamp, ...]) -> None:
        def on_message(message: Message) -> None:
            if not isinstance(message, Item):
                return
            if message.status in _READABLE:
                found.documents[message.document] = message.path
            elif message.status in (ItemStatus.FAILED, ItemStatus.SKIPPED) and message.code:
                found.failed[message.path] = Problem.stored(message.code, message.params)

        spec = IndexSpec(found.ref, found.paths, once=True)
        try:
            await start(self._workers, Kind.KNOWLEDGE, Job.INDEX, to_json(spec), on_message)
        except (ProblemError, CancelledError):
            if self._sets.get(stamps) is found:
                del self._sets[stamps]  # the next question tries again
            raise
        if not found.documents:
            raise ProblemError.of(next(iter(found.failed.values()), Problem(Code.NOTHING_TO_IMPORT)))

    def _drop(self, found: AttachedSet) -> None:
        start(self._workers, Kind.KNOWLEDGE, Job.DROP, to_json(found.ref)).then(
            lambda _: None, lambda error: None
        )
