"""The question that an empty chat offers."""

from typing import Any, cast

from desktop.core.entities import Document, DocumentState
from desktop.core.future import Future
from desktop.features.chat.viewmodels.example_question import ExampleQuestion
from workers.contract.messages import Passages
from workers.contract.specs.search import Filters, Passage


class Shelf:
    """Stands for the documents of a base and for their search, which answers when told."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.asked: list[tuple[str, Future[Passages]]] = []

    def list(self, base: str) -> list[Document]:
        return self.documents

    def search(self, base: str, text: str, k: int, filters: Filters) -> Future[Passages]:
        self.asked.append((filters.documents[0], Future()))
        return self.asked[-1][1]

    def answer(self, heading: str) -> None:
        document, pending = self.asked[-1]
        passage = Passage("c", document, document, document, 1, 1, 0, 10, heading, "", 1.0)
        pending.resolve(Passages("r", "", (passage,), True, 0.1))

    def put(self, *names: str) -> None:
        self.documents += [Document(name, "b", f"/дом/{name}", DocumentState.READY) for name in names]


def test_one_of_another_language_gives_way_to_one_in_the_windows() -> None:
    shelf = Shelf()
    example = ExampleQuestion(cast("Any", shelf), cast("Any", shelf))
    shelf.put("Отпуска.pdf")
    example.find("b")
    shelf.answer("Перенос отпуска")
    assert "Перенос отпуска" in example.text()
    shelf.put("Премии.pdf")
    example.find("b")
    assert "Перенос отпуска" in example.text(), "what is offered does not change for a document like it"
    shelf.put("Handbook.md")
    example.find("b")
    assert "Handbook" in example.text()
    shelf.answer("Passwords and accounts")
    shelf.put("Guide.md")
    example.find("b")
    assert "Passwords and accounts" in example.text()
    assert [document for document, _ in shelf.asked] == ["Отпуска.pdf", "Handbook.md"]
