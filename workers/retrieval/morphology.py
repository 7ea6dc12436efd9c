"""What a Russian word can be (pymorphy3, most probable reading): for questions made by rules."""

import re
from functools import lru_cache
from typing import Any

from workers.retrieval import lexical


def is_predicate(word: str) -> bool:
    """A finite verb, a short participle or adjective, "можно"."""
    tag = _parse(word).tag
    return _is_russian(word) and any(part in tag for part in ("VERB", "PRTS", "PRED", "ADJS"))


def speaks_of_itself(word: str) -> bool:
    """A verb of the first person: an order's "I appoint", a letter's "we inform"."""
    return _is_russian(word) and "1per" in _parse(word).tag


def is_noun(word: str) -> bool:
    """A noun."""
    return "NOUN" in _parse(word).tag


def is_plural(word: str) -> bool:
    """A noun of several; of English one that ends so."""
    if not _is_russian(word):
        return word.lower().endswith("s") or word.lower() in ("people", "men", "women", "children")
    return is_noun(word) and "plur" in _parse(word).tag


def is_adjective(word: str, case: str) -> bool:
    """An adjective or participle in a case."""
    tag = _parse(word).tag
    return ("ADJF" in tag or "PRTF" in tag) and any(
        case in parse.tag and ("ADJF" in parse.tag or "PRTF" in parse.tag) for parse in _parses(word)
    )


def is_person(word: str) -> bool:
    """A noun for a living being that is no name."""
    tag = _parse(word).tag
    return "NOUN" in tag and "anim" in tag and not {"Name", "Surn", "Patr"} & set(tag.grammemes)


def has_case(word: str, case: str) -> bool:
    """Whether a noun can stand in a case ("nomn", "ablt", "datv" …)."""
    return any("NOUN" in parse.tag and case in parse.tag for parse in _parses(word))


def only_object(word: str) -> bool:
    """A noun that can be an object and cannot be a subject."""
    return is_noun(word) and has_case(word, "accs") and not has_case(word, "nomn")


_LIKELY = 0.2  # of what a word can be, by pymorphy3's estimate
_OF_VERBS = ("VERB", "INFN", "GRND")


def readings(word: str) -> tuple[tuple[str, str], ...]:
    """The dictionary forms that a Russian word can have, each with its part of speech (those of a verb that
    are no participles as one), the likeliest first; of another word none."""
    if not _is_russian(word):
        return ()
    parses = [one for at, one in enumerate(_parses(word)) if not at or one.score >= _LIKELY]
    tags = ((str(one.normal_form), str(one.tag.POS)) for one in parses)
    return tuple(dict.fromkeys((form, "VERB" if tag in _OF_VERBS else tag) for form, tag in tags))


def lemma(word: str) -> str:
    """The dictionary form."""
    return str(_parse(word).normal_form)


def singular(verb: str) -> str:
    """A predicate as it stands after "who": in the singular; "" when it has none."""
    parse = _parse(verb)
    tag = parse.tag
    if "sing" in tag and "femn" not in tag and "neut" not in tag:
        return verb
    wanted = {"sing", "masc"} if "past" in tag or "PRTS" in tag or "ADJS" in tag else {"sing", "3per"}
    form = parse.inflect(wanted)
    return str(form.word) if form else ""


def _is_russian(word: str) -> bool:
    return bool(re.search("[а-яё]", word, re.I))


@lru_cache(maxsize=50_000)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(lexical.morphology().parse(word.lower()))


def _parse(word: str) -> Any:
    return _parses(word)[0]
