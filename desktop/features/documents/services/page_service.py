"""Pages of documents as pictures with boxes, and what is read of a file, both by a reader process."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import AttachedPages
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Workers
from desktop.core.requests import send, start
from workers.contract.codec import from_json, to_json
from workers.contract.messages import Describe, Described, Find, Found, Message, PageReply, Render
from workers.contract.reading import ExtractedDocument, ReadFileSpec
from workers.contract.specs.bases import BaseRef
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.pages import DocumentOutline, PageView
from workers.temporary import owned_folder

M = TypeVar("M", bound=Message)


class PageService:
    """Made by the application. The window itself never opens a user's document. `attached` has the pages of
    files that are in no base; it is not waited for where `is_listed` says that a base has the document."""

    attached: AttachedPages | None = None

    def __init__(
        self,
        workers: Workers,
        bases: BaseService,
        paths: Paths,
        is_listed: Callable[[str, str], bool] = lambda base, document: False,
    ) -> None:
        self._workers, self._bases, self._paths = workers, bases, paths
        self._is_listed = is_listed

    def describe(self, base: str, document: str) -> Future[DocumentOutline]:
        """What a document is made of, and how it can be shown. Rejects with `ProblemError`."""

        async def told() -> DocumentOutline:
            described = await self._ask(
                base, document, Described, lambda request, ref: Describe(request, ref, document)
            )
            return described.outline

        return spawn(told())

    def draw(self, base: str, document: str, page: int, width: int) -> Future[PageView]:
        """Page number `page` (from 1), `width` pixels wide, with the places of its words. Rejects with
        `ProblemError`; cancelling it stops the drawing."""

        def wanted(request: str, ref: BaseRef) -> Message:
            folder = self._paths.pages / base if ref.id == base else Path(ref.folder) / "pages"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return Render(request, ref, document, page=page, width=width, folder=str(folder), words=True)

        return self._view(base, document, wanted)

    def part(
        self, base: str, document: str, part: tuple[int, int], quote: tuple[int, int] = (0, 0)
    ) -> Future[PageView]:
        """The stored text between two offsets, of a sheet as rows, with the cells that hold the quote.
        Rejects with `ProblemError`."""
        return self._view(
            base, document, lambda request, ref: Render(request, ref, document, *quote, part=part)
        )

    def find(self, base: str, document: str, words: str) -> Future[Found]:
        """Where words stand in a document. Rejects with `ProblemError`."""
        return spawn(
            self._ask(base, document, Found, lambda request, ref: Find(request, ref, document, words))
        )

    def path_of(self, document: str) -> str:
        """Path of a document that is in no base; "" of any other."""
        return self.attached.holds(document) if self.attached is not None else ""

    def read_file(self, path: str, passwords: Sequence[str] = ()) -> Future[ExtractedDocument]:
        """What is read of a file, as an import would; the passwords are tried on it, and on files inside. No
        base is touched. Rejects with `ProblemError`."""
        return spawn(self._read_file(path, tuple(passwords)))

    async def _read_file(self, path: str, passwords: tuple[str, ...]) -> ExtractedDocument:
        with owned_folder() as folder:
            output = folder / "document.json"
            spec = ReadFileSpec(path, str(output), passwords)
            await start(self._workers, Kind.KNOWLEDGE, Job.READ_FILE, to_json(spec))
            return from_json(ExtractedDocument, json.loads(output.read_text(encoding="utf-8")))

    def _view(self, base: str, document: str, make: Callable[[str, BaseRef], Message]) -> Future[PageView]:
        async def told() -> PageView:
            return (await self._ask(base, document, PageReply, make)).view

        return spawn(told())

    async def _ask(
        self, base: str, document: str, kind: type[M], make: Callable[[str, BaseRef], Message]
    ) -> M:
        attached = None
        if self.attached is not None and not self._is_listed(base, document):
            attached = await self.attached.ref_of(document)
        ref = attached or self._bases.ref(base)
        told: list[M] = []

        def on_message(message: Message) -> None:
            if isinstance(message, kind):
                told.append(message)

        await send(self._workers, Kind.KNOWLEDGE, lambda request: make(request, ref), on_message)
        return told[-1]
