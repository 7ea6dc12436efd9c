"""Marking answers of an exam: the rules live in the knowledge worker, which has the embedder."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.core.future import Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import GivenAnswer, Grade, GradeResult, GradeSpec
from workers.contract.specs.jobs import Job, Kind

# The worker takes so many at once: what is more would hold up searches.
MOST_AT_ONCE = 64


class ExamMarking:
    """Made by the application. `embedder` tells its folder, None while there is none."""

    def __init__(self, workers: Workers, embedder: Callable[[], Path | None]) -> None:
        self._workers, self._embedder = workers, embedder

    def grade(self, given: Sequence[GivenAnswer]) -> Future[list[Grade]]:
        """One grade an answer, in order. Rejects with EMBEDDER_MISSING and what the worker fails with."""
        return spawn(self._grade(tuple(given)))

    async def _grade(self, given: tuple[GivenAnswer, ...]) -> list[Grade]:
        embedder = self._embedder()
        if embedder is None:
            raise ProblemError(Code.EMBEDDER_MISSING)
        grades: list[Grade] = []
        for first in range(0, len(given), MOST_AT_ONCE):
            spec = GradeSpec(str(embedder), given[first : first + MOST_AT_ONCE])
            answer = await start(self._workers, Kind.KNOWLEDGE, Job.GRADE, to_json(spec))
            grades += from_json(GradeResult, answer).grades
        return grades
