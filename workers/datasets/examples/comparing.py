"""All examples against each other: repetitions, near-duplicates in clusters, contradictions."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workers.answering import claims, refusal_detection
from workers.contract.training.checks import ExampleToCheck, Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind
from workers.datasets.examples.duplicates import (
    Clusters,
    Relation,
    Vectors,
    key,
    near_pairs,
    relation,
)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MANY = 4  # questions of one form


@dataclass(frozen=True, slots=True)
class Together:
    """For each example, by index: findings that name another one, and the index of its cluster's first."""

    findings: tuple[tuple[Finding, ...], ...]
    clusters: tuple[int, ...]


def compare(examples: Sequence[ExampleToCheck], vectors: Vectors, check: Callable[[int], None]) -> Together:
    """`vectors` (n, d) of the questions; `check` hears how many are done, and may raise. Rows that stand
    after passages are compared with rows after the same passages alone."""
    found: list[list[Finding]] = [[] for _ in examples]
    clusters = Clusters(len(examples))
    dropped = _repetitions(examples, found, clusters)
    _templates(examples, found, clusters, dropped)
    for first, second, cosine in near_pairs(vectors, check):
        if first in dropped or second in dropped or _frame(examples[first]) != _frame(examples[second]):
            continue
        found_relation = relation(examples[first].text, examples[second].text, cosine)
        if found_relation is Relation.NONE:
            continue
        clusters.join(first, second)
        if found_relation is Relation.CONTRADICTION:
            for one, partner in ((first, second), (second, first)):
                _note(found[one], FindingCode.CONTRADICTS, Severity.DOUBT, examples[partner].id)
            continue
        second_stays = examples[second].keep and not examples[first].keep
        kept, other = (second, first) if second_stays else (first, second)
        share = round(100 * min(cosine, 1.0))
        _note(found[other], FindingCode.NEAR_DUPLICATE, Severity.DOUBT, examples[kept].id, share)
    return Together(tuple(map(tuple, found)), tuple(clusters.root(index) for index in range(len(examples))))


def _repetitions(
    examples: Sequence[ExampleToCheck], found: list[list[Finding]], clusters: Clusters
) -> set[int]:
    """Mark exact repetitions of a row that stays: an approved one, else the first."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        groups[(key(example.text.question), key(example.text.answer), _frame(example))].append(index)
    dropped = set()
    for group in groups.values():
        kept = next((index for index in group if examples[index].keep), group[0])
        for index in group:
            clusters.join(kept, index)
            if index != kept:
                _note(found[index], FindingCode.DUPLICATE, Severity.FAIL, examples[kept].id)
                dropped.add(index)
    return dropped


def _templates(
    examples: Sequence[ExampleToCheck],
    found: list[list[Finding]],
    clusters: Clusters,
    dropped: set[int],
) -> None:
    """Mark questions that differ in a number alone and have one answer, where there are many of a kind: "What
    does employee 5 get?". Two or three may well be two or three facts. A refusal, and "yes", is the answer
    to very different questions."""
    groups: dict[tuple[str, tuple[object, ...]], list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        text = example.text
        short = refusal_detection.is_refusal(text.answer) or claims.verdict(text.answer) is not None
        if index not in dropped and text.kind is not ExampleKind.CLASSIFY and not short:
            form = _NUMBER.sub("#", key(text.question))
            groups[form, (key(text.answer), *_frame(example))].append(index)
    for (form, _), group in groups.items():
        if len(group) < _MANY or "#" not in form:
            continue
        kept = next((index for index in group if examples[index].keep), group[0])
        for index in group:
            clusters.join(kept, index)
            if index != kept:
                letters = len(key(examples[index].text.question))
                share = min(99, round(100 * len(form.replace("#", "")) / letters))
                _note(found[index], FindingCode.NEAR_DUPLICATE, Severity.DOUBT, examples[kept].id, share)


def _frame(example: ExampleToCheck) -> tuple[object, ...]:
    """What stands before the question and changes its answer."""
    return (example.text.system, example.text.passages, example.text.earlier)


def _note(
    found: list[Finding], code: FindingCode, severity: Severity, example: str, share: int | None = None
) -> None:
    """One finding of a code is enough: the partner named is the first."""
    if all(finding.code is not code for finding in found):
        params: dict[str, str | int | float] = {"example": example}
        found.append(Finding(code, severity, params if share is None else {**params, "share": share}))
