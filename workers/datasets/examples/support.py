"""Whether an answer rests on its quote: its numbers stand there, and its telling words do.

Built on the claims of `workers.answering.claims`, so that a training row is held to what an answer in the
chat is held to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workers.answering import claims
from workers.answering.claims import Claim
from workers.retrieval import lexical

# So much of an answer's telling words may be the writer's own ("позволяет", "можно получить") …
OWN_SHARE = 0.34
# … and a single foreign word in a long answer is no doubt at all.
OWN_WORDS = 1
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class QuoteSupport:
    """`number`: one that stands in no source ("" = all do). `words`: the part of the answer, as it is
    written, that the quote does not hold ("" = it holds enough); `terms` its stems. `share`: telling words
    of the answer that the source holds, 0…1."""

    number: str = ""
    words: str = ""
    terms: frozenset[str] = frozenset()
    share: float = 1.0
    contradicts: bool = False


def support(answer: str, quote: str, question: str, heading: str = "") -> QuoteSupport:
    """How far `quote` (under `heading`, in reply to `question`) carries `answer`."""
    said, source = claims.claim(answer), claims.claim(quote)
    # The question lends its own words: "Сколько дней длится отпуск?" – "Отпуск длится 28 дней."
    context = claims.claim(f"{heading}. {question}").context()
    known = source.joined(context)
    number = next((n for n in sorted(said.numbers) if n not in known.numbers), "")
    missing = frozenset(term for term in said.terms if _tells(term) and not _holds(term, known.terms))
    telling = [term for term in said.terms if _tells(term)]
    share = 1 - len(missing) / len(telling) if telling else 1.0
    words = ""
    if missing and (len(missing) > OWN_WORDS or len(telling) <= 2) and 1 - share > OWN_SHARE:
        words = _phrase(answer, missing)
    elif named := _named(answer, missing):
        words = named
    return QuoteSupport(number, words, missing, share, bool(source.terms) and claims.contradict(said, source))


def holds(terms: Iterable[str], text: str) -> bool:
    """Whether all of some stems stand in a text."""
    known = claims.claim(text).terms
    return all(_holds(term, known) for term in terms)


def overlap(first: Claim, second: Claim) -> float:
    """The share (0…1) of the telling words of the first that the second holds; 0 when there are none."""
    telling = [term for term in first.terms if _tells(term)]
    return sum(_holds(term, second.terms) for term in telling) / len(telling) if telling else 0.0


def _tells(term: str) -> bool:
    return not claims.is_light(term) and not claims.is_unit(term)


def _holds(term: str, known: frozenset[str]) -> bool:
    return term in known or any(claims.related(term, other) for other in known)


def _runs(answer: str, missing: frozenset[str]) -> list[str]:
    """Pieces of the answer whose words are missing; a short word between two of them belongs to them."""
    found: list[list[int]] = []
    gap = 0
    for match in _WORD.finditer(answer):
        terms = lexical.terms(match.group())
        if any(term in missing for term in terms):
            if found and gap <= 1 and found[-1][1] + 40 > match.start():
                found[-1][1] = match.end()
            else:
                found.append([match.start(), match.end()])
            gap = 0
        else:
            gap += 1 if terms else 0
            gap += 2 if found and "." in answer[found[-1][1] : match.start()] else 0
    return [answer[start:end] for start, end in found]


def _phrase(answer: str, missing: frozenset[str]) -> str:
    """The longest piece of what is missing."""
    return max(_runs(answer, missing), key=len, default="")


def _named(answer: str, missing: frozenset[str]) -> str:
    """Somebody or something of two words and more that the quote does not name: "руководителю отдела"."""
    runs = [run for run in _runs(answer, missing) if len(_WORD.findall(run)) > 1]
    return max(runs, key=len, default="")
