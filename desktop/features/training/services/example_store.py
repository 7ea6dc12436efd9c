"""What the product knows of its training examples: kept in memory, written at once."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.core.changes import Changes
from desktop.core.ports import ExampleRepository, Publisher
from desktop.core.review.rows import PassageRecord, RowState
from desktop.core.training_entities import Example, ExampleCounts, Review
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.training import ExampleText, FindingCode
from workers.files import sha256

PERSONAL = frozenset(code for code in FindingCode if code.value.startswith("personal_"))


class ExampleStore:
    """Used by `ExampleService` and its parts; the only one that writes examples. A base is read when it is
    first asked for. Every change is in the database before it is announced."""

    def __init__(self, rows: ExampleRepository, publish: Publisher) -> None:
        self._rows, self._publish = rows, publish
        self._bases: dict[str, dict[str, Example]] = {}  # by id, in the order of numbers
        self._passages: dict[str, dict[str, PassageRecord]] = {}
        self._counts: dict[str, ExampleCounts] = {}
        self._hashes: dict[str, str] = {}

    # --- what there is ---

    def all(self, base: str) -> dict[str, Example]:
        """Examples of a base by id, in the order of their numbers; not to be changed."""
        if base not in self._bases:
            self._bases[base] = {example.id: example for example in self._rows.list(base)}
        return self._bases[base]

    def get(self, base: str, example: str) -> Example:
        """Raises EXAMPLE_UNKNOWN."""
        found = self.all(base).get(example)
        if found is None:
            raise ProblemError(Code.EXAMPLE_UNKNOWN, example=example)
        return found

    def passages(self, base: str) -> dict[str, PassageRecord]:
        """By chunk; not to be changed."""
        if base not in self._passages:
            self._passages[base] = {row.chunk: row for row in self._rows.passages(base)}
        return self._passages[base]

    def next_number(self, base: str) -> int:
        return max((example.number for example in self.all(base).values()), default=0) + 1

    def counts(self, base: str) -> ExampleCounts:
        if base not in self._counts:
            self._counts[base] = count(self.all(base).values())
        return self._counts[base]

    def data_hash(self, base: str) -> str:
        """See `hash_of`."""
        if base not in self._hashes:
            texts = [row.text for row in self.all(base).values() if row.state is RowState.APPROVED]
            self._hashes[base] = hash_of(texts)
        return self._hashes[base]

    def last_action(self, base: str) -> Sequence[Review]:
        return self._rows.last_action(base)

    def reviews(self, base: str) -> Sequence[Review]:
        return self._rows.reviews(base)

    # --- what changes ---

    def save(self, base: str, examples: Sequence[Example], passages: Sequence[PassageRecord] = ()) -> None:
        """Insert or replace, in one transaction."""
        rows, chunks = self.all(base), self.passages(base)
        self._rows.save(examples, passages)
        rows.update((example.id, example) for example in examples)
        chunks.update((passage.chunk, passage) for passage in passages)
        self._changed(base)

    def decide(self, base: str, reviews: Sequence[Review], examples: Sequence[Example]) -> None:
        """Keep decisions and what they changed, in one transaction."""
        rows = self.all(base)
        self._rows.decide(reviews, examples)
        rows.update((example.id, example) for example in examples)
        self._changed(base)

    def remove(self, base: str, examples: Sequence[Example], passages: Sequence[PassageRecord] = ()) -> None:
        """Forget examples and passages, in one transaction."""
        rows, chunks = self.all(base), self.passages(base)
        self._rows.remove([example.id for example in examples], passages)
        for example in examples:
            rows.pop(example.id, None)
        for passage in passages:
            chunks.pop(passage.chunk, None)
        self._changed(base)

    def clear(self, base: str) -> None:
        """Forget everything of a base."""
        self._rows.clear(base)
        self.forget_base(base)
        self._changed(base)

    def forget_base(self, base: str) -> None:
        """The base is removed; the database removes its rows by itself."""
        self._bases.pop(base, None)
        self._passages.pop(base, None)
        self._counts.pop(base, None)
        self._hashes.pop(base, None)

    def _changed(self, base: str) -> None:
        self._counts.pop(base, None)
        self._hashes.pop(base, None)
        self._publish(Changes(examples_of=frozenset({base})))


def count(examples: Iterable[Example]) -> ExampleCounts:
    """How many there are of what."""
    states: Counter[RowState] = Counter()
    kinds, languages = Counter[str](), Counter[str]()
    doubtful = personal = 0
    for example in examples:
        states[example.state] += 1
        if example.state is RowState.APPROVED:
            kinds[example.text.kind] += 1
            languages[example.text.language] += 1
        elif example.state is RowState.PENDING and example.doubtful:
            doubtful += 1
        if example.state is not RowState.REJECTED and holds_personal(example):
            personal += 1
    return ExampleCounts(
        states.total(),
        states[RowState.PENDING],
        states[RowState.APPROVED],
        states[RowState.REJECTED],
        doubtful,
        dict(kinds),  # type: ignore[arg-type]
        dict(languages),
        personal,
    )


def holds_personal(example: Example) -> bool:
    """Whether the check saw personal data in it."""
    return any(finding.code in PERSONAL for finding in example.findings)


def hash_of(texts: Iterable[ExampleText]) -> str:
    """sha256 (hex) over the texts as JSON with sorted keys, one a line, in the order of these lines: the same
    texts have the same hash in whatever order they were approved."""
    lines = sorted(
        json.dumps(to_json(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) for text in texts
    )
    return sha256("".join(f"{line}\n" for line in lines))
