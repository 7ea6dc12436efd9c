"""Pages of documents as pictures with boxes, and what is read of a file, both by a reader process."""

import json
from collections.abc import Sequence

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import AttachedPages
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Workers
from desktop.core.requests import send, start
from workers.contract.codec import from_json, to_json
from workers.contract.messages import Message, Page, Render
from workers.contract.reading import ExtractedDocument, ReadFileSpec
from workers.contract.specs import Job, Kind, PageView
from workers.temporary import owned_folder


class PageService:
    """Made by the application. The window itself never opens a user's document. `attached` has the pages of
    files that are in no base."""

    attached: AttachedPages | None = None

    def __init__(self, workers: Workers, bases: BaseService, paths: Paths) -> None:
        self._workers, self._bases, self._paths = workers, bases, paths

    def render(
        self, base: str, document: str, start: int = 0, end: int = 0, page: int = 0, width: int = 1024
    ) -> Future[PageView]:
        """The page that holds offset `start` (or page number `page`), `width` pixels wide, with the boxes of
        start…end. Rejects with `ProblemError`."""
        if self.attached is not None and self.attached.holds(document):
            return self.attached.render(document, start, end, page, width)
        return spawn(self._render(base, document, start, end, page, width))

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

    async def _render(
        self, base: str, document: str, start: int, end: int, page: int, width: int
    ) -> PageView:
        ref = self._bases.ref(base)
        folder = self._paths.pages / base
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        views: list[PageView] = []

        def on_message(message: Message) -> None:
            if isinstance(message, Page):
                views.append(message.view)

        await send(
            self._workers,
            Kind.KNOWLEDGE,
            lambda request: Render(request, ref, document, start, end, page, width, str(folder)),
            on_message,
        )
        return views[-1]
