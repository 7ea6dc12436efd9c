"""The `check` job: the check of all examples of a base, each by itself and all against each other."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from workers.contract.training.checks import (
    CheckedExample,
    CheckResult,
    CheckSpec,
    ExampleToCheck,
    Finding,
    Severity,
)
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples import dataset_checks
from workers.datasets.examples.comparing import compare
from workers.datasets.examples.sources import Sources
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.services.generate.lines import read_lines, write_lines
from workers.text.language import language_of

_BATCH = 128


def check(spec: CheckSpec, context: Context, throttle: Throttle) -> CheckResult:
    """Check the examples and write `spec.output`. Raises EMBEDDER_MISSING, EMBEDDER_UNSUPPORTED."""
    examples = list(read_lines(ExampleToCheck, spec.examples))
    sources = Sources(read_lines(SourcePassage, spec.passages) if spec.passages else ())
    embedder = Embedder(Path(spec.embedder), physical_cores(), throttle)
    try:
        vectors = _questions(examples, embedder, context)
        findings = _each(examples, sources, vectors, embedder, context)
    finally:
        embedder.close()

    def safe(done: int) -> None:
        context.raise_if_cancelled()
        context.progress("comparing", done, len(examples), "examples")

    together = compare(examples, vectors, safe)
    checked = [
        _checked(example, [*own, *together.findings[index]], examples[together.clusters[index]].id)
        for index, (example, own) in enumerate(zip(examples, findings, strict=True))
    ]
    write_lines(spec.output, checked)
    worst = [{finding.severity for finding in example.findings} for example in checked]
    failed = sum(Severity.FAIL in found for found in worst)
    doubtful = sum(Severity.DOUBT in found and Severity.FAIL not in found for found in worst)
    context.progress("comparing", len(examples), len(examples), "examples")
    return CheckResult(spec.output, len(examples), failed, doubtful, len(set(together.clusters)))


def _questions(examples: Sequence[ExampleToCheck], embedder: Embedder, context: Context) -> Vectors:
    """Unit vectors (n, d) of the questions, all with one prefix: they are compared with each other."""
    rows: list[Vectors] = []
    for start in range(0, len(examples), _BATCH):
        context.raise_if_cancelled()
        context.progress("reading", start, len(examples), "examples")
        texts = [example.text.question[:2000] for example in examples[start : start + _BATCH]]
        rows.append(embedder.embed_passages(texts, lambda: context.cancelled))
    context.raise_if_cancelled()
    return np.concatenate(rows) if rows else np.zeros((0, embedder.facts.dimension), np.float32)


def _each(
    examples: Sequence[ExampleToCheck],
    sources: Sources,
    vectors: Vectors,
    embedder: Embedder,
    context: Context,
) -> list[list[Finding]]:
    found = []
    for index, example in enumerate(examples):
        context.raise_if_cancelled()
        context.progress("checking", index, len(examples), "examples")
        found.append(dataset_checks.examine(example.text, sources, _cosine(vectors[index], embedder)))
    return found


def _cosine(question: Vectors, embedder: Embedder) -> Callable[[str, str], float]:
    """Compares the question that is already a vector with another text."""

    def cosine(_: str, text: str) -> float:
        return float(question @ embedder.embed_one(embedder.facts.passage_prefix + text))

    return cosine


def _checked(example: ExampleToCheck, findings: Sequence[Finding], cluster: str) -> CheckedExample:
    masked = dataset_checks.masked(example.text)
    language = example.text.language or language_of(example.text.question)
    return CheckedExample(example.id, tuple(findings), language, cluster, *masked)
