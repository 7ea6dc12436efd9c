"""The `compare_documents` job: two stored texts as lines beside each other."""

import bisect
from collections import Counter
from pathlib import Path

from workers.contract.analysis.comparison import (
    CompareDocumentsSpec,
    ComparedRow,
    ComparedSide,
    ComparisonResult,
    RowChange,
)
from workers.contract.codec import json_line
from workers.contract.codes import Code, ProblemError
from workers.engines.stores.text_store import TextStore
from workers.files import written_whole
from workers.runtime.context import Context
from workers.text import differences
from workers.text.differences import SentencePair, Span


def compare(text: TextStore, spec: CompareDocumentsSpec, context: Context) -> ComparisonResult:
    """Write ComparedRow lines into `spec.file`, which appears only when it is whole. Raises EMPTY_FILE
    for one that has no text."""
    first, second = (_Text(text, document) for document in (spec.first, spec.second))
    context.progress("compare", 0, 1, "steps")
    spans, others, pairs = differences.compared(first.text, second.text)
    context.raise_if_cancelled()
    counts: Counter[str] = Counter()
    with written_whole(Path(spec.file), private=True) as file:
        for pair in pairs:
            context.raise_if_cancelled()
            row = _row(pair, first, second, spans, others)
            counts[row.change.value] += 1
            file.write(json_line(row))
    share = differences.share_of_same(first.text, second.text, (spans, others), pairs)
    return ComparisonResult(spec.file, dict(counts), share)


class _Text:
    """The whole text of a document, and which page an offset is on."""

    def __init__(self, store: TextStore, document: str) -> None:
        found = store.document(document)
        content = store.content(found.content) if found is not None and found.content else None
        if content is None:
            raise ProblemError(Code.EMPTY_FILE)
        self.text = content.text
        starts = sorted((start, page) for page, start in store.page_starts(content.id).items())
        self._starts = [start for start, _ in starts]
        self._pages = [page for _, page in starts]

    def side(self, span: Span, changed: tuple[Span, ...] = (), other: int = 0) -> ComparedSide:
        start, end = span
        return ComparedSide(self.text[start:end], start, end, self.page(start), changed, other)

    def page(self, offset: int) -> int:
        at = bisect.bisect_right(self._starts, offset) - 1
        return self._pages[at] if at >= 0 else 0


def _row(
    pair: SentencePair, first: _Text, second: _Text, spans: list[Span], others: list[Span]
) -> ComparedRow:
    one = spans[pair.first] if pair.first is not None else None
    other = others[pair.second] if pair.second is not None else None
    if one is not None and other is not None:
        return _both(pair, first, second, one, other)
    if one is not None:
        if pair.elsewhere is not None:
            page = second.page(others[pair.elsewhere][0])
            return ComparedRow(RowChange.MOVED, first.side(one, other=page))
        return ComparedRow(RowChange.REMOVED, first.side(one), None, _has_figures(first.text, one))
    assert other is not None
    if pair.elsewhere is not None:
        page = first.page(spans[pair.elsewhere][0])
        return ComparedRow(RowChange.MOVED, None, second.side(other, other=page))
    return ComparedRow(RowChange.ADDED, None, second.side(other), _has_figures(second.text, other))


def _both(pair: SentencePair, first: _Text, second: _Text, one: Span, other: Span) -> ComparedRow:
    if pair.same:
        return ComparedRow(RowChange.SAME, first.side(one), second.side(other))
    texts = first.text[slice(*one)], second.text[slice(*other)]
    changed = differences.changed_words(*texts)
    figures = differences.figures(texts[0]) != differences.figures(texts[1])
    sides = first.side(one, tuple(changed[0])), second.side(other, tuple(changed[1]))
    return ComparedRow(RowChange.CHANGED, *sides, figures)


def _has_figures(text: str, span: Span) -> bool:
    return bool(differences.figures(text[slice(*span)]))
