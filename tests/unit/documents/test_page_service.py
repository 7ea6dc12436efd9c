"""Pages of a base's documents, and of files that are in no base."""

from typing import Any, cast

from desktop.core.future import Future
from desktop.features.documents.services.page_service import PageService
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import BaseRef


class _Reading:
    """Files that are being read, for a long time."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def holds(self, document: str) -> str:
        return ""

    async def ref_of(self, document: str) -> BaseRef | None:
        self.asked.append(document)
        return await Future[BaseRef]()


class _Bases:
    def ref(self, base: str) -> BaseRef:
        raise ProblemError(Code.BASE_UNKNOWN, name=base)


def test_a_document_of_a_base_waits_for_no_attached_file() -> None:
    nobody = cast(Any, None)
    pages = PageService(nobody, cast(Any, _Bases()), nobody, lambda base, document: document == "listed")
    reading = pages.attached = _Reading()
    ends: list[BaseException] = []
    listed, other = pages.describe("b", "listed"), pages.describe("b", "other")
    listed.then(lambda outline: None, ends.append)
    assert listed.completed
    assert isinstance(ends[0], ProblemError)
    assert not other.completed
    assert reading.asked == ["other"]
