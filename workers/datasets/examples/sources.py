"""The passages that examples were made from, for looking quotes up."""

from collections import defaultdict
from collections.abc import Iterable

from workers.contract.training.examples import ExampleText, SourcePassage
from workers.text.quotes import Folded, locate


class Sources:
    """All passages of a base; folded texts are made when they are first asked for."""

    def __init__(self, passages: Iterable[SourcePassage]) -> None:
        self._chunks: dict[str, SourcePassage] = {}
        self._documents: dict[str, list[SourcePassage]] = defaultdict(list)
        self._folded: dict[str, Folded] = {}
        for passage in passages:
            self._chunks[passage.chunk] = passage
            self._documents[passage.document].append(passage)
        for own in self._documents.values():
            own.sort(key=lambda passage: passage.start)

    @property
    def known(self) -> bool:
        """Whether there is anything to look into."""
        return bool(self._chunks)

    def holds(self, text: ExampleText) -> bool:
        """Whether the quote stands in its chunk, else in its document, else (an imported quote) anywhere."""
        passage = self._chunks.get(text.chunk)
        if passage is not None and locate(text.quote, Folded(passage.text)):
            return True
        if text.document in self._documents:
            return locate(text.quote, self._text(text.document)) is not None
        return any(locate(text.quote, self._text(document)) for document in self._documents)

    def passage(self, text: ExampleText) -> SourcePassage | None:
        """The passage that an example was made from."""
        if text.chunk in self._chunks:
            return self._chunks[text.chunk]
        own = self._documents.get(text.document, [])
        return next((p for p in own if p.start <= text.start < p.end and text.end), None)

    def around(self, text: ExampleText) -> list[SourcePassage]:
        """The passages of the example's document, its own first."""
        own = self.passage(text)
        rest = self._documents.get(text.document or (own.document if own else ""), [])
        return [*([own] if own else []), *(passage for passage in rest if passage is not own)]

    def _text(self, document: str) -> Folded:
        """A document put together from its chunks, which may overlap or leave blanks between them."""
        if document not in self._folded:
            pieces, at = [], 0
            for passage in self._documents[document]:
                pieces.append(
                    passage.text[max(0, at - passage.start) :] if passage.start < at else "\n" + passage.text
                )
                at = max(at, passage.end)
            self._folded[document] = Folded("".join(pieces))
        return self._folded[document]
