"""The `grade` job: marks of answers by rules, with the embedder where words do not decide."""

from workers.contract.exam import Grade, GradeResult, GradeSpec
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.grading.marking import grade
from workers.runtime.context import Context


def grade_all(spec: GradeSpec, embedder: Embedder, context: Context) -> GradeResult:
    """One grade an answer, in order. Vectors are computed on this thread, ahead of nobody's search."""
    vectors: dict[str, Vectors] = {}

    def vector(text: str) -> Vectors:
        if text not in vectors:
            vectors[text] = embedder.embed_one(embedder.facts.passage_prefix + text)
        return vectors[text]

    def cosine(first: str, second: str) -> float:
        return float(vector(first) @ vector(second))

    grades: list[Grade] = []
    for number, given in enumerate(spec.answers):
        context.raise_if_cancelled()
        context.progress("grading", number, len(spec.answers), "questions")
        grades.append(grade(given, cosine))
    return GradeResult(tuple(grades))
