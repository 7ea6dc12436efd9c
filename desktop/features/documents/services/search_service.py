"""Finding passages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.future import Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import send
from workers.contract.messages import Message, Passages, Search
from workers.contract.specs.bases import BaseRef
from workers.contract.specs.jobs import Kind
from workers.contract.specs.search import Filters, Place


class SearchService:
    """Made by the application; a search also runs while documents are being indexed."""

    def __init__(
        self, workers: Workers, bases: BaseService, reranker: Callable[[], Path | None] = lambda: None
    ) -> None:
        """`reranker`: the folder of the model that ranks passages anew, where one is here."""
        self._workers, self._bases, self._reranker = workers, bases, reranker

    def search(
        self,
        base: str,
        question: str,
        k: int = 10,
        previous: str = "",
        filters: Filters | None = None,
        language: str = "",
        *,
        reckon: bool = False,
        gather: bool = False,
        literal: bool = False,
        shown: tuple[str, ...] = (),
        explain: Place | None = None,
        corrected: tuple[str, ...] = (),
        typing: bool = False,
    ) -> Future[Passages]:
        """The best `k` passages; `previous` is the question before, for follow-ups, `language` that of the
        question ("" = by its letters); `reckon`: tables are asked as well; `gather`: what stands
        around the best passages comes along; `literal`: the question is searched as it was typed;
        `shown`: documents that the answer before is from; `explain`: a report comes along, with what
        became of this place; `corrected`: questions of which the same one is looked for; `typing`: the
        question is not finished. Rejects with `ProblemError`."""
        wanted = Search(
            "",
            BaseRef(base, "", ""),
            question,
            k,
            previous,
            filters or Filters(),
            language,
            reckon,
            gather,
            literal,
            shown,
            str(self._reranker() or ""),
            explain,
            corrected,
            typing,
        )
        return spawn(self._search(wanted))

    async def _search(self, wanted: Search) -> Passages:
        base = self._bases.ref(wanted.base.id)
        found: list[Passages] = []

        def on_message(message: Message) -> None:
            if isinstance(message, Passages):
                found.append(message)

        await send(
            self._workers,
            Kind.KNOWLEDGE,
            lambda request: replace(wanted, request=request, base=base),
            on_message,
        )
        return found[-1]
