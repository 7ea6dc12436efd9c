"""What documents are worth to a model that is to answer from them: how much of them can be asked about, and
what in them is said twice, otherwise elsewhere, or no longer in force. Rules, no model."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from workers.contract.exam import DocumentsValueResult, DocumentsValueSpec, Remark, RemarkCode
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples.duplicates import key
from workers.datasets.questions import planning
from workers.datasets.questions.boilerplate import Boilerplate
from workers.datasets.questions.question_candidates import Excerpt, offer
from workers.text import dates, folding, sentences

SHOWN = 20  # remarks of a kind
_LEAST_WORDS = 8  # of a sentence that says something by itself
_MOST_VALUES = 3  # a form that many documents fill in is no contradiction
_SAID_FIRST = 400  # characters of a document in which it says of itself what it is
_DATE = re.compile(r"@\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b(?:\s*(?:г\b|год\w*|year))?")
# Numbers of documents and of places in them differ from one to the next without meaning another thing.
_REFERENCE = re.compile(
    r"(?:№|n°|\bno\.?|\b(?:п|пп|ст|гл|разд|прил)\.|\b(?:пункт|стать|част|глав|раздел|приложени|приказ|section|"
    r"article|clause|chapter|annex|appendix|page|version)\w*)\s*[a-zа-я]?\d[\d./-]*",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDED = re.compile(
    r"\b(?:утратил\w*\s+силу|не\s+действу\w+|прекратил\w*\s+действие|отмен[её]н\w*|недействител\w+|"
    r"no\s+longer\s+(?:in\s+force|valid)|superseded|withdrawn|obsolete)\b",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:признать|считать|признан\w*\s+утративш|прежн|ранее|previous|earlier|former)\w*", re.I
)
_UNTIL = re.compile(
    r"\b(?:действу\w+|действителен|действительн\w+|срок\s+действия|в\s+силе|valid|in\s+force|expires?)\b"
    r"[^.;@]{0,40}?\b(?:до|по|until|till|through|on)\s+@(\d{4}-\d\d-\d\d)",
    re.I,
)
_EDITION = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|\b(?:v|ver|версия|ред|редакция|rev)[. _-]*(\d+)", re.I)
_NAME_NOISE = re.compile(r"\.[a-z0-9]{2,5}$|\d{1,2}[._-]\d{1,2}[._-](?=(?:19|20)\d\d)|[\W_]+", re.I)


def documents_value(
    passages: Sequence[SourcePassage], spec: DocumentsValueSpec, check: Callable[[int, int], None]
) -> DocumentsValueResult:
    """`check` hears how many of how many steps are done, and may raise."""
    spread = list(planning.spread(list(passages)))[: spec.sample]
    plain, steps = Boilerplate(passages), len(spread) + len(passages)
    askable = questions = 0
    for done, passage in enumerate(spread):
        check(done, steps)
        count = _questions(offer(passage, plain.blanked(passage)))
        askable += count > 0
        questions += count
    said = _Said()
    for done, passage in enumerate(passages, len(spread)):
        check(done, steps)
        said.add(passage)
    ended = list(_ended(passages, spec.today))
    known = {one.document for one in ended}
    older = (one for one in _editions(passages) if one.document not in known)
    remarks = [*said.contradictions(), *older, *ended]
    counts = Counter(one.code for one in remarks)
    shown = [one for code in RemarkCode for one in [r for r in remarks if r.code is code][:SHOWN]]
    return DocumentsValueResult(
        len({one.document for one in passages}), len(passages), len(spread), askable, questions,
        said.sentences, said.repeated(), tuple(shown), {code.value: n for code, n in counts.items()},
    )  # fmt: skip


def _questions(found: Excerpt) -> int:
    """Places that one question each can be asked about."""
    asked = [*found.numbers, *found.terms, *found.agents, *found.obligations]
    places = {(focus.start, focus.end) for focus, _ in asked}
    cells = {(cell.start, cell.end) for cell in found.cells}
    return len(places | cells | {(one.start, one.end) for one in found.lists})


class _Said:
    """The sentences of all documents, by their words and by their words without numbers."""

    def __init__(self) -> None:
        self.sentences = 0
        self._places: dict[str, set[str]] = defaultdict(set)  # sentence → documents
        self._count: Counter[str] = Counter()
        self._forms: dict[str, dict[tuple[str, ...], tuple[SourcePassage, str]]] = defaultdict(dict)

    def add(self, passage: SourcePassage) -> None:
        """Take in a passage."""
        for start, end in sentences.split(passage.text):
            text = passage.text[start:end].strip()
            if len(text.split()) < _LEAST_WORDS or "|" in text or "\t" in text:
                continue
            self.sentences += 1
            folded = key(text)
            self._places[folded].add(passage.document)
            self._count[folded] += 1
            marked = _REFERENCE.sub(" № ", _DATE.sub(" @ ", dates.dated(folding.plain(text))))
            values = tuple(_NUMBER.findall(marked))
            if values:
                self._forms[key(_NUMBER.sub("#", marked))].setdefault(values, (passage, text))

    def repeated(self) -> int:
        """Sentences that another document has said before."""
        return sum(
            self._count[text] - self._count[text] // len(documents)
            for text, documents in self._places.items()
            if len(documents) > 1
        )

    def contradictions(self) -> Iterator[Remark]:
        """The same words of two documents with other numbers in them."""
        for found in self._forms.values():
            documents = {passage.document for passage, _ in found.values()}
            if 1 < len(found) <= _MOST_VALUES and len(documents) > 1:
                (first, text), *rest = found.values()
                other, said = next(one for one in rest if one[0].document != first.document)
                yield Remark(
                    RemarkCode.OTHER_NUMBER, first.document, first.name, first.page, text, other.name, said
                )


def _ended(passages: Sequence[SourcePassage], today: str) -> Iterator[Remark]:
    """Documents that say at their beginning that they are out of force, or anywhere until when they were in
    it."""
    seen: set[str] = set()
    for passage in passages:
        of_itself = True
        for start, end in sentences.split(passage.text):
            text = passage.text[start:end].strip()
            # "Order 5 is repealed. It is no longer in force."
            of_itself = of_itself and passage.start + start < _SAID_FIRST and not _OF_ANOTHER.search(text)
            until = _UNTIL.search(dates.dated(folding.plain(text)))
            code = None
            if until is not None and until[1] < today:
                code = RemarkCode.EXPIRED
            elif of_itself and _ENDED.search(text):
                code = RemarkCode.OUT_OF_FORCE
            if code is not None and passage.document not in seen:
                seen.add(passage.document)
                yield Remark(code, passage.document, passage.name, passage.page, text[:300])


def _editions(passages: Sequence[SourcePassage]) -> Iterator[Remark]:
    """Documents whose name another one has with a later year or version."""
    names = {one.document: one.name for one in passages}
    families: dict[str, list[tuple[tuple[int, ...], str, str]]] = defaultdict(list)
    for document, name in names.items():
        found = [int(year or version) for year, version in _EDITION.findall(name)]
        stem = " ".join(_NAME_NOISE.sub(" ", _EDITION.sub(" ", name)).casefold().split())
        if stem and found:
            families[stem].append((tuple(found), document, name))
    for family in families.values():
        newest = max(family)
        for edition, document, name in sorted(family):
            if edition < newest[0] and len(edition) == len(newest[0]):
                yield Remark(RemarkCode.NEWER_EDITION, document, name, 0, name, newest[2])
