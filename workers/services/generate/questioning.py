"""One question of an exam from one passage: code writes what it can, the model the rest, rules decide."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from workers.answering.prompting import PromptMessage
from workers.contract.exam import QuestionKind
from workers.contract.training.checks import FindingCode
from workers.datasets.examples import asking, focus
from workers.datasets.examples.asking import RowDraft
from workers.datasets.examples.focus import Focus
from workers.datasets.questions import by_code, unanswered, vetting, wording
from workers.datasets.questions.base_vocabulary import BaseVocabulary, telling
from workers.datasets.questions.enumerations import Enumeration
from workers.datasets.questions.question_candidates import Excerpt
from workers.datasets.questions.vetting import QuestionCheck
from workers.services.generate.surroundings import PassageNeighbours
from workers.services.generate.writing import Writer

# A model with fewer parameters is not asked to write: of what a 1.5B wrote hardly any
# was good, at a minute each on two cores. Code alone asks then.
WRITES_FROM = 3_000_000_000
_NEARER = 3  # a question that so many other passages are nearer to is not about its own one
_HOT = 0.7
# Facts with one and the same answer ("the employer"): more could be guessed.
_SAME_ANSWER = 2
Fresh = Callable[[str], bool]
Used = set[tuple[int, int]]


@dataclass(slots=True)
class QuestionFactory:
    """Holds what questions are made with; a `writer` only where the model is able to write them."""

    writer: Writer | None
    around: PassageNeighbours
    spoken: BaseVocabulary
    seed: int
    _sure: int = 0  # false statements asked about with "is it true that", less true ones
    _answers: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _turn: int = 0  # shipped questions without an answer, and those near a topic among them
    _nearby: int = 0

    @property
    def able(self) -> bool:
        """Whether a model writes."""
        return self.writer is not None

    def ask(self, kind: QuestionKind, offer: Excerpt, used: Used, fresh: Fresh) -> QuestionCheck:
        """A question of a kind about a place that is not in `used` (its place is added), or why there is
        none. `fresh` tells whether a question was not asked before."""
        if kind is QuestionKind.NO_ANSWER:
            return self._unanswered(offer, fresh)
        last = QuestionCheck(code="nothing_to_ask")
        for fit in self._try(kind, offer, used, fresh):
            if fit.question is None:
                last = fit
            elif not fresh(fit.question.question) or self._answers[fit.question.must] >= _SAME_ANSWER:
                last = QuestionCheck(code=FindingCode.DUPLICATE.value)
            else:
                if kind is QuestionKind.FACT and fit.question.must:
                    self._answers[fit.question.must] += 1
                used.add((fit.question.start, fit.question.end))
                if wording.is_sure(fit.question.question, fit.question.language):
                    self._sure += 1 if kind is QuestionKind.FALSE_PREMISE else -1
                return fit
        return last

    def _try(self, kind: QuestionKind, offer: Excerpt, used: Used, fresh: Fresh) -> Iterator[QuestionCheck]:
        """Questions in the order of trust; the model's before the stiffest ones of code."""
        if kind is QuestionKind.FALSE_PREMISE:
            yield from by_code.premises(offer, used, self.spoken, self.seed)
        if kind is QuestionKind.NUMBER:
            yield from by_code.numbers(offer, used)
            yield from by_code.cells(offer, used)
        if kind is QuestionKind.LIST:
            for found in offer.lists:
                if not by_code.taken(found.start, found.end, offer, used):
                    if self.able:
                        yield self._list(offer, found, fresh)
                    yield by_code.listed(offer, found)
        if kind in (QuestionKind.FACT, QuestionKind.HOW_TO):
            yield from (by_code.sentences if kind is QuestionKind.FACT else by_code.obligations)(offer, used)
            if self.able:
                own = [place for place in offer.sentences if place.kind.value == kind.value]
                for place in [f for f in own if not by_code.taken(f.start, f.end, offer, used)][:2]:
                    yield self._sentence(kind, offer, place, fresh)
            # Without true ones "no" would be right whenever it is asked whether something is so.
            if kind is QuestionKind.FACT and self._sure > 0:
                yield from by_code.confirmations(offer, used)

    def _sentence(self, kind: QuestionKind, offer: Excerpt, place: Focus, fresh: Fresh) -> QuestionCheck:
        messages, schema = wording.sentence(offer.clean, place), asking.schema(offer.clean, place)
        fit = partial(vetting.sentence, offer=offer, focus=place, kind=kind, spoken=self.spoken)
        return self._near(self._written(messages, schema, fit, fresh, (0.0,)))

    def _list(self, offer: Excerpt, found: Enumeration, fresh: Fresh) -> QuestionCheck:
        schema = wording.listed_schema(asking.language_of(offer.clean))
        fit = partial(vetting.listed, offer=offer, found=found, spoken=self.spoken)
        return self._near(self._written(wording.listed(offer.clean, found), schema, fit, fresh, (0.0,)))

    def _near(self, fit: QuestionCheck) -> QuestionCheck:
        """A question of the model that leads to its own passage."""
        if fit.question and self.around.rank(fit.question.chunk, fit.question.question) >= _NEARER:
            return QuestionCheck(code=FindingCode.QUESTION_UNRELATED.value)
        return fit

    def _unknown(self, words: str) -> bool:
        """Whether the base says none of some words."""
        return self.spoken.unknown(words) == len(telling(words))

    def _unanswered(self, offer: Excerpt, fresh: Fresh) -> QuestionCheck:
        """A question that the whole base does not answer."""
        fit = partial(vetting.unanswered, passage=offer.clean, spoken=self.spoken, near=self.around.answers)
        language = asking.language_of(offer.clean)
        if self.able:
            schema = asking.refusal_schema(language)
            written = self._written(wording.unanswered(offer.clean), schema, fit, fresh, (0.0, _HOT))
            if written.question:
                return written
        self._turn += 1
        # Half and half, as far as there are topics.
        topic = focus.topic(offer.clean) if 2 * self._nearby < self._turn else ""
        for question in unanswered.near(language, topic, self.seed + self._nearby, self._unknown):
            if fresh(question):
                self._nearby += 1
                return QuestionCheck(vetting.nobody_says(question, language))
        for question in unanswered.far(language, self.seed, fresh):
            if (checked := fit(RowDraft(question, ""))).question:
                return checked
        return QuestionCheck(code="nothing_to_ask")

    def _written(
        self, messages: list[PromptMessage], schema: str, fit: Callable[[RowDraft | None], QuestionCheck],
        fresh: Fresh, temperatures: tuple[float, ...],
    ) -> QuestionCheck:  # fmt: skip
        last = QuestionCheck(code="not_json")
        assert self.writer is not None
        for temperature in temperatures:
            reply = self.writer.write(
                messages, max_tokens=asking.MAX_TOKENS, schema=schema, seed=self.seed, temperature=temperature
            )
            last = fit(asking.read(reply))
            if last.question and not fresh(last.question.question):
                last = QuestionCheck(code=FindingCode.DUPLICATE.value)
            if last.question:
                break
        return last
