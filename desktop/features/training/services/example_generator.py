"""Making training examples from the documents."""

from collections.abc import Sequence

from desktop.core.entities import JobRecord, ModelRecord
from desktop.core.future import Future, spawn
from desktop.core.review.row_generator import RowGenerator
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import Example
from workers.contract.messages import Made
from workers.contract.training.examples import GENERATED_KINDS, ExampleKind, ExampleText, GenerateSpec


class ExampleGenerator(RowGenerator[Example, ExampleText]):
    """Made by `ExampleSet`."""

    def make(
        self, base: str, kinds: Sequence[ExampleKind] = GENERATED_KINDS, limit: int = 0
    ) -> Future[JobRecord]:
        """Begin (or go on) making examples from the documents with the chat model; resolves with the job as
        it begins. `limit` counts rows (0 = all passages). Rejects with BASE_EMPTY, NO_MODEL,
        EMBEDDER_MISSING."""
        return spawn(self._make(base, {"kinds": [kind.value for kind in kinds], "limit": limit}))

    def _task(self, job: JobRecord, model: ModelRecord, done: tuple[str, ...]) -> GenerateSpec:
        values = self._settings.values
        return GenerateSpec(
            model.path,
            job.params["passages"],
            self._bases.ref(job.base).embedder,
            tuple(ExampleKind(kind) for kind in job.params["kinds"]),
            job.params["limit"],
            done,
            len(self.made(job)),
            values.threads,
            self._settings.card.layers(values.gpu_layers),
        )

    def _texts(self, job: JobRecord, message: Made) -> Sequence[ExampleText]:
        return message.rows

    def _replaced_rows(self, base: str, documents: set[str]) -> Sequence[Example]:
        """What was generated from documents that are gone, and not approved."""
        return [
            row
            for row in self._rows.in_state(base, RowState.PENDING, RowState.REJECTED)
            if row.text.document in documents and row.source is RowSource.GENERATED
        ]
