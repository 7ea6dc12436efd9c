"""Who does it: questions about the doer of a Russian sentence, by morphology and the order of words.

Only where nothing stands between the parts: a clause, a comma or an ambiguous form makes it no question."""

import re
from dataclasses import dataclass

from workers.datasets.questions.premises import small, statement
from workers.retrieval import morphology

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|\S")
_ORGANS = frozenset(
    ("отдел", "служба", "компания", "организация", "комиссия", "суд", "бухгалтерия", "инспекция", "орган",
     "правительство", "министерство", "учреждение", "бюро", "секретариат", "дирекция", "администрация")
)  # fmt: skip
# Whom nearly every sentence of some documents is about: "to whom" says nothing there.
_ANYBODY = frozenset(("работник", "сотрудник", "лицо", "гражданин"))
_LEAST_REST = 3


@dataclass(frozen=True, slots=True)
class Agent:
    """A question and the words that answer it."""

    question: str
    answer: str


def of_sentence(sentence: str, around: str) -> Agent | None:
    """Who does it, by whom it is done, to whom it is given; None where the sentence does not lend itself."""
    text = statement(sentence)
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    verb = next((i for i, (word, _, _) in enumerate(tokens) if morphology.is_predicate(word)), 0)
    if not text or verb == 0 or any(not word[0].isalnum() for word, _, _ in tokens[:verb]):
        return None
    if any(word.lower() in ("не", "и", "или", "также") for word, _, _ in tokens[:verb]):
        return None
    before, word = text[: tokens[verb][1]].strip(), tokens[verb][0]
    rest = text[tokens[verb][2] :]
    if word.endswith(("ся", "сь")):
        return _passive(text, before, tokens[verb:], around)
    if phrase([word for word, _, _ in tokens[:verb]], "nomn") and len(rest.split()) >= _LEAST_REST:
        single = morphology.singular(word)
        return Agent(f"Кто {single}{rest}?", before) if single else None
    return _after(before, word, tokens[verb + 1 :], text, around)


def _passive(text: str, before: str, tokens: list[tuple[str, int, int]], around: str) -> Agent | None:
    """ "The schedule is approved by the director": by whom; "is handed to the manager": to whom."""
    verb = tokens[0][0]
    for case, asks in (("ablt", "Кем"), ("datv", "Кому")):
        words = [word for word, _, _ in tokens[1:4]]
        taken = phrase(words, case)
        if taken and morphology.lemma(words[taken - 1]) not in _ANYBODY:
            end = tokens[taken][2]
            following = tokens[taken + 1][0] if len(tokens) > taken + 1 else ""
            if following and (morphology.is_noun(following) or morphology.is_adjective(following, "gent")):
                return None
            named = text[tokens[1][1] : end]
            rest = text[end:].strip()
            if "," in rest:
                return None
            return Agent(f"{asks} {verb} {small(before, around)}{' ' + rest if rest else ''}?", named)
    return None


def _after(
    before: str, verb: str, tokens: list[tuple[str, int, int]], text: str, around: str
) -> Agent | None:
    """ "The strike is led by …" as Russian says it: object, verb, doer to the end."""
    first = before.split()[0]
    if not tokens or not morphology.only_object(first) or any(w in ",—–" for w, _, _ in tokens):
        return None
    if not phrase([word for word, _, _ in tokens[:3]], "nomn"):
        return None
    single = morphology.singular(verb)
    return Agent(f"Кто {single} {small(before, around)}?", text[tokens[0][1] :]) if single else None


def phrase(words: list[str], case: str) -> int:
    """How many of some words make a doer in a case: adjectives, then its noun; 0 when they do not."""
    for count, word in enumerate(words, 1):
        if morphology.is_noun(word):
            return count if _is_doer(word) and morphology.has_case(word, case) else 0
        if not morphology.is_adjective(word, case):
            return 0
    return 0


def _is_doer(word: str) -> bool:
    return morphology.is_person(word) or morphology.lemma(word) in _ORGANS
