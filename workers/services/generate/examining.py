"""The `make_exam` job: questions from passages, one `made` message a passage as soon as it is done."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, MakeExamResult, MakeExamSpec, QuestionKind
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples.duplicates import alike
from workers.datasets.questions import planning
from workers.datasets.questions.base_vocabulary import BaseVocabulary
from workers.datasets.questions.boilerplate import Boilerplate
from workers.datasets.questions.planning import QuestionPlan
from workers.datasets.questions.question_candidates import Excerpt
from workers.datasets.questions.vetting import QuestionCheck
from workers.datasets.questions.waiting import PassageQueue
from workers.engines.gguf import gguf_file
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.services.generate import questioning
from workers.services.generate.lines import read_lines
from workers.services.generate.passage_results import PassageResults, Rows
from workers.services.generate.questioning import QuestionFactory
from workers.services.generate.surroundings import PassageNeighbours
from workers.services.generate.writing import Writer

# Kinds tried of a passage before it is left.
_TRIES = 3


def make_exam(spec: MakeExamSpec, context: Context, throttle: Throttle) -> MakeExamResult:
    """Go through the passages that are not in `spec.done` until there are questions enough. Raises
    NOTHING_MADE (passages) when neither this run nor an earlier one made one, MODEL_MISSING and what else a
    model or an embedder refuses with."""
    passages = list(read_lines(SourcePassage, spec.file))
    if not passages:
        raise ProblemError(Code.NOTHING_MADE, passages=0)
    context.progress("loading", 0, 1, "steps")

    def safe(done: int) -> None:
        context.raise_if_cancelled()
        context.progress("comparing", done, len(passages), "passages")

    spoken = BaseVocabulary(passages, safe)
    # Those that are asked about stand first: of a large base only so many are embedded.
    left_out = frozenset(spec.left_out)
    own = list(planning.spread([passage for passage in passages if passage.document not in left_out]))
    others = [passage for passage in passages if passage.document in left_out]
    around = PassageNeighbours([*own, *others], spec.embedder, context, throttle)
    try:
        writer = _writer(spec, context, throttle)
        try:
            return _QuestionRun(spec, own, QuestionFactory(writer, around, spoken, spec.seed), context).run()
        finally:
            if writer is not None:
                writer.close()
    finally:
        around.close()


def _writer(spec: MakeExamSpec, context: Context, throttle: Throttle) -> Writer | None:
    """The model, when it is large enough to write questions: a smaller one need not even be loaded."""
    path = Path(spec.model)
    if not path.is_file():
        raise ProblemError(Code.MODEL_MISSING, model=path.name)
    if gguf_file.inspect(path).parameters < questioning.WRITES_FROM:
        return None
    return Writer(spec.model, spec.gpu_layers, spec.threads, context, throttle)


class _QuestionRun:
    """One job, of `passages` in the order in which they are asked about."""

    def __init__(
        self, spec: MakeExamSpec, passages: list[SourcePassage], asker: QuestionFactory, context: Context
    ) -> None:
        self._spec, self._asker, self._context = spec, asker, context
        done = frozenset(spec.done)
        waiting = [passage for passage in passages if passage.chunk not in done]
        self._waiting = PassageQueue(waiting, Boilerplate(passages))
        self._room = planning.room(spec.questions, len(waiting))
        self._plan = QuestionPlan(spec.kinds, spec.questions, len(spec.asked), spec.unanswered)
        self._results = PassageResults(context)
        self._asked = list(spec.asked)

    def run(self) -> MakeExamResult:
        plan, results = self._plan, self._results
        while self._waiting and not plan.full:
            chosen = self._waiting.take(plan.wanted(), self._asker.able, self._context.raise_if_cancelled)
            passage = chosen.source
            self._context.progress("questions", plan.made, self._spec.questions, "questions", passage.name)
            results.work(passage, partial(self._make, chosen))
        if not plan.made and not self._spec.asked:
            raise ProblemError(Code.NOTHING_MADE, passages=results.passages)
        self._context.progress("questions", plan.made, max(plan.made, 1), "questions")
        return MakeExamResult(results.passages, plan.made, results.nothing, results.failed)

    def _make(self, chosen: Excerpt) -> Rows:
        made: list[ExamText] = []
        last = QuestionCheck(code="nothing_to_ask")
        used: set[tuple[int, int]] = set()
        while len(made) < self._room and not self._plan.full:
            for kind in self._kinds(chosen, made):
                last = self._asker.ask(kind, chosen, used, self._fresh)
                if last.question:
                    break
            if last.question is None:
                break
            made.append(last.question)
            self._asked.append(last.question.question)
            self._plan.took(last.question.kind)
        return tuple(made), "" if made else last.code, {} if made else last.params or {}

    def _kinds(self, chosen: Excerpt, made: list[ExamText]) -> Iterator[QuestionKind]:
        """What to try of a passage: another kind first; one question without an answer is enough."""
        before = {question.kind for question in made}
        offered = chosen.kinds(self._asker.able) | {QuestionKind.FACT}
        wanted = [kind for kind in self._plan.wanted() if kind in offered]
        other = [kind for kind in wanted if kind not in before]
        again = [kind for kind in wanted if kind in before - {QuestionKind.NO_ANSWER}]
        yield from [*other, *again][:_TRIES]

    def _fresh(self, question: str) -> bool:
        return not any(alike(question, other) for other in self._asked)
