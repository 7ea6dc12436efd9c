"""The training examples of the bases, and what people decide about them."""

import builtins
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from desktop.core import sampling
from desktop.core.changes import Changes
from desktop.core.ports import Publisher, RowRepository
from desktop.core.requests import new_id
from desktop.core.review.kind import RowKind
from desktop.core.review.row_review import RowReview
from desktop.core.review.row_texts import hash_of
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import ErrorEstimate, Example, ExampleCounts
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import ExampleText
from workers.text.folding import key

_SAID = ("question", "answer", "system", "earlier")  # messages
_TEXT = [field.name for field in fields(ExampleText) if field.name not in _SAID]
_HISTORY = ("number", "state", "source", "origin", "reviewed_by", "edited")
PERSONAL = frozenset(code for code in FindingCode if code.value.startswith("personal_"))
SAMPLE = 280
_SEED = 3407
# Below so many reviewed rows the interval is too wide to say anything (a smaller sample is read whole).
ESTIMATE_FROM = 30


def identity(text: ExampleText) -> tuple[str, ...]:
    """What makes two examples the same: question, answer and what stands before them."""
    before = (part for turn in text.earlier for part in turn)
    return tuple(key(part) for part in (text.system, *text.passages, *before, text.question, text.answer))


def exported(example: Example, names: dict[str, str]) -> dict[str, Any]:
    """An example as one object: OpenAI's `messages` and beside them what else is known. `names`: document id
    → file name."""
    text = example.text
    messages = [{"role": "system", "content": text.system}] if text.system else []
    for asked, said in (*text.earlier, (text.question, text.answer)):
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": said}]
    return {
        "messages": messages,
        "id": example.id,
        **{name: to_json(getattr(text, name)) for name in _TEXT},
        "document_name": names.get(text.document, ""),
        **{name: getattr(example, name) for name in _HISTORY},
        "reviewed_at": example.reviewed_at.isoformat() if example.reviewed_at else "",
    }


def _cells(example: Example, names: dict[str, str]) -> dict[str, Any]:
    text, facts = example.text, exported(example, names)
    said = {"question": text.question, "answer": text.answer, "system": text.system}
    return {**facts, **said, "document": facts["document_name"]}


EXAMPLES: RowKind[Example, ExampleText] = RowKind(
    text=ExampleText,
    job=Job.GENERATE,
    exam=False,
    identity=identity,
    changes=lambda base: Changes(examples_of=frozenset({base})),
    unknown=lambda row: ProblemError(Code.EXAMPLE_UNKNOWN, example=row),
    none=lambda name: ProblemError(Code.NO_EXAMPLES, name=name),
    given=frozenset({RowState.APPROVED}),
    exported=exported,
    table=(
        "number", "question", "answer", "kind", "quote", "document", "page", "language", "system", "state",
        "reviewed_by", "reviewed_at",
    ),
    cells=_cells,
)  # fmt: skip


class ExampleRows(RowReview[Example, ExampleText]):
    """Only approved examples train. Made by `ExampleSet`."""

    def __init__(self, repository: RowRepository[Example], publish: Publisher) -> None:
        super().__init__(EXAMPLES, repository, publish)
        self._counts: dict[str, ExampleCounts] = {}
        self._hashes: dict[str, str] = {}

    # --- what there is ---

    def approved(self, base: str) -> builtins.list[Example]:
        """Those that train, by number."""
        return self.in_state(base, RowState.APPROVED)

    def orphans(self, base: str, documents: Container[str]) -> builtins.list[Example]:
        """Approved ones whose document is none of `documents` (those that the base has now): they stay until
        a person decides."""
        rows = self.approved(base)
        return [row for row in rows if row.text.document and row.text.document not in documents]

    def counts(self, base: str) -> ExampleCounts:
        """How many there are of what."""
        if base not in self._counts:
            self._counts[base] = count(self.all(base).values())
        return self._counts[base]

    def data_hash(self, base: str) -> str:
        """sha256 (hex) of the approved texts, whatever their order."""
        if base not in self._hashes:
            self._hashes[base] = hash_of(row.text for row in self.approved(base))
        return self._hashes[base]

    def queue(self, base: str) -> builtins.list[Example]:
        """Pending ones: doubtful first, then by number; those put off last."""
        waiting = self.in_state(base, RowState.PENDING)
        return sorted(waiting, key=lambda row: (row.skipped, not row.doubtful, row.number))

    def similar(self, base: str, example: str) -> builtins.list[Example]:
        """The other pending ones of its cluster of near-duplicates."""
        cluster = self.get(base, example).cluster
        waiting = self.in_state(base, RowState.PENDING)
        return [row for row in waiting if cluster and row.cluster == cluster and row.id != example]

    # --- decisions ---

    def skip(self, base: str, example: str) -> None:
        """Put an example off: it comes last in the queue."""
        self._decide(base, [example], "", "skip", lambda row: replace(row, skipped=True))

    def mask(self, base: str, ids: Sequence[str], by: str) -> None:
        """Take the texts in which personal data is replaced; the state stays. Examples without personal data
        stay as they are."""
        self._decide(base, ids, by, "mask", _masked)

    # --- a sample of the rest ---

    def sample(self, base: str, size: int = SAMPLE) -> builtins.list[Example]:
        """Examples of a random sample of the pending ones without doubts that still wait, in random order.
        A sample is drawn once; a new one when it is reviewed and examples came since."""
        rows = self.all(base)
        drawn = [row for row in rows.values() if row.sampled]
        fresh = [row for row in rows.values() if _untouched(row) and not _covered(row, drawn)]
        if fresh and not any(row.state is RowState.PENDING for row in drawn):
            self.save(base, [replace(row, sampled=False) for row in drawn])
            drawn = []
        if not drawn:
            ids = [row.id for row in self.all(base).values() if _untouched(row)]
            chosen = sampling.draw(ids, size, _SEED + len(ids))
            self.save(base, [replace(self.get(base, key), sampled=True) for key in chosen])
        # Ids are random: by them the order is random, and the same each time.
        waiting = self.in_state(base, RowState.PENDING)
        return sorted((row for row in waiting if row.sampled), key=lambda row: row.id)

    def estimate(self, base: str) -> ErrorEstimate | None:
        """What the reviewed part of the sample says of the rest: a row is wrong when it was rejected or
        edited. None until 30 rows of it (or all, when it is smaller) are reviewed."""
        drawn = [row for row in self.all(base).values() if row.sampled]
        reviewed = [row for row in drawn if row.reviewed_at is not None]
        if not reviewed or len(reviewed) < min(ESTIMATE_FROM, len(drawn)):
            return None
        wrong = sum(row.state is RowState.REJECTED or row.edited for row in reviewed)
        low, high = sampling.wilson(wrong, len(reviewed))
        return ErrorEstimate(
            len(reviewed), wrong, wrong / len(reviewed), (high - low) / 2, len(self._remaining(base))
        )

    def approve_remaining(self, base: str, by: str) -> int:
        """Approve what the sample speaks for; returns how many. Raises ValueError without an estimate."""
        if self.estimate(base) is None:
            raise ValueError("no sample was reviewed")
        rest = [row.id for row in self._remaining(base)]
        self.approve(base, rest, by)
        return len(rest)

    def _remaining(self, base: str) -> builtins.list[Example]:
        rows = self.all(base).values()
        drawn = [row for row in rows if row.sampled]
        return [row for row in rows if _untouched(row) and _covered(row, drawn)]

    # --- how it is done ---

    def forget_base(self, base: str) -> None:
        """See `RowStore`."""
        super().forget_base(base)
        self._counts.pop(base, None)
        self._hashes.pop(base, None)

    def _changed(self, base: str) -> None:
        self._counts.pop(base, None)
        self._hashes.pop(base, None)
        super()._changed(base)

    def _new(
        self, base: str, texts: Iterable[ExampleText], source: RowSource, origin: str, state: RowState,
        reviewers: Sequence[str],
    ) -> builtins.list[Example]:  # fmt: skip
        now = datetime.now(UTC)
        return [
            Example(
                new_id(), base, number, text, RowState.APPROVED if by else state, source, origin, now, by,
                now if by else None,
            )
            for number, (text, by) in enumerate(zip(texts, reviewers, strict=True), self.next_number(base))
        ]  # fmt: skip

    def _judged(self, row: Example, state: RowState, by: str, now: datetime) -> Example:
        judged = super()._judged(row, state, by, now)
        return judged if judged is row else replace(judged, skipped=False)

    def _reworded(self, row: Example, text: ExampleText) -> Example:
        """What the check said of the old words is forgotten until the next check."""
        text = replace(text, question=text.question.strip(), answer=text.answer.strip())
        if not text.question or not text.answer:
            raise ValueError("an example has a question and an answer")
        if text == row.text:
            return row
        return replace(
            row, text=text, edited=True, findings=(), checked=False, masked_question="", masked_answer="",
            masked_earlier=(),
        )  # fmt: skip

    def _restored(self, now: Example, before: Example) -> Example:
        """The example as it stood, with what the check has learnt since of the same text."""
        if now.text == before.text:
            before = replace(
                before,
                findings=now.findings,
                checked=now.checked,
                masked_question=now.masked_question,
                masked_answer=now.masked_answer,
                masked_earlier=now.masked_earlier,
            )
        return replace(before, cluster=now.cluster, sampled=now.sampled)


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


def _masked(row: Example) -> Example:
    if not row.may_be_masked:
        return row
    text = replace(
        row.text,
        question=row.masked_question or row.text.question,
        answer=row.masked_answer or row.text.answer,
        earlier=row.masked_earlier or row.text.earlier,
    )
    left = tuple(finding for finding in row.findings if finding.code not in PERSONAL)
    return replace(row, text=text, findings=left, masked_question="", masked_answer="", masked_earlier=())


def _untouched(row: Example) -> bool:
    """The check has no doubts, and nobody has decided."""
    return row.state is RowState.PENDING and row.checked and not row.doubtful


def _covered(row: Example, drawn: Sequence[Example]) -> bool:
    """Whether the sample was drawn among examples of which this was one: those that were there when the first
    of the sample was reviewed."""
    first = min((one.reviewed_at for one in drawn if one.reviewed_at is not None), default=None)
    return bool(drawn) and (first is None or row.created <= first)
