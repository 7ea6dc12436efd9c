"""What the chat's model does for nobody who waits: answers of exams and tables, steps of summaries."""

from collections.abc import Callable
from typing import Any

from desktop.core.answers import AnswerInProgress
from desktop.core.background_answers import after_people
from desktop.core.feature_ports import Answers, Models
from desktop.core.future import CancelledError, Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import start
from desktop.features.chat.services.answer_pipeline import AnswerPipeline
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message
from workers.contract.specs.jobs import Job, Kind


class BackgroundRequests:
    """Belongs to `ChatService`, which calls `give_way` when a person asks."""

    def __init__(self, workers: Workers, pipeline: AnswerPipeline, models: Models, answers: Answers) -> None:
        self._workers, self._pipeline, self._models, self._answers = workers, pipeline, models, answers
        self._asked: list[AnswerInProgress] = []
        self._step: Future[dict[str, Any]] | None = None

    def take(self, running: AnswerInProgress) -> None:
        """An answer that gives way."""
        self._asked = [*(one for one in self._asked if not one.is_done()), running]

    def give_way(self) -> None:
        """A person asks: what is under way ends at once, and is begun again by whoever asked for it."""
        for running in self._asked:
            running.give_way()
        step, self._step = self._step, None
        if step is not None:
            step.cancel()

    def work(
        self, base: str, job: Job, params: dict[str, Any], model: str, on_message: Callable[[Message], None]
    ) -> Future[dict[str, Any]]:
        """See `Answers.work`."""
        return spawn(self._run(base, job, params, model, on_message))

    async def _run(
        self, base: str, job: Job, params: dict[str, Any], model: str, on_message: Callable[[Message], None]
    ) -> dict[str, Any]:
        while True:
            await after_people(self._answers)
            record = self._models.get(model) if model else self._models.selected(base)
            if record is None:
                raise ProblemError(Code.NO_MODEL)
            await self._pipeline.load(record)
            if any(not one.is_done() for one in self._answers.writing.values()):
                continue  # asked while the model was loaded
            step = self._step = start(self._workers, Kind.CHAT, job, params, on_message)
            try:
                return await step
            except CancelledError:
                if self._step is step:
                    raise  # not by `give_way`
            finally:
                if self._step is step:
                    self._step = None
