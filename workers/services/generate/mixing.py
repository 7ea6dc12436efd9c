"""What makes a set of examples more than questions about sentences: rows to read, rows that refuse."""

from collections.abc import Sequence

from workers.contract.training.examples import ExampleKind, ExampleText, GenerateSpec, SourcePassage
from workers.datasets.examples import asking, refusals
from workers.datasets.examples.duplicates import alike
from workers.datasets.examples.pointing import mixes, points_at_text
from workers.engines.throttle import Throttle
from workers.retrieval import calibration
from workers.runtime.context import Context
from workers.services.generate.surroundings import PassageNeighbours
from workers.services.generate.writing import Writer

_HOT = 0.8
_ABOUT_SOMETHING = frozenset((ExampleKind.FACT, ExampleKind.HOW_TO, ExampleKind.TERM))


class Mixer:
    """Held by one `generate` job. Embeds the passages when it is made, if anything needs that."""

    def __init__(
        self,
        spec: GenerateSpec,
        passages: Sequence[SourcePassage],
        writer: Writer,
        context: Context,
        throttle: Throttle,
    ) -> None:
        self._spec, self._writer = spec, writer
        self._kinds = set(spec.kinds)
        self._around: PassageNeighbours | None = None
        self._asked: list[str] = []
        if self._kinds & {ExampleKind.READER, ExampleKind.REFUSAL} and passages:
            self._around = PassageNeighbours(passages, spec.embedder, context, throttle)

    def close(self) -> None:
        """Let the embedder's threads go."""
        if self._around is not None:
            self._around.close()

    def dressed(self, row: ExampleText, passage: SourcePassage, number: int) -> ExampleText:
        """Every fourth row, or each when nothing else is wanted, becomes one to read."""
        only = not self._kinds & _ABOUT_SOMETHING
        if self._around is None or ExampleKind.READER not in self._kinds or row.kind not in _ABOUT_SOMETHING:
            return row
        if number % refusals.EVERY_READER and not only:
            return row
        others = self._around.distractors(row)
        return refusals.reader(row, passage, others) if others else row

    def refusal(
        self, passage: SourcePassage, rows: Sequence[ExampleText], made: int, behind: bool
    ) -> ExampleText | None:
        """A row that refuses, when these are `behind` their share (or nothing else is wanted)."""
        wanted = ExampleKind.REFUSAL in self._kinds
        if self._around is None or not wanted or not (behind or len(self._kinds) == 1):
            return None
        # Each second one stands after passages: the question of a real row, the right passage taken away.
        for row in rows if made % 2 else ():
            if row.kind in _ABOUT_SOMETHING:
                others = self._around.distractors(row)
                if others:
                    return refusals.reader_refusal(row, others)
        return self._invented(passage) or self._far(passage, made)

    def _invented(self, passage: SourcePassage) -> ExampleText | None:
        """A question that the model makes up on a neighbouring topic, if no passage answers it."""
        language = asking.language_of(passage)
        for temperature in (0.0, _HOT):
            reply = self._writer.write(
                asking.refusal_messages(passage), max_tokens=asking.MAX_TOKENS,
                schema=asking.refusal_schema(language), seed=self._spec.seed, temperature=temperature,
            )  # fmt: skip
            draft = asking.read(reply)
            if not draft or points_at_text(draft.question) or mixes(draft.question):
                continue
            if self._fresh(draft.question):
                return self._taken(draft.question, passage)
        return None

    def _far(self, passage: SourcePassage, made: int) -> ExampleText | None:
        """One of the shipped questions of everyday life, each once, if no passage answers it."""
        shipped = calibration.far_questions().get(asking.language_of(passage), ())
        for index in range(len(shipped)):
            question = shipped[(made + index) % len(shipped)]
            if self._fresh(question):
                return self._taken(question, passage)
        return None

    def _fresh(self, question: str) -> bool:
        assert self._around is not None
        if any(alike(question, other) for other in self._asked):
            return False
        return not self._around.answers(question)

    def _taken(self, question: str, passage: SourcePassage) -> ExampleText:
        self._asked.append(question)
        return refusals.refusal(question, passage)
