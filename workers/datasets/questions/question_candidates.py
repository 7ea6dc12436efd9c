"""What a passage can be asked: rules, no model; it takes time, so it is done when a passage's turn comes."""

import re
from dataclasses import dataclass

from workers.contract.exam import QuestionKind
from workers.contract.training.examples import ExampleKind, SourcePassage
from workers.datasets.examples import asking
from workers.datasets.examples.focus import Focus, foci
from workers.datasets.questions import agents, interrogative, premises, records
from workers.datasets.questions.agents import Agent, phrase
from workers.datasets.questions.enumerations import Enumeration, enumerations
from workers.datasets.questions.figures import NumberSpan, figures
from workers.datasets.questions.premises import small, statement
from workers.datasets.questions.records import TableNumber
from workers.text.language import RUSSIAN

_SENTENCES = 6
# A sentence that leans on others is no base for a question that is asked alone.
_LEANS = re.compile(
    r"^\W*(?:он|она|оно|они|это|этот|эта|эти|такой|такая|такие|такое|при этом|кроме того|также|тот|та|те|их|"
    r"его|ее|её|в этом|в этих|в таких?|для этого|если он\w?|"
    r"he|she|it|they|this|these|such|that|those|also|then|in this|in such)\b"
    r"|\b(?:указанн|вышеназванн|перечисленн|вышеуказанн|данн(?:ый|ая|ое|ые|ого|ой|ых|ому|ым)\b|"
    r"настоящ\w+\s+(?:стать|част|пункт|глав|раздел)|част(?:ью|и|ями|ях)\s+(?:перв|втор|трет|четв|пят|шест)|"
    r"(?:абзац\w*|пункт\w*|подпункт\w*)\s+(?:\d|перв|втор|трет)|предусмотренн\w+\s+(?:стат|част|пункт)|"
    r"стать(?:ей|и|ями|ях|е)\s+\d|said\s|aforementioned|above-mentioned|the following|preceding)",
    re.I,
)
# It is said of something that another sentence names.
_POINTS = re.compile(
    r"\b(?:таких|такие|такого|таким|этих|этого|этому|этим|этой|эту|том числе|such|these|those)\b"
    r"|^(?:\S+\s+){0,5}?(?:их|его|её|ее|ней|него|нему|ним|них|their|its|them|it)\b",
    re.I,
)
_ENDS = re.compile(r"[.!]\W*$")
_CUT = re.compile(r"\b(?:см|ст|ч|п|гл|т\.\s?д|т\.\s?п)\.$")
_DUTY = re.compile(
    r"^(?P<before>.+?)\s(?P<duty>обязан[аоы]?|долж(?:ен|на|но|ны)|следует|необходимо|нужно)\s"
    r"(?P<do>[а-яё]+(?:ть|ти|чь)(?:ся)?)\s(?P<rest>.+)$",
    re.I,
)
_CONDITION = re.compile(
    r"^(?:При|В случае|После|По окончании|По истечении|До|Перед|Для|По требованию|По просьбе|По заявлению)\s"
)
_LEAST_CONDITION = 3  # words


def stands_alone(sentence: str) -> bool:
    """Whether a sentence is whole and says of whom and what it speaks."""
    sentence = asking.line_of(sentence)
    if _LEANS.search(sentence) or _POINTS.search(sentence) or sentence.count("(") != sentence.count(")"):
        return False
    return bool(_ENDS.search(sentence)) and not _CUT.search(sentence)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as it is in the base (`source`) and without what does not belong to its text (`clean`)."""

    source: SourcePassage
    clean: SourcePassage
    sentences: tuple[Focus, ...]
    numbers: tuple[tuple[Focus, NumberSpan], ...]  # figures with offsets into the sentence
    terms: tuple[tuple[Focus, str], ...]  # sentences that say what a word means, with the question for it
    agents: tuple[tuple[Focus, Agent], ...]
    obligations: tuple[tuple[Focus, Agent], ...]  # what is to be done, whom to tell
    cells: tuple[TableNumber, ...]
    lists: tuple[Enumeration, ...]

    def kinds(self, able: bool) -> frozenset[QuestionKind]:
        """Kinds that something stands for; a question without an answer can be asked beside anything. `able`:
        a model can be asked to write what code cannot."""
        found = {QuestionKind.NO_ANSWER}
        if self.terms or self.agents or (able and self._has(ExampleKind.FACT)):
            found.add(QuestionKind.FACT)
        if self.obligations or (able and self._has(ExampleKind.HOW_TO)):
            found.add(QuestionKind.HOW_TO)
        if self.numbers or self.cells:
            found.add(QuestionKind.NUMBER)
        if any(premises.statement(self.said(focus)) for focus, _ in self.numbers):
            found.add(QuestionKind.FALSE_PREMISE)
        if self.lists:
            found.add(QuestionKind.LIST)
        return frozenset(found)

    def _has(self, kind: ExampleKind) -> bool:
        return any(focus.kind is kind for focus in self.sentences)

    def said(self, focus: Focus) -> str:
        """A sentence of the passage."""
        return _said(self.clean, focus)


def offer(source: SourcePassage, clean: SourcePassage) -> Excerpt:
    """What stands in a passage."""
    kinds = (ExampleKind.HOW_TO, ExampleKind.FACT)
    sentences = [
        focus for focus in foci(clean, kinds, _SENTENCES) if stands_alone(clean.text[focus.start : focus.end])
    ]
    numbers = [(focus, figure) for focus in sentences for figure in figures(_said(clean, focus))]
    lists = [
        found
        for found in enumerations(clean.text)
        if found.lead[:1].isupper() and not (_LEANS.search(found.lead) or _POINTS.search(found.lead))
    ]
    language, text = asking.language_of(clean), source.text
    terms = [(focus, interrogative.of_term(_said(clean, focus), text, language)) for focus in sentences]
    said = [(focus, _said(clean, focus)) for focus in sentences if language == RUSSIAN]
    done_by = [(focus, agent) for focus, own in said if (agent := agents.of_sentence(own, text))]
    obligation = [(focus, agent) for focus, own in said if (agent := obligation_of(own, text))]
    obligation += [pair for pair in done_by if pair[1].question.startswith("Кому")]
    done_by = [pair for pair in done_by if pair not in obligation]
    return Excerpt(
        source, clean, tuple(sentences), tuple(numbers), tuple(pair for pair in terms if pair[1]),
        tuple(done_by), tuple(obligation), tuple(records.cells(clean.text)), tuple(lists),
    )  # fmt: skip


def _said(passage: SourcePassage, focus: Focus) -> str:
    return passage.text[focus.start : focus.end]


def obligation_of(sentence: str, around: str) -> Agent | None:
    """What somebody must do in a case, or whom to tell; None where the sentence does not lend itself."""
    found = _DUTY.match(statement(sentence))
    if found is None or found["do"] == "быть" or re.search(r"[—–]|\bне$", found["before"]):
        return None
    before, duty, do, rest = found["before"], found["duty"].lower(), found["do"], found["rest"]
    if duty in ("следует", "необходимо", "нужно"):
        words = re.findall(r"[^\W\d_]+", rest)
        taken = phrase(words[:3], "datv")
        if not taken or "," in before:
            return None
        person = " ".join(words[:taken])
        if not rest.startswith(person):
            return None
        return Agent(f"Кому {small(before, around)} {duty} {do}{rest[len(person) :]}?", person)
    if not _CONDITION.match(before):
        return None
    who = _subject(before)
    condition = before[: len(before) - len(who)].rstrip(" ,")
    if not who or len(condition.split()) < _LEAST_CONDITION or "," in condition:
        return None
    return Agent(f"Что {duty} сделать {who} {small(condition, around)}?", f"{do} {rest}")


def _subject(before: str) -> str:
    """The words in the nominative that end a text: who must."""
    words = before.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        last = words[-count:]
        if phrase(last, "nomn") == count and all(word.isalpha() for word in last):
            return " ".join(last)
    return ""
