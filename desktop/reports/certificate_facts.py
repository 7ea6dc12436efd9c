"""What a certificate states: an exam with all that stood behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.core.base_service import BaseService
from desktop.core.entities import ModelRecord, contents, documents_hash
from desktop.core.exam_entities import (
    Exam,
    Instructions,
    OpinionSummary,
    Scoreboard,
    is_shipped,
    opinions_of,
)
from desktop.core.feature_ports import (
    Adapters,
    Documents,
    ExamMarks,
    ExamQuestions,
    Exams,
    InstructionVersions,
    Models,
    TrainingRegistry,
)
from desktop.core.ports import InstructionsRepository
from desktop.core.training_entities import Adapter, Run


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """`documents` counts those that answer now, copies with their first, as its `documents_hash` names them;
    `changed`: what they say is other than at the exam. `own` questions are about them, `unanswered` of those
    have no answer there, `unreviewed` nobody had ticked. `models`, `adapters`, `instructions` by id: what is
    gone is missing. `made`: the runs that trained all weights of a model, by the model that came of it.
    `overruled` marks were changed by `overruled_by`; `overridden_by` switched something on against an exam.
    `opinion`: what a model held of the answers beside the rules, where one was asked."""

    base: str
    exam: Exam
    board: Scoreboard
    issued: datetime
    documents: int
    changed: bool
    own: int
    general: int
    unanswered: int
    unreviewed: int
    reviewers: tuple[str, ...]
    overruled: int
    overruled_by: tuple[str, ...]
    overridden_by: tuple[str, ...]
    opinion: OpinionSummary | None
    models: Mapping[str, ModelRecord]
    adapters: Mapping[str, Adapter]
    instructions: Mapping[str, Instructions]
    made: Mapping[str, Run]


class CertificateSources:
    """Used by `CertificateService`."""

    def __init__(
        self,
        exams: Exams,
        results: ExamMarks,
        questions: ExamQuestions,
        bases: BaseService,
        documents: Documents,
        models: Models,
        adapters: Adapters,
        instructions: InstructionVersions,
        journal: InstructionsRepository,
        runs: TrainingRegistry,
    ) -> None:
        self._exams, self._results, self._questions, self._bases = exams, results, questions, bases
        self._documents, self._models = documents, models
        self._adapters, self._instructions, self._journal = adapters, instructions, journal
        self._runs = runs

    def facts(self, exam: str) -> CertificateFacts:
        """Raises EXAM_UNKNOWN, BASE_UNKNOWN."""
        held = self._exams.get(exam)
        own = [key for key in held.questions if not is_shipped(key)]
        known = self._questions.all(held.base)
        asked = [known[key] for key in own if key in known]
        answers = self._results.answers(exam)
        changed = [answer for answer in answers if answer.overruled]
        used = {one.adapter for one in held.candidates} | {one.instructions for one in held.candidates}
        documents = self._documents.list(held.base)
        adapters = [self._adapters.find(one.adapter) for one in held.candidates if one.adapter]
        return CertificateFacts(
            base=self._bases.get(held.base).name,
            exam=held,
            board=self._results.table(exam),
            issued=datetime.now(UTC),
            documents=len(contents(documents)),
            changed=documents_hash(documents) != held.documents_hash,
            own=len(own),
            general=len(held.questions) - len(own),
            unanswered=sum(not question.text.answerable for question in asked),
            unreviewed=max(len(own) - held.reviewed, 0),
            reviewers=_names(question.reviewed_by for question in asked) if held.reviewed else (),
            overruled=len(changed),
            overruled_by=_names(answer.overruled_by for answer in changed),
            overridden_by=_names(
                one.overridden_by for one in self._journal.activations(held.base) if one.subject in used
            ),
            opinion=opinions_of(answers),
            models={model.id: model for model in self._models.list()},
            adapters={adapter.id: adapter for adapter in adapters if adapter is not None},
            instructions={version.id: version for version in self._instructions.list(held.base)},
            made=self._runs.made_models(),
        )


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of the alphabet, without empty ones."""
    return tuple(sorted({name for name in found if name.strip()}))
