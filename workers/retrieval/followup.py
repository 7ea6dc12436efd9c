"""Whether a question leans on the one before ("А за границей?" after a question on per diems), and the query
to search then. Rules, no model: a wrong join costs little, since the new words still count in both legs."""

import re

from workers.retrieval.lexical import terms

# So many terms of its own make a question stand alone, whatever words it has.
_ALONE_WITH_POINTER = 6
_ALONE_WITH_OPENER = 4
_ALONE = 2

_OPENER = re.compile(
    r"\s*(?:ну\s+)?(?:а|и|но|или|тогда|также|ещё|еще|and|or|but|then|also|what about|how about)\b[\s,]",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:он|она|оно|они|его|ему|им|её|ее|ей|их|ним|ней|них|нём|нем|этот|эта|это|эти|этого|этой|этих|этому|"
    r"этим|этими|об этом|там|туда|тут|здесь|тогда|такой|такая|такое|такие|таких|такого|тот|та|те|того|тех|"
    r"первый|второй|последний|остальные|"
    r"it|its|he|she|they|them|their|this|that|these|those|there|then|the same|such)\b",
    re.IGNORECASE,
)


def leans(question: str) -> bool:
    """Whether the question cannot be understood without the one before."""
    own = len(terms(question))
    if own < _ALONE:
        return True
    if _OPENER.match(question) and own < _ALONE_WITH_OPENER:
        return True
    return bool(_POINTER.search(question)) and own < _ALONE_WITH_POINTER


def query(question: str, previous: str) -> str:
    """What to search: the question, with the one before in front of it when it leans on that."""
    question, previous = question.strip(), previous.strip()
    return f"{previous} {question}" if previous and leans(question) else question
