"""Finding passages."""

from desktop.core.base_service import BaseService
from desktop.core.future import Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import send
from workers.contract.messages import Message, Passages, Search
from workers.contract.specs import Filters, Kind


class SearchService:
    """Made by the application; a search also runs while documents are being indexed."""

    def __init__(self, workers: Workers, bases: BaseService) -> None:
        self._workers, self._bases = workers, bases

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
    ) -> Future[Passages]:
        """The best `k` passages; `previous` is the question before, for follow-ups, `language` that of the
        question ("" = by its letters); `reckon`: tables are asked as well; `gather`: what stands
        around the best passages comes along. Rejects with `ProblemError`."""
        filters = filters or Filters()
        return spawn(self._search(base, question, k, previous, filters, language, reckon, gather))

    async def _search(
        self,
        base: str,
        question: str,
        k: int,
        previous: str,
        filters: Filters,
        language: str,
        reckon: bool,
        gather: bool,
    ) -> Passages:
        ref = self._bases.ref(base)
        found: list[Passages] = []

        def on_message(message: Message) -> None:
            if isinstance(message, Passages):
                found.append(message)

        await send(
            self._workers,
            Kind.KNOWLEDGE,
            lambda request: Search(request, ref, question, k, previous, filters, language, reckon, gather),
            on_message,
        )
        return found[-1]
