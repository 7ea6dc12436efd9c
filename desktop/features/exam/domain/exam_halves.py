"""In which half of an exam a question is: the search for instructions learns from one and is judged on the
other, so neither may tell of the other. Rules only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from desktop.core.exam_entities import ExamQuestion, Half
from workers.contract.exam import ExamText
from workers.files import sha256

# With fewer documents a half of its own for each would leave one half empty, or nearly so.
_MANY_DOCUMENTS = 3


def draw(texts: Sequence[ExamText], there: Iterable[ExamQuestion], documents: int) -> list[Half]:
    """The halves of new questions, `there` being the questions that the base has, `documents` how many
    documents it has. The words of a question decide (sha256). Of three and more documents each lies in one
    half with all its questions: in that of its earlier ones, else in the one that is smaller by then."""
    found: defaultdict[str, Counter[Half]] = defaultdict(Counter)
    sizes = Counter[Half]()
    for question in there:
        sizes[question.half] += 1
        found[_document(question.text)][question.half] += 1
    halves = []
    for text in texts:
        document = _document(text)
        half = by_words(text.question)
        if document and documents >= _MANY_DOCUMENTS:
            half = _of_document(found[document], sizes, document)
        sizes[half] += 1
        found[document][half] += 1
        halves.append(half)
    return halves


def by_words(question: str) -> Half:
    """The half that the words alone decide; case and spaces do not count."""
    digest = sha256(" ".join(question.casefold().split()))
    return Half.TRAIN if int(digest[:2], 16) % 2 else Half.TEST


def _document(text: ExamText) -> str:
    return text.document_name or text.document  # before its quote is looked up a question has the name alone


def _of_document(own: Counter[Half], sizes: Counter[Half], document: str) -> Half:
    if own[Half.TRAIN] != own[Half.TEST]:
        return max(own, key=lambda half: own[half])
    if sizes[Half.TRAIN] != sizes[Half.TEST]:
        return min(Half, key=lambda half: sizes[half])
    return by_words(document)
