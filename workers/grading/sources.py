"""Whether the source that an answer names is the right one."""

from collections.abc import Sequence

from workers.contract.exam import ExamText, GivenAnswer, Reason, ReasonCode
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage
from workers.grading import facts, propositions, wording

# A place with so much of the expected answer says it as well.
_SAYS_IT = 0.6


def judge(given: GivenAnswer) -> tuple[bool | None, list[Reason]]:
    """The first source that holds, else the first one named. (None, …) when an answer names none or the
    question has no place: nothing can be compared then."""
    question = given.question
    if not given.searched or not question.answerable:
        return None, []
    if not given.citations:
        return None, [Reason(ReasonCode.NO_CITATION, False)]
    if not question.quote.strip():
        return None, []
    for citation in given.citations:
        if _is_the_place(citation, question):
            return True, [_reason(ReasonCode.CITATION_RIGHT, True, citation)]
    for citation in given.citations:
        if _says_it(citation, given.passages, question):
            return True, [_reason(ReasonCode.CITATION_OTHER, True, citation)]
    return False, [_reason(ReasonCode.CITATION_WRONG, False, given.citations[0])]


def _is_the_place(citation: Citation, question: ExamText) -> bool:
    same = citation.document == question.document and question.end > question.start
    if same and citation.start < question.end and question.start < citation.end:
        return True
    cited, quote = wording.plain(citation.quote), wording.plain(question.quote)
    return wording.stands(cited, quote) or wording.stands(quote, cited)  # a copy of the document


def _says_it(citation: Citation, passages: Sequence[Passage], question: ExamText) -> bool:
    if _holds(citation.quote, question, citation.heading):
        return True
    around = (p for p in passages if p.chunk and p.chunk == citation.chunk)
    return any(_holds(passage.text, question, passage.heading) for passage in around)


def _holds(text: str, question: ExamText, heading: str) -> bool:
    if question.must:
        return all(facts.says(fact, f"{heading}. {text}", question.question) for fact in question.must)
    place = f"{heading}. {text}"
    if propositions.compare(question.answer, place, question.question).bad:
        return False
    whole = propositions.compare(question.answer, place)
    if not whole.own:
        # "28 days": the number has to stand where the question's own words do.
        return bool(whole.agree) and propositions.compare(question.question, place).share >= _SAYS_IT
    return whole.share >= _SAYS_IT


def _reason(code: ReasonCode, good: bool, citation: Citation) -> Reason:
    return Reason(code, good, {"document": citation.name, "page": citation.page})
