"""The `generate` job: examples from passages, one `made` message a passage as soon as it is done."""

from functools import partial

from workers.contract.codes import Code, ProblemError
from workers.contract.training.examples import ExampleText, GenerateResult, GenerateSpec, SourcePassage
from workers.datasets.examples import asking, refusals
from workers.datasets.examples.duplicates import alike
from workers.datasets.examples.focus import Focus, clean_foci
from workers.datasets.examples.vetting import Vetted, vet
from workers.datasets.questions.boilerplate import Boilerplate
from workers.engines.throttle import Throttle
from workers.runtime.context import Context
from workers.services.generate.lines import read_lines
from workers.services.generate.mixing import Mixer
from workers.services.generate.passage_results import PassageResults, Rows
from workers.services.generate.writing import Writer

# Sentences asked about of each passage; a small base gives more of each, to reach a hundred rows.
_FEW, _OF_FEW, _OF_MANY = 60, 6, 4
_HOT = 0.7


def generate(spec: GenerateSpec, context: Context, throttle: Throttle) -> GenerateResult:
    """Go through the passages that are not in `spec.done`. Raises NOTHING_MADE (passages) when neither this
    run nor an earlier one made a row, MODEL_MISSING and what else a model refuses with."""
    passages = list(read_lines(SourcePassage, spec.file))
    context.progress("loading", 0, 1, "steps")
    writer = Writer(spec.model, spec.gpu_layers, spec.threads, context, throttle)
    mixer: Mixer | None = None
    try:
        mixer = Mixer(spec, passages, writer, context, throttle)
        return _Generating(spec, passages, writer, mixer, context).run()
    finally:
        writer.close()
        if mixer is not None:
            mixer.close()


class _Generating:
    """One job. `_rows` and `_refusals` count those of earlier runs too, so that the mix goes on as it was."""

    def __init__(
        self,
        spec: GenerateSpec,
        passages: list[SourcePassage],
        writer: Writer,
        mixer: Mixer,
        context: Context,
    ) -> None:
        self._spec, self._passages, self._writer, self._context = spec, passages, writer, context
        self._results = PassageResults(context)
        self._rows, self._refusals = spec.rows_made, spec.rows_made // refusals.EVERY_REFUSAL
        self._most = _OF_FEW if len(passages) <= _FEW else _OF_MANY
        self._mixer = mixer
        self._blanking = Boilerplate(passages)

    def run(self) -> GenerateResult:
        done, results = set(self._spec.done), self._results
        total = len(self._passages)
        for index, passage in enumerate(self._passages):
            if passage.chunk not in done:
                if self._full():
                    break
                self._context.progress("passages", index, total, "passages", passage.name)
                results.work(passage, partial(self._make, passage))
        if not self._rows:
            raise ProblemError(Code.NOTHING_MADE, passages=total)
        self._context.progress("passages", total, total, "passages")
        made = self._rows - self._spec.rows_made
        return GenerateResult(results.passages, made, results.nothing, results.failed)

    def _full(self) -> bool:
        return 0 < self._spec.limit <= self._rows

    def _make(self, passage: SourcePassage) -> Rows:
        """The rows of a passage, or the reason of the last that was dropped."""
        rows: list[ExampleText] = []
        last = Vetted(code="nothing_to_ask")
        for focus in clean_foci(passage, self._blanking.blanked(passage), self._spec.kinds, self._most):
            vetted = self._draft(passage, focus)
            if vetted.row is None:
                last = vetted
            elif not any(alike(vetted.row.question, row.question) for row in rows):
                rows.append(self._mixer.dressed(vetted.row, passage, self._rows))
                self._rows += 1
            if self._full():
                break
        behind = self._rows // refusals.EVERY_REFUSAL > self._refusals
        if not self._full() and (row := self._mixer.refusal(passage, rows, self._refusals, behind)):
            rows.append(row)
            self._rows += 1
            self._refusals += 1
        return tuple(rows), "" if rows else last.code, {} if rows else last.params or {}

    def _draft(self, passage: SourcePassage, focus: Focus) -> Vetted:
        """What the model writes about a sentence; what fails the checks is written once more, otherwise."""
        vetted = Vetted(code="not_json")
        for temperature in (0.0, _HOT):
            reply = self._writer.write(
                asking.messages(passage, focus), max_tokens=asking.MAX_TOKENS,
                schema=asking.schema(passage, focus), seed=self._spec.seed, temperature=temperature,
            )  # fmt: skip
            vetted = vet(asking.read(reply), passage, focus)
            if vetted.row is not None:
                break
        return vetted
